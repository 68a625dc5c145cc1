"""What the trained heads add to the grammar's propositions, and what they doubt among them.

The heads say which words tell of which type; a proposal is then read like any other proposition,
through the linking pattern that the lexicon uses most for its type. Where the grammar finds nobody
in a role, the heads' word for it is taken. ``lexicon/proposals.toml`` holds from which probability
on, for each type, measured on the tuning part of the corpus.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from sayso.model.knowledge import read_knowledge
from sayso.reading.clauses import arguments
from sayso.reading.coreference import Coreference
from sayso.reading.learned import Told
from sayso.reading.lexicon import Frame, lexicon
from sayso.reading.propositions import Proposition
from sayso.reading.roles import Filler, fill
from sayso.reading.triggers import Hit, adjective_hit, noun_hit, noun_matches, verb_matches

_ROLE = 0.5
"""The probability from which a word is taken for a role that the grammar left empty."""

_SURE = 0.6
"""The probability from which the heads outweigh what the lexicon forbids."""

_NEAR = 4
"""Words apart at which two triggers of one type tell of one thing."""


class _Thresholds(msgspec.Struct, frozen=True):
    add: float
    keep: float
    types_add: dict[str, float] = {}
    types_keep: dict[str, float] = {}
    fitted: dict[str, str | int | float] = {}


@cache
def _thresholds() -> _Thresholds:
    return read_knowledge(
        "sayso.reading", "lexicon/proposals.toml", _Thresholds, remedy="fit the thresholds anew"
    )


def added(
    doc: Doc,
    told: Told,
    found: Sequence[Proposition],
    coreference: Coreference,
    *,
    skip: frozenset[int],
) -> list[Proposition]:
    """Propositions for what the heads find and the grammar does not.

    :param skip: indices of tokens that tell nothing themselves
    """
    made: list[Proposition] = []
    for token in doc:
        if token.i in skip or not token.is_alpha:
            continue
        slug, probability = told.best(token)
        if probability < _thresholds().types_add.get(slug, _thresholds().add):
            continue
        if slug == "casualties" or _is_told(token, slug, [*found, *made]):
            continue
        if probability < _SURE and _is_known_otherwise(token, slug):
            continue
        hit = _hit(token, slug)
        if hit is None:
            continue
        proposition = Proposition(hit, slug, told=probability)
        proposition.fillers = fill(hit, coreference)
        made.append(proposition)
    for proposition in made:
        fill_gaps(proposition, told, coreference)
    return made


def doubted(proposition: Proposition, told: Told) -> bool:
    """Whether the heads hold that none of a proposition's words tells of its type.

    Their probability is noted on the proposition.
    """
    words = {proposition.trigger, proposition.verb, *proposition.hit.words}
    if proposition.hit.carrier is not None:
        words.add(proposition.hit.carrier)
    best = proposition.told = max(told.of(word, proposition.type) for word in words)
    thresholds = _thresholds()
    if proposition.type == "casualties":
        return False
    return best < thresholds.types_keep.get(proposition.type, thresholds.keep)


def fill_gaps(proposition: Proposition, told: Told, coreference: Coreference) -> None:
    """Take the heads' word for whom the grammar did not find."""
    for role, others in (("actor", ("actor",)), ("recipient", ("recipient", "victim", "target"))):
        if proposition.in_role(*others):
            continue
        taken = {f.token.i for f in proposition.fillers}
        best: Token | None = None
        reached = _ROLE
        for word in proposition.trigger.sent:
            if word.i in taken or word == proposition.trigger or not word.is_alpha:
                continue
            probability = told.role(proposition.trigger, word, role)
            if probability >= reached:
                best, reached = word, probability
        if best is not None:
            means = tuple(coreference.resolve(best)) or (best,)
            proposition.fillers.append(Filler(role, best, means, "learned"))


def _is_told(token: Token, slug: str, found: Sequence[Proposition]) -> bool:
    for proposition in found:
        if proposition.type != slug or proposition.trigger.sent != token.sent:
            continue
        trigger = proposition.trigger
        if abs(trigger.i - token.i) <= _NEAR or token in proposition.hit.words:
            return True
        if proposition.verb == token or trigger.head == token or token.head == trigger:
            return True
    return False


def _is_known_otherwise(token: Token, slug: str) -> bool:
    """Whether the lexicon has the word for the type, and its restrictions have just turned it down:
    "captured the title" is no takeover."""
    if token.pos_ in ("VERB", "AUX"):
        return any(t.frame is None or t.frame.type == slug for t, _ in verb_matches(token))
    if token.pos_ in ("NOUN", "PROPN"):
        return any(t.frame is None or t.frame.type == slug for t, _ in noun_matches(token))
    return False


def _hit(token: Token, slug: str) -> Hit | None:
    if token.pos_ in ("VERB", "AUX"):
        frame = Frame(type=slug, links=_links(slug, "verb"))
        return Hit(token, token, frame, slug, arguments(token), "verb", words=(token,))
    if token.pos_ in ("NOUN", "PROPN"):
        return noun_hit(token, Frame(type=slug, links=_links(slug, "noun")), (token,))
    if token.pos_ == "ADJ":
        return adjective_hit(token, Frame(type=slug, links=_links(slug, "verb")))
    return None


@cache
def _links(slug: str, form: str) -> str:
    """The linking pattern that most of the lexicon's words of a type have."""
    counts: Counter[str] = Counter()
    for frame in lexicon().frames:
        if frame.type == slug and not frame.copular:
            counts[frame.links] += len(frame.nouns if form == "noun" else frame.verbs)
    return counts.most_common(1)[0][0] if counts else "tell"
