"""Who may be the doer when a pronoun is the subject of violence: not those who suffered or told of it.

"Twenty families fled. They took the cattle first": the families are not who took it.
"""

from collections.abc import Collection

from spacy.tokens import Token

from sayso.model import ontology
from sayso.reading.candidates import Candidate, is_collective
from sayso.reading.clauses import is_passive
from sayso.reading.reference_words import reference_words
from sayso.reading.triggers import verb_matches

_AGAINST_WILL = frozenset({"takeover", "siege", "arrest"})
"""Types besides violence itself that people without arms rarely do."""

_SUFFERS = frozenset({"flee", "undergo"})
"""Linking patterns whose subject is done to."""


def does_violence(pronoun: Token) -> bool:
    """Whether a pronoun is the subject of a verb that the lexicon has for harm done to its object."""
    verb = pronoun.head
    if pronoun.dep_ != "nsubj" or verb.pos_ != "VERB" or is_passive(verb):
        return False
    if not any(c.dep_ in ("dobj", "prep", "prt") for c in verb.children):
        return False
    return any(
        t.frame is not None
        and (t.frame.type in _AGAINST_WILL or ontology()[t.frame.type].violent)
        and t.frame.links not in _SUFFERS
        for t, _ in verb_matches(verb)
    )


def suffers_violence(pronoun: Token) -> bool:
    """Whether harm is done to a pronoun: "it was struck", "they shot at it"."""
    upper = pronoun.head
    if pronoun.dep_ == "pobj" and upper.lower_ in ("at", "on", "upon", "against"):
        upper = upper.head
    elif pronoun.dep_ not in ("dobj", "nsubjpass"):
        return False
    return upper.pos_ == "VERB" and any(
        t.frame is not None and ontology()[t.frame.type].violent for t, _ in verb_matches(upper)
    )


def may_have_done(candidate: Candidate, speakers: Collection[int]) -> bool:
    """Whether a candidate may be who did it: armed, a party, or people who act where they are named.

    :param speakers: tokens of those whose words are reported
    """
    entity = candidate.entity
    if entity.kind == "armed" and not entity.plural and not is_collective(candidate):
        return candidate.token.lemma_.lower() in reference_words().party
    if entity.kind != "people" or entity.person:
        return True
    token = candidate.token
    if token.dep_ != "nsubj" or token.i in speakers or candidate.aside:
        return False
    verb = token.head
    if verb.pos_ != "VERB" or is_passive(verb):
        return False
    return not any(t.frame is not None and t.frame.links in _SUFFERS for t, _ in verb_matches(verb))
