"""How probable it is that a careful human coder would keep a claim.

A logistic regression over a few features of how the text puts the claim (what told it, how many of
its roles are filled, how its place came about) and a prior per claim type, fitted to the project's
own gold by ``scripts/fit_scores.py``; the weights and what they were fitted to stand in
``lexicon/score_weights.toml``.
"""

from collections.abc import Mapping
from functools import cache
from math import exp

import msgspec

from sayso.model import Casualties, ClaimPlace, Participant
from sayso.model.knowledge import read_knowledge
from sayso.reading.factuality import Factuality
from sayso.reading.propositions import Proposition

_UNTOLD = 0.1
"""Below this probability the trained heads hold that nothing of the kind is told."""


class _Weights(msgspec.Struct, frozen=True):
    bias: float
    threshold: float
    features: dict[str, float]
    types: dict[str, float]
    fitted: dict[str, str | int | float] = {}


@cache
def _weights() -> _Weights:
    return read_knowledge(
        "sayso.reading", "lexicon/score_weights.toml", _Weights, remedy="fit the weights anew"
    )


def features(
    proposition: Proposition,
    facts: Factuality,
    participants: tuple[Participant, ...],
    places: tuple[ClaimPlace, ...],
    counts: tuple[Casualties, ...],
) -> Mapping[str, float]:
    """What the score is made of, each 0 or 1 or a small count."""
    hit = proposition.hit
    named = [p for p in participants if p.id is not None]
    own_place = [p for p in places if all(f.code != "place-inherited" for f in p.flags)]
    return {
        "told": proposition.told,
        "untold": proposition.told < _UNTOLD,
        "noun": hit.form == "noun" and hit.carried is None,
        "carried noun": hit.form == "noun" and hit.carried is not None,
        "relation": hit.form == "relation",
        "adjective": hit.form in ("adjective", "suffix"),
        "phrase": len(hit.words) > 1,
        "restricted": bool(hit.frame.only or hit.frame.when or hit.frame.needs),
        "spoken": proposition.spoken,
        "actor": any(p.role == "actor" for p in participants),
        "other side": any(p.role in ("recipient", "victim", "target") for p in participants),
        "named": min(2, len(named)),
        "own place": bool(own_place),
        "counted": bool(counts),
        "negative": facts.polarity == "negative",
        "unsure": facts.certainty != "certain",
        "to come": facts.mood == "future",
        "attempt": facts.mood == "attempt",
        "conditional": facts.conditional,
        "subordinate": proposition.verb.dep_ in ("relcl", "acl", "advcl", "pcomp"),
    }


def threshold() -> float:
    """The score below which keeping a claim costs more in precision than it brings in recall."""
    return _weights().threshold


def score(kind: str, made_of: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that a claim of this type with these features is kept."""
    weights = _weights()
    total = weights.bias + weights.types.get(kind, 0.0)
    for name, value in made_of.items():
        total += weights.features.get(name, 0.0) * float(value)
    return round(1.0 / (1.0 + exp(-total)), 3)
