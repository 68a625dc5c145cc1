"""How likely a forecast says that its event is: a number it gives, or words of a cited scale."""

import re
from functools import cache

import msgspec

from sayso.model import Claim, DataError
from sayso.model.knowledge import read_knowledge

_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3})(?:\s?(?:-|–|to)\s?(\d{1,3}))?\s?(?:%|per\s?cent\b|percent\b)"
    r"(?=\s+(?:\w+\s+)?(?:chance|probability|likelihood|likely|certain|sure|odds))"
    r"|(?:chance|probability|likelihood|odds)\s+(?:\w+\s+){0,4}?(?:at|of|is)\s+(\d{1,3})\s?(?:%|per\s?cent\b|percent\b)",
    re.IGNORECASE,
)


class Likelihood(msgspec.Struct, frozen=True):
    """A probability, and the words or the number that give it."""

    probability: float
    told: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    scale: str
    words: dict[str, float]


@cache
def _table() -> _Table:
    table = read_knowledge("sayso.picture", "likelihoods.toml", _Table)
    for word, value in table.words.items():
        if not 0 < value < 1:
            raise DataError(
                f"likelihoods.toml: {word!r} = {value} is no probability",
                remedy="give a number between 0 and 1",
            )
    return table


@cache
def _wordings() -> re.Pattern[str]:
    longest = sorted(_table().words, key=lambda words: (-len(words), words))
    joined = "|".join(r"\s+".join(map(re.escape, words.split())) for words in longest)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def likelihood(claim: Claim) -> Likelihood | None:
    """The probability that a forecast gives to what its claim puts forward; null where it gives none.

    A claim that something will not be, told as "unlikely", holds what it puts forward likely.
    """
    text = claim.evidence.text
    given = _PERCENT.search(text)
    if given:
        numbers = [int(each) for each in given.groups() if each is not None]
        value = sum(numbers) / len(numbers) / 100
        told = " ".join(given.group().split())
    else:
        worded = _wordings().search(text)
        if worded is None:
            return None
        words = " ".join(worded.group().casefold().split())
        value, told = _table().words[words], f"{words} ({_table().scale})"
    if not 0 <= value <= 1:
        return None
    if claim.polarity == "negative" and value < 1 / 2:
        value = 1 - value
    return Likelihood(round(value, 3), told)
