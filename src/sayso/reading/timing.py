"""Which of a report's times belongs to which proposition.

A time belongs to the clause it stands in; a clause without one takes that of the clause it depends
on in the same sentence. Where the text gives none, the publication date stands in, marked by a
flag; a background clause in the past perfect is left without.
"""

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from sayso.model import ClaimTime, Flag, ontology
from sayso.reading.propositions import Proposition
from sayso.reading.times import TimeMention

DEFAULTED = Flag(
    code="date-default", detail="the text gives no date; the publication date stands in"
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
    ) -> None:
        self._published = published
        self._at: list[tuple[Token, TimeMention]] = []
        for time in times:
            if time.dateline or time.kind not in _EVENT_TIMES or time.first is None:
                continue
            span = doc.char_span(time.start, time.end, alignment_mode="expand")
            if span is not None and len(span):
                self._at.append((span.root, time))
        self._triggers = {p.trigger.i: p for p in found}

    def time(self, proposition: Proposition) -> tuple[ClaimTime, tuple[Flag, ...]]:
        """The interval of a proposition, and the flags of what had to be assumed."""
        chosen = self._own(proposition) or self._above(proposition)
        condition = ontology()[proposition.type].class_ == "condition"
        if chosen is None:
            if self._published is None:
                return ClaimTime(), (Flag(code="no-date", detail="no publication date is known"),)
            return (
                ClaimTime(start=self._published, end=self._published, precision="unknown"),
                (DEFAULTED,),
            )
        first, last = chosen.first, chosen.last
        if last is None or condition or chosen.kind == "since":
            last = self._published or last
        if first is not None and last is not None and last < first:
            last = first
        return (
            ClaimTime(mention=chosen.text, start=first, end=last, precision=chosen.precision),
            (),
        )

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
                distance = abs(token.i - proposition.trigger.i)
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
                return current
            if current.head == current:
                return current
            current = current.head
        return None

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
        before = [(t, time) for t, time in here if t.i < proposition.trigger.i]
        return before[-1][1] if before else (here[0][1] if len(here) == 1 else None)
