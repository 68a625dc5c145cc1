"""Which of a report's times belongs to which proposition.

A time belongs to the clause it stands in; a clause without one takes that of the clause it depends
on in the same sentence, then the date that heads its entry ("2 March: …"), then, for an event told
on in the same paragraph, the time of the event before. Where the text gives none, the publication
date stands in. What was assumed is marked by a flag.
"""

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from sayso.model import ClaimTime, Flag, ontology
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
        self._carried: tuple[int, ClaimTime] | None = None
        self._at: list[tuple[Token, TimeMention]] = []
        for time in times:
            if time.dateline or time.kind not in _EVENT_TIMES or time.first is None:
                continue
            if time.entry:
                self._heads(time)
                continue
            span = doc.char_span(time.start, time.end, alignment_mode="expand")
            if span is not None and len(span):
                # "five days after the rebels had left" dates the leaving
                last = span[-1]
                self._at.append((last if last.dep_ == "mark" else span.root, time))
        self._triggers = {p.trigger.i: p for p in found}

    def time(self, proposition: Proposition) -> tuple[ClaimTime, tuple[Flag, ...]]:
        """The interval of a proposition, and the flags of what had to be assumed."""
        chosen = self._own(proposition) or self._above(proposition)
        condition = ontology()[proposition.type].class_ == "condition"
        block = self._block(proposition.trigger.idx)
        carried: tuple[Flag, ...] = ()
        if chosen is None and block in self._entry:
            chosen, carried = self._entry[block], (CARRIED,)
        if (
            chosen is None
            and not condition
            and self._carried is not None
            and self._carried[0] == block
        ):
            return self._carried[1], (CARRIED,)
        if chosen is None:
            if self._published is None:
                return ClaimTime(), (Flag(code="no-date", detail="no publication date is known"),)
            return (
                ClaimTime(start=self._published, end=self._published, precision="unknown"),
                (DEFAULTED,),
            )
        first, last = chosen.first, chosen.last
        if last is None or (condition and not chosen.entry) or chosen.kind == "since":
            last = self._published or last
        if first is not None and last is not None and last < first:
            last = first
        time = ClaimTime(mention=chosen.text, start=first, end=last, precision=chosen.precision)
        if not condition and block is not None and chosen.kind in ("point", "range"):
            self._carried = (block, time)
        return time, carried

    def _block(self, offset: int) -> int | None:
        return next((n for n, b in enumerate(self._page) if b.start <= offset < b.end), None)

    def _heads(self, time: TimeMention) -> None:
        """Let the date of a head hold for its entry: its block, or, on a line of its own, all after it."""
        at = self._block(time.start)
        if at is None:
            return
        whole = time.heading or (self._page[at].set_aside and at + 1 < len(self._page))
        last = len(self._page) if time.heading else at + 1 + whole
        for block in range(at, last):
            self._entry[block] = time

    def _own(self, proposition: Proposition) -> TimeMention | None:
        roots = [proposition.trigger]
        if proposition.hit.carrier is not None:
            roots.append(proposition.hit.carrier)
        elif proposition.hit.form != "noun":
            roots.append(proposition.verb)
        best: tuple[int, TimeMention] | None = None
        for token, time in self._at:
            owner = self._owner(token)
            if owner is None:
                continue
            if owner in roots:
                # a date told of the clause itself beats one that only stands nearer
                dated = token.dep_ == "mark" and token.head == owner
                distance = 0 if dated else abs(token.i - proposition.trigger.i)
                if best is None or distance < best[0]:
                    best = (distance, time)
        return best[1] if best else None

    def _owner(self, token: Token) -> Token | None:
        """The trigger or clause verb a time stands under."""
        current = token
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
        here = [(t, time) for t, time in self._at if sentence.start <= t.i < sentence.end]
        if not here:
            return None
        ancestors = {a.i for a in proposition.trigger.ancestors}
        for token, time in here:
            owner = self._owner(token)
            if owner is not None and owner.i in ancestors:
                return time
        here = [(t, time) for t, time in here if not self._of_another(t, time, ancestors)]
        before = [(t, time) for t, time in here if t.i < proposition.trigger.i]
        return before[-1][1] if before else (here[0][1] if len(here) == 1 else None)

    def _of_another(self, token: Token, time: TimeMention, ancestors: set[int]) -> bool:
        """Whether a lasting time is that of a clause about somebody: "a colonel jailed since May"."""
        if time.kind not in ("since", "duration", "until"):
            return False
        owner = self._owner(token)
        return owner is not None and owner.dep_ in ("relcl", "acl") and owner.i not in ancestors
