"""How two places stand to each other, and how two spans of days do."""

import math
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from sayso.model import PRECISIONS, Claim, ClaimPlace
from sayso.picture.words import words_of

PlaceRelation = Literal["same", "within", "contains", "near", "apart", "unknown"]
Within = Callable[[ClaimPlace, ClaimPlace], bool]

NOT_FOUND = "not-found"
"""Flag of a place that is known only to lie somewhere in the area it is given with."""

NEAR_KM = 25.0
"""UCDP's ``where_prec`` 2, "a limited area around a place", is about 25 km."""

SAME_SPOT_KM = 5.0
"""Two names for points this close may be a town and a place in it."""

APART_KM = 30.0
"""Exact places farther from each other than this cannot be the scene of one happening."""

_FINE = frozenset({"exact", "near", "adm2"})
_POINT = frozenset({"exact", "near"})
_EARTH_KM = 6371.0


def distance_km(one: ClaimPlace, other: ClaimPlace) -> float | None:
    """Kilometres over the ground between two points (haversine); null when one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(other.lon - one.lon)
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def is_fine(place: ClaimPlace | None) -> bool:
    """Whether the place is a district or finer: fine enough to pin one happening to."""
    return place is not None and place.precision in _FINE


def rank(place: ClaimPlace) -> int:
    """From finest (0) to coarsest; a place that was not resolved comes last."""
    return PRECISIONS.index(place.precision) if place.precision else len(PRECISIONS)


def place_key(place: ClaimPlace) -> str:
    """What makes two mentions the same place: the id, else the names and what they stand in."""
    return place.id or _key_of_names(place)


def _folded(name: str | None) -> str:
    return " ".join(words_of(name)) if name else ""


def _key_of_names(place: ClaimPlace) -> str:
    parts = (place.country or "", _folded(place.admin1), _folded(place.name or place.mention))
    return "~" + "|".join(parts)


class Places:
    """The relations between the places of a set of claims, each pair worked out once.

    ``within`` says whether its first place lies in its second (the gazetteer knows). Where it is
    not given, or a place has no id to ask it by, the names of the containing areas decide.
    """

    def __init__(self, within: Within | None = None) -> None:
        self._within = within
        self._relations: dict[tuple[str, str], PlaceRelation] = {}
        self._places: dict[str, ClaimPlace] = {}
        self._vague: set[str] = set()

    def learn(self, places: Sequence[ClaimPlace]) -> None:
        """Take note of these places; the fullest account of each is kept.

        Without what belongs to one mention of it: where that stands and what to mind there.
        """
        for place in places:
            key = place_key(place)
            if any(flag.code == NOT_FOUND for flag in place.flags):
                self._vague.add(key)
            known = self._places.get(key)
            if known is None or _is_fuller(place, known):
                self._places[key] = msgspec.structs.replace(
                    place, role="location", start=None, end=None, flags=(), candidates=0
                )

    def _of_vague(self, pair: tuple[str, str], given: PlaceRelation) -> PlaceRelation:
        """A place that was not found lies in what contains its area; more is not known of it."""
        inner = {"within": pair[0], "contains": pair[1]}.get(given)
        outer = {"within": pair[1], "contains": pair[0]}.get(given)
        return given if inner in self._vague and outer not in self._vague else "unknown"

    def views(self) -> dict[str, object]:
        """Under each key all that comparing can learn of its place, to tell two sets apart by."""
        return {key: (place, key in self._vague) for key, place in self._places.items()}

    def knows(self, key: str) -> bool:
        """Whether a place of this key was learnt."""
        return key in self._places

    def place(self, key: str) -> ClaimPlace:
        """The fullest account of a place.

        :raises KeyError: when no such place was learnt
        """
        return self._places[key]

    def relation(self, one: str, other: str) -> PlaceRelation:
        """How the place of the first key stands to that of the second."""
        if one == other:
            return "same"
        flip = one > other
        pair = (other, one) if flip else (one, other)
        known = self._relations.get(pair)
        if known is None:
            known = self._relate(self._places[pair[0]], self._places[pair[1]])
            if not self._vague.isdisjoint(pair):
                known = self._of_vague(pair, known)
            self._relations[pair] = known
        if flip and known == "within":
            return "contains"
        if flip and known == "contains":
            return "within"
        return known

    def overlap(self, one: str, other: str) -> bool:
        """Whether the two are the same place or one lies in the other."""
        return self.relation(one, other) in ("same", "within", "contains")

    def kilometres(self, one: str, other: str) -> float | None:
        """Kilometres between the two; null when one has no point."""
        return distance_km(self._places[one], self._places[other])

    def _relate(self, one: ClaimPlace, other: ClaimPlace) -> PlaceRelation:
        if one.country and other.country and one.country != other.country:
            return "apart"
        if _same_by_name(one, other):
            return "same"
        if self._inside(one, other):
            return "within"
        if self._inside(other, one):
            return "contains"
        return _by_distance(one, other)

    def _inside(self, inner: ClaimPlace, outer: ClaimPlace) -> bool:
        if rank(inner) >= rank(outer):
            return False
        if self._within is not None and inner.id and outer.id:
            return self._within(inner, outer)
        return _inside_by_name(inner, outer)


def _is_fuller(one: ClaimPlace, other: ClaimPlace) -> bool:
    """Whether the one says more; of equal accounts the first by all they say, so order is free."""
    said, known = _said(one), _said(other)
    more, less = _fullness(one, said), _fullness(other, known)
    return repr(said) < repr(known) if more == less and said != known else more < less


def _said(place: ClaimPlace) -> tuple[object, ...]:
    return (
        place.name,
        place.admin1,
        place.admin2,
        place.country,
        place.lat,
        place.lon,
        place.radius_km,
        place.mention,
    )


def _fullness(place: ClaimPlace, said: tuple[object, ...]) -> tuple[int, int, float]:
    """Sorts the account that says most first."""
    return (rank(place), said.count(None) + (place.id is None), -(place.score or 0.0))


def _same_by_name(one: ClaimPlace, other: ClaimPlace) -> bool:
    if one.id and other.id:
        return False
    names = {_folded(one.name), _folded(one.mention)} & {
        _folded(other.name),
        _folded(other.mention),
    }
    if not names - {""}:
        return False
    if one.country != other.country and one.country and other.country:
        return False
    first, second = _folded(one.admin1), _folded(other.admin1)
    return not (first and second and first != second)


def _inside_by_name(inner: ClaimPlace, outer: ClaimPlace) -> bool:
    if not inner.country or inner.country != outer.country:
        return False
    if outer.precision == "country":
        return True
    first = _folded(outer.admin1) or _folded(outer.name)
    if outer.precision == "region":
        gap = distance_km(inner, outer)
        return outer.radius_km is not None and gap is not None and gap <= outer.radius_km
    if not first or _folded(inner.admin1) != first:
        return False
    if outer.precision == "adm1":
        return True
    second = _folded(outer.admin2) or _folded(outer.name)
    return outer.precision == "adm2" and bool(second) and _folded(inner.admin2) == second


def _by_distance(one: ClaimPlace, other: ClaimPlace) -> PlaceRelation:
    if one.precision is None or other.precision is None:
        return "unknown"
    if one.precision == other.precision and one.precision in ("adm2", "adm1", "country"):
        return "apart"
    gap = distance_km(one, other)
    if gap is None:
        first, second = _folded(one.admin1), _folded(other.admin1)
        return "apart" if first and second and first != second else "unknown"
    if one.precision in _POINT and other.precision in _POINT:
        loose = "near" in (one.precision, other.precision)
        return "near" if gap <= (NEAR_KM if loose else SAME_SPOT_KM) else "apart"
    if one.precision in _FINE and other.precision in _FINE:
        first, second = _folded(one.admin2), _folded(other.admin2)
        if first and second and first != second:
            return "apart"
        return "near" if gap <= NEAR_KM else "apart"
    return "unknown"


def location(claim: Claim) -> tuple[ClaimPlace, ...]:
    """Where it happened: the locations, else where it went to, else where it came from.

    A place that contains another of the same claim only says where that one is, and is left out
    by the caller, who knows containment.
    """
    for role in ("location", "destination", "origin"):
        found = tuple(p for p in claim.places if p.role == role)
        if found:
            return found
    return ()


def days_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Days from the end of the one closed span to the start of the other; 0 when they overlap."""
    return max(0, other[0] - one[1], one[0] - other[1])


def shared_days(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The part of all the days of two closed spans that both have, 0 to 1."""
    both = min(one[1], other[1]) - max(one[0], other[0]) + 1
    if both <= 0:
        return 0.0
    return both / (max(one[1], other[1]) - min(one[0], other[0]) + 1)
