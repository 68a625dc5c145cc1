"""How probably a place that a report names is where a proposition takes place.

What the rules of :mod:`sayso.reading.placing` choose is one piece of evidence among others: the
trained heads' word, the preposition, the sentences between, whether a place is a speaker's, heads
an entry or is where the last event was. The weights are those of a softmax over the places in
reach, fitted by ``scripts/fit_places.py``; they stand in ``lexicon/place_weights.toml``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log

import msgspec
from spacy.tokens import Token

from sayso.model import ontology
from sayso.model.knowledge import read_knowledge
from sayso.places import PlaceMention
from sayso.reading.propositions import Proposition

Features = Mapping[str, float]

_REACH = 14
"""Sentences back that a place is looked for, beside the first ones of the report."""

_OPENING = 3
"""The first sentences of a report, whose places hold for all of it."""

_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "into", "of", "on", "around", "outside", "by", "for", "with",
     "against", "across", "between", "towards", "through", "over"}
)  # fmt: skip
_TOLD_STEPS = (0.02, 0.1, 0.3, 0.6)


class Weights(msgspec.Struct, frozen=True):
    """The weights by feature, and how many times more probable than the place that the rules inherit
    one must be to be taken instead."""

    overrule: float
    features: dict[str, float]
    fitted: dict[str, str | int | float] = {}


_NAMED = frozenset({"role", "own", "told"})
"""The rules that find a place in the clause itself."""


@cache
def weights() -> Weights:
    """The weights of ``lexicon/place_weights.toml``.

    :raises DataError: when one is no number
    """
    return read_knowledge(
        "sayso.reading", "lexicon/place_weights.toml", Weights, remedy="fit the weights anew"
    )


class Head(msgspec.Struct, frozen=True):
    """A word that names a place or points at one.

    ``aside``: it stands in who speaks, in a dateline or in the name of something else, where the
    rules look for no place. ``opens``: it heads its entry.
    """

    token: Token
    mention: PlaceMention
    sentence: int
    block: int
    aside: bool = False
    described: bool = False
    opens: bool = False

    @property
    def place(self) -> str:
        """What tells one place from another: its id, or its name where no gazetteer has it."""
        place = self.mention.place
        return place.id if place is not None else self.mention.text.lower()


class Asked(msgspec.Struct, frozen=True):
    """What is known of one proposition when its place is asked for.

    ``ruled`` are the mentions (by where they begin) that the rules choose, ``how`` by which of them;
    ``last`` those where the last event was; ``told`` what the heads hold of each place in reach.
    """

    proposition: Proposition
    sentence: int
    block: int
    ruled: frozenset[int]
    how: str
    last: frozenset[int]
    told: Sequence[float]
    focus: str | None


def in_reach(heads: Sequence[Head], sentence: int, here: Token) -> list[Head]:
    """The places that a proposition may be at."""
    return [
        h
        for h in heads
        if (sentence - _REACH <= h.sentence <= sentence + 1 or h.sentence < _OPENING)
        and (h.sentence <= sentence or h.token.i - here.i < 60)
    ]


def shares(rows: Sequence[Features]) -> list[float]:
    """The probability of each place by what speaks for it, summing to 1."""
    table = weights().features
    scores = [sum(table.get(name, 0.0) * value for name, value in row.items()) for row in rows]
    top = max(scores, default=0.0)
    risen = [exp(score - top) for score in scores]
    total = sum(risen)
    return [one / total for one in risen]


def prevails(share: float, ruled: float, how: str) -> bool:
    """Whether a place so probable is taken instead of the rules', which is so probable.

    What the clause itself names stands, and where the rules find no place none is made up.
    """
    return ruled > 0.0 and how not in _NAMED and share >= ruled * weights().overrule


def features(heads: Sequence[Head], asked: Asked) -> list[Features]:
    """What speaks for and against each place."""
    often = Counter(h.place for h in heads if not h.described)
    most = max(often.values(), default=1)
    best_told = max(asked.told, default=0.0)
    at = asked.proposition.trigger.i
    same = [h for h in heads if h.sentence == asked.sentence]
    before = [h for h in heads if h.token.i < at]
    nearest = max((h.token.i for h in same if h.token.i < at), default=-1)
    next_on = min((h.token.i for h in same if h.token.i > at), default=-1)
    latest = max((h.token.i for h in before if not h.aside), default=-1)
    held = {p for h in same if h.mention.place for p in h.mention.place.parents}
    class_ = ontology()[asked.proposition.type].class_
    rows: list[Features] = []
    for head, told in zip(heads, asked.told, strict=True):
        row: dict[str, float] = {}
        place = head.mention.place
        chosen = head.mention.start in asked.ruled
        if chosen:
            row["rule"] = 1
            row[f"rule {asked.how}"] = 1
        if head.mention.start in asked.last:
            row["last event"] = 1
        for step in _TOLD_STEPS:
            if told >= step:
                row[f"told {step}"] = 1
        if told >= _TOLD_STEPS[0] and told == best_told:
            row["told best"] = 1
        apart = asked.sentence - head.sentence
        here = apart == 0
        if here:
            row["here"] = 1
            row["here after" if head.token.i > at else "here before"] = 1
            path = _path(asked.proposition.trigger, head.token)
            row[f"path {min(path, 7)}"] = 1
            if head.token.i in (nearest, next_on):
                row["nearest before" if head.token.i < at else "nearest after"] = 1
            row["far"] = log(1 + abs(head.token.i - at))
            link = _link(head.token)
            row[f"link {link}"] = 1
            row[f"link {link} {class_}"] = 1
            if place is not None and place.id in held:
                row["holds another"] = 1
        else:
            row[
                "later"
                if apart < 0
                else f"back {1 if apart == 1 else 3 if apart < 4 else 8 if apart < 9 else 20}"
            ] = 1
            row["back"] = log(1 + max(0, apart))
            if head.token.i == latest:
                row["latest"] = 1
            row[f"there {_link(head.token)}"] = 1
            if head.block == asked.block:
                row["block"] = 1
        if head.block == asked.block and head.opens:
            row["opens block"] = 1
        elif head.opens:
            row["opens"] = 1
        if head.sentence < _OPENING:
            row["opening"] = 1
            if head.sentence == 0 and not here:
                row["first"] = 1
        if head.aside:
            row["aside here" if here else "aside"] = 1
            if here and asked.how in ("inherited", "above", "nothing"):
                row["aside alone"] = 1
        if head.mention.embedded:
            row["embedded here" if here else "embedded"] = 1
        if head.described:
            row["described here" if here else "described"] = 1
        kind = _fineness(head.mention)
        row[f"kind {kind}"] = 1
        row[f"kind {kind} {'here' if here else 'there'}"] = 1
        if place is not None and place.country is not None and place.country != asked.focus:
            row["abroad here" if here else "abroad"] = 1
        share = often[head.place] / most if often[head.place] else 0.0
        row["often"] = share
        if not here:
            row["often there"] = share
        rows.append(row)
    return rows


def _fineness(mention: PlaceMention) -> str:
    place = mention.place
    if place is None:
        return "unlisted"
    if place.kind == "country":
        return "country"
    return "unit" if place.kind in ("adm1", "region", "sea") else "fine"


def _link(token: Token) -> str:
    """How a place hangs on its clause: by which preposition, or as what of the verb or noun."""
    top = token
    while top.dep_ in ("conj", "appos", "compound", "nmod") and top.head != top:
        top = top.head
    if top.dep_ == "pobj":
        word = top.head.lower_
        return word if word in _PREPOSITIONS else "other preposition"
    if top.dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "npadvmod", "advmod"):
        return top.dep_
    return "none"


def _path(one: Token, other: Token) -> int:
    """Steps between two words of one sentence through the tree."""
    up = {one.i: 0}
    current, steps = one, 0
    while current.head != current:
        current, steps = current.head, steps + 1
        up[current.i] = steps
    current, steps = other, 0
    while current.i not in up:
        if current.head == current:
            return 9
        current, steps = current.head, steps + 1
    return steps + up[current.i]
