"""Days and weeks told by their place in a month: "on the 14th", "the seventh of April", "the first week of June"."""

import re
from collections.abc import Callable
from datetime import date

from sayso.reading.calendar_days import Interval, make_date, month_span, nearest, shift
from sayso.reading.number_words import UNITS
from sayso.reading.time_context import (
    MONTH,
    WEEKDAY,
    YEAR_OR,
    Context,
    Found,
    Rule,
    point,
    rule,
    undated,
    year_of,
)
from sayso.reading.time_words import time_words

_WORDS = time_words()
_SMALL = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip
ORDINALS = {
    **_SMALL,
    **{f"{word}th": value for word, value in UNITS.items() if 13 <= value <= 19},
    **{f"twenty-{word}": 20 + value for word, value in _SMALL.items() if value < 10},
    "thirty-first": 31,
}
"""Ordinal words for the days of a month."""

_WORD = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", r"[-\s]")
_FIGURE = r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
_FUNCTION = (
    r"(?:in|at|on|and|but|when|while|by|the|a|an|near|to|as|for|with|after|before|from|that|who|which|"
    r"during|against|until|over|under|outside|inside|amid|it|he|she|they|we|you|i|his|her|its|their|"
    r"our|two|three|four|five|six|seven|eight|nine|ten|some|several|dozens|about|was|were|is|had|has)\b"
)
_BRANCH = r"(?:Division|Brigade|Battalion|Regiment|Corps|Army|Company|Front|Congress|Century|Infantry|Mechani[sz]ed|Armou?red|Airborne|Marine|Tank|Mountain|Motor|Guards|Panzer|Fleet|Squadron|Parallel|Street|Avenue|District|Legion)\b"
_LISTED = rf"(?!\s(?:and|to|or)\s(?:the\s)?{_FIGURE}\s(?:[a-z]+s\b|{_BRANCH}))"
_AFTER_DAY = rf"(?=\s*(?:[.,;:)!?\n]|$)|\s{_FUNCTION})"
_AFTER_ON = rf"(?=\s*(?:[.,;:)!?\n]|$)|\s(?:{_FUNCTION}|\d|(?!(?:\w+\s)?{_BRANCH})(?-i:[A-Z])))"
_OF_MONTH = r"\sof\s(?P<this>the|this|that|the\ssame|last|the\sprevious)\smonth\b"


def _day_of_month(match: re.Match[str], context: Context) -> Found | None:
    """ "On the 14th", "the second of the month": of the month last named, unless that lies ahead."""
    number = _number(match["d"])
    published, anchor = context.published, context.anchor
    ahead = context.tense(match.start()) == "future"
    reference = published
    if anchor and (published is None or ahead or anchor[0] <= published):
        reference = anchor[1] if published is None or ahead else min(anchor[1], published)
    if match.groupdict().get("this") in ("this", "last", "the previous"):
        reference = published
    if reference is None:
        return Found(None, None, "day", relative=True)
    month = date(reference.year, reference.month, 1)
    if match.groupdict().get("this") in ("last", "the previous"):
        month = shift(month, -1).replace(day=1)
    day = make_date(month.year, month.month, number)
    if day is None or (published and day > published and not ahead):
        previous = shift(month, -1)
        day = make_date(previous.year, previous.month, number)
    return Found(day, day, "day", relative=True) if day else None


def _number(written: str) -> int:
    if written[0].isdigit():
        return int(re.sub(r"\D", "", written))
    return ORDINALS["-".join(written.casefold().replace("-", " ").split())]


def _written_out(match: re.Match[str], context: Context) -> Found | None:
    """ "The seventh of April", "the twenty-seventh of June 1997"."""
    number, month = _number(match["d"]), _month(match)

    def of(year: int) -> Interval | None:
        day = make_date(year, month, number)
        return (day, day) if day else None

    return _in_its_year(of, match, context, "day")


def _part_of_month(match: re.Match[str], context: Context) -> Found | None:
    """ "The first week of June", "the second half of last month"."""
    nth = match["nth"].casefold()
    unit = match["unit"].casefold()
    length = {"week": 7, "fortnight": 14, "half": 15}[unit]

    def within(span: Interval) -> Interval | None:
        if nth in ("last", "final", "closing"):
            return shift(span[1], 1 - length), span[1]
        first = shift(span[0], (ORDINALS.get(nth, 1) - 1) * length)
        end = span[1] if unit == "half" and nth == "second" else shift(first, length - 1)
        return (first, min(end, span[1])) if first <= span[1] else None

    if match["month"]:
        month = _month(match)
        return _in_its_year(lambda year: within(month_span(year, month)), match, context, "week")
    if context.published is None:
        return Found(None, None, "week", relative=True)
    at = context.published
    if match["this"].casefold() in ("last", "the previous"):
        at = shift(at.replace(day=1), -1)
    return point(within(month_span(at.year, at.month)), "week", relative=True)


def _month(match: re.Match[str]) -> int:
    return _WORDS.month_numbers[match["month"].casefold().rstrip(".")]


def _in_its_year(
    of: Callable[[int], Interval | None], match: re.Match[str], context: Context, precision: str
) -> Found | None:
    year = year_of(match, context)
    span = of(year) if year else undated(of, match.start(), context)
    if span is None and not year and context.published is None:
        return Found(None, None, precision, relative=True)
    return point(span, precision, relative=year is None or bool(match["ry"]), full=bool(match["y"]))


def _quarter(match: re.Match[str], context: Context) -> Found | None:
    """ "In the second quarter": of the year in which it was last over, or begun."""
    months = 6 if match["unit"].casefold() == "half" else 3
    nth = match["nth"].casefold()
    number = 12 // months if nth in ("last", "final") else ORDINALS[nth]
    if number * months > 12 or context.published is None:
        return None

    def of(year: int) -> Interval:
        return date(year, (number - 1) * months + 1, 1), month_span(year, number * months)[1]

    span = nearest(of, context.published, context.tense(match.start()))
    return point(span, "month", relative=True)


_IN_YEAR = rf"(?:,?\s(?:of\s|in\s)?(?:{YEAR_OR}))?"
ORDINAL: tuple[Rule, ...] = (
    rule("ordinal day", rf"(?<=\bon\s)the\s(?P<d>{_FIGURE})\b{_LISTED}(?!\sof\s){_AFTER_ON}", _day_of_month),
    rule("ordinal day", rf"the\s(?P<d>{_FIGURE})\b{_LISTED}{_AFTER_DAY}", _day_of_month),
    rule("ordinal day", rf"the\s(?P<d>{_FIGURE}|{_WORD}){_OF_MONTH}", _day_of_month),
    rule("written day", rf"(?:{WEEKDAY},?\s)?the\s(?P<d>{_WORD})(?:\sday)?\sof\s(?P<month>{MONTH}){_IN_YEAR}", _written_out),
    rule("part of month",
         rf"(?:the\s)?(?P<nth>first|second|third|fourth|last|final|opening|closing)\s(?P<unit>week|fortnight|half)\s(?:of|in)\s"
         rf"(?:(?P<this>this|last|the|the\sprevious)\smonth\b|(?P<month>{MONTH}){_IN_YEAR})", _part_of_month),
    rule("quarter", r"(?<=\bin\s)the\s(?P<nth>first|second|third|fourth|last|final)\s(?P<unit>quarter|half)(?=\s?[.,;)]|\s(?:alone|and|but|against|as|compared)\b)", _quarter),
)  # fmt: skip
"""Rules for days and weeks told by their place. The longest match wins, then the earlier rule."""
