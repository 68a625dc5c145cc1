"""What an attribution found in a text looks like."""

from collections.abc import Sequence

import msgspec

from sayso.model import SourceKind

ACTS = frozenset(
    ["demand", "promise", "threaten", "ask", "hope", "refuse", "praise", "condemn", "decline"]
)
"""Cue classes whose content the source does not assert; who says that it happens is whoever tells
of the act."""


class SpokenSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that a source is made to say: source, cue and content.

    All offsets are characters into the text of the Doc, half-open. ``contents`` is in text order,
    its pieces do not overlap, and it is empty where the source declines to speak. ``source_start``
    equals ``source_end`` where no words name the source ("reportedly").

    ``core_start``/``core_end`` is the source without appositions ("Mir Haidar Afzali" of "Mir
    Haidar Afzali, a former chairman …"). ``antecedent_*`` is the fuller earlier mention that a
    pronoun, a surname or "the ministry" goes back to, and ``resolved_source`` the index of an
    earlier span with that source. ``parent`` is the index of the span this one is told within:
    the outlet, for officers whom an outlet cites. ``outlet`` marks a source that was itself told
    ("told Reuters"): its content is the whole saying of its child.
    """

    contents: tuple[tuple[int, int], ...]
    source_start: int
    source_end: int
    source_text: str
    source_head: int | None
    core_start: int
    core_end: int
    cue: str
    cue_start: int
    cue_end: int
    cue_class: str
    kind: SourceKind
    channel: str | None = None
    channel_text: str | None = None
    channel_start: int | None = None
    channel_end: int | None = None
    count: int | None = None
    members: tuple[str, ...] = ()
    parent: int | None = None
    outlet: bool = False
    quoted: bool = False
    first_person: bool = False
    declined: bool = False
    negated: bool = False
    generic_author: bool = False
    resolved_source: int | None = None
    antecedent_start: int | None = None
    antecedent_end: int | None = None
    antecedent_text: str | None = None

    def covers(self, start: int, end: int) -> bool:
        """Whether the characters ``start`` to ``end`` lie within one piece of the content."""
        return any(a <= start and end <= b for a, b in self.contents)

    @property
    def asserts(self) -> bool:
        """Whether the source puts the content forward as so: not a demand, a promise, a hope."""
        return not self.declined and self.cue_class not in ACTS

    @property
    def length(self) -> int:
        """How many characters the content has."""
        return sum(b - a for a, b in self.contents)


def speaking_over(spans: Sequence[SpokenSpan], start: int, end: int) -> tuple[int, ...]:
    """The chain of sources over the characters ``start`` to ``end``: indices, outermost first.

    The innermost source is the one with the shortest content around these characters; the rest
    are its parents. Spans that assert nothing (demands, promises, a source that declines) are left
    out: the content of an order is no claim of who gives it.
    """
    over = [i for i, span in enumerate(spans) if span.asserts and span.covers(start, end)]
    if not over:
        return ()
    at: int | None = min(over, key=lambda i: (spans[i].length, -_depth(spans, i)))
    chain: list[int] = []
    while at is not None:
        if spans[at].asserts:
            chain.append(at)
        at = spans[at].parent
    return tuple(reversed(chain))


def _depth(spans: Sequence[SpokenSpan], index: int) -> int:
    depth, at = 0, spans[index].parent
    while at is not None:
        depth, at = depth + 1, spans[at].parent
    return depth
