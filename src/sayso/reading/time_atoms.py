"""Dates as they are written: days, months, years, weekdays, seasons and feasts.

Each rule is a regular expression tried at a word where a time may begin, and a function from its
match to the days meant. What several of them make together ("from … to …", "since …") is put
together in ``times``; times told from the report's own day ("two weeks ago") are in
``relative_times``.
"""

import re
from datetime import date

from sayso.reading.calendar_days import (
    YEARS,
    Interval,
    make_date,
    month_span,
    nearest,
    part_of,
    shift,
    weekday_near,
    year_span,
)
from sayso.reading.feasts_and_seasons import feast_named, season
from sayso.reading.time_context import (
    DAY,
    LIMIT,
    MONTH,
    PART,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR_OR,
    Context,
    Found,
    Rule,
    point,
    rule,
    undated,
    which_part,
    year_of,
)
from sayso.reading.time_words import alternatives, time_words

_WORDS = time_words()

_JOIN = r"\s*(?:,|/|&|-|–|—|,?\s?\band\b|\bto\b|\buntil\b|\bthrough\b|\btill\b)\s*(?:the\s)?"

_DAYS = rf"{DAY}(?:{_JOIN}{DAY}){{0,6}}"

_FUNCTION = (
    r"(?:in|at|on|and|when|by|the|near|to|as|for|with|after|before|of|from|that|who|which|while|but|"
    r"during|against|over|under|was|were|is|are|had|have|has|will|saw|it|he|she|they|we|a|an)\b"
)

_NOT_COUNTING = rf"(?!\s+(?!{_FUNCTION})[a-z])"


def _month_number(written: str) -> int:
    return _WORDS.month_numbers[written.casefold().rstrip(".")]


def _iso(match: re.Match[str], context: Context) -> Found | None:
    day = make_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return Found(day, day, "day", full=True) if day else None


def _numeric(match: re.Match[str], context: Context) -> Found | None:
    year = year_of(match, context)
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
    month, year = _month_number(written), year_of(match, context)
    if year and context.published and _is_clock(match, year, context.published):
        year = None

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
    return Found(*span, "day", kind, relative=relative, full=bool(match["y"] and year))


_CLOCK_YEARS = 40
"""Years from the report's own beyond which four figures behind a comma are rather a time of day."""
_CLOCK_ZONE = re.compile(r"\s?(?:hrs?|hours|gmt|utc|z|local)\b", re.IGNORECASE)


def _is_clock(match: re.Match[str], year: int, published: date) -> bool:
    """Whether what looks like a year is a time of day: "Radio One, 23 Aug, 1500", "1 May, 1800 gmt"."""
    if not match["y"] or match.start("days") > match.start("month") or year % 100 >= 60:
        return False
    text, at = match.string, match.start("y")
    listed = text[at - 2 : at] == ", " and text[: match.start()].endswith(", ")
    far = abs(published.year - year) > _CLOCK_YEARS
    return far and (listed or _CLOCK_ZONE.match(text, match.end("y")) is not None)


def _military(match: re.Match[str], context: Context) -> Found | None:
    year = year_of(match, context)
    day = make_date(year, _month_number(match["month"]), int(match["d"])) if year else None
    return Found(day, day, "day", full=True) if day else None


_MONTH_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|and|or|of|during|before|after|through|between|around|"
    r"throughout|late|early|mid|the|last|this|next|for|into|about|back|previous|ended)\s|[-–—/]\s?)$",
    re.IGNORECASE,
)


_SUBJECT = re.compile(r"\s(?:is|was|will|would|has|had|said)\b")
"""Behind a month that is told about itself: "we know that March was bad"."""


def _month(match: re.Match[str], context: Context) -> Found | None:
    written, groups = match["month"], match.groupdict()
    part, year = which_part(match), year_of(match, context)
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
        return point(of(year), precision, relative=bool(groups["ry"]), full=bool(groups["y"]))
    if context.published is None and context.explicit_year is None:
        return Found(None, None, precision, relative=True)
    if rel.startswith("that"):
        if context.anchor is None or _SUBJECT.match(context.text, match.end()):
            return None
        return point(of(context.anchor[0].year), precision, relative=True)
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
    return point(span, precision, relative=True)


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
    return point(span, "month" if part else "year", full=True)


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


def _this_day_in(match: re.Match[str], context: Context) -> Found | None:
    """ "On this day in 1992": the anniversary told of, on the day of publication."""
    if context.published is None:
        return None
    day = make_date(int(match["y"]), context.published.month, context.published.day)
    return Found(day, day, "day", full=True) if day else None


def _half_or_quarter(match: re.Match[str], context: Context) -> Found | None:
    if match["short"]:
        months, nth = (6 if match["short"] in "Hh" else 3), int(match["n"])
    else:
        months, nth = (
            (6 if match["unit"].casefold() == "half" else 3),
            _NTH[match["nth"].casefold()],
        )
    nth = nth or 12 // months
    year = year_of(match, context)
    if year is None or nth * months > 12:
        return None
    span = date(year, (nth - 1) * months + 1, 1), month_span(year, nth * months)[1]
    return point(span, "month", full=bool(match["y"]), relative=bool(match["ry"]))


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
    return point(span, "year", full=True, vague=True)


