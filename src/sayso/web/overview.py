"""The picture as the page's lists and map need it: every incident, in as few bytes as can be.

A picture of 100,000 incidents is some 200 MB in the shape of the contract and some 10 MB here: one
column a field, and what recurs (places, types, names) once. Details are asked for one at a time.
The weightiest stand first, so that a first part is enough to begin with.
"""

from collections.abc import Hashable
from datetime import date
from math import log2
from typing import Final

import msgspec

from sayso.model import (
    ClaimPlace,
    ControlState,
    Dispute,
    ForecastVerdict,
    Incident,
    Picture,
    Precision,
)
from sayso.web.actor_view import SIDES

_EPOCH: Final = date(1970, 1, 1).toordinal()


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where, without what only the claim's own sheet shows."""

    id: str | None
    name: str | None
    mention: str
    admin1: str | None
    admin2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    radius_km: float | None


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents by column, the weightiest first.

    ``type``, ``place`` and ``who`` are positions in the tables beside (``place`` is -1 where none
    is known); ``start`` and ``end`` are days since 1970-01-01; ``killed`` is the best number;
    ``sources`` counts original observers and ``parties`` those of them that are a side in it.
    """

    id: list[str]
    type: list[int]
    title: list[str]
    place: list[int]
    start: list[int | None]
    end: list[int | None]
    killed: list[int]
    grade: list[str]
    sources: list[int]
    parties: list[int]
    disputed: list[int]
    who: list[list[int]]


class Quarrel(Dispute, frozen=True, kw_only=True):
    """A dispute with the ids of the incidents it speaks of."""

    incidents: tuple[str, ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """A picture for the page's lists and map, or a part of one.

    ``total``, ``actors`` and ``observers`` count what there is in the whole picture, and ``first`` is
    the day its earliest incident began, whatever part this is; two parts belong together when their ``state`` is the same. Control, disputes and
    forecasts come whole with the part that skips nothing, and not with others.
    """

    as_of: date
    state: str
    total: int
    actors: int
    observers: int
    skipped: int
    first: date | None
    types: list[str]
    places: list[Spot]
    names: list[str]
    incidents: Columns
    control: tuple[ControlState, ...]
    disputes: tuple[Quarrel, ...]
    forecasts: tuple[ForecastVerdict, ...]


class Ranked:
    """A picture with its incidents in the order of their weight, worked out once."""

    def __init__(self, picture: Picture, state: str = "") -> None:
        self.picture = picture
        self.state = state
        self.disputed = {id_ for d in picture.disputes for camp in d.claims for id_ in camp}
        weighed = [
            (_weight(i, killed := _killed(i), not self.disputed.isdisjoint(i.claims)), killed, i)
            for i in picture.incidents
        ]
        weighed.sort(key=lambda one: (-one[0], one[2].id))
        self.told = [(killed, incident) for _, killed, incident in weighed]
        self.actors = len(
            {p.id for i in picture.incidents for p in i.participants if p.id and p.role in SIDES}
        )
        self.observers = len({s.key for i in picture.incidents for s in i.sources})
        begun = (i.time.start or i.time.end for i in picture.incidents)
        self.first = min(filter(None, begun), default=None)


class _Table:
    """Things by position, each once."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}
        self.items: list[object] = []

    def position(self, key: Hashable, thing: object) -> int:
        at = self._places.get(key)
        if at is None:
            at = self._places[key] = len(self.items)
            self.items.append(thing)
        return at


def overview(ranked: Ranked, skip: int = 0, limit: int | None = None) -> Overview:
    """The picture in short, or those incidents of it that come after the first ``skip``."""
    picture, disputed = ranked.picture, ranked.disputed
    told = ranked.told[skip:] if limit is None else ranked.told[skip : skip + limit]
    types, places, names = _Table(), _Table(), _Table()
    incidents = [i for _, i in told]
    columns = Columns(
        id=[i.id for i in incidents],
        type=[types.position(i.type, i.type) for i in incidents],
        title=[i.title or i.type.replace("-", " ").capitalize() for i in incidents],
        place=[_position(i.place, places) for i in incidents],
        start=[_number(i.time.start) for i in incidents],
        end=[_number(i.time.end) for i in incidents],
        killed=[killed for killed, _ in told],
        grade=[f"{i.grade.reliability}{i.grade.credibility}" for i in incidents],
        sources=[i.independent_sources for i in incidents],
        parties=[sum(s.party for s in i.sources) for i in incidents],
        disputed=[int(not disputed.isdisjoint(i.claims)) for i in incidents],
        who=[
            [names.position(name, name) for name in dict.fromkeys(_names(i)) if name]
            for i in incidents
        ],
    )
    return Overview(
        as_of=picture.as_of,
        state=ranked.state,
        total=len(ranked.told),
        actors=ranked.actors,
        observers=ranked.observers,
        skipped=skip,
        first=ranked.first,
        types=types.items,  # type: ignore[arg-type]
        places=places.items,  # type: ignore[arg-type]
        names=names.items,  # type: ignore[arg-type]
        incidents=columns,
        control=() if skip else picture.control,
        disputes=() if skip else _quarrels(ranked),
        forecasts=() if skip else picture.forecasts,
    )


def _quarrels(ranked: Ranked) -> tuple[Quarrel, ...]:
    picture, disputed = ranked.picture, ranked.disputed
    owner = {id_: i.id for i in picture.incidents for id_ in i.claims if id_ in disputed}
    return tuple(
        Quarrel(
            **msgspec.structs.asdict(d),
            incidents=tuple(
                dict.fromkeys(owner[id_] for camp in d.claims for id_ in camp if id_ in owner)
            ),
        )
        for d in picture.disputes
    )


def _position(place: ClaimPlace | None, places: _Table) -> int:
    if place is None:
        return -1
    key = (place.id, place.name or place.mention, place.precision, place.lat, place.lon)
    spot = Spot(
        id=place.id,
        name=place.name,
        mention=place.mention,
        admin1=place.admin1,
        admin2=place.admin2,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_km=place.radius_km,
    )
    return places.position(key, spot)


def _names(incident: Incident) -> list[str]:
    return [p.name or p.mention for p in incident.participants] + [s.name for s in incident.sources]


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH


def _killed(incident: Incident) -> int:
    return sum(
        next((n for n in (c.best, c.low, c.high) if n is not None), 0)
        for c in incident.casualties
        if c.outcome == "killed"
    )


def _weight(incident: Incident, killed: int, disputed: bool) -> float:
    """What deserves the eye first: the dead, then the disputed, then the well attested."""
    return (
        3 * log2(1 + killed)
        + 4 * disputed
        + 2 * incident.independent_sources
        + (6 - incident.grade.credibility) / 2
    )
