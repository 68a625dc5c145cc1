"""Serving the application to a browser."""

import os
from ipaddress import ip_address
from typing import Final

import uvicorn

from sayso.model import ConfigError
from sayso.web.app import create_app
from sayso.web.desk import Desk
from sayso.web.guard import LOOPBACK

DEFAULT_PORT: Final = 8750
TOKEN_VARIABLE: Final = "SAYSO_TOKEN"  # noqa: S105 - the variable's name, not its value
SHORTEST_TOKEN: Final = 16


def serve(
    archive: Desk, host: str = "127.0.0.1", port: int = DEFAULT_PORT, *, token: str | None = None
) -> None:
    """Serve the page and the API until interrupted.

    :param token: what every request must bring; ``SAYSO_TOKEN`` when not given
    :raises ConfigError: when the host is open to the network and no token is set
    """
    key = checked_token(host, token if token is not None else os.environ.get(TOKEN_VARIABLE))
    app = create_app(archive, token=key, hosts=LOOPBACK if is_loopback(host) else None)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def checked_token(host: str, token: str | None) -> str | None:
    """The token to ask for, or null where none is set and none is needed.

    :raises ConfigError: when the host is open to the network and no token is set, or it is short
    """
    token = token or None
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise ConfigError(
            f"the token has {len(token)} characters and could be guessed",
            remedy=f"set {TOKEN_VARIABLE} to at least {SHORTEST_TOKEN}, "
            "such as the output of `openssl rand -hex 24`",
        )
    if token is None and not is_loopback(host):
        raise ConfigError(
            f"{host} can be reached from the network, and no token is set",
            remedy=f"set {TOKEN_VARIABLE}, or serve on 127.0.0.1",
        )
    return token


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
