"""What number a written number is: "22", "1.2 million", "one hundred and five", "two dozen".

Pure text to integer; what stands around the number ("at least", "some") is read elsewhere.
"""

import re
from fractions import Fraction

UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        )
    )
}  # fmt: skip
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
LETTER_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
GROUPS = {"dozen": 12, "score": 20}

_SMALL = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_SCALE = "|".join(SCALES)

DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ’']\d{3})+(?!\d)|\d+(?:\.\d+)?"
WORDS = (
    rf"(?:(?:an?|half\ an?)\ (?={_SCALE}|dozen|score)|(?:{_SMALL})\b[-\u2010\u2011 ]?)"
    rf"(?:(?:{_SMALL}|{_SCALE}|(?<=hundred[ ])and(?=[ ](?:{_SMALL})\b)|(?<=thousand[ ])and(?=[ ](?:{_SMALL})\b)|(?<=million[ ])and(?=[ ](?:{_SMALL})\b))\b[-\u2010\u2011 ]?){{0,11}}"
    rf"(?:(?:dozen|score)\b)?"
).replace(r"\ ", "[ ]")
NUMBER = rf"(?:(?:{DIGITS})(?:[ \u00a0-]?(?:{_SCALE}|dozen)\b|(?:k|mn?|bn)\b)?|(?:{WORDS}))"
"""A regular expression for one written number, digits or words (matched without regard to case)."""

LARGEST = 10_000_000_000
"""Nothing that a report counts is larger; longer digit strings are serial numbers."""

_DIGITS_FIRST = re.compile(rf"({DIGITS})[ \u00a0-]?([a-z]*)$", re.IGNORECASE)


def number_value(text: str) -> int | None:
    """The integer that a written number stands for, or null when it is none.

    Decimals are taken only with a scale ("1.2 million"); anything beyond ten digits is null.
    """
    written = " ".join(
        text.strip().casefold().replace("\u2010", "-").replace("\u2011", "-").split()
    )
    found = _DIGITS_FIRST.match(written)
    value = _from_digits(found) if found else _from_words(written)
    return value if value is not None and value <= LARGEST else None


def _from_digits(found: re.Match[str]) -> int | None:
    digits = re.sub(r"[,\u00a0\u202f ’']", "", found.group(1))
    if len(digits) > 13:
        return None
    scale = found.group(2)
    factor = SCALES.get(scale) or LETTER_SCALES.get(scale) or GROUPS.get(scale)
    if scale and factor is None:
        return None
    value = Fraction(digits) * (factor or 1)
    return int(value) if value.denominator == 1 else None


def _from_words(written: str) -> int | None:
    half = written.startswith("half a")
    words = [word for word in re.split(r"[-\s]+", written) if word not in ("and", "half")]
    if not words:
        return None
    total = current = 0
    seen = False
    for at, word in enumerate(words):
        if word in ("a", "an") and at == 0:
            current = 1
        elif word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred" or word in GROUPS:
            current = (current or 1) * (SCALES.get(word) or GROUPS[word])
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        else:
            return None
        seen = seen or word not in ("a", "an")
    if not seen:
        return None
    value = total + current
    return value // 2 if half else value
