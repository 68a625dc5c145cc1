"""Where the words that a model quotes stand in the text, if they stand there at all."""

import re
from collections.abc import Iterator

_ALIKE = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u0060": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u00ad": None, "\u200b": None, "\ufeff": None,
})  # fmt: skip
"""Characters that models put for each other in what they call a copy."""

_SPACE = re.compile(r"\s+")

Span = tuple[int, int]
"""Characters of the text, half-open."""


class Words:
    """A report's text, to find quotes in: letter for letter, else but for case, quotes and spaces."""

    def __init__(self, text: str) -> None:
        self._text = text
        letters: list[str] = []
        at: list[int] = []
        for offset, character in enumerate(text):
            alike = " " if character.isspace() else character.translate(_ALIKE).casefold()
            if alike == " " and letters and letters[-1] == " ":
                continue
            letters += alike
            at += [offset] * len(alike)
        self._folded = "".join(letters)
        self._at = at

    def spans(self, words: str, within: Span | None = None) -> list[Span]:
        """All places where the words stand as whole words, in the order of the text."""
        wanted = words.strip()
        if not any(c.isalnum() for c in wanted):
            return []
        low, high = within or (0, len(self._text))
        found = list(_whole(self._text, wanted)) or [
            (self._at[start], self._at[end - 1] + 1)
            for start, end in _whole(self._folded, _folded(wanted))
        ]
        return [(start, end) for start, end in found if start >= low and end <= high]

    def nearest(self, words: str, near: Span) -> Span | None:
        """The place where the words stand inside a stretch, else the one nearest to it."""
        found = self.spans(words)
        return min(found, key=lambda span: _distance(span, near), default=None)

    def text_of(self, span: Span) -> str:
        """The words at a place."""
        return self._text[span[0] : span[1]]


def _distance(span: Span, near: Span) -> tuple[int, int]:
    apart = max(0, near[0] - span[0], span[1] - near[1])
    return apart, span[0]


def _folded(words: str) -> str:
    return _SPACE.sub(" ", words.translate(_ALIKE).casefold()).strip()


def _whole(text: str, words: str) -> Iterator[Span]:
    if not words:
        return
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        cut = (at > 0 and text[at - 1].isalnum() and words[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and words[-1].isalnum()
        )
        if not cut:
            yield at, end
        at = text.find(words, at + 1)
