"""Who and what a report speaks of: every noun phrase that is a party, people, a place or a thing.

Actors come from the registry (spotted names first, then the noun phrase described by its head),
places from the gazetteer; spaCy's named entities only fill what neither knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span, Token

from sayso.actors import ActorHit, Focus, Registry, ResolvedActor
from sayso.places import (
    Gazetteer,
    PlaceMention,
    country_focus,
    elsewhere,
    find_places,
    unresolved,
)
from sayso.reading.clauses import meaning_head
from sayso.reading.counted_nouns import is_person
from sayso.reading.learned import Told
from sayso.reading.lexicon import FillerKind, lexicon
from sayso.reading.nouns import (
    is_armed_noun,
    is_no_person,
    is_owned_noun,
    is_party_noun,
    is_site_noun,
)
from sayso.reading.phrases import phrase_bounds, tokens_between, trimmed
from sayso.reading.structure import Block
from sayso.reading.unlisted_places import (
    borne_by_places,
    named_as_places,
    told_places,
    unlisted_places,
)

_PEOPLE_WORDS = frozenset(
    {"he", "she", "him", "her", "me", "us", "we", "i", "others", "many", "dozens", "hundreds",
     "thousands", "scores", "those", "anyone", "everyone", "somebody", "someone", "everybody", "anybody", "whoever"}
)  # fmt: skip
PEOPLE_KINDS = frozenset({"person", "civilians", "crowd"})
ARMED_KINDS = frozenset({"unidentified armed"})


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

    @property
    def acts(self) -> bool:
        """Whether a place's name can stand for those who rule it: a state, a region, a capital."""
        if self.actor is not None or self.place is None or self.place.place is None:
            return True
        return self.place.place.kind in ("country", "adm1", "region")


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
        told: Told | None = None,
    ) -> None:
        self.doc = doc
        # spaCy joins all tokens anew each time a Doc is asked for its text.
        self.text = doc.text
        self.registry = registry
        aside = [(block.start, block.end) for block in page if block.set_aside]
        hits = tuple(
            hit
            for hit in registry.spot(self.text)
            if not any(start <= hit.start < end for start, end in aside)
        )
        home = home or _home_of_fighters(hits, registry, published)
        named = [
            (hit.start, hit.end)
            for hit in hits
            if _names_nobody_else(hit) and not _is_country(hit, registry)
        ]
        placed = told_places(doc, told) if told is not None else []
        heads = [*named_as_places(doc), *placed]
        persons = [
            (entity.start_char, entity.end_char)
            for entity in doc.ents
            if entity.label_ == "PERSON"
            and " " in entity.text
            and (entity.start_char, entity.end_char) not in heads
            and not borne_by_places(entity, gazetteer)
        ]
        ner = [
            (entity.start_char, entity.end_char)
            for entity in doc.ents
            if entity.label_ in ("GPE", "LOC", "FAC")
        ]
        ner += _hints(doc)
        ner += unlisted_places(doc)
        places = find_places(
            self.text, gazetteer, ner=ner, placed=placed, taken=aside + named + persons, home=home
        )
        countries = tuple(country_focus(places))
        self.places: tuple[PlaceMention, ...] = tuple(
            _unless_doubtful(place, countries[0] if countries else None) for place in places
        )
        if home and home not in countries:
            countries = (*countries, home)
        self.focus = Focus(
            countries=countries, on=published, weights=_weights(self.places, countries)
        )
        self._actor_at: dict[int, ResolvedActor] = {}
        for actor in registry.resolve(hits, self.focus, self.text):
            if actor.start is None or actor.end is None:
                continue
            for token in tokens_between(doc, actor.start, actor.end):
                self._actor_at.setdefault(token.i, actor)
        self._place_at: dict[int, PlaceMention] = {}
        for place in self.places:
            if place.adjective:
                continue
            for token in tokens_between(doc, place.start, place.end):
                self._place_at.setdefault(token.i, place)
        self._memo: dict[int, Entity] = {}

    def country_in_focus(self) -> PlaceMention | None:
        """A mention of the country that the report is about, or of a place in it read as it."""
        first = self.focus.countries[0] if self.focus.countries else None
        for mention in self.places:
            if (
                not mention.adjective
                and mention.place is not None
                and mention.place.kind == "country"
                and (mention.place.country == first and not mention.direction)
            ):
                return mention
        return None

    def place_at(self, token: Token) -> PlaceMention | None:
        """The place mention that covers a token."""
        return self._place_at.get(token.i)

    def actor_at(self, token: Token) -> ResolvedActor | None:
        """The named actor that covers a token."""
        return self._actor_at.get(token.i)

    def bare(self, token: Token) -> Entity:
        """A token as no more than its own word: inside the name of somebody else."""
        return Entity(token.i, token.idx, token.idx + len(token), token.text, "party")

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
        person = head.ent_type_ == "PERSON" and (
            head.ent_iob_ == "I" or (head.i + 1 < len(doc) and doc[head.i + 1].ent_iob_ == "I")
        )

        place = self._place_at.get(head.i)
        text = trimmed(doc, start, end)
        actor = self._actor_at.get(head.i)
        if actor is not None and not (place is not None and _is_place_here(token, place)):
            if actor.start is not None and actor.end is not None:
                inner = tokens_between(doc, actor.start, actor.end)
                start, end = min(start, inner[0].i), max(end, inner[-1].i + 1)
            text = trimmed(doc, start, end)
            return _entity_of(
                head,
                text,
                _kind_of(actor),
                actor,
                place,
                person=actor.kind == "person",
                plural=plural,
            )
        if place is not None and not person:
            return Entity(
                head.i,
                place.start,
                place.end,
                place.text,
                "place",
                _seated(actor),
                place,
                plural=plural,
            )
        described = self._describe(text.text)
        if described is None or described.id is None:
            described = self._from_preposition(head) or described
        if described is not None:
            return _entity_of(
                head,
                text,
                _kind_of(described),
                described,
                None,
                person=described.kind == "person",
                plural=plural,
            )
        if person or (head.ent_type_ == "" and head.pos_ == "PROPN" and _looks_like_name(text)):
            return _entity_of(head, text, "people", None, None, person=True, plural=plural)
        if is_armed_noun(head) and (head.pos_ == "NOUN" or head.i == head.sent.start):
            return _entity_of(head, text, "armed", None, None, plural=plural)
        if (
            is_person(head)
            or (head.pos_ == "NUM" and _counts_people(head))
            or (head.lower_ in _PEOPLE_WORDS)
            or (head.lower_ == "they" and head.dep_ == "nsubj")
        ):
            return _entity_of(head, text, "people", None, None, plural=plural)
        if head.ent_type_ in ("ORG", "NORP") or is_party_noun(head):
            return _entity_of(head, text, "party", None, None, plural=plural)
        return _entity_of(
            head,
            text,
            "control" if head.lemma_ == "control" else "site" if is_site_noun(head) else "thing",
            None,
            None,
            plural=plural,
        )

    def _from_preposition(self, head: Token) -> ResolvedActor | None:
        """Whose fighters: "fighters from the Islamic State", "a column of the army"."""
        if not is_owned_noun(head):
            return None
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for inner in child.children:
                    actor = self.actor_at(inner)
                    if inner.dep_ == "pobj" and actor is not None:
                        return actor
        return None

    def _describe(self, phrase: str) -> ResolvedActor | None:
        return self.registry.describe(phrase, self.focus, self.text)


