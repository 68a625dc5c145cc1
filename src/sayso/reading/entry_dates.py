"""Dates that head the entries of a diary, a bulletin or a list: "Wed 30/08 – Bandiagara.", "Minsk, 12 February:".

Such a date is no part of a sentence: it says when everything in its entry happened, or was said. A
head without a month or without a date takes them from the report's day and from its neighbours.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from sayso.reading.calendar_days import make_date, shift
from sayso.reading.datelines import is_dateline
from sayso.reading.time_context import DAY, MONTH
from sayso.reading.time_words import alternatives, time_words

_WORDS = time_words()
_NAME = r"(?:[A-Z0-9À-Þ][\w’'./-]*)(?:\s(?:[A-Z0-9À-Þ(][\w’'./)-]*|(?:of|on|in|at|near|the|and|de|al|el)\b)){0,5}"
_MARK = r"[^\w\n(]{0,4}(?:\(?\w{1,3}[.)]\s|\[?#?\d{1,2}(?:/\d{1,2})?\]?\s(?=[A-Z]))?"
_WEEKDAY = rf"(?P<weekday>(?i:{alternatives(_WORDS.weekday_numbers)})\b\.?)"
_CLOCK = r"(?:,?\s\d{1,2}[:.]?\d\d(?:\s?(?:hrs?|hours|h|gmt|GMT|UTC|utc|local|Z)(?:\stime)?)?)"
_WRITTEN = (
    rf"(?P<days>{DAY})\s(?:of\s)?(?P<month>(?i:{MONTH}))|(?P<month2>(?i:{MONTH}))\s(?P<days2>{DAY})"
)
_FIGURES = r"(?P<d>\d{1,2})(?P<sep>[./])(?P<m>\d{1,2})"
_HEAD = re.compile(
    rf"^[ \t]*(?P<mark>{_MARK})(?P<lead>(?:{_NAME},\s){{0,3}})"
    rf"(?P<when>(?:{_WEEKDAY},?\s)?(?:{_WRITTEN})(?:,?\s(?P<year>(?:19|20)\d\d))?|"
    rf"{_WEEKDAY.replace('weekday', 'weekday2')},?\s{_FIGURES}|"
    rf"{_FIGURES.replace('<d>', '<d3>').replace('<m>', '<m3>').replace('sep', 'sep3')}\s{_WEEKDAY.replace('weekday', 'weekday3')}|"
    rf"{_WEEKDAY.replace('weekday', 'weekday4')}(?:\s(?P<only>{DAY}))?)"
    rf"(?P<clock>{_CLOCK}?)(?P<place>(?:,\s{_NAME}(?:\s\([^()\n]{{1,40}}\))?){{0,2}})"
    r"(?P<stop>\s?:|\.|\s[-–—]|[ \t]*$)(?=\s|$)",
    re.MULTILINE,
)
_NO_ENTRY = re.compile(
    r"\b(?:correct|updat|edit|publish|compiled|version|as of|by our)|\b(?:on|in|at|the)\s*$",
    re.IGNORECASE,
)
_FURTHEST = 400
"""Days before publication that an entry without its year can lie."""
_NEAREST = 62
"""Days before publication within which the month of an entry is looked for that has none."""
_TITLE_LINES = 4
"""Lines with words, from the top, in which a date alone dates the report."""


class EntryHead(msgspec.Struct, frozen=True, kw_only=True):
    """A head: from the words that date it (to ``date_end``) to where its entry begins.

    ``alone``: nothing else stands on its line, so that what follows is its entry.
    """

    start: int
    date_end: int
    end: int
    day: date
    alone: bool


def entry_heads(text: str, published: date | None) -> tuple[EntryHead, ...]:
    """The heads of a text's entries, in its order.

    :param published: the report's day; without it only heads that have their year count
    """
    matches = [match for match in _HEAD.finditer(text) if _may_head(text, match)]
    if sum(1 for match in matches if not match["stop"].strip()) == 1:
        matches = [match for match in matches if match["stop"].strip() or not _on_top(text, match)]
    heads: list[EntryHead] = []
    for match, day in zip(matches, _days(matches, published), strict=True):
        if day is None or (published is not None and day > shift(published, 1)):
            continue
        heads.append(
            EntryHead(
                start=match.start("when"), date_end=match.end("clock"), end=match.end("place"),
                day=day, alone=not match["stop"].strip(),
            )
        )  # fmt: skip
    alone = len(heads) == 1 and is_dateline(text, heads[0].start, heads[0].date_end, full=False)
    return () if alone and matches[0]["lead"].isupper() else tuple(heads)


def _on_top(text: str, match: re.Match[str]) -> bool:
    above = sum(1 for line in text[: match.start()].splitlines() if line.strip())
    return above < _TITLE_LINES


def _may_head(text: str, match: re.Match[str]) -> bool:
    """Whether a line so dated can be an entry's: no note about the report, no weekday by itself."""
    line_end = text.find("\n", match.end())
    line = text[match.start() : line_end if line_end >= 0 else len(text)]
    bare = match["weekday4"] and not match["only"]
    if bare:
        return not match["lead"] and bool(match["stop"].strip())
    return not _NO_ENTRY.search(match["lead"] or line[:24])


