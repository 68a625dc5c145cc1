"""How long a length of time is that a text names: "three weeks", "a couple of days"."""

import re

from sayso.reading.number_words import NUMBER, number_value

_VAGUE_COUNTS = {"couple": (2, 2), "few": (2, 5), "several": (3, 9), "some": (2, 9), "many": (3, 9)}

UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30,
             "year": 365, "decade": 3650}  # fmt: skip

UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?\b"

COUNT = (
    rf"(?P<count>(?:about\s|around\s|some\s|nearly\s|almost\s|over\s|more\sthan\s|at\sleast\s|up\sto\s|roughly\s|"
    rf"just\s|barely\s|the\s)*(?:{NUMBER}|an?|several|(?:a\s)?(?:couple(?:\sof)?|few)|many|some)(?:\sor\s(?:so|more))?)"
)

HOURS = 24


def count_of(written: str) -> tuple[int, bool] | None:
    """A number of units in words or digits, and whether it is vague; the higher end when it is."""
    plain = re.sub(
        r"^(?:(?:about|around|some|nearly|almost|over|more than|at least|up to|roughly|just|barely|the)\s)+(?=\S)",
        "", " ".join(written.casefold().split()),
    )  # fmt: skip
    plain, softened = re.subn(r"\sor (?:so|more)$", "", plain)
    vague = bool(softened) or plain != written.casefold().strip()
    if plain in ("a", "an"):
        return 1, vague
    for word, (_, high) in _VAGUE_COUNTS.items():
        if word in plain.split():
            return high, True
    value = number_value(plain)
    return (value, vague) if value is not None else None


def unit_days(count: int, unit: str) -> int:
    """How many days so many units are; hours round up to whole days."""
    if unit in ("minute", "hour"):
        return max(1, -(-count // (HOURS if unit == "hour" else HOURS * 60)))
    return min(count * UNIT_DAYS[unit], 200_000)
