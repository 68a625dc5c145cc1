"""How many of what: the numbers that a report counts things and people with.

``find_quantities`` finds number expressions in words and digits with what stands around them ("at
least 22", "three to five", "some 130,000", "an unknown number of") and the noun they count. Numbers
that count nothing (dates, ages, calibres, names of units, distances) are left out or typed.
Vague words have the values of the contract's table (``lexicon/quantities.toml``).
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import counted_noun, is_person, noun_phrase
from sayso.reading.number import Number, NumberKind
from sayso.reading.number_lexicon import number_words
from sayso.reading.number_names import MONEY_BEFORE, TELEPHONE, is_name
from sayso.reading.number_parts import with_parts
from sayso.reading.number_words import NUMBER, SCALES, TENS, UNITS, number_value
from sayso.reading.time_words import alternatives
from sayso.reading.times import TimeMention, find_times

__all__ = ["Number", "NumberKind", "find_quantities", "indefinite_count"]

_LEX = number_words()

_VAGUE_PLURAL = r"(?:hundreds|tens)\sof\sthousands|tens\sof\smillions|(?:many\s)?(?:dozens|scores|tens|hundreds|thousands|millions)\b(?=\s(?:of|more|dead|killed|wounded|injured|were|have|had|are|who|missing|displaced|detained|arrested|in|at|on|from|fled|died|others)\b|[\s]*[.,;:!?)—–\"”’-]|\s*$|\s\w+)"

_VAGUE_FACTOR = r"(?P<factor>several|(?:a\s)?few|(?:a\s)?couple(?:\sof)?|many)\s(?P<unit>dozen|hundred|thousand|million)\b"

_VAGUE_SMALL = r"several|(?:a|the|very)\sfew|few|(?:a|the)\scouple(?=\sof|\smore|\s\w+s\b)|a\shandful|multiple|various(?=\s\w+s\b)|a\spair(?=\sof)"

_ZERO = r"nobody\b|no[\s-]one\b|no(?=\s(?:\w+\s){0,3}?(?:\w+s|people|men|women|children|police|personnel|staff|casualty|loss|death|injury|victim|person|civilian|soldier)\b)(?!\s(?:longer|more\sthan|fewer|less|matter|signs?|doubt|way|terms|words|plans?|means|circumstances|is|was)\b)|none\b|zero\b"

_CORE = re.compile(
    rf"(?P<unknown>{_LEX.unknown_pattern.pattern})|(?P<vfactor>{_VAGUE_FACTOR})|(?P<vplural>{_VAGUE_PLURAL})|"
    rf"(?P<range>(?P<a>{NUMBER})\s?(?:\bto|\bor|(?<=\d)[-–—](?=\s?\d))\s?(?P<b>{NUMBER}))(?![\w%]|[-–/.,:]\d)|"
    rf"(?P<number>{NUMBER})(?!\w)|(?P<vsmall>(?:{_VAGUE_SMALL})\b)|(?P<zero>{_ZERO})",
    re.IGNORECASE,
)

_BETWEEN = re.compile(
    rf"(?:between|from)\s(?P<a>{NUMBER})\s?(?:and|to)\s(?P<b>{NUMBER})(?!\w)", re.IGNORECASE
)

_WORD = re.compile(r"[A-Za-z~]+|\d[\d.,\u00a0\u202f]*")

_STARTERS = frozenset(
    {*UNITS, *TENS, *SCALES, "a", "an", "half", "dozens", "scores", "tens", "hundreds", "thousands", "millions", "several",
     "few", "many", "couple", "the", "very", "multiple", "various", "none", "no", "nobody", "zero", "between", "from",
     "countless", "innumerable", "numerous", "dozen", "score", "unknown", "unspecified", "undisclosed", "unconfirmed",
     "large", "small", "significant", "untold", "great", "growing", "huge"}
)  # fmt: skip

_BEFORE = {
    name: re.compile(rf"(?:^|(?<=[\s(\[\"“‘'—–-]))(?:{alternatives(words)})\s?$", re.IGNORECASE)
    for name, words in (
        ("at_least", _LEX.modifiers.at_least), ("at_most", _LEX.modifiers.at_most),
        ("about", _LEX.modifiers.about), ("nearly", _LEX.modifiers.nearly), ("exact", _LEX.modifiers.exact),
    )
}  # fmt: skip

_AFTER = {
    name: re.compile(rf"\s?(?:{alternatives(words)})\b", re.IGNORECASE)
    for name, words in (
        ("at_least", _LEX.after.at_least),
        ("at_most", _LEX.after.at_most),
        ("about", _LEX.after.about),
    )
}

_STRONG = re.compile(r"[-‐‑]strong\b", re.IGNORECASE)

_HYPHENATED = re.compile(r"^[-‐‑](?P<word>[a-z]+)", re.IGNORECASE)

_RATIO_IN = re.compile(rf"\s(?:in|out\sof)\s(?:every\s)?(?:{NUMBER})\b", re.IGNORECASE)

_FRACTION = re.compile(r"^[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b", re.IGNORECASE)


def find_quantities(doc: Doc, times: Sequence[TimeMention] | None = None) -> tuple[Number, ...]:
    """The numbers that a text counts with, in its order.

    :param times: the times of the same text, whose numbers are no counts; found when not given
    """
    text = doc.text
    spans = [(time.start, time.end) for time in (find_times(doc, None) if times is None else times)]
    spans += [match.span() for match in TELEPHONE.finditer(text)]
    taken = deque(sorted(spans))
    starts = [token.idx for token in doc]
    found: list[Number] = []
    consumed = 0
    for word in _WORD.finditer(text):
        at = word.start()
        first = word.group().casefold()
        if at < consumed or not (first[0].isdigit() or first in _STARTERS):
            continue
        match = _BETWEEN.match(text, at) or _CORE.match(text, at)
        while taken and taken[0][1] <= at:
            taken.popleft()
        if match is None or (taken and taken[0][0] < match.end()):
            continue
        number = _number(doc, text, starts, match, consumed)
        if number is not None:
            found.append(number)
            consumed = number.end
        elif ratio := _RATIO_IN.match(text, match.end()):
            consumed = ratio.end()
        elif first[0].isdigit():
            consumed = match.end()
    return with_parts(doc, found)


def _number(
    doc: Doc, text: str, starts: list[int], match: re.Match[str], floor: int
) -> Number | None:
    start, end = match.start(), match.start() + len(match.group().rstrip(" -"))
    bounds = _bounds(match)
    if bounds is None or is_name(text, doc, starts, start, end):
        return None
    low, high, vague, unknown = bounds
    after = text[end : end + 40]
    if _RATIO_IN.match(after) or _FRACTION.match(after):
        return None
    number_token = bisect_right(starts, end - 1) - 1
    begin_token = max(0, bisect_right(starts, start) - 1)
    core_start = start
    if not unknown:
        low, high, vague, start, end = _modified(
            doc, text, starts, start, end, low, high, vague, floor
        )
    strong = _STRONG.match(text, end)
    end = strong.end() if strong else end
    last_token = bisect_right(starts, end - 1) - 1
    head = counted_noun(doc, begin_token, last_token)
    kind = _kind(text, doc, core_start, end, number_token, head)
    counts = head is not None and kind in ("people", "things")
    return Number(
        start=start, end=end, text=text[start:end], low=low, high=high, vague=vague, unknown=unknown,
        token_head=head.i if head is not None else number_token,
        of_text=noun_phrase(doc, head, last_token) if head is not None and counts else None,
        kind=kind,
    )  # fmt: skip


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None, bool, bool] | None:
    """Low, high, whether vague, whether unknown."""
    groups = match.groupdict()
    if groups.get("unknown"):
        return None, None, True, True
    if groups.get("zero"):
        return 0, 0, False, False
    if groups.get("vfactor"):
        base = _LEX.vague[
            next(
                w for w in ("several", "few", "couple", "many") if w in groups["factor"].casefold()
            ).replace("many", "several")
        ]
        scale = number_value("a " + groups["unit"]) or 1
        return base[0] * scale, base[1] * scale, True, False
    if groups.get("vplural"):
        words = " ".join(groups["vplural"].casefold().split()).removeprefix("many ")
        entry = _LEX.vague.get(words)
        return (*entry, True, False) if entry else (None, None, True, True)
    if groups.get("vsmall"):
        words = groups["vsmall"].casefold()
        entry = next(value for key, value in _LEX.vague.items() if key in words)
        return (*entry, entry[0] != entry[1], False)
    if groups.get("a"):
        return _range_bounds(groups["a"], groups["b"])
    value = number_value(match.group())
    return (value, value, False, False) if value is not None else None


_SCALE_WORD = re.compile(rf"\b(?:{'|'.join(SCALES)})\b", re.IGNORECASE)
_SCALE_LAST = re.compile(rf"\b(?:{'|'.join(SCALES)})\W*$", re.IGNORECASE)


def _range_bounds(first: str, second: str) -> tuple[int, int, bool, bool] | None:
    """The ends of a range; a scale said once holds for both ("three to five million")."""
    low, high = number_value(first), number_value(second)
    scale = _SCALE_LAST.search(second)
    if scale and not _SCALE_WORD.search(first) and high is not None:
        scaled = number_value(f"{first} {scale.group()}")
        low = scaled if scaled is not None and scaled < high else low
    if low is None or high is None or low > high:
        return None
    return low, high, False, False


_DETERMINERS = frozenset(
    {
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "these",
        "those",
        "both",
        "other",
        "the other",
        "the first",
        "all",
    }
)


def _modified(
    doc: Doc,
    text: str,
    starts: list[int],
    start: int,
    end: int,
    low: int | None,
    high: int | None,
    vague: bool,
    floor: int,
) -> tuple[int | None, int | None, bool, int, int]:
    """The bounds after the words before and behind the number have had their say."""
    for _ in range(3):
        slice_start = max(floor, start - 28)
        before = text[slice_start:start]
        name, found = next(
            ((n, m) for n, p in _BEFORE.items() if (m := p.search(before))), ("", None)
        )
        if found is None:
            break
        if name == "exact" and found.group().strip().casefold() in _DETERMINERS:
            break
        if doc[bisect_right(starts, slice_start + found.start()) - 1].dep_ == "prt":
            break
        start = slice_start + found.start()
        low, high, vague = _apply(name, low, high, vague)
    for name, pattern in _AFTER.items():
        if after := pattern.match(text, end):
            end = after.end()
            low, high, vague = _apply(name, low, high, vague)
            break
    return low, high, vague, start, end


def _apply(
    name: str, low: int | None, high: int | None, vague: bool
) -> tuple[int | None, int | None, bool]:
    if name == "at_least":
        return low, None, True
    if name == "at_most":
        return None, high, True
    if name == "about" and low is not None and high is not None and not vague:
        if low != high:
            return low, high, True
        return (9 * low) // 10, -((-11 * high) // 10), True
    if name == "nearly" and low is not None:
        return (9 * low) // 10, high, True
    return low, high, vague


_INVARIANT = frozenset(
    {"aircraft", "sheep", "cattle", "livestock", "head", "fish", "rounds", "percent", "series", "species",
     "hovercraft", "spacecraft", "watercraft", "craft", "deer", "offspring", "dozen", "hundred", "thousand", "million", "billion"}
)  # fmt: skip

_BARE_REACH = 4


def _kind(
    text: str, doc: Doc, start: int, end: int, number_token: int, head: Token | None
) -> NumberKind:
    if MONEY_BEFORE.search(text[max(0, start - 5) : start]):
        return "money"
    following = doc[number_token + 1] if number_token + 1 < len(doc) else None
    hyphen = None if text[:end].endswith("strong") else _HYPHENATED.match(text[end : end + 20])
    unit = (
        hyphen["word"] if hyphen else (following.lower_ if following is not None else "")
    ).casefold()
    lemma = following.lemma_.casefold() if following is not None and not hyphen else unit
    measures = _LEX.measures
    if (
        text[end : end + 1] == "%"
        or unit in measures.percent
        or (unit == "per" and text[end : end + 10].casefold().strip().startswith("per cent"))
    ):
        return "percent"
    if hyphen:
        return "other"
    if unit in measures.money or lemma in measures.money:
        return "money"
    if unit in measures.other or lemma in measures.other:
        return "other"
    if head is None:
        return "people" if _said_of_people(doc, number_token) else "things"
    if head.lemma_.casefold() in measures.money:
        return "money"
    if head.lemma_.casefold() in measures.other:
        return "other"
    if is_person(head):
        return "people"
    return "other" if _no_plural(text[start:end], head) else "things"


def _no_plural(number: str, head: Token) -> bool:
    """Whether figures stand before a singular noun: then they are part of a name."""
    return (
        head.tag_ == "NN" and not number.endswith("strong") and number[0].isdigit() and number != "1" and head.lower_ not in _INVARIANT
        and not head.lower_.endswith("s")
    )  # fmt: skip


def _said_of_people(doc: Doc, number: int) -> bool:
    """Whether a number without a noun stands beside a verb or word of loss."""
    for i in (
        *range(number + 1, min(number + 1 + _BARE_REACH, len(doc))),
        *range(number - 1, max(-1, number - 5), -1),
    ):
        token = doc[i]
        if (token.is_sent_start and i > number) or token.text in (";", "."):
            continue
        if token.lower_ in _LEX.adjectives or (
            token.pos_ == "VERB" and token.lemma_.lower() in _LEX.verbs
        ):
            return True
        if (
            token.lower_ == "of"
            and i == number + 1
            and i + 1 < len(doc)
            and doc[i + 1].lower_ in ("whom", "them")
        ):
            return True
    return False


def indefinite_count(token: Token) -> Number | None:
    """One person, for a singular noun with "a", "an" or "another" and no number of its own."""
    if token.tag_ not in ("NN", "NNP") or not is_person(token):
        return None
    article = next(
        (
            child
            for child in token.children
            if child.dep_ == "det" and child.lower_ in ("a", "an", "another")
        ),
        None,
    )
    if article is None:
        return None
    phrase = token.doc[article.i : token.i + 1]
    return Number(
        start=article.idx, end=article.idx + len(article), text=article.text, low=1, high=1,
        token_head=token.i, of_text=phrase[1:].text, kind="people",
    )  # fmt: skip
