"""Which mentions, in any document, tell of one event: ECB+, topics 1 to 35.

Data: the ECB+ corpus (Cybulska and Vossen 2014, *Using a sledgehammer to crack a nut?*, LREC; CC BY 3.0) as
github.com/cltl/ecbPlus has it: a folder of XML documents a topic, and the list of the sentences whose
coding was checked. Mentions are the gold ones (actions); which belong together is found. The metric is the CoNLL score (Pradhan and others
2012): the mean F1 of MUC, B-cubed and CEAF-e over all documents at once, without gold topics or
subtopics, mentions that stand alone included.

Every mention becomes a claim with the people, bodies and places that its sentence names, and goes the
way of any claim: the reasons of Sayso's pair score, to which come the lemma of the mention, who takes part, days, and
how alike the documents are (the cosine of their tf-idf vectors), then Sayso's constrained agglomeration. Weights
and threshold are fitted on the topics of one half (every other one) and shown on the other; both ways round.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso.bench.coreference import b_cubed, ceaf_e, muc
from sayso.bench.ecbplus_mentions import WHERE, Mention, Texts, documents, texts_of
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import InputError, Join
from sayso.picture.accounts import Account
from sayso.picture.clustering import Clusters, Edge, agglomerate
from sayso.picture.decisions import Bonds
from sayso.picture.extents import Places
from sayso.picture.facts import Fact, Facts, facts_of
from sayso.picture.scoring import score as compared
from sayso.picture.words import word_lists

__all__ = ["WHERE", "score"]

THRESHOLDS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)

_LIGHT = frozenset({"say", "be", "have", "do", "make", "take", "get", "go", "report", "tell"})
"""Lemmas that tell of nothing by themselves."""

_STEM = 4
"""Letters that two lemmas must begin with alike to be kin: "acquire" and "acquisition"."""

_LEAST_COSINE = 0.06
"""Documents less alike than this do not tell of one event."""

_UNALIKE = 0.15

Numbers = npt.NDArray[np.float64]
Pair = tuple[int, int]


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the fusion on all documents in the folder.

    :raises InputError: when a file is missing or malformed, or there are fewer than two topics
    """
    texts = texts_of(pace.over(documents(data), "documents"))
    topics = sorted({mention.topic for mention in texts.mentions})
    if len(topics) < 2:
        raise InputError(f"{data}: one half needs another: fewer than two topics", remedy=WHERE)
    halves = [
        _Half(texts, [m for m in texts.mentions if topics.index(m.topic) % 2 == side])
        for side in (0, 1)
    ]
    figures: dict[str, float | int] = {
        "documents": len(texts.words),
        "mentions": len(texts.mentions),
    }
    shown = [_shown(halves[1 - side], halves[side]) for side in (0, 1)]
    for name in shown[0]:
        figures[name] = sum(each[name] for each in shown) / 2
    figures |= {
        f"{half} half shown: CoNLL F1": each["CoNLL F1"]
        for half, each in zip(("first", "second"), shown, strict=True)
    }
    return Result(
        name="ecbplus",
        about="one event or several, across documents, gold mentions",
        figures=figures,
        headline=("CoNLL F1",),
    )


