"""The room's own knowledge, validated: ``countries.csv``, ``provinces.csv``, ``supplement.csv``,
``unit_points.csv``.

Every loader refuses a row that it cannot stand behind and names its line.
"""

from collections.abc import Iterator
from typing import get_args

import msgspec

from sayso.model import DataError
from sayso.places.place import Kind
from sayso.places.sources import data_rows

KINDS: frozenset[str] = frozenset(get_args(Kind))


class CountryNames(msgspec.Struct, frozen=True, kw_only=True):
    """What a country and its people are called in English reports.

    ``lat``/``lon`` are the geographic coordinates that the CIA World Factbook gives it.
    """

    iso: str
    name: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


class CuratedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the supplement.

    ``same_as`` is the GeoNames id of an existing entry that the row adds names to, and moves into
    ``admin1`` where that is given. ``members`` are units (``AF``, ``UA:Donetsk``) that a region is made of. ``disputed`` says by whom.
    """

    line: int
    slug: str
    name: str
    kind: Kind
    country: str
    admin1: str
    admin2: str
    lat: float | None
    lon: float | None
    extent_km: float | None
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    same_as: int | None
    disputed: str
    source: str


class UnitPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point inside a country or first-order unit, its size and its name in English."""

    geonames: int
    name: str
    lat: float
    lon: float
    extent_km: float


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _number(cell: str, low: float, high: float, where: str) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise DataError(f"{where}: {cell!r} is no number", remedy="correct the cell") from None
    if not low <= value <= high:
        raise DataError(f"{where}: {value} is not between {low} and {high}", remedy="correct it")
    return value


def country_names() -> Iterator[CountryNames]:
    """What countries and their people are called."""
    for line, row in data_rows("countries.csv", ("iso", "name", "lat", "lon", "names", "demonyms")):
        if len(row["iso"]) != 2 or not row["name"]:
            raise DataError(f"countries.csv, line {line}: a code of two letters and a name wanted")
        yield CountryNames(
            iso=row["iso"],
            name=row["name"],
            lat=_number(row["lat"], -90, 90, f"countries.csv, line {line}"),
            lon=_number(row["lon"], -180, 180, f"countries.csv, line {line}"),
            names=_many(row["names"]),
            demonyms=_many(row["demonyms"]),
        )


class Division(msgspec.Struct, frozen=True, kw_only=True):
    """What order a unit is of, where GeoNames and the reports disagree.

    ``unit`` is a GeoNames id, an ISO 3166-2 code, or ``*`` for all first-order units of the country.
    A ``region`` only groups the units below it, which are of first order themselves.
    """

    country: str
    unit: str
    kind: Kind
    parent: int | None


def divisions() -> dict[tuple[str, str], Division]:
    """The units of another order than GeoNames', by country and unit.

    :raises DataError: for a row without a source, or an ``adm2`` without a parent
    """
    out: dict[tuple[str, str], Division] = {}
    for line, row in data_rows("provinces.csv", ("country", "unit", "kind", "parent", "source")):
        where = f"provinces.csv, line {line}"
        if len(row["country"]) != 2 or not row["unit"] or not row["source"]:
            raise DataError(f"{where}: country, unit and source are wanted", remedy="fill them in")
        if row["kind"] not in ("region", "adm1", "adm2") or (
            (row["kind"] == "adm2") != bool(row["parent"])
        ):
            raise DataError(
                f"{where}: region, adm1, or adm2 with its parent wanted", remedy="correct the row"
            )
        out[row["country"], row["unit"]] = Division(
            country=row["country"],
            unit=row["unit"],
            kind=row["kind"],  # type: ignore[arg-type]  # checked above
            parent=int(row["parent"]) if row["parent"] else None,
        )
    return out


_COLUMNS = (
    "slug", "name", "kind", "country", "admin1", "admin2", "lat", "lon", "extent_km",
    "aliases", "members", "same_as", "disputed", "source",
)  # fmt: skip


def supplement() -> Iterator[CuratedPlace]:
    """The curated places.

    :raises DataError: for a row without slug, name or source, with an unknown kind, half a point,
        a slug used twice, or no country where the kind needs one
    """
    seen: dict[str, int] = {}
    for line, row in data_rows("supplement.csv", _COLUMNS):
        where = f"supplement.csv, line {line}"
        slug = row["slug"]
        if not slug or not row["name"] or not row["source"]:
            raise DataError(f"{where}: slug, name and source are wanted", remedy="fill them in")
        if slug in seen:
            raise DataError(
                f"{where}: slug {slug!r} stands on line {seen[slug]} too", remedy="rename one"
            )
        seen[slug] = line
        if row["kind"] not in KINDS:
            raise DataError(
                f"{where}: {row['kind']!r} is no kind", remedy=f"one of {', '.join(sorted(KINDS))}"
            )
        lat = _number(row["lat"], -90, 90, where)
        lon = _number(row["lon"], -180, 180, where)
        if (lat is None) != (lon is None):
            raise DataError(f"{where}: half a point", remedy="give both lat and lon, or neither")
        if not row["country"] and row["kind"] not in ("region", "sea", "strait", "river", "lake"):
            raise DataError(f"{where}: a {row['kind']} lies in a country", remedy="name it")
        yield CuratedPlace(
            line=line,
            slug=slug,
            name=row["name"],
            kind=row["kind"],  # type: ignore[arg-type]  # checked against KINDS above
            country=row["country"],
            admin1=row["admin1"],
            admin2=row["admin2"],
            lat=lat,
            lon=lon,
            extent_km=_number(row["extent_km"], 0, 5000, where),
            aliases=_many(row["aliases"]),
            members=_many(row["members"]),
            same_as=int(row["same_as"]) if row["same_as"] else None,
            disputed=row["disputed"],
            source=row["source"],
        )


def unit_points() -> Iterator[UnitPoint]:
    """Points inside countries and first-order units (Natural Earth 10m, public domain)."""
    columns = ("geonames", "name", "lat", "lon", "extent_km")
    for line, row in data_rows("unit_points.csv", columns):
        where = f"unit_points.csv, line {line}"
        lat = _number(row["lat"], -90, 90, where)
        lon = _number(row["lon"], -180, 180, where)
        extent = _number(row["extent_km"], 0, 9000, where)
        if lat is None or lon is None or extent is None:
            raise DataError(f"{where}: lat, lon and extent_km are wanted", remedy="fill them in")
        yield UnitPoint(
            geonames=int(row["geonames"]),
            name=row["name"],
            lat=lat,
            lon=lon,
            extent_km=extent,
        )
