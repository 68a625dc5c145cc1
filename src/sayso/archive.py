"""The archive: the one object that ties intake, reading, store and picture together.

with sayso.open("sayso.db") as archive:
    archive.add(["reports/"])
    picture = archive.picture()
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import msgspec

from sayso.intake import Refusal, gather
from sayso.model import (
    ActorEdge,
    Claim,
    ClaimPlace,
    DataError,
    Decision,
    EarlyWarning,
    InputError,
    NotFound,
    Participant,
    Picture,
    Report,
    SourceRecord,
    stable_id,
)
from sayso.picture import early_warning, explain, paint
from sayso.picture.decisions import decided, nonsense
from sayso.picture.identities import Identities, called
from sayso.picture.kept import Kept
from sayso.picture.lineage import Lineage, lineage
from sayso.picture.relations import Relation, relations
from sayso.store import ClaimQuery, Counts, ReportHit, ReportQuery, Store, open_store, several

if TYPE_CHECKING:
    # The language model takes seconds to load; whoever only looks does not wait for it.
    from sayso.places import Gazetteer
    from sayso.reading.fleet import Fleet
    from sayso.reading.reader import Reader

LANGUAGES = frozenset({"en"})
"""Languages that the grammar reads."""

_COMMITTED = 50
"""Reports stored in one transaction; a kill loses at most so many, and none that was told of."""

_PICTURES_KEPT = 32

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done ("taking in", "reading"), how many are done, and of how many."""


@dataclass
class Added:
    """What became of everything that was handed in.

    :param new: ids of the reports that were not in the store
    :param known: ids of those that were
    :param refused: what could not be taken in, and why
    :param read: how many reports were read, also of those that had been waiting
    :param claims: how many claims they gave
    :param not_read: path or id of the reports that are stored but not read → why
    :param undated: paths or ids of the new reports without a publication day
    :param left: why reading ended before everything was read, where it did; the next run goes on
    """

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    read: int = 0
    claims: int = 0
    not_read: dict[str, str] = field(default_factory=dict)
    undated: list[str] = field(default_factory=list)
    left: str | None = None

    @property
    def complete(self) -> bool:
        """Whether everything handed in was taken and read."""
        return not self.refused and not self.not_read and self.left is None