class _Half:
    """The mentions of half the topics, the pairs worth comparing, and what speaks for each."""

    def __init__(self, texts: Texts, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.facts = facts_of((m.claim for m in mentions), Places())
        self.true = {str(n): m.chain for n, m in enumerate(mentions)}
        alike = _alike(texts.words)
        told = [self.facts.by_id[m.claim.id] for m in mentions]
        self.pairs = list(_pairs(mentions, alike))
        rare = _rarity(texts.words)
        self.reasons = np.array(
            [
                _reasons(
                    (mentions[one], mentions[other]),
                    (told[one], told[other]),
                    self.facts,
                    float(alike[mentions[one].document, mentions[other].document]),
                    rare,
                )
                for one, other in self.pairs
            ],
            dtype=np.float64,
        ).reshape(len(self.pairs), -1)
        self.same = np.array(
            [mentions[one].chain == mentions[other].chain for one, other in self.pairs],
            dtype=np.float64,
        )

    def clustered(self, scores: Numbers, threshold: float) -> dict[str, int]:
        """The cluster of each mention, joining the pairs above the threshold best first."""
        accounts = [_account(self.facts.by_id[m.claim.id]) for m in self.mentions]
        clusters = Clusters(accounts, self.facts, Bonds())
        edges = [
            Edge(-value, one, other, _join(accounts[one], accounts[other], value))
            for (one, other), value in zip(self.pairs, scores.tolist(), strict=True)
            if value > threshold
        ]
        edges.sort(key=lambda edge: (edge.cost, edge.one, edge.other))
        agglomerate(clusters, edges)
        return {str(n): clusters.root(n) for n in range(len(accounts))}


def _account(fact: Fact) -> Account:
    place = fact.places[0] if fact.places else None
    return Account(facts=(fact,), place=place, group=fact.group, pinned=False, shared=False)


def _join(left: Account, right: Account, value: float) -> Join:
    return Join(left=left.first.id, right=right.first.id, score=value)


def _shown(tuned: _Half, held: _Half) -> dict[str, float]:
    """The figures on one half with what was fitted on the other."""
    weights = _fitted(tuned.reasons, tuned.same)
    own = _probabilities(tuned.reasons, weights)
    threshold = max(THRESHOLDS, key=lambda t: _figures(tuned, tuned.clustered(own, t))["CoNLL F1"])
    found = held.clustered(_probabilities(held.reasons, weights), threshold)
    return _figures(held, found) | {"threshold": threshold}


def _figures(half: _Half, found: Mapping[str, int]) -> dict[str, float]:
    parts = {
        "MUC F1": muc(found, half.true).f1,
        "B3 F1": b_cubed(found, half.true).f1,
        "CEAF-e F1": ceaf_e(found, half.true).f1,
    }
    return {"CoNLL F1": sum(parts.values()) / len(parts)} | parts


def _fitted(reasons: Numbers, same: Numbers) -> Numbers:
    """The weights of a logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(reasons.shape[1])
    ridge = np.eye(len(weights))
    for _ in range(30):
        chance = _probabilities(reasons, weights)
        slope = reasons.T @ (chance - same) + weights
        bend = (reasons.T * (chance * (1 - chance))) @ reasons + ridge
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max(initial=0.0)) < 1e-6:
            break
    return weights


def _probabilities(reasons: Numbers, weights: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-np.clip(reasons @ weights, -30, 30)))
    return found


def _pairs(mentions: Sequence[Mention], alike: npt.NDArray[np.float32]) -> Iterator[Pair]:
    """Pairs with words of one root in documents that have something in common."""
    for other, right in enumerate(mentions):
        for one in range(other):
            left = mentions[one]
            if alike[left.document, right.document] < _LEAST_COSINE:
                continue
            if not left.lemmas.isdisjoint(right.lemmas) or _are_kin(left.lemma, right.lemma):
                yield one, other


def _are_kin(one: str, other: str) -> bool:
    if one == other:
        return True
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    shared = min(len(one), len(other)) if alike is None else alike
    return shared >= _STEM and shared >= 0.6 * min(len(one), len(other))


_OWN_REASONS = (
    "a shared side", "same sides", "different sides", "same place", "no common place known",
    "different places", "same report",
)  # fmt: skip


def _reasons(
    mentions: tuple[Mention, Mention],
    facts: tuple[Fact, Fact],
    known: Facts,
    cosine: float,
    rare: Mapping[str, float],
) -> list[float]:
    """What speaks for a pair: which reasons Sayso's score finds, and what is told beside them."""
    one, other = mentions
    places = (
        facts[0].places[0] if facts[0].places else None,
        facts[1].places[0] if facts[1].places else None,
    )
    found = dict(compared(*facts, known, places).reasons)
    words = sum(weight for name, weight in found.items() if name.startswith("words shared"))
    same_lemma = one.lemma == other.lemma
    apart = one.document != other.document
    return [
        1.0,
        *(float(name in found) for name in _OWN_REASONS),
        words,
        float(same_lemma),
        float(one.lemmas == other.lemmas),
        float(_are_kin(one.lemma, other.lemma)),
        float(bool({one.lemma, other.lemma} & _LIGHT)),
        cosine * apart,
        cosine * cosine * apart,
        cosine * apart * same_lemma,
        float(apart and cosine < _UNALIKE),
        _shared(one.taking_part, other.taking_part, rare),
        float(not one.taking_part or not other.taking_part),
        _shared(one.days, other.days, rare),
    ]


def _shared(one: frozenset[str], other: frozenset[str], rare: Mapping[str, float]) -> float:
    """The part of the rarer words of the shorter list that both have."""
    if not one or not other:
        return 0.0

    def worth(words: frozenset[str]) -> float:
        return sum(rare.get(word, 1.0) for word in words)

    return worth(one & other) / max(1e-9, min(worth(one), worth(other)))


def _rarity(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    held = Counter(word for words in documents for word in set(words))
    return {word: math.log((1 + len(documents)) / n) for word, n in held.items()}


def _alike(documents: Sequence[Sequence[str]]) -> npt.NDArray[np.float32]:
    """The cosines of the documents' tf-idf vectors."""
    stop, rare = word_lists().stop, _rarity(documents)
    counted = [
        Counter(w for w in words if w.isalpha() and len(w) > 2 and w not in stop)
        for words in documents
    ]
    column = {word: n for n, word in enumerate(sorted({w for each in counted for w in each}))}
    vectors = np.zeros((len(documents), len(column)), dtype=np.float32)
    for row, each in enumerate(counted):
        for word, n in each.items():
            vectors[row, column[word]] = (1 + math.log(n)) * rare[word]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    cosines: npt.NDArray[np.float32] = vectors @ vectors.T
    return cosines
