"""Until when a forecast runs: "within 6 months", "by Thursday", "before winter", "soon".

Vague horizons have the lengths of the contract's table (``lexicon/times.toml``) and are marked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import msgspec
from spacy.tokens import Doc

from sayso.reading.calendar_days import shift
from sayso.reading.tense import TenseReader
from sayso.reading.time_words import alternatives, time_words
from sayso.reading.times import TimeMention


class Horizon(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that says until when something is to come.

    ``days`` counts from the day the forecast was made (publication, unless told otherwise); ``due``
    is the last day on which it can come true, null when the horizon hangs on an event ("within six
    months of their departure"). ``negative_limit``: it is not to come before that ("not before").
    """

    start: int
    end: int
    text: str
    days: int | None
    due: date | None
    vague: bool = False
    negative_limit: bool = False


_YEAR_OUT = re.compile(
    r"\bbefore\s(?:the|this)\s(?P<unit>year|month|week|day)\s(?:is\s(?:out|over|up)|ends|is\sthrough)",
    re.IGNORECASE,
)
_EVENT_LIMIT = re.compile(
    r"\b(?:before|until|till|by)\s(?:the\s)?(?:start\sof\s|onset\sof\s|end\sof\s)?(?:the\s)?(?:\w+\s)?"
    r"(?:monsoons?|rains|rainy\sseason|dry\sseason|harvest|elections?|first\ssnow|frosts?|thaw|handover|deadline|talks)\b",
    re.IGNORECASE,
)
_NEGATED_BEFORE = re.compile(r"\bnot\s(?:\w+\s){0,3}$", re.IGNORECASE)
_AHEAD = ("point", "range")


@cache
def _vague_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(time_words().vague_words)})\b", re.IGNORECASE)


def find_horizons(
    doc: Doc, published: date | None, times: Sequence[TimeMention]
) -> tuple[Horizon, ...]:
    """The horizons that a text mentions, in its order.

    :param times: what :func:`sayso.reading.times.find_times` found in the same text
    """
    text, tense = doc.text, TenseReader(doc)
    found = [horizon for time in times if (horizon := _of_time(text, tense, published, time))]
    for horizon in (
        *_year_out(text, published),
        *_event_limits(text, tense),
        *_vague(text, published),
    ):
        if not any(horizon.start < other.end and other.start < horizon.end for other in found):
            found.append(horizon)
    return tuple(sorted(found, key=lambda horizon: horizon.start))


def _of_time(
    text: str, tense: TenseReader, published: date | None, time: TimeMention
) -> Horizon | None:
    if time.dateline or time.kind in ("since", "recurrent"):
        return None
    if time.kind == "horizon" or (
        time.kind == "duration" and time.days is not None and time.first is None
    ):
        due = time.last if time.kind == "horizon" else None
        if time.kind == "duration" and time.text.casefold().startswith("for") and published:
            due = shift(published, time.days or 0)
        return _horizon(text, time.start, time.end, time.days, due, time.vague)
    due, end = time.last, time.last
    if due is None or published is None or end is None or due < published:
        return None
    if time.kind == "until":
        if tense.at(time.end - 1) == "past" and due <= published:
            return None
        return _horizon(text, time.start, time.end, (due - published).days, due, time.vague)
    starts_ahead = time.first is not None and time.first > published
    if (
        time.kind in _AHEAD
        and (starts_ahead or tense.at(time.start) == "future")
        and time.precision != "unknown"
    ):
        return _horizon(text, time.start, time.end, (due - published).days, due, time.vague)
    return None


def _horizon(
    text: str, start: int, end: int, days: int | None, due: date | None, vague: bool
) -> Horizon:
    before = text[max(0, start - 48) : start]
    words = text[start:end].casefold()
    negative = bool(
        (words.startswith(("before", "until")) and _NEGATED_BEFORE.search(before))
        or re.search(r"\b(?:not|no)\s(?:earlier|sooner)\sthan\s$", before, re.IGNORECASE)
    )
    return Horizon(
        start=start, end=end, text=text[start:end], days=days, due=due, vague=vague, negative_limit=negative
    )  # fmt: skip


def _year_out(text: str, published: date | None) -> Iterator[Horizon]:
    for match in _YEAR_OUT.finditer(text):
        if published is None:
            yield _horizon(text, *match.span(), None, None, True)
            continue
        unit = match["unit"].casefold()
        if unit == "year":
            due = date(published.year, 12, 31)
        elif unit == "week":
            due = shift(published, 6 - published.weekday())
        elif unit == "day":
            due = published
        else:
            following = shift(published.replace(day=28), 4)
            due = shift(following.replace(day=1), -1)
        yield _horizon(text, *match.span(), (due - published).days, due, False)


def _event_limits(text: str, tense: TenseReader) -> Iterator[Horizon]:
    for match in _EVENT_LIMIT.finditer(text):
        if tense.at(match.start()) == "future":
            yield _horizon(text, *match.span(), None, None, True)


def _vague(text: str, published: date | None) -> Iterator[Horizon]:
    for match in _vague_words().finditer(text):
        words = " ".join(match.group().casefold().split())
        before = text[max(0, match.start() - 4) : match.start()].casefold()
        after = text[match.end() : match.end() + 7].casefold()
        if words in ("soon", "shortly") and (
            before.endswith(("as ", "too ")) or after.startswith((" after", " befor"))
        ):
            continue
        days = time_words().vague_words[words]
        due = shift(published, days) if published else None
        yield _horizon(text, *match.span(), days, due, True)
