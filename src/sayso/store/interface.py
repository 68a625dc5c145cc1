"""The one interface of every store, whatever database it lives in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from sayso.model import Claim, Decision, Report, ReportRef, SourceRecord
from sayso.store.queries import ClaimQuery, Counts, ReportHit, ReportQuery


class Store(Protocol):
    """Where reports, claims and decisions live.

    Every method may raise ``StoreError`` (and ``StoreLocked``) when the database does. Writes are
    committed when the method returns. Iterators read page by page and hold no lock between pages,
    so a caller may write while it iterates; claims that arrive meanwhile may or may not appear.
    A store may be used from several threads, but not be taken into a forked process.
    """

    @property
    def address(self) -> str:
        """Where the store is, without a password."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether every write will be refused."""
        ...

    # Reports

    def add_report(self, report: Report) -> bool:
        """Store a report; false when one with its id is there already.

        :raises InputError: when its text is not text
        """
        ...

    def add_reports(self, reports: Sequence[Report]) -> tuple[bool, ...]:
        """Store reports in one transaction: for each, whether it was new."""
        ...

    def reports(self, query: ReportQuery | None = None) -> Iterator[Report]:
        """Reports in order of arrival."""
        ...

    def report_refs(self, query: ReportQuery | None = None) -> Iterator[ReportRef]:
        """As ``reports``, without the texts."""
        ...

    def report(self, named: str) -> Report:
        """The report with this id, the beginning of an id, this path, URL or end of a path.

        Of several reports that came from one path or URL, the newest.

        :raises NotFound: when there is none, or more than one
        """
        ...

    def unread(self, limit: int | None = None) -> Iterator[Report]:
        """Reports that no reader has seen, in order of arrival."""
        ...

    def stale(self, reader: str, limit: int | None = None) -> Iterator[Report]:
        """Reports whose current reading is by another reader or version than this."""
        ...

    def find_reports(self, words: str, *, limit: int = 50) -> tuple[ReportHit, ...]:
        """Reports whose title or text holds the words, the best match first.

        :raises InputError: when there is nothing to look for in the words
        """
        ...

    # Readings

    def record_reading(self, report_id: str, reader: str, claims: Sequence[Claim]) -> int:
        """Store what a reader made of a report, all of it or nothing; how many claims were added.

        Claims of an earlier reading are superseded, never removed; a reading that is there already
        adds nothing.

        :raises NotFound: when the report is not in the store
        """
        ...

    def mark_not_read(self, report_id: str, why: str) -> None:
        """Note that a report could not be read, and why.

        :raises NotFound: when the report is not in the store
        """
        ...

    # Claims

    def claims(self, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """Claims in order of arrival.

        :raises NotFound: when ``query.after`` names no claim
        """
        ...

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id or beginning of an id; of several readings, the newest.

        :raises NotFound: when there is none, or more than one
        """
        ...

    def newest_claim(self) -> str | None:
        """The id of the claim that arrived last, to go on after; null where there is none."""
        ...

    def find(self, words: str, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """Claims whose evidence or names hold the words, the best match first.

        :raises InputError: when there is nothing to look for in the words
        """
        ...

    # Decisions and sources

    def decide(self, decision: Decision) -> bool:
        """Keep a reviewer's decision; false when it is there already.

        :raises NotFound: when it is on a claim that is not in the store
        """
        ...

    def undo(self, decision_id: str, *, at: datetime | None = None) -> Decision:
        """Mark a decision undone, now or at the moment given.

        :raises NotFound: when there is no such decision
        """
        ...

    def decisions(self, *, undone: bool = False) -> tuple[Decision, ...]:
        """Decisions in force, in the order they were made; with ``undone``, all there ever were."""
        ...

    def put_sources(self, records: Iterable[SourceRecord]) -> int:
        """Put records into the source list, replacing those of the same name; how many."""
        ...

    def sources(self) -> tuple[SourceRecord, ...]:
        """The source list, by name."""
        ...

    # The whole

    def counts(self) -> Counts:
        """How much the store holds."""
        ...

    def fingerprint(self) -> str:
        """A short text that changes whenever reports, claims, decisions or sources do."""
        ...

    def close(self) -> None:
        """Let go of the database; a closed store can no longer be used."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
