"""The deaths of incidents by another scheme's rule of counting."""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from sayso.model import Claim, Incident, IncidentCasualties, InputError, Picture
from sayso.outputs.fatalities import reported_deaths
from sayso.outputs.ucdp import deaths_of
from sayso.outputs.ucdp_sides import dyad_of

Rule = Literal["sayso", "acled", "ucdp"]
RULES: tuple[Rule, ...] = get_args(Rule)


def counted_by(picture: Picture, claims: Sequence[Claim], rule: str) -> Picture:
    """The picture with the dead of each incident counted by a rule, in one row for all sides.

    - *sayso*: as it is: for each side the lowest, best supported and highest number
    - *acled*: one number, the lowest of those that differ, added up over sides; words stand for fixed
      numbers ("dozens" 12, "several" 3). Rules of ACLED's codebook, see ``fatalities``
    - *ucdp*: best is the sum of the groups' best estimates, low and high the lowest and highest total;
      an incident that is no violence between sides or against civilians keeps its own

    Other outcomes stay as they are, and so do incidents of which no death is told. Who counted stays with
    every row.

    :raises InputError: when there is no such rule
    """
    if rule not in RULES:
        raise InputError(
            f"there is no rule of counting {rule!r}", remedy=f"one of: {', '.join(RULES)}"
        )
    if rule == "sayso":
        return picture
    by_id = {claim.id: claim for claim in claims}
    return msgspec.structs.replace(
        picture,
        incidents=tuple(
            _by_acled(each, [by_id[id_] for id_ in each.claims if id_ in by_id])
            if rule == "acled"
            else _by_ucdp(each)
            for each in picture.incidents
        ),
    )


def _by_acled(incident: Incident, claims: Sequence[Claim]) -> Incident:
    number = reported_deaths(claims)
    return _with_dead(incident, number, number, number)


def _by_ucdp(incident: Incident) -> Incident:
    dyad = dyad_of(incident)
    if dyad is None:
        return incident
    deaths = deaths_of(incident.casualties, dyad)
    return _with_dead(incident, deaths.low, deaths.best, deaths.high)


def _with_dead(incident: Incident, low: int, best: int, high: int) -> Incident:
    dead = [row for row in incident.casualties if row.outcome == "killed"]
    if not dead:
        return incident
    row = IncidentCasualties(
        outcome="killed",
        low=low,
        best=best,
        high=high,
        counted=tuple(each for row in dead for each in row.counted),
    )
    others = tuple(row for row in incident.casualties if row.outcome != "killed")
    return msgspec.structs.replace(incident, casualties=(row, *others))
