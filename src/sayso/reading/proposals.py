"""What the trained heads add to the grammar's propositions.

The heads say which words tell of which type; a proposal is then read like any other proposition,
through the linking pattern that the lexicon uses most for its type. ``lexicon/proposals.toml`` holds
from which probability on, measured on the tuning part of the corpus.
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
from sayso.reading.roles import fill
from sayso.reading.triggers import Hit, adjective_hit, noun_hit, noun_matches, verb_matches

_SURE = 0.6
"""The probability from which the heads outweigh what the lexicon forbids."""

_OVERRULES = 0.75
"""The probability from which a word tells of what the heads hold beside what the grammar reads in it."""

_NEAR = 4
"""Words apart at which two triggers of one type tell of one thing."""


class RoleLimits(msgspec.Struct, frozen=True):
    """Probabilities of a role: from which an empty one is filled, from which those named beside its
    filler fill it too, from which the heads overrule the grammar, and up to which they must distrust
    its filler to do so."""

    fill: float
    beside: float
    overrule: float
    distrust: float


class PlaceLimits(msgspec.Struct, frozen=True):
    """Probabilities of a place: from which the heads give one to a clause that names none, from which
    they overrule the grammar, and up to which they must distrust its place to do so."""

    fill: float
    overrule: float
    distrust: float
    passage: float


class SourceLimits(msgspec.Struct, frozen=True):
    """Probabilities of a source: from which the heads name one where nobody is named, from which they
    overrule the grammar or hold that the author speaks, and up to which they must distrust its
    source to do so."""

    fill: float
    overrule: float
    author: float
    distrust: float


class Thresholds(msgspec.Struct, frozen=True):
    """From which probability on the heads' word is taken; ``add`` is for what is told at
    all, ``losses`` for losses without a word of loss, ``apart`` for losses that are a claim of their
    own beside an event, ``heard`` for what says too little by itself or stands where nobody speaks."""

    add: float
    losses: float
    apart: float
    heard: float
    roles: RoleLimits
    places: PlaceLimits
    sources: SourceLimits


@cache
def thresholds() -> Thresholds:
    """The probabilities of ``lexicon/proposals.toml``.

    :raises DataError: when one is missing or no number
    """
    return read_knowledge(
        "sayso.reading", "lexicon/proposals.toml", Thresholds, remedy="fit the thresholds anew"
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
    triggers = {p.trigger.i for p in found}
    for token in doc:
        if token.i in skip or not token.is_alpha:
            continue
        slug, probability = told.best(token)
        if probability < thresholds().add:
            continue
        if slug == "casualties" or _is_told(token, slug, [*found, *made]):
            continue
        if probability < _OVERRULES and token.i in triggers:
            continue
        if probability < _SURE and _is_known_otherwise(token, slug):
            continue
        hit = _hit(token, slug)
        if hit is None:
            continue
        proposition = Proposition(hit, slug, told=probability)
        proposition.fillers = fill(hit, coreference)
        made.append(proposition)
    return made


def note(proposition: Proposition, told: Told) -> None:
    """Note on a proposition how probably, by the heads, one of its words tells of its type."""
    words = {proposition.trigger, proposition.verb, *proposition.hit.words}
    if proposition.hit.carrier is not None:
        words.add(proposition.hit.carrier)
    proposition.told = max(told.of(word, proposition.type) for word in words)


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
    if token.pos_ in ("ADP", "ADV") and token.head.lemma_ == "be":
        frame = Frame(type=slug, links=_links(slug, "verb"))
        return Hit(token.head, token.head, frame, slug, arguments(token.head), "verb")
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
