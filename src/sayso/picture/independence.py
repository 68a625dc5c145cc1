"""How many original observers stand behind a set of claims.

Two reports are one source when one is a copy of the other, when one cites the other, when both
cite the same speaker or document, or when they have one owner. What is counted is observers, never
reports, and each observer says by what every further report was found to be none of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sayso.model import Claim, Observer, Report, SourceRecord
from sayso.picture.extents import Places
from sayso.picture.facts import Fact, facts_of, order
from sayso.picture.provenance import Provenance
from sayso.picture.voices import Voice, same_people, who
from sayso.picture.wording import is_same_wording, join_same_wording
from sayso.picture.words import source_key

_GOES_ON = 2
"""Sentences after a source's for which a report may go on with what it was told."""


class Witness(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """An observer with the voices it speaks through.

    ``nameless`` when nobody can say who it is; ``sides`` are the parties it belongs to.
    """

    observer: Observer
    voices: tuple[Voice, ...]
    nameless: bool
    sides: frozenset[str]


def witnesses_of(facts: Iterable[Fact], provenance: Provenance) -> tuple[Witness, ...]:
    """The original observers behind these claims, those who told it first first."""
    told = tuple(sorted(facts, key=order))
    return provenance.kept.witnesses.get(told, lambda: _witnesses(told, provenance))


def _witnesses(told: Sequence[Fact], provenance: Provenance) -> tuple[Witness, ...]:
    voices = [voice for fact in told for voice in provenance.voices(fact)]
    groups = _Groups(len(voices))
    _join_same(voices, groups)
    _join_copies(voices, groups, provenance)
    join_same_wording(voices, groups.join)
    _join_narrators(voices, groups.join)
    _join_citing(voices, groups, provenance)
    return tuple(_witness([voices[i] for i in group], provenance) for group in groups.found())


def _join_same(voices: Sequence[Voice], groups: "_Groups") -> None:
    first: dict[str, int] = {}
    for number, voice in enumerate(voices):
        for key in voice.keys:
            groups.join(first.setdefault(key, number), number)
    people = [
        (number, voices[number])
        for number in first.values()
        if voices[number].words and voices[number].kind in ("person", "anonymous")
    ]
    for at, (number, voice) in enumerate(people):
        for other, rival in people[:at]:
            if same_people(voice, rival):
                groups.join(other, number)


def _join_copies(voices: Sequence[Voice], groups: "_Groups", provenance: Provenance) -> None:
    """What a copy tells, its original tells too, be it that it names other people for it."""
    first: dict[str, int] = {}
    originals: dict[str, list[int]] = {}
    for number, voice in enumerate(voices):
        report = voice.fact.claim.report.id
        if voice.narrated:
            groups.join(first.setdefault(provenance.root(report), number), number)
        if report == provenance.root(report):
            originals.setdefault(report, []).append(number)
    for number, voice in enumerate(voices):
        report = voice.fact.claim.report.id
        theirs = (
            originals.get(provenance.root(report), []) if report != provenance.root(report) else []
        )
        known = {groups.root(i) for i in theirs}
        if voice.nameless and known and groups.root(number) not in known:
            groups.join(first.get(provenance.root(report), theirs[0]), number)


def _join_citing(voices: Sequence[Voice], groups: "_Groups", provenance: Provenance) -> None:
    by_outlet: dict[str, list[int]] = {}
    narrator: dict[str, int] = {}
    for number, voice in enumerate(voices):
        ref = voice.fact.claim.report
        if ref.publisher:
            by_outlet.setdefault(source_key(ref.publisher), []).append(number)
        if voice.narrated:
            narrator.setdefault(ref.id, number)
    for number, voice in enumerate(voices):
        if voice.cited and voice.nameless and not _is_its_own(voice):
            told = by_outlet.get(source_key(voice.cited), ())
            theirs = [i for i in told if not voices[i].narrated] or list(told)
            if theirs:
                known = _alike(voice, theirs, voices)
                groups.join(theirs[0] if known is None else known, number)
    _join_people_of_agencies(voices, by_outlet, groups)
    origins = {
        outlet: next((i for i in others if voices[i].narrated), None)
        for outlet, others in sorted(by_outlet.items())
    }
    # one voice of each report is enough: what a report narrates has one observer already
    for number in narrator.values():
        for outlet, origin in origins.items():
            if origin is not None and _cites_earlier(
                voices[number], voices[origin], outlet, provenance
            ):
                groups.join(origin, number)


def _join_people_of_agencies(
    voices: Sequence[Voice], by_outlet: Mapping[str, Sequence[int]], groups: "_Groups"
) -> None:
    """A report that cites an outlet for this has the people it speaks of alike from there."""
    citing = {
        (voice.fact.claim.report.id, source_key(voice.cited))
        for voice in voices
        if voice.cited and source_key(voice.cited) in by_outlet and not _is_its_own(voice)
    }
    by_report: dict[str, list[int]] = {}
    for number, voice in enumerate(voices):
        by_report.setdefault(voice.fact.claim.report.id, []).append(number)
    for report, outlet in sorted(citing):
        theirs = [i for i in by_outlet[outlet] if voices[i].fact.claim.report.id != report]
        narrator = next((i for i in theirs if voices[i].narrated), None)
        for number in by_report[report]:
            voice = voices[number]
            if voice.narrated and narrator is not None:
                groups.join(narrator, number)
            elif voice.cited and source_key(voice.cited) == outlet and theirs:
                known = _alike(voice, theirs, voices)
                origin = theirs[0] if narrator is None else narrator
                groups.join(origin if known is None else known, number)
            elif (
                voice.nameless
                and not voice.cited
                and (known := _alike(voice, theirs, voices)) is not None
            ):
                groups.join(known, number)


def _cites_earlier(voice: Voice, origin: Voice, outlet: str, provenance: Provenance) -> bool:
    own, theirs = voice.fact.claim.report, origin.fact.claim.report
    if own.id == theirs.id or origin.fact.published > voice.fact.published:
        return False
    if own.publisher and source_key(own.publisher) == outlet:
        return False
    return bool(theirs.publisher) and provenance.cites(own.id, theirs.publisher or "")


def _witness(voices: Sequence[Voice], provenance: Provenance) -> Witness:
    first = voices[0]
    shown = next((v for v in voices if not v.nameless), first)
    reports = list(dict.fromkeys(v.fact.claim.report.id for v in voices))
    via: dict[str, str] = {}
    for voice in voices:
        report = voice.fact.claim.report.id
        if report != reports[0] and report not in via:
            via[report] = _why_one(voice, first, provenance)
    observer = Observer(
        key=min(key for voice in voices for key in voice.keys),
        name=shown.name,
        kind=shown.kind,
        party=any(v.party for v in voices),
        reports=tuple(reports),
        via=tuple(via.values()),
    )
    return Witness(
        observer=observer,
        voices=tuple(voices),
        nameless=all(v.nameless for v in voices),
        sides=frozenset(side for v in voices for side in v.sides),
    )


def _why_one(voice: Voice, first: Voice, provenance: Provenance) -> str:
    """One sentence: why this voice's report is no observer of its own."""
    own, origin = voice.fact.claim.report, first.fact.claim.report
    copy = provenance.copy(own.id)
    if copy and provenance.root(origin.id) == copy.original and (voice.narrated or voice.nameless):
        what = "a cut-down copy" if copy.cut else "a near-copy"
        return f"{own.id} is {what} of {copy.of} ({copy.share:.0%} of its word shingles shared)"
    if voice.cited:
        return f"{own.id} cites {voice.cited}"
    if voice.narrated and first.narrated:
        if own.publisher == origin.publisher:
            return f"{own.id} is by the same publisher, {own.publisher}"
        record = provenance.record(own.publisher)
        if record and record.owner and set(voice.keys) & set(first.keys):
            return f"{own.id} has the same owner, {record.owner}"
        return f"{own.id} names {origin.publisher or origin.id} as its source"
    if is_same_wording(voice, first):
        return f"{own.id} tells it in the words of {origin.id}"
    if voice.kind == "document":
        return f"{own.id} cites the same document, {voice.name}"
    return f"{own.id} quotes the same source, {voice.name}"


def _join_narrators(voices: Sequence[Voice], join: Callable[[int, int], None]) -> None:
    """What a report tells in its own voice beside what a source tells, it has from there.

    That is what it goes on with after the source; and what stands before "the lawmaker said", who
    is spoken of there as one that has been named.
    """
    sourced: dict[str, list[int]] = {}
    for number, voice in enumerate(voices):
        if not voice.narrated and not voice.party:
            sourced.setdefault(voice.fact.claim.report.id, []).append(number)
    for number, voice in enumerate(voices):
        if not voice.narrated:
            continue
        at = voice.fact.claim.evidence.sentence
        beside = (
            (abs(at - sentence), other)
            for other in sourced.get(voice.fact.claim.report.id, ())
            if abs(at - (sentence := voices[other].fact.claim.evidence.sentence)) <= _GOES_ON
            and (sentence <= at or _is_pointed_at(voices[other]))
        )
        if (found := min(beside, default=None)) is not None:
            join(found[1], number)


def _is_pointed_at(voice: Voice) -> bool:
    """Whether people nobody names are spoken of as known: "the lawmaker"."""
    mention = voice.fact.claim.attribution[-1].mention if voice.fact.claim.attribution else ""
    return voice.nameless and mention.lower().startswith("the ")


def _is_its_own(voice: Voice) -> bool:
    """Whether the outlet that a report names as the one told is the one that publishes it."""
    publisher = voice.fact.claim.report.publisher
    return bool(publisher and voice.cited) and source_key(publisher or "") == source_key(
        voice.cited or ""
    )


def _alike(voice: Voice, others: Sequence[int], voices: Sequence[Voice]) -> int | None:
    """The first of these who may be the same people, by what they are called."""
    return next((i for i in others if who(voices[i]) & who(voice)), None)


class _Groups:
    """Which voices are one observer; the earliest of a group stands for it."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def found(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            groups.setdefault(self.root(index), []).append(index)
        return list(groups.values())


def observers(
    claims: Iterable[Claim],
    *,
    reports: Mapping[str, Report],
    sources: Sequence[SourceRecord] = (),
) -> tuple[Observer, ...]:
    """The original observers behind a set of claims, and why further reports are none of theirs."""
    provenance = Provenance(reports, sources)
    facts = facts_of(claims, Places(), sources)
    return tuple(witness.observer for witness in witnesses_of(facts.all, provenance))
