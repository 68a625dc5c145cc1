"""What a person types to look for words, made safe for any full-text engine.

``taliban kabul``      both words
``"pul-e hisar"``      these words beside each other
``taliban OR tajik``   either
``-kabul``             not this word
``bomb*``              words that begin so

Everything else (brackets, colons, operators of an engine) is punctuation and means nothing.
"""

import re
import unicodedata

import msgspec

from sayso.model import InputError

_TOKEN = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_PUNCTUATION = re.compile(r"[^\w]+|_+")


class Term(msgspec.Struct, frozen=True):
    """Words that must stand beside each other; the last may be a beginning only."""

    words: tuple[str, ...]
    prefix: bool = False


class Words(msgspec.Struct, frozen=True):
    """All groups must match, each by any of its terms; no excluded term may."""

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()


def _term(text: str, *, prefix: bool) -> Term | None:
    spaced = _PUNCTUATION.sub(" ", unicodedata.normalize("NFC", text))
    words = tuple(spaced.split())
    return Term(words, prefix) if words else None


def parse_words(typed: str) -> Words:
    """The query in what was typed.

    :raises InputError: when nothing in it can be looked for
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joining = False
    for match in _TOKEN.finditer(typed.replace("\x00", " ")):
        word = match["word"]
        if word == "OR" and not match["no"]:
            joining = bool(groups)
            continue
        if word is None:
            term = _term(match["phrase"], prefix=False)
        else:
            term = _term(word, prefix=word.endswith("*"))
        if term is None:
            continue
        if match["no"]:
            excluded.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = False
    if not groups:
        raise InputError(
            f"nothing to look for in {typed!r}",
            remedy="give at least one word that is not excluded with a minus",
        )
    return Words(tuple(tuple(group) for group in groups), tuple(excluded))
