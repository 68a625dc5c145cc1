"""Sayso: what happened, where, when, and on whose say-so.

>>> import sayso
>>> with sayso.open("sayso.db") as archive:  # doctest: +SKIP
...     archive.add(["reports/"])
...     archive.picture()
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.archive import Archive

__version__ = "0.1.0"

__all__ = ["__version__", "open"]


def open(url: str | Path | None = None) -> "Archive":
    """The archive in a store: a file path or an SQLAlchemy URL; ``sayso.db`` when not given."""
    from sayso.archive import open_archive

    return open_archive(url)
