"""How well a network tells triggers, facts and roles on windows it has not learned from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import torch

from sayso.learning.batches import Encoded, batches
from sayso.learning.network import Network

_THRESHOLD = 0.5


@dataclass
class Measures:
    """Shares, 0 to 1. ``whole`` is what the best epoch is chosen by: F1 of triggers with their type,
    and of roles, three to one."""

    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    roles: float = 0.0
    certainty: float = 0.0
    polarity: float = 0.0
    kind: float = 0.0
    whole: float = 0.0

    def as_dict(self) -> dict[str, float]:
        """By name."""
        return asdict(self)

    def __str__(self) -> str:
        return ", ".join(f"{name} {value:.3f}" for name, value in self.as_dict().items())


def measure(network: Network, encoded: Sequence[Encoded]) -> Measures:
    """What a network reaches on coded windows."""
    network.eval()
    told = right = found = 0
    role_told = role_right = role_found = 0
    facts = [0, 0, 0, 0, 0, 0]
    with torch.no_grad():
        for batch in batches(encoded, 3600):
            scores = network(batch.pieces, batch.mask, batch.words)
            said = (scores.types.sigmoid() > _THRESHOLD) & (batch.types_weight > 0)
            asked = batch.types * (batch.types_weight >= 1.0)
            right += int((said & (asked > 0)).sum())
            found += int((said & ((asked > 0) | (batch.types == 0))).sum())
            told += int(asked.sum())
            pairs = (scores.roles.sigmoid() > _THRESHOLD) & (batch.roles_weight > 0)
            role_right += int((pairs & (batch.roles > 0)).sum())
            role_found += int(pairs.sum())
            role_told += int(batch.roles.sum())
            known = batch.certainty >= 0
            facts[0] += int((scores.facts[..., :4].argmax(-1) == batch.certainty)[known].sum())
            facts[1] += int(known.sum())
            known = batch.negative >= 0
            facts[2] += int(((scores.facts[..., 4] > 0).float() == batch.negative)[known].sum())
            facts[3] += int(known.sum())
            known = batch.kinds >= 0
            facts[4] += int((scores.facts[..., 6:].argmax(-1) == batch.kinds)[known].sum())
            facts[5] += int(known.sum())
    precision, recall = right / max(1, found), right / max(1, told)
    f1 = _f1(precision, recall)
    roles = _f1(role_right / max(1, role_found), role_right / max(1, role_told))
    return Measures(
        precision,
        recall,
        f1,
        roles,
        facts[0] / max(1, facts[1]),
        facts[2] / max(1, facts[3]),
        facts[4] / max(1, facts[5]),
        (3 * f1 + roles) / 4,
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)
