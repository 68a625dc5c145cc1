"""From coded texts to what a network learns from: sentences with their triggers, facts and roles.

Sentences and words are those of the reader's own parse, so that training and reading see the same.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from spacy.tokens import Doc, Span

from sayso.learning.corpus import Coded, Part, anchor_span, types_of
from sayso.reading.parsing import parse
from sayso.reading.structure import blocks

ROLES = ("actor", "recipient", "place", "source")


class Told(msgspec.Struct, kw_only=True):
    """One coded trigger of a sentence. ``word`` and the roles' values number its words from 0.

    ``type`` is the best slug; ``also`` are further allowed ones, neither right nor wrong.
    """

    word: int
    type: str
    also: list[str] = []
    optional: bool = False
    certainty: str | None = None
    polarity: str | None = None
    forecast: bool = False
    roles: dict[str, list[int]] = {}


class Example(msgspec.Struct, kw_only=True):
    """One sentence: its text, the character span of each word in it, and what it tells."""

    name: str
    part: Part
    text: str
    words: list[tuple[int, int]]
    told: list[Told]


def examples(coded: Coded) -> Iterator[Example]:
    """The sentences of a coded text."""
    doc = parse(coded.text, blocks(coded.text))
    by_sentence: dict[int, list[Told]] = {}
    for row in coded.rows:
        found = _told(row, coded.text, doc)
        if found is not None:
            sentence, told = found
            by_sentence.setdefault(sentence.start, []).append(told)
    for sentence in doc.sents:
        if not any(t.is_alpha for t in sentence):
            continue
        base = sentence.start_char
        yield Example(
            name=f"{coded.name}:{base}",
            part=coded.part,
            text=sentence.text,
            words=[(t.idx - base, t.idx - base + len(t)) for t in sentence],
            told=by_sentence.get(sentence.start, []),
        )


def _told(row: dict[str, Any], text: str, doc: Doc) -> tuple[Span, Told] | None:
    span = anchor_span(row, text)
    if span is None or not types_of(row):
        return None
    at = text.find(str(row.get("trigger")), span[0])
    if at < 0:
        return None
    tokens = doc.char_span(at, at + len(str(row["trigger"])), alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    head = tokens.root
    sentence = head.sent
    best, *also = types_of(row)
    return sentence, Told(
        word=head.i - sentence.start,
        type=best,
        also=also,
        optional=bool(row.get("optional")),
        certainty=row.get("certainty"),
        polarity=row.get("polarity"),
        forecast=bool(row.get("forecast")),
        roles=_roles(row, doc, sentence, head.idx),
    )


def _roles(row: dict[str, Any], doc: Doc, sentence: Span, near: int) -> dict[str, list[int]]:
    wanted = {
        "actor": [names[0] for names in row.get("actor") or []],
        "recipient": [names[0] for names in row.get("recipient") or []],
        "place": [p["name"][0] for p in row.get("places") or [] if p.get("name")],
        "source": row["source"][:1] if isinstance(row.get("source"), list) else [],
    }
    found: dict[str, list[int]] = {}
    for role, names in wanted.items():
        heads = [_head(str(name), doc, sentence, near) for name in names]
        kept = sorted({h - sentence.start for h in heads if h is not None})
        if kept:
            found[role] = kept
    return found


def _head(name: str, doc: Doc, sentence: Span, near: int) -> int | None:
    """The head token of the mention of a name that stands nearest to an offset, in its sentence."""
    text, base = sentence.text, sentence.start_char
    best: int | None = None
    at = text.find(name)
    while at >= 0:
        if best is None or abs(base + at - near) < abs(base + best - near):
            best = at
        at = text.find(name, at + 1)
    if best is None:
        return None
    span = doc.char_span(base + best, base + best + len(name), alignment_mode="expand")
    return None if span is None or not len(span) else span.root.i


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
