"""Incidents as a STIX 2.1 bundle.

Incidents with their places, parties and reports; who reports what is a sighting, whom it is laid to a
relationship. STIX's own incident has a name and a description and no more, so the rest is in a
property extension whose definition is part of the bundle. Every id is a UUIDv5 of our own ids, so
that a second export of the same picture is the same bundle.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO

import msgspec
import stix2

from sayso.model import Claim, ClaimPlace, Grade, Incident, Observer, Participant, ReportRef
from sayso.outputs.geography import name_of, point_of
from sayso.outputs.kinds import is_civilian, is_somebody
from sayso.outputs.material import Material, days_of, label, statements
from sayso.outputs.notes import notes_of

NAMESPACE = uuid.UUID("6f0a7d0e-4b39-5c51-9a52-0f3f0a7e2c11")
"""The UUID namespace of everything Sayso names in STIX; fixed for ever."""

CONFIDENCE: Mapping[int, int] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""STIX confidence by Admiralty credibility; 6 (cannot be judged) has none. STIX 2.1, appendix A."""

_EXTENSION = f"extension-definition--{uuid.uuid5(NAMESPACE, 'incident-details')}"
_SCHEMA = (
    "type: slug of the claim ontology; codes: the type in PLOVER, CAMEO, ACLED and UCDP; time: first "
    "and last day and precision; place: with precision (exact, near, adm2, adm1, region, country); "
    "participants; casualties: outcome, side, low, best, high; grade: Admiralty reliability and "
    "credibility and why; independent_sources: original observers; statements: claims with sources, report and words; "
    "reports: ids; flags."
)
_OBSERVER_CLASS = {"person": "individual", "anonymous": "unknown", "author": "individual"}


