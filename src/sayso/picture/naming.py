"""What parties, places and incidents are called in sentences for people."""

from collections.abc import Iterable, Sequence
from datetime import date

from sayso.model import ClaimPlace, ClaimTime
from sayso.picture.extents import rank
from sayso.picture.facts import Fact, Facts


def party_name(key: str, told: Iterable[Fact], facts: Facts) -> str:
    """What the party is called where it is told of."""
    known = facts.parties.name(key)
    if known:
        return known
    for fact in told:
        for who in fact.claim.participants:
            if facts.parties.key(who) == key:
                return who.name or who.mention
    return key


def finest_name(told: Iterable[Fact], facts: Facts) -> str:
    """The name of the finest place that these claims tell of."""
    keys = {key for fact in told for key in fact.places}
    if not keys:
        return "the place"
    found = min(
        (facts.places.place(key) for key in keys),
        key=lambda place: (rank(place), place.name or "", place.mention),
    )
    return found.name or found.mention


def days_in_words(time: ClaimTime) -> str:
    """For instance: 1–4 Sep 2021; 30 Aug – 2 Sep 2021; 3 Sep 2021; nothing for no day."""
    start, end = time.start or time.end, time.end or time.start
    if start is None or end is None:
        return ""
    if start == end:
        return _day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def title(
    type_: str, place: ClaimPlace | None, time: ClaimTime, sides: Sequence[str], between: bool
) -> str:
    """For instance: Battle at Andarab, 1–4 Sep 2021: Taliban – National Resistance Front."""
    words = type_.replace("-", " ").capitalize()
    if place is not None:
        at = "at" if place.precision in ("exact", "near", "adm2") else "in"
        words += f" {at} {place.name or place.mention}"
    days = days_in_words(time)
    if days:
        words += f", {days}"
    if sides:
        words += ": " + (" – " if between else ", ").join(sides)
    return words
