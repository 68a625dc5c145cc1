"""The file of the user's own places: made, attached to the gazetteer, listed, and taken from."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import msgspec
import platformdirs

from sayso.model import DataError, NotFound

VERSION = 1
"""Changes whenever the file's shape does."""

OWN_FROM = 4_000_000_000
"""Numbers of places that GeoNames has not numbered begin here."""

_WAIT_S = 30.0

_PARENT = (
    "coalesce((SELECT m.id FROM main.place m WHERE m.ext = o.{0}), "
    "(SELECT p.id FROM own.place p WHERE p.ext = o.{0}), "
    "(SELECT m.id FROM main.place m WHERE o.{0} LIKE 'geonames:%' AND m.ext IS NULL "
    "AND m.id = CAST(substr(o.{0}, 10) AS INTEGER)), "
    "(SELECT p.id FROM own.place p WHERE o.{0} LIKE 'geonames:%' AND p.ext IS NULL "
    "AND p.id = CAST(substr(o.{0}, 10) AS INTEGER)))"
)
_VIEWS = f"""
CREATE TEMP VIEW place AS
    SELECT id, ext, name, kind, lat, lon, country, adm1, adm2, population, extent, rank, disputed, curated
    FROM main.place
    UNION ALL
    SELECT o.id, o.ext, o.name, o.kind, o.lat, o.lon, o.country, {_PARENT.format("adm1")},
        {_PARENT.format("adm2")}, o.population, o.extent, o.rank, NULL, o.curated
    FROM own.place o WHERE NOT EXISTS (SELECT 1 FROM main.place m WHERE m.id = o.id);
CREATE TEMP VIEW name AS
    SELECT norm, rank, place, grade FROM main.name
    UNION ALL
    SELECT norm, rank, coalesce((SELECT m.id FROM own.alias a JOIN main.place m ON m.ext = a.identity
        WHERE a.number = place), place), grade
    FROM own.name;
CREATE TEMP VIEW fuzzy AS SELECT key, norm FROM main.fuzzy UNION ALL SELECT key, norm FROM own.fuzzy;
"""  # noqa: S608  # put together from constants


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was added: by whom, when (UTC), and what came of its rows.

    ``places`` are new; ``names`` were given to places known before, of which there are ``known``;
    ``outlines`` drawn. ``whole`` is false while it is not through.
    """

    name: str
    file: str
    format: str
    source: str | None
    licence: str | None
    person: str
    at: str
    rows: int
    whole: bool
    places: int
    names: int
    outlines: int
    known: int
    refused: int


class OwnOutline(msgspec.Struct, frozen=True, kw_only=True):
    """An outline the user added: of which place, in well-known binary, from which file."""

    place: str
    name: str
    kind: str
    shape: bytes
    source: str


def own_path() -> Path:
    """Where the user's own places lie: ``$SAYSO_PLACES``, or a file in the user's data folder."""
    named = os.environ.get("SAYSO_PLACES")
    return Path(named) if named else Path(platformdirs.user_data_dir("sayso")) / "places.sqlite"


def attach(connection: sqlite3.Connection, path: Path) -> bool:
    """Let a connection to the gazetteer see the user's own places as part of it, if there are any.

    :raises DataError: when the file is none of ours or cannot be read
    """
    if not path.is_file():
        return False
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    mode = "rw" if writable else "ro"
    try:
        connection.execute("ATTACH ? AS own", (f"{path.resolve().as_uri()}?mode={mode}",))
        connection.execute(f"PRAGMA busy_timeout={int(1000 * _WAIT_S)}")
        row = connection.execute("SELECT value FROM own.meta WHERE key = 'version'").fetchone()
        if row is None or row[0] != str(VERSION):
            raise _foreign(path, "made by another version of Sayso")
        connection.executescript(_VIEWS)
    except sqlite3.Error as error:
        raise _foreign(path, str(error)) from error
    return True


def _foreign(path: Path, why: str) -> DataError:
    return DataError(
        f"{path}: the file of your own places cannot be used ({why})",
        remedy="move it away, and add your files again with: sayso places add",
    )


def make(path: Path) -> None:
    """Make the file where it is not there."""
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    half.unlink(missing_ok=True)
    try:
        with _opened(half) as connection:
            connection.executescript(
                files("sayso.places.own").joinpath("schema.sql").read_text(encoding="utf-8")
            )
            connection.execute("INSERT INTO meta VALUES ('version', ?)", (str(VERSION),))
            connection.commit()
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


def added_files(path: Path | None = None) -> tuple[Added, ...]:
    """What was added, in order.

    :raises DataError: when the file is none of ours
    """
    where = path or own_path()
    if not where.is_file():
        return ()
    try:
        with _opened(where) as connection:
            rows = connection.execute(
                "SELECT name, file, format, source, licence, person, at, done, whole, places, names, "
                "outlines, known, refused FROM added ORDER BY number"
            ).fetchall()
    except sqlite3.Error as error:
        raise _foreign(where, str(error)) from error
    return tuple(
        Added(
            name=row[0], file=row[1], format=row[2], source=row[3], licence=row[4], person=row[5],
            at=row[6], rows=row[7], whole=bool(row[8]), places=row[9], names=row[10], outlines=row[11],
            known=row[12], refused=row[13],
        )
        for row in rows
    )  # fmt: skip


def remove_file(name: str, path: Path | None = None) -> tuple[str, ...]:
    """Take back all that a file had added, and return the names of the files that had been left
    without what this one brought before them: they are to be added again.

    :raises NotFound: when nothing of that name was added
    :raises DataError: when the file of own places is none of ours, or cannot be written
    """
    where = path or own_path()
    known = [one.name for one in added_files(where)]
    if name not in known:
        raise NotFound(
            f"nothing was added as {name!r}",
            remedy=f"one of {', '.join(known)}"
            if known
            else "sayso places stats lists what was added",
        )
    try:
        with _opened(where) as connection:
            connection.execute("BEGIN IMMEDIATE")
            (number,) = connection.execute(
                "SELECT number FROM added WHERE name = ?", (name,)
            ).fetchone()
            leaning = connection.execute(
                "SELECT a.name FROM leaning l JOIN added a ON a.number = l.added WHERE l.before = ?",
                (number,),
            ).fetchall()
            connection.execute(
                "UPDATE added SET whole = 0, done = 0 WHERE number IN "
                "(SELECT added FROM leaning WHERE before = ?)",
                (number,),
            )
            for table in ("place", "name", "fuzzy", "outline"):
                connection.execute(f"DELETE FROM {table} WHERE added = ?", (number,))  # noqa: S608
            connection.execute(
                "DELETE FROM leaning WHERE before = ? OR added = ?", (number, number)
            )
            connection.execute("DELETE FROM added WHERE number = ?", (number,))
            connection.commit()
    except sqlite3.Error as error:
        raise _foreign(where, str(error)) from error
    return tuple(sorted(row[0] for row in leaning))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=_WAIT_S)
    try:
        yield connection
    finally:
        connection.close()
