"""Is a place that a file offers there already, and what contains it?

A GeoNames id settles it. Else a point is known when a place of its name stands within a few
kilometres, and a unit when its container has one of its name, or nearly.
"""

from functools import cached_property

import shapely
from rapidfuzz import fuzz
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sayso.model import NotFound
from sayso.places import curated, sources
from sayso.places.gazetteer import Gazetteer
from sayso.places.own.offered import Offered, Unusable
from sayso.places.place import POPULATED, Place, distance_km
from sayso.places.spelling import bare, normal

UNITS = frozenset(("adm1", "adm2", "district"))
_SAME_WITHIN_KM = {"village": 3.0, "town": 5.0, "city": 15.0, "quarter": 3.0}
_SAME_SITE_KM = 5.0
_NEARLY = 84.0
_ALIKE = 65.0
_MOST_OF_THEM = 0.6
_NEARLY_ALL = 0.85
_FEW = 3


class Matching:
    """Looks offered places up in the gazetteer, the user's own among them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._inside: dict[str, tuple[shapely.STRtree, list[str | None]]] = {}

    @cached_property
    def _nations(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in sources.countries():
            found |= {
                one.iso.lower(): one.iso,
                one.iso3.lower(): one.iso,
                normal(one.name): one.iso,
            }
        for named in curated.country_names():
            for name in (named.name, *named.names):
                found.setdefault(normal(name), named.iso)
        return found

    def country(self, told: str | None) -> str:
        """The alpha-2 code of a country told by code or name.

        :raises Unusable: when none is told, or none is called so
        """
        if not told:
            raise Unusable("no country", "give a column country, or --country XX")
        iso = self._nations.get(told.lower()) or self._nations.get(normal(told))
        if iso is None:
            raise Unusable(f"no country is called {told!r}", "write its ISO 3166 code, as AF")
        return iso

    def containers(self, offered: Offered, country: str) -> tuple[str | None, str | None]:
        """Identities of the first- and second-order unit that a place lies in.

        :raises Unusable: when the file names a container that is not there, or may be several
        """
        if offered.adm1 or offered.adm2:
            return self._by_codes(offered.adm1, offered.adm2)
        unit: Place | None = None
        for name in reversed(offered.within):
            unit = self._container(name, country, unit, offered)
        if unit is None and offered.shape is not None and offered.kind != "adm1":
            return self._most_inside(offered.shape, country), None
        if unit is None:
            return None, None
        return self._line(unit)

    def known(self, offered: Offered, country: str, adm1: str | None) -> Place | None:
        """The place that is there already."""
        if offered.geonames is not None:
            try:
                return self._gazetteer.place(f"geonames:{offered.geonames}")
            except NotFound:
                pass
        if offered.kind in UNITS:
            return self._known_unit(offered, country, adm1)
        if offered.lat is None or offered.lon is None:
            return None
        within = _SAME_WITHIN_KM.get(offered.kind, _SAME_SITE_KM)
        for place in self._called((offered.name, *offered.names), country):
            if offered.geonames is not None and place.id.startswith("geonames:"):
                continue  # two ids of GeoNames are two places
            same = (place.kind in POPULATED) == (offered.kind in POPULATED)
            if place.lat is None or place.lon is None or place.kind in UNITS or not same:
                continue
            if distance_km(offered.lat, offered.lon, place.lat, place.lon) <= within:
                return place
        return None

    def _by_codes(self, adm1: str | None, adm2: str | None) -> tuple[str | None, str | None]:
        """The gazetteer knows what order a unit is of better than its code."""
        for identity in (adm2, adm1):
            if identity is None:
                continue
            try:
                unit = self._gazetteer.place(identity)
            except NotFound:
                continue
            if unit.kind in ("adm1", "adm2"):
                return self._line(unit)
        return adm1, adm2

    def _line(self, unit: Place) -> tuple[str | None, str | None]:
        if unit.kind == "adm1":
            return unit.id, None
        above = [self._gazetteer.place(parent) for parent in unit.parents]
        first = next((one.id for one in above if one.kind == "adm1"), None)
        second = next((one.id for one in (unit, *above) if one.kind == "adm2"), None)
        return first, second

    def _container(
        self, told: str, country: str, within: Place | None, offered: Offered
    ) -> Place | None:
        if ":" in told and " " not in told:
            try:
                return self._gazetteer.place(told)
            except NotFound:
                raise Unusable(
                    f"no place has the id {told!r}", "sayso places find NAME shows ids"
                ) from None
        first, *outer = (part.strip() for part in told.split(","))
        for name in reversed(outer):
            if self._nations.get(normal(name)) != country:
                within = self._container(name, country, within, offered)
        if self._nations.get(normal(first)) == country:
            return within
        units = self._units_called((first,), country, within)
        best = [u for u in units if u.kind == "adm1"] or units
        if offered.kind == "adm2":
            best = [u for u in best if u.kind == "adm1"]
        if not best:
            raise Unusable(
                f"{country} has no unit called {first!r}",
                f"write it as `sayso places find {first!r}` does, or give its id",
            )
        if len(best) > 1:
            both = "; ".join(f"{u.id} ({u.name}, {u.admin1})" for u in best[:3])
            raise Unusable(f"{first!r} may be {both}", "give the id, or 'district, province'")
        return best[0]

    def _units_called(
        self, names: tuple[str, ...], country: str, within: Place | None
    ) -> list[Place]:
        found = [
            place
            for place in self._called(names, country)
            if place.kind in UNITS and (within is None or within.id in place.parents)
        ]
        if not found:
            found = [
                one.place
                for name in names
                for one in self._gazetteer.among_units(name, country, least=_NEARLY)
                if one.place.kind in UNITS and (within is None or within.id in one.place.parents)
            ][:1]
        return list({place.id: place for place in found}.values())

    def _called(self, names: tuple[str, ...], country: str) -> list[Place]:
        keys = {normal(name) for name in names}
        keys |= {bare(key) for key in keys}
        found = (place for key in sorted(keys) if key for place in self._gazetteer.bearers(key))
        return [place for place in found if place.country == country]

    def _known_unit(self, offered: Offered, country: str, adm1: str | None) -> Place | None:
        names = (offered.name, *offered.names)
        within = self._gazetteer.place(adm1) if adm1 and offered.kind != "adm1" else None
        units = [
            unit
            for unit in self._units_called(names, country, within)
            if unit.kind == offered.kind and self._may_be(unit, offered)
        ]
        if len(units) == 1:
            return units[0]
        if (counted := self._of_another_order(offered, names, country)) is not None:
            return counted
        if offered.kind == "adm1" and offered.shape is not None:
            mostly = self._most_inside(offered.shape, country)
            unit = self._gazetteer.place(mostly) if mostly else None
            if unit and fuzz.ratio(normal(unit.name), normal(offered.name)) >= _ALIKE:
                return unit
        return None

    def _of_another_order(
        self, offered: Offered, names: tuple[str, ...], country: str
    ) -> Place | None:
        """The unit that the gazetteer counts a level higher: regions that only group provinces, and
        provinces that another source has as second-order units (the Philippines).

        A district that bears its province's name is told from it by the places inside.
        """
        for place in self._called(names, country):
            if offered.kind == "adm1" and place.kind == "region":
                return place
            if offered.kind == "adm2" and place.kind == "adm1" and offered.shape is not None:
                inside, everywhere = self._share_inside(offered.shape, country, place.id)
                if everywhere >= _FEW and inside >= _NEARLY_ALL * everywhere:
                    return place
        return None

    def _share_inside(self, area: BaseGeometry, country: str, unit: str) -> tuple[int, int]:
        """How many populated places of a first-order unit lie in an area, and how many there are."""
        tree, units = self._populated(country)
        inside = [units[int(at)] for at in tree.query(area, predicate="contains")]
        return inside.count(unit), units.count(unit)

    @staticmethod
    def _may_be(unit: Place, offered: Offered) -> bool:
        """Namesakes in another part of a country whose provinces the file does not tell."""
        if offered.shape is None or unit.lat is None or unit.lon is None:
            return True
        middle = offered.shape.centroid
        reach = 50.0 + 2.0 * (unit.extent_km or 30.0)
        return distance_km(unit.lat, unit.lon, middle.y, middle.x) <= reach

    def _most_inside(self, area: BaseGeometry, country: str) -> str | None:
        """The first-order unit of most populated places inside an area."""
        tree, units = self._populated(country)
        inside = [units[int(at)] for at in tree.query(area, predicate="contains")]
        told = [unit for unit in inside if unit is not None]
        if not told:
            return None
        most = max(sorted(set(told)), key=told.count)
        enough = len(told) < _FEW or told.count(most) >= _MOST_OF_THEM * len(told)
        return most if enough else None

    def _populated(self, country: str) -> tuple[shapely.STRtree, list[str | None]]:
        if country not in self._inside:
            rows = self._gazetteer.populated(country)
            points = [Point(lon, lat) for lat, lon, _ in rows]
            self._inside[country] = shapely.STRtree(points), [unit for _, _, unit in rows]
        return self._inside[country]
