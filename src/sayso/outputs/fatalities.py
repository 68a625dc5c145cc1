"""How many deaths ACLED's rule makes of what was reported.

Of figures that differ the most conservative is used. Words stand for fixed numbers: "tens" 10,
"dozens" 12, "hundreds" 100; an unknown plural ("several", "many", or no number at all) is 3. Other
plurals follow the first three: one unit of what they name. ACLED codebook, "Fatalities"; the source
of the extension is this file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from sayso.model import Casualties, Claim

UNKNOWN_PLURAL = 3

_UNITS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000}
_PLURAL = re.compile(rf"\b({'|'.join(_UNITS)})\b", re.IGNORECASE)
_SOME_UNITS = re.compile(
    r"\b(?:several|many|some|a few|few)\s+(dozen|score|hundred|thousand)\b", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"\b(?:several|many|some|numerous|multiple|various|a number of|unknown number|few)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def deaths_of(casualties: Casualties) -> int:
    """The deaths that one count stands for.

    A range stands for its low end; a count with an upper end alone ("up to 20") for one death, as
    that is all it says for sure.
    """
    mention = casualties.mention or ""
    if not _DIGIT.search(mention):
        for pattern in (_SOME_UNITS, _PLURAL):
            found = pattern.search(mention)
            if found:
                word = found.group(1).casefold()
                return _UNITS[word if word.endswith("s") else f"{word}s"]
        if _UNKNOWN.search(mention):
            return UNKNOWN_PLURAL
    if casualties.low is not None:
        return max(casualties.low, 0)
    if casualties.high is not None:
        return min(max(casualties.high, 0), 1)
    return UNKNOWN_PLURAL


def reported_deaths(claims: Iterable[Claim]) -> int:
    """The deaths of an incident: the lowest figure for each side, added up.

    A figure for no side in particular is a total when sides are told as well; the larger of the two
    is then used, since each is the lowest that anybody gives. Parts of a total are left out unless
    nothing else is told.
    """
    told: dict[str, list[int]] = defaultdict(list)
    parts: list[int] = []
    for claim in claims:
        if claim.polarity == "negative":
            continue
        for one in claim.casualties:
            if one.outcome != "killed":
                continue
            if one.part_of_total:
                parts.append(deaths_of(one))
            else:
                told[one.side or ""].append(deaths_of(one))
    if not told:
        return max(parts, default=0)
    lowest = {side: min(figures) for side, figures in told.items()}
    return max(lowest.pop("", 0), sum(lowest.values()))
