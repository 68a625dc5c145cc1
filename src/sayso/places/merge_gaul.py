"""Adds FAO GAUL's unit names: other spellings of known units, and units GeoNames lacks."""

from collections import defaultdict

from rapidfuzz import fuzz, process

from sayso.places import sources
from sayso.places.assemble import GAUL_FROM, Entry, Gathered
from sayso.places.spelling import bare, normal, plain

_NOT_UNITS = (
    "unit not available",
    "administrative unit",
    "no name",
    "unknown",
    "water body",
    "n.a.",
)
_COVERED = 0.7
"""Where GeoNames has this share of GAUL's units, what stays unmatched is another year's division."""


def merge_gaul(out: Gathered, iso_of: dict[str, str]) -> int:
    """Merge GAUL into the units gathered so far and return how many names or units it added."""
    firsts: dict[str, dict[str, int]] = defaultdict(dict)
    seconds: dict[int, dict[str, int]] = defaultdict(dict)
    known_count: dict[str, int] = defaultdict(int)
    for entry in out.entries.values():
        if entry.kind == "adm1" and entry.country:
            for name, _ in entry.names:
                firsts[entry.country][bare(normal(name))] = entry.id
        elif entry.kind == "adm2" and entry.country:
            known_count[entry.country] += 1
            if entry.adm1 is not None:
                for name, _ in entry.names:
                    seconds[entry.adm1][bare(normal(name))] = entry.id
    rows = [r for r in sources.gaul_units() if iso_of.get(r.iso3) and _is_name(r.name)]
    wanted: dict[str, int] = defaultdict(int)
    for row in rows:
        wanted[iso_of[row.iso3]] += 1
    parents: dict[tuple[str, str], int | None] = {}
    added = 0
    for row in rows:
        iso = iso_of[row.iso3]
        key = (iso, row.parent)
        if key not in parents:
            parents[key] = _match(bare(normal(row.parent)), firsts[iso], 82)
            first = parents[key]
            if first is not None:
                out.entries[first].names.append((row.parent, 1))
        parent = parents[key]
        if parent is None:
            continue
        unit = _match(bare(normal(row.name)), seconds[parent], 84)
        if unit is not None:
            out.entries[unit].names.append((row.name, 1))
            added += 1
        elif known_count[iso] < _COVERED * wanted[iso]:
            _add(out, row, iso, parent, seconds)
            added += 1
    return added


def _is_name(name: str) -> bool:
    lowered = name.casefold()
    return not any(phrase in lowered for phrase in _NOT_UNITS)


def _match(norm: str, known: dict[str, int], least: float) -> int | None:
    if norm in known:
        return known[norm]
    if len(norm) < 5 or not known:
        return None
    found = process.extractOne(norm, known.keys(), scorer=fuzz.ratio, score_cutoff=least)
    return known[found[0]] if found else None


def _add(
    out: Gathered,
    row: sources.GaulUnit,
    iso: str,
    parent: int,
    seconds: dict[int, dict[str, int]],
) -> None:
    identity = GAUL_FROM + int(row.code)
    out.entries[identity] = Entry(
        id=identity,
        ext=f"gaul:{row.code}",
        name=plain(row.name),
        kind="adm2",
        country=iso,
        adm1=parent,
        names=[(row.name, 0)],
    )
    seconds[parent][bare(normal(row.name))] = identity
