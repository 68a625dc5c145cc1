"""What the trained heads make of each word: which claim types it tells of, how surely, and of whom.

One pass of a small encoder over every window, run by onnxruntime with weights in eight bits. How
they were trained is in ``sayso.learning`` and ``docs/data-cards``. The heads propose; the grammar's
stages do the rest, so that everything still leads back to a sentence and its parse.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from sayso.reading.windows import LONGEST, Window, first_pieces, windows

Grid = NDArray[numpy.float32]


@dataclass(frozen=True)
class Heads:
    """The loaded network and what its outputs mean."""

    session: Any
    tokenizer: Any
    types: tuple[str, ...]
    roles: tuple[str, ...]
    certainties: tuple[str, ...]
    kinds: tuple[str, ...]


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
        tuple(meaning["kinds"]),
    )


class Told:
    """The heads' answers for one report."""

    def __init__(self, doc: Doc) -> None:
        self._heads = heads()
        self._type_at = {slug: n for n, slug in enumerate(self._heads.types)}
        self._role_at = {role: n for n, role in enumerate(self._heads.roles)}
        self._types = numpy.zeros((len(doc), len(self._heads.types)), dtype=numpy.float32)
        width = len(self._heads.certainties) + 2 + len(self._heads.kinds)
        self._facts = numpy.zeros((len(doc), width), dtype=numpy.float32)
        self._windows: list[Window] = list(windows(doc))
        self._window_of = numpy.zeros(len(doc), dtype=numpy.int64)
        self._roles: list[Grid] = [numpy.zeros((0, 0, 0), dtype=numpy.float32)] * len(self._windows)
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
        return float(self._facts[token.i, len(self._heads.certainties)])

    def forecast(self, token: Token) -> float:
        """The probability that what a word tells of is yet to come."""
        return float(self._facts[token.i, len(self._heads.certainties) + 1])

    def kind(self, token: Token) -> tuple[str, float]:
        """The kind of source on whose word a thing is told, and how probably so."""
        row = self._facts[token.i, len(self._heads.certainties) + 2 :]
        at = int(row.argmax())
        return self._heads.kinds[at], float(row[at])

    def role(self, token: Token, other: Token, role: str) -> float:
        """The probability that another word fills a role of what a word tells of; 0 where it stands
        too far off to be looked at together."""
        number = int(self._window_of[token.i])
        window = self._windows[number]
        if not window.first <= other.i < window.end:
            return 0.0
        grid = self._roles[number]
        return float(grid[self._role_at[role], token.i - window.start, other.i - window.first])

    def seen_with(self, token: Token) -> Span:
        """The words that are looked at together with a word, those before its own sentences too."""
        window = self._windows[int(self._window_of[token.i])]
        return token.doc[window.first : window.end]

    def filled(self, sentence: Span, role: str, least: float) -> frozenset[int]:
        """The numbers (in the Doc) of the words of a sentence that fill a role of any word in its
        window that tells of something."""
        number = int(self._window_of[sentence.start])
        window = self._windows[number]
        tells = self._types[window.start : window.end].max(axis=1) >= least
        first, end = sentence.start - window.first, sentence.end - window.first
        reached = self._roles[number][self._role_at[role]][tells][:, first:end] >= least
        if not reached.size:
            return frozenset()
        return frozenset(int(at) + sentence.start for at in numpy.flatnonzero(reached.any(axis=0)))

    def _read(self, doc: Doc) -> None:
        for number, window in enumerate(self._windows):
            self._window_of[window.start : window.end] = number
            self._look(doc, number)

    def _look(self, doc: Doc, number: int) -> None:
        """One window by itself: weights in eight bits would be scaled by what else is looked at."""
        window = self._windows[number]
        span = doc[window.first : window.end]
        encoded = self._heads.tokenizer.encode(span.text)
        ids = encoded.ids[:LONGEST]
        base = span.start_char
        places = [(t.idx - base, t.idx - base + len(t)) for t in span]
        words = numpy.array([first_pieces(places, encoded.offsets[: len(ids)])], dtype=numpy.int64)
        pieces = numpy.array([ids], dtype=numpy.int64)
        types, facts, roles = self._heads.session.run(
            None, {"pieces": pieces, "mask": numpy.ones_like(pieces), "words": words}
        )
        own = window.start - window.first
        seen = words[0, own:, None] > 0
        self._types[window.start : window.end] = types[0, own:] * seen
        self._facts[window.start : window.end] = facts[0, own:] * seen
        self._roles[number] = roles[0, :, own:, :]
