"""Whom a definite description means: "the group", "the rebels", "the commander", "the men"."""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.reading.candidates import Candidate
from sayso.reading.counted_nouns import is_person
from sayso.reading.mentions import Mentions
from sayso.reading.reference_words import described_name, is_called, reference_words


def apposed_name(token: Token, mentions: Mentions) -> Token | None:
    """The name in whose apposition a description of the same kind stands."""
    name = described_name(token)
    if name is None:
        return None
    entity, described = mentions.entity(name), mentions.entity(token)
    if entity.kind == "place" or (described.actor is not None and described.actor.id):
        return None
    if entity.person:
        return name if is_person(token) else None
    body = described.kind in ("party", "armed")
    return name if body or token.lemma_.lower() in reference_words().part_of else None


def described_party(
    token: Token, lemma: str, before: Sequence[Candidate], mentions: Mentions
) -> list[Token]:
    """The party that "the group" or "the rebels" stands for: of the kind that the word says.

    One that the text has called so comes first, then one of the kinds that the word means most
    often, then any that it may mean.

    :param before: candidates before the token, the best first
    """
    words = reference_words()
    outside = [c for c in before if c.token not in token.subtree and token not in c.token.subtree]
    called = next(
        (c.token for c in outside if c.entity.kind == "party" and is_called(c.token, lemma)), None
    )
    if called is not None and called.pos_ == "PROPN":
        return [called]
    wanted = [words.first[word] for word in (token.lower_, lemma) if word in words.first][:1]
    for kinds in (*wanted, words.kinds.get(lemma)):
        for candidate in outside:
            same = candidate.token.lemma_.lower() == lemma
            if same and not _points_back(candidate.token, mentions):
                return [candidate.token]
            actor = candidate.entity.actor
            if actor is None or actor.id is None or candidate.entity.kind != "party":
                continue
            if candidate.token.tag_ == "NN" and candidate.token.lemma_ in words.person:
                continue
            if actor.kind in words.never_kinds or (kinds is not None and actor.kind not in kinds):
                continue
            return [candidate.token]
    return []


def armed_people(token: Token, before: Sequence[Candidate]) -> list[Token]:
    """Whom "the men" stands for: the armed people before."""
    return [
        c.token
        for c in before
        if c.entity.plural and c.entity.kind in ("armed", "party") and c.token not in token.subtree
    ][:1]


def so_called(lemma: str, before: Sequence[Candidate]) -> list[Token]:
    """The named person whom the text has called "the commander" before."""
    return [
        c.token
        for c in before
        if c.entity.person and (lemma in c.entity.text.lower().split() or is_called(c.token, lemma))
    ][:1]


def is_bare(token: Token, mentions: Mentions) -> bool:
    """Whether a description names nobody itself, so that it must point to somebody."""
    actor = mentions.entity(token).actor
    if actor is not None and actor.id is not None:
        return False
    if any(
        child.dep_ in ("compound", "amod", "nmod") and child.lower_ not in reference_words().plain
        for child in token.lefts
    ):
        return False
    return not any(
        mentions.actor_at(part) is not None
        for child in token.children
        if child.dep_ in ("compound", "amod", "nmod", "poss", "prep", "appos")
        for part in child.subtree
    )


def is_definite(token: Token) -> bool:
    """Whether a noun has an article or pronoun that points back, and no "of" says which is meant."""
    for child in token.children:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return not any(
                c.dep_ in ("prep", "relcl", "acl") and c.i > token.i and c.lower_ == "of"
                for c in token.children
            )
    return False


def points_at_sides(token: Token) -> bool:
    """Whether "sides", "parties" or "forces" means the two that face each other."""
    words = {child.lower_ for child in token.children}
    if words & {"both", "two", "warring", "each", "either", "rival", "opposing"}:
        return True
    return (
        "the" in words
        and token.lower_ in ("sides", "parties", "belligerents")
        and not (words - {"the"} - {",", "’s", "'s"})
    )


def _points_back(token: Token, mentions: Mentions) -> bool:
    """Whether a noun phrase is itself only a pointer back ("the group")."""
    return is_definite(token) and is_bare(token, mentions)
