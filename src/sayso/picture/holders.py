"""Who can hold a place, and whether it is the place that is held or a part of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

import msgspec

from sayso.model import ClaimPlace, Participant
from sayso.model.knowledge import read_knowledge
from sayso.picture.extents import NOT_FOUND, place_key
from sayso.picture.facts import Fact, Facts
from sayso.picture.words import content_words, words_of

LEAST_SCORE = 0.5
"""A place that is more likely another one than this says nothing of who holds it."""

_BEFORE = 3
"""Words before a place's name among which one may say that it is only near."""

_REPORTS = 2
"""A place in a country of which its report does not otherwise speak must be named by so many."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: frozenset[str]
    seats: frozenset[str]
    parts: frozenset[str]
    nearby: frozenset[str]
    accusing: frozenset[str]


@cache
def _table() -> _Table:
    return read_knowledge("sayso.picture", "holders.toml", _Table, remedy="correct the list named")


def can_hold(who: Participant) -> bool:
    """Whether this is an armed or political actor: known by kind, or at least by id.

    A bare name of which nothing is known may be a place, a broadcaster or a pronoun.
    """
    return who.id is not None if who.kind is None else who.kind in _table().kinds


def holders(fact: Fact, facts: Facts, *roles: str) -> frozenset[str]:
    """The keys of those in these roles of a claim who can hold a place."""
    return frozenset(
        key
        for who in fact.claim.participants
        if who.role in roles and can_hold(who) and (key := facts.parties.key(who)) is not None
    )


def is_of_a_part(fact: Fact) -> bool:
    """Whether what is held or taken is in the place and not the place: its airport, not the town.

    Whoever sits in the governor's office is taken to hold the town.
    """
    things = [who.mention for who in fact.claim.in_role("target", "recipient")]
    if not things:
        return False
    names = {
        word
        for place in fact.claim.places
        for name in (place.name, place.mention)
        if name
        for word in content_words(name)
    }
    words = [content_words(thing) for thing in things]
    table = _table()
    if any(each & table.seats for each in words):
        return False
    return any(each & table.parts for each in words) and not any(
        each & names and not each & table.parts for each in words
    )


class Footing:
    """Which places of a claim stand firmly enough to say who holds them.

    Not one that the claim does not name itself, nor one that was not found or has a low score, nor one in a country of which nobody else speaks: a homonym far from everything.
    """

    def __init__(self, facts: Facts) -> None:
        named: dict[str, Counter[str | None]] = defaultdict(Counter)
        self._reports: dict[str, set[str]] = defaultdict(set)
        for fact in facts.all:
            report = fact.claim.report.id
            for place in _own(fact.claim.places):
                named[report][place.country] += 1
                self._reports[place_key(place)].add(report)
        self._home = {
            report: frozenset(c for c, n in counted.items() if n == max(counted.values()))
            for report, counted in named.items()
        }

    def firm(self, fact: Fact, *, holding: bool) -> frozenset[str]:
        """The keys of the places of a claim that stand firmly.

        :param holding: whether the claim says who has the place; being near it is not having it
        """
        return frozenset(
            place_key(place)
            for place in _own(fact.claim.places)
            if place.precision is not None
            and not any(flag.code == NOT_FOUND for flag in place.flags)
            and (place.score is None or place.score >= LEAST_SCORE)
            and not (holding and place.precision == "near" and _is_beside(fact, place))
            and self._is_at_home(fact, place)
        )

    def _is_at_home(self, fact: Fact, place: ClaimPlace) -> bool:
        home = self._home.get(fact.claim.report.id, frozenset())
        return place.country in home or len(self._reports[place_key(place)]) >= _REPORTS


def _is_beside(fact: Fact, place: ClaimPlace) -> bool:
    """Whether the claim's own words put it beside the place: "near Tidermene", "outside the town".

    A place whose point is only roughly known is marked as near, too, and can be held all the same.
    """
    evidence = fact.claim.evidence
    if place.start is None or not evidence.start <= place.start <= evidence.end:
        return True
    before = words_of(evidence.text[: place.start - evidence.start])[-_BEFORE:]
    return not _table().nearby.isdisjoint(before)


def accuses(fact: Fact) -> bool:
    """Whether the claim is what somebody reproaches another with."""
    chain = fact.claim.attribution
    return bool(chain) and not _table().accusing.isdisjoint(words_of(chain[-1].cue or ""))


def _own(places: Iterable[ClaimPlace]) -> Iterable[ClaimPlace]:
    return (p for p in places if not any(flag.code == "place-inherited" for flag in p.flags))
