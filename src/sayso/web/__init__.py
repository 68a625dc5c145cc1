"""The API and the page's server side. The page itself is built from ``web/`` at the root."""

from sayso.web.app import create_app
from sayso.web.desk import Desk
from sayso.web.serving import DEFAULT_PORT, serve

__all__ = ["DEFAULT_PORT", "Desk", "create_app", "serve"]
