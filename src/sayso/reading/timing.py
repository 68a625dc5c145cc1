"""Which of a report's times belongs to which proposition.

A time belongs to the clause it stands in; a clause without one takes that of the clause it depends
on in the same sentence, then the date that heads its entry ("2 March: …", "14 August, Maguindanao."),
then the time told last in the same paragraph, unless it tells of the present. A clock time or the
length of a time ("at dusk", "for two days") says when only within a day that is told elsewhere. Where
the text gives none, the publication date stands in. What was assumed is marked by a flag.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from spacy.tokens import Doc, Token

from sayso.model import ClaimTime, Flag, ontology
from sayso.reading.calendar_days import month_span, shift, year_span
from sayso.reading.propositions import Proposition
from sayso.reading.structure import Block
from sayso.reading.times import TimeMention

DEFAULTED = Flag(
    code="date-default", detail="the text gives no date; the publication date stands in"
)
CARRIED = Flag(
    code="time-carried", detail="the clause gives no time; that of the passage stands in"
)
_EVENT_TIMES = frozenset({"point", "range", "since", "until", "duration"})
_PRESENT = frozenset({"VBZ", "VBP"})
_TIME_NOUNS = frozenset(
    {
        "morning", "afternoon", "evening", "night", "hours", "hour", "dawn", "day", "days", "week",
        "weekend", "month", "year", "start", "end", "beginning", "middle", "eve", "half", "course",
        "quarter", "part", "close", "onset", "late", "early",
    }
)  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """A time and where it stands: its word in the sentence and its block of the page."""

    token: Token
    time: TimeMention
    block: int | None
    clause: bool = False
    """Whether the word is the verb that the time is told of: "ten days after they had *left*"."""


class Timing:
    """Answers when each proposition of one report holds."""

    def __init__(
        self,
        doc: Doc,
        times: Sequence[TimeMention],
        found: Sequence[Proposition],
        published: date | None,
        page: Sequence[Block],
    ) -> None:
        self._published = published
        self._page = page
        self._entry: dict[int, TimeMention] = {}
        self._at: list[_Told] = []
        self._when: dict[int, TimeMention] = {}
        self._triggers = {p.trigger.i: p for p in found}
        for time in times:
            if time.kind in _EVENT_TIMES:
                self._place(doc, time)

    def _place(self, doc: Doc, time: TimeMention) -> None:
        if time.entry:
            self._heads(time)
            return
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if time.dateline or span is None or not len(span):
            return
        verb = _when_clause(doc, span.end)
        if verb is not None:
            self._when[verb.i] = _just_then(time)
        if time.first is None:
            return
        if span[-1].lower_ in ("after", "before") and span[0].lower_ not in ("the", "on"):
            left = self._told_of(span[-1])
            if left is not None:
                self._at.append(_Told(left, time, self._block(time.start), clause=True))
            return
        self._at.append(_Told(span.root, time, self._block(time.start)))

    def _told_of(self, after: Token) -> Token | None:
        """What the time dates in "five days after the rebels had left", "… after the attack"."""
        if after.dep_ == "mark":
            return after.head
        for child in after.children:
            if child.dep_ == "pcomp" or (child.dep_ == "pobj" and child.i in self._triggers):
                return child
        for token in after.doc[after.i + 1 : after.sent.end]:
            if token.tag_ in ("VBD", "VBN", "VBZ", "VBP") and token.dep_ not in ("amod", "acl"):
                return token
            if token.text in (",", ";", ":"):
                break
        return None

    def _heads(self, time: TimeMention) -> None:
        """Let the date of a head hold for its entry: its block, or, on a line of its own, all after it."""
        at = self._block(time.start)
        if at is None:
            return
        whole = time.heading or (self._page[at].set_aside and at + 1 < len(self._page))
        last = len(self._page) if time.heading else at + 1 + whole
        for block in range(at, last):
            self._entry[block] = time

    def time(self, proposition: Proposition) -> tuple[ClaimTime, tuple[Flag, ...]]:
        """The interval of a proposition, and the flags of what had to be assumed."""
        condition = ontology()[proposition.type].class_ == "condition"
        chosen = self._own(proposition) or self._above(proposition)
        carried: tuple[Flag, ...] = ()
        if chosen is None or _is_vague(chosen):
            passage = self._of_passage(proposition, condition)
            if passage is not None:
                chosen, carried = passage, () if passage.entry else (CARRIED,)
        if chosen is None:
            if self._published is None:
                return ClaimTime(), (Flag(code="no-date", detail="no publication date is known"),)
            return (
                ClaimTime(start=self._published, end=self._published, precision="unknown"),
                (DEFAULTED,),
            )
        first, last = chosen.first, chosen.last
        if (
            last is None
            or chosen.kind == "since"
            or (condition and not chosen.entry and not _is_over(proposition))
        ):
            last = self._published or last
        if first is not None and last is not None and last < first:
            last = first
        time = ClaimTime(mention=chosen.text, start=first, end=last, precision=chosen.precision)
        return time, carried

    def _block(self, offset: int) -> int | None:
        return next((n for n, b in enumerate(self._page) if b.start <= offset < b.end), None)

    def _of_passage(self, proposition: Proposition, condition: bool) -> TimeMention | None:
        """The date of the entry, else, for what is not told of the present, the time told last."""
        block = self._block(proposition.trigger.idx)
        if block is None:
            return None
        entry = self._entry.get(block)
        start = proposition.trigger.sent.start
        told = [
            one.time
            for one in self._at
            if one.block == block and one.token.i < start and self._is_told_on(one)
        ]
        if (
            told
            and not condition
            and (proposition.type == "casualties" or not _is_present(proposition))
        ):
            return told[-1]
        return entry

    def _is_told_on(self, told: _Told) -> bool:
        """Whether a time is that of the story, and not of somebody in it ("jailed in May")."""
        time = told.time
        if time.kind not in ("point", "range") or time.vague or time.clock or told.clause:
            return False
        if time.precision != "day" and time.text.casefold().startswith("this "):
            return False
        ahead = (
            self._published is not None and time.first is not None and time.first > self._published
        )
        if ahead or _dates_a_noun(told):
            return False
        owner = self._owner(told)
        return owner is None or owner.dep_ not in ("relcl", "acl")

    def _own(self, proposition: Proposition) -> TimeMention | None:
        roots = [proposition.trigger]
        if proposition.hit.carrier is not None:
            roots.append(proposition.hit.carrier)
        elif proposition.hit.form != "noun":
            roots.append(proposition.verb)
        best: tuple[bool, int, TimeMention] | None = None
        for told in self._at:
            owner = self._owner(told)
            if owner is None or owner not in roots:
                continue
            # a date told of the clause itself beats one that only stands nearer
            distance = 0 if told.clause else abs(told.token.i - proposition.trigger.i)
            rank = (_is_vague(told.time), distance)
            if best is None or rank < best[:2]:
                best = (*rank, told.time)
        when = self._in_when_clause(proposition)
        if best is None or (when is not None and best[2].start == when.start):
            return when
        return best[2]

    def _in_when_clause(self, proposition: Proposition) -> TimeMention | None:
        """For what happened "since October, when rebels …": the October."""
        for token in (proposition.trigger, *proposition.trigger.ancestors):
            when = self._when.get(token.i)
            if when is not None and when.first is not None:
                return when
        return None

    def _owner(self, told: _Told) -> Token | None:
        """The trigger or clause verb a time stands under."""
        current = token = told.token
        if told.clause:
            return self._governor(token)
        for _ in range(10):
            if current.i in self._triggers or (
                current.pos_ in ("VERB", "AUX") and current != token
            ):
                return self._governor(current)
            if current.head == current:
                return current
            current = current.head
        return None

    def _governor(self, verb: Token) -> Token:
        """The verb that a mere complement belongs to: "ordered them to march on 4 April"."""
        for _ in range(3):
            if verb.i in self._triggers or verb.dep_ != "xcomp" or verb.head == verb:
                break
            verb = verb.head
        return verb

    def _above(self, proposition: Proposition) -> TimeMention | None:
        """The time of what the clause depends on, else the only time of the sentence's clauses."""
        sentence = proposition.trigger.sent
        here = [told for told in self._at if sentence.start <= told.token.i < sentence.end]
        here = [t for t in here if not _is_vague(t.time)] or here
        ancestors = {a.i for a in proposition.trigger.ancestors}
        for told in here:
            owner = self._owner(told)
            if owner is not None and owner.i in ancestors:
                return told.time
        if _is_present(proposition) and proposition.type != "casualties":
            here = [t for t in here if t.time.last is None or self._reaches_today(t.time)]
        here = [t for t in here if not t.clause and not self._of_another(t, ancestors)]
        before = [told for told in here if told.token.i < proposition.trigger.i]
        if before:
            return before[-1].time
        return here[0].time if len(here) == 1 else None

    def _reaches_today(self, time: TimeMention) -> bool:
        return self._published is None or time.last is None or time.last >= self._published

    def _of_another(self, told: _Told, ancestors: set[int]) -> bool:
        """Whether a time is that of a clause about somebody: "a colonel jailed since May"."""
        owner = self._owner(told)
        return owner is not None and owner.dep_ in ("relcl", "acl") and owner.i not in ancestors


