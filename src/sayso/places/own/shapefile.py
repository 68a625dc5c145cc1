"""Reads polygons of a shapefile with their attributes, record by record."""

import struct
import warnings
from collections.abc import Iterator
from typing import Any

import shapefile
import shapely
from shapely.geometry.base import BaseGeometry

from sayso.model import InputError
from sayso.places.own.limits import Limits, too_much
from sayso.places.own.opening import Member

_POLYGONS = frozenset((shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM))
_REMEDY = "download it again"
_POINT_BYTES = 16
_BROKEN = (
    shapefile.ShapefileException,
    shapefile.PossiblyCorruptFileHeader,
    struct.error,
    ValueError,
    IndexError,
)
"""What the library raises on a file that is not as it should be, or warns of."""


def is_of_polygons(member: Member) -> bool:
    """Whether a ``.shp`` holds areas; those of lines and points do not matter here.

    :raises InputError: when it is no shapefile
    """
    with member.open() as stream:
        try:
            return _reader(shp=stream).shapeType in _POLYGONS
        except _BROKEN as error:
            raise InputError(
                f"{member.path}: {member.name} is no shapefile, or was cut off", remedy=_REMEDY
            ) from error


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
    number = 0
    with shp.open() as shapes, parts[".dbf"].open() as table:
        try:
            reader = _reader(shp=shapes, dbf=table, encoding=encoding, encodingErrors="replace")
            rows = reader.iterRecords(deleted_as_None=True)
            for number, (row, shape) in enumerate(
                zip(rows, reader.iterShapes(), strict=True), start=1
            ):
                if row is None:
                    continue
                if (size := _POINT_BYTES * len(shape.points)) > limits.feature_bytes:
                    raise too_much(
                        f"{shp.path}: {shp.name}, record {number}",
                        size,
                        limits.feature_bytes,
                        "simplify the boundaries",
                    )
                yield number, _told(row.as_dict()), _area(shape)
        except _BROKEN as error:
            raise InputError(
                f"{shp.path}: {shp.name} is broken after record {number} ({error})", remedy=_REMEDY
            ) from error


def _reader(**given: Any) -> shapefile.Reader:
    """A file whose header tells another size than it has was cut off, and is not read."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", shapefile.PossiblyCorruptFileHeader)
        return shapefile.Reader(**given)


def _told(row: dict[str, object]) -> dict[str, str]:
    # A name of many letters may be cut off within one.
    return {
        name: "" if value is None else str(value).strip(" \0").rstrip("\ufffd")
        for name, value in row.items()
    }


def _area(shape: shapefile.Shape) -> BaseGeometry | None:
    if shape.shapeType not in _POLYGONS:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # holes that no shell holds are made shells, and told of
        return shapely.geometry.shape(shape.__geo_interface__)


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
