"""How days, places, sources and grades are written in the terminal."""

from datetime import date

from sayso.model import Claim, ClaimPlace, ClaimTime, Grade

_AS_GOOD_AS_POINTS = ("exact", "near", None)


def day(value: date | None) -> str:
    """For instance: 4 Sep 2021."""
    return f"{value.day} {value:%b} {value.year}" if value else "?"


def days(time: ClaimTime) -> str:
    """For instance: 1–4 Sep 2021; 30 Aug – 2 Sep 2021."""
    start, end = time.start or time.end, time.end or time.start
    if start is None or end is None:
        return "?"
    if start == end:
        return day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def place(where: ClaimPlace | None) -> str:
    """For instance: Andarāb, Baghlan (adm2); the mention where the place is not known."""
    if where is None:
        return ""
    name = where.name or f"“{where.mention}”"
    if where.admin1 and where.admin1 != where.name:
        name += f", {where.admin1}"
    return name if where.precision in _AS_GOOD_AS_POINTS else f"{name} ({where.precision})"


def chain(claim: Claim) -> str:
    """Who told whom, the reader's own source first: the publisher, then those it names."""
    told_by = claim.report.publisher or claim.report.title or claim.report.path or claim.report.id
    return " ← ".join((told_by, *(link.name or link.mention for link in claim.attribution)))


def grade(value: Grade) -> str:
    """As analysts write it: B2."""
    return f"{value.reliability}{value.credibility}"
