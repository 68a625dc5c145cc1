"""Whom "both", "each", "the two groups", "the latter" and "the former" point at: two named before."""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.reading.candidates import Candidate, can_be_it
from sayso.reading.reference_words import reference_words

_STANDS_ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "appos", "agent"})
_BODIES = frozenset({"party", "armed", "place"})


def points_at_pair(token: Token) -> bool:
    """Whether a word stands for two named before: "both", "each of them", "the two agencies"."""
    words = reference_words()
    lemma = token.lemma_.lower()
    if token.dep_ not in _STANDS_ALONE and token.dep_ not in ("ROOT", "conj"):
        return False
    if lemma in words.paired_bodies or lemma in words.paired_people:
        beside = {child.lower_ for child in token.children if child.i < token.i}
        return "both" in beside or {"the", "two"} <= beside
    if token.dep_ not in _STANDS_ALONE or not _is_bare(token):
        return False
    if token.lower_ == "two":
        return any(child.lower_ == "the" for child in token.children)
    return token.lower_ in ("both", "each", "neither")


def _is_bare(token: Token) -> bool:
    """Whether nothing but "of them" says of whom a word is: "both of the towns" says it itself."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return all(inner.tag_ == "PRP" for inner in child.children)
    return not any(child.dep_ in ("relcl", "acl", "conj") for child in token.children)


def the_pair(token: Token, before: Sequence[Candidate]) -> list[Token]:
    """The two of a fitting kind that the nearest sentence names.

    :param before: candidates before the token, nearer sentences first
    """
    people = token.lemma_.lower() in reference_words().paired_people
    bodies = token.lemma_.lower() in reference_words().paired_bodies
    for sentence in dict.fromkeys(c.sentence for c in before):
        named = _distinct(
            [
                c
                for c in before
                if c.sentence == sentence and (_is_body(c) if not people else c.entity.person)
            ]
        )
        if not people and not bodies and len(named) != 2:
            named = _distinct([c for c in before if c.sentence == sentence and c.entity.person])
        if len(named) == 2:
            return [c.token for c in named]
        for one in reversed(named):
            other = next((c for c in named if c.token in one.token.conjuncts), None)
            if other is not None and len(one.token.conjuncts) == 1:
                return sorted((one.token, other.token), key=lambda t: t.i)
    return []


def latter_or_former(token: Token, before: Sequence[Candidate]) -> list[Token]:
    """Whom "the latter" or "the former" means: the last or first of two named together."""
    if (
        not any(child.lower_ == "the" for child in token.children)
        or token.dep_ not in _STANDS_ALONE
    ):
        return []
    for sentence in dict.fromkeys(c.sentence for c in before):
        named = _distinct(
            [
                c
                for c in before
                if c.sentence == sentence and (_is_body(c) or c.entity.kind == "people")
            ]
        )
        if len(named) >= 2:
            return [named[-1 if token.lower_ == "latter" else -2].token]
    return []


def _is_body(candidate: Candidate) -> bool:
    return candidate.entity.kind in _BODIES and can_be_it(candidate.entity)


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """Each party or person once, in the order of the text."""
    named: dict[str, Candidate] = {}
    for one in sorted(found, key=lambda c: c.token.i):
        actor = one.entity.actor
        name = (actor.id or actor.name) if actor is not None else one.entity.text
        named.setdefault(name.lower(), one)
    return list(named.values())
