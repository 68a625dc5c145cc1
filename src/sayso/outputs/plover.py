"""Incidents as PLOVER records, one JSON object a line. PLOVER manual (2024), "Data Fields"."""

from datetime import date
from typing import BinaryIO

import msgspec

from sayso.model import Claim, Incident, IncidentCasualties, Outcome, Participant
from sayso.outputs.countries import country_name, country_of
from sayso.outputs.exporter import NO_DAY
from sayso.outputs.geography import PLOVER_RESOLUTION, point_of
from sayso.outputs.material import Material, days_of, label, number_of
from sayso.outputs.plover_coding import country_code, event_of, sector

Day = date
"""A calendar day, where a field is itself called ``date``."""


class Entity(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A party: ``code`` and ``sector`` as PLOVER writes them, ``identifier_id`` of Wikidata."""

    code: str | None = None
    sector: list[str]
    entity_text: str
    identifier_id: str | None = None
    identifier_text: str | None = None


class Location(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Where; ``resolution`` 4 city, 3 district, 2 province, 1 country."""

    extracted_place: str
    resolved_place: str | None = None
    geonameid: str | None = None
    lat: float | None = None
    lon: float | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    resolution: int | None = None


class TextInfo(msgspec.Struct, kw_only=True):
    """Where in its report a claim stands."""

    sequence: int
    start: int
    end: int


class CiteInfo(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The report that a claim stands in; ``citation`` is the claim's id."""

    citation: str
    title: str | None = None
    publication: str | None = None
    url: str | None = None
    language: str | None = None


class Size(msgspec.Struct, kw_only=True, omit_defaults=True):
    """People harmed: the best count of each, where anybody gave one."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class Record(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One PLOVER record; ``id``, ``date``, ``actor`` and ``event`` are always there."""

    id: str
    date: Day
    actor: list[Entity]
    event: list[str]
    enddate: Day | None = None
    recipient: list[Entity] | None = None
    event_loc: list[Location] | None = None
    quad_code: int
    event_scale: float
    mode: list[str] | None = None
    context: list[str] | None = None
    size: Size | None = None
    text: str | None = None
    text_info: list[TextInfo]
    cite_info: list[CiteInfo]
    coder: str
    coded_date: Day


class PloverExporter:
    """One record an incident; a party of several is a list within it."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Remember where to write."""
        self._out = out
        self._material = material

    def feed(self, item: Incident) -> str | None:
        """Write one incident, unless PLOVER has no such event or no day is known."""
        event = event_of(item)
        days = days_of(item)
        if isinstance(event, str):
            return event
        if days is None:
            return NO_DAY
        claims = self._material.cited(item.claims)
        record = Record(
            id=f"SAY{number_of(item.id)}",
            date=days.last if days.assumed else days.first,
            enddate=days.last if days.count > 1 and not days.assumed else None,
            actor=[_entity(who) for who in event.actors] or [_NOBODY],
            event=[event.type],
            mode=[event.mode] if event.mode else None,
            recipient=[_entity(who) for who in event.recipients] or None,
            event_loc=_location(item),
            quad_code=event.weight.quad,
            event_scale=event.weight.intensity,
            context=list(event.contexts) or None,
            size=_size(item.casualties),
            text=claims[0].evidence.text if claims else None,
            text_info=[
                TextInfo(sequence=c.evidence.sentence, start=c.evidence.start, end=c.evidence.end)
                for c in claims
            ],
            cite_info=[_citation(claim) for claim in claims],
            coder="sayso",
            coded_date=self._material.picture.as_of,
        )
        self._out.write(msgspec.json.encode(record) + b"\n")
        return None

    def finish(self) -> None:
        """Nothing stands after the records."""


_NOBODY = Entity(sector=["UNK"], entity_text="")
"""Whom PLOVER names where nobody says who did it."""


def _entity(who: Participant) -> Entity:
    return Entity(
        code=country_code(who),
        sector=[sector(who)],
        entity_text=who.mention,
        identifier_id=who.wikidata,
        identifier_text=label(who),
    )


def _location(incident: Incident) -> list[Location] | None:
    place = incident.place
    if place is None:
        return None
    point, country = point_of(place), country_of(place.country)
    geonames = place.id and place.id.startswith("geonames:")
    return [
        Location(
            extracted_place=place.mention,
            resolved_place=place.name,
            geonameid=place.id.split(":", 1)[1] if geonames and place.id else None,
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            district=place.admin2,
            province=place.admin1,
            country=country_name(place.country),
            country_code=country.iso3 if country else place.country,
            resolution=PLOVER_RESOLUTION.get(place.precision) if place.precision else None,
        )
    ]


def _size(casualties: tuple[IncidentCasualties, ...]) -> Size | None:
    size = Size(
        dead=_count(casualties, "killed"),
        injured=_count(casualties, "wounded"),
        arrested=_count(casualties, "captured"),
    )
    return size if any((size.dead, size.injured, size.arrested)) else None


def _count(casualties: tuple[IncidentCasualties, ...], outcome: Outcome) -> int | None:
    """The sides' best counts added up, or the total where one is told and is larger."""
    told = [c for c in casualties if c.outcome == outcome and (c.best or c.low)]
    sides = sum(c.best or c.low or 0 for c in told if c.side)
    total = max((c.best or c.low or 0 for c in told if not c.side), default=0)
    return max(sides, total) or None


def _citation(claim: Claim) -> CiteInfo:
    report = claim.report
    return CiteInfo(
        citation=claim.id,
        title=report.title,
        publication=report.publisher,
        url=report.url,
        language=report.language,
    )
