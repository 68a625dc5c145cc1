"""What happened, by day and area, as surely as it is told."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from sayso.model import Claim, Incident
from sayso.outputs.brief.citing import Citations, Sentence, several_sources, sources_of
from sayso.outputs.brief.isolation import isolated
from sayso.outputs.brief.scope import Scope
from sayso.outputs.countries import country_name
from sayso.outputs.material import Material, days_of
from sayso.outputs.wording import (
    day_in_words,
    days_in_words,
    happening,
    toll_in_words,
    was,
    whereabouts,
)

_NO_AREA = "Place not known"
_NO_DAY = "Day not known"


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in one area: one paragraph an incident."""

    name: str
    paragraphs: list[list[Sentence]]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """What began on one day, by area."""

    name: str
    areas: list[Area]


def incidents(scope: Scope, citations: Citations) -> list[Day]:
    """All incidents, the latest day first; those of which no day is known come last."""
    by_day: dict[date, dict[str, list[Incident]]] = {}
    for incident in scope.incidents:
        days = days_of(incident)
        day = date.min if days is None else days.last if days.assumed else days.first
        by_day.setdefault(day, {}).setdefault(_area(incident), []).append(incident)
    told = (
        Day(
            name=_NO_DAY if day == date.min else day_in_words(day),
            areas=list(_areas(by_day[day], scope.material, citations)),
        )
        for day in sorted(by_day, reverse=True)
    )
    return [day for day in told if day.areas]


def _areas(
    by_area: dict[str, list[Incident]], material: Material, citations: Citations
) -> Iterator[Area]:
    for name in sorted(by_area):
        told = (paragraph(incident, material, citations) for incident in by_area[name])
        paragraphs = [sentences for sentences in told if sentences]
        if paragraphs:
            yield Area(name=name, paragraphs=paragraphs)


def _area(incident: Incident) -> str:
    place = incident.place
    names = (place.admin1, country_name(place.country)) if place else ()
    return ", ".join(isolated(name) for name in names if name) or _NO_AREA


def paragraph(incident: Incident, material: Material, citations: Citations) -> list[Sentence]:
    """What is said of one incident: the happening, its toll, and who denies it."""
    claims = material.cited(incident.claims)
    told = [
        citations.say(_what(incident, claims), incident.claims),
        _toll(incident, claims, citations),
        *_denials(incident, material, citations),
    ]
    return [sentence for sentence in told if sentence is not None]


def _what(incident: Incident, claims: Sequence[Claim]) -> str:
    """The happening, hedged as it is told: by one side alone, by one source, as a possibility."""
    what = happening(incident, isolated)
    circumstances = " ".join(
        filter(None, (whereabouts(incident, isolated), days_in_words(days_of(incident))))
    )
    about = f"{what} {circumstances}".rstrip()
    according = f", according to {sources_of(claims)}" if claims else ""
    certainties = {claim.certainty for claim in claims}
    grade = f"graded {incident.grade.reliability}{incident.grade.credibility}"
    count = incident.independent_sources
    number = "one source" if count == 1 else f"{count} independent sources"
    if incident.sources and all(source.party for source in incident.sources):
        claim = "claim" if several_sources(claims) else "claims"
        return f"{sources_of(claims)} {claim} {about}; only a side in it says so (unconfirmed), {grade}"
    if "certain" in certainties:
        verb = f"{was(incident)} reported"
    elif "probable" in certainties:
        verb = "probably took place"
    else:
        verb = "may have taken place"
    sure = "certain" in certainties and count > 1
    told = f"{what} {verb} {circumstances}".rstrip()
    return f"{told}{according} ({number}{'' if sure else ', unconfirmed'}, {grade})"


def _toll(incident: Incident, claims: Sequence[Claim], citations: Citations) -> Sentence | None:
    words = toll_in_words(incident.casualties, isolated)
    if not words:
        return None
    counting = [claim for claim in claims if claim.casualties] or claims
    according = f", according to {sources_of(counting)}" if counting else ""
    return citations.say(f"the toll told is {words}{according}", (c.id for c in counting))


def _denials(
    incident: Incident, material: Material, citations: Citations
) -> Iterator[Sentence | None]:
    """Who says that it was not so."""
    own = set(incident.claims)
    for dispute in material.picture.disputes:
        if dispute.kind != "polarity":
            continue
        for camp, other in (dispute.claims, dispute.claims[::-1]):
            if own.isdisjoint(camp) or not own.isdisjoint(other):
                continue
            against = material.cited(other)
            if against:
                denies = "deny" if several_sources(against) else "denies"
                yield citations.say(f"{sources_of(against)} {denies} it", other)
