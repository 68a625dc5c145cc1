"""What a place is to the gazetteer, and what a mention of one is to a report."""

from math import asin, cos, radians, sin, sqrt
from typing import Literal

import msgspec

from sayso.model import Flag, Precision

Kind = Literal[
    "country", "adm1", "adm2", "city", "town", "village", "district", "quarter", "valley", "river",
    "lake", "mountain", "camp", "airport", "base", "strait", "region", "sea", "island", "crossing",
    "site",
]  # fmt: skip

AREAS: frozenset[str] = frozenset(
    ("country", "adm1", "adm2", "district", "valley", "river", "lake", "mountain", "strait",
     "region", "sea", "island")
)  # fmt: skip
"""Kinds that are no point: an event "in" one may be anywhere inside."""

POPULATED: frozenset[str] = frozenset(("city", "town", "village", "quarter", "camp"))

EARTH_KM = 6371.0088


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the gazetteer.

    ``id`` is ``geonames:…`` or ``sayso:…`` (the curated supplement) or ``gaul:…``. ``lat``/``lon``
    are WGS84 degrees: of the place itself, or a representative point inside an area; null when
    none is known. ``admin1``/``admin2`` are names, ``country`` ISO 3166-1 alpha-2. ``parents`` are
    the ids of all that contain it, nearest first. ``extent_km`` is the radius of a circle that
    holds about the whole of it.
    """

    id: str
    name: str
    kind: Kind
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    population: int = 0
    parents: tuple[str, ...] = ()
    extent_km: float | None = None
    disputed: str | None = None
    curated: bool = False


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a name may mean.

    ``similarity`` is 1 for the place's own name in another case, .97 for another name of it, less
    for a looser match; ``matched`` is the normalised name it was found under; ``prominence`` is
    0–1 and grows with the rank of the unit and the logarithm of its population.
    """

    place: Place
    similarity: float
    matched: str
    prominence: float
    fuzzy: bool = False


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A place named in a report, as far as it could be resolved.

    ``start``/``end`` are character offsets of ``text``, with the type word ("Andarab Valley") and
    the direction ("northern Afghanistan") that belong to it; ``name_start``/``name_end`` those of
    the name alone. ``lat``/``lon`` can be defended at ``precision``: a point for ``exact`` and
    ``near`` (within ``radius_km``), else a representative point of the area. ``score`` is the
    probability that ``place`` is meant; ``candidates`` counts the rivals weighed. ``within`` is the
    index of the mention that the text names as its container. ``adjective`` marks what is a cue for
    the country but no location: a demonym ("Afghan"), or (``embedded``) a place inside the name of
    something else ("Kabul University"). ``metonym`` marks a seat of power that speaks ("Kabul
    said").
    """

    start: int
    end: int
    text: str
    name_start: int
    name_end: int
    place: Place | None = None
    precision: Precision | None = None
    radius_km: float | None = None
    lat: float | None = None
    lon: float | None = None
    score: float = 0.0
    candidates: int = 0
    within: int | None = None
    flags: tuple[Flag, ...] = ()
    adjective: bool = False
    embedded: bool = False
    metonym: bool = False
    direction: str | None = None


def unresolved(mention: PlaceMention, flag: Flag) -> PlaceMention:
    """A mention without the place it was resolved to or what was noted of that; a flag says why."""
    return msgspec.structs.replace(
        mention,
        place=None,
        precision=None,
        lat=None,
        lon=None,
        radius_km=None,
        score=0.0,
        flags=(flag,),
    )


def elsewhere(place: Place) -> Flag:
    """What marks a mention whose only namesake is no likely reading of it."""
    return Flag(
        code="not-found",
        detail=f"nothing of this name is known in the country in focus; {place.name} lies elsewhere",
    )


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
