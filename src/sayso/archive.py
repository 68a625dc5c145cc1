"""The archive: the one object that ties intake, reading, store and picture together.

    with sayso.open("sayso.db") as archive:
        archive.add(["reports/"])
        picture = archive.picture()
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.intake import Refusal, gather
from sayso.model import (
    Claim,
    ClaimPlace,
    Decision,
    Picture,
    Report,
    SourceRecord,
    stable_id,
)
from sayso.picture import explain, paint
from sayso.places import Gazetteer
from sayso.reading.fleet import Fleet
from sayso.reading.reader import READER, Reader
from sayso.reading.setting_up import make_reader
from sayso.store import ClaimQuery, Counts, ReportHit, ReportQuery, Store, open_store

LANGUAGES = frozenset({"en"})
"""Languages that the grammar reads."""

_BATCH = 64
"""Reports handed to the readers at a time; what is lost to a kill is read again."""

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done ("taking in", "reading"), how many are done, and of how many."""


@dataclass
class Added:
    """What became of everything that was handed in."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    read: int = 0
    claims: int = 0
    not_read: dict[str, str] = field(default_factory=dict)
    undated: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything handed in was taken and read."""
        return not self.refused and not self.not_read


class Archive:
    """Reports, their claims, and the picture they make.

    :param store: where they live
    :param reader: made on first use when not given, so that looking needs no model
    """

    def __init__(self, store: Store, *, reader: Reader | None = None) -> None:
        self._store = store
        self._given_reader = reader
        self._pictures: dict[tuple[str, date | None, date | None], Picture] = {}

    @property
    def store(self) -> Store:
        """The store itself."""
        return self._store

    @cached_property
    def reader(self) -> Reader:
        """The reader, with its registry and gazetteer, loaded once."""
        return self._given_reader or make_reader()

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.open()

    # Taking in and reading

    def add(
        self,
        sources: Sequence[str],
        *,
        manifest: Path | None = None,
        published: date | None = None,
        date_from_file: bool = False,
        workers: int = 1,
        fleet: Fleet | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Take reports in from files, folders, feeds or addresses, and read what is new.

        Every report is stored, and the store committed, before any is read.

        :param published: for reports that bring no date of their own
        :param workers: local processes that read
        :param fleet: where to read instead, such as a Dask cluster
        """
        added = Added()
        for taken in gather(
            sources, manifest=manifest, published=published, date_from_file=date_from_file
        ):
            if isinstance(taken, Refusal):
                added.refused.append(taken)
                continue
            stamped = _stamp(taken)
            fresh = self._store.add_report(stamped)
            (added.new if fresh else added.known).append(stamped.id)
            if fresh and stamped.published is None:
                added.undated.append(stamped.path or stamped.id)
            if progress:
                progress("taking in", len(added.new) + len(added.known), None)
        self.read_waiting(added=added, workers=workers, fleet=fleet, progress=progress)
        return added

    def read_waiting(
        self,
        *,
        added: Added | None = None,
        workers: int = 1,
        fleet: Fleet | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Read every stored report that no reader has seen, also those left by an earlier run."""
        added = added or Added()
        total = self._store.counts().unread
        done = 0
        own = fleet or Fleet.local(workers, lambda: self.reader)
        try:
            while batch := list(self._store.unread(_BATCH * max(1, workers))):
                readable = []
                for report in batch:
                    why = _unreadable(report)
                    if why is None:
                        readable.append(report)
                    else:
                        self._store.mark_not_read(report.id, why)
                        added.not_read[report.path or report.id] = why
                        done += 1
                for report_id, claims in own.read(readable):
                    added.claims += self._store.record_reading(report_id, READER, claims)
                    added.read += 1
                    done += 1
                    if progress:
                        progress("reading", done, total)
        finally:
            if fleet is None:
                own.close()
        return added

    # Looking

    def reports(self, query: ReportQuery | None = None) -> Iterator[Report]:
        """Reports in order of arrival."""
        return self._store.reports(query)

    def report(self, named: str) -> Report:
        """The report with this id, beginning of an id, or path."""
        return self._store.report(named)

    def claims(self, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """Claims in order of arrival."""
        return self._store.claims(query)

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id or beginning of an id."""
        return self._store.claim(claim_id)

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Several claims by id; ids that name none are left out."""
        wanted = tuple(ids)
        return {c.id: c for c in self._store.claims(ClaimQuery(ids=wanted, superseded=True))}

    def find(self, words: str, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """Claims whose evidence or names hold the words, the best match first."""
        return self._store.find(words, query)

    def find_reports(self, words: str, *, limit: int = 50) -> tuple[ReportHit, ...]:
        """Reports whose title or text holds the words, the best match first."""
        return self._store.find_reports(words, limit=limit)

    def counts(self) -> Counts:
        """How much the archive holds."""
        return self._store.counts()

    def fingerprint(self) -> str:
        """A short text that changes whenever anything in the archive does."""
        return self._store.fingerprint()

    # The picture

    def picture(self, at: date | None = None, known: date | None = None) -> Picture:
        """Incidents, control, disputes and forecasts as of a day.

        :param at: the day whose state of affairs is wanted; the last report's day when not given
        :param known: only what had been published by this day
        """
        key = (self.fingerprint(), at, known)
        if key not in self._pictures:
            if len(self._pictures) > 32:
                self._pictures.clear()
            self._pictures[key] = paint(
                list(self._store.claims()),
                reports={r.id: r for r in self._store.reports()},
                decisions=self._store.decisions(),
                sources=self._store.sources(),
                within=self._within,
                at=at,
                known=known,
            )
        return self._pictures[key]

    def explain(self, identifier: str) -> str:
        """Why an incident, dispute, control state, verdict or claim is what it is, in words."""
        return explain(self.picture(), {c.id: c for c in self._store.claims()}, identifier)

    def _within(self, inner: ClaimPlace, outer: ClaimPlace) -> bool:
        if inner.id is None or outer.id is None:
            return False
        return self._gazetteer.holds(inner.id, outer.id)

    # Decisions and sources

    def decide(self, decision: Decision) -> bool:
        """Keep a reviewer's decision."""
        return self._store.decide(decision)

    def undo(self, decision_id: str) -> Decision:
        """Mark a decision undone."""
        return self._store.undo(decision_id)

    def sources(self) -> tuple[SourceRecord, ...]:
        """The source list."""
        return self._store.sources()

    def put_sources(self, records: Iterable[SourceRecord]) -> int:
        """Put records into the source list."""
        return self._store.put_sources(records)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_archive(url: str | Path | None = None) -> Archive:
    """The archive in a store: a file path or an SQLAlchemy URL; ``sayso.db`` when not given."""
    return Archive(open_store(url))


def decision_id(*parts: object) -> str:
    """The stable id of a reviewer's decision."""
    return stable_id("dec", parts)


def _stamp(report: Report) -> Report:
    import msgspec

    if report.added is not None:
        return report
    return msgspec.structs.replace(report, added=datetime.now(UTC))


def _unreadable(report: Report) -> str | None:
    if report.language is not None and report.language not in LANGUAGES:
        return (
            f"it is in {report.language!r}, and the reader knows "
            f"{', '.join(sorted(LANGUAGES))}; it is stored and can be read when a reader for its "
            "language is there"
        )
    return None
