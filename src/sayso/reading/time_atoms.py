"""Dates as they are written: days, months, years, weekdays, seasons and feasts.

Each rule is a regular expression tried at a word where a time may begin, and a function from its
match to the days meant. What several of them make together ("from … to …", "since …") is put
together in ``times``; times told from the report's own day ("two weeks ago") are in
``relative_times``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sayso.reading.calendar_days import (
    YEARS,
    Interval,
    Part,
    Tense,
    feast_span,
    make_date,
    month_span,
    nearest,
    part_of,
    season_span,
    shift,
    weekday_near,
    year_span,
)
from sayso.reading.time_words import Feast, alternatives, time_words

_WORDS = time_words()

MONTH = (
    rf"(?:(?:{'|'.join(_WORDS.months)})\b|"
    rf"(?:{'|'.join(short for names in _WORDS.months.values() for short in names)})\b\.?)"
)
WEEKDAY = rf"(?:{'|'.join(_WORDS.weekdays)})\b"
WEEKDAY_SHORT = rf"(?:{alternatives(_WORDS.weekday_numbers)})\b\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d%]|[.,]\d)\b"
_JOIN = r"\s*(?:,|/|&|-|–|—|,?\s?\band\b|\bto\b|\buntil\b|\bthrough\b|\btill\b)\s*(?:the\s)?"
_DAYS = rf"{DAY}(?:{_JOIN}{DAY})*"
_EARLY = (
    r"early|(?:the\s)?(?:very\s)?(?:start|beginning|onset|opening days|first days)\sof(?:\sthe)?"
)
_MIDDLE = r"mid|(?:the\s)?middle\sof(?:\sthe)?"
_LATE = r"late|(?:the\s)?(?:very\s)?(?:end|close|closing days|last days)\sof(?:\sthe)?"
PART = rf"(?:(?P<early>{_EARLY})|(?P<mid>{_MIDDLE})|(?P<late>{_LATE}))[-\s](?:in\s)?"
_YEAR_OR = rf"(?P<y>{YEAR})|(?P<ry>(?:that|the\ssame|this|last|next|the\sfollowing)\syear)"
_FUNCTION = (
    r"(?:in|at|on|and|when|by|the|near|to|as|for|with|after|before|of|from|that|who|which|while|but|"
    r"during|against|over|under|was|were|is|are|had|have|has|will|saw|it|he|she|they|we|a|an)\b"
)
_NOT_COUNTING = rf"(?!\s+(?!{_FUNCTION})[a-z])"


@dataclass(slots=True)
class Context:
    """What a rule may look at besides its match."""

    text: str
    published: date | None
    tense: Callable[[int], Tense]
    anchor: Interval | None = None
    same_sentence: Interval | None = None
    explicit_year: int | None = None


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


def _point(span: Interval | None, precision: str, **more: bool) -> Found | None:
    return Found(span[0], span[1], precision, **more) if span else None  # type: ignore[arg-type]


def _month_number(written: str) -> int:
    return _WORDS.month_numbers[written.casefold().rstrip(".")]


def which_part(match: re.Match[str]) -> Part | None:
    """The third that a match of :data:`PART` names."""
    groups = match.groupdict()
    if groups.get("early"):
        return "early"
    if groups.get("mid"):
        return "mid"
    return "late" if groups.get("late") else None


def _year_of(match: re.Match[str], context: Context) -> int | None:
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
    if context.explicit_year is not None and (span := candidate(context.explicit_year)):
        return span
    if context.published is None:
        return None
    return by_publication(candidate, at, context)


_LIMIT = re.compile(
    r"\b(?:by|before|until|till|to|through|prior\sto|ahead\sof)\s(?:the\s|on\s|late\s|early\s)*$",
    re.IGNORECASE,
)
_LONG_PAST, _SOON = 240, 125


def by_publication(
    candidate: Callable[[int], Interval | None], at: int, context: Context
) -> Interval | None:
    """Of a yearly interval, the one meant in a report of that day: past or to come by the tense;
    a limit ("by", "before", "until") that would lie long back is taken to lie ahead."""
    published = context.published
    if published is None:
        return None
    tense = context.tense(at)
    limit = _LIMIT.search(context.text[max(0, at - 24) : at]) is not None
    span = nearest(candidate, published, tense)
    if tense == "future" or span is None:
        return span
    age = (published - span[1]).days
    ahead = nearest(candidate, published, "future")
    if ahead is None or (tense == "past" and not limit):
        return span
    wait = (ahead[0] - published).days
    if (limit and age > _LONG_PAST // 2 and wait < age) or (
        age > _LONG_PAST and wait <= _SOON // 3
    ):
        return ahead
    return span


def _iso(match: re.Match[str], context: Context) -> Found | None:
    day = make_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return Found(day, day, "day", full=True) if day else None


def _numeric(match: re.Match[str], context: Context) -> Found | None:
    year = _year_of(match, context)
    first, second = int(match["d"]), int(match["m"])
    if year is None:
        return None
    day = make_date(year, second, first) or make_date(year, first, second)
    return Found(day, day, "day", full=True) if day else None


def _days_of_month(match: re.Match[str], context: Context) -> Found | None:
    written = match["month"]
    if written in ("may", "march", "sat", "sun") and not match["days"]:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", match["days"])]
    month, year = _month_number(written), _year_of(match, context)

    def of(in_year: int) -> Interval | None:
        first, last = make_date(in_year, month, numbers[0]), make_date(in_year, month, numbers[-1])
        return (first, last) if first and last and first <= last else None

    relative = year is None or bool(match["ry"])
    if match["ry"] and year is None:
        return Found(None, None, "day", relative=True)
    span = of(year) if year else undated(of, match.start(), context)
    if span is None:
        possible = of(2024 if month == 2 else 2023) is not None
        return Found(None, None, "day", relative=True) if relative and possible else None
    kind = "range" if len(numbers) > 1 else "point"
    return Found(*span, "day", kind, relative=relative, full=bool(match["y"]))


def _military(match: re.Match[str], context: Context) -> Found | None:
    year = _year_of(match, context)
    day = make_date(year, _month_number(match["month"]), int(match["d"])) if year else None
    return Found(day, day, "day", full=True) if day else None


_MONTH_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|and|or|of|during|before|after|through|between|around|"
    r"throughout|late|early|mid|the|last|this|next|for|into|about|back|previous|ended)\s|[-–—/]\s?)$",
    re.IGNORECASE,
)


def _month(match: re.Match[str], context: Context) -> Found | None:
    written, groups = match["month"], match.groupdict()
    part, year = which_part(match), _year_of(match, context)
    if not (part or year or groups["rel"] or groups["ry"]):
        before, after = context.text[: match.start()][-12:], context.text[match.end() :][:3]
        if not (written[0].isupper() and (_MONTH_CUE.search(before) or after[:2] in ("'s", "’s"))):
            return None
    elif written in ("may", "march"):
        return None
    month = _month_number(written)
    rel = (groups["rel"] or "").casefold()

    def of(in_year: int) -> Interval:
        span = month_span(in_year, month)
        return part_of(span, part) if part else span

    precision = "week" if part else "month"
    if year:
        return _point(of(year), precision, relative=bool(groups["ry"]), full=bool(groups["y"]))
    if context.published is None and context.explicit_year is None:
        return Found(None, None, precision, relative=True)
    if rel in ("next", "this coming") and context.published:
        span = nearest(of, shift(context.published, 1), "future")
    elif rel in ("last", "this past", "the previous") and context.published:
        span = nearest(of, date(context.published.year, context.published.month, 1), "past")
        if (
            span
            and span[0].month == context.published.month
            and span[0].year == context.published.year
        ):
            span = of(span[0].year - 1)
    elif rel == "this" and context.published:
        span = of(context.published.year)
    else:
        span = undated(of, match.start(), context)
    return _point(span, precision, relative=True)


def _ordinal_day(match: re.Match[str], context: Context) -> Found | None:
    reference = context.anchor[1] if context.anchor else context.published
    if reference is None:
        return Found(None, None, "day", relative=True)
    number = int(re.findall(r"\d+", match["d"])[0])
    day = make_date(reference.year, reference.month, number)
    if day is None or (
        context.published and day > context.published and context.tense(match.start()) != "future"
    ):
        previous = shift(date(reference.year, reference.month, 1), -1)
        day = make_date(previous.year, previous.month, number)
    return Found(day, day, "day", relative=True) if day else None


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|early|late|mid|before|after|of|through|throughout|"
    r"back to|year|around|spring|summer|autumn|winter|fall|back in)[\s-]+(?:the\syear\s)?|[(\[])$",
    re.IGNORECASE,
)
_OLDEST_BARE = 1900
"""Older figures in brackets are clock times as often as years."""
_PLURAL = re.compile(r"\s+[a-z-]+s\b(?<!ss)")


def _year(match: re.Match[str], context: Context) -> Found | None:
    before = context.text[max(0, match.start() - 20) : match.start()]
    after = context.text[match.end() : match.end() + 30]
    adjective = re.search(r"\bthe\s(?:\w+\s)?$", before, re.IGNORECASE) and re.match(
        r"\s+[A-Za-z]", after
    )
    part = which_part(match)
    if not part and not _YEAR_CUE.search(before) and not adjective:
        return None
    if not part and re.match(r"\s+[a-z]", after) and _PLURAL.match(after) and not adjective:
        return None
    year = int(match["y"])
    if year not in YEARS or (context.published and year > context.published.year + 60):
        return None
    if year < _OLDEST_BARE and before[-1:] in ("(", "["):
        return None
    span = part_of(year_span(year), part) if part else year_span(year)
    return _point(span, "month" if part else "year", full=True)


_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 0,
    "final": 0,
}


def _half_or_quarter(match: re.Match[str], context: Context) -> Found | None:
    if match["short"]:
        months, nth = (6 if match["short"] in "Hh" else 3), int(match["n"])
    else:
        months, nth = (
            (6 if match["unit"].casefold() == "half" else 3),
            _NTH[match["nth"].casefold()],
        )
    nth = nth or 12 // months
    year = _year_of(match, context)
    if year is None or nth * months > 12:
        return None
    span = date(year, (nth - 1) * months + 1, 1), month_span(year, nth * months)[1]
    return _point(span, "month", full=bool(match["y"]), relative=bool(match["ry"]))


def _years(match: re.Match[str], context: Context) -> Found | None:
    first = int(match["y"])
    second = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if not first < second <= 2199:
        return None
    return Found(date(first, 1, 1), date(second, 12, 31), "year", "range", full=True)


def _decade(match: re.Match[str], context: Context) -> Found | None:
    first = int(match["y"])
    if first not in YEARS:
        return None
    part = which_part(match)
    years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part or "", (0, 9))
    span = date(first + years[0], 1, 1), date(first + years[1], 12, 31)
    return _point(span, "year", full=True, vague=True)


def _weekday(match: re.Match[str], context: Context) -> Found | None:
    number = _WORDS.weekday_numbers[match["weekday"].casefold()]
    rel = (match["rel"] or match["post"] or "").casefold()
    if context.text[match.end() : match.end() + 1] == "s":
        return None
    if context.published is None:
        return Found(None, None, "day", relative=True, what="weekday")
    anchored = rel in ("the following", "the next", "the previous") and context.anchor
    reference = context.anchor[0] if anchored and context.anchor else context.published
    if rel in ("next", "this coming", "the following", "the next", "the coming", "coming"):
        day = weekday_near(number, reference, "future")
    elif rel in ("last", "this past", "the previous", "past"):
        day = weekday_near(number, shift(reference, -1), "past")
    else:
        tense = context.tense(match.start())
        if tense != "past" and _LIMIT.search(
            context.text[max(0, match.start() - 24) : match.start()]
        ):
            tense = "future"
        day = weekday_near(number, context.published, tense)
    return Found(day, day, "day", relative=True, what="weekday")


_SEASON_CUE = re.compile(
    r"\b(?:in|since|by|until|till|before|during|after|of|over|through|throughout)\s+(?:the\s)?$",
    re.IGNORECASE,
)


def _season(match: re.Match[str], context: Context) -> Found | None:
    name, rel = match["season"].casefold(), (match["rel"] or "").casefold()
    year, part = _year_of(match, context), which_part(match)
    before = context.text[max(0, match.start() - 14) : match.start()]
    if not (year or rel or part) and (name == "fall" or not _SEASON_CUE.search(before)):
        return None
    if name == "fall" and rel == "the" and not year:
        return None
    months = _WORDS.seasons[name]

    def of(in_year: int) -> Interval:
        span = season_span(months, in_year)
        return part_of(span, part) if part else span

    if year:
        return _point(of(year), "month", full=bool(match["y"]))
    if context.published is None:
        return Found(None, None, "month", relative=True, what="season")
    here = nearest(of, context.published, "past")
    ahead = nearest(of, shift(here[1], 1) if here else context.published, "future")
    current = here is not None and here[1] >= context.published
    if rel in ("next", "this coming", "the coming"):
        span = ahead
    elif rel in ("last", "this past", "the previous"):
        span = of(here[0].year - 1) if here and current else here
    elif rel == "this" and not current:
        span = of(context.published.year)
    elif current and not _LIMIT.search(before):
        span = here
    else:
        span = by_publication(of, match.start(), context)
    return _point(span, "month", relative=True)


def feast_days(feast: Feast, year: int) -> Interval | None:
    """The days of a feast of the lexicon in a Gregorian year."""
    return feast_span(feast.calendar, feast.month, feast.day, feast.days, year)


def _feast(match: re.Match[str], context: Context) -> Found | None:
    feast = _WORDS.feasts_by_name[re.sub(r"\s+", " ", match["feast"].casefold().replace("’", "'"))]
    if not match["feast"][:1].isupper() and not match["feast"].casefold().startswith("the "):
        return None
    year, rel = _year_of(match, context), (match["rel"] or "").casefold()
    eve = bool(match["eve"])
    precision = "day" if feast.days <= 2 or eve else ("week" if feast.days < 10 else "month")

    def of(in_year: int) -> Interval | None:
        span = feast_days(feast, in_year)
        return (shift(span[0], -1), shift(span[0], -1)) if span and eve else span

    if year:
        return _point(of(year), precision, full=bool(match["y"]))
    if context.published is None:
        return Found(None, None, precision, relative=True)
    span: Interval | None
    if rel == "next":
        span = nearest(of, context.published, "future")
    elif rel == "last":
        span = nearest(of, shift(context.published, -1), "past")
    elif rel == "this":
        span = of(context.published.year)
    else:
        span = undated(of, match.start(), context)
    return _point(span, precision, relative=True)


def _rule(name: str, pattern: str, build: Callable[[re.Match[str], Context], Found | None]) -> Rule:
    return name, re.compile(pattern, re.IGNORECASE), build


ABSOLUTE: tuple[Rule, ...] = (
    _rule(
        "iso",
        r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|-\d)"
        r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?",
        _iso,
    ),
    _rule(
        "numeric",
        r"(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d/-]|\.\d)",
        _numeric,
    ),
    _rule(
        "military",
        rf"(?P<d>\d{{2}})\d{{4}}[A-Z]?(?P<month>{MONTH})(?P<y>\d{{4}}|\d\d)\b",
        _military,
    ),
    _rule(
        "day month",
        rf"(?:{WEEKDAY_SHORT},?\s)?(?:the\s)?(?P<days>{_DAYS})[\s-](?:of\s)?(?P<month>{MONTH})"
        rf"(?:,?[\s-](?:of\s)?(?:{_YEAR_OR}))?(?!\d)",
        _days_of_month,
    ),
    _rule(
        "month day",
        rf"(?:{WEEKDAY_SHORT},?\s)?(?P<month>{MONTH})\s(?:the\s)?(?P<days>{DAY}(?:{_JOIN}{DAY}{_NOT_COUNTING})*)"
        rf"(?:,?\s(?:of\s)?(?:{_YEAR_OR}))?(?!\d)",
        _days_of_month,
    ),
    _rule(
        "month",
        rf"(?P<rel>last|this|next|this\spast|this\scoming|the\sprevious)?(?(rel)\s)(?:{PART})?"
        rf"(?P<month>{MONTH})(?:,?\s(?:of\s)?(?:{_YEAR_OR}))?",
        _month,
    ),
    _rule(
        "ordinal day",
        r"the\s(?P<d>(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))\b(?=\s*(?:[.,;:)!?\n]|$|(?:of\s(?:the|this)\smonth|and|but|when|as|in|at|by|after|near|to|with|against|from|until)\b))"
        r"(?:\sof\s(?:the|this)\smonth)?",
        _ordinal_day,
    ),
    _rule(
        "years",
        r"(?P<y>(?:1[5-9]|20)\d\d)\s?(?:-|–|—|\sto\s|\sand\s|/)\s?(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\d-])\b",
        _years,
    ),
    _rule(
        "half or quarter",
        rf"(?:(?:the\s)?(?P<nth>{'|'.join(_NTH)})\s(?P<unit>half|quarter)\s(?:of\s)?|(?P<short>[HQ])(?P<n>[1-4])\s(?:of\s)?)(?:the\s(?=year))?(?:{_YEAR_OR})",
        _half_or_quarter,
    ),
    _rule("decade", rf"(?:the\s)?(?:{PART})?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", _decade),
    _rule("year", rf"(?:{PART})?(?P<y>(?:1[5-9]|20)\d\d)\b(?![-/]\d|[.,:]\d|%)", _year),
    _rule(
        "weekday",
        rf"(?P<rel>last|next|this\spast|this\scoming|this|the\sfollowing|the\snext|the\sprevious|the\scoming|past|coming)?(?(rel)\s)"
        rf"(?P<weekday>{WEEKDAY})(?:\s(?P<post>last|next)\b(?!\s(?:week|month|year)))?",
        _weekday,
    ),
    _rule(
        "season",
        rf"(?:the\s)?(?P<rel>last|this|next|this\spast|this\scoming|the\sprevious|the\scoming|the)?(?(rel)\s)(?:{PART})?"
        rf"(?P<season>{'|'.join(_WORDS.seasons)})\b(?:,?\s(?:of\s)?(?:{_YEAR_OR}))?",
        _season,
    ),
    _rule(
        "feast",
        rf"(?P<eve>the\seve\sof\s)?(?:the\s(?:(?:first|second|third|last)\sday|start|beginning|end|month)\sof\s)?"
        rf"(?P<rel>last|this|next)?(?(rel)\s)(?P<feast>{alternatives(tuple(_WORDS.feasts_by_name))})\b"
        rf"(?:,?\s(?:of\s|in\s)?(?:{_YEAR_OR}))?",
        _feast,
    ),
)
"""Rules for dates as they are written. The longest match at a place wins, then the earlier rule."""
