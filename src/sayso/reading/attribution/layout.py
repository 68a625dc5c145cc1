"""Paragraphs and sentences of a Doc, as attribution needs them.

A quote may run over sentences but not, unless reopened, over paragraphs; the parser at times ends
a sentence in front of ``,” said X``. So sentences are rebuilt here: never across a paragraph
break, never starting with a lower-case word or a closing quote.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

_BULLET = re.compile(r"\s*(?:[-–—•*▪◦‣●]|\(?\d{1,2}[.)]|[a-z]\))\s+\S")
_TURN = re.compile(r"[A-Z][\w .’'-]{0,30}[:.]\s")
_ENDING = frozenset(".!?…:;")
_CLOSERS = frozenset("”’\"')]»")
_WRAP = range(45, 100)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: tokens ``lo`` to ``hi`` (half-open), white space trimmed."""

    lo: int
    hi: int
    bullet: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or heading: tokens ``lo`` to ``hi`` (half-open) of paragraph ``paragraph``."""

    lo: int
    hi: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All paragraphs and sentences of a Doc, in order."""

    paragraphs: tuple[Paragraph, ...]
    units: tuple[Unit, ...]
    unit_of: dict[int, int]
    """The sentence of each token that has one."""


def layout(doc: Doc, set_aside: Sequence[tuple[int, int]] = ()) -> Layout:
    """The layout of ``doc`` without the character ranges ``set_aside``."""
    paragraphs: list[Paragraph] = []
    for start, end, bullet in _paragraph_ranges(doc.text):
        lo, hi = _tokens(doc, start, end)
        run: int | None = None
        for i in range(lo, hi + 1):
            out = i == hi or any(a <= doc[i].idx < b for a, b in set_aside)
            if out and run is not None:
                paragraphs.append(Paragraph(*_trimmed(doc, run, i), bullet))
                run = None
            elif not out and run is None:
                run = i
    paragraphs = [p for p in paragraphs if p.hi > p.lo]
    units: list[Unit] = []
    for number, paragraph in enumerate(paragraphs):
        units.extend(_units(doc, paragraph, number))
    unit_of = {i: k for k, unit in enumerate(units) for i in range(unit.lo, unit.hi)}
    return Layout(tuple(paragraphs), tuple(units), unit_of)


def broken(page: Layout, starts: Sequence[int]) -> Layout:
    """The layout with a new sentence at each of the tokens ``starts``."""
    units: list[Unit] = []
    for unit in page.units:
        inside = sorted(i for i in starts if unit.lo < i < unit.hi)
        for lo, hi in itertools.pairwise([unit.lo, *inside, unit.hi]):
            units.append(Unit(lo, hi, unit.paragraph))
    unit_of = {i: k for k, unit in enumerate(units) for i in range(unit.lo, unit.hi)}
    return Layout(page.paragraphs, tuple(units), unit_of)


def _paragraph_ranges(text: str) -> list[tuple[int, int, bool]]:
    ranges: list[tuple[int, int, bool]] = []
    at = 0
    block: list[tuple[int, int]] = []
    for line in [*text.splitlines(keepends=True), "\n"]:
        if line.strip():
            block.append((at, at + len(line)))
        elif block:
            ranges.extend(_split_block(text, block))
            block = []
        at += len(line)
    return ranges


def _split_block(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    lengths = [len(text[a:b].rstrip()) for a, b in block]
    wrapped = len(block) > 1 and sum(n in _WRAP for n in lengths[:-1]) >= 0.7 * (len(block) - 1)
    ranges: list[tuple[int, int, bool]] = []
    for start, end in block:
        bullet = _BULLET.match(text[start:end]) is not None
        before = text[ranges[-1][0] : ranges[-1][1]].rstrip() if ranges else ""
        word = text[start:end].lstrip()
        turn = before.endswith(("?", ".")) and (_TURN.match(word) or before.endswith("?"))
        flows = before and not bullet and not turn and (wrapped or word[:1].islower())
        if flows and not before.endswith(":"):
            ranges[-1] = (ranges[-1][0], end, ranges[-1][2])
        else:
            ranges.append((start, end, bullet))
    return ranges


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None:
        span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def _trimmed(doc: Doc, lo: int, hi: int) -> tuple[int, int]:
    while lo < hi and doc[lo].is_space:
        lo += 1
    while hi > lo and doc[hi - 1].is_space:
        hi -= 1
    return lo, hi


def _units(doc: Doc, paragraph: Paragraph, number: int) -> list[Unit]:
    starts = [paragraph.lo]
    for i in range(paragraph.lo + 1, paragraph.hi):
        token = doc[i]
        if not token.is_sent_start or token.is_space:
            if not (token.is_sent_start is not None and i > 0 and doc[i - 1].is_space):
                continue
            if not doc[i - 1].is_sent_start:
                continue
        if _begins(doc, i, starts[-1]):
            starts.append(i)
    bounds = [*starts, paragraph.hi]
    units = []
    for lo, hi in itertools.pairwise(bounds):
        lo, hi = _trimmed(doc, lo, hi)
        if hi > lo:
            units.append(Unit(lo, hi, number))
    return units


def _begins(doc: Doc, i: int, start: int) -> bool:
    text = doc[i].text
    if text[0].islower() or text[0] in ",;:.)]”’»" or text == "--":
        return False
    before = i - 1
    while before >= start and (doc[before].is_space or doc[before].text in _CLOSERS):
        before -= 1
    if before < start:
        return False
    last = doc[before].text
    return last[-1] in _ENDING and last not in (";", ":")