def _is_vague(time: TimeMention) -> bool:
    """Whether a time says only at what hour or for how long."""
    return time.clock or time.kind == "duration"


def _is_over(proposition: Proposition) -> bool:
    """Whether a state is told of in the past: "had 5,000 men at the start of the year"."""
    verb = proposition.hit.carrier or proposition.verb
    return verb.tag_ == "VBD" or any(
        c.lower_ in ("was", "were", "had") for c in verb.children if c.dep_ in ("aux", "auxpass")
    )


def _dates_a_noun(told: _Told) -> bool:
    """Whether a time says which thing is meant, not when: "the elections of May", "the 2015 accord"."""
    doc, current = told.token.doc, told.token
    before = doc.char_span(told.time.start, told.time.start + 1, alignment_mode="expand")
    lead = doc[before.start - 1] if before is not None and before.start else None
    if lead is not None and lead.pos_ == "ADP" and lead.lower_ != "of":
        return False
    while current.head != current and current.pos_ not in ("VERB", "AUX"):
        head = current.head
        if (
            head.pos_ in ("NOUN", "PROPN")
            and head.lower_ not in _TIME_NOUNS
            and head.ent_type_ not in ("DATE", "TIME")
            and (current.lower_ == "of" or current.dep_ in ("poss", "compound", "nmod", "nummod"))
        ):
            return True
        current = head
    return False


def _is_present(proposition: Proposition) -> bool:
    """Whether the clause tells what holds, or has come about, as the report is written."""
    verb = proposition.verb
    return any(t.tag_ in _PRESENT for t in _finite(verb))


def _finite(verb: Token) -> Iterator[Token]:
    yield verb
    yield from (c for c in verb.children if c.dep_ in ("aux", "auxpass"))


def _when_clause(doc: Doc, end: int) -> Token | None:
    """The verb of the clause that says what happened at the time that ends there."""
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    if at >= len(doc) or doc[at].lower_ != "when":
        return None
    verb = doc[at].head
    return verb if verb.i > at else None


def _just_then(time: TimeMention) -> TimeMention:
    """Of "since October" or "until October" the October."""
    first, last = time.first, time.last
    if time.kind == "since" and first is not None:
        ends = {
            "week": shift(first, 6),
            "month": month_span(first.year, first.month)[1],
            "year": year_span(first.year)[1],
        }
        last = ends.get(time.precision, first)
    elif time.kind == "until":
        first = last
    return msgspec.structs.replace(time, first=first, last=last, kind="point")
