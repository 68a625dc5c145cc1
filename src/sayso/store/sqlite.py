"""A store in one SQLite file: WAL, FTS5 for words, an R*Tree for points."""

import math
import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import (
    Connection,
    Engine,
    and_,
    column,
    create_engine,
    event,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.selectable import Subquery

from sayso.model import StoreError, StoreLocked
from sayso.store.dialect import WRITES
from sayso.store.queries import Box, Circle
from sayso.store.tables import claim_places, reports
from sayso.store.words import Term, Words

_EARTH_KM = 6371.0088
_KM_PER_DEGREE = math.pi * _EARTH_KM / 180

_claims_fts = table("claims_fts", column("rowid"), column("claims_fts"), column("rank"))
_reports_fts = table("reports_fts", column("rowid"), column("reports_fts"), column("rank"))
_points = table(
    "claim_points",
    column("id"),
    column("min_lon"),
    column("max_lon"),
    column("min_lat"),
    column("max_lat"),
)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two WGS84 points (haversine on the mean sphere)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    a = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


def _begin(connection: Connection) -> None:
    # A read that turns into a write fails at once when another process wrote meanwhile, however
    # long the timeout: whoever will write says so from the start.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _match(words: Words) -> str:
    def one(term: Term) -> str:
        # Only letters and digits are left in a term, so a quote cannot end it.
        return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")

    wanted = " AND ".join(
        "(" + " OR ".join(one(term) for term in group) + ")" for group in words.groups
    )
    if not words.excluded:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(one(term) for term in words.excluded)})"


