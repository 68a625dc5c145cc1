"""What a claim says about who holds a place."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from sayso.picture.extents import place_key
from sayso.picture.facts import Fact, Facts
from sayso.picture.holders import Footing, accuses, holders, is_of_a_part

Bearing = Literal["gain", "hold", "lose", "not", "contest", "present"]
"""gain: takes it; hold: has it; lose: leaves it; not: does not have it; contest: it is fought for;
present: is there, which alone says little."""

_ORDER: dict[str, int] = {
    b: n for n, b in enumerate(("present", "contest", "lose", "not", "hold", "gain"))
}


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One claim's bearing on one place: which parties, over which days (ordinals), on whose word.

    ``speakers`` are the sides whose word it is. A denial that names no party denies that the place
    changed hands.
    """

    fact: Fact
    place: str
    bearing: Bearing
    parties: tuple[str, ...]
    start: int
    end: int
    own_word: bool = False
    speakers: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Sorts evidence by its days, weaker bearings first, so that the stronger has the last word."""
        return (self.start, self.end, _ORDER[self.bearing], self.fact.id)


def evidence(facts: Facts, until: int) -> Iterator[Evidence]:
    """All that the claims say about who holds which place, up to a day (ordinal)."""
    footing = Footing(facts)
    for fact in facts.all:
        if not fact.is_firm or accuses(fact):
            continue
        found = _bearing(fact, facts)
        if found is None:
            continue
        span = _span(fact, until)
        if span is None:
            continue
        bearing, parties = found
        firm = footing.firm(fact, holding=bearing in ("gain", "hold"))
        for place in _places(fact, bearing):
            if place not in firm:
                continue
            yield Evidence(
                fact=fact,
                place=place,
                bearing=bearing,
                parties=tuple(sorted(parties)),
                start=span[0],
                end=span[1],
                own_word=_own_word(fact, parties, facts),
                speakers=tuple(sorted(fact.party_word)),
            )


def _bearing(fact: Fact, facts: Facts) -> tuple[Bearing, frozenset[str]] | None:
    type_, positive = fact.claim.type, fact.claim.polarity == "positive"
    actors = holders(fact, facts, "actor")
    part = is_of_a_part(fact)
    if type_ in ("control", "takeover", "defeat") and not positive:
        denied = actors or (type_ == "takeover" and not fact.actors)
        return ("not", actors) if denied and not part else None
    if not positive:
        return None
    if type_ == "takeover" and not fact.actors:
        return _lost(fact, holders(fact, facts, "recipient"), facts)
    if type_ in ("takeover", "control"):
        bearing: Bearing = "present" if part else "gain" if type_ == "takeover" else "hold"
        return (bearing, actors) if actors else None
    if type_ in ("withdrawal", "surrender"):
        return _lost(fact, actors, facts)
    if type_ in ("battle", "siege"):
        sides = holders(fact, facts, "actor", "recipient")
        return ("contest", sides) if sides else None
    if type_ in ("presence", "basing", "deployment"):
        return ("present", actors) if actors else None
    return None


def _lost(
    fact: Fact, losers: frozenset[str], facts: Facts
) -> tuple[Bearing, frozenset[str]] | None:
    """That a side holds a place no more; told by its enemy, that is no more than a side's word."""
    rumour = fact.party_word and not facts.parties.any_on_side(fact.party_word, losers)
    return ("lose", losers) if losers and not is_of_a_part(fact) and not rumour else None


def _span(fact: Fact, until: int) -> tuple[int, int] | None:
    """The days it speaks of; without any, the day it was published."""
    start, end = fact.told_span if fact.told_span is not None else (fact.published, fact.published)
    if start > until:
        return None
    return start, min(end, until)


def _places(fact: Fact, bearing: Bearing) -> Iterable[str]:
    """A withdrawal is from its origin where one is named."""
    if bearing != "lose":
        return fact.places
    origins = tuple(place_key(p) for p in fact.claim.places if p.role == "origin")
    return dict.fromkeys(origins) if origins else fact.places


def _own_word(fact: Fact, parties: frozenset[str], facts: Facts) -> bool:
    """Whether only the side concerned says so."""
    return bool(fact.party_word) and facts.parties.any_on_side(fact.party_word, parties)


class Hostilities:
    """Who fights whom, by what the claims tell of fighting and attacks anywhere."""

    def __init__(self, facts: Facts) -> None:
        self._parties = facts.parties
        self._pairs: set[tuple[str, str]] = set()
        self._known: dict[tuple[str, str], bool] = {}
        for fact in facts.all:
            if not fact.entry.violent or not fact.is_firm:
                continue
            against = fact.recipients or (fact.actors if fact.entry.symmetric else frozenset())
            self._pairs.update(
                (one, other)
                for one in fact.actors
                for other in against
                if not facts.parties.on_side(one, other)
            )

    def between(self, one: str, other: str) -> bool:
        """Whether the two are told to have fought."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            on_side = self._parties.on_side
            self._known[pair] = any(
                (on_side(one, a) and on_side(other, b)) or (on_side(one, b) and on_side(other, a))
                for a, b in self._pairs
            )
        return self._known[pair]
