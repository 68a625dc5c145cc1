"""How finely a resolved mention can be located, and the point that can be defended there."""

import math

import msgspec

from sayso.model import Precision
from sayso.places.gazetteer import Gazetteer
from sayso.places.parts import DIRECTIONS
from sayso.places.place import EARTH_KM, Place
from sayso.places.relations import Relative

_SMALL_AREA_KM = 8.0
_DISTRICT_KM = 45.0
_PROVINCE_KM = 160.0
_TOWNSHIP_KM = 15.0


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """Where: precision, point and radius, all null when nothing can be defended."""

    precision: Precision | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    coarse: bool = False


def located(
    gazetteer: Gazetteer,
    place: Place,
    direction: str | None,
    offset: Relative | None,
    asked: tuple[str, ...] = (),
) -> Located:
    """Where a mention of a place is, given the part of it or the offset from it that is told.

    ``asked`` are the kinds that the text asks for: "Ponnagyun township" is an area, although the
    gazetteer knows but the town.
    """
    if offset is not None and place.kind not in ("country", "adm1", "region", "sea"):
        return _offset(place, offset)
    if offset is not None and offset.how == "border":
        return Located(precision="region", coarse=True)
    if direction is not None and place.kind in ("country", "adm1"):
        return _part(gazetteer, place, direction)
    whole = _whole(gazetteer, place)
    if asked and asked[0] in ("adm2", "district") and whole.precision == "exact":
        radius = max(_TOWNSHIP_KM, place.extent_km or 0.0)
        return msgspec.structs.replace(whole, precision="adm2", radius_km=radius)
    return whole


def _whole(gazetteer: Gazetteer, place: Place) -> Located:
    precision = _precision(place)
    if place.lat is not None:
        radius = place.extent_km if precision != "exact" else None
        return Located(precision=precision, lat=place.lat, lon=place.lon, radius_km=radius)
    for parent_id in place.parents:
        parent = gazetteer.place(parent_id)
        if parent.lat is not None and parent.kind in ("adm2", "adm1", "country"):
            return Located(
                precision=_precision(parent),
                lat=parent.lat,
                lon=parent.lon,
                radius_km=parent.extent_km,
                coarse=True,
            )
    return Located(precision=precision if precision in ("region", "country") else None, coarse=True)


def _precision(place: Place) -> Precision:
    if place.kind == "country":
        return "country"
    if place.kind == "adm1":
        return "adm1"
    if place.kind in ("adm2", "district"):
        return "adm2"
    if place.kind in ("region", "sea"):
        return "region"
    if place.kind in ("valley", "river", "lake", "mountain", "strait", "island"):
        extent = place.extent_km if place.extent_km is not None else _DISTRICT_KM
        if extent <= _SMALL_AREA_KM:
            return "near"
        if extent <= _DISTRICT_KM:
            return "adm2"
        return "adm1" if extent <= _PROVINCE_KM else "region"
    if place.kind != "city" and (place.extent_km or 0.0) >= _SMALL_AREA_KM:
        return "near"  # no town is so large: its point is known no better
    return "exact"


def _part(gazetteer: Gazetteer, place: Place, direction: str) -> Located:
    points = [
        point
        for one in direction.split("+")
        if one in DIRECTIONS and (point := gazetteer.part(place, one)) is not None
    ]
    if not points:
        return Located(precision="region", lat=place.lat, lon=place.lon, radius_km=place.extent_km)
    return Located(
        precision="region",
        lat=round(sum(p[0] for p in points) / len(points), 3),
        lon=round(sum(p[1] for p in points) / len(points), 3),
        radius_km=max(p[2] for p in points) * (1.0 if len(points) == 1 else 1.5),
    )


def _offset(place: Place, offset: Relative) -> Located:
    extent = place.extent_km or 2.0
    if place.lat is None or place.lon is None:
        return Located(precision=None, coarse=True)
    if offset.how == "distance" and offset.km is not None:
        if offset.direction is None:
            return Located(
                precision="near",
                lat=place.lat,
                lon=place.lon,
                radius_km=round(offset.km + extent, 1),
            )
        lat, lon = _moved(place.lat, place.lon, offset.direction, offset.km)
        return Located(
            precision="near",
            lat=lat,
            lon=lon,
            radius_km=round(max(2.0, 0.3 * offset.km) + extent, 1),
        )
    radius = {"edge": 1.5 * extent + 3, "near": extent + 10, "beside": extent + 20}.get(
        offset.how, extent + 20
    )
    return Located(precision="near", lat=place.lat, lon=place.lon, radius_km=round(radius, 1))


def _moved(lat: float, lon: float, direction: str, km: float) -> tuple[float, float]:
    up, right = DIRECTIONS.get(direction, (0, 0))
    length = math.hypot(up, right) or 1.0
    north = km * up / length
    east = km * right / length
    new_lat = lat + math.degrees(north / EARTH_KM)
    new_lon = lon + math.degrees(east / (EARTH_KM * max(0.05, math.cos(math.radians(lat)))))
    return round(max(-90.0, min(90.0, new_lat)), 4), round((new_lon + 540) % 360 - 180, 4)
