"""Approximate outlines of districts: the land of a province that is nearest to each district's seat.

A Voronoi diagram of the seats, clipped to the province's outline. It says about where a district lies
and is no border; whoever draws one marks it approximate. Where too few of a province's districts
have a seat that is known, the cells of the others would cover land that is not theirs: none is made.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import shapely
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from sayso.places.place import Place

_SHARE_SEATED = 0.7
_NEAR_DEGREES = 0.1
"""How far outside a coarse outline of its province a seat may stand."""


class Cell(msgspec.Struct, frozen=True):
    """A district and the land nearest to its seat."""

    place: Place
    geometry: BaseGeometry


def district_cells(districts: Sequence[Place], provinces: Mapping[str, BaseGeometry]) -> list[Cell]:
    """The cells of second-order units.

    :param provinces: outlines of first-order units by the id of the place, in degrees
    """
    by_province: dict[str, list[Place]] = defaultdict(list)
    for district in districts:
        for parent in district.parents:
            if parent in provinces:
                by_province[parent].append(district)
                break
    found: list[Cell] = []
    for parent, members in sorted(by_province.items()):
        found += _cells(members, provinces[parent])
    return found


def _cells(districts: Sequence[Place], province: BaseGeometry) -> list[Cell]:
    near = province.buffer(_NEAR_DEGREES)
    shapely.prepare(near)
    seats: dict[tuple[float, float], list[Place]] = defaultdict(list)
    for district in districts:
        if district.lat is not None and district.lon is not None:
            seat = (round(district.lon, 3), round(district.lat, 3))
            if near.contains(Point(seat)):
                seats[seat].append(district)
    if sum(map(len, seats.values())) < _SHARE_SEATED * len(districts):
        return []
    # A degree of longitude is shorter than one of latitude.
    shrink = max(0.05, math.cos(math.radians(province.centroid.y)))
    points = MultiPoint([(lon * shrink, lat) for lon, lat in seats])
    narrowed = _stretched(province, shrink)
    if len(seats) == 1:
        nearest = [narrowed]
    else:
        diagram = shapely.voronoi_polygons(points, extend_to=narrowed, ordered=True)
        nearest = [narrowed.intersection(area) for area in diagram.geoms]
    return [
        Cell(members[0], _stretched(area, 1 / shrink))
        for members, area in zip(seats.values(), nearest, strict=True)
        # Units that share a seat cannot be told apart.
        if len(members) == 1 and area.area > 0
    ]


def _stretched(shape: BaseGeometry, factor: float) -> BaseGeometry:
    return shapely.transform(shape, lambda corners: corners * (factor, 1.0))
