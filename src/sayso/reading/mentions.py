"""Who and what a report speaks of: every noun phrase that is a party, people, a place or a thing.

Actors come from the registry (spotted names first, then the noun phrase described by its head),
places from the gazetteer; spaCy's named entities only fill what neither knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from sayso.actors import ActorHit, Focus, Registry, ResolvedActor
from sayso.places import Gazetteer, PlaceMention, country_focus, find_places
from sayso.reading.clauses import PARTITIVES, meaning_head
from sayso.reading.lexicon import FillerKind
from sayso.reading.structure import Block

PEOPLE_KINDS = frozenset({"person", "civilians", "crowd"})
ARMED_KINDS = frozenset({"unidentified armed"})

THING_PARTY_HEADS = frozenset({"side", "party", "group", "movement", "organisation", "organization"})


@dataclass(frozen=True)
class Entity:
    """One noun phrase and what it stands for.

    ``start``/``end`` are character offsets of ``text``, which leaves out determiners, relative
    clauses and appositions.
    """

    head: int
    start: int
    end: int
    text: str
    kind: FillerKind
    actor: ResolvedActor | None = None
    place: PlaceMention | None = None
    person: bool = False
    plural: bool = False


class Mentions:
    """The mention layer of one report.

    ``places`` are in the order of the text; ``entity`` answers for any noun token.
    """

    def __init__(
        self,
        doc: Doc,
        page: Sequence[Block],
        *,
        registry: Registry,
        gazetteer: Gazetteer,
        published: date | None,
        home: str | None,
    ) -> None:
        self.doc = doc
        self.registry = registry
        aside = [(block.start, block.end) for block in page if block.set_aside]
        hits = [
            hit
            for hit in registry.spot(doc.text)
            if not any(start <= hit.start < end for start, end in aside)
        ]
        named = [(hit.start, hit.end) for hit in hits if hit.guard not in ("demonym", "metonym")]
        persons = [
            (entity.start_char, entity.end_char)
            for entity in doc.ents
            if entity.label_ == "PERSON" and len(entity) > 1
        ]
        ner = [
            (entity.start_char, entity.end_char)
            for entity in doc.ents
            if entity.label_ in ("GPE", "LOC", "FAC")
        ]
        self.places: tuple[PlaceMention, ...] = tuple(
            place
            for place in find_places(
                doc.text, gazetteer, ner=ner, taken=aside + named + persons, home=home
            )
        )
        countries = tuple(country_focus(self.places))
        if home and home not in countries:
            countries = (*countries, home)
        self.focus = Focus(countries=countries, on=published)
        self.actors: dict[int, tuple[ActorHit, ResolvedActor]] = {}
        resolved = registry.resolve(tuple(hits), self.focus, doc.text)
        for hit, actor in zip(hits, resolved, strict=True):
            if actor is None:
                continue
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is not None:
                for token in span:
                    self.actors.setdefault(token.i, (hit, actor))
        self._place_at: dict[int, PlaceMention] = {}
        for place in self.places:
            if place.adjective:
                continue
            span = doc.char_span(place.start, place.end, alignment_mode="expand")
            if span is not None:
                for token in span:
                    self._place_at.setdefault(token.i, place)
        self._memo: dict[int, Entity] = {}

    def place_at(self, token: Token) -> PlaceMention | None:
        """The place mention that covers a token."""
        return self._place_at.get(token.i)

    def actor_at(self, token: Token) -> ResolvedActor | None:
        """The named actor that covers a token."""
        found = self.actors.get(token.i)
        return found[1] if found else None

    def entity(self, token: Token) -> Entity:
        """What the noun phrase headed by ``token`` stands for."""
        known = self._memo.get(token.i)
        if known is None:
            known = self._memo[token.i] = self._entity(token)
        return known

    def _entity(self, token: Token) -> Entity:
        head = meaning_head(token)
        start, end = phrase_bounds(token)
        doc = self.doc
        plural = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
        person = head.ent_type_ == "PERSON"

        hit = self.actors.get(head.i)
        if hit is not None:
            found, actor = hit
            start = min(start, _token_at(doc, found.start))
            end = max(end, _token_at(doc, found.end - 1) + 1)
            kind = _kind_of(actor)
            text = _span(doc, start, end)
            return Entity(
                head.i, text.start_char, text.end_char, text.text, kind, actor, None,
                person=actor.kind == "person", plural=plural,
            )
        place = self._place_at.get(head.i)
        text = _span(doc, start, end)
        if place is not None and not person:
            return Entity(
                head.i, place.start, place.end, place.text, "place", None, place, plural=plural
            )
        described = self._describe(text.text, _context(token))
        if described is not None:
            return Entity(
                head.i, text.start_char, text.end_char, text.text, _kind_of(described), described,
                None, person=described.kind == "person", plural=plural,
            )
        if person or (head.ent_type_ == "" and head.pos_ == "PROPN" and _looks_like_name(text)):
            return Entity(
                head.i, text.start_char, text.end_char, text.text, "people", None, None,
                person=True, plural=plural,
            )
        if head.ent_type_ in ("ORG", "NORP"):
            return Entity(
                head.i, text.start_char, text.end_char, text.text, "party", None, None,
                plural=plural,
            )
        return Entity(
            head.i, text.start_char, text.end_char, text.text,
            "control" if head.lemma_ == "control" else "thing", None, None, plural=plural,
        )

    def _describe(self, phrase: str, context: str) -> ResolvedActor | None:
        return _described(self.registry, phrase, self.focus, context)


@lru_cache(maxsize=20_000)
def _described(
    registry: Registry, phrase: str, focus: Focus, context: str
) -> ResolvedActor | None:
    return registry.describe(phrase, focus, context)


def _kind_of(actor: ResolvedActor) -> FillerKind:
    if actor.kind == "crowd":
        return "crowd"
    if actor.kind in PEOPLE_KINDS:
        return "people"
    if actor.kind in ARMED_KINDS:
        return "armed"
    return "party"


def _looks_like_name(text: Span) -> bool:
    words = [token for token in text if not token.is_punct]
    return 2 <= len(words) <= 5 and all(w.text[:1].isupper() for w in words) and all(
        w.pos_ == "PROPN" for w in words
    )


def _context(token: Token) -> str:
    """The words after a phrase that say whose it is: "led by …", "of the …"."""
    after = [
        child
        for child in token.children
        if child.i > token.i and child.dep_ in ("acl", "prep", "appos", "relcl")
    ]
    if not after:
        return ""
    last = max(child.right_edge.i for child in after)
    return token.doc[token.i + 1 : min(last + 1, token.i + 16)].text


def phrase_bounds(token: Token) -> tuple[int, int]:
    """First and one-past-last token of a noun phrase, without determiner, clauses, appositions."""
    doc = token.doc
    start = token.i
    for child in token.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod", "npadvmod", "case"):
            start = min(start, child.left_edge.i)
    while start < token.i and (
        doc[start].dep_ in ("det", "predet", "cc", "preconj") or doc[start].is_punct
        or doc[start].tag_ == "PRP$" or doc[start].is_space
    ):
        start += 1
    end = token.i + 1
    head = token
    if token.lemma_.lower() in PARTITIVES or token.pos_ == "NUM":
        inner = meaning_head(token)
        if inner is not token:
            end = max(end, phrase_bounds(inner)[1])
            head = inner
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i == end:
            objects = [c for c in child.children if c.dep_ == "pobj"]
            if objects and (objects[0].pos_ == "PROPN" or child.lower_ == "of"):
                end = max(end, phrase_bounds(objects[0])[1])
    return start, end


def _span(doc: Doc, start: int, end: int) -> Span:
    while start < end - 1 and (doc[start].is_space or doc[start].lower_ in ("the", "a", "an")):
        start += 1
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return doc[start:end]


def _token_at(doc: Doc, offset: int) -> int:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0].i if span is not None and len(span) else 0
