"""How words of a report stand in a sentence of ours without changing how it reads.

Names may run from right to left. Each is set between the Unicode isolates U+2068 and U+2069 (UAX #9),
after every direction mark of its own has been taken out, so that hostile ones cannot reorder the rest.
"""

import re

FIRST_STRONG, POP = "\u2068", "\u2069"

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def cleaned(text: str) -> str:
    """The text on one line, without control characters and marks of direction."""
    return " ".join(_DIRECTION.sub("", _CONTROL.sub(" ", text)).split())


def isolated(text: str) -> str:
    """The text, cleaned and set apart from what stands around it."""
    return f"{FIRST_STRONG}{cleaned(text)}{POP}"


def bare(text: str) -> str:
    """The text with isolates only around what runs from right to left."""
    return re.sub(
        f"{FIRST_STRONG}([^{FIRST_STRONG}{POP}]*){POP}",
        lambda found: found.group() if _RIGHT_TO_LEFT.search(found.group()) else found.group(1),
        text,
    )
