"""Reads TopoJSON (arcs shared between areas) into shapely geometries.

Format: https://github.com/topojson/topojson-specification
"""

from pathlib import Path

import msgspec
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from sayso.model import DataError


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Properties(msgspec.Struct):
    name: str = ""


class _One(msgspec.Struct, tag_field="type", tag="Polygon"):
    arcs: list[list[int]]
    id: str | int | None = None
    properties: _Properties = msgspec.field(default_factory=_Properties)


class _Many(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    arcs: list[list[list[int]]]
    id: str | int | None = None
    properties: _Properties = msgspec.field(default_factory=_Properties)


class _Collection(msgspec.Struct):
    geometries: list[_One | _Many]


class _Topology(msgspec.Struct):
    objects: dict[str, msgspec.Raw]
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


class NamedArea(msgspec.Struct, frozen=True):
    """An area of a topology with its id and name there."""

    id: str | None
    name: str
    geometry: BaseGeometry


def areas(path: Path, layer: str) -> list[NamedArea]:
    """The areas of one layer of a quantised TopoJSON file, valid and in degrees.

    :raises DataError: when the file is not there or not of that format
    """
    try:
        topology = msgspec.json.decode(path.read_bytes(), type=_Topology)
        collection = msgspec.json.decode(topology.objects[layer], type=_Collection)
    except (OSError, KeyError, msgspec.DecodeError) as error:
        raise DataError(
            f"{path}: no TopoJSON layer {layer!r} ({error})", remedy="npm install world-atlas"
        ) from error
    lines = [_absolute(arc, topology.transform) for arc in topology.arcs]
    found: list[NamedArea] = []
    for area in collection.geometries:
        groups = [area.arcs] if isinstance(area, _One) else area.arcs
        polygons = [_polygon(group, lines) for group in groups]
        geometry: BaseGeometry = MultiPolygon(polygons) if len(polygons) > 1 else polygons[0]
        found.append(
            NamedArea(
                id=None if area.id is None else str(area.id),
                name=area.properties.name,
                geometry=geometry if geometry.is_valid else geometry.buffer(0),
            )
        )
    return found


def _absolute(arc: list[tuple[int, int]], transform: _Transform) -> list[tuple[float, float]]:
    x = y = 0
    points: list[tuple[float, float]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform.scale[0] + transform.translate[0],
                y * transform.scale[1] + transform.translate[1],
            )
        )
    return points


def _polygon(rings: list[list[int]], lines: list[list[tuple[float, float]]]) -> Polygon:
    shells = [_ring(ring, lines) for ring in rings]
    return Polygon(shells[0], shells[1:])


def _ring(arcs: list[int], lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    ring: list[tuple[float, float]] = []
    for arc in arcs:
        points = lines[arc] if arc >= 0 else lines[~arc][::-1]
        ring.extend(points if not ring else points[1:])
    return ring