def _days(matches: Sequence[re.Match[str]], published: date | None) -> list[date | None]:
    if published is None:
        return [_whole(match) for match in matches]
    days = [_day(match, published) for match in matches]
    bare = [n for n, m in enumerate(matches) if m["weekday4"] and not m["only"]]
    numbers = [_weekday(matches[n]["weekday4"]) for n in bare]
    for n, day in zip(bare, _in_sequence(numbers, published), strict=True):
        days[n] = day
    return days


def _in_sequence(numbers: Sequence[int], published: date) -> list[date]:
    """Days of weekdays told one after the other, in the shorter of both directions."""

    def back(order: Sequence[int]) -> list[date]:
        latest, found = published, []
        for number in order:
            latest = shift(latest, -((latest.weekday() - number) % 7))
            found.append(latest)
        return found

    ascending, descending = back(numbers[::-1])[::-1], back(numbers)
    if not numbers or ascending[0] >= descending[-1]:
        return ascending
    return descending


def _weekday(written: str) -> int:
    return _WORDS.weekday_numbers[written.casefold().rstrip(".")]


def _day(match: re.Match[str], published: date) -> date | None:
    """The day of a head that has a number, null for a bare weekday."""
    groups = match.groupdict()
    if groups["weekday4"] and not groups["only"]:
        return None
    written = next((w for n in ("", "2", "3", "4") if (w := groups[f"weekday{n}"])), None)
    weekday = _weekday(written) if written else None
    if groups["only"]:
        number = _number(groups["only"])
        return _latest(
            published,
            _NEAREST,
            lambda day: day.day == number and day.weekday() == weekday,
        )
    number, month = _number_and_month(groups)
    year = groups["year"]
    if year and not _is_clock(match, int(year), published):
        return make_date(int(year), month, number)
    return _latest(
        published,
        _FURTHEST,
        lambda day: (
            (day.day, day.month) == (number, month)
            and (weekday is None or day.weekday() == weekday)
        ),
    )


def _whole(match: re.Match[str]) -> date | None:
    """The day of a head that has its year."""
    year = match["year"]
    return make_date(int(year), *reversed(_number_and_month(match.groupdict()))) if year else None


def _number_and_month(groups: Mapping[str, str]) -> tuple[int, int]:
    if groups["d"] or groups["d3"]:
        return int(groups["d"] or groups["d3"]), int(groups["m"] or groups["m3"])
    name = groups["month"] or groups["month2"]
    return (
        _number(groups["days"] or groups["days2"]),
        _WORDS.month_numbers[name.casefold().rstrip(".")],
    )


def _is_clock(match: re.Match[str], year: int, published: date) -> bool:
    """Whether what looks like a year is a time of day ("7 Oct, 2000."): far from the report's day."""
    comma = match.string[match.start("year") - 2] == ","
    return comma and not match["month2"] and year % 100 < 60 and abs(published.year - year) > 1


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _latest(published: date, reach: int, fits: Callable[[date], bool]) -> date | None:
    return next(
        (day for back in range(-1, reach) if fits(day := shift(published, -back))),
        None,
    )
