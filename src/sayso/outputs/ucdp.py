"""Incidents with deaths as rows in the 49 columns of UCDP GED 23.1. UCDP GED codebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from sayso.model import Claim, Incident, IncidentCasualties
from sayso.outputs.cells import Cell, Table, degrees, joined
from sayso.outputs.countries import country_of
from sayso.outputs.exporter import NO_COUNTRY, NO_DAY, NO_TYPE
from sayso.outputs.geography import UCDP_WHERE, description_of, name_of, point_of
from sayso.outputs.material import Days, Material, days_of, label, number_of, publishers
from sayso.outputs.priogrid import cell_of
from sayso.outputs.ucdp_sides import CIVILIANS, UcdpDyad, UcdpSide, dyad_of

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)

NO_DEATHS = "no death is told"
_TOO_VAGUE = "the day is known to no better than a year"
_OVER_PLACES = "count-over-several-places"


class UcdpExporter:
    """One row an incident with at least one death, which is what UCDP calls an event."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Write the header."""
        self._material = material
        self._table = Table(out, COLUMNS)

    def feed(self, item: Incident) -> str | None:
        """Write one incident, unless it is no violence, or lacks deaths, a day or a country."""
        dyad = dyad_of(item)
        days = days_of(item)
        place = item.place
        country = country_of(place.country) if place else None
        if dyad is None:
            return NO_TYPE
        deaths = deaths_of(item.casualties, dyad)
        if deaths.high < 1:
            return NO_DEATHS
        if days is None:
            return NO_DAY
        if country is None or place is None:
            return NO_COUNTRY
        date_prec = _date_prec(days)
        if date_prec is None:
            return _TOO_VAGUE
        point = point_of(place)
        number = number_of(item.id)
        self._table.row(
            {
                "id": number,
                "relid": f"SAY-{country.iso3}-{days.first.year}-{dyad.type_of_violence}-{number}",
                "year": days.first.year,
                "code_status": "Clear" if dyad.settled else None,
                "type_of_violence": dyad.type_of_violence,
                "dyad_name": dyad.name,
                "side_a": dyad.a.name if dyad.a else None,
                "side_b": dyad.b.name if dyad.b else None,
                **_sources(self._material.cited(item.claims), len(item.reports)),
                "where_prec": UCDP_WHERE[place.precision] if place.precision else None,
                "where_coordinates": name_of(place),
                "where_description": description_of(place, country.name),
                "adm_1": place.admin1,
                "adm_2": place.admin2,
                "latitude": degrees(point.lat) if point else None,
                "longitude": degrees(point.lon) if point else None,
                "geom_wkt": f"POINT ({point.lon:.6f} {point.lat:.6f})" if point else None,
                "priogrid_gid": cell_of(*point) if point else None,
                "country": country.name,
                "country_id": country.gw,
                "region": country.ucdp_region,
                "event_clarity": _clarity(item),
                "date_prec": date_prec,
                "date_start": _midnight(days.first),
                "date_end": _midnight(days.last),
                "deaths_a": deaths.a,
                "deaths_b": deaths.b,
                "deaths_civilians": deaths.civilians,
                "deaths_unknown": deaths.unknown,
                "best": deaths.best,
                "high": deaths.high,
                "low": deaths.low,
                "gwnoa": dyad.a.gw if dyad.a else None,
                "gwnob": dyad.b.gw if dyad.b else None,
            }
        )
        return None

    def finish(self) -> None:
        """Write what is left."""
        self._table.finish()


@dataclass(frozen=True)
class Deaths:
    """Best estimates by group, and the lowest and highest total."""

    a: int = 0
    b: int = 0
    civilians: int = 0
    unknown: int = 0
    low: int = 0
    high: int = 0

    @property
    def best(self) -> int:
        """The best estimate of all, which is the sum of the groups."""
        return self.a + self.b + self.civilians + self.unknown


def deaths_of(casualties: Iterable[IncidentCasualties], dyad: UcdpDyad) -> Deaths:
    """The deaths of an incident by UCDP's groups.

    A count of no side in particular is the total where sides are told too: what the sides leave of
    it is of unknown group. Numbers that nobody gave add nothing.
    """
    groups = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    low = high = 0
    total: IncidentCasualties | None = None
    for one in casualties:
        if one.outcome != "killed":
            continue
        if one.side is None and one.side_name is None:
            total = one
            continue
        groups[_group(one, dyad)] += _best(one)
        low += _least(one)
        high += _most(one)
    if total is not None:
        groups["unknown"] += max(_best(total) - sum(groups.values()), 0)
        low, high = max(low, _least(total)), max(high, _most(total))
    best = sum(groups.values())
    return Deaths(**groups, low=min(low, best), high=max(high, best))


def _group(one: IncidentCasualties, dyad: UcdpDyad) -> str:
    if one.side == "civilians":
        return "civilians"
    for group, side in (("a", dyad.a), ("b", dyad.b)):
        if side is not None and _is_of(one, side):
            return "civilians" if side.name == CIVILIANS else group
    return "unknown"


def _is_of(one: IncidentCasualties, side: UcdpSide) -> bool:
    names = {key for who in side.members for key in (who.id, label(who)) if key}
    return bool({one.side, one.side_name} & (names | {side.name}))


def _best(one: IncidentCasualties) -> int:
    """The best estimate, else the least that is told; "up to 20" tells of no number for sure."""
    return max(one.best if one.best is not None else one.low or 0, 0)


def _least(one: IncidentCasualties) -> int:
    return max(one.low or 0, 0)


def _most(one: IncidentCasualties) -> int:
    return max(one.high or 0, _best(one))


def _sources(claims: tuple[Claim, ...], reports: int) -> dict[str, Cell]:
    """The source columns; where several reports tell it, the first stands in the single ones."""
    told = list({claim.report.id: claim.report for claim in claims}.values())
    articles = [
        ",".join(
            (report.publisher or report.path or "", str(report.published or ""), report.title or "")
        )
        for report in told
    ]
    first = told[0] if told else None
    originals = [link.name or link.mention for c in claims for link in c.attribution[-1:]]
    return {
        "number_of_sources": reports or -1,
        "source_article": ";".join(
            f'"{article.replace(chr(34), chr(39))}"' for article in articles
        ),
        "source_office": joined(publishers(claims)),
        "source_date": first.published if first else None,
        "source_headline": first.title if first else None,
        "source_original": joined(originals),
    }


def _clarity(incident: Incident) -> int:
    """2 when what is told covers more than one event."""
    several = any(flag.code == _OVER_PLACES for flag in incident.flags)
    return 2 if several or incident.type == "casualties" else 1


def _date_prec(days: Days) -> int | None:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; null for anything vaguer."""
    for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)):
        if days.count <= most:
            return code
    return None


def _midnight(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"
