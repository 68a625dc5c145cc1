"""From coded texts to what a network learns from: windows with their triggers, facts and roles.

Windows and words are those of the reader's own parse, so that training and reading see the same.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from spacy.tokens import Doc, Token

from sayso.learning.corpus import Coded, Part, anchor_span, types_of
from sayso.reading.parsing import parse
from sayso.reading.structure import blocks
from sayso.reading.windows import Window, windows

ROLES = ("actor", "recipient", "place", "source")


_ALONE = 4
"""One in so many sentences of a report is also learned from by itself."""

KINDS = ("person", "organisation", "anonymous", "media", "social", "document", "author")
"""Of sources, as the claim has them."""


class Told(msgspec.Struct, kw_only=True):
    """One coded trigger of a window. ``word`` and the roles' values number its words from 0.

    ``type`` is the best slug; ``also`` are further allowed ones, neither right nor wrong.
    """

    word: int
    type: str
    also: list[str] = []
    optional: bool = False
    certainty: str | None = None
    polarity: str | None = None
    forecast: bool = False
    source_kind: str | None = None
    roles: dict[str, list[int]] = {}


class Example(msgspec.Struct, kw_only=True):
    """One window: its text, the character span of each word in it, and what it tells.

    ``own`` is the first word of which that is asked; those before it are context.
    """

    name: str
    part: Part
    text: str
    words: list[tuple[int, int]]
    own: int
    told: list[Told]


def examples(coded: Coded) -> Iterator[Example]:
    """The windows of a coded text."""
    doc = parse(coded.text, blocks(coded.text))
    triggers = [(row, head) for row in coded.rows if (head := _trigger(row, coded.text, doc))]
    for window in (*windows(doc), *_alone(doc, coded.part)):
        span = doc[window.first : window.end]
        if not any(t.is_alpha for t in doc[window.start : window.end]):
            continue
        base = span.start_char
        yield Example(
            name=f"{coded.name}:{base}-{window.start}",
            part=coded.part,
            text=span.text,
            words=[(t.idx - base, t.idx - base + len(t)) for t in span],
            own=window.start - window.first,
            told=[
                _told(row, head, doc, window)
                for row, head in triggers
                if window.start <= head.i < window.end
            ],
        )


def _alone(doc: Doc, part: Part) -> Iterator[Window]:
    """To train on: some sentences by themselves, as headlines and single posts come."""
    sentences = list(doc.sents)
    if part == "train" and len(sentences) > 1:
        for sentence in sentences[::_ALONE]:
            yield Window(sentence.start, sentence.start, sentence.end)


def _trigger(row: dict[str, Any], text: str, doc: Doc) -> Token | None:
    span = anchor_span(row, text)
    if span is None or not types_of(row):
        return None
    at = text.find(str(row.get("trigger")), span[0])
    if at < 0:
        return None
    tokens = doc.char_span(at, at + len(str(row["trigger"])), alignment_mode="expand")
    return tokens.root if tokens is not None and len(tokens) else None


def _told(row: dict[str, Any], head: Token, doc: Doc, window: Window) -> Told:
    best, *also = types_of(row)
    return Told(
        word=head.i - window.first,
        type=best,
        also=also,
        optional=bool(row.get("optional")),
        certainty=row.get("certainty"),
        polarity=row.get("polarity"),
        forecast=bool(row.get("forecast")),
        source_kind=row.get("source_kind"),
        roles=_roles(row, doc, window, head),
    )


def _roles(row: dict[str, Any], doc: Doc, window: Window, head: Token) -> dict[str, list[int]]:
    wanted = {
        "actor": [names[0] for names in row.get("actor") or []],
        "recipient": [names[0] for names in row.get("recipient") or []],
        "place": [p["name"][0] for p in row.get("places") or [] if p.get("name")],
        "source": row["source"][:1] if isinstance(row.get("source"), list) else [],
    }
    found: dict[str, list[int]] = {}
    for role, names in wanted.items():
        tokens = [_mention(str(name), doc, window, head) for name in names]
        kept = sorted({t.i - window.first for t in tokens if t is not None})
        if kept:
            found[role] = kept
    return found


def _mention(name: str, doc: Doc, window: Window, head: Token) -> Token | None:
    """The head of the mention of a name that a claim means: the nearest, those before it first."""
    span = doc[window.first : window.end]
    text, base = span.text, span.start_char
    best: tuple[int, int] | None = None
    at = text.find(name)
    while at >= 0:
        away = base + at - head.idx
        beyond = away >= head.sent.end_char - head.idx
        cost = abs(away) * (3 if beyond else 1)
        if best is None or cost < best[0]:
            best = (cost, at)
        at = text.find(name, at + 1)
    if best is None:
        return None
    start = base + best[1]
    tokens = doc.char_span(start, start + len(name), alignment_mode="expand")
    return None if tokens is None or not len(tokens) else tokens.root


def write_examples(found: Iterable[Example], path: Path) -> int:
    """Write examples as JSONL; the answer says how many."""
    count = 0
    with path.open("wb") as out:
        for example in found:
            out.write(msgspec.json.encode(example) + b"\n")
            count += 1
    return count


def read_examples(path: Path) -> list[Example]:
    """Examples from JSONL."""
    return [
        msgspec.convert(json.loads(line), Example)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
