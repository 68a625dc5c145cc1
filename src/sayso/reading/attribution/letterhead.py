"""What the first and last lines of a text name: its release heading, the offices and bodies in it."""

import itertools
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.model import DataError

SegmentKind = Literal["release", "office", "state", "body", "name", "other"]

_HEAD_LINES = 5
_TAIL_LINES = 5
_HEAD_WORDS = 18
_PROSE_WORDS = 11
_SIGNED_WORDS = 9
_NAME_WORDS = 12
_BRANCH_WORDS = 3
_NUMBER = r"(?:\s*(?:no\.?|nr\.?|n[°º]|number|#)?\s*[\d/.-]+\w{0,3})?"
_MARKS = re.compile(r"\s+[-–—|/]\s+|\s*[:;|]\s+|,\s+|(?<=\w{3})\.\s+|\s+(?=\()|[()]")
DATE = re.compile(
    r"\d{4}|\b\d{1,2}\W|\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "to",
        "with",
        "de",
        "la",
        "du",
        "des",
        "al",
        "el",
        "y",
        "et",
        "pou",
        "pour",
        "para",
        "los",
        "las",
        "del",
        "der",
        "von",
        "wal",
        "bin",
    ]
)
_NAMING: tuple[tuple[str, SegmentKind], ...] = (
    ("release", "release"),
    ("release_end", "release"),
    ("office", "office"),
    ("office_of", "office"),
    ("office_end", "office"),
)
"""Patterns that tell the kind of a segment, and may hold the name of a body."""
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    releases: tuple[str, ...]
    qualifiers: tuple[str, ...]
    offices: tuple[str, ...]
    states: tuple[str, ...]
    addressed: tuple[str, ...]
    bodies: tuple[str, ...]
    speaking: tuple[str, ...]
    own: tuple[str, ...]


class Marks(msgspec.Struct, frozen=True):
    """The patterns of ``lexicon/issuers.toml``, ready to be tried."""

    release: re.Pattern[str]
    """A segment that says what kind of text this is; ``name`` is the body behind "of" or "by"."""
    release_end: re.Pattern[str]
    """The same behind a name in capitals: "UNPROFOR SITUATION REPORT"."""
    office: re.Pattern[str]
    office_of: re.Pattern[str]
    """An office with the body it belongs to: "Press office of the Azawad Front"."""
    office_end: re.Pattern[str]
    state: re.Pattern[str]
    addressed: re.Pattern[str]
    """A text put before somebody, whose name it bears: "Briefing for the Senate committee"."""
    body: re.Pattern[str]
    speaking: re.Pattern[str]
    own: re.Pattern[str]


@cache
def marks() -> Marks:
    """The marks of an issuer, once a process.

    :raises DataError: when the file lacks a list or a pattern does not compile
    """
    source = files("sayso.reading").joinpath("lexicon/issuers.toml")
    try:
        raw = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _File)
        kind = rf"(?:(?:{_any(raw.qualifiers)})\s+)*(?:{_any(raw.releases)})"
        return Marks(
            release=re.compile(
                rf"{kind}{_NUMBER}(?:\s+(?:issued\s+)?(?:of|by|from|on\s+behalf\s+of)\s+(?:the\s+)?(?P<name>.+?)(?:\s+(?:on|about|regarding|concerning)\s.*)?|"
                r"\s+(?:on|about|regarding|concerning|for|to)\b.*)?",
                re.IGNORECASE,
            ),
            release_end=re.compile(rf"(?P<name>\S.*?)\s+{kind}{_NUMBER}", re.IGNORECASE),
            office=re.compile(rf"(?:the\s+)?(?:{_any(raw.offices)})", re.IGNORECASE),
            office_of=re.compile(
                rf"(?:the\s+)?(?:{_any(raw.offices)})\s+of\s+(?:the\s+)?(?P<name>.+)", re.IGNORECASE
            ),
            office_end=re.compile(rf"(?P<name>\S.*?)\s+(?:{_any(raw.offices)})", re.IGNORECASE),
            state=re.compile(rf"(?:the\s+)?(?:{_any(raw.states)})", re.IGNORECASE),
            addressed=re.compile(rf"(?:{_any(raw.addressed)})\b", re.IGNORECASE),
            body=re.compile(rf"(?<!\w)(?:{_any(raw.bodies)})(?![\w-])", re.IGNORECASE),
            speaking=re.compile(rf"\s+(?:{_any(raw.speaking)})(?!\w)"),
            own=re.compile(rf"\bour\s+(?:\w+\s+)?(?:{_any(raw.own)})(?!\w)", re.IGNORECASE),
        )
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error


