"""A store in PostgreSQL with PostGIS: tsvector for words, geography with GiST for points."""

from collections.abc import Sequence
from functools import reduce

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    and_,
    create_engine,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.selectable import Subquery

from sayso.model import StoreError, StoreLocked
from sayso.store.queries import Box, Circle
from sayso.store.tables import claim_places, claims, reports
from sayso.store.words import Term, Words

_CONFIG: ColumnClause[str] = literal_column("'sayso'::regconfig")
_SETUP_LOCK = 0x5A750
_claim_words: ColumnClause[str] = literal_column("claims.words")
_report_words: ColumnClause[str] = literal_column("reports.words")
_point: ColumnClause[str] = literal_column("claim_places.geog")


def _one(term: Term) -> ColumnElement[str]:
    whole: ColumnElement[str] = func.phraseto_tsquery(_CONFIG, " ".join(term.words))
    if not term.prefix:
        return whole
    # to_tsquery reads operators: only letters and digits are left in a term, so it finds none.
    start: ColumnElement[str] = func.to_tsquery(_CONFIG, f"'{term.words[-1]}':*")
    if len(term.words) == 1:
        return start
    before = func.phraseto_tsquery(_CONFIG, " ".join(term.words[:-1]))
    return before.op("<->")(start)


def _tsquery(words: Words) -> ColumnElement[str]:
    def any_of(terms: Sequence[Term]) -> ColumnElement[str]:
        return reduce(lambda a, b: a.op("||")(b), [_one(term) for term in terms])

    query = reduce(lambda a, b: a.op("&&")(b), [any_of(group) for group in words.groups])
    if words.excluded:
        query = query.op("&&")(func.tsquery_not(any_of(words.excluded)))
    return query


class PostgresDialect:
    """PostgreSQL at a URL.

    :param timeout_s: how long to wait for locks and for the server to answer
    :param read_only: refuse every write
    """

    name = "postgresql"

    def __init__(self, url: URL, *, timeout_s: float, read_only: bool) -> None:
        self._url = url
        self._shown = url.render_as_string(hide_password=True)
        self._timeout_s = timeout_s
        self.read_only = read_only

    def engine(self) -> Engine:
        """An engine whose sessions give up on locks after the timeout.

        :raises StoreError: when the driver is not installed
        """
        options = f"-c lock_timeout={max(1, int(self._timeout_s * 1000))}"
        if self.read_only:
            options += " -c default_transaction_read_only=on"
        try:
            return create_engine(
                self._url,
                pool_pre_ping=True,
                connect_args={
                    "connect_timeout": max(2, int(self._timeout_s)),
                    "options": options,
                    "application_name": "sayso",
                },
            )
        except ImportError as error:
            raise StoreError(
                f"{self._shown}: the PostgreSQL driver is not installed",
                remedy="pip install 'sayso[postgres]'",
            ) from error

    def prepare(self, engine: Engine) -> None:
        """Nothing to do: the migration makes the extensions."""

    def alone(self, connection: Connection) -> None:
        """Take the advisory lock under which stores are set up."""
        connection.execute(select(func.pg_advisory_xact_lock(_SETUP_LOCK)))

    def is_foreign(self, tables: Sequence[str]) -> bool:
        """Other tables may share the database, unless they have the names of Sayso's."""
        return not {"reports", "claims", "decisions", "sources"}.isdisjoint(tables)

    def claim_words(self, words: Words) -> Subquery:
        query = _tsquery(words)
        return (
            select(claims.c.seq, (-func.ts_rank_cd(_claim_words, query)).label("rank"))
            .where(_claim_words.op("@@")(query))
            .subquery()
        )

    def report_words(self, words: Words) -> Subquery:
        query = _tsquery(words)
        plain = 'MaxWords=24, MinWords=8, StartSel="", StopSel="", MaxFragments=1'
        return (
            select(
                reports.c.seq,
                (-func.ts_rank_cd(_report_words, query)).label("rank"),
                func.ts_headline(_CONFIG, reports.c.text, query, plain).label("snippet"),
            )
            .where(_report_words.op("@@")(query))
            .subquery()
        )

    def in_box(self, box: Box) -> ColumnElement[bool]:
        lon, lat = claim_places.c.lon, claim_places.c.lat
        if box.west > box.east:
            across = or_(lon >= box.west, lon <= box.east)
        else:
            across = lon.between(box.west, box.east)
        return and_(lat.between(box.south, box.north), across)

    def in_circle(self, circle: Circle) -> ColumnElement[bool]:
        centre = func.geography(
            func.ST_SetSRID(func.ST_MakePoint(literal(circle.lon), literal(circle.lat)), 4326)
        )
        near: ColumnElement[bool] = func.ST_DWithin(_point, centre, circle.km * 1000, False)
        return near

    def insert_new_report(self) -> ReturningInsert[tuple[int]]:
        return (
            insert(reports).on_conflict_do_nothing(index_elements=["id"]).returning(reports.c.seq)
        )

    def failure(self, error: DBAPIError) -> StoreError:
        """What PostgreSQL's error means, by its SQLSTATE."""
        state = getattr(error.orig, "sqlstate", None)
        told = str(error.orig).strip().partition("\n")[0]
        # A connection that fails carries no SQLSTATE, only what the server says.
        if state == "3D000" or (state is None and "does not exist" in told and "database" in told):
            return StoreError(
                f"{self._shown}: there is no such database", remedy="make it with `createdb`"
            )
        if state is None:
            return StoreError(
                f"{self._shown} cannot be reached ({told})",
                remedy="check that the server runs, and the host, port, user and password",
            )
        if state in {"55P03", "40P01", "57014"}:
            return StoreLocked(
                f"{self._shown} is locked: another process has held it for more than "
                f"{self._timeout_s:g} seconds",
                remedy="wait for it to end, then try again; nothing was changed",
            )
        if state in {"25006"}:
            return StoreError(
                f"{self._shown} is read-only", remedy="use another store with --store"
            )
        if "extension" in told:
            return StoreError(
                f"{self._shown}: {told}",
                remedy="install PostGIS (Debian: postgresql-15-postgis-3) and let a superuser run "
                "`CREATE EXTENSION postgis; CREATE EXTENSION unaccent;` in the database",
            )
        if state == "42501":
            return StoreError(
                f"{self._shown}: {told}", remedy="ask its owner to grant you the right"
            )
        return StoreError(f"{self._shown}: {told}", remedy=f"look up SQLSTATE {state}")
