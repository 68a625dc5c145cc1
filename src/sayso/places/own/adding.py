"""Adds a file of places to the user's own: streamed, in steps that can be taken up again."""

import getpass
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from sayso.model import DataError, InputError
from sayso.places.assemble import prominence
from sayso.places.gazetteer import Gazetteer
from sayso.places.misspelt import FEWEST_LETTERS
from sayso.places.own import file as own_file
from sayso.places.own.formats import read_format
from sayso.places.own.limits import Limits
from sayso.places.own.matching import UNITS, Matching
from sayso.places.own.offered import Offered, Refused, Unusable
from sayso.places.own.opening import members
from sayso.places.place import Place
from sayso.places.spelling import bare, blocking_keys, normal, plain
from sayso.places.unit_points import extent_km, middle

_STEP = 2_000
_GRID = 0.0005
"""Outlines are kept to 50 metres."""

Progress = Callable[[str, int, int | None], None]
"""Called with what is read, how many rows, and how many there are if that is known."""


def add_file(
    path: Path,
    *,
    name: str | None = None,
    country: str | None = None,
    source: str | None = None,
    licence: str | None = None,
    gazetteer: Path | None = None,
    own: Path | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    refused: Callable[[Refused], None] | None = None,
) -> own_file.Added:
    """Add the places of a file, and go on where an earlier run of the same file was stopped.

    :param name: what to call it; the file's name without its ending when not given
    :param country: alpha-2, for rows that name none
    :param source: who published it, as the user would cite them
    :param gazetteer: the gazetteer it is added to; :func:`sayso.places.default_path` when not given
    :param own: the file of own places; :func:`own_path` when not given
    :param refused: hears of each row that could not be taken
    :raises InputError: when the file cannot be read, is of no known format, or its name is taken
    :raises DataError: when there is no gazetteer
    """
    bounds = limits or Limits()
    found = read_format(path, members(path, bounds), country, bounds)
    digest = _digest(path)
    where = own or own_file.own_path()
    own_file.make(where)
    with Gazetteer.open(gazetteer, own=where, write_own=True) as opened:
        adding = _Adding(opened, path, bounds, progress, refused)
        adding.begin(name or path.stem, digest, found.format, source, licence)
        adding.take(found.rows)
    return next(one for one in own_file.added_files(where) if one.name == adding.name)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


