"""Batches of windows as the network takes them, with what it should answer."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.learning.examples import KINDS, ROLES, Example
from sayso.learning.network import CERTAINTIES
from sayso.model import ontology
from sayso.reading.windows import LONGEST, first_pieces

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
    kinds: Tensor
    roles: Tensor
    roles_weight: Tensor


@dataclass
class Encoded:
    """An example in word pieces; ``firsts`` is the first piece of each word that has one."""

    example: Example
    pieces: list[int]
    firsts: list[int]


def encode(tokenizer: Tokenizer, example: Example) -> Encoded:
    """The word pieces of a window, and for each word its first."""
    out = tokenizer.encode(example.text)
    pieces = out.ids[:LONGEST]
    return Encoded(example, pieces, first_pieces(example.words, out.offsets[: len(pieces)]))


def batches(
    encoded: Sequence[Encoded], size: int, rng: random.Random | None = None
) -> Iterator[Batch]:
    """Batches of windows of like length, in random order where ``rng`` is given.

    :param size: word pieces that a batch may hold, padded
    """
    groups: list[list[int]] = []
    for number in sorted(range(len(encoded)), key=lambda i: len(encoded[i].pieces)):
        if not groups or (len(groups[-1]) + 1) * len(encoded[number].pieces) > size:
            groups.append([])
        groups[-1].append(number)
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
    kinds = torch.full((count, width), -1, dtype=torch.long)
    roles = torch.zeros(count, len(ROLES), width, width)
    roles_weight = torch.zeros(count, len(ROLES), width, width)
    for row, one in enumerate(group):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = 1
        present = torch.tensor([f > 0 for f in one.firsts], dtype=torch.float)
        words[row, : len(one.firsts)] = torch.tensor(one.firsts)
        own = present.clone()
        own[: one.example.own] = 0.0
        types_weight[row, : len(one.firsts)] = own.unsqueeze(-1)
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
            if told.source_kind in KINDS:
                kinds[row, at] = KINDS.index(told.source_kind)
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
        kinds,
        roles,
        roles_weight,
    )
