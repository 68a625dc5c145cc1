"""How many original observers stand behind a set of claims.

Two reports are one source when one is a copy of the other, when one cites the other, when both
cite the same speaker or document, or when they have one owner. What is counted is observers, never
reports, and each observer says by what every further report was found to be none of its own.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sayso.model import Attribution, Claim, Observer, Report, SourceRecord
from sayso.picture.copies import Copy, copies
from sayso.picture.extents import Places
from sayso.picture.facts import Fact, facts_of, order
from sayso.picture.parties import name_key
from sayso.picture.voices import (
    Voice,
    is_named,
    member,
    named_outlet,
    nameless,
    same_people,
    speaker,
    who,
)
from sayso.picture.wording import is_same_wording, join_same_wording
from sayso.picture.words import content_words, source_key, split_words, word_lists

_CUE_REACH = 60
"""Characters around an outlet's name in which a word such as "reported" makes it a citation."""


_GOES_ON = 2
"""Sentences after a source's for which a report may go on with what it was told."""


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """An observer with the voices it speaks through.

    ``nameless`` when nobody can say who it is; ``sides`` are the parties it belongs to.
    """

    observer: Observer
    voices: tuple[Voice, ...]
    nameless: bool
    sides: frozenset[str]


class Provenance:
    """Who copies, cites and owns whom among the reports, worked out once for all claims."""

    def __init__(self, reports: Mapping[str, Report], sources: Sequence[SourceRecord] = ()) -> None:
        self._reports = reports
        self._copies: Mapping[str, Copy] = copies(reports.values())
        self._records = {source_key(record.name): record for record in sources}
        self._cites: dict[tuple[str, str], bool] = {}
        publishers = {report.publisher for report in reports.values() if report.publisher}
        self._publishers = {name: content_words(name) for name in sorted(publishers)}
        self._outlets: dict[str, str] = {}

    def record(self, name: str | None) -> SourceRecord | None:
        """What the user's source list says of a source of this name."""
        return self._records.get(source_key(name)) if name else None

    def outlet(self, name: str) -> str:
        """The publisher that is meant where its name is cut short: "Meridian" for the Meridian Wire.

        Itself where no publisher or more than one is meant.
        """
        found = self._outlets.get(name)
        if found is None:
            words = content_words(name)
            own = words - word_lists().generic_document
            meant = [p for p, theirs in self._publishers.items() if own and words < theirs]
            exact = any(words == theirs for theirs in self._publishers.values())
            found = self._outlets[name] = meant[0] if len(meant) == 1 and not exact else name
        return found

    def _link_name(self, link: Attribution) -> str:
        name = link.name or link.mention
        return self.outlet(name) if link.kind in ("media", "organisation") else name

    def witnesses(self, facts: Iterable[Fact]) -> tuple[Witness, ...]:
        """The original observers behind these claims, those who told it first first."""
        voices = [voice for fact in sorted(facts, key=order) for voice in self.voices(fact)]
        groups = _Groups(len(voices))
        self._join_same(voices, groups)
        self._join_copies(voices, groups)
        join_same_wording(voices, groups.join)
        _join_narrators(voices, groups.join)
        self._join_citing(voices, groups)
        return tuple(self._witness([voices[i] for i in group]) for group in groups.found())

    def voices(self, fact: Fact) -> tuple[Voice, ...]:
        """Who speaks in a claim: the innermost source, each of its members, or the report itself."""
        claim = fact.claim
        chain = claim.attribution
        if not chain or chain[-1].kind == "author":
            outer = named_outlet(chain[:-1]) if chain else None
            return (self._narrator(fact, outer),)
        innermost = chain[-1]
        if len(innermost.members) > 1:
            return tuple(
                member(fact, innermost, name)
                if innermost.kind != "anonymous" and name_key(name) is not None
                else self._nameless(fact, chain, name)
                for name in dict.fromkeys(innermost.members)
            )
        if is_named(innermost):
            cited = self._link_name(innermost) if self._is_outlet(innermost) else None
            if (
                cited
                and claim.report.publisher
                and source_key(cited) == source_key(claim.report.publisher)
            ):
                return (self._narrator(fact, None),)
            return (speaker(fact, innermost, chain, self._link_name(innermost), cited),)
        return (self._nameless(fact, chain),)

    def root(self, report: str) -> str:
        """The report that this one is a copy of, or itself."""
        copy = self._copies.get(report)
        return copy.original if copy else report

    def _narrator(self, fact: Fact, outlet: Attribution | None) -> Voice:
        ref = fact.claim.report
        name = self._link_name(outlet) if outlet else ref.publisher
        if not name:
            shown = ref.title or ref.path or ref.url or ref.id
            return Voice(
                fact=fact,
                keys=(f"report:{self.root(ref.id)}",),
                name=shown,
                kind="author",
                narrated=True,
                nameless=True,
                sides=fact.party_word,
            )
        record = self.record(name)
        keys = [f"name:{source_key(name)}"]
        if record and record.owner:
            keys.append(f"owner:{source_key(record.owner)}")
        if record and record.party:
            keys.append(f"name:{source_key(record.party)}")
            keys.extend(f"id:{side}" for side in sorted(fact.party_word))
        return Voice(
            fact=fact,
            keys=tuple(keys),
            name=name,
            kind="media",
            narrated=outlet is None,
            party=bool(record and record.party),
            sides=fact.party_word if record and record.party else frozenset(),
            cited=name if outlet else None,
        )

    def _nameless(
        self, fact: Fact, chain: tuple[Attribution, ...], mention: str | None = None
    ) -> Voice:
        """People nobody names are one observer as told by the nearest source that has a name."""
        told = next((link for link in reversed(chain[:-1]) if is_named(link)), None)
        bases = (f"name:{source_key(self._link_name(told))}",) if told else self._outlets_of(fact)
        last = chain[-1]
        by = self._link_name(told) if told else fact.claim.report.publisher
        cited = self._link_name(told) if told and self._is_outlet(told) else None
        return nameless(fact, last, mention or last.mention, bases, by, cited)

    def _outlets_of(self, fact: Fact) -> tuple[str, ...]:
        """Keys for who publishes the report, where known, and for what it is a copy of."""
        ref = fact.claim.report
        by = (f"name:{source_key(ref.publisher)}",) if ref.publisher else ()
        return (*by, f"report:{self.root(ref.id)}")

    def _is_outlet(self, link: Attribution) -> bool:
        return link.kind == "media" or self._link_name(link) in self._publishers

    def _join_same(self, voices: Sequence[Voice], groups: "_Groups") -> None:
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

    def _join_copies(self, voices: Sequence[Voice], groups: "_Groups") -> None:
        """What a copy tells, its original tells too, be it that it names other people for it."""
        first: dict[str, int] = {}
        originals: dict[str, list[int]] = {}
        for number, voice in enumerate(voices):
            report = voice.fact.claim.report.id
            if voice.narrated:
                groups.join(first.setdefault(self.root(report), number), number)
            if report == self.root(report):
                originals.setdefault(report, []).append(number)
        for number, voice in enumerate(voices):
            report = voice.fact.claim.report.id
            theirs = originals.get(self.root(report), []) if report != self.root(report) else []
            known = {groups.root(i) for i in theirs}
            if voice.nameless and known and groups.root(number) not in known:
                groups.join(first.get(self.root(report), theirs[0]), number)

    def _join_citing(self, voices: Sequence[Voice], groups: "_Groups") -> None:
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
        self._join_people_of_agencies(voices, by_outlet, groups)
        origins = {
            outlet: next((i for i in others if voices[i].narrated), None)
            for outlet, others in sorted(by_outlet.items())
        }
        # one voice of each report is enough: what a report narrates has one observer already
        for number in narrator.values():
            for outlet, origin in origins.items():
                if origin is not None and self._cites_earlier(
                    voices[number], voices[origin], outlet
                ):
                    groups.join(origin, number)

    def _join_people_of_agencies(
        self, voices: Sequence[Voice], by_outlet: Mapping[str, Sequence[int]], groups: "_Groups"
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

    def _cites_earlier(self, voice: Voice, origin: Voice, outlet: str) -> bool:
        own, theirs = voice.fact.claim.report, origin.fact.claim.report
        if own.id == theirs.id or origin.fact.published > voice.fact.published:
            return False
        if own.publisher and source_key(own.publisher) == outlet:
            return False
        known = self._cites.get((own.id, outlet))
        if known is None:
            report = self._reports.get(own.id)
            known = bool(report and theirs.publisher and names_as_source(report, theirs.publisher))
            self._cites[own.id, outlet] = known
        return known

    def _witness(self, voices: Sequence[Voice]) -> Witness:
        first = voices[0]
        shown = next((v for v in voices if not v.nameless), first)
        reports = list(dict.fromkeys(v.fact.claim.report.id for v in voices))
        via: dict[str, str] = {}
        for voice in voices:
            report = voice.fact.claim.report.id
            if report != reports[0] and report not in via:
                via[report] = self._why_one(voice, first)
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

    def _why_one(self, voice: Voice, first: Voice) -> str:
        """One sentence: why this voice's report is no observer of its own."""
        own, origin = voice.fact.claim.report, first.fact.claim.report
        copy = self._copies.get(own.id)
        if copy and self.root(origin.id) == copy.original and (voice.narrated or voice.nameless):
            what = "a cut-down copy" if copy.cut else "a near-copy"
            return f"{own.id} is {what} of {copy.of} ({copy.share:.0%} of its word shingles shared)"
        if voice.cited:
            return f"{own.id} cites {voice.cited}"
        if voice.narrated and first.narrated:
            if own.publisher == origin.publisher:
                return f"{own.id} is by the same publisher, {own.publisher}"
            record = self.record(own.publisher)
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


def names_as_source(report: Report, outlet: str) -> bool:
    """Whether a report names an outlet beside a word that makes it the source of its news."""
    cues = word_lists().citation_cues
    for hit in re.finditer(rf"(?<!\w){re.escape(outlet)}(?!\w)", report.text):
        around = report.text[max(0, hit.start() - _CUE_REACH) : hit.end() + _CUE_REACH]
        if not cues.isdisjoint(split_words(around)):
            return True
    return False


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
    return tuple(witness.observer for witness in provenance.witnesses(facts.all))
