"""Adds the curated supplement: new places, and new names for places that are there."""

from collections import defaultdict

from sayso.model import DataError
from sayso.places.assemble import CURATED_FROM, Entry, Gathered
from sayso.places.curated import CuratedPlace, supplement
from sayso.places.place import distance_km
from sayso.places.spelling import bare, normal

_SAME_WITHIN_KM = 8.0
_POINTS = frozenset(("city", "town", "village"))


def merge_supplement(out: Gathered, isos: dict[str, int]) -> int:
    """Merge the supplement and return its number of rows.

    :raises DataError: when a row names a country, unit or id that is not there
    """
    units = _unit_names(out)
    by_name: dict[tuple[str | None, str], list[Entry]] = defaultdict(list)
    for entry in out.entries.values():
        if entry.kind in _POINTS:
            by_name[entry.country, bare(normal(entry.name))].append(entry)
    rows = sorted(supplement(), key=lambda row: row.kind not in ("country", "adm1", "adm2"))
    slugs: dict[str, int] = {}
    for number, row in enumerate(rows):
        known = _existing(out, row, by_name, units)
        entry = known or _new(out, row, CURATED_FROM + number, isos, units)
        slugs[row.slug] = entry.id
        if known is None or row.kind not in ("adm1", "adm2", "country"):
            entry.curated = 1
        entry.names += [(row.name, 0), *((alias, 1) for alias in row.aliases)]
        if known is not None:
            entry.name = row.name
            if row.admin1 and row.same_as is not None:
                _move(entry, _unit(units, row, "adm1", row.admin1, row.country))
        if row.kind in ("adm1", "adm2"):
            for name in (row.name, *row.aliases):
                units[row.country, row.kind, bare(normal(name))] = entry
        if row.disputed:
            entry.disputed = row.disputed
        if row.extent_km is not None:
            entry.extent_km = row.extent_km
    for row in rows:
        for member in row.members:
            out.members.append((slugs[row.slug], _member(member, row, isos, units, slugs)))
    return len(rows)


def _move(entry: Entry, unit: Entry) -> None:
    """Put a place into the unit that a row names."""
    if entry.adm1 != unit.id:
        entry.adm1, entry.adm2 = unit.id, None


_Units = dict[tuple[str, str, str], Entry]


def _unit_names(out: Gathered) -> _Units:
    names: _Units = {}
    for entry in out.entries.values():
        if entry.kind in ("adm1", "adm2") and entry.country:
            for name, _ in entry.names:
                names.setdefault((entry.country, entry.kind, bare(normal(name))), entry)
    return names


def _unit(units: _Units, row: CuratedPlace, kind: str, name: str, country: str) -> Entry:
    try:
        return units[country, kind, bare(normal(name))]
    except KeyError:
        raise DataError(
            f"supplement.csv, line {row.line}: {country} has no {kind} called {name!r}",
            remedy="write it as GeoNames does, or leave the cell empty",
        ) from None


def _existing(
    out: Gathered,
    row: CuratedPlace,
    by_name: dict[tuple[str | None, str], list[Entry]],
    units: _Units,
) -> Entry | None:
    if row.same_as is not None:
        if row.same_as not in out.entries:
            raise DataError(
                f"supplement.csv, line {row.line}: no entry has GeoNames id {row.same_as}",
                remedy="correct same_as or leave it empty",
            )
        return out.entries[row.same_as]
    if row.kind in ("adm1", "adm2") and row.lat is None:
        names = (bare(normal(name)) for name in (row.name, *row.aliases))
        return next(
            (units[row.country, row.kind, n] for n in names if (row.country, row.kind, n) in units),
            None,
        )
    if row.kind not in _POINTS or row.lat is None or row.lon is None:
        return None
    for name in (row.name, *row.aliases):
        for entry in by_name[row.country, bare(normal(name))]:
            if (
                entry.lat is not None
                and entry.lon is not None
                and distance_km(row.lat, row.lon, entry.lat, entry.lon) < _SAME_WITHIN_KM
            ):
                return entry
    return None


def _new(
    out: Gathered, row: CuratedPlace, identity: int, isos: dict[str, int], units: _Units
) -> Entry:
    if row.country and row.country not in isos:
        raise DataError(
            f"supplement.csv, line {row.line}: {row.country!r} is no country code",
            remedy="ISO 3166-1 alpha-2 is wanted",
        )
    adm1 = _unit(units, row, "adm1", row.admin1, row.country) if row.admin1 else None
    adm2 = _unit(units, row, "adm2", row.admin2, row.country) if row.admin2 else None
    entry = Entry(
        id=identity,
        ext=f"sayso:{row.slug}",
        name=row.name,
        kind=row.kind,
        lat=row.lat,
        lon=row.lon,
        country=row.country or None,
        adm1=adm1.id if adm1 else None,
        adm2=adm2.id if adm2 else None,
        extent_km=row.extent_km,
        names=[],
    )
    out.entries[identity] = entry
    if row.kind == "adm2":
        units.setdefault((row.country, "adm2", bare(normal(row.name))), entry)
    return entry


def _member(
    member: str,
    row: CuratedPlace,
    isos: dict[str, int],
    units: _Units,
    slugs: dict[str, int],
) -> int:
    if member in isos:
        return isos[member]
    country, _, name = member.partition(":")
    if country in isos and name:
        return _unit(units, row, "adm1", name, country).id
    if member in slugs:
        return slugs[member]
    raise DataError(
        f"supplement.csv, line {row.line}: member {member!r} is neither a country, a unit "
        "(AF:Balkh) nor a slug",
        remedy="correct it",
    )
