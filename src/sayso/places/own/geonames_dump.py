"""Reads GeoNames' dumps: AF.zip, allCountries.zip, cities500.zip, or the text file in one.

Format: download.geonames.org/export/dump/readme.txt, 19 columns parted by tabs. Which feature codes
are places here, of which kind and how prominent, is in ``feature_codes.csv``; the rest (roads,
schools, wells, undersea features) is passed over.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec

from sayso.model import DataError, InputError
from sayso.places import sources
from sayso.places.own.limits import Limits
from sayso.places.own.offered import Offered, Refused, Unusable, degrees
from sayso.places.own.opening import Member
from sayso.places.place import Kind

COLUMNS = 19
_ID, _NAME, _ASCII, _OTHER, _LAT, _LON, _CLASS, _CODE, _COUNTRY = range(9)
_ADM1, _ADM2, _PEOPLE = 10, 11, 14


class Feature(msgspec.Struct, frozen=True):
    """What a feature code is here."""

    kind: Kind
    prominence: int


@cache
def features() -> dict[str, Feature]:
    """Feature code ("P.PPL") to kind.

    :raises DataError: when a row of ``feature_codes.csv`` is wrong
    """
    text = files("sayso.places.own").joinpath("feature_codes.csv").read_text(encoding="utf-8")
    found: dict[str, Feature] = {}
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if row["kind"] not in get_args(Kind) or not row["prominence"].isdigit():
            raise DataError(f"feature_codes.csv, line {line}: no kind, or no prominence")
        found[row["code"]] = Feature(row["kind"], int(row["prominence"]))  # type: ignore[arg-type]
    return found


def is_dump(line: str) -> bool:
    """Whether a line is of a dump."""
    cells = line.rstrip("\r\n").split("\t")
    return len(cells) == COLUMNS and cells[_ID].isdigit() and len(cells[_CLASS]) <= 1


def offered(member: Member, limits: Limits) -> Iterator[Offered | Refused]:
    """The places of a dump, read twice: its own districts are wanted before what lies in them.

    :raises InputError: when a line is longer than any of GeoNames
    """
    codes = {unit.code: unit.geonames for unit in sources.units() if unit.code and unit.geonames}
    own: dict[str, int] = {}
    for _, cells in _rows(member, limits):
        if len(cells) == COLUMNS and cells[_CLASS] == "A" and cells[_CODE] in ("ADM1", "ADM2"):
            code = ".".join((cells[_COUNTRY], cells[_ADM1], cells[_ADM2]))
            code = code if cells[_CODE] == "ADM2" else code.rsplit(".", 1)[0]
            if code not in codes and cells[_ID].isdigit():
                own.setdefault(code, int(cells[_ID]))
    known = codes | own
    for number, cells in _rows(member, limits):
        try:
            place = _place(cells, number, known)
        except Unusable as error:
            yield Refused(file=member.name, row=number, why=error.why, remedy=error.remedy)
            continue
        if place is not None:
            yield place


def _rows(member: Member, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    with member.lines() as text:
        number = 0
        while line := text.readline(limits.line_bytes):
            number += 1
            if len(line) == limits.line_bytes:
                raise InputError(
                    f"{member.path}: {member.name}, line {number} has {limits.line_bytes:,} letters or more",
                    remedy="download it again",
                )
            if line.strip() and not line.startswith("#"):
                yield number, line.rstrip("\r\n").split("\t")


def _place(cells: list[str], number: int, codes: dict[str, int]) -> Offered | None:
    if len(cells) != COLUMNS:
        raise Unusable(
            f"{len(cells)} columns where GeoNames has {COLUMNS}",
            "download the file again; a spreadsheet may have changed it",
        )
    feature = features().get(f"{cells[_CLASS]}.{cells[_CODE]}")
    if feature is None:
        if cells[_CLASS] != "P":
            return None
        feature = Feature("village", 50)
    if not cells[_ID].isascii() or not cells[_ID].isdigit() or len(cells[_ID]) > 9:
        raise Unusable(f"{cells[_ID]!r} is no GeoNames id", "download the file again")
    if not cells[_NAME]:
        raise Unusable("no name", "download the file again")
    people = int(cells[_PEOPLE]) if cells[_PEOPLE].isascii() and cells[_PEOPLE].isdigit() else 0
    country, adm1, adm2 = cells[_COUNTRY], cells[_ADM1], cells[_ADM2]
    first = codes.get(f"{country}.{adm1}") if adm1 and feature.kind != "adm1" else None
    second = codes.get(f"{country}.{adm1}.{adm2}") if adm2 and feature.kind != "adm2" else None
    point = degrees(cells[_LAT], cells[_LON])
    return Offered(
        row=number,
        key=cells[_ID],
        geonames=int(cells[_ID]),
        name=cells[_NAME],
        kind=_grown(feature.kind, people),
        country=country or None,
        names=tuple(n for n in (cells[_ASCII], *cells[_OTHER].split(",")) if _is_name(n)),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        adm1=f"geonames:{first}" if first else None,
        adm2=f"geonames:{second}" if second else None,
        population=people,
        prominence=feature.prominence,
    )


def _grown(kind: Kind, people: int) -> Kind:
    """A village of many people is a town or city."""
    if kind not in ("village", "town"):
        return kind
    return "city" if people >= 100_000 else "town" if people >= 5_000 else kind


def _is_name(name: str) -> bool:
    """Airports' codes and web addresses stand among the alternate names."""
    code = len(name) <= 3 and name.isascii() and name.isupper()
    return bool(name) and not code and "://" not in name
