"""Batches of sentences as the network takes them, with what it should answer."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.learning.examples import ROLES, Example
from sayso.learning.network import CERTAINTIES
from sayso.model import ontology

LONGEST = 160
"""Word pieces looked at in a sentence; words beyond tell nothing."""

SLUGS = tuple(ontology())
_AT = {slug: number for number, slug in enumerate(SLUGS)}


@dataclass
class Batch:
    """Inputs, answers, and where an answer counts (weights of 0 are not asked)."""

    pieces: Tensor
    mask: Tensor
    words: Tensor
    types: Tensor
    types_weight: Tensor
    certainty: Tensor
    negative: Tensor
    forecast: Tensor
    roles: Tensor
    roles_weight: Tensor


@dataclass
class Encoded:
    """An example in word pieces; ``firsts`` is the first piece of each word that has one."""

    example: Example
    pieces: list[int]
    firsts: list[int]


def encode(tokenizer: Tokenizer, example: Example) -> Encoded:
    """The word pieces of a sentence, and for each word its first."""
    out = tokenizer.encode(example.text)
    pieces = out.ids[:LONGEST]
    firsts: list[int] = []
    offsets = out.offsets[:LONGEST]
    at = 1
    for start, end in example.words:
        while at < len(offsets) - 1 and offsets[at][1] <= start:
            at += 1
        inside = at < len(offsets) - 1 and offsets[at][0] < end
        firsts.append(at if inside else 0)
    return Encoded(example, pieces, firsts)


def batches(
    encoded: Sequence[Encoded], size: int, rng: random.Random | None = None
) -> Iterator[Batch]:
    """Batches of sentences of like length, in random order where ``rng`` is given."""
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].pieces))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        yield collate([encoded[i] for i in group])


def collate(group: Sequence[Encoded]) -> Batch:
    """One batch, padded."""
    count = len(group)
    length = max(len(e.pieces) for e in group)
    width = max(len(e.firsts) for e in group)
    pieces = torch.zeros(count, length, dtype=torch.long)
    mask = torch.zeros(count, length, dtype=torch.long)
    words = torch.zeros(count, width, dtype=torch.long)
    types = torch.zeros(count, width, len(SLUGS))
    types_weight = torch.zeros(count, width, len(SLUGS))
    certainty = torch.full((count, width), -1, dtype=torch.long)
    negative = torch.full((count, width), -1.0)
    forecast = torch.full((count, width), -1.0)
    roles = torch.zeros(count, len(ROLES), width, width)
    roles_weight = torch.zeros(count, len(ROLES), width, width)
    for row, one in enumerate(group):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = 1
        present = torch.tensor([f > 0 for f in one.firsts], dtype=torch.float)
        words[row, : len(one.firsts)] = torch.tensor(one.firsts)
        types_weight[row, : len(one.firsts)] = present.unsqueeze(-1)
        for told in one.example.told:
            at = told.word
            if not one.firsts[at]:
                continue
            for slug in told.also:
                types_weight[row, at, _AT[slug]] = 0.0
            types[row, at, _AT[told.type]] = 1.0
            types_weight[row, at, _AT[told.type]] = 0.3 if told.optional else 1.0
            if told.certainty in CERTAINTIES:
                certainty[row, at] = CERTAINTIES.index(told.certainty)
            if told.polarity:
                negative[row, at] = float(told.polarity == "negative")
            forecast[row, at] = float(told.forecast)
            for number, role in enumerate(ROLES):
                roles_weight[row, number, at, : len(one.firsts)] = present
                for word in told.roles.get(role, []):
                    roles[row, number, at, word] = 1.0
    return Batch(
        pieces,
        mask,
        words,
        types,
        types_weight,
        certainty,
        negative,
        forecast,
        roles,
        roles_weight,
    )
