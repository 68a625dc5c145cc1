"""What of a spelling matters: the tokens of a text, folded, with their offsets.

Two spellings of one name give the same folded tokens when they differ in case, accents, kind of
apostrophe or hyphen, Arabic letter variants, the dots of an acronym or the article "the", or in one
of the spellings that ``spellings.toml`` holds for one: Muhammad and Mohammed, Zelenskyy and Zelensky.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import msgspec

from sayso.model.knowledge import read_knowledge

# Combining marks are no letters to ``\w``, but they stand inside words of Arabic, Hebrew and the
# scripts of South and South-East Asia; the zero-width non-joiner stands inside Persian ones.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd"
    "\u1000-\u1049\u104c-\u109f\u17b4-\u17d3\u200c\u200d\u00ad"
)
_APOSTROPHES = "'’‘ʼʻʾʿ`´′＇"
_WORD = rf"[\w{_MARKS}]+"
_TOKEN = re.compile(
    rf"(?<!\w)[A-Z](?:\.[A-Z])+\b\.?|{_WORD}(?:[{_APOSTROPHES}](?={_WORD}){_WORD})*", re.UNICODE
)
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}][sS]$")
_SOFT_GAP = re.compile(r"[ \t\u00a0\u2009\u202f]{0,4}(?:\r?\n[ \t]{0,8})?")
_HYPHEN_GAP = re.compile(r"[ \t]?[-‐‑‒–−/]\s?")

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a",
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ـ": None,
        "\u200c": None, "\u200d": None, "\u00ad": None, "ё": "е", "ґ": "г",
    }
)  # fmt: skip

POSSESSIVE = "'s"
"""The folded form of a possessive ending, which is a token of its own."""

SPACE, HYPHEN, BREAK = 0, 1, 2
"""What stands between a token and the next: space, hyphen or slash, or anything that parts names."""


class Token(NamedTuple):
    """A word: its folded form, half-open offsets, the gap after it, and whether "the" stood before."""

    form: str
    start: int
    end: int
    gap: int
    the: bool


class _Spellings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    english: dict[str, tuple[str, ...]]
    arabic: dict[str, tuple[str, ...]]
    slavic: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]


class _Standard(NamedTuple):
    """Spellings of one word, and of one ending, to the one they are read as."""

    words: dict[str, str]
    endings: dict[str, str]


_SHORTEST_ENDED = 6


@cache
def _standard() -> _Standard:
    raw = read_knowledge("sayso.actors", "spellings.toml", _Spellings)
    words = {
        other: word
        for group in (raw.english, raw.arabic, raw.slavic)
        for word, others in group.items()
        for other in others
    }
    endings = {other: end for end, others in raw.endings.items() for other in others}
    return _Standard(words, endings)


_folded: dict[str, str] = {}
_FOLDED_MOST = 200_000


def fold(word: str) -> str:
    """A word in the form that names are compared in: one form for all its usual spellings."""
    known = _folded.get(word)
    if known is not None:
        return known
    form = _standard_spelling(_bare(word))
    if len(_folded) >= _FOLDED_MOST:
        _folded.clear()
    _folded[word] = form
    return form


def _bare(word: str) -> str:
    """A word without case, accents, apostrophes and dots, and with one letter for its variants."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "").replace(".", "")
    form = _APOSTROPHE.sub("", word)
    form = unicodedata.normalize("NFKD", form).casefold().translate(_LETTERS)
    if max(form, default="") < "\u0900":
        form = "".join(c for c in form if not unicodedata.combining(c))
    return form.replace(".", "")


def _standard_spelling(form: str) -> str:
    words, endings = _standard()
    known = words.get(form)
    if known is not None or len(form) < _SHORTEST_ENDED:
        return form if known is None else known
    for length in (4, 3):
        end = endings.get(form[-length:])
        if end is not None:
            return form[:-length] + end
    return form


def tokens(text: str) -> list[Token]:
    """The words of a text with exact offsets; "the" is left out and marked on the word after it."""
    found: list[Token] = []
    the = False
    matches = list(_TOKEN.finditer(text))
    for at, match in enumerate(matches):
        start, end = match.span()
        word = match.group()
        gap = BREAK
        if at + 1 < len(matches):
            between = text[end : matches[at + 1].start()]
            if between == " ":
                gap = SPACE
            elif between in ("-", "/") or _HYPHEN_GAP.fullmatch(between):
                gap = HYPHEN
            elif _SOFT_GAP.fullmatch(between) or (between == ". " and end - start == 1):
                gap = SPACE
        if word in ("the", "The", "THE"):
            the = gap == SPACE
            continue
        if _POSSESSIVE.search(word):
            if end - start > 2:
                found.append(Token(fold(word[:-2]), start, end - 2, SPACE, the))
            found.append(Token(POSSESSIVE, end - 2, end, gap, False))
        else:
            form = fold(word)
            if form:
                found.append(Token(form, start, end, gap, the))
        the = False
    return found


_THE = ("the", "The", "THE")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def key(name: str) -> str:
    """The folded tokens of a name, joined: what a registry of names is searched by."""
    if _PLAIN.fullmatch(name):
        # most names: the same, without looking at each letter
        words = name.replace("-", " ").split(" ")
        return " ".join([_folded.get(word) or fold(word) for word in words if word not in _THE])
    return " ".join(token.form for token in tokens(name))


def as_spelt(name: str) -> str:
    """The same, but each word in its own spelling: what spelling distance is measured on."""
    return " ".join(_bare(name[part.start : part.end]) for part in tokens(name))


def slug(name: str) -> str:
    """A name as an identifier: folded ASCII words joined by hyphens."""
    ascii_only = unicodedata.normalize("NFKD", _bare(name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "unnamed"