class SqliteDialect:
    """SQLite at a path.

    :param timeout_s: how long to wait for another process that writes
    :param create: make the file when there is none
    :param read_only: never write; taken by itself when the file may not be written
    """

    name = "sqlite"

    def __init__(self, path: Path, *, timeout_s: float, create: bool, read_only: bool) -> None:
        self._path = path
        self._timeout_s = timeout_s
        self._create = create
        self.read_only = read_only
        self._options = ""

    def engine(self) -> Engine:
        """An engine whose connections wait, check foreign keys and know ``sayso_km``."""
        self._check_file()
        # With no file in the address, SQLAlchemy would take the pool of in-memory databases, which
        # closes the connections of other threads while they are in use.
        engine = create_engine("sqlite://", creator=self._connect, poolclass=QueuePool)
        event.listen(engine, "begin", _begin)
        return engine

    def _check_file(self) -> None:
        path = self._path
        if path.is_dir():
            raise StoreError(f"{path} is a folder", remedy="give the path of a file in it")
        if not path.exists():
            if self.read_only or not self._create:
                raise StoreError(
                    f"there is no store at {path}",
                    remedy="make one with `sayso add`, or give another path with --store",
                )
            if not path.absolute().parent.is_dir():
                raise StoreError(
                    f"{path}: the folder {path.absolute().parent} does not exist",
                    remedy="make the folder, or give another path with --store",
                )
            self._options = "mode=rwc"
            return
        if not os.access(path, os.W_OK):
            self.read_only = True
        if not self.read_only:
            self._options = "mode=rw"
            return
        self._options = "mode=ro"
        log = path.with_name(path.name + "-wal")
        if not log.exists() and not os.access(path.absolute().parent, os.W_OK):
            # Nobody can make the shared-memory file that a reader of a WAL database needs; without
            # a log there is nothing in it to read either.
            self._options = "mode=ro&immutable=1"

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?{self._options}",
            uri=True,
            timeout=self._timeout_s,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.create_function("sayso_km", 4, kilometres, deterministic=True)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def prepare(self, engine: Engine) -> None:
        """Turn on WAL, so that readers and a writer do not wait for each other."""
        deadline = time.monotonic() + self._timeout_s
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            while raw is not None:
                try:
                    raw.cursor().execute("PRAGMA journal_mode = WAL")
                    return
                except sqlite3.OperationalError as error:
                    # SQLite does not wait here by itself, whatever the timeout.
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                        raise self._failure(error) from error
                    if time.monotonic() > deadline:
                        raise self._failure(error) from error
                    time.sleep(0.02)

    def alone(self, connection: Connection) -> None:
        """Nothing to do: a writing transaction has the file to itself from its start."""

    def is_foreign(self, tables: Sequence[str]) -> bool:
        """A file with any table but no Sayso version is somebody else's."""
        return bool(tables)

    def claim_words(self, words: Words) -> Subquery:
        return (
            select(_claims_fts.c.rowid.label("seq"), _claims_fts.c.rank.label("rank"))
            .where(_claims_fts.c.claims_fts.op("MATCH")(_match(words)))
            .subquery()
        )

    def report_words(self, words: Words) -> Subquery:
        snippet = func.snippet(literal_column("reports_fts"), -1, "", "", "…", 24)
        return (
            select(
                _reports_fts.c.rowid.label("seq"),
                _reports_fts.c.rank.label("rank"),
                snippet.label("snippet"),
            )
            .where(_reports_fts.c.reports_fts.op("MATCH")(_match(words)))
            .subquery()
        )

    def in_box(self, box: Box) -> ColumnElement[bool]:
        if box.west > box.east:
            return or_(
                self.in_box(Box(west=box.west, south=box.south, east=180.0, north=box.north)),
                self.in_box(Box(west=-180.0, south=box.south, east=box.east, north=box.north)),
            )
        indexed = (
            select(_points.c.id)
            .where(
                and_(
                    _points.c.max_lon >= box.west,
                    _points.c.min_lon <= box.east,
                    _points.c.max_lat >= box.south,
                    _points.c.min_lat <= box.north,
                )
            )
            .scalar_subquery()
        )
        # The R*Tree holds 32-bit floats, rounded outwards: the columns decide.
        return and_(
            claim_places.c.seq.in_(indexed),
            claim_places.c.lon.between(box.west, box.east),
            claim_places.c.lat.between(box.south, box.north),
        )

    def in_circle(self, circle: Circle) -> ColumnElement[bool]:
        distance = func.sayso_km(
            claim_places.c.lat, claim_places.c.lon, literal(circle.lat), literal(circle.lon)
        )
        within: ColumnElement[bool] = and_(claim_places.c.lat.is_not(None), distance <= circle.km)
        return and_(self._around(circle), within)

    def _around(self, circle: Circle) -> ColumnElement[bool]:
        reach = circle.km / _KM_PER_DEGREE
        south, north = circle.lat - reach, circle.lat + reach
        if south <= -90 or north >= 90:
            return true()
        widest = math.sin(math.radians(reach)) / math.cos(math.radians(circle.lat))
        if widest >= 1:
            return true()
        span = math.degrees(math.asin(widest))
        west, east = circle.lon - span, circle.lon + span
        if west < -180:
            west += 360
        if east > 180:
            east -= 360
        return self.in_box(Box(west=west, south=south, east=east, north=north))

    def insert_new_report(self) -> ReturningInsert[tuple[int]]:
        return (
            insert(reports).on_conflict_do_nothing(index_elements=["id"]).returning(reports.c.seq)
        )

    def failure(self, error: DBAPIError) -> StoreError:
        """What SQLite's error means, by its code."""
        return self._failure(error.orig if error.orig is not None else error)

    def _failure(self, error: BaseException) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        path = self._path
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return StoreLocked(
                f"{path} is locked: another process has been writing to it for "
                f"more than {self._timeout_s:g} seconds",
                remedy="wait for it to end, then try again; nothing was changed",
            )
        if code == sqlite3.SQLITE_READONLY:
            return StoreError(
                f"{path} is read-only",
                remedy="make the file and its folder writable, or use another store with --store",
            )
        if code == sqlite3.SQLITE_NOTADB:
            return StoreError(
                f"{path} is not a Sayso store, nor a database at all; it was left as it is",
                remedy="give another path with --store, or move the file away",
            )
        if code == sqlite3.SQLITE_CORRUPT:
            return StoreError(
                f"{path} is damaged ({error})",
                remedy=f"put back a copy, or save what can be read with "
                f"`sqlite3 {path} .recover | sqlite3 rescued.db`",
            )
        if code == sqlite3.SQLITE_FULL:
            return StoreError(f"{path}: the disk is full", remedy="make room, then try again")
        if code == sqlite3.SQLITE_CANTOPEN:
            return StoreError(
                f"{path} cannot be opened ({error})",
                remedy="check that the file and its folder may be read and written by you",
            )
        return StoreError(f"{path}: {error}", remedy="run `sayso doctor` for more")
