"""The words of a report as the place finder sees them: with offsets, split at hyphens."""

import re

import msgspec

from sayso.places.wording import wording

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]\.[A-Z][a-z]\.|[^\W_]+(?:['’ʻʼ`][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;…»”\"]\s*$|\n\s*\n\s*$|^\s*$|[•*–—-]\s+$")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_ABBREVIATED = frozenset(("St", "Ste", "Mt", "Ft"))
_SUFFIX_LOOKBACK = 12


class Token(msgspec.Struct, frozen=True):
    """A word. ``glue`` is what stands between it and the next word."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    initial: bool
    possessive: bool
    glue: str


def tokenise(text: str) -> list[Token]:
    """The words of a text. A possessive "'s" is left off the word it ends."""
    abbreviated = wording().abbreviations
    found: list[tuple[int, int, bool]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if text[end : end + 1] == "." and f"{word}." in abbreviated:
            end, word = end + 1, f"{word}."
        possessive = word.endswith(_POSSESSIVE) and len(word) > 2
        found.append((start, end - 2 if possessive else end, possessive))
    tokens: list[Token] = []
    for at, (start, end, possessive) in enumerate(found):
        word = text[start:end]
        following = found[at + 1][0] if at + 1 < len(found) else len(text)
        glue_from = end + 2 if possessive else end
        glue = text[glue_from:following] if following - glue_from < 8 else "\n\n"
        before = text[max(0, start - _SUFFIX_LOOKBACK) : start]
        tokens.append(
            Token(
                start=start,
                end=end,
                text=word,
                lower=word.lower(),
                capital=word[0].isupper() or word[0] in "ʻʼ",
                initial=start == 0 or bool(_SENTENCE_END.search(before)),
                possessive=possessive,
                glue=glue,
            )
        )
    return tokens


def joins(token: Token) -> bool:
    """Whether a name may run on from this word into the next."""
    if token.possessive:
        return False
    glue = token.glue
    if glue in (" ", "-", "\u00a0", "\n", "  ", "‑", " \n", "'", "’"):
        return True
    return glue == ". " and token.text in _ABBREVIATED
