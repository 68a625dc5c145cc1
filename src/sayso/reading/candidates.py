"""Whom a pronoun or description may mean: every party, person and place named, and who is ruled out."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.reading.clauses import arguments, conjuncts, is_caused
from sayso.reading.counted_nouns import is_person
from sayso.reading.mentions import Entity, Mentions

SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})


@dataclass(frozen=True)
class Candidate:
    """One noun phrase that may be meant later, with its sentence's number.

    ``aside``: it stands in a relative clause.
    """

    token: Token
    entity: Entity
    sentence: int
    subject: bool
    aside: bool = False


def candidates(
    doc: Doc, mentions: Mentions, sentence: Mapping[int, int], aside: frozenset[int]
) -> list[Candidate]:
    """Every party, person and place that a text names, in its order."""
    found: list[Candidate] = []
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("amod", "nmod", "npadvmod"):
            continue
        if token.i in aside or token.ent_type_ in ("DATE", "TIME"):
            continue
        actor = mentions.actor_at(token)
        if token.dep_ == "compound" and actor is None:
            continue
        if token.dep_ == "compound" and mentions.actor_at(token.head) is not None:
            continue
        entity = mentions.entity(token)
        if entity.kind in ("thing", "site", "control", "none"):
            continue
        found.append(
            Candidate(
                token,
                entity,
                sentence[token.i],
                token.dep_ in SUBJECT and token.i not in aside,
                token.head.dep_ == "relcl",
            )
        )
    return found


def can_be_it(entity: Entity) -> bool:
    """Whether "it" may mean a place: a state, or a capital that stands for one."""
    if entity.kind != "place" or entity.actor is not None:
        return True
    place = entity.place.place if entity.place is not None else None
    return place is not None and place.kind == "country"


def is_collective(candidate: Candidate) -> bool:
    """Whether "it" may mean armed people: a body of them, "the army", "a column"."""
    return candidate.token.tag_ in ("NN", "NNP") and not is_person(candidate.token)


def acts_alone(candidate: Candidate) -> bool:
    """Whether a candidate is one person without a name, as a subject: "the suspect", "a nurse"."""
    token = candidate.token
    return candidate.subject and token.tag_ == "NN" and is_person(token)


def doers_beside(token: Token) -> frozenset[Token]:
    """The subject, shown or understood, of the verb whose object a pronoun or "some" is."""
    if token.pos_ not in ("PRON", "DET", "NUM") or token.dep_ not in (
        "dobj",
        "dative",
        "pobj",
        "nsubj",
    ):
        return frozenset()
    verb = token.head if token.dep_ != "pobj" else token.head.head
    if token.dep_ == "nsubj" and is_caused(verb):
        return frozenset(c for c in verb.head.children if c.dep_ in SUBJECT)
    if verb.pos_ not in ("VERB", "AUX"):
        return frozenset()
    if token.dep_ == "nsubj":
        return frozenset()
    found = arguments(verb)
    doers = found.object if found.passive else found.subject
    return frozenset(member for doer in doers for member in conjuncts(doer))
