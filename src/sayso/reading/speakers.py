"""For whom a speaker says "we": the party that he speaks or fights for."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import is_person
from sayso.reading.mentions import Mentions
from sayso.reading.nouns import is_armed_noun, is_party_noun
from sayso.reading.reference_words import reference_words

_SERVES = frozenset({"command", "lead", "head", "join", "direct"})
"""Verbs whose subject belongs to the party that their object belongs to: "commands a brigade of X"."""

_OF = frozenset({"of", "from", "for", "with", "in"})


@dataclass(frozen=True)
class Speaker:
    """Whose words a stretch of the text is: character offsets and the speaker's head.

    Over a direct quotation the speaker is "I" and "we"; over any reported words the speaker is
    whom a pronoun means that has nobody before it ("Its fighters …, the movement said").
    """

    start: int
    end: int
    head: Token
    quoted: bool


class Sides:
    """The parties of the people of one report."""

    def __init__(
        self, doc: Doc, mentions: Mentions, resolve: Callable[[Token], list[Token]]
    ) -> None:
        """:param resolve: what a noun or pronoun stands for"""
        self._doc = doc
        self._mentions = mentions
        self._resolve = resolve
        self._told: dict[str, Token] | None = None

    def of(self, person: Token) -> Token | None:
        """The party of a person: "a commander of X", "the X spokesman, Juan Rojas", and of one of
        whom the report tells elsewhere that he commands "a brigade of X"."""
        if not self._mentions.entity(person).person and not is_person(person):
            return None
        beside = [person, *(c for c in person.children if c.dep_ in ("appos", "compound"))]
        if person.dep_ == "appos":
            beside.append(person.head)
        for word in beside:
            named = self._named_with(word, frozenset({"of", "from", "for", "with"}))
            if named is not None:
                return named
        if person.pos_ != "PROPN":
            return None
        if self._told is None:
            self._told = self._tell()
        return self._told.get(person.lower_)

    def _named_with(self, word: Token, prepositions: frozenset[str]) -> Token | None:
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                near = [c for c in child.children if c.dep_ == "pobj"]
            elif child.dep_ in ("compound", "nmod", "amod", "poss"):
                near = [child]
            else:
                continue
            for one in near:
                if self._fights(one):
                    return one
        return None

    def _fights(self, token: Token) -> bool:
        actor = self._mentions.actor_at(token)
        fights = reference_words().fighting_kinds
        return actor is not None and actor.id is not None and actor.kind in fights

    def _unknown(self, unit: Token) -> Token | None:
        """A force that nobody knows, of which a unit is: "a company of the Zeravani"."""
        if not is_armed_noun(unit) and not is_party_noun(unit):
            return None
        for child in unit.children:
            for name in child.children if child.dep_ == "prep" and child.lower_ == "of" else ():
                entity = self._mentions.entity(name)
                if name.pos_ == "PROPN" and entity.kind != "place" and not entity.person:
                    return name
        return None

    def _tell(self) -> dict[str, Token]:
        """The party of each person, by the last name, of whom a sentence tells whom he commands."""
        told: dict[str, Token] = {}
        for verb in self._doc:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in _SERVES:
                continue
            doer = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            led = next((c for c in verb.children if c.dep_ == "dobj"), None)
            if doer is None or led is None:
                continue
            side = led if self._fights(led) else self._named_with(led, _OF) or self._unknown(led)
            person = (self._resolve(doer) or [doer])[0]
            if side is not None and person.pos_ == "PROPN" and side != person:
                told.setdefault(person.lower_, side)
        return told
