"""What an incident is in PLOVER: type, mode, quad class, intensity, parties and contexts.

Source: the PLOVER manual of February 2024. The intensities are in ``plover.csv``; ACCUSE is printed
there as +3 among modes of −2 to −3.5 and is taken for −3, and SANCTION is listed under two quad
classes and is taken for material conflict, as its own section says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from sayso.model import Incident, Participant
from sayso.outputs.clues import has_clue
from sayso.outputs.countries import country_of
from sayso.outputs.exporter import NO_TYPE
from sayso.outputs.kinds import is_armed, kind_of
from sayso.outputs.knowledge import rows_of
from sayso.outputs.material import in_roles, label
from sayso.outputs.sides import sides_of

QUADS: Mapping[int, str] = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
"""The quad classes as POLECAT writes them."""

NO_RECIPIENT = "the scheme needs a recipient and none is told"


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """The quad class and intensity (−10 to +10) of a type and mode."""

    type: str
    mode: str | None = None
    quad: int
    intensity: float
    recipient: str | None = None


@cache
def weights() -> Mapping[tuple[str, str | None], Weight]:
    """The table by type and mode; mode null is the type without a mode.

    :raises DataError: when a row does not have the shape above, naming its line
    """
    return {(row.type, row.mode): row for row in rows_of("plover.csv", Weight)}


@dataclass(frozen=True)
class PloverEvent:
    """One PLOVER event; a compound party is one event with a list, not one event per pair."""

    type: str
    mode: str | None
    weight: Weight
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    contexts: tuple[str, ...]


def event_of(incident: Incident) -> PloverEvent | str:
    """The PLOVER event of an incident, or why PLOVER has none."""
    type_, mode = incident.codes.plover, incident.codes.plover_mode
    if type_ is None:
        return NO_TYPE
    sides = sides_of(incident)
    symmetric = not in_roles(incident, "recipient", "victim")
    meeting = type_ in ("CONSULT", "AGREE") and symmetric
    actors = sides.all if meeting else (*sides.first, *sides.unplaced)
    recipients = () if meeting else sides.second
    if type_ == "COERCE" and mode == "arrest" and any(is_armed(who) for who in recipients):
        type_, mode = "ASSAULT", "abduct"
    if mode == "aerial" and has_clue("weapons.drone", map(label, in_roles(incident, "weapon"))):
        mode = "drone"
    weight = weights().get((type_, mode)) or weights().get((type_, None))
    if weight is None:
        return NO_TYPE
    if weight.recipient and not recipients:
        return NO_RECIPIENT
    return PloverEvent(
        type=type_,
        mode=mode,
        weight=weight,
        actors=actors,
        recipients=recipients,
        contexts=_contexts((*actors, *recipients)),
    )


def country_code(who: Participant) -> str | None:
    """PLOVER's country of a party: ISO alpha-3, or what it writes for bodies without a country."""
    country = country_of(who.country)
    return country.iso3 if country else kind_of(who).plover_country


def sector(who: Participant) -> str:
    """PLOVER's sector of a party; ``UNK`` where it is not known."""
    return kind_of(who).sector or "UNK"


def _contexts(parties: tuple[Participant, ...]) -> tuple[str, ...]:
    """The contexts that the parties settle by themselves: PLOVER's ``military`` is for state forces."""
    return ("military",) if any(who.kind == "state forces" for who in parties) else ()
