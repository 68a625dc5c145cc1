"""What the parts of a report's page are: headings, bullets, datelines, bylines, camera defaults.

Nothing is deleted: every line of the text belongs to one block, so offsets stay those of the text.
Blocks that are *set aside* (camera defaults, share lines, editing notes) yield no claims; headings
are read, but never glued to the sentence that follows.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.model import DataError

BlockKind = Literal[
    "paragraph", "heading", "bullet", "dateline", "byline", "junk", "correction", "note", "marker"
]


@dataclass(frozen=True)
class Block:
    """A run of characters of one kind; ``start``/``end`` are half-open character offsets."""

    kind: BlockKind
    start: int
    end: int

    @property
    def set_aside(self) -> bool:
        """Whether nothing in it is a claim of the report."""
        return self.kind in ("junk", "byline", "note", "dateline", "marker")


class _Patterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    junk: tuple[str, ...]
    byline: tuple[str, ...]
    note: tuple[str, ...]
    correction: tuple[str, ...]


@cache
def _patterns() -> dict[BlockKind, re.Pattern[str]]:
    source = files("sayso.reading").joinpath("lexicon/structure.toml")
    try:
        raw = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _Patterns)
        return {
            "junk": re.compile("|".join(raw.junk), re.IGNORECASE),
            "byline": re.compile("|".join(raw.byline), re.IGNORECASE),
            "note": re.compile("|".join(raw.note), re.IGNORECASE),
            "correction": re.compile("|".join(raw.correction), re.IGNORECASE),
        }
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error


_BULLET = re.compile(r"^\s*(?:[-–—•*▪◦‣●]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_THREAD_MARK = re.compile(r"\s*\(?\d{1,2}/(?:\d{1,2}|n)?\)?\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’)\]]*\s*$")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_PLACE_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?:[ /][A-ZÀ-Þa-z][\w’'.-]*){0,3}"
_LEADS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    (
        "dateline",
        re.compile(
            rf"{_PLACE_NAME}(?:, {_PLACE_NAME})?(?:,? (?i:(?:{_MONTHS})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})\.?))?"
            r"(?:,? (?:19|20)\d{2})?(?: \([^)\n]{1,40}\))?,? ?(?:--|–|—| - )\s*(?=[A-Z“\"‘'])"
        ),
    ),
    (
        "marker",
        re.compile(
            r"\[\d{1,2}[:.]\d{2}[^\]\n]{0,12}\]\s*|\d{1,2}[:.]\d{2}\s*(?:GMT|UTC|EET|h)?\s*[-–—:]\s+"
            r"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:GMT|UTC|CAT|EAT|EET|hrs?|local))?\s+(?=[A-Z“\"‘])"
        ),
    ),
    ("marker", re.compile(r"(?:[-–—•*▪◦‣●]|\(?\d{1,2}[.)]|[a-z]\))\s+(?=\S)")),
)
_LINE = re.compile(r"[^\n]*\n?")
_HEADING_WORDS = 16
_WRAP_COLUMN = 55
"""A line at least this long that does not end a sentence is taken for hard-wrapped prose."""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a report's text, in order, covering every line that has words.

    A line is a heading when it is short, does not end like a sentence, and is followed by a blank
    line, by the end, or starts the text; lines of hard-wrapped prose are joined to one paragraph.
    """
    found: list[Block] = []
    lines = [match for match in _LINE.finditer(text) if match.group()]
    at = 0
    while at < len(lines):
        line = lines[at].group()
        if not line.strip():
            at += 1
            continue
        start = lines[at].start() + len(line) - len(line.lstrip())
        kind = _kind(lines, at)
        last = at
        if kind in ("paragraph", "bullet", "correction"):
            while _wraps(lines, last):
                last += 1
        end = lines[last].start() + len(lines[last].group().rstrip())
        found += _without_lead(text, Block(kind, start, end))
        at = last + 1
    return tuple(found)


def _without_lead(text: str, block: Block) -> list[Block]:
    """A block apart from its dateline, time stamp or bullet mark, which are set aside."""
    if block.set_aside:
        return [block]
    for kind, pattern in _LEADS:
        lead = pattern.match(text, block.start, block.end)
        if lead is not None and lead.end() < block.end:
            rest = Block(block.kind, lead.end(), block.end)
            return [Block(kind, block.start, lead.start() + len(lead.group().rstrip())), rest]
    return [block]


def _kind(lines: list[re.Match[str]], at: int) -> BlockKind:
    line = lines[at].group().strip()
    for kind, pattern in _patterns().items():
        if pattern.search(line) and (kind != "byline" or len(line.split()) <= _HEADING_WORDS):
            return kind
    if _BULLET.match(line):
        return "bullet"
    plain = _THREAD_MARK.sub("", line)
    if len(plain.split()) <= _HEADING_WORDS and not _ENDS_SENTENCE.search(plain):
        alone = at + 1 >= len(lines) or not lines[at + 1].group().strip()
        first = all(not earlier.group().strip() for earlier in lines[:at])
        if (alone or first) and plain == line:
            return "heading"
        if plain.isupper() and len(plain.split()) > 1:
            return "heading"
    return "paragraph"


def _wraps(lines: list[re.Match[str]], at: int) -> bool:
    """Whether the next line goes on with the sentence of this one."""
    if at + 1 >= len(lines):
        return False
    here, after = lines[at].group().rstrip("\n"), lines[at + 1].group().strip()
    if not after or _BULLET.match(after):
        return False
    if _ENDS_SENTENCE.search(here) and not here.rstrip().endswith((",", ";")):
        return False
    return len(here) >= _WRAP_COLUMN or after[0].islower()
