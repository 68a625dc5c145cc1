"""The network: one pass of a small encoder over a window, and heads on its words.

Every word stands for its first word piece. A word may tell of several claim types (a sigmoid for
each); a word that tells has a certainty, a polarity, whether it speaks of what will be, and a kind
of source; and a
pair of words (what tells, who or where) has a role, by a bilinear form of two projections (after
Dozat & Manning 2017).
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sayso.learning.examples import KINDS, ROLES

CERTAINTIES = ("certain", "probable", "possible", "unknown")
_ROLE_WIDTH = 96
_RARE = -5.0
"""Where the types start from: hardly any word tells of any."""

_FACTS = len(CERTAINTIES) + 2 + len(KINDS)


@dataclass
class Scores:
    """What the heads say, as logits: ``types`` (batch, word, slug), ``facts`` (batch, word, 13: four
    certainties, negative, forecast, seven kinds of source), ``roles`` (batch, role, trigger, word)."""

    types: Tensor
    facts: Tensor
    roles: Tensor


class Network(nn.Module):
    """The encoder with its heads.

    :param encoder: a transformer that takes ``input_ids`` and ``attention_mask``
    :param slugs: how many claim types there are
    """

    def __init__(self, encoder: nn.Module, width: int, slugs: int, *, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(drop)
        last = nn.Linear(width, slugs)
        nn.init.constant_(last.bias, _RARE)
        self.types = nn.Sequential(nn.Linear(width, width), nn.GELU(), last)
        self.facts = nn.Linear(width, _FACTS)
        self.teller = nn.Linear(width, _ROLE_WIDTH * len(ROLES))
        self.filler = nn.Linear(width, _ROLE_WIDTH * len(ROLES))
        self.role_bias = nn.Parameter(torch.full((len(ROLES),), -3.0))

    def forward(self, pieces: Tensor, mask: Tensor, words: Tensor) -> Scores:
        """Scores for a batch.

        :param pieces: word-piece ids (batch, piece)
        :param mask: 1 where there is a piece
        :param words: for each word the index of its first piece (batch, word)
        """
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        index = words.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        at = self.drop(hidden.gather(1, index))
        batch, count = words.shape[0], words.shape[1]
        tell = self.teller(at).view(batch, count, len(ROLES), _ROLE_WIDTH).transpose(1, 2)
        fill = self.filler(at).view(batch, count, len(ROLES), _ROLE_WIDTH).transpose(1, 2)
        roles = tell @ fill.transpose(2, 3) / _ROLE_WIDTH**0.5 + self.role_bias.view(1, -1, 1, 1)
        return Scores(self.types(at), self.facts(at), roles)
