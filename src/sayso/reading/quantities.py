"""How many of what: the numbers that a report counts things and people with.

``find_quantities`` finds number expressions in words and digits with what stands around them ("at
least 22", "three to five", "some 130,000", "an unknown number of") and the noun they count. Numbers
that count nothing (dates, ages, calibres, names of units, distances) are left out or typed.
Vague words have the values of the contract's table (``lexicon/quantities.toml``).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

import msgspec
from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import counted_noun, is_person, noun_phrase
from sayso.reading.number_lexicon import number_words
from sayso.reading.number_words import NUMBER, SCALES, TENS, UNITS, number_value
from sayso.reading.time_words import alternatives
from sayso.reading.times import TimeMention, find_times

NumberKind = Literal["people", "things", "money", "percent", "ordinal", "other"]


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number expression with its modifier, what it may stand for and what it counts.

    ``low``/``high`` are null where the text sets no bound; ``token_head`` is the index of the
    counted noun's token (the number's own token where no noun follows); ``part_of_total`` is the
    index, in the same tuple, of the number that contains this one.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    vague: bool = False
    unknown: bool = False
    token_head: int
    of_text: str | None = None
    kind: NumberKind = "things"
    part_of_total: int | None = None


_LEX = number_words()
_VAGUE_PLURAL = r"(?:hundreds|tens)\sof\sthousands|tens\sof\smillions|(?:many\s)?(?:dozens|scores|tens|hundreds|thousands|millions)\b(?=\s(?:of|more|dead|killed|wounded|injured|were|have|had|are|who|missing|displaced|detained|arrested|in|at|on|from|fled|died|others)\b|[\s]*[.,;:!?)—–-]|\s*$|\s\w+)"
_VAGUE_FACTOR = r"(?P<factor>several|(?:a\s)?few|(?:a\s)?couple(?:\sof)?|many)\s(?P<unit>dozen|hundred|thousand|million)\b"
_VAGUE_SMALL = r"several|(?:a|the|very)\sfew|few|(?:a|the)\scouple(?=\sof|\smore|\s\w+s\b)|a\shandful|multiple|various(?=\s\w+s\b)|a\spair(?=\sof)"
_ZERO = r"nobody\b|no[\s-]one\b|no(?=\s(?:\w+\s){0,3}?(?:\w+s|people|men|women|children|police|personnel|staff|casualty|loss|death|injury|victim|person|civilian|soldier)\b)(?!\s(?:longer|more\sthan|fewer|less|matter|signs?|doubt|way|terms|words|plans?|means|circumstances|is|was)\b)|none\b|zero\b"
_CORE = re.compile(
    rf"(?P<unknown>{_LEX.unknown_pattern.pattern})|(?P<vfactor>{_VAGUE_FACTOR})|(?P<vplural>{_VAGUE_PLURAL})|"
    rf"(?P<range>(?P<a>{NUMBER})\s?(?:-|–|—|to|or)\s?(?P<b>{NUMBER}))(?![\w%]|[-–/.,:]\d)|"
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
_GLUED_BEFORE = re.compile(r"[\w.,:/№§@+#°-]$|[$€£¥₦₴₽]\s?$")
_GLUED_AFTER = re.compile(r"^(?:[/:]\d|/\s|/$|\.\d|-(?=\d)|['’]s\b|st\b|nd\b|rd\b|th\b|°)")
_HYPHENATED = re.compile(r"^[-‐‑](?P<word>[a-z]+)", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:^|\n)[ \t]*\(?$")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₦₴₽]|\b(?:USD|EUR|GBP|US\$|CFA|Rs\.?))\s?$")
_RATIO_IN = re.compile(rf"^\s(?:in|out\sof)\s(?:every\s)?(?:{NUMBER})\b", re.IGNORECASE)
_FRACTION = re.compile(r"^[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"^,?[\s-](?:years?[\s-]old|months?[\s-]old|years?\sof\sage)\b|^,\s(?:was|who|died|of|from|and)\b"
)
_NAME_AGE = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+,\s$")
_AGED = re.compile(
    r"\b(?:aged?|ages|age\sof|children\sof|boys\sof|girls\sof|over\sthe\sage\sof|turned|between\sthe\sages\sof)\s(?:\w+\sand\s|just\s|only\s)?$",
    re.IGNORECASE,
)


def find_quantities(doc: Doc, times: Sequence[TimeMention] | None = None) -> tuple[Number, ...]:
    """The numbers that a text counts with, in its order.

    :param times: the times of the same text, whose numbers are no counts; found when not given
    """
    text = doc.text
    spans = [(time.start, time.end) for time in (find_times(doc, None) if times is None else times)]
    starts = [token.idx for token in doc]
    found: list[Number] = []
    consumed = 0
    for word in _WORD.finditer(text):
        at = word.start()
        first = word.group().casefold()
        if at < consumed or not (first[0].isdigit() or first in _STARTERS):
            continue
        match = _BETWEEN.match(text, at) or _CORE.match(text, at)
        if match is None or any(
            left < match.end() and match.start() < right for left, right in spans
        ):
            continue
        number = _number(doc, text, starts, match)
        if number is not None:
            found.append(number)
            consumed = number.end
        elif first[0].isdigit():
            consumed = match.end()
    return _with_parts(doc, found)


def _number(doc: Doc, text: str, starts: list[int], match: re.Match[str]) -> Number | None:
    start, end = match.start(), match.start() + len(match.group().rstrip(" -"))
    bounds = _bounds(match)
    if bounds is None or _is_name(text, doc, starts, start, end):
        return None
    low, high, vague, unknown = bounds
    after = text[end : end + 40]
    if _RATIO_IN.match(after) or _FRACTION.match(after):
        return None
    number_token = bisect_right(starts, end - 1) - 1
    begin_token = max(0, bisect_right(starts, start) - 1)
    core_start = start
    if not unknown:
        low, high, vague, start, end = _modified(doc, text, starts, start, end, low, high, vague)
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
        a, b = groups["a"], groups["b"]
        high = number_value(b)
        low = number_value(a)
        scale = re.search(rf"\b(?:{'|'.join(SCALES)})\b", b, re.IGNORECASE)
        if scale and not re.search(rf"\b(?:{'|'.join(SCALES)})\b", a, re.IGNORECASE):
            low = number_value(f"{a} {scale.group()}")
        if low is None or high is None:
            return None
        return (low, high, False, False) if low <= high else None
    value = number_value(match.group())
    return (value, value, False, False) if value is not None else None


def _modified(
    doc: Doc,
    text: str,
    starts: list[int],
    start: int,
    end: int,
    low: int | None,
    high: int | None,
    vague: bool,
) -> tuple[int | None, int | None, bool, int, int]:
    """The bounds after the words before and behind the number have had their say."""
    for _ in range(3):
        slice_start = max(0, start - 28)
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


def _apply(
    name: str, low: int | None, high: int | None, vague: bool
) -> tuple[int | None, int | None, bool]:
    if name == "at_least":
        return low, None, True
    if name == "at_most":
        return None, high, True
    if name == "about" and low is not None and high is not None and not vague:
        return (9 * low) // 10, -((-11 * high) // 10), True
    if name == "nearly" and low is not None:
        return (9 * low) // 10, high, True
    return low, high, vague


def _is_name(text: str, doc: Doc, starts: list[int], start: int, end: int) -> bool:
    """Whether the figures belong to a name, a list mark, a clock time, a telephone number."""
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    if not text[start].isdigit():
        word = text[start:end].casefold()
        return word in ("one", "the one") and _pronoun_one(text, start, end)
    if _MONEY_BEFORE.search(before):
        return False
    if _GLUED_BEFORE.search(before) and not re.search(r"\s[-–—]$|\d-$", before):
        return True
    if _GLUED_AFTER.match(after) or (_LIST_MARK.search(before) and re.match(r"[.)/]", after)):
        return True
    if _AGED.search(before) or (
        _AGE_AFTER.match(after) and (_NAME_AGE.search(before) or "old" in after[:12])
    ):
        return True
    if _NAME_AGE.search(before) and re.match(r",|\.\s", after) and len(text[start:end]) <= 2:
        return True
    token = doc[max(0, bisect_right(starts, start) - 1)]
    previous = doc[token.i - 1] if token.i else None
    if previous is None or (
        previous.whitespace_ == "" and previous.text not in ("(", "“", '"', "[")
    ):
        return False
    if (
        previous.lower_ in _LEX.designator_words
        or previous.lower_.rstrip(".") in _LEX.designator_words
    ):
        return not _counts_plural(doc, token) or previous.text[:1].isupper()
    return (
        previous.pos_ == "PROPN"
        and token.head.i < token.i
        and token.dep_ in ("nummod", "appos", "npadvmod")
        and not _counts_plural(doc, token)
    )


def _counts_plural(doc: Doc, token: Token) -> bool:
    return any(
        doc[i].tag_ in ("NNS", "NNPS")
        or doc[i].lower_ in ("people", "dead", "killed", "wounded", "injured", "hurt", "missing")
        for i in range(token.i + 1, min(token.i + 4, len(doc)))
    )


_ONE_NO_COUNT = re.compile(
    r"^\s(?:another|day|time|can|could|must|should|side|thing|reason|way|point|or\smore|after\sanother|by\sone|and\sonly|such)\b|^[-’']|^\sof\sthe\s(?:most|\w+est)\b",
    re.IGNORECASE,
)
_NO_ONE = re.compile(
    r"\b(?:no|any|every|some|this|that|which|the|each|only|another|first|last|next)\s$",
    re.IGNORECASE,
)


def _pronoun_one(text: str, start: int, end: int) -> bool:
    return bool(
        _ONE_NO_COUNT.match(text[end : end + 16])
        or _NO_ONE.search(text[max(0, start - 10) : start])
    )


def _kind(
    text: str, doc: Doc, start: int, end: int, number_token: int, head: Token | None
) -> NumberKind:
    if _MONEY_BEFORE.search(text[max(0, start - 5) : start]):
        return "money"
    following = doc[number_token + 1] if number_token + 1 < len(doc) else None
    hyphen = _HYPHENATED.match(text[end : end + 20])
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


_INVARIANT = frozenset(
    {"aircraft", "sheep", "cattle", "livestock", "head", "fish", "rounds", "percent", "series", "species",
     "hovercraft", "spacecraft", "watercraft", "craft", "deer", "offspring", "dozen", "hundred", "thousand", "million", "billion"}
)  # fmt: skip


def _no_plural(number: str, head: Token) -> bool:
    """Whether figures stand before a singular noun: then they are part of a name."""
    return (
        head.tag_ == "NN" and number[0].isdigit() and number != "1" and head.lower_ not in _INVARIANT
        and not head.lower_.endswith("s")
    )  # fmt: skip


_BARE_REACH = 4


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


_PART_LEAD = re.compile(
    rf"(?:\b(?:{alternatives(tuple(_LEX.part.including))})\b|\bamong\s(?:the|them)\b[^.;]{{0,20}})[\s:,]*(?:\w+\s)?$",
    re.IGNORECASE,
)
_PART_TAIL = re.compile(
    r"^\s(?:\w+\s)?of\s(?:them|those|these|whom|which|the\s(?:dead|killed|wounded|injured|victims|casualties|missing|detained|detainees|bodies|total))\b",
    re.IGNORECASE,
)


_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z])|\n\s*\n")
_DEATH = re.compile(
    r"\b(?:dead|kill|killed|killing|die|died|dying|deaths?|toll|bodies|fatalities)\b", re.IGNORECASE
)
_AROUND = 36


def _with_parts(doc: Doc, numbers: list[Number]) -> tuple[Number, ...]:
    """The numbers with those marked that are contained in another ("14 dead, six of them …")."""
    text, marked = doc.text, list(numbers)
    for index, number in enumerate(numbers):
        if number.kind not in ("people", "things") or number.low == 0:
            continue
        lead, tail = (
            text[max(0, number.start - 40) : number.start],
            text[number.end : number.end + 40],
        )
        if _PART_LEAD.search(lead) or _PART_TAIL.match(tail):
            wholes = [at for at in range(index) if _may_contain(text, marked[at], number)]
            deadly = [at for at in wholes if _near_death(text, marked[at])]
            wholes = deadly if deadly and _near_death(text, number) else wholes
            if wholes:
                whole = marked[wholes[-1]].part_of_total
                apart = len(text[marked[wholes[-1]].end : number.start]) > _AROUND
                chosen = wholes[-1] if whole is None or apart else whole
                marked[index] = msgspec.structs.replace(number, part_of_total=chosen)
    return tuple(marked)


def _may_contain(text: str, whole: Number, part: Number) -> bool:
    if whole.kind not in ("people", "things") or whole.low == 0 or whole.end > part.start:
        return False
    if len(_SENTENCE_END.findall(text[whole.end : part.start])) > 1:
        return False
    return whole.high is None or part.low is None or part.low <= whole.high


def _near_death(text: str, number: Number) -> bool:
    return bool(_DEATH.search(text[max(0, number.start - _AROUND) : number.end + _AROUND]))


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
