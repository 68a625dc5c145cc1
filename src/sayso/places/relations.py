"""How the places of a report hang together in its words: containers, offsets, "between A and B"."""

import re
from collections.abc import Sequence

import msgspec

from sayso.places.toponyms import Span
from sayso.places.wording import wording

_COMMA = re.compile(r"^,\s+(?:the\s+)?$")
_PAREN = re.compile(r"^\s?\((?:in\s+)?$")
_IN = re.compile(
    r"^,?\s+(?:\w+\s+){0,2}?(?:in|inside|of|within)\s+(?:the\s+)?(?:(?:\w+[- ])?\w*(?:northern|southern|eastern|western|central|north|south|east|west)\w*\s+)?"
    r"(?:(?:[a-z-]+)\s+(?:of\s+)?(?:the\s+)?)?$"
)
_LIST = re.compile(
    r"^(?:,|,?\s+and|,?\s+or|\s+as well as)\s+(?:(?:in|the|the \w+ of|in the \w+ of)\s+)*$"
)
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "hundred": 100, "several": 5, "dozens of": 36,
}  # fmt: skip
_DISTANCE = re.compile(
    r"(?P<number>\d{1,4}(?:[.,]\d{1,3})?|" + "|".join(_NUMBERS) + r")[\s-]*"
    r"(?P<unit>km|kms|kilometres?|kilometers?|miles?|mi|metres?|meters?)\b"
    r"[^.;:!?]{0,25}?"
    r"(?:(?P<direction>(?:north|south|east|west)(?:[- ]?(?:east|west))?)(?:ern)?\s+)?"
    r"(?:of|from|outside(?: of)?|away from|off)\s+"
    r"(?:the\s+)?(?:(?:[a-z]+\s+){1,3}of\s+)?$",
    re.IGNORECASE,
)
_BARE_DIRECTION = re.compile(
    r"\b(?P<the>the\s+)?(?P<direction>(?:north|south|east|west)(?:[- ]?(?:east|west))?)\s+of\s+"
    r"(?:the\s+)?(?:(?:[a-z]+\s+){1,2}of\s+)?$",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"\b(?:outskirts|suburbs?|edges?|periphery|fringes?|gates|environs|vicinity|approaches|outside|countryside)\s+"
    r"(?:of\s+|to\s+)?(?:the\s+)?(?:(?:besieged\s+)?(?:city|town|village|capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:near|nearby|close to|around|not far from|next to|surrounding|adjacent to|north-?\w* near)\s+"
    r"(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|capital|settlement|camp|hamlet)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:(?:\w+\s+){1,2}of\s+)?$", re.IGNORECASE)
_BORDER = re.compile(
    r"\b(?:border|borders|frontier|demarcation line|line of contact)\s+(?:with|to|between)\s+(?:the\s+)?(?:neighbou?ring\s+)?$",
    re.IGNORECASE,
)
_BORDER_AFTER = re.compile(r"^\s+(?:border|frontier)\b", re.IGNORECASE)
_TALKS = re.compile(
    r"\b(?:talks|relations?|agreement|deal|tensions?|war|conflict|negotiations?|ties|treaty|dispute|cooperation|trade)\s+between\s",
    re.IGNORECASE,
)
_LOOKBACK = 90


class Relative(msgspec.Struct, frozen=True):
    """Where something is, told by a place it is not in. ``km`` is null when no distance is given."""

    how: str
    km: float | None = None
    direction: str | None = None


def containers(text: str, spans: Sequence[Span]) -> list[int | None]:
    """For each span, the index of the span that the text may name as its container.

    Only the wording is looked at; whether the one can lie in the other is the resolver's to say.
    """
    out: list[int | None] = [None] * len(spans)
    for at in range(len(spans) - 1):
        left = spans[at]
        for further in range(at + 1, min(at + 3, len(spans))):
            right = spans[further]
            if further > at + 1 and spans[further - 1].demonym is None:
                break
            gap = text[left.mention_end : right.directed_start or right.mention_start]
            if len(gap) > 45 or "\n\n" in gap:
                break
            if left.demonym is not None or right.demonym is not None:
                continue
            if _COMMA.match(gap) or _PAREN.match(gap) or _IN.match(gap):
                out[at] = further
                break
    for at in range(1, len(spans)):
        left, right = spans[at - 1], spans[at]
        if right.demonym is not None or out[at] is not None:
            continue
        gap = text[left.end : right.mention_start]
        if (left.demonym is None and re.match(r"^['’]s\s+(?:[a-z-]+\s+){0,3}(?:of\s+)?$", gap)) or (
            left.demonym is not None
            and re.match(
                r"^\s(?:(?:[a-z-]+\s+){0,2}(?:city|town|village|province|region|district|capital|port|state|"
                r"governorate|oblast|settlement|island)\s+(?:of\s+)?)?$",
                gap,
            )
        ):
            out[at] = at - 1
    _share_lists(text, spans, out)
    return out


def _share_lists(text: str, spans: Sequence[Span], out: list[int | None]) -> None:
    """ "A and B in C": what holds B holds A."""
    for at in range(len(spans) - 2, -1, -1):
        left, right = spans[at], spans[at + 1]
        if left.demonym is not None or right.demonym is not None:
            continue
        inner = out[at + 1]
        if inner is None or inner <= at + 1:
            continue
        gap = text[left.mention_end : right.mention_start]
        if len(gap) < 40 and _LIST.match(gap) and (out[at] is None or out[at] == at + 1):
            out[at] = inner


def relative(text: str, span: Span) -> Relative | None:
    """How the words before a span set the event off from it."""
    start = span.directed_start or span.mention_start
    left = text[max(0, start - _LOOKBACK) : start]
    left = left[max(left.rfind(". "), left.rfind("\n\n")) + 1 :]
    match = _DISTANCE.search(left)
    if match:
        return Relative("distance", _km(match), _direction(match["direction"]))
    if _BORDER.search(left) or _BORDER_AFTER.match(text[span.end : span.end + 20]):
        return Relative("border")
    match = _BARE_DIRECTION.search(left)
    if match and not match["the"]:
        return Relative("beside", None, _direction(match["direction"]))
    if _EDGE.search(left):
        return Relative("edge")
    if _NEAR.search(left):
        return Relative("near")
    return None


def between(text: str, left: Span, right: Span) -> bool:
    """Whether the text speaks of somewhere between two places (not of talks between them)."""
    start = left.directed_start or left.mention_start
    before = text[max(0, start - _LOOKBACK) : start]
    gap = text[left.mention_end : right.mention_start]
    return (
        bool(_BETWEEN.search(before))
        and not _TALKS.search(before)
        and gap.strip() in ("and", "and the", "and the town of", "and the village of")
    )


def _km(match: "re.Match[str]") -> float:
    word = match["number"].lower()
    number = float(_NUMBERS[word]) if word in _NUMBERS else float(word.replace(",", "."))
    unit = match["unit"].lower()
    if unit.startswith("mi"):
        return number * 1.609
    if unit.startswith("me"):
        return number / 1000
    return number


def _direction(word: str | None) -> str | None:
    if not word:
        return None
    return wording().directions.get(
        word.lower().replace(" ", "-"), None
    ) or wording().directions.get(word.lower().replace(" ", "").replace("-", ""))