class _Adding:
    """One run over a file. The row of ``added`` says how far it got, and is written with each step."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        path: Path,
        limits: Limits,
        progress: Progress | None,
        refused: Callable[[Refused], None] | None,
    ) -> None:
        self._gazetteer = gazetteer
        self._db = gazetteer.connection
        self._path = path
        self._limits = limits
        self._progress = progress or (lambda what, done, total: None)
        self._tell = refused or (lambda row: None)
        self._matching = Matching(gazetteer)
        self._counts = dict.fromkeys(("places", "names", "outlines", "known", "refused"), 0)
        self._number = 0
        self._done = 0
        self._whole = False
        self.name = ""

    def begin(
        self, name: str, digest: str, form: str, source: str | None, licence: str | None
    ) -> None:
        """Note who adds what, or find how far it got."""
        self.name = name
        row = self._db.execute(
            "SELECT number, digest, done, whole FROM own.added WHERE name = ?", (name,)
        ).fetchone()
        if row is not None and row[1] != digest:
            raise InputError(
                f"{self._path}: another file was added as {name!r}",
                remedy=f"give it another --name, or take that one back: sayso places remove {name}",
            )
        if row is not None:
            self._number, _, self._done, self._whole = row
            kept = ", ".join(self._counts)
            counts = self._db.execute(
                f"SELECT {kept} FROM own.added WHERE number = ?",  # noqa: S608  # names of columns
                (self._number,),
            ).fetchone()
            self._counts = dict(zip(self._counts, counts, strict=True))
            if self._done == 0:
                self._counts = dict.fromkeys(self._counts, 0)
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._number = (
            self._db.execute("SELECT coalesce(max(number), 0) FROM own.added").fetchone()[0] + 1
        )
        self._db.execute(
            "INSERT INTO own.added (number, name, file, digest, format, source, licence, person, at) "
            "VALUES (?,?,?,?,?,?,?,?,?)",
            (self._number, name, str(self._path.resolve()), digest, form, source, licence, _person(), at),
        )  # fmt: skip
        self._db.commit()

    def take(self, rows: Iterator[Offered | Refused]) -> None:
        """Take all rows that were not taken before."""
        if self._whole:
            return
        read = 0
        try:
            for read, row in enumerate(rows, start=1):
                if read <= self._done:
                    continue
                self._take(row)
                if read % _STEP == 0:
                    self._step(read)
            self._whole = True
            self._step(read)
        except sqlite3.Error as error:
            raise DataError(
                f"the file of your own places cannot be written ({error})",
                remedy="look whether the disk is full or another run holds it; what was taken is kept",
            ) from error

    def _step(self, read: int) -> None:
        self._db.execute(
            "UPDATE own.added SET done = ?, whole = ?, places = ?, names = ?, outlines = ?, known = ?, "
            "refused = ? WHERE number = ?",
            (read, self._whole, *self._counts.values(), self._number),
        )
        self._db.commit()
        self._progress(self.name, read, read if self._whole else None)

    def _take(self, row: Offered | Refused) -> None:
        if isinstance(row, Refused):
            self._refuse(row)
            return
        try:
            self._add(row)
        except Unusable as error:
            self._refuse(
                Refused(file=self._path.name, row=row.row, why=error.why, remedy=error.remedy)
            )

    def _refuse(self, row: Refused) -> None:
        self._counts["refused"] += 1
        if self._counts["refused"] <= self._limits.refused_told:
            self._tell(row)

    def _add(self, offered: Offered) -> None:
        if len(offered.name) > self._limits.name_letters:
            raise Unusable(f"a name of {len(offered.name):,} letters", "shorten it")
        country = self._matching.country(offered.country)
        adm1, adm2 = self._matching.containers(offered, country)
        place = self._matching.known(offered, country, adm1)
        shape = _valid(offered.shape)
        if place is not None:
            self._counts["known"] += 1
            self._lean_on(place)
            rank = round(1000 * self._gazetteer.prominence(place.id))
            self._name(offered, self._number_of(place), rank, place)
            identity, label, kind = place.id, place.name, place.kind
        else:
            identity = self._new(offered, country, adm1, adm2, shape)
            label, kind = plain(offered.name), offered.kind
        if shape is not None and kind in UNITS:
            north, east = middle(shape)
            self._db.execute(
                "INSERT OR REPLACE INTO own.outline VALUES (?,?,?,?,?,?,?,?,?)",
                (identity, country, kind, label, north, east, extent_km(shape),
                 shapely.to_wkb(shapely.set_precision(shape, _GRID)), self._number),
            )  # fmt: skip
            self._counts["outlines"] += 1

    def _new(
        self,
        offered: Offered,
        country: str,
        adm1: str | None,
        adm2: str | None,
        shape: BaseGeometry | None,
    ) -> str:
        lat, lon, extent = offered.lat, offered.lon, None
        if shape is not None:
            extent = float(extent_km(shape))
            if lat is None:
                lat, lon = middle(shape)
        if offered.geonames is not None:
            number, ext = offered.geonames, None
        else:
            ext = f"own:{_slug(self.name)}:{offered.key}"
            if self._db.execute("SELECT 1 FROM own.place WHERE ext = ?", (ext,)).fetchone():
                raise Unusable(f"the id {offered.key!r} stands twice", "give each row its own id")
            number = self._free_number()
        rank = offered.prominence
        if offered.geonames is None or offered.kind in ("adm1", "adm2", "city", "town", "village"):
            rank = max(rank, round(1000 * prominence(offered.kind, offered.population)))
        self._db.execute(
            "INSERT INTO own.place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (number, ext, plain(offered.name), offered.kind, lat, lon, country, adm1, adm2,
             offered.population, extent, rank, offered.picked, self._number),
        )  # fmt: skip
        self._counts["places"] += 1
        self._name(offered, number, rank, None)
        return ext or f"geonames:{number}"

    def _name(self, offered: Offered, number: int, rank: int, place: Place | None) -> None:
        """Give a place the names it is offered under; one that is known keeps its own."""
        grades: dict[str, int] = {}
        grade = 0 if place is None else 1
        for name in (offered.name, *offered.names[: self._limits.names]):
            norm = normal(name) if len(name) <= self._limits.name_letters else ""
            if not norm or len(norm) > 80:
                continue
            grades[norm] = min(grade, grades.get(norm, 9))
            grade = 1
            loose = bare(norm)
            if loose != norm:
                grades[loose] = min(2, grades.get(loose, 9))
        if place is not None:
            held = self._gazetteer.main_number(place.id)
            grades = {n: g for n, g in grades.items() if held is None or not self._has(n, held)}
            self._counts["names"] += len(grades)
        self._db.executemany(
            "INSERT OR IGNORE INTO own.name VALUES (?,?,?,?,?)",
            ((norm, -rank, number, level, self._number) for norm, level in grades.items()),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO own.fuzzy VALUES (?,?,?)",
            (
                (key, norm, self._number)
                for norm in grades
                if norm.isascii() and len(norm.replace(" ", "")) >= FEWEST_LETTERS
                for key in blocking_keys(norm)
            ),
        )

    def _has(self, norm: str, number: int) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM main.name WHERE norm = ? AND place = ?", (norm, number)
        )
        return found.fetchone() is not None

    def _number_of(self, place: Place) -> int:
        """A number by which the place can be found after the gazetteer was built anew."""
        scheme, _, code = place.id.partition(":")
        if scheme == "geonames":
            return int(code)
        row = self._db.execute("SELECT id FROM own.place WHERE ext = ?", (place.id,)).fetchone()
        row = (
            row
            or self._db.execute(
                "SELECT number FROM own.alias WHERE identity = ?", (place.id,)
            ).fetchone()
        )
        if row is not None:
            return int(row[0])
        number = self._free_number()
        self._db.execute("INSERT INTO own.alias VALUES (?,?)", (number, place.id))
        return number

    def _free_number(self) -> int:
        row = self._db.execute(
            "SELECT max((SELECT coalesce(max(id), 0) FROM own.place), "
            "(SELECT coalesce(max(number), 0) FROM own.alias))"
        ).fetchone()
        return max(own_file.OWN_FROM, int(row[0]) + 1)

    def _lean_on(self, place: Place) -> None:
        row = self._db.execute(
            "SELECT added FROM own.place WHERE ext = ? UNION ALL "
            "SELECT added FROM own.place WHERE 'geonames:' || id = ? AND ext IS NULL",
            (place.id, place.id),
        ).fetchone()
        if row is not None and row[0] != self._number:
            self._db.execute(
                "INSERT OR IGNORE INTO own.leaning VALUES (?,?)", (self._number, row[0])
            )


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def _slug(name: str) -> str:
    return normal(name).replace(" ", "-") or "file"


def _valid(shape: BaseGeometry | None) -> BaseGeometry | None:
    if shape is None or shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    if not (-180.01 <= west <= east <= 180.01 and -90.01 <= south <= north <= 90.01):
        raise Unusable(
            f"its outline reaches from {west:g}, {south:g} to {east:g}, {north:g}: no degrees",
            "export it in degrees (WGS 84, EPSG:4326)",
        )
    return shape if shape.is_valid else shape.buffer(0)
