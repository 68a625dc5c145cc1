"""Numbered and named military units: "the 6th Infantry Division of the SAF", "Mazar-e-Sharif Corps"."""

import re
from typing import NamedTuple

_ORDINAL = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth"
    r"|[IVX]{1,5})"
)
_KIND = (
    r"(?:Corps|Brigades?|Divisions?|Battalions?|Regiments?|Army|Company|Squadron|Detachment"
    r"|Command|Front|Group|Militia|Katiba|Tactical Group|Legion|Flotilla|Fleet)"
)
_SMALL = r"(?:corps|brigade|division|battalion|regiment|army corps|military region)"
_NAME = r"(?:[A-Z][\w’'.-]*|of|the|and|al|el|e)"
_NUMBERED = re.compile(
    rf"\b{_ORDINAL}(?:[ \t-]+(?!of\b|the\b|and\b){_NAME}){{0,5}}?[ \t]+{_KIND}\b"
    rf"|\b{_ORDINAL}(?:[ \t]+[a-z]{{4,12}}){{0,2}}[ \t]+{_SMALL}\b"
    rf"|\b(?:[A-Z][a-z]+[ \t]+){{1,4}}(?:Battalion|Brigade|Division|Regiment)[ \t]+\d{{1,4}}\b"
)
_NAMED = re.compile(
    r"\b[A-Z][\w’'-]+(?:[ \t]+[A-Z][\w’'-]+){0,3}[ \t]+(?:Corps|Brigades?|Division|Battalion|Regiment|Katiba)\b"
)
_BEFORE = re.compile(r"^(?:The|Their|Its|A|An|Our|His)[ \t]+")


class Unit(NamedTuple):
    """A unit's designation with its half-open offsets."""

    start: int
    end: int
    text: str


def units(text: str) -> list[Unit]:
    """The designations of units in a text, in order, non-overlapping."""
    found: list[Unit] = []
    for pattern in (_NUMBERED, _NAMED):
        for match in pattern.finditer(text):
            start, end = match.span()
            lead = _BEFORE.match(match.group())
            if lead:
                start += lead.end()
            if not any(start < unit.end and unit.start < end for unit in found):
                found.append(Unit(start, end, text[start:end]))
    return sorted(found)