def _hints(doc: Doc) -> list[tuple[int, int]]:
    """Proper names that are taken, held or hit, and so may be places that nobody knows."""
    found = []
    for token in doc:
        if token.pos_ != "PROPN" or token.dep_ not in ("dobj", "nsubjpass", "conj"):
            continue
        top = token
        while top.dep_ == "conj" and top.head.pos_ == "PROPN":
            top = top.head
        if top.dep_ not in ("dobj", "nsubjpass"):
            continue
        triggers = lexicon().verbs.get(top.head.lemma_.lower(), ())
        if any(
            t.frame and t.frame.links in ("hit", "burn", "take", "hold", "move") for t in triggers
        ):
            start = token.i
            while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head == token:
                start -= 1
            found.append((doc[start].idx, token.idx + len(token)))
    return found


_SURE_ABROAD = 0.7
"""Below this score a place outside the country in focus is not taken for what the name suggests."""

_CITY = 100_000
_LIKELY = 0.5
"""What is enough for a city of that many people under its own name: "Geneva"."""


def _unless_doubtful(mention: PlaceMention, focus: str | None) -> PlaceMention:
    """The mention, unresolved when it would put an event in another country on thin grounds."""
    place = mention.place
    if place is None or place.country in (None, focus) or mention.score >= _SURE_ABROAD:
        return mention
    if place.name == mention.text and place.population >= _CITY and mention.score >= _LIKELY:
        return mention
    return unresolved(mention, elsewhere(place))


