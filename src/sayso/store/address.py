"""Where a store is: what a path or URL given by the user means."""

from pathlib import Path

import msgspec
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sayso.model import ConfigError

DEFAULT_PATH = "sayso.db"


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A store's place: a file for SQLite, a URL for PostgreSQL. ``shown`` holds no password."""

    shown: str
    path: Path | None = None
    url: URL | None = None


def parse_address(given: str | Path | None) -> Address:
    """The address in what the user gave; ``sayso.db`` in the current folder when nothing.

    :raises ConfigError: when it is a URL that names no database Sayso can use
    """
    if given is None or given == "":
        given = DEFAULT_PATH
    if isinstance(given, Path) or "://" not in given:
        if str(given) == ":memory:":
            raise ConfigError("a store in memory would be lost", remedy="give a file path")
        path = Path(given).expanduser()
        return Address(shown=str(path), path=path)
    try:
        url = make_url(given)
    except ArgumentError:
        raise ConfigError(
            "the address of the store is not a URL that can be understood",
            remedy="a file path, or postgresql://user@host/database",
        ) from None
    shown = url.render_as_string(hide_password=True)
    backend = url.drivername.partition("+")[0]
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise ConfigError(f"{shown} names no file", remedy="sqlite:///path/to/sayso.db")
        return Address(shown=url.database, path=Path(url.database))
    if backend in {"postgresql", "postgres"}:
        return Address(shown=shown, url=url.set(drivername="postgresql+psycopg"))
    raise ConfigError(
        f"{shown}: Sayso keeps no store in {backend}",
        remedy="a file path (SQLite), or postgresql://user@host/database",
    )