class StixExporter:
    """One incident object an incident, with the objects that it needs, each once."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Open the bundle with who made it and what its extension means."""
        self._out = out
        self._material = material
        self._stamp = material.stamp
        self._written: set[str] = set()
        self._incidents: list[str] = []
        self._in_report: dict[str, dict[str, None]] = {}
        self._reports: dict[str, ReportRef] = {}
        held = "|".join(incident.id for incident in material.picture.incidents)
        bundle = f"bundle--{uuid.uuid5(NAMESPACE, f'bundle:{material.picture.as_of}:{held}')}"
        out.write(b'{"type":"bundle","id":"' + bundle.encode("ascii") + b'","objects":[')
        self._maker = self._put(
            stix2.Identity(
                id=_id("identity", "sayso"),
                created=self._stamp,
                modified=self._stamp,
                name="Sayso",
                identity_class="system",
            )
        )
        self._put(
            stix2.ExtensionDefinition(
                **self._common(_EXTENSION),
                name="Sayso incident details",
                description="What is told of an incident, by whom, and how far it can be trusted.",
                schema=_SCHEMA,
                version="1.0.0",
                extension_types=["property-extension"],
            )
        )

    def feed(self, item: Incident) -> str | None:
        """Write one incident and what it refers to."""
        claims = self._material.cited(item.claims)
        incident = self._incident(item, claims)
        related = [incident]
        location = self._location(item.place)
        if location:
            related.append(location)
            self._relate(incident, "located-at", location)
        for who in item.participants:
            if who.role in ("actor", "recipient") and is_somebody(who) and not is_civilian(who):
                party = self._party(who)
                related.append(party)
                if who.role == "actor":
                    self._relate(incident, "attributed-to", party)
        for observer in item.sources:
            self._sighting(incident, item, observer, claims)
        for claim in claims:
            self._reports[claim.report.id] = claim.report
            self._in_report.setdefault(claim.report.id, {}).update(dict.fromkeys(related))
        return None

    def finish(self) -> None:
        """Write the reports, which refer to all that they tell of, and close the bundle."""
        for id_, refs in self._in_report.items():
            self._report(self._reports[id_], list(refs))
        self._out.write(b"\n]}\n")

    def _incident(self, item: Incident, claims: Iterable[Claim]) -> str:
        told = tuple(claims)
        details: dict[str, Any] = {
            "extension_type": "property-extension",
            "incident_type": item.type,
            "codes": _json(item.codes),
            "time": _json(item.time),
            "place": _json(item.place) if item.place else None,
            "participants": _json(item.participants),
            "casualties": _json(item.casualties),
            "grade": _json(item.grade),
            "independent_sources": item.independent_sources,
            "statements": _json(statements(told)),
            "reports": list(item.reports),
            "flags": _json(item.flags),
        }
        if item.place and point_of(item.place) is None:
            details["place"].update(lat=None, lon=None)
        confidence = _confidence(item.grade)
        return self._put(
            stix2.Incident(
                **self._common(_id("incident", item.id)),
                name=item.title or item.type,
                description=notes_of(item, told, days_of(item)),
                extensions={_EXTENSION: _pruned(details)},
                **({"confidence": confidence} if confidence is not None else {}),
            )
        )

    def _location(self, place: ClaimPlace | None) -> str | None:
        """The place; null where not even a country is known, as STIX has no such location."""
        if place is None:
            return None
        point = point_of(place)
        if place.country is None and point is None:
            return None
        fine = place.precision in ("exact", "near")
        known = {
            "name": name_of(place),
            "country": place.country,
            "administrative_area": place.admin1,
            "city": name_of(place) if fine else None,
            "latitude": point.lat if point else None,
            "longitude": point.lon if point else None,
            "precision": place.radius_km * 1000 if point and place.radius_km else None,
        }
        key = "|".join(str(part) for part in (place.id, place.precision, *known.values()))
        return self._put(stix2.Location(**self._common(_id("location", key)), **_known(known)))

    def _party(self, who: Participant) -> str:
        individual = who.kind == "person"
        known = {
            "name": label(who),
            "identity_class": "individual"
            if individual
            else "organization"
            if who.id
            else "unknown",
        }
        if who.wikidata:
            known["external_references"] = [
                {"source_name": "wikidata", "external_id": who.wikidata}
            ]  # type: ignore[assignment]
        key = who.id or label(who).casefold()
        return self._put(stix2.Identity(**self._common(_id("identity", f"party:{key}")), **known))

    def _sighting(
        self, incident: str, item: Incident, observer: Observer, claims: Iterable[Claim]
    ) -> None:
        """One observer's word for one incident, counting the reports it came in."""
        source = self._put(
            stix2.Identity(
                **self._common(_id("identity", f"source:{observer.key}")),
                name=observer.name or "unknown",
                identity_class=_OBSERVER_CLASS.get(observer.kind, "organization"),
            )
        )
        told = [c.report.published for c in claims if c.report.id in observer.reports]
        published = sorted(day for day in told if day)
        seen = (
            {"first_seen": _instant(published[0]), "last_seen": _instant(published[-1])}
            if published
            else {}
        )
        self._put(
            stix2.Sighting(
                **self._common(_id("sighting", f"{item.id}|{observer.key}")),
                sighting_of_ref=incident,
                where_sighted_refs=[source],
                count=len(observer.reports) or 1,
                **seen,
            )
        )

    def _relate(self, source: str, kind: str, target: str) -> None:
        self._put(
            stix2.Relationship(
                **self._common(_id("relationship", f"{source}|{kind}|{target}")),
                relationship_type=kind,
                source_ref=source,
                target_ref=target,
            )
        )

    def _report(self, report: ReportRef, refs: list[str]) -> None:
        known: dict[str, Any] = {"lang": report.language}
        if report.url:
            known["external_references"] = [
                {"source_name": report.publisher or "publisher", "url": report.url}
            ]
        self._put(
            stix2.Report(
                **self._common(_id("report", report.id)),
                name=report.title or report.path or report.id,
                published=_instant(report.published) if report.published else self._stamp,
                object_refs=refs,
                **_known(known),
            )
        )

    def _common(self, id_: str) -> dict[str, Any]:
        return {
            "id": id_,
            "created": self._stamp,
            "modified": self._stamp,
            "created_by_ref": self._maker,
        }

    def _put(self, thing: Any) -> str:
        """Write an object unless it has been, and give its id."""
        id_ = str(thing.id)
        if id_ not in self._written:
            self._out.write(b",\n" if self._written else b"\n")
            self._written.add(id_)
            self._out.write(thing.serialize(ensure_ascii=False).encode("utf-8"))
        return id_


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind}:{key}')}"


def _confidence(grade: Grade) -> int | None:
    return CONFIDENCE.get(grade.credibility)


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _json(value: Any) -> Any:
    return msgspec.to_builtins(value)


def _pruned(value: Any) -> Any:
    """The same without anything that is not known, at any depth."""
    if isinstance(value, dict):
        return _known({key: _pruned(each) for key, each in value.items()})
    if isinstance(value, list | tuple):
        return [_pruned(each) for each in value]
    return value


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is known: STIX has no nulls and no empty lists."""
    return {key: value for key, value in values.items() if value not in (None, "", [], (), {})}
