"""What one passage would tell twice: a post and who holds it, an attempt and what is attempted.

"X was appointed as commander of Y" tells of an appointment, not of leadership besides; "is trying to
recruit" tells of recruitment, not of an intent besides; "within a month of their departure" only
says when.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.reading.nouns import is_time_span
from sayso.reading.propositions import Proposition

_POSTS = frozenset({"appointment", "dismissal"})
_ATTEMPTS = frozenset({"try", "attempt"})


def once(found: Sequence[Proposition]) -> list[Proposition]:
    """The propositions without those that only repeat or date another."""
    offices = {f.token.i for p in found if p.type in _POSTS for f in p.in_role("office")}
    triggers = {p.trigger.i: p for p in found}
    return [
        p
        for p in found
        if not (p.type == "leadership" and p.hit.form == "relation" and p.trigger.i in offices)
        and not (p.type == "intent" and _attempted(p.trigger, triggers))
        and not (p.hit.form == "noun" and _only_dates(p.trigger))
    ]


def _attempted(trigger: Token, triggers: dict[int, Proposition]) -> bool:
    """Whether an event that is told of is what somebody tries to do."""
    if trigger.lemma_.lower() not in _ATTEMPTS:
        return False
    return any(c.dep_ == "xcomp" and c.i in triggers for c in trigger.children)


def _only_dates(noun: Token) -> bool:
    """ "within six months of their departure": the event is where a time is counted from."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    length = noun.head.head
    return (
        is_time_span(length)
        and length.dep_ == "pobj"
        and length.head.lower_ in ("within", "inside")
    )
