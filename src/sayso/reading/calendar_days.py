"""Which days a month, week, season or feast has: the calendar, without any text.

An interval is a pair of dates, both included.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Hijri

Interval = tuple[date, date]
Part = Literal["early", "mid", "late"]
Tense = Literal["past", "present", "future", "unknown"]

YEARS = range(1000, 2200)
"""Years that a report can mean; others are numbers of something else."""

_SLACK = 2
"""Days after publication that an undated "June 7" may lie and still be taken for this year's."""
_HIJRI_YEARS = range(1343, 1501)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or null when there is no such day."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def shift(day: date, days: int) -> date:
    """The day so many days on (or back), held within the years that dates can have."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> Interval:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_span(year: int) -> Interval:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_span(day: date) -> Interval:
    """Monday to Sunday of the week that the day lies in (ISO 8601)."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)


def weekend_span(day: date) -> Interval:
    """Saturday and Sunday of the week that the day lies in."""
    monday, sunday = week_span(day)
    return shift(monday, 5), sunday


def part_of(span: Interval, part: Part) -> Interval:
    """The early, middle or late third: of a month 1–10, 11–20 and 21 to its end."""
    first, last = span
    if (last - first).days in range(27, 31) and first.day == 1:
        cuts = (shift(first, 10), shift(first, 20))
    elif first.day == 1 and first.month == 1 and last.month == 12 and first.year == last.year:
        cuts = (date(first.year, 5, 1), date(first.year, 9, 1))
    else:
        third = ((last - first).days + 1) / 3
        cuts = (shift(first, max(1, round(third))), shift(first, max(2, round(2 * third))))
    if part == "early":
        return first, shift(cuts[0], -1)
    if part == "mid":
        return cuts[0], max(cuts[0], shift(cuts[1], -1))
    return min(cuts[1], last), last


def season_span(months: tuple[int, int], year: int) -> Interval:
    """A season that begins in ``year``; winter runs into the next."""
    start, end = months
    return date(year, start, 1), month_span(year + (end < start), end)[1]


def weekday_near(weekday: int, reference: date, tense: Tense) -> date:
    """The weekday that is meant by its bare name: the last one up to ``reference``, or, for what
    is to come, the next one after it."""
    if tense == "future":
        return shift(reference, (weekday - reference.weekday() - 1) % 7 + 1)
    return shift(reference, -((reference.weekday() - weekday) % 7))


def nearest(
    candidate: Callable[[int], Interval | None], reference: date, tense: Tense
) -> Interval | None:
    """Of a yearly recurring interval, the one meant: the latest begun by ``reference``, or, for
    what is to come, the earliest not yet over.

    :param candidate: the interval in a given year, null when that year has none (29 February)
    """
    found = [
        span
        for year in range(reference.year - 5, reference.year + 6)
        if (span := candidate(year)) is not None
    ]
    if tense == "future":
        return next((span for span in found if span[1] >= reference), None)
    slack = 0 if tense == "past" else _SLACK
    begun = [span for span in found if span[0] <= shift(reference, slack)]
    return begun[-1] if begun else None


@lru_cache(maxsize=512)
def feast_span(calendar: str, month: int, day: int, days: int, year: int) -> Interval | None:
    """The days of a feast in a Gregorian year; null outside the tables (Islamic: 1925 to 2076).

    :param calendar: ``gregorian`` or ``hijri`` (``month`` and ``day`` of that calendar), ``easter``
        or ``orthodox`` (``day`` counted from Easter Sunday)
    """
    if calendar == "gregorian":
        first = make_date(year, month, day)
    elif calendar == "hijri":
        first = _hijri_day(month, day, year)
    else:
        if not 1583 <= year <= 4099:
            return None
        orthodox = calendar == "orthodox"
        sunday = easter(year, EASTER_ORTHODOX) if orthodox else easter(year, EASTER_WESTERN)
        first = shift(sunday, day)
    return (first, shift(first, days - 1)) if first else None


def _hijri_day(month: int, day: int, year: int) -> date | None:
    """The first such day of the Islamic calendar (Umm al-Qura) in a Gregorian year."""
    guess = int((year - 622) * 33 / 32)
    for islamic in range(guess - 1, guess + 3):
        if islamic not in _HIJRI_YEARS:
            continue
        try:
            gregorian = Hijri(islamic, month, day).to_gregorian()
        except (ValueError, OverflowError):
            continue
        if gregorian.year == year:
            return date(gregorian.year, gregorian.month, gregorian.day)
    return None
