"""Whether figures in a text are part of a name, an age, a mark or a telephone number, and no count."""

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from sayso.reading.number_lexicon import number_words

_LEX = number_words()

TELEPHONE = re.compile(r"(?<!\w)(?:\+|00?)\d[\d ()-]{6,}\d")

_GLUED_BEFORE = re.compile(r"[\w.,:/№§@+#°-]$|[$€£¥₦₴₽]\s?$")

_GLUED_AFTER = re.compile(r"^(?:[/:]\d|/\s|/$|\.\d|-(?=\d)|['’]s\b|st\b|nd\b|rd\b|th\b|°)")

_LIST_MARK = re.compile(r"(?:^|\n)[ \t]*\(?$")

MONEY_BEFORE = re.compile(r"(?:[$€£¥₦₴₽]|\b(?:USD|EUR|GBP|US\$|CFA|Rs\.?))\s?$")

_AGE_AFTER = re.compile(
    r"^,?[\s-](?:years?[\s-]old|months?[\s-]old|years?\sof\sage)\b|^,\s(?:was|who|died|of|from|and)\b"
)

_NAME_AGE = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+,\s$")

_AGED = re.compile(
    r"\b(?:aged?|ages|age\sof|children\sof|boys\sof|girls\sof|(?:a|the|another|one)\s(?:boy|girl|man|woman|child|lad|toddler)\sof|over\sthe\sage\sof|turned|between\sthe\sages\sof)\s(?:\w+\sand\s|just\s|only\s)?$",
    re.IGNORECASE,
)


def is_name(text: str, doc: Doc, starts: list[int], start: int, end: int) -> bool:
    """Whether the figures belong to a name, a list mark, a clock time, a telephone number."""
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    if not text[start].isdigit():
        word = text[start:end].casefold()
        if _AGED.search(before) and not after.lstrip()[:1].isalpha():
            return True
        return word in ("one", "the one") and _pronoun_one(text, start, end)
    if MONEY_BEFORE.search(before):
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
    if previous.lemma_ == "number" and previous.pos_ == "VERB":
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