class Archive:
    """Reports, their claims, and the picture they make. May be used from several threads.

    :param store: where they live
    :param reader: made on first use when not given, so that looking needs no model
    """

    def __init__(self, store: Store, *, reader: "Reader | None" = None) -> None:
        self._store = store
        self._given_reader = reader
        self._pictures: dict[tuple[str, date | None, date | None], Picture] = {}
        self._painting = Lock()
        self._kept = Kept()

    @property
    def store(self) -> Store:
        """The store itself."""
        return self._store

    @cached_property
    def reader(self) -> "Reader":
        """The reader, with its registry and gazetteer, loaded once."""
        if self._given_reader is not None:
            return self._given_reader
        from sayso.actors import own_files
        from sayso.reading.setting_up import make_reader

        return make_reader(registry_files=own_files())

    @cached_property
    def _gazetteer(self) -> "Gazetteer":
        from sayso.places import Gazetteer

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
        fleet: "Fleet | None" = None,
        progress: Progress | None = None,
    ) -> Added:
        """Take reports in from files, folders, feeds or addresses, and read what is unread.

        Every report is stored, and the store committed, before any is read.

        :param published: for reports that bring no date of their own
        :param workers: local processes that read
        :param fleet: where to read instead, such as a Dask cluster
        :raises StoreError: when the store cannot be written
        :raises DataError: when the registry or the gazetteer is wrong or missing
        """
        added = Added()
        waiting: list[Report] = []
        for taken in gather(
            sources, manifest=manifest, published=published, date_from_file=date_from_file
        ):
            if isinstance(taken, Refusal):
                added.refused.append(taken)
                continue
            waiting.append(_stamp(taken))
            if len(waiting) >= _COMMITTED:
                self._keep(waiting, added, progress)
                waiting = []
        self._keep(waiting, added, progress)
        return self.read_waiting(added=added, workers=workers, fleet=fleet, progress=progress)

    def _keep(self, reports: Sequence[Report], added: Added, progress: Progress | None) -> None:
        if not reports:
            return
        for report, fresh in zip(reports, self._store.add_reports(reports), strict=True):
            (added.new if fresh else added.known).append(report.id)
            if fresh and report.published is None:
                added.undated.append(report.path or report.id)
        if progress:
            progress("taking in", len(added.new) + len(added.known), None)

    def read_waiting(
        self,
        *,
        added: Added | None = None,
        workers: int = 1,
        fleet: "Fleet | None" = None,
        progress: Progress | None = None,
    ) -> Added:
        """Read every stored report that no reader has seen, also those left by an earlier run."""
        added = added if added is not None else Added()
        total = self._store.counts().unread
        if not total:
            return added
        from sayso.reading.fleet import Fleet

        done = 0
        own = fleet or Fleet.local(min(workers, total), lambda: self.reader)
        if progress:
            progress("reading", 0, total)
        try:
            while added.left is None and (batch := list(self._store.unread(own.at_once))):
                readable = []
                for report in batch:
                    if why := unreadable(report):
                        self._not_read(report, why, added)
                        done += 1
                    else:
                        readable.append(report)
                for report, result in zip(readable, own.read(readable), strict=True):
                    if result.left is not None:
                        added.left = added.left or result.left
                        continue
                    if result.failed is None:
                        made = self._store.record_reading(report.id, own.reader, result.claims)
                        added.claims += made
                        added.read += 1
                    else:
                        self._not_read(report, result.failed, added)
                    done += 1
                    if progress:
                        progress("reading", done, total)
        finally:
            if fleet is None:
                own.close()
        return added

    def _not_read(self, report: Report, why: str, added: Added) -> None:
        self._store.mark_not_read(report.id, why)
        added.not_read[report.path or report.id] = why

    # Looking

    def reports(self, query: ReportQuery | None = None) -> Iterator[Report]:
        """Reports in order of arrival."""
        return self._store.reports(query)

    def report(self, named: str) -> Report:
        """The report with this id, beginning of an id, or path."""
        return self._store.report(named)

    def claims(self, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """Claims in order of arrival, as they were read.

        Who is asked for by ``actor`` or ``source`` is whom reviewers say: claims of an actor merged
        into it are among them, those of what was split from it are not.
        """
        return self._asked(query, self._store.claims)

    def _asked(
        self, query: ClaimQuery | None, ask: Callable[[ClaimQuery | None], Iterator[Claim]]
    ) -> Iterator[Claim]:
        if query is None or (query.actor is None and query.source is None):
            return ask(query)
        identities = Identities.of(self._store.decisions())
        if not identities:
            return ask(query)
        actors, sources = several(query.actor), several(query.source)
        wider = msgspec.structs.replace(
            query,
            actor=identities.behind(actors) or None,
            source=identities.behind(sources) or None,
            limit=None,
        )
        found = (
            claim
            for claim in ask(wider)
            if (not actors or identities.told(claim, actors))
            and (not sources or identities.says(claim, sources))
        )
        return islice(found, query.limit)

    def reviewed_claims(self) -> list[Claim]:
        """All claims as the reviewers left them: corrected, and without those rejected."""
        return list(decided(list(self._store.claims()), self._store.decisions()))

    def relations(self, actor: str | None = None) -> tuple[Relation, ...]:
        """Memberships, leaderships, appointments, dismissals and defections that reports tell of.

        The claims are taken as the reviewers left them; nothing of the registry enters.

        :param actor: an actor's id; only what it takes part in
        """
        return relations(self.reviewed_claims(), actor)

    def told_of(self, actor: str) -> Participant | None:
        """The actor of an id as some claim has it, seen as reviewers say; null where none names it."""
        identities = Identities.of(self._store.decisions())
        for claim in self._store.claims(ClaimQuery(actor=identities.behind([actor]))):
            for part in identities.seen(claim).participants:
                if part.id == actor:
                    return part
        return None

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id or beginning of an id."""
        return self._store.claim(claim_id)

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Several claims by id; ids that name none are left out."""
        wanted = tuple(ids)
        return {c.id: c for c in self._store.claims(ClaimQuery(ids=wanted, superseded=True))}

    def newest_claim(self) -> str | None:
        """The id of the claim that arrived last, to go on after; null where there is none."""
        return self._store.newest_claim()

    def find(self, words: str, query: ClaimQuery | None = None) -> Iterator[Claim]:
        """Claims whose evidence or names hold the words, the best match first."""
        return self._asked(query, lambda wider: self._store.find(words, wider))

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
        # One at a time: the gazetteer is not for several threads, and painting once is enough.
        with self._painting:
            key = (self.fingerprint(), at, known)
            if key not in self._pictures:
                if len(self._pictures) >= _PICTURES_KEPT:
                    self._pictures.clear()
                self._pictures[key] = self._paint(at, known)
            picture = self._pictures[key]
        if picture.as_of == date.min:
            # Nothing in the store has a day: the picture is that of today.
            return msgspec.structs.replace(picture, as_of=date.today())
        return picture

    def lineage(self, at: date | None = None, known: date | None = None) -> Lineage:
        """Who repeats whom, among the reports that were published by the day ``known``."""
        told = (
            report
            for report in self._store.reports()
            if known is None or (report.published is not None and report.published <= known)
        )
        return lineage(self.picture(at, known), told)

    def early_warning(self, at: date | None = None, known: date | None = None) -> EarlyWarning:
        """Counts by area and week, what the next weeks may bring, and how such forecasts fared."""
        return early_warning(self.picture(at, known))

    def _paint(self, at: date | None, known: date | None) -> Picture:
        return paint(
            list(self._store.claims()),
            reports={r.id: r for r in self._store.reports()},
            decisions=self._store.decisions(),
            sources=self._store.sources(),
            within=self._within,
            at=at,
            known=known,
            # what a past day needs would push out what the next report will be held against
            kept=self._kept if at is None and known is None else None,
        )

    def explain(self, identifier: str, at: date | None = None, known: date | None = None) -> str:
        """Why an incident, dispute, control state, verdict or claim is what it is, in words.

        :param identifier: an id or the beginning of one, or the name of a place
        :raises NotFound: when the picture holds nothing of the kind, or several
        """
        picture = self.picture(at, known)
        claims = {c.id: c for c in self._store.claims()}
        return explain(picture, claims, _whole(identifier, picture, claims))

    def _within(self, inner: ClaimPlace, outer: ClaimPlace) -> bool:
        if inner.id is None or outer.id is None:
            return False
        places = self._gazetteer
        try:
            return places.within(places.place(inner.id), places.place(outer.id))
        except NotFound:
            return False

    # Decisions and sources

    def decisions(self, *, undone: bool = False) -> tuple[Decision, ...]:
        """Decisions in force, in the order they were made; with ``undone``, all there ever were."""
        return self._store.decisions(undone=undone)

    def decide(self, decision: Decision) -> bool:
        """Keep a reviewer's decision; false when it is there already.

        :raises NotFound: when it is on a claim that is not in the store
        :raises InputError: when it names too few claims, corrects a field to what it cannot be, or
            does not say which actors are whom
        """
        self._check(decision)
        return self._store.decide(decision)

    def _check(self, decision: Decision) -> None:
        # A decision is kept for ever: one that no picture could be painted with must not get in.
        if decision.kind in ("merge-actors", "split-actors"):
            self._check_actors(_edge_of(decision).actors)
            return
        least = 2 if decision.kind in ("merge", "split") else 1
        if len(set(decision.claims)) < least:
            raise InputError(
                f"to {decision.kind} takes {'two claims' if least == 2 else 'a claim'} or more",
                remedy="name them by id",
            )
        if decision.kind != "correct":
            return
        if not decision.field:
            raise InputError("a correction names no field", remedy="say which: type, places, time…")
        earlier = self._store.decisions()
        for claim in self.claims_by_id(decision.claims).values():
            try:
                corrected = decided([claim], [*earlier, decision])
            except DataError as error:
                raise InputError(error.message, remedy=error.remedy) from error
            for changed in corrected:
                if why := nonsense(changed):
                    raise InputError(why, remedy="correct both ends at once")

    def _check_actors(self, ids: Iterable[str]) -> None:
        identities = Identities.of(self._store.decisions())
        for id_ in ids:
            behind = identities.behind([id_])
            told = chain(
                self._store.claims(ClaimQuery(actor=behind)),
                self._store.claims(ClaimQuery(source=behind)),
            )
            if not any(id_ in (*_ids(c), *_ids(identities.seen(c))) for c in told):
                raise NotFound(
                    f"no claim names an actor {id_!r}",
                    remedy="ids stand in: sayso find --actor NAME --format jsonl",
                )

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
        """Let go of the store, and of the gazetteer where it was needed."""
        opened = self.__dict__.pop("_gazetteer", None)
        if opened is not None:
            opened.close()
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


def open_archive(url: str | Path | None = None, *, create: bool = True) -> Archive:
    """The archive in a store: a file path or an SQLAlchemy URL; ``sayso.db`` when not given.

    :param create: make an empty store where there is none
    :raises StoreError: when it cannot be opened, is damaged, locked or of a newer version
    """
    return Archive(open_store(url, create=create))


def decision_id(*parts: object) -> str:
    """The stable id of a reviewer's decision."""
    return stable_id("dec", parts)


def _ids(claim: Claim) -> set[str | None]:
    return {p.id for p in claim.participants} | {link.id for link in claim.attribution}


def _edge_of(decision: Decision) -> ActorEdge:
    """What a decision says of actors, when it says it rightly."""
    try:
        edge = decision.on_actors
    except DataError as error:
        raise InputError(error.message, remedy="name the actors, and who they are") from error
    if edge is None or decision.claims or not (edge.actors and edge.into.id and edge.into.name):
        raise InputError("it is not said which actors are whom", remedy="name them by id")
    if edge.into.id in edge.actors:
        raise InputError(f"{edge.into.id!r} is itself already", remedy="name two different actors")
    if decision.kind == "merge-actors" and edge.called:
        raise InputError("a merge is of all that an actor is called", remedy="split it first")
    if decision.kind == "split-actors" and not (edge.called and all(map(called, edge.called))):
        raise InputError(
            "it is not said what the part that is somebody else is called",
            remedy="give the names that reports use for it",
        )
    return edge


def actor_decision(
    edge: ActorEdge, *, by: str, why: str | None = None, made: datetime | None = None
) -> Decision:
    """A merge of actors, or, where the edge has names, a split, to be decided."""
    made = made or datetime.now(UTC)
    value = msgspec.json.encode(edge).decode()
    kind: Literal["merge-actors", "split-actors"] = (
        "split-actors" if edge.called else "merge-actors"
    )
    return Decision(
        id=decision_id(kind, value, by, made.isoformat()),
        kind=kind,
        value=value,
        by=by,
        made=made,
        why=why,
    )


def _whole(beginning: str, picture: Picture, claims: Iterable[str]) -> str:
    """The one id that begins so; what begins none is given back, as the name of a place."""
    if "_" not in beginning:
        return beginning
    ids = {i.id for i in picture.incidents} | {d.id for d in picture.disputes} | set(claims)
    ids.update(campaign.id for campaign in picture.campaigns)
    if beginning in ids:
        return beginning
    found = sorted(id_ for id_ in ids if id_.startswith(beginning))
    if len(found) > 1:
        raise NotFound(
            f"{beginning!r} begins {len(found)} ids: {', '.join(found[:3])} …"
            if len(found) > 3
            else f"{beginning!r} begins {len(found)} ids: {', '.join(found)}",
            remedy="give more of it",
        )
    return found[0] if found else beginning


def _stamp(report: Report) -> Report:
    if report.added is not None:
        return report
    return msgspec.structs.replace(report, added=datetime.now(UTC))


def unreadable(report: Report) -> str | None:
    """Why the reader cannot read a report, or null when it can."""
    if report.language is not None and report.language not in LANGUAGES:
        return (
            f"it is in {report.language!r}, and the reader knows "
            f"{', '.join(sorted(LANGUAGES))}; it is stored and can be read when a reader for its "
            "language is there"
        )
    return None
