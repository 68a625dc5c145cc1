"""What the trained heads look at at once: a few sentences, with those that stand before them.

Who did it, where and on whose word is often told a sentence or two earlier. A window therefore
holds its own sentences, of which everything is asked, and before them a context in which only
those who fill roles are looked for.
"""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc

LONGEST = 320
"""Word pieces looked at in a window; words beyond tell nothing."""

_OWN = 120
_CONTEXT = 60


class Window(msgspec.Struct, frozen=True):
    """Tokens of a Doc: context from ``first`` on, own sentences from ``start`` to before ``end``."""

    first: int
    start: int
    end: int


def windows(doc: Doc) -> Iterator[Window]:
    """The windows of a report; every sentence is some window's own, once."""
    bounds = [(s.start, s.end) for s in doc.sents]
    at = 0
    while at < len(bounds):
        last = at
        while last + 1 < len(bounds) and bounds[last + 1][1] - bounds[at][0] <= _OWN:
            last += 1
        first = at
        while first > 0 and bounds[at][0] - bounds[first - 1][0] <= _CONTEXT:
            first -= 1
        yield Window(bounds[first][0], bounds[at][0], bounds[last][1])
        at = last + 1


def first_pieces(words: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]]) -> list[int]:
    """For each word the number of its first piece; 0 for one that has none.

    :param words: characters of each word in the window's text, half-open
    :param pieces: characters of each word piece, the first and the last being marks
    """
    firsts: list[int] = []
    at = 1
    for start, end in words:
        while at < len(pieces) - 1 and pieces[at][1] <= start:
            at += 1
        firsts.append(at if at < len(pieces) - 1 and pieces[at][0] < end else 0)
    return firsts
