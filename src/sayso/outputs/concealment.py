"""Putting a mark in place of names that may not be published, wherever they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+")
_SHORTEST_IN_ADDRESS = 3


class _Name(NamedTuple):
    pattern: re.Pattern[str]
    length: int
    hide: bool


class Concealment:
    """Replaces names by a mark, in running text as well as in fields.

    A name of several words is found whatever its case and spacing; a single word only as it is
    given, with a capital or in capitals, since "rose" is a word and "Rose" may be a name. Where
    names overlap the longer wins, and of two equal ones the one that is kept.

    :param hidden: the names to hide
    :param kept: names that stay
    :param mark: what stands in place of a hidden name
    """

    def __init__(self, hidden: Iterable[str], kept: Iterable[str], mark: str) -> None:
        self._mark = mark
        kept_words, hidden_words = _words(kept), _words(hidden)
        self._hidden = hidden_words - kept_words
        self._in_addresses = {
            squeezed
            for words in self._hidden
            if len(squeezed := "".join(words).casefold()) >= _SHORTEST_IN_ADDRESS
        }
        self._names: dict[str, list[_Name]] = defaultdict(list)
        if self._hidden:
            for words, hide in [(w, True) for w in self._hidden] + [(w, False) for w in kept_words]:
                name = _Name(_pattern(words), sum(map(len, words)), hide)
                self._names[words[0].casefold()].append(name)
        for names in self._names.values():
            names.sort(key=lambda name: (-name.length, name.hide))

    def apply(self, text: str) -> str:
        """The text with every hidden name replaced."""
        if not self._hidden:
            return text
        pieces: list[str] = []
        written = passed = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < passed:
                continue
            for name in self._names.get(token.group().casefold(), ()):
                found = name.pattern.match(text, start)
                if found is None:
                    continue
                passed = found.end()
                if name.hide:
                    pieces += (text[written:start], self._mark)
                    written = passed
                break
        return "".join((*pieces, text[written:]))

    def is_told_by(self, address: str) -> bool:
        """Whether an address, path or key spells a hidden name, whatever stands between its words."""
        squeezed = "".join(_TOKEN.findall(address)).casefold()
        return any(name in squeezed for name in self._in_addresses)


def _words(names: Iterable[str]) -> set[tuple[str, ...]]:
    return {words for name in names if (words := tuple(_TOKEN.findall(name)))}


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    end = r"(?![^\W_])"
    if len(words) == 1:
        (word,) = words
        ways = dict.fromkeys((word, word.upper(), word[0].upper() + word[1:]))
        return re.compile(f"(?:{'|'.join(map(re.escape, ways))}){end}")
    return re.compile(r"[\W_]{1,3}".join(map(re.escape, words)) + end, re.IGNORECASE)