def _any(patterns: tuple[str, ...]) -> str:
    return "|".join(patterns)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a heading line between commas, dashes and colons; character offsets, half-open."""

    start: int
    end: int
    line: int
    kind: SegmentKind
    known: bool = False
    """Whether the registry of actors has a body of this name."""


def head_segments(text: str, known: Callable[[str], bool]) -> list[Segment]:
    """The segments of the lines above the first line of prose."""
    return [
        segment
        for number, line in enumerate(_head(_lines(text)))
        for segment in _segments(text, line.start(), line.end(), number, known)
    ]


def tail_segments(text: str, known: Callable[[str], bool]) -> list[Segment]:
    """The segments of the short lines at the end: the signature."""
    lines = _lines(text)
    segments: list[Segment] = []
    for number, line in enumerate(reversed(lines[len(_head(lines)) :][-_TAIL_LINES:])):
        if len(line.group().split()) > _SIGNED_WORDS or _ENDS.search(line.group().strip()):
            break
        segments += _segments(text, line.start(), line.end(), -1 - number, known)
    return segments


def _head(lines: list[re.Match[str]]) -> list[re.Match[str]]:
    return list(itertools.takewhile(lambda line: not _is_prose(line.group()), lines[:_HEAD_LINES]))


def _lines(text: str) -> list[re.Match[str]]:
    return [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) > _HEAD_WORDS or (
        len(words) >= _PROSE_WORDS and _ENDS.search(line.strip()) is not None
    )


def _segments(
    text: str, start: int, end: int, line: int, known: Callable[[str], bool]
) -> list[Segment]:
    found: list[Segment] = []
    at = start
    for mark in [*_MARKS.finditer(text, start, end), None]:
        found += _segment(text, at, mark.start() if mark else end, line, known)
        at = mark.end() if mark else end
    return found


def _segment(
    text: str, start: int, end: int, line: int, known: Callable[[str], bool]
) -> list[Segment]:
    start, end = _trimmed(text, start, end)
    words = text[start:end]
    if not words:
        return []
    for pattern, kind in _NAMING:
        match = getattr(marks(), pattern).fullmatch(words)
        if match is None:
            continue
        if match.groupdict().get("name") is None:
            return [Segment(start, end, line, kind)]
        name = match["name"]
        named = Segment(
            *_trimmed(text, start + match.start("name"), start + match.end("name")), line, "body"
        )
        behind = match.start("name") > 0
        if (behind and name[0].isupper()) or _kind(name, known) == "body":
            return [named, Segment(start, end, line, kind)]
        if kind == "release" and (behind or _is_area(name)):
            return [Segment(start, end, line, kind)]
    kind = _kind(words, known)
    return [Segment(start, end, line, kind, kind == "body" and _is_known(words, known))]


def _kind(words: str, known: Callable[[str], bool]) -> SegmentKind:
    if marks().state.fullmatch(words):
        return "state"
    if marks().addressed.match(words):
        return "other"
    if DATE.search(words) or len(words.split()) > _NAME_WORDS or not _is_capitalised(words):
        return "other"
    return "body" if _is_known(words, known) or marks().body.search(words) else "name"


def _is_area(words: str) -> bool:
    """Whether the words in front of "Flash Update" may be what it is about: "Avdiivka"."""
    return len(words.split()) <= _BRANCH_WORDS and _is_capitalised(words)


def _is_known(words: str, known: Callable[[str], bool]) -> bool:
    """Whether the words name an organisation, or its branch in a place: "OCHA Colombia"."""
    first = words.split()[0]
    most = _BRANCH_WORDS - words.isupper()
    return known(words) or (first.isupper() and len(words.split()) <= most and known(first))


def _is_capitalised(words: str) -> bool:
    """Whether every word that can be is written large, as a body writes its name."""
    letters = [w for w in words.split() if w[0].isalpha() and w.lower() not in _SMALL]
    return bool(letters) and all(w[0].isupper() or w.split("-")[0] in _SMALL for w in letters)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
