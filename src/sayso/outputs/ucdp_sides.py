"""Which type of violence an incident is to UCDP, and who its two sides are. UCDP GED codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Incident, Participant
from sayso.outputs.countries import country_name, country_of
from sayso.outputs.kinds import is_civilian, kind_of
from sayso.outputs.material import label
from sayso.outputs.sides import sides_of

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"


@dataclass(frozen=True)
class UcdpSide:
    """A side by UCDP's name, the participants it is made of, and its number if it is a state."""

    name: str
    members: tuple[Participant, ...] = ()
    gw: int | None = None


@dataclass(frozen=True)
class UcdpDyad:
    """Type of violence and the two sides; ``settled`` when both sides are known for what they are."""

    type_of_violence: int
    a: UcdpSide | None
    b: UcdpSide | None
    settled: bool

    @property
    def name(self) -> str | None:
        """The dyad's name, of its sides' names."""
        return f"{self.a.name} - {self.b.name}" if self.a and self.b else None


def dyad_of(incident: Incident) -> UcdpDyad | None:
    """The dyad of an incident; null where its type is no violence to UCDP.

    1 when a government stands on a side and no civilians on the other, 2 when neither side is one,
    3 when civilians are all that is attacked. Where the sides do not settle it, the usual type of
    such incidents stands and the dyad is not ``settled``.
    """
    usual = incident.codes.ucdp
    if usual is None:
        return None
    sides = sides_of(incident)
    one, two = _armed(sides.first), _armed(sides.second)
    if one and two:
        if _government(two) and not _government(one):
            one, two = two, one
        based = STATE_BASED if _government(one) else NON_STATE
        return UcdpDyad(based, _side(one), _side(two), settled=True)
    attacker = one or two
    facing = sides.second if one else sides.first
    if attacker and facing and all(is_civilian(who) for who in facing):
        return UcdpDyad(ONE_SIDED, _side(attacker), UcdpSide(CIVILIANS, tuple(facing)), True)
    civilians = not attacker and any(is_civilian(who) for who in sides.second)
    if civilians:
        hit = tuple(who for who in sides.second if is_civilian(who))
        return UcdpDyad(ONE_SIDED, None, UcdpSide(CIVILIANS, hit), settled=False)
    return UcdpDyad(usual, _side(attacker) if attacker else None, None, settled=False)


def _armed(who: Sequence[Participant]) -> tuple[Participant, ...]:
    """The armed parties of a side, governments first."""
    found = [each for each in who if kind_of(each).ucdp in ("government", "organised group")]
    return tuple(sorted(found, key=lambda each: kind_of(each).ucdp != "government"))


def _government(side: Sequence[Participant]) -> bool:
    return kind_of(side[0]).ucdp == "government"


def _side(members: Sequence[Participant]) -> UcdpSide:
    """A government goes by its country, as in "Government of Afghanistan"; a group by its name."""
    first = members[0]
    country = country_of(first.country)
    if _government(members) and country is not None:
        return UcdpSide(f"Government of {country_name(first.country)}", tuple(members), country.gw)
    return UcdpSide(label(first), tuple(members))
