"""A store in an SQL database: each method a short transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, false, func, select
from sqlalchemy.exc import DBAPIError

from sayso.model import (
    Claim,
    Decision,
    NotFound,
    Report,
    ReportRef,
    SourceRecord,
    StoreError,
    claim_from_json,
)
from sayso.store.claim_search import claim_documents, claims_by_relevance
from sayso.store.dialect import WRITES, Dialect
from sayso.store.judgements import (
    read_decisions,
    read_sources,
    write_decision,
    write_sources,
    write_undo,
)
from sayso.store.queries import ClaimQuery, Counts, ReportHit, ReportQuery
from sayso.store.readings import set_not_read, write_reading
from sayso.store.report_rows import all_columns, report_conditions, report_of, report_row
from sayso.store.state import read_counts, read_fingerprint
from sayso.store.tables import claims, reads, reports
from sayso.store.words import parse_words

_CLAIMS_A_PAGE = 1000
_REPORTS_A_PAGE = 200
_IDS_A_QUERY = 500
_SHOWN = 5
_REF_FIELDS = ("id", "path", "title", "published", "publisher", "url", "language")
_REF_COLUMNS: Select[Any] = select(reports.c.seq, *(reports.c[field] for field in _REF_FIELDS))
_AnyRow = Row[Any]


def _ref_of(row: _AnyRow) -> ReportRef:
    return ReportRef(**{field: row._mapping[field] for field in _REF_FIELDS})


class SqlStore:
    """Implements ``Store`` on an engine and the dialect of its database."""

    def __init__(self, engine: Engine, dialect: Dialect, address: str) -> None:
        self._engine = engine
        self._dialect = dialect
        self._address = address

    @property
    def address(self) -> str:
        return self._address

    @property
    def read_only(self) -> bool:
        return self._dialect.read_only

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise self._dialect.failure(error) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._dialect.read_only:
            raise StoreError(
                f"{self._address} is read-only",
                remedy="make the file and its folder writable, or use another store with --store",
            )
        try:
            with self._engine.connect() as plain:
                connection = plain.execution_options(**{WRITES: True})
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise self._dialect.failure(error) from error

    # Reports

    def add_report(self, report: Report) -> bool:
        return self.add_reports((report,))[0]

    def add_reports(self, reports: Sequence[Report]) -> tuple[bool, ...]:
        rows = [report_row(report) for report in reports]
        statement = self._dialect.insert_new_report()
        with self._writing() as connection:
            return tuple(connection.execute(statement, row).first() is not None for row in rows)

    def reports(self, query: ReportQuery | None = None) -> Iterator[Report]:
        for row in self._report_pages(query or ReportQuery(), all_columns()):
            yield report_of(row)

    def report_refs(self, query: ReportQuery | None = None) -> Iterator[ReportRef]:
        for row in self._report_pages(query or ReportQuery(), _REF_COLUMNS):
            yield _ref_of(row)

    def _report_pages(self, query: ReportQuery, columns: Select[Any]) -> Iterator[_AnyRow]:
        after = 0
        if query.after is not None:
            after = self._seq_of(reports, query.after, "report")
        wanted = columns.where(*report_conditions(query, self._dialect))
        return self._rows(
            wanted, reports, query.ids, after=after, limit=query.limit, size=_REPORTS_A_PAGE
        )

    def report(self, named: str) -> Report:
        id_, path, url = reports.c.id, reports.c.path, reports.c.url
        beginning = id_.startswith(named, autoescape=True) if named.startswith("rep_") else false()
        # Each way to name a report, and what all that are so named must share to be one.
        ways: tuple[tuple[ColumnElement[bool], str], ...] = (
            (id_ == named, "id"),
            (path == named, "path"),
            (url == named, "url"),
            (beginning, "id"),
            (path.endswith("/" + named, autoescape=True), "path"),
        )
        with self._reading() as connection:
            for way, shared in ways:
                rows = connection.execute(
                    all_columns().where(way).order_by(reports.c.seq.desc()).limit(_SHOWN)
                ).all()
                if len({row._mapping[shared] for row in rows}) > 1:
                    names = ", ".join(f"{row.id} ({row.path or row.url})" for row in rows)
                    raise NotFound(
                        f"{named!r} may be any of {names}", remedy="give more of its id or path"
                    )
                if rows:
                    return report_of(rows[0])
        raise NotFound(
            f"no report {named!r} in {self._address}", remedy="give its id, its path or its URL"
        )

    def unread(self, limit: int | None = None) -> Iterator[Report]:
        return self.reports(ReportQuery(status="unread", limit=limit))

    def stale(self, reader: str, limit: int | None = None) -> Iterator[Report]:
        others = select(reads.c.report_seq).where(
            reads.c.superseded.is_(False), reads.c.reader != reader
        )
        wanted = all_columns().where(reports.c.seq.in_(others))
        for row in self._pages(wanted, reports, after=0, limit=limit, size=_REPORTS_A_PAGE):
            yield report_of(row)

    def find_reports(self, words: str, *, limit: int = 50) -> tuple[ReportHit, ...]:
        matching = self._dialect.report_words(parse_words(words))
        wanted = (
            _REF_COLUMNS.add_columns(matching.c.snippet)
            .join(matching, matching.c.seq == reports.c.seq)
            .order_by(matching.c.rank, reports.c.seq)
            .limit(limit)
        )
        with self._reading() as connection:
            rows = connection.execute(wanted).all()
        return tuple(
            ReportHit(report=_ref_of(row), snippet=row._mapping["snippet"]) for row in rows
        )

    # Readings

    def record_reading(self, report_id: str, reader: str, claims: Sequence[Claim]) -> int:
        with self._writing() as connection:
            return write_reading(connection, report_id, reader, claims)

    def mark_not_read(self, report_id: str, why: str) -> None:
        with self._writing() as connection:
            set_not_read(connection, report_id, why)

    # Claims

    def claims(self, query: ClaimQuery | None = None) -> Iterator[Claim]:
        query = query or ClaimQuery()
        after = 0 if query.after is None else self._seq_of(claims, query.after, "claim")
        wanted = claim_documents(query, self._dialect)
        for row in self._rows(
            wanted, claims, query.ids, after=after, limit=query.limit, size=_CLAIMS_A_PAGE
        ):
            yield claim_from_json(row._mapping["document"])

    def claim(self, claim_id: str) -> Claim:
        wanted = select(claims.c.id, claims.c.document).order_by(claims.c.seq.desc())
        ways = [claims.c.id == claim_id]
        if claim_id.startswith("clm_"):
            ways.append(claims.c.id.startswith(claim_id, autoescape=True))
        with self._reading() as connection:
            for way in ways:
                rows = connection.execute(wanted.where(way).limit(_SHOWN)).all()
                if len({row.id for row in rows}) > 1:
                    names = ", ".join(sorted({row.id for row in rows}))
                    raise NotFound(f"{claim_id!r} may be any of {names}", remedy="give more of it")
                if rows:
                    return claim_from_json(rows[0].document)
        raise NotFound(
            f"no claim {claim_id!r} in {self._address}", remedy="look claims up with `sayso find`"
        )

    def newest_claim(self) -> str | None:
        with self._reading() as connection:
            return connection.scalars(
                select(claims.c.id).order_by(claims.c.seq.desc()).limit(1)
            ).first()

    def find(self, words: str, query: ClaimQuery | None = None) -> Iterator[Claim]:
        wanted = claims_by_relevance(words, query or ClaimQuery(), self._dialect)
        with self._reading() as connection:
            seqs = connection.scalars(wanted).all()
        for first in range(0, len(seqs), _IDS_A_QUERY):
            some = seqs[first : first + _IDS_A_QUERY]
            with self._reading() as connection:
                rows = connection.execute(
                    select(claims.c.seq, claims.c.document).where(claims.c.seq.in_(some))
                ).all()
            documents = {row.seq: row.document for row in rows}
            for seq in some:
                yield claim_from_json(documents[seq])

    # Decisions and sources

    def decide(self, decision: Decision) -> bool:
        with self._writing() as connection:
            return write_decision(connection, decision)

    def undo(self, decision_id: str, *, at: datetime | None = None) -> Decision:
        with self._writing() as connection:
            return write_undo(connection, decision_id, at or datetime.now(UTC))

    def decisions(self, *, undone: bool = False) -> tuple[Decision, ...]:
        with self._reading() as connection:
            return read_decisions(connection, undone=undone)

    def put_sources(self, records: Iterable[SourceRecord]) -> int:
        gathered = tuple(records)
        with self._writing() as connection:
            return write_sources(connection, gathered)

    def sources(self) -> tuple[SourceRecord, ...]:
        with self._reading() as connection:
            return read_sources(connection)

    # The whole

    def counts(self) -> Counts:
        with self._reading() as connection:
            return read_counts(connection)

    def fingerprint(self) -> str:
        with self._reading() as connection:
            return read_fingerprint(connection)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rows(
        self,
        wanted: Select[Any],
        table: Table,
        ids: tuple[str, ...] | None,
        *,
        after: int,
        limit: int | None,
        size: int,
    ) -> Iterator[_AnyRow]:
        """As ``_pages``, of these ids only; in order of arrival within each piece of the list."""
        if ids is None:
            return self._pages(wanted, table, after=after, limit=limit, size=size)
        unique = tuple(dict.fromkeys(ids))
        pieces = (
            unique[first : first + _IDS_A_QUERY] for first in range(0, len(unique), _IDS_A_QUERY)
        )
        found = (
            row
            for piece in pieces
            for row in self._pages(
                wanted.where(table.c.id.in_(piece)), table, after=after, limit=limit, size=size
            )
        )
        return islice(found, limit)

    def _pages(
        self,
        wanted: Select[Any],
        table: Table,
        *,
        after: int,
        limit: int | None,
        size: int,
    ) -> Iterator[_AnyRow]:
        """The rows in order of arrival, each page a transaction of its own.

        No cursor stays open while the caller holds the iterator, so that one left half way neither
        blocks writers nor keeps the log of the database from being cleared.
        """
        left = limit
        while left is None or left > 0:
            count = size if left is None else min(size, left)
            page = wanted.where(table.c.seq > after).order_by(table.c.seq).limit(count)
            with self._reading() as connection:
                rows = connection.execute(page).all()
            yield from rows
            if len(rows) < count:
                return
            after = rows[-1]._mapping["seq"]
            left = None if left is None else left - count

    def _seq_of(self, table: Table, id_: str, kind: str) -> int:
        with self._reading() as connection:
            seq = connection.execute(
                select(func.max(table.c.seq)).where(table.c.id == id_)
            ).scalar()
        if seq is None:
            raise NotFound(f"no {kind} {id_!r} in {self._address} to go on after")
        return int(seq)
