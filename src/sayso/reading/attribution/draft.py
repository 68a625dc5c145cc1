"""An attribution while it is being put together: token ranges, still open to change."""

from dataclasses import dataclass, field

from sayso.model import SourceKind

Range = tuple[int, int]
"""Tokens, half-open."""


@dataclass(slots=True)
class Draft:
    """Source, cue and content as token ranges, with what the later stages fill in.

    ``group`` is the run of tokens of source, cue and their adjuncts: what is left of the sentence
    when the content is taken away. ``kind`` is set where the layout, not the words, tells what kind of source
    this is. ``outlet`` is who was told ("told Reuters") or who quotes.
    """

    cue: list[Range]
    cue_class: str
    form: str
    anchor: int
    source: Range | None = None
    head: int | None = None
    contents: list[Range] = field(default_factory=list)
    group: Range = (0, 0)
    negated: bool = False
    declined: bool = False
    quoted: bool = False
    outlet: Range | None = None
    outlet_cue: Range | None = None
    channel: Range | None = None
    channel_name: str | None = None
    host: "Draft | None" = None
    kind: SourceKind | None = None

    @property
    def start(self) -> int:
        """The first token of cue or source."""
        first = min(lo for lo, _ in self.cue)
        return min(first, self.source[0]) if self.source else first

    def holds(self, i: int) -> bool:
        """Whether token ``i`` lies in the content."""
        return any(a <= i < b for a, b in self.contents)


def without(ranges: list[Range], cut: Range) -> list[Range]:
    """``ranges`` with the tokens of ``cut`` taken out."""
    left: list[Range] = []
    for lo, hi in ranges:
        if cut[1] <= lo or hi <= cut[0]:
            left.append((lo, hi))
            continue
        if lo < cut[0]:
            left.append((lo, cut[0]))
        if cut[1] < hi:
            left.append((cut[1], hi))
    return left
