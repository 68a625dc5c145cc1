"""Incidents as a GeoJSON feature collection. RFC 7946: longitude first, WGS84, no ``crs``.

An incident known to a province or better has a point, and ``precision`` says what the point stands
for; ``pin`` is true only where it stands for the place itself. Anything vaguer has a null geometry.
"""

from typing import BinaryIO, Literal

import msgspec

from sayso.model import (
    Codes,
    Flag,
    Grade,
    Incident,
    IncidentCasualties,
    Observer,
    Participant,
    Precision,
    TimePrecision,
)
from sayso.outputs.countries import country_name
from sayso.outputs.geography import Point, point_of
from sayso.outputs.material import Material, Statement, days_of, statements
from sayso.outputs.notes import notes_of


class PointGeometry(msgspec.Struct, kw_only=True):
    """A point: longitude, latitude."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class Properties(msgspec.Struct, kw_only=True):
    """What is known of an incident. ``radius_km`` is how far off the point can be, where known."""

    title: str
    type: str
    codes: Codes
    start: str | None
    end: str | None
    time_precision: TimePrecision
    place: str | None
    place_id: str | None
    admin2: str | None
    admin1: str | None
    country: str | None
    country_code: str | None
    precision: Precision | None
    pin: bool
    radius_km: float | None
    participants: tuple[Participant, ...]
    casualties: tuple[IncidentCasualties, ...]
    notes: str
    grade: Grade
    independent_sources: int
    sources: tuple[Observer, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    statements: tuple[Statement, ...]
    flags: tuple[Flag, ...]


class Feature(msgspec.Struct, kw_only=True):
    """One incident."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: PointGeometry | None
    properties: Properties


class GeoJsonExporter:
    """One feature an incident, all incidents."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Open the collection."""
        self._out = out
        self._material = material
        self._any = False
        out.write(b'{"type":"FeatureCollection","features":[')

    def feed(self, item: Incident) -> str | None:
        """Write one incident."""
        self._out.write(b",\n" if self._any else b"\n")
        self._any = True
        self._out.write(msgspec.json.encode(self._feature(item)))
        return None

    def finish(self) -> None:
        """Close the collection."""
        self._out.write(b"\n]}\n")

    def _feature(self, incident: Incident) -> Feature:
        place, time = incident.place, incident.time
        point = point_of(place)
        precision = place.precision if place else None
        claims = self._material.cited(incident.claims)
        return Feature(
            id=incident.id,
            geometry=_geometry(point),
            properties=Properties(
                title=incident.title,
                type=incident.type,
                codes=incident.codes,
                start=time.start.isoformat() if time.start else None,
                end=time.end.isoformat() if time.end else None,
                time_precision=time.precision,
                place=place.name if place else None,
                place_id=place.id if place else None,
                admin2=place.admin2 if place else None,
                admin1=place.admin1 if place else None,
                country=country_name(place.country) if place else None,
                country_code=place.country if place else None,
                precision=precision,
                pin=point is not None and precision == "exact",
                radius_km=place.radius_km if place and point else None,
                participants=incident.participants,
                casualties=incident.casualties,
                notes=notes_of(incident, claims, days_of(incident)),
                grade=incident.grade,
                independent_sources=incident.independent_sources,
                sources=incident.sources,
                reports=incident.reports,
                claims=incident.claims,
                statements=statements(claims),
                flags=incident.flags,
            ),
        )


def _geometry(point: Point | None) -> PointGeometry | None:
    if point is None:
        return None
    return PointGeometry(coordinates=(round(point.lon, 6), round(point.lat, 6)))
