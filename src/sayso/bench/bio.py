"""Texts of words with BIO tags: reading them, setting them as text, and finding whole spans in them.

A span is right when its type and both of its ends are (Tjong Kim Sang and De Meulder 2003,
*Introduction to the CoNLL-2003 Shared Task*, section 3, as ``conlleval`` counts).
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from sayso.bench.texts import content_of
from sayso.model import InputError

Span = tuple[str, int, int]
"""A type, the first word, and the word after the last."""

_NO_SPACE_BEFORE = re.compile(r"[-.,;:!?%)\]}’”]+|'s|’s|n't|n’t|'re|'ve|'ll|'d|'m")
_NO_SPACE_AFTER = frozenset("-([{“‘$£€#@")


class Tagged(msgspec.Struct, frozen=True):
    """One sentence: its words with their offsets in ``text``, and the spans marked in it."""

    text: str
    words: tuple[tuple[int, int], ...]
    spans: frozenset[Span]

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that a stretch of the text touches: the first, and the one after the last."""
        inside = [n for n, (a, b) in enumerate(self.words) if a < end and start < b]
        return (inside[0], inside[-1] + 1) if inside else None

    def wording(self, span: Span) -> str:
        """The text of a span, with its type."""
        kind, first, after = span
        return f"{kind} {self.text[self.words[first][0] : self.words[after - 1][1]]!r}"


def read_tagged(path: Path, remedy: str) -> list[Tagged]:
    """The sentences of a file with a word and its tag a line and a blank line between sentences.

    :raises InputError: when the file is missing or a line is not of that shape
    """
    found: list[Tagged] = []
    held: list[tuple[str, str]] = []
    for number, line in enumerate([*content_of(path, remedy).split("\n"), ""], start=1):
        if not line.strip():
            if held:
                found.append(tagged(held))
            held = []
            continue
        word, _, tag = line.strip().rpartition("\t" if "\t" in line else " ")
        if not word or not re.fullmatch(r"O|[BI]-\w+", tag):
            raise InputError(f"{path}:{number}: is no word with a BIO tag", remedy=remedy)
        held.append((word, tag))
    return found


def tagged(words: Sequence[tuple[str, str]]) -> Tagged:
    """A sentence from its words and tags, set as one would write it."""
    text, offsets = "", []
    for number, (word, _) in enumerate(words):
        before = words[number - 1][0] if number else ""
        if text and not _joined(before, word):
            text += " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
    return Tagged(text, tuple(offsets), frozenset(spans_of(tag for _, tag in words)))


def _joined(before: str, word: str) -> bool:
    """Whether no space stands between two words; a lone letter after an apostrophe is its ending."""
    return (
        _NO_SPACE_BEFORE.fullmatch(word) is not None
        or before in _NO_SPACE_AFTER
        or (before == "’" and word in ("s", "t"))
    )


def spans_of(tags: Iterable[str]) -> list[Span]:
    """The spans that a sequence of BIO tags marks."""
    found: list[Span] = []
    kind, first, number = "", 0, -1
    for number, tag in enumerate(tags):
        mark, _, name = tag.partition("-")
        if kind and (mark != "I" or name != kind):
            found.append((kind, first, number))
            kind = ""
        if mark != "O" and not kind:
            kind, first = name, number
    if kind:
        found.append((kind, first, number + 1))
    return found
