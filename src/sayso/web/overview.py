"""The picture as the page's lists and map need it: every incident, in as few bytes as can be.

A picture of 100,000 incidents is some 200 MB in the shape of the contract and some 10 MB here: one
column a field, and what recurs (places, types, names) once. Details are asked for one at a time.
"""

import gzip
from collections.abc import Hashable
from datetime import date
from math import log2
from threading import Lock
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sayso.model import (
    ClaimPlace,
    ControlState,
    Dispute,
    ForecastVerdict,
    Incident,
    Picture,
    Precision,
)
from sayso.web.answers import etag, holds
from sayso.web.desk import Desk

_EPOCH: Final = date(1970, 1, 1).toordinal()
_KEPT: Final = 8
_FAST: Final = 4


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
    """A whole picture for the page's lists and map."""

    as_of: date
    types: list[str]
    places: list[Spot]
    names: list[str]
    incidents: Columns
    control: tuple[ControlState, ...]
    disputes: tuple[Quarrel, ...]
    forecasts: tuple[ForecastVerdict, ...]


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


def overview(picture: Picture) -> Overview:
    """The picture in short."""
    disputed = {id_ for d in picture.disputes for camp in d.claims for id_ in camp}
    told = sorted(
        ((_weight(i, killed := _killed(i), not disputed.isdisjoint(i.claims)), killed, i)
         for i in picture.incidents),
        key=lambda one: (-one[0], one[2].id),
    )  # fmt: skip
    types, places, names = _Table(), _Table(), _Table()
    incidents = [i for _, _, i in told]
    columns = Columns(
        id=[i.id for i in incidents],
        type=[types.position(i.type, i.type) for i in incidents],
        title=[i.title or i.type.replace("-", " ").capitalize() for i in incidents],
        place=[_position(i.place, places) for i in incidents],
        start=[_number(i.time.start) for i in incidents],
        end=[_number(i.time.end) for i in incidents],
        killed=[killed for _, killed, _ in told],
        grade=[f"{i.grade.reliability}{i.grade.credibility}" for i in incidents],
        sources=[i.independent_sources for i in incidents],
        parties=[sum(s.party for s in i.sources) for i in incidents],
        disputed=[int(not disputed.isdisjoint(i.claims)) for i in incidents],
        who=[
            [names.position(name, name) for name in dict.fromkeys(_names(i)) if name]
            for i in incidents
        ],
    )
    owner = {id_: i.id for i in picture.incidents for id_ in i.claims if id_ in disputed}
    return Overview(
        as_of=picture.as_of,
        types=types.items,  # type: ignore[arg-type]
        places=places.items,  # type: ignore[arg-type]
        names=names.items,  # type: ignore[arg-type]
        incidents=columns,
        control=picture.control,
        disputes=tuple(
            Quarrel(
                **msgspec.structs.asdict(d),
                incidents=tuple(
                    dict.fromkeys(owner[id_] for camp in d.claims for id_ in camp if id_ in owner)
                ),
            )
            for d in picture.disputes
        ),
        forecasts=picture.forecasts,
    )


class Overviews:
    """Overviews as they go over the wire, made once for each state of the desk and day asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[tuple[str, date | None, date | None], tuple[bytes, bytes]] = {}
        self._making = Lock()

    def answer(self, request: Request, at: date | None, known: date | None) -> Response:
        """The overview, or 304 when the asker holds it."""
        tag = etag(self._desk)
        headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-encoding"}
        if holds(request, tag):
            return Response(status_code=304, headers=headers)
        plain, packed = self._bytes(tag, at, known)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            return Response(packed, headers=headers, media_type="application/json")
        return Response(plain, headers=headers, media_type="application/json")

    def _bytes(self, tag: str, at: date | None, known: date | None) -> tuple[bytes, bytes]:
        key = (tag, at, known)
        with self._making:
            if key not in self._kept:
                if len(self._kept) >= _KEPT or any(kept[0] != tag for kept in self._kept):
                    self._kept.clear()
                plain = msgspec.json.encode(overview(self._desk.picture(at=at, known=known)))
                self._kept[key] = (plain, gzip.compress(plain, _FAST))
            return self._kept[key]


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
