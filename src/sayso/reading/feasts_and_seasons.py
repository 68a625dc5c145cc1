"""Seasons, feasts and fasts as a text names them."""

import re

from sayso.reading.calendar_days import (
    Interval,
    feast_span,
    nearest,
    part_of,
    season_span,
    shift,
)
from sayso.reading.time_context import (
    LIMIT,
    Context,
    Found,
    by_publication,
    point,
    undated,
    which_part,
    year_of,
)
from sayso.reading.time_words import Feast, time_words

_WORDS = time_words()

_SEASON_CUE = re.compile(
    r"\b(?:in|since|by|until|till|before|during|after|of|over|through|throughout)\s+(?:the\s)?$",
    re.IGNORECASE,
)


def season(match: re.Match[str], context: Context) -> Found | None:
    name, rel = match["season"].casefold(), (match["rel"] or "").casefold()
    year, part = year_of(match, context), which_part(match)
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
        return point(of(year), "month", full=bool(match["y"]))
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
    elif current and not LIMIT.search(before):
        span = here
    else:
        span = by_publication(of, match.start(), context)
    return point(span, "month", relative=True)


def feast_days(feast: Feast, year: int) -> Interval | None:
    """The days of a feast of the lexicon in a Gregorian year."""
    return feast_span(feast.calendar, feast.month, feast.day, feast.days, year)


def feast_named(match: re.Match[str], context: Context) -> Found | None:
    feast = _WORDS.feasts_by_name[re.sub(r"\s+", " ", match["feast"].casefold().replace("’", "'"))]
    if not match["feast"][:1].isupper() and not match["feast"].casefold().startswith("the "):
        return None
    year, rel = year_of(match, context), (match["rel"] or "").casefold()
    eve = bool(match["eve"])
    precision = "day" if feast.days <= 2 or eve else ("week" if feast.days < 10 else "month")

    def of(in_year: int) -> Interval | None:
        span = feast_days(feast, in_year)
        return (shift(span[0], -1), shift(span[0], -1)) if span and eve else span

    if year:
        return point(of(year), precision, full=bool(match["y"]))
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
    return point(span, precision, relative=True)