_APPOINTED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|announc(?:es|ed|ing)|plan(?:s|ned|ning)?|schedul(?:es|ed|ing)|set|fixe[sd]|"
    r"declar(?:es|ed|ing)|postponed|convened|summon(?:s|ed)|invited?)\b[^.;:]{0,45}\bfor\s(?:next\s|this\s)?(?:\w+day\s(?:and|or|to)\s)?$",
    re.IGNORECASE,
)
"""What calls something for a day, however the verb stands: "has called a shutdown for Monday"."""


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
        before = context.text[max(0, match.start() - 60) : match.start()]
        if (tense != "past" and LIMIT.search(before[-24:])) or _APPOINTED.search(before):
            tense = "future"
        day = weekday_near(number, context.published, tense)
        if context.reported is not None and context.published < context.reported:
            day = _weekday_by_entry(day, context.published, context.reported)
    return Found(day, day, "day", relative=True, what="weekday")


def _weekday_by_entry(day: date, entry: date, reported: date) -> date:
    """Of a weekday named in a dated entry, the one nearest to it: the entry was written up later."""
    after = shift(day, 7)
    return after if day < entry and after <= reported and after - entry < entry - day else day


ABSOLUTE: tuple[Rule, ...] = (
    rule(
        "iso",
        r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|-\d)"
        r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?",
        _iso,
    ),
    rule(
        "numeric",
        r"(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d/-]|\.\d)",
        _numeric,
    ),
    rule(
        "military",
        rf"(?P<d>\d{{2}})\d{{4}}[A-Z]?(?P<month>{MONTH})(?P<y>\d{{4}}|\d\d)\b",
        _military,
    ),
    rule(
        "day month",
        rf"(?:{WEEKDAY_SHORT},?\s)?(?:the\s)?(?P<days>{_DAYS})[\s-](?:of\s)?(?P<month>{MONTH})"
        rf"(?:,?[\s-](?:of\s)?(?:{YEAR_OR}))?(?!\d)",
        _days_of_month,
    ),
    rule(
        "month day",
        rf"(?:{WEEKDAY_SHORT},?\s)?(?P<month>{MONTH})\s(?:the\s)?(?P<days>{DAY}(?:{_JOIN}{DAY}{_NOT_COUNTING}){{0,6}})"
        rf"(?:,?\s(?:of\s)?(?:{YEAR_OR}))?(?!\d)",
        _days_of_month,
    ),
    rule(
        "month",
        rf"(?P<rel>last|this|next|this\spast|this\scoming|the\sprevious|that(?:\ssame)?)?(?(rel)\s)(?:{PART})?"
        rf"(?P<month>{MONTH})(?:,?\s(?:of\s)?(?:{YEAR_OR}))?",
        _month,
    ),
    rule(
        "years",
        r"(?P<y>(?:1[5-9]|20)\d\d)\s?(?:-|–|—|\sto\s|\sand\s|/)\s?(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\d-])\b",
        _years,
    ),
    rule(
        "half or quarter",
        rf"(?:(?:the\s)?(?P<nth>{'|'.join(_NTH)})\s(?P<unit>half|quarter)\s(?:of\s)?|(?P<short>[HQ])(?P<n>[1-4])\s(?:of\s)?)(?:the\s(?=year))?(?:{YEAR_OR})",
        _half_or_quarter,
    ),
    rule("this day in", r"(?:on\s)?this\sday\sin\s(?P<y>1[5-9]\d\d|20\d\d)\b", _this_day_in),
    rule("decade", rf"(?:the\s)?(?:{PART})?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", _decade),
    rule("year", rf"(?:{PART})?(?P<y>(?:1[5-9]|20)\d\d)\b(?![-/]\d|[.,:]\d|%)", _year),
    rule(
        "weekday",
        rf"(?P<rel>last|next|this\spast|this\scoming|this|the\sfollowing|the\snext|the\sprevious|the\scoming|past|coming)?(?(rel)\s)"
        rf"(?P<weekday>{WEEKDAY})(?:\s(?P<post>last|next)\b(?!\s(?:week|month|year)))?",
        _weekday,
    ),
    rule(
        "season",
        rf"(?:the\s)?(?P<rel>last|this|next|this\spast|this\scoming|the\sprevious|the\scoming|the)?(?(rel)\s)(?:{PART})?"
        rf"(?P<season>{'|'.join(_WORDS.seasons)})\b(?:,?\s(?:of\s)?(?:{YEAR_OR}))?",
        season,
    ),
    rule(
        "feast",
        rf"(?P<eve>the\seve\sof\s)?(?:the\s(?:(?:first|second|third|last)\sday|start|beginning|end|month)\sof\s)?"
        rf"(?P<rel>last|this|next)?(?(rel)\s)(?P<feast>{alternatives(tuple(_WORDS.feasts_by_name))})\b"
        rf"(?:,?\s(?:of\s|in\s)?(?:{YEAR_OR}))?",
        feast_named,
    ),
)
"""Rules for dates as they are written. The longest match at a place wins, then the earlier rule."""
