"""What the trained heads make of each word: which claim types it tells of, how surely, and of whom.

One pass of a small encoder over every sentence, run by onnxruntime with weights in eight bits. How
they were trained is in ``sayso.learning`` and ``docs/data-cards``. The heads propose; the grammar's
stages do the rest, so that everything still leads back to a sentence and its parse.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

_LONGEST = 160
"""Word pieces looked at in a sentence; as in training."""

_BATCH = 16

Grid = NDArray[numpy.float32]


@dataclass(frozen=True)
class Heads:
    """The loaded network and what its outputs mean."""

    session: Any
    tokenizer: Any
    types: tuple[str, ...]
    roles: tuple[str, ...]
    certainties: tuple[str, ...]


@cache
def heads() -> Heads:
    """The heads that come with the package, loaded once a process."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    folder = files("sayso.reading").joinpath("trained")
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    meaning = json.loads(folder.joinpath("heads.json").read_text(encoding="utf-8"))
    with as_file(folder.joinpath("heads.onnx")) as path:
        session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Heads(
        session,
        tokenizer,
        tuple(meaning["types"]),
        tuple(meaning["roles"]),
        tuple(meaning["certainties"]),
    )


class Told:
    """The heads' answers for one report."""

    def __init__(self, doc: Doc) -> None:
        self._heads = heads()
        self._type_at = {slug: n for n, slug in enumerate(self._heads.types)}
        self._role_at = {role: n for n, role in enumerate(self._heads.roles)}
        self._types = numpy.zeros((len(doc), len(self._heads.types)), dtype=numpy.float32)
        self._facts = numpy.zeros((len(doc), len(self._heads.certainties) + 2), dtype=numpy.float32)
        self._roles: dict[int, Grid] = {}
        self._read(doc)

    def of(self, token: Token, slug: str) -> float:
        """The probability that a word tells of a type."""
        return float(self._types[token.i, self._type_at[slug]])

    def best(self, token: Token) -> tuple[str, float]:
        """The type that a word most probably tells of, and how probably."""
        at = int(self._types[token.i].argmax())
        return self._heads.types[at], float(self._types[token.i, at])

    def certainty(self, token: Token) -> tuple[str, float]:
        """How sure what a word tells of is given out to be, and how probably so."""
        row = self._facts[token.i, : len(self._heads.certainties)]
        at = int(row.argmax())
        return self._heads.certainties[at], float(row[at])

    def negative(self, token: Token) -> float:
        """The probability that what a word tells of is denied or did not happen."""
        return float(self._facts[token.i, -2])

    def forecast(self, token: Token) -> float:
        """The probability that what a word tells of is yet to come."""
        return float(self._facts[token.i, -1])

    def role(self, token: Token, other: Token, role: str) -> float:
        """The probability that another word of the sentence fills a role of what a word tells of."""
        sentence = token.sent
        grid = self._roles.get(sentence.start)
        if grid is None or other.sent.start != sentence.start:
            return 0.0
        return float(grid[self._role_at[role], token.i - sentence.start, other.i - sentence.start])

    def filled(self, sentence: Span, role: str, least: float) -> frozenset[int]:
        """The numbers (in the Doc) of the words of a sentence that fill a role of any of its words
        that tells of something."""
        grid = self._roles.get(sentence.start)
        if grid is None:
            return frozenset()
        tells = self._types[sentence.start : sentence.end].max(axis=1) >= least
        reached = grid[self._role_at[role]][tells] >= least
        if not reached.size:
            return frozenset()
        return frozenset(int(at) + sentence.start for at in numpy.flatnonzero(reached.any(axis=0)))

    def _read(self, doc: Doc) -> None:
        wanted = [s for s in doc.sents if any(t.is_alpha for t in s)]
        wanted.sort(key=len)
        for at in range(0, len(wanted), _BATCH):
            self._batch(wanted[at : at + _BATCH])

    def _batch(self, sentences: Sequence[Span]) -> None:
        encoded = self._heads.tokenizer.encode_batch([s.text for s in sentences])
        length = min(_LONGEST, max(len(e.ids) for e in encoded))
        width = max(len(s) for s in sentences)
        pieces = numpy.zeros((len(sentences), length), dtype=numpy.int64)
        mask = numpy.zeros_like(pieces)
        words = numpy.zeros((len(sentences), width), dtype=numpy.int64)
        for row, (sentence, one) in enumerate(zip(sentences, encoded, strict=True)):
            ids = one.ids[:length]
            pieces[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
            words[row, : len(sentence)] = _first_pieces(sentence, one.offsets[: len(ids)])
        types, facts, roles = self._heads.session.run(
            None, {"pieces": pieces, "mask": mask, "words": words}
        )
        for row, sentence in enumerate(sentences):
            count = len(sentence)
            seen = words[row, :count, None] > 0
            self._types[sentence.start : sentence.end] = types[row, :count] * seen
            self._facts[sentence.start : sentence.end] = facts[row, :count] * seen
            self._roles[sentence.start] = roles[row, :, :count, :count]


def _first_pieces(sentence: Span, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """For each word the number of its first piece; 0 for one that has none."""
    base = sentence.start_char
    firsts: list[int] = []
    at = 1
    for token in sentence:
        start, end = token.idx - base, token.idx - base + len(token)
        while at < len(offsets) - 1 and offsets[at][1] <= start:
            at += 1
        inside = at < len(offsets) - 1 and offsets[at][0] < end
        firsts.append(at if inside else 0)
    return firsts
