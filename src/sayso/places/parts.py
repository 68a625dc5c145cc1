"""Where "northern Afghanistan" is: points for the parts of countries and first-order units.

The part is taken where people live: the middle of the populated places in the outer third of the
unit in that direction. It is a representative point, never a place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.places.assemble import Entry

DIRECTIONS: dict[str, tuple[int, int]] = {
    "north": (1, 0),
    "northeast": (1, 1),
    "east": (0, 1),
    "southeast": (-1, 1),
    "south": (-1, 0),
    "southwest": (-1, -1),
    "west": (0, -1),
    "northwest": (1, -1),
    "central": (0, 0),
}
"""Each direction as steps of latitude and longitude."""


def directional_parts(
    entries: Iterable["Entry"],
) -> Iterator[tuple[int, str, float, float, float]]:
    """Unit id, direction, latitude, longitude and radius in km of each part."""
    units: dict[int, Entry] = {}
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    countries: dict[str, int] = {}
    cities: list[Entry] = []
    for entry in entries:
        if entry.kind in ("country", "adm1"):
            units[entry.id] = entry
            if entry.kind == "country" and entry.country:
                countries[entry.country] = entry.id
        elif entry.kind in ("city", "town", "village"):
            cities.append(entry)
    for city in cities:
        if city.lat is None or city.lon is None:
            continue
        for unit in (city.adm1, countries.get(city.country or "")):
            if unit is not None:
                points[unit].append((city.lat, city.lon))
    for unit_id, places in points.items():
        if unit_id not in units or len(places) < 3:
            continue
        extent = units[unit_id].extent_km or 50.0
        for direction, steps in DIRECTIONS.items():
            lat, lon = _middle(places, steps)
            yield unit_id, direction, round(lat, 3), round(lon, 3), round(max(10.0, extent / 2), 0)


def _middle(places: list[tuple[float, float]], steps: tuple[int, int]) -> tuple[float, float]:
    up, right = steps
    lats = sorted(p[0] for p in places)
    lons = sorted(p[1] for p in places)

    def cut(values: list[float], step: int) -> tuple[float, float]:
        third = max(1, len(values) // 3)
        if step > 0:
            return values[-third], values[-1]
        if step < 0:
            return values[0], values[third - 1]
        spare = len(values) // 4 if (up, right) == (0, 0) else 0
        return values[spare], values[len(values) - 1 - spare]

    south, north = cut(lats, up)
    west, east = cut(lons, right)
    kept = [p for p in places if south <= p[0] <= north and west <= p[1] <= east] or places
    return (
        sum(p[0] for p in kept) / len(kept),
        sum(p[1] for p in kept) / len(kept),
    )
