"""How a place looks when it may be given no more finely than a district, a province or a country."""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import msgspec

from sayso.model import PRECISIONS, Claim, ClaimPlace, Picture
from sayso.outputs.countries import countries, country_name
from sayso.outputs.geography import SOMEWHERE

Level = Literal["adm2", "adm1", "country"]
LEVELS: tuple[Level, ...] = get_args(Level)

MARK = "[place]"
"""What stands in a text for a place that is finer than allowed."""


def is_finer(place: ClaimPlace, level: Level) -> bool:
    """Whether a place is known more finely than the level; so is one that was never resolved, as
    nobody knows how fine its name is."""
    if place.precision is None:
        return True
    return PRECISIONS.index(place.precision) < PRECISIONS.index(level)


def coarsened(place: ClaimPlace, level: Level) -> ClaimPlace:
    """The place at the level, or wider where its container at that level is not known.

    It is then "a place in" its container: what happened at a place did not happen to all of what
    contains it.
    """
    if not is_finer(place, level):
        return place
    admin2 = place.admin2 if level == "adm2" else None
    admin1 = place.admin1 if level != "country" else None
    within = admin2 or admin1 or country_name(place.country)
    return msgspec.structs.replace(
        place,
        mention=MARK,
        start=None,
        end=None,
        id=None,
        name=f"{SOMEWHERE}{within}" if within else None,
        admin1=admin1,
        admin2=admin2,
        lat=None,
        lon=None,
        precision="adm2" if admin2 else "adm1" if admin1 else "country" if place.country else None,
        radius_km=None,
        candidates=0,
        score=None,
    )


def fine_names(picture: Picture, claims: Iterable[Claim], level: Level) -> set[str]:
    """The names of everything finer than the level."""
    found: set[str | None] = set()
    for place in _places(picture, claims):
        if is_finer(place, level):
            found |= {place.name, place.mention}
        if level != "adm2":
            found.add(place.admin2)
        if level == "country":
            found.add(place.admin1)
    return {name for name in found if name}


def wide_names(picture: Picture, claims: Sequence[Claim], level: Level) -> set[str]:
    """The names of everything that may be told: containers at the level, countries, publishers."""
    found: set[str | None] = {country.name for country in countries().values()}
    found |= {claim.report.publisher for claim in claims}
    for place in _places(picture, claims):
        if not is_finer(place, level):
            found.add(place.name)
        if level != "country":
            found.add(place.admin1)
        if level == "adm2":
            found.add(place.admin2)
    return {name for name in found if name}


def _places(picture: Picture, claims: Iterable[Claim]) -> Iterable[ClaimPlace]:
    for claim in claims:
        yield from claim.places
    for incident in picture.incidents:
        if incident.place is not None:
            yield incident.place
    for state in picture.control:
        yield state.place
