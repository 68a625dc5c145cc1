"""What pronouns and definite descriptions stand for.

A salience list over the report (after Lappin & Leass 1994, much reduced): candidates are the
parties, people and places named so far, nearer and subject ones first; a candidate must agree in
kind and number with what refers to it. "Both sides" are the last two parties that faced each other.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.reading.candidates import (
    SUBJECT,
    Candidate,
    acts_alone,
    can_be_it,
    candidates,
    doers_beside,
    is_collective,
)
from sayso.reading.clauses import PARTITIVES, conjuncts
from sayso.reading.descriptions import (
    apposed_name,
    armed_people,
    described_party,
    is_bare,
    is_definite,
    points_at_sides,
    so_called,
)
from sayso.reading.doers import does_violence, may_have_done, suffers_violence
from sayso.reading.mentions import Mentions
from sayso.reading.pairs import latter_or_former, points_at_pair, the_pair
from sayso.reading.pronoun_runs import PronounRuns
from sayso.reading.reference_words import (
    antecedent,
    name_beside,
    named_group,
    reference_words,
    surnames,
)
from sayso.reading.speakers import Sides, Speaker

_LOOK_BACK = 6
"""Sentences back that a definite description may reach; a pronoun reaches half as far."""


class Coreference:
    """Antecedents for one report."""

    def __init__(
        self,
        doc: Doc,
        mentions: Mentions,
        *,
        speakers: Sequence[Speaker] = (),
        issuer: Token | None = None,
        aside: frozenset[int] = frozenset(),
    ) -> None:
        """:param aside: tokens of set-aside lines, which name nobody"""
        self._mentions = mentions
        self._speakers = speakers
        self._issuer = issuer
        self._sentence = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
        self._surnames = surnames(doc)
        self._candidates = candidates(doc, mentions, self._sentence, aside)
        self._runs = PronounRuns(
            self._sentence,
            frozenset(c.token.i for c in self._candidates if c.subject),
            [(s.start, s.end) for s in speakers if s.quoted],
        )
        self._gender: dict[str, str] = {}
        self._facing: list[tuple[int, tuple[Token, ...]]] = []
        self._tellers = frozenset(s.head.i for s in speakers)
        self._sides = Sides(doc, mentions, self.resolve)

    @property
    def mentions(self) -> Mentions:
        """The mention layer that antecedents are looked for in."""
        return self._mentions

    def remember_sides(self, at: Token, sides: Sequence[Token]) -> None:
        """Note the parties of a two-sided event, for later "both sides"."""
        if len(sides) >= 2:
            self._facing.append((at.i, tuple(sides)))

    def resolve(self, token: Token) -> list[Token]:
        """The head tokens that a noun or pronoun stands for; itself when it stands for itself."""
        lower = token.lower_
        name = name_beside(token) or named_group(token)
        if name is not None:
            return [name]
        lemma = token.lemma_.lower()
        if lemma in reference_words().sides and points_at_sides(token):
            return self._both_sides(token) or [token]
        if points_at_pair(token):
            return the_pair(token, self._before(token, 3)) or [token]
        if lower in ("latter", "former"):
            return latter_or_former(token, self._before(token, 2)) or [token]
        part = self._some_of(token)
        if part is not None:
            return part
        if lower in ("nobody", "none") and token.dep_ in SUBJECT and not any(token.children):
            return self._nearest(token, ("party", "armed"), 2, plural=True) or [token]
        if lemma in reference_words().measures:
            measured = next((c for c in token.children if c.dep_ == "poss"), None)
            return (self.resolve(measured) if measured is not None else None) or [token]
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP$"):
            return self._pronoun(self._runs.first_of_chain(token), lower)
        if token.pos_ == "PROPN":
            return [self._full_name(token)]
        described = apposed_name(token, self._mentions)
        if described is not None:
            return [described]
        if is_bare(token, self._mentions) and is_definite(token):
            if lemma in reference_words().party:
                before = self._before(token, _LOOK_BACK)
                return described_party(token, lemma, before, self._mentions) or [token]
            if lemma in reference_words().person:
                return self._described_person(token, lemma) or [token]
        return [token]

    def _some_of(self, token: Token) -> list[Token] | None:
        """Of whom "some of them" and "two of whom" are: the antecedent, where it is known."""
        if token.lemma_.lower() not in PARTITIVES and token.pos_ != "NUM":
            return None
        for child in token.children:
            if child.dep_ != "prep" or child.lower_ != "of":
                continue
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.lower_ in ("them", "these", "those"):
                    return self._counted(token) or None
                if inner.dep_ == "pobj" and inner.tag_ in ("PRP", "WP", "WDT"):
                    means = self.resolve(inner)
                    return means if means != [inner] else None
        return None

    def _counted(self, part: Token) -> list[Token]:
        """Of whom "two of them" are: the people named last, but not those who act on them."""
        doers = doers_beside(part)
        for candidate in sorted(self._before(part, 2), key=lambda c: -c.token.i):
            entity = candidate.entity
            if (
                entity.plural
                and entity.kind in ("armed", "people", "crowd", "party")
                and candidate.token not in doers
            ):
                return [candidate.token]
        return []

    def place_of(self, token: Token) -> Token | None:
        """The head token of the place that "the town", "there", "the country" stands for."""
        lemma = token.lemma_.lower()
        if token.pos_ == "PROPN" or self._mentions.actor_at(token) is not None:
            return None
        kinds = reference_words().place.get(lemma)
        if kinds is None and lemma not in reference_words().vague_places:
            return None
        if kinds is not None and not is_definite(token):
            return None
        focus = self._mentions.focus.countries[:1]
        abroad: Token | None = None
        for candidate in self._before(token, _LOOK_BACK):
            place = candidate.entity.place
            if place is None or place.place is None:
                continue
            if kinds is None or place.place.kind in kinds:
                if not focus or place.place.country in focus:
                    return candidate.token
                abroad = abroad or candidate.token
        if kinds is not None and "country" in kinds and focus:
            return self._country_before(token, focus[0]) or abroad
        return abroad

    def _country_before(self, token: Token, country: str) -> Token | None:
        """The last mention before a token of the country that the report is about."""
        for candidate in reversed(self._candidates):
            place = candidate.entity.place
            if (
                candidate.token.i < token.i
                and place is not None
                and place.place is not None
                and (place.place.kind == "country" and place.place.country == country)
            ):
                return candidate.token
        return None

    def _before(self, token: Token, reach: int) -> list[Candidate]:
        """Candidates before a token, best first: nearer sentences, subjects before others.

        The subject of a relative clause does not stand for its sentence.
        """
        here = self._sentence[token.i]
        seen = [c for c in self._candidates if c.token.i < token.i and here - c.sentence <= reach]
        return sorted(
            seen,
            key=lambda c: (c.sentence, c.subject and not c.aside, c.subject, c.token.i),
            reverse=True,
        )

    def _nearest(
        self,
        token: Token,
        kinds: tuple[str, ...],
        reach: int,
        *,
        person: bool | None = None,
        plural: bool | None = None,
        violent: bool = False,
    ) -> list[Token]:
        shared = doers_beside(token)
        for candidate in self._before(token, reach):
            entity = candidate.entity
            if entity.kind not in kinds:
                continue
            if (
                person is not None
                and entity.person != person
                and not (
                    token.pos_ == "PRON"
                    and token.dep_ in ("nsubj", "nsubjpass", "poss")
                    and acts_alone(candidate)
                )
            ):
                continue
            if candidate.token in shared or not can_be_it(entity):
                continue
            if violent and not may_have_done(candidate, self._tellers):
                continue
            if plural is False and entity.kind == "armed" and not is_collective(candidate):
                continue
            if person and token.pos_ == "PRON" and not self._agrees(token, candidate):
                continue
            if (
                plural is True
                and not entity.plural
                and (
                    entity.person
                    or (
                        entity.kind == "party"
                        and (
                            entity.actor is None
                            or entity.actor.kind not in reference_words().many_kinds
                        )
                    )
                )
            ):
                continue
            if (
                candidate.token.head == token.head
                and candidate.token.dep_ in SUBJECT
                and (token.dep_ in ("dobj", "pobj", "dative", "nsubjpass"))
            ):
                continue
            if token.dep_ == "pobj" and candidate.token.head == token.head.head:
                continue
            if token in candidate.token.subtree or (
                candidate.token.head == token.head and (candidate.token.dep_ == token.dep_)
            ):
                continue
            return [name_beside(candidate.token) or candidate.token]
        return []

    def _agrees(self, token: Token, candidate: Candidate) -> bool:
        """Whether a person is not known to be of the other sex than "he" or "she" says."""
        words = reference_words()
        wanted = _gender_said(token.lower_)
        known = self._gender.get(candidate.token.lower_)
        for word in (*candidate.entity.text.lower().split(), candidate.token.lemma_.lower()):
            if word in words.female or word in words.male:
                known = "female" if word in words.female else "male"
        return known in (None, wanted)

    def _full_name(self, token: Token) -> Token:
        """The person's full name that a lone surname repeats; the token itself when it does not."""
        if self._mentions.actor_at(token) is not None:
            return token
        if any(c.dep_ in ("compound", "nmod", "flat") for c in token.children):
            return token
        named = self._surnames.get(token.lower_)
        return token.doc[named] if named is not None and named < token.i else token

    def _described_person(self, token: Token, lemma: str) -> list[Token]:
        """Whom "the commander" or "the men" stands for: one named person, or the armed people before."""
        if token.tag_ == "NNS":
            return armed_people(token, self._before(token, 2)) if lemma == "man" else []
        called = so_called(lemma, self._before(token, 2 * _LOOK_BACK))
        if called or lemma not in reference_words().anybody:
            return called
        return self._nearest(token, ("people",), _LOOK_BACK, person=True)

    def side_of(self, person: Token) -> Token | None:
        """The party for which a person speaks or fights, where the report tells it."""
        return self._sides.of(person)

    def owner(self, token: Token) -> Token | None:
        """Whose the people of a phrase are: "its fighters", "the group's men"."""
        for child in token.children:
            if child.dep_ == "poss":
                means = self.resolve(child)
                return means[0] if means else None
        return None

    def _pronoun(self, token: Token, lower: str) -> list[Token]:
        stands_for = antecedent(token)
        if stands_for is not None:
            return self.resolve(stands_for)
        if lower in ("we", "our", "us", "ours", "i", "my", "me", "mine"):
            return self._first_person(token)
        if lower in ("he", "she", "his", "her", "him", "hers"):
            found = self._nearest(token, ("people",), 3, person=True)
            for one in found:
                self._gender.setdefault(one.lower_, _gender_said(lower))
            return found or [token]
        if lower in ("those", "these") and any(
            c.dep_ in ("relcl", "acl", "prep") for c in token.children
        ):
            return [token]
        if lower in ("they", "their", "them", "theirs", "it", "its") and not self._anyone_before(
            token
        ):
            speaker = self._speaker(token)
            if speaker is not None:
                return [speaker]
        if lower in ("they", "their", "them", "theirs", "those", "these"):
            kinds = ("party", "armed", "people", "crowd")
            violent = does_violence(token)
            reach = _LOOK_BACK if violent else 3
            found = self._nearest(token, kinds, reach, plural=True, violent=violent)
            return self._all_of(found) or [token]
        if lower in ("it", "its"):
            intransitive = not any(c.dep_ == "dobj" for c in token.head.children)
            if intransitive and token.head.lemma_ in reference_words().of_things:
                return [token]
            if token.dep_ == "nsubj" and any(
                c.dep_ in ("ccomp", "csubj") for c in token.head.children
            ):
                return [token]
            thing = self._thing_before(token) if suffers_violence(token) else None
            if thing is not None:
                return [thing]
            return self._nearest(token, ("party", "place", "armed"), 3, plural=False) or [token]
        return [token]

    def _thing_before(self, token: Token) -> Token | None:
        """The thing that the clause or sentence before told of: "a ship left Jeddah. It was struck"."""
        sentence = token.sent
        if sentence.start == 0:
            return None
        before = token.doc[sentence.start - 1].sent
        subject = next((t for t in before.root.children if t.dep_ in SUBJECT), None)
        if subject is None or subject.tag_ not in ("NN", "NNP"):
            return None
        inside = any(t.dep_ in SUBJECT and t.i < token.i and t != token for t in sentence)
        own = inside and token.dep_ == "nsubjpass"
        kind = self._mentions.entity(subject).kind
        return subject if kind in ("thing", "site") and not own else None

    def _all_of(self, found: list[Token]) -> list[Token]:
        """With the first of several parties named together, the others: "X and Y met. They …"."""
        if not found or found[0].dep_ not in SUBJECT:
            return found
        kind = self._mentions.entity(found[0]).kind
        if kind not in ("party", "armed"):
            return found
        others = [t for t in conjuncts(found[0]) if self._mentions.entity(t).kind == kind]
        return others if found[0] in others else found

    def _anyone_before(self, token: Token) -> bool:
        """Whether the sentence names a party before the token."""
        here = self._sentence[token.i]
        return any(
            c.sentence == here
            and c.token.i < token.i
            and c.entity.kind in ("party", "armed", "people")
            for c in self._candidates
        )

    def _speaker(self, token: Token) -> Token | None:
        """The organisation whose reported words a token stands in, named after them."""
        for speaker in self._speakers:
            if speaker.start <= token.idx < speaker.end and speaker.head.i > token.i:
                entity = self._mentions.entity(speaker.head)
                if entity.kind == "party" and entity.actor is not None:
                    return speaker.head
        return None

    def _first_person(self, token: Token) -> list[Token]:
        around = [s for s in self._speakers if s.quoted and s.start <= token.idx < s.end]
        if around:
            head = min(around, key=lambda s: s.end - s.start).head
            plural = token.lower_ in ("we", "our", "us", "ours")
            means = (
                head if head.pos_ not in ("PRON", "PROPN") else (self.resolve(head) or [head])[0]
            )
            return [(self._sides.of(means) if plural else None) or head]
        if self._issuer is not None and token.lower_ in ("we", "our", "us", "ours"):
            return [self._issuer]
        return [token]

    def _both_sides(self, token: Token) -> list[Token]:
        here = self._sentence[token.i]
        earlier = [
            sides
            for at, sides in self._facing
            if at < token.i and here - self._sentence[at] <= _LOOK_BACK
        ]
        if earlier:
            return list(earlier[-1])
        named: dict[str, list[Token]] = {}
        for candidate in self._candidates:
            actor = candidate.entity.actor
            if (
                actor is not None
                and actor.id is not None
                and (actor.kind in reference_words().fighting_kinds and candidate.token.i < token.i)
            ):
                named.setdefault(actor.id, []).append(candidate.token)
        most = sorted(named.values(), key=lambda tokens: (-len(tokens), tokens[0].i))[:2]
        return [tokens[-1] for tokens in most] if len(most) == 2 else []


def _gender_said(pronoun: str) -> str:
    return "male" if pronoun in ("he", "his", "him") else "female"
