"""Which words say what kind of thing is named, not which one."""

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from sayso.model.knowledge import read_knowledge


class WordLists(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lists of ``words.toml``, which says what each is for."""

    stop: frozenset[str]
    generic_party: frozenset[str]
    state_party: frozenset[str]
    rebel_party: frozenset[str]
    determiners: frozenset[str]
    others: frozenset[str]
    generic_document: frozenset[str]
    citation_cues: frozenset[str]
    single_offices: frozenset[str]
    first_person: frozenset[str]


@cache
def word_lists() -> WordLists:
    """The lists, read once.

    :raises DataError: when a list is missing, misspelt or holds something else than words
    """
    return read_knowledge("sayso.picture", "words.toml", WordLists, remedy="correct the list named")


_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670'’ʼ‘`]")
"""Accents over Latin, Greek and Cyrillic letters, Hebrew and Arabic points, apostrophes."""

_WORD = re.compile("(?:[^\\W_]|[\u0900-\u109f\u1780-\u17ff])+")
"""Letters and digits, with the vowel signs of South and South-East Asian scripts."""


def split_words(text: str) -> list[str]:
    """The words of a text, without case, accents or punctuation, in order."""
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()))


@lru_cache(maxsize=200_000)
def words_of(text: str) -> tuple[str, ...]:
    """The same for names and sentences, which come again and again."""
    return tuple(split_words(text))


@lru_cache(maxsize=200_000)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning."""
    return frozenset(words_of(text)) - word_lists().stop


@lru_cache(maxsize=200_000)
def people_words(text: str) -> frozenset[str]:
    """The words that say what sort of people are meant, one or many: "two commanders", "a commander"."""
    words = content_words(text) - word_lists().determiners
    return frozenset(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] != "s" else w for w in words)


@lru_cache(maxsize=200_000)
def source_key(name: str) -> str:
    """A source's name without order, case and accents."""
    return " ".join(sorted(content_words(name))) or " ".join(split_words(name)) or name
