"""Which numbers are contained in others: "14 dead, six of them children"."""

import re

import msgspec
from spacy.tokens import Doc

from sayso.reading.number import Number
from sayso.reading.number_lexicon import number_words
from sayso.reading.time_words import alternatives

_LEX = number_words()

_PART_LEAD = re.compile(
    rf"(?:\b(?:{alternatives(tuple(_LEX.part.including))})\b|\bamong\s(?:the|them)\b[^.;]{{0,20}})[\s:,]*(?:\w+\s)?$",
    re.IGNORECASE,
)

_PART_TAIL = re.compile(
    r"^\s(?:\w+\s)?of\s(?:them|those|these|whom|which|the\s(?:dead|killed|wounded|injured|victims|casualties|missing|detained|detainees|bodies|total))\b",
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z])|\n\s*\n")

_DEATH = re.compile(
    r"\b(?:dead|kill|killed|killing|die|died|dying|deaths?|toll|bodies|fatalities)\b", re.IGNORECASE
)

_AROUND = 36

_BESIDE = 20

_MEMORY = 12
"""How many numbers back the whole of a part is looked for."""


def with_parts(doc: Doc, numbers: list[Number]) -> tuple[Number, ...]:
    """The numbers with those marked that are contained in another ("14 dead, six of them …")."""
    text, marked = doc.text, list(numbers)
    for index, number in enumerate(numbers):
        if number.kind not in ("people", "things") or number.low == 0:
            continue
        lead, tail = (
            text[max(0, number.start - 40) : number.start],
            text[number.end : number.end + 40],
        )
        if _PART_LEAD.search(lead) or _PART_TAIL.match(tail):
            wholes = [
                at
                for at in range(max(0, index - _MEMORY), index)
                if _may_contain(text, marked[at], number)
            ]
            deadly = [at for at in wholes if _near_death(text, marked[at])]
            wholes = deadly if deadly and _near_death(text, number) else wholes
            if wholes:
                whole = marked[wholes[-1]].part_of_total
                apart = len(text[marked[wholes[-1]].end : number.start]) > _AROUND
                chosen = wholes[-1] if whole is None or apart else whole
                marked[index] = msgspec.structs.replace(number, part_of_total=chosen)
    return tuple(marked)


def _may_contain(text: str, whole: Number, part: Number) -> bool:
    if whole.kind not in ("people", "things") or whole.low == 0 or whole.end > part.start:
        return False
    if len(_SENTENCE_END.findall(text[whole.end : part.start])) > 1:
        return False
    return whole.high is None or part.low is None or part.low <= whole.high


def _near_death(text: str, number: Number) -> bool:
    return bool(_DEATH.search(text[max(0, number.start - _BESIDE) : number.end + _BESIDE]))
