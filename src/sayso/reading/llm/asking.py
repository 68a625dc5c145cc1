"""How a report is put to a model: in which passages, and in which words."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import msgspec

from sayso.model import ontology
from sayso.reading.llm.answer import schema

PASSAGE = 3_000
"""Characters of a passage: its claims fit an answer of a few thousand tokens."""

_LEAST = 400
"""Characters below which a passage is not halved."""

_BEFORE = 600
"""Characters of what stands before a passage that are sent with it."""

_BREAKS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?])\s"),
    re.compile(r"\s"),
)


class Passage(msgspec.Struct, frozen=True):
    """A stretch of a report's text, by its characters, half-open."""

    start: int
    end: int


def passages(text: str, most: int = PASSAGE) -> Iterator[Passage]:
    """The text in passages of at most so many characters, cut where a paragraph or sentence ends."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= most else _cut(text, start, start + most)
        if text[start:end].strip():
            yield Passage(start, end)
        start = end


def halves(text: str, passage: Passage) -> tuple[Passage, ...]:
    """The passage in two; nothing when it is too short to be cut."""
    if passage.end - passage.start < 2 * _LEAST:
        return ()
    middle = _cut(text, passage.start, (passage.start + passage.end) // 2 + _LEAST // 2)
    return Passage(passage.start, middle), Passage(middle, passage.end)


def _cut(text: str, start: int, limit: int) -> int:
    for pattern in _BREAKS:
        ends = [m.end() for m in pattern.finditer(text, start, limit)]
        if ends and ends[-1] - start >= (limit - start) // 3:
            return ends[-1]
    return limit


@cache
def instructions() -> str:
    """What the model is told about its task: the coding rules and the types."""
    written = files("sayso.reading.llm").joinpath("prompt.md").read_text(encoding="utf-8")
    types = "\n".join(f"- `{slug}`: {entry.meaning}" for slug, entry in ontology().items())
    return written.replace("{types}", types)


def messages(text: str, passage: Passage, published: date | None) -> list[dict[str, str]]:
    """The conversation that asks for the claims of a passage.

    The report stands in it as a JSON string, which no words of the report can end.
    """
    asked = {
        "published": published.isoformat() if published else None,
        "before": text[max(0, passage.start - _BEFORE) : passage.start],
        "text": text[passage.start : passage.end],
    }
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": json.dumps(asked, ensure_ascii=False)},
    ]


def request_key(model: str, conversation: list[dict[str, str]]) -> str:
    """What an answer hangs on: the model, the instructions, the schema, the text and its day."""
    parts = msgspec.json.encode([model, schema(), conversation])
    return blake2b(parts, digest_size=20).hexdigest()
