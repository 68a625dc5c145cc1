"""Which format a file of places has."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from sayso.model import InputError
from sayso.places.own import boundaries, geojson_stream, geonames_dump, shapefile, table
from sayso.places.own.limits import Limits
from sayso.places.own.offered import Offered, Refused, Unusable
from sayso.places.own.opening import Member

_TAKEN = (
    "a GeoNames dump (AF.zip, AF.txt), COD-AB or geoBoundaries as GeoJSON or shapefile (or a zip of "
    "it), or a CSV with name, lat, lon, parent"
)
_OTHERS = {
    ".gpkg": "export its layers as GeoJSON",
    ".gdb": "export its layers as GeoJSON",
    ".kml": "export it as GeoJSON",
    ".kmz": "export it as GeoJSON",
    ".topojson": "export it as GeoJSON",
    ".xlsx": "save the sheet as CSV (UTF-8)",
    ".xls": "save the sheet as CSV (UTF-8)",
    ".gz": "unpack it first",
    ".7z": "unpack it first",
    ".rar": "unpack it first",
}


class Found(msgspec.Struct, frozen=True):
    """A format and what it holds."""

    format: str
    rows: Iterator[Offered | Refused]


def read_format(
    path: Path, members: Sequence[Member], country: str | None, limits: Limits
) -> Found:
    """How to read a file, told by what is in it.

    :raises InputError: when it is of no format that is taken
    """
    shapes = [member for member in members if member.ending == ".shp"]
    if shapes:
        areas = [shp for shp in shapes if shapefile.is_of_polygons(shp)]
        if not areas:
            raise InputError(
                f"{path}: holds lines or points, no areas", remedy="give the layer of polygons"
            )
        return Found("shapefile", _in_order(_shapes(s, members, country, limits) for s in areas))
    collections = [m for m in members if m.ending in (".geojson", ".json")]
    # geoBoundaries packs a JSON file of metadata beside each GeoJSON file.
    collections = [m for m in collections if m.ending == ".geojson"] or collections
    if collections:
        return Found("GeoJSON", _in_order(_features(m, country, limits) for m in collections))
    texts = [m for m in members if m.ending == ".txt" and not m.stem.startswith("readme")]
    dumps = [member for member in texts if geonames_dump.is_dump(_first_line(member))]
    if dumps:
        rows = (geonames_dump.offered(dump, limits) for dump in dumps)
        return Found("GeoNames dump", chain.from_iterable(rows))
    tables = [m for m in members if m.ending in (".csv", ".tsv")] or [
        m for m in texts if "\t" in _first_line(m)
    ]
    if tables:
        held = (table.offered(member, country, limits) for member in tables)
        return Found("table", chain.from_iterable(held))
    endings = {member.ending for member in members} | {path.suffix.lower()}
    remedy = next((_OTHERS[e] for e in sorted(endings) if e in _OTHERS), f"give {_TAKEN}")
    raise InputError(f"{path}: no format of places that Sayso reads", remedy=remedy)


def _first_line(member: Member) -> str:
    with member.open() as stream:
        return stream.readline(20_000).decode("utf-8-sig", "replace")


def _in_order(layers: Iterator[Iterator[Offered | Refused]]) -> Iterator[Offered | Refused]:
    """Provinces before their districts, whatever order an archive has them in."""
    waiting: dict[str, list[Iterator[Offered | Refused]]] = defaultdict(list)
    for layer in layers:
        first = next(layer, None)
        if first is not None:
            kind = first.kind if isinstance(first, Offered) else "district"
            waiting[kind].append(chain((first,), layer))
    order = ("adm1", "adm2")
    for _, held in sorted(waiting.items(), key=lambda one: (one[0] not in order, one[0])):
        yield from chain.from_iterable(held)


def _shapes(
    shp: Member, members: Sequence[Member], country: str | None, limits: Limits
) -> Iterator[Offered | Refused]:
    parts = {m.ending: m for m in members if m.name[:-4].lower() == shp.name[:-4].lower()}
    for number, row, area in shapefile.records(shp, parts, limits):
        try:
            unit = boundaries.unit(row, area, number, country)
        except Unusable as error:
            yield Refused(file=shp.name, row=number, why=error.why, remedy=error.remedy)
            continue
        if unit is not None:
            yield unit


def _features(member: Member, country: str | None, limits: Limits) -> Iterator[Offered | Refused]:
    for number, feature in geojson_stream.features(member, limits):
        try:
            properties = feature.get("properties")
            unit = boundaries.unit(
                properties if isinstance(properties, dict) else {},
                boundaries.outline(feature.get("geometry")),
                number,
                country,
            )
        except Unusable as error:
            yield Refused(file=member.name, row=number, why=error.why, remedy=error.remedy)
            continue
        if unit is not None:
            yield unit
