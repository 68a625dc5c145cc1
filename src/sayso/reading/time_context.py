"""What the rules of time share: the pieces of their patterns, what they may look at, what they yield."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sayso.reading.calendar_days import YEARS, Interval, Part, Tense, nearest
from sayso.reading.time_words import alternatives, time_words

_WORDS = time_words()

MONTH = (
    rf"(?:(?:{'|'.join(_WORDS.months)})\b|"
    rf"(?:{'|'.join(short for names in _WORDS.months.values() for short in names)})\b\.?)"
)

WEEKDAY = rf"(?:{'|'.join(_WORDS.weekdays)})\b"

WEEKDAY_SHORT = rf"(?:{alternatives(_WORDS.weekday_numbers)})\b\.?"

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"

YEAR = r"(?:1[0-9]|20)\d\d(?![\d%]|[.,]\d)\b"

_EARLY = (
    r"early|(?:the\s)?(?:very\s)?(?:start|beginning|onset|opening days|first days)\sof(?:\sthe)?"
)

_MIDDLE = r"mid|(?:the\s)?middle\sof(?:\sthe)?"

_LATE = r"late|(?:the\s)?(?:very\s)?(?:end|close|closing days|last days)\sof(?:\sthe)?"

PART = rf"(?:(?P<early>{_EARLY})|(?P<mid>{_MIDDLE})|(?P<late>{_LATE}))[-\s](?:in\s)?"

YEAR_OR = rf"(?P<y>{YEAR})|(?P<ry>(?:that|the\ssame|this|last|next|the\sfollowing)\syear)"


@dataclass(slots=True)
class Context:
    """What a rule may look at besides its match."""

    text: str
    published: date | None
    """The day that times are told from: of publication, or of the entry that the text stands in."""
    reported: date | None
    tense: Callable[[int], Tense]
    anchor: Interval | None = None
    same_sentence: Interval | None = None
    explicit_year: int | None = None
    year_reach: int = 0
    """The offset up to which the sentence's own year holds."""
    era: date | None = None
    """The day of old that the text tells of, when it is set in the past."""


@dataclass(slots=True)
class Found:
    """The days that a match stands for; see :class:`sayso.reading.times.TimeMention`."""

    first: date | None
    last: date | None
    precision: str
    kind: str = "point"
    vague: bool = False
    relative: bool = False
    full: bool = False
    what: str = "date"
    days: int | None = field(default=None)


Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str], Context], Found | None]]


def rule(name: str, pattern: str, build: Callable[[re.Match[str], Context], Found | None]) -> Rule:
    return name, re.compile(pattern, re.IGNORECASE), build


def point(span: Interval | None, precision: str, **more: bool) -> Found | None:
    return Found(span[0], span[1], precision, **more) if span else None  # type: ignore[arg-type]


def which_part(match: re.Match[str]) -> Part | None:
    """The third that a match of :data:`PART` names."""
    groups = match.groupdict()
    if groups.get("early"):
        return "early"
    if groups.get("mid"):
        return "mid"
    return "late" if groups.get("late") else None


def year_of(match: re.Match[str], context: Context) -> int | None:
    """The year that a date gives itself, in figures or by "that year", "last year"."""
    groups = match.groupdict()
    if groups.get("y"):
        year = int(groups["y"])
        if year < 100:
            year += 2000 if year < 70 else 1900
        return year if year in YEARS else None
    words = (groups.get("ry") or "").casefold().split()
    if not words:
        return None
    if words[0] in ("that", "the"):
        step = 1 if words[1] == "following" else 0
        return context.anchor[0].year + step if context.anchor else None
    if context.published is None:
        return None
    return context.published.year + {"this": 0, "last": -1, "next": 1}[words[0]]


def undated(
    candidate: Callable[[int], Interval | None], at: int, context: Context
) -> Interval | None:
    """A yearly interval whose year is not said: by the sentence's own year, else by publication."""
    year = context.explicit_year if at <= context.year_reach else None
    if year is not None and (span := candidate(year)):
        return span
    if context.published is None:
        return None
    if context.era is not None and context.tense(at) == "past":
        return candidate(context.era.year)
    return by_publication(candidate, at, context)


LIMIT = re.compile(
    r"\b(?:by|before|until|till|to|through|prior\sto|ahead\sof)\s(?:the\s|on\s|late\s|early\s)*$",
    re.IGNORECASE,
)

BEGINNING = re.compile(
    r"\b(?:from|starting|beginning|as\sof|due|for|set\sfor)\s(?:the\s|on\s)*$", re.IGNORECASE
)

_LONG_PAST, _SOON = 240, 42
"""Days: an undated day longer back than the one and nearer ahead than the other lies ahead."""

_NEARLY_A_YEAR, _AT_HAND, _JUST_PAST = 300, 14, 42
"""Days: a day nearly a year away is not meant where the same day lies close by on the other side,
whatever the tense seems to be ("agreed a truce from 15 February")."""


def by_publication(
    candidate: Callable[[int], Interval | None], at: int, context: Context
) -> Interval | None:
    """Of a yearly interval, the one meant in a report of that day: past or to come by the tense;
    a limit ("by", "before", "until") that would lie long back is taken to lie ahead."""
    published = context.published
    if published is None:
        return None
    tense = context.tense(at)
    limit = LIMIT.search(context.text[max(0, at - 24) : at]) is not None
    span = nearest(candidate, published, tense)
    past, ahead = nearest(candidate, published, "past"), nearest(candidate, published, "future")
    if span is None or past is None or ahead is None:
        return span
    age, wait = (published - past[1]).days, (ahead[0] - published).days
    begins = limit or BEGINNING.search(context.text[max(0, at - 24) : at]) is not None
    if age > _NEARLY_A_YEAR and wait <= _AT_HAND and (tense != "past" or begins):
        return ahead
    if wait > _NEARLY_A_YEAR and age <= _JUST_PAST:
        return past
    if tense == "future" or (tense == "past" and not limit):
        return span
    if (limit and age > _LONG_PAST // 2 and wait < age) or (age > _LONG_PAST and wait <= _SOON):
        return ahead
    return span
