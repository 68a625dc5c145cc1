"""How finely a place may be given: what is not known is never drawn as a point."""

from collections.abc import Mapping
from typing import NamedTuple

from sayso.model import ClaimPlace, Precision

UCDP_WHERE: Mapping[Precision, int] = {
    "exact": 1,
    "near": 2,
    "adm2": 3,
    "adm1": 4,
    "region": 5,
    "country": 6,
}
"""UCDP ``where_prec``. UCDP GED codebook."""

ACLED_GEO: Mapping[Precision, int] = {"exact": 1, "near": 2, "adm2": 2, "adm1": 3}
"""ACLED ``geo_precision``; it has no code for anything wider than a province. ACLED codebook."""

PLOVER_RESOLUTION: Mapping[Precision, int] = {
    "exact": 4,
    "near": 4,
    "adm2": 3,
    "adm1": 2,
    "country": 1,
}
"""PLOVER ``resolution``: 4 city, 3 district, 2 province, 1 country. PLOVER manual, Data Fields."""

_WITH_POINT = frozenset(ACLED_GEO)


SOMEWHERE = "a place in "
"""How the name of a place begins that may not be told, before that of what contains it."""


class Point(NamedTuple):
    """A point in WGS84 degrees."""

    lat: float
    lon: float


def point_of(place: ClaimPlace | None) -> Point | None:
    """The point of a place that is known to a province or better; null otherwise.

    The point of a region, a country or a place that was not resolved stands for no knowledge of
    where in it something happened, so it is not given.
    """
    if place is None or place.precision not in _WITH_POINT:
        return None
    if place.lat is None or place.lon is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    return Point(place.lat, place.lon)


def name_of(place: ClaimPlace | None) -> str | None:
    """What the place is called: its name, else the words of the text."""
    return (place.name or place.mention or None) if place else None


def description_of(place: ClaimPlace | None, country: str | None) -> str | None:
    """The place and what contains it, finest first, each once: ``Banu, Andarab, Baghlan``."""
    if place is None:
        return country
    own = place.name or place.mention
    names = dict.fromkeys(n for n in (own, place.admin2, place.admin1, country) if n)
    return ", ".join(name for name in names if own != f"{SOMEWHERE}{name}") or None
