"""Reads polygons of a shapefile with their attributes, record by record.

Formats: *ESRI Shapefile Technical Description* (July 1998) for ``.shp``; dBASE III for ``.dbf``, in
the encoding that ``.cpg`` names.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import IO

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from sayso.model import InputError
from sayso.places.own.limits import Limits, too_much
from sayso.places.own.opening import Member

_POLYGONS = frozenset((5, 15, 25))
_HEADER = 100
_REMEDY = "download it again"


def is_of_polygons(member: Member) -> bool:
    """Whether a ``.shp`` holds areas; those of lines and points do not matter here.

    :raises InputError: when it is no shapefile
    """
    with member.open() as stream:
        return _shape_type(stream, member) in _POLYGONS


def records(
    shp: Member, parts: dict[str, Member], limits: Limits
) -> Iterator[tuple[int, dict[str, str], BaseGeometry | None]]:
    """Number (from 1), attributes and area of each record.

    :param parts: the files of the same name, by ending
    :raises InputError: when one is missing or broken, or it is not in degrees
    """
    if ".dbf" not in parts:
        raise InputError(
            f"{shp.path}: {shp.name} comes without its .dbf, which has the names",
            remedy="give the whole zip archive, or put the .dbf beside it",
        )
    _in_degrees(shp, parts.get(".prj"))
    encoding = _encoding(parts.get(".cpg"))
    with shp.open() as shapes, parts[".dbf"].open() as table:
        _shape_type(shapes, shp)
        rows = _attributes(table, parts[".dbf"], encoding)
        for number, row in enumerate(rows, start=1):
            header = shapes.read(8)
            if len(header) < 8:
                raise _broken(shp, number, "the file ends before it")
            length = 2 * int(struct.unpack(">ii", header)[1])
            if not 4 <= length <= limits.feature_bytes:
                if length > limits.feature_bytes:
                    raise too_much(
                        f"{shp.path}: {shp.name}, record {number}",
                        length,
                        limits.feature_bytes,
                        "simplify the boundaries",
                    )
                raise _broken(shp, number, "it has no length")
            content = shapes.read(length)
            if len(content) < length:
                raise _broken(shp, number, "the file ends within it")
            if row is not None:
                yield number, row, _area(content, shp, number)


def _shape_type(stream: IO[bytes], member: Member) -> int:
    header = stream.read(_HEADER)
    if len(header) < _HEADER or struct.unpack(">i", header[:4])[0] != 9994:
        raise InputError(f"{member.path}: {member.name} is no shapefile", remedy=_REMEDY)
    return int(struct.unpack("<i", header[32:36])[0])


def _in_degrees(shp: Member, prj: Member | None) -> None:
    if prj is None:
        return
    with prj.open() as stream:
        system = stream.read(10_000).decode("latin-1").strip()
    if system and not system.upper().startswith(("GEOGCS", "GEOGCRS", "GEODCRS")):
        raise InputError(
            f"{shp.path}: {shp.name} is in {system[:60]}…",
            remedy="export it in degrees (WGS 84, EPSG:4326)",
        )


def _encoding(cpg: Member | None) -> str:
    if cpg is None:
        return "utf-8"
    with cpg.open() as stream:
        named = stream.read(100).decode("ascii", "ignore").strip().lower()
    known = {"65001": "utf-8", "1252": "cp1252", "ansi 1252": "cp1252", "88591": "latin-1"}
    named = known.get(named, named)
    try:
        return named if "".encode(named) == b"" and named else "utf-8"
    except LookupError:
        return "utf-8"


def _attributes(table: IO[bytes], member: Member, encoding: str) -> Iterator[dict[str, str] | None]:
    """The rows of a dBASE table; null for one that is marked as deleted."""
    header = table.read(32)
    if len(header) < 32:
        raise InputError(f"{member.path}: {member.name} is no dBASE table", remedy=_REMEDY)
    count, start, length = struct.unpack("<IHH", header[4:12])
    described = table.read(max(0, start - 32))
    fields: list[tuple[str, int]] = []
    for at in range(0, len(described) - 31, 32):
        if described[at] == 0x0D:
            break
        name = described[at : at + 11].split(b"\0")[0].decode("ascii", "replace")
        fields.append((name, described[at + 16]))
    if not fields or 1 + sum(size for _, size in fields) != length:
        raise InputError(f"{member.path}: {member.name} is a broken dBASE table", remedy=_REMEDY)
    for number in range(1, count + 1):
        cells = table.read(length)
        if len(cells) < length:
            raise _broken(member, number, "the file ends before it")
        if cells[:1] == b"*":
            yield None
            continue
        row: dict[str, str] = {}
        at = 1
        for name, size in fields:
            row[name] = _text(cells[at : at + size], encoding)
            at += size
        yield row


def _text(cell: bytes, encoding: str) -> str:
    try:
        text = cell.decode(encoding)
    except UnicodeDecodeError as error:
        # A name of many letters may be cut off within one.
        cut = len(cell) - error.start < 4 and encoding == "utf-8"
        text = cell[: error.start].decode(encoding) if cut else cell.decode("latin-1")
    return text.strip(" \0")


def _area(content: bytes, member: Member, number: int) -> BaseGeometry | None:
    (shape,) = struct.unpack("<i", content[:4])
    if shape == 0:
        return None
    if shape not in _POLYGONS or len(content) < 44:
        raise _broken(member, number, "it is no polygon")
    parts, points = struct.unpack("<ii", content[36:44])
    if parts < 1 or points < 4 or len(content) < 44 + 4 * parts + 16 * points:
        raise _broken(member, number, "it is shorter than it says")
    starts = [*struct.unpack(f"<{parts}i", content[44 : 44 + 4 * parts]), points]
    at = 44 + 4 * parts
    corners = np.frombuffer(content[at : at + 16 * points], dtype="<f8").reshape(-1, 2)
    rings = [
        corners[start:end] for start, end in pairwise(starts) if start >= 0 and end - start >= 4
    ]
    return _polygons(rings)


def _polygons(rings: list[np.ndarray]) -> BaseGeometry | None:
    """Shells turn clockwise, holes the other way; a hole belongs to the shell that holds it."""
    areas = [Polygon(ring) for ring in rings]
    shells = [area for area in areas if not area.exterior.is_ccw]
    holes = [area for area in areas if area.exterior.is_ccw]
    if not shells:
        shells, holes = holes, []
    if not shells:
        return None
    inner: dict[int, list[Polygon]] = {}
    tree = shapely.STRtree(shells)
    for hole in holes:
        point = hole.representative_point() if hole.is_valid else hole.centroid
        holding = [int(one) for one in tree.query(point, predicate="within")]
        if holding:
            inner.setdefault(min(holding, key=lambda one: shells[one].area), []).append(hole)
    made = [
        Polygon(shell.exterior, [hole.exterior for hole in inner.get(at, ())])
        for at, shell in enumerate(shells)
    ]
    return made[0] if len(made) == 1 else MultiPolygon(made)


def _broken(member: Member, number: int, why: str) -> InputError:
    return InputError(
        f"{member.path}: {member.name}, record {number} is broken: {why}", remedy=_REMEDY
    )
