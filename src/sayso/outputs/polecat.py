"""Incidents as rows in POLECAT's 40 tab-separated columns; ``None`` where nothing is known."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from sayso.model import Claim, Incident, Participant
from sayso.outputs.cells import Table, degrees, joined
from sayso.outputs.countries import country_name, country_of
from sayso.outputs.exporter import NO_DAY
from sayso.outputs.geography import name_of, point_of
from sayso.outputs.material import Material, days_of, in_roles, label, number_of, publishers
from sayso.outputs.plover_coding import QUADS, country_code, event_of, sector

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)

VERSION = "SAYSO-1"
_GEONAMES = "geonames:"


class PolecatExporter:
    """One row an incident, whose parties share their cells."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Write the header."""
        self._material = material
        self._table = Table(out, COLUMNS, delimiter="\t", missing="None")

    def feed(self, item: Incident) -> str | None:
        """Write one incident, unless PLOVER has no such event or no day is known."""
        event = event_of(item)
        days = days_of(item)
        if isinstance(event, str):
            return event
        if days is None:
            return NO_DAY
        claims = self._material.cited(item.claims)
        place, point = item.place, point_of(item.place)
        fine = place is not None and place.precision in ("exact", "near")
        told = [claim.report for claim in claims]
        self._table.row(
            {
                "Event ID": f"SAY{number_of(item.id)}",
                "Event Date": days.last if days.assumed else days.first,
                "Event Type": event.type,
                "Event Mode": event.mode,
                "Intensity": event.weight.intensity,
                "Quad Code": QUADS[event.weight.quad],
                "Contexts": joined(event.contexts),
                **_party("Actor", event.actors),
                "Actor Title": joined([label(who) for who in in_roles(item, "office")]),
                **_party("Recipient", event.recipients),
                "Placename": name_of(place),
                "City": name_of(place) if fine else None,
                "District": place.admin2 if place else None,
                "Province": place.admin1 if place else None,
                "Country": country_name(place.country) if place else None,
                "Latitude": degrees(point.lat) if point else None,
                "Longitude": degrees(point.lon) if point else None,
                "GeoNames ID": _geonames(place.id) if place else None,
                "Raw Placename": place.mention if place else None,
                "Source": joined(publishers(claims)),
                "Publication Date": next((r.published for r in told if r.published), None),
                "Story People": _named(claims, person=True),
                "Story Organizations": _named(claims, person=False),
                "Story Locations": joined([name_of(p) for c in claims for p in c.places]),
                "Language": joined([report.language for report in told]),
                "Version": VERSION,
            }
        )
        return None

    def finish(self) -> None:
        """Write what is left."""
        self._table.finish()


def _party(role: str, who: Sequence[Participant]) -> dict[str, str | None]:
    sectors = [sector(each) for each in who]
    known = [each for each in sectors if each != "UNK"]
    cow = [country.cow for each in who if (country := country_of(each.country))]
    return {
        f"{role} Name": joined([label(each) for each in who]),
        f"{role} Country": joined([country_code(each) for each in who]),
        f"{role} COW": joined([str(number) for number in cow if number is not None]),
        f"Primary {role} Sector": next(iter(known or sectors), None),
        f"{role} Sectors": joined(sectors),
        f"{role} Name Raw": joined([each.mention for each in who]),
    }


def _geonames(id_: str | None) -> str | None:
    return id_.removeprefix(_GEONAMES) if id_ and id_.startswith(_GEONAMES) else None


def _named(claims: Iterable[Claim], *, person: bool) -> str:
    found = (who for c in claims for who in c.participants if who.name)
    return joined([who.name for who in found if (who.kind == "person") == person])
