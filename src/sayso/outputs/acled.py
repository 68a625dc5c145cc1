"""Incidents as rows in ACLED's 31 columns. ACLED codebook and column changes of 2023."""

from datetime import date
from typing import BinaryIO

from sayso.model import Incident
from sayso.outputs.acled_actors import AcledActor, acled_actors, interaction
from sayso.outputs.acled_types import acled_type, targets_civilians
from sayso.outputs.cells import Table, degrees, joined
from sayso.outputs.countries import country_of
from sayso.outputs.exporter import NO_COUNTRY, NO_DAY, NO_TYPE
from sayso.outputs.fatalities import reported_deaths
from sayso.outputs.geography import ACLED_GEO, name_of, point_of
from sayso.outputs.kinds import INTER
from sayso.outputs.material import Days, Material, days_of, number_of, publishers
from sayso.outputs.notes import notes_of
from sayso.outputs.sides import sides_of

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

_TOO_VAGUE = "the day is known to no better than a month"
_WEEK, _MONTH = 7, 31


class AcledExporter:
    """One row an incident. Coordinates, names and codes that are not known are empty cells."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Write the header."""
        self._material = material
        self._table = Table(out, COLUMNS)
        self._disputed = {
            id_ for d in material.picture.disputes for camp in d.claims for id_ in camp
        }

    def feed(self, item: Incident) -> str | None:
        """Write one incident, unless it has no ACLED type, day or country."""
        claims = self._material.cited(item.claims)
        sides = sides_of(item)
        kind = acled_type(item, claims, sides)
        days = days_of(item)
        place = item.place
        country = country_of(place.country) if place else None
        if kind is None:
            return NO_TYPE
        if days is None:
            return NO_DAY
        if country is None or place is None:
            return NO_COUNTRY
        precision = _time_precision(days)
        if precision is None:
            return _TOO_VAGUE
        one, two = acled_actors(kind, sides, country.iso2, country.name)
        point = point_of(place)
        day = _day(days, precision)
        self._table.row(
            {
                "event_id_cnty": f"SAY{country.iso3}{number_of(item.id)}",
                "event_date": day,
                "year": day.year,
                "time_precision": precision,
                "disorder_type": kind.disorder,
                "event_type": kind.event,
                "sub_event_type": kind.sub_event,
                "actor1": one.name if one else None,
                "assoc_actor_1": joined(one.associated) if one else None,
                "inter1": _inter(one),
                "actor2": two.name if two else None,
                "assoc_actor_2": joined(two.associated) if two else None,
                "inter2": _inter(two),
                "interaction": interaction(one, two),
                "civilian_targeting": (
                    "Civilian targeting" if targets_civilians(kind, sides) else None
                ),
                "iso": country.numeric,
                "region": country.acled_region,
                "country": country.name,
                "admin1": place.admin1,
                "admin2": place.admin2,
                "location": name_of(place),
                "latitude": degrees(point.lat) if point else None,
                "longitude": degrees(point.lon) if point else None,
                "geo_precision": ACLED_GEO.get(place.precision) if place.precision else None,
                "source": joined(publishers(claims) or [s.name for s in item.sources]),
                "notes": notes_of(
                    item, claims, days, disputed=not self._disputed.isdisjoint(item.claims)
                ),
                "fatalities": reported_deaths(claims),
                "timestamp": int(self._material.stamp.timestamp()),
            }
        )
        return None

    def finish(self) -> None:
        """Write what is left."""
        self._table.finish()


def _inter(actor: AcledActor | None) -> str | None:
    return INTER[actor.inter] if actor and actor.inter is not None else None


def _time_precision(days: Days) -> int | None:
    """1 the day is told, 2 some time in a week, 3 in a month; null for anything vaguer."""
    if days.count > _MONTH:
        return None
    if days.count == 1:
        return 1
    return 2 if days.count <= _WEEK else 3


def _day(days: Days, precision: int) -> date:
    """The day itself; of a span the middle, and the last of a day taken from the publication."""
    if days.assumed:
        return days.last
    return days.first if precision == 1 else days.middle