_AT_HOME = frozenset(
    {"rebel group", "jihadist group", "political militia", "identity militia", "criminal group"}
)
"""Kinds of actors that fight in a country of their own; states send troops everywhere."""


def _home_of_fighters(
    hits: Sequence[ActorHit], registry: Registry, published: date | None
) -> str | None:
    """The one country (alpha-2) whose armed groups a report names, if it names those of one only."""
    homes: set[str] = set()
    for hit in hits:
        if hit.guard != "none" or hit.modifier or len(hit.candidates) != 1:
            continue
        actor = registry.get(hit.candidates[0])
        if actor is None or actor.kind not in _AT_HOME or not actor.countries:
            continue
        if len(actor.countries) == 1 and actor.active(published):
            homes.add(actor.countries[0])
    return homes.pop() if len(homes) == 1 else None


def _weights(places: Sequence[PlaceMention], countries: Sequence[str]) -> tuple[float, ...]:
    """How often each country is spoken of, its places and its people included."""
    counts = dict.fromkeys(countries, 0.0)
    for mention in places:
        if mention.place is not None and mention.place.country in counts:
            counts[mention.place.country] += 0.7 if mention.adjective else 1.0
    return tuple(counts[country] for country in countries)


def _names_nobody_else(hit: ActorHit) -> bool:
    """Whether a spotted name is surely no part of a place's: no lone guarded word ("Sharif")."""
    if hit.guard in ("none", "generic"):
        return True
    return hit.guard == "guarded" and (" " in hit.text or hit.text.isupper())


def _is_country(hit: ActorHit, registry: Registry) -> bool:
    """Whether a spotted name is that of a country, which may be a place as well."""
    return any(
        (actor := registry.get(candidate)) is not None and actor.kind == "country"
        for candidate in hit.candidates
    )


_LOCATING = frozenset(
    {"in", "at", "near", "from", "to", "into", "across", "inside", "around", "toward", "towards",
     "outside", "throughout", "within", "through", "of", "over", "onto", "off", "beyond"}
)  # fmt: skip


def _is_place_here(token: Token, place: PlaceMention) -> bool:
    """Whether a name that is both a party and a place stands for the place."""
    if place.place is not None and place.place.kind != "country":
        return not place.metonym
    return _locates(token)


def _locates(token: Token) -> bool:
    """Whether a country's name stands where a place is wanted: "in Sudan", "across Libya"."""
    current = token
    while current.dep_ == "conj":
        current = current.head
    return current.dep_ == "pobj" and current.head.lower_ in _LOCATING


def _counts_people(number: Token) -> bool:
    """Whether a bare number stands for people: the subject or object of a verb, no unit after it."""
    return number.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and number.ent_type_ in (
        "CARDINAL",
        "",
    )


def _seated(actor: ResolvedActor | None) -> ResolvedActor | None:
    """The state that a capital's name may stand for."""
    return actor if actor is not None and actor.kind in ("country", "government") else None


def _entity_of(
    head: Token,
    text: Span,
    kind: FillerKind,
    actor: ResolvedActor | None,
    place: PlaceMention | None,
    *,
    plural: bool,
    person: bool = False,
) -> Entity:
    return Entity(
        head.i, text.start_char, text.end_char, text.text, kind, actor, place, person, plural
    )


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
    return (
        2 <= len(words) <= 5
        and all(w.text[:1].isupper() for w in words)
        and all(w.pos_ == "PROPN" for w in words)
        and not is_no_person(words[-1])
    )
