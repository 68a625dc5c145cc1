"""What is in a gazetteer file and where it came from."""

import sqlite3
from pathlib import Path

import msgspec

from sayso.places.build import data_digest
from sayso.places.own.file import Added, added_files


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source of the gazetteer, with how many rows it gave."""

    name: str
    version: str
    licence: str
    url: str
    rows: int


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a gazetteer file. ``stale`` when it was built from other data files than these.

    ``kinds`` count the user's own places too, whose files are ``added``; ``places`` and ``names`` do not.
    """

    path: str
    version: int
    places: int
    names: int
    kinds: dict[str, int]
    sources: tuple[SourceRow, ...]
    stale: bool = False
    own_path: str | None = None
    added: tuple[Added, ...] = ()


def read_stats(connection: sqlite3.Connection, path: Path, own: Path | None = None) -> Stats:
    """The statistics that the builder left in the file, and counts by kind."""
    meta = dict(connection.execute("SELECT key, value FROM main.meta"))
    kinds = dict(connection.execute("SELECT kind, count(*) FROM place GROUP BY kind"))
    rows = connection.execute("SELECT name, version, licence, url, rows FROM main.source")
    return Stats(
        path=str(path),
        version=int(meta["version"]),
        places=int(meta["places"]),
        names=int(meta["names"]),
        kinds=kinds,
        stale=meta.get("digest") != data_digest(),
        own_path=str(own) if own else None,
        added=added_files(own) if own else (),
        sources=tuple(
            SourceRow(name=n, version=v, licence=li, url=u, rows=r) for n, v, li, u, r in rows
        ),
    )
