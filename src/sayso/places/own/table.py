"""Reads a table of places: CSV or TSV with name, lat, lon, parent and what else it has."""

import csv
from collections.abc import Iterator
from typing import get_args

from sayso.model import InputError
from sayso.places.own.limits import Limits
from sayso.places.own.offered import Offered, Refused, Unusable, degrees
from sayso.places.own.opening import Member
from sayso.places.place import Kind

_HEADINGS = {
    "name": ("name", "place", "place_name", "placename", "name_en"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "parent": ("parent", "within", "container"),
    "admin2": ("admin2", "adm2", "district", "adm2_en", "adm2_name"),
    "admin1": ("admin1", "adm1", "province", "state", "adm1_en", "adm1_name"),
    "country": ("country", "iso2", "country_code", "iso"),
    "kind": ("kind", "type"),
    "names": ("names", "aliases", "alternatenames", "alternate_names", "other_names"),
    "population": ("population", "pop"),
    "key": ("id", "pcode", "code"),
}
"""What each column may be headed, in small letters and with underscores for spaces."""

_PICKED = 500
"""What somebody lists by hand is as likely to be meant as what the gazetteer's supplement has."""

_KINDS = frozenset(get_args(Kind)) - {"country"}


def offered(member: Member, country: str | None, limits: Limits) -> Iterator[Offered | Refused]:
    """The places of a table; rows are numbered as a spreadsheet shows them.

    :param country: alpha-2, for rows that name none
    :raises InputError: when the table has no column for names
    """
    with member.lines() as text:
        lines = _lines(text, member, limits)
        first = next(lines, "")
        reader = csv.reader(_chain(first, lines), delimiter=_delimiter(first), strict=True)
        try:
            headings = _headings(next(reader, []), member)
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                row = {what: cells[at].strip() for what, at in headings.items() if at < len(cells)}
                try:
                    yield _place(row, reader.line_num, country)
                except Unusable as error:
                    yield Refused(
                        file=member.name, row=reader.line_num, why=error.why, remedy=error.remedy
                    )
        except csv.Error as error:
            raise InputError(
                f"{member.path}: {member.name}, row {reader.line_num}: {error}",
                remedy="quote cells that hold a quote or a line end",
            ) from error


def _lines(text: Iterator[str], member: Member, limits: Limits) -> Iterator[str]:
    for number, line in enumerate(text, start=1):
        if len(line) > limits.line_bytes:
            raise InputError(
                f"{member.path}: {member.name}, line {number} has more than "
                f"{limits.line_bytes:,} letters",
                remedy="look whether it is a table at all",
            )
        yield line


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(line: str) -> str:
    return max((",", ";", "\t", "|"), key=line.count)


def _headings(cells: list[str], member: Member) -> dict[str, int]:
    written = [cell.strip().lower().replace(" ", "_") for cell in cells]
    found = {
        what: next(written.index(name) for name in names if name in written)
        for what, names in _HEADINGS.items()
        if any(name in written for name in names)
    }
    if "name" not in found:
        raise InputError(
            f"{member.path}: {member.name} has no column 'name' (it has {', '.join(cells[:12]) or 'none'})",
            remedy="head the columns name, lat, lon, parent, country",
        )
    return found


def _place(row: dict[str, str], number: int, country: str | None) -> Offered:
    if not row["name"]:
        raise Unusable("no name", "give one, or take the row out")
    kind = row.get("kind", "").lower() or "village"
    if kind not in _KINDS:
        raise Unusable(f"{kind!r} is no kind of place", f"one of {', '.join(sorted(_KINDS))}")
    point = degrees(row.get("lat"), row.get("lon"))
    within = tuple(row[what] for what in ("parent", "admin2", "admin1") if row.get(what))
    if point is None and not within:
        raise Unusable("neither a point nor a parent", "give lat and lon, or what it lies in")
    people = row.get("population", "").replace(",", "").replace(" ", "") or "0"
    if not people.isascii() or not people.isdigit():
        raise Unusable(f"population {people!r} is no number", "write digits alone")
    return Offered(
        row=number,
        key=row.get("key") or str(number),
        name=row["name"],
        kind=kind,  # type: ignore[arg-type]  # checked against _KINDS above
        country=row.get("country") or country,
        names=tuple(
            n.strip() for n in row.get("names", "").replace(";", "|").split("|") if n.strip()
        ),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        within=within,
        population=int(people),
        prominence=_PICKED,
        picked=True,
    )
