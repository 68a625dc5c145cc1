"""Which ACLED event and sub-event type an incident is. ACLED codebook (2023), sections on event types."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.model import Claim, Incident
from sayso.outputs.clues import has_clue
from sayso.outputs.kinds import is_armed, is_civilian, kind_of
from sayso.outputs.material import in_roles, is_violent, label
from sayso.outputs.sides import Sides

BATTLES = "Battles"
REMOTE = "Explosions/Remote violence"
AGAINST_CIVILIANS = "Violence against civilians"
PROTESTS = "Protests"
RIOTS = "Riots"
STRATEGIC = "Strategic developments"

_DISORDER: Mapping[str, str] = {
    BATTLES: "Political violence",
    REMOTE: "Political violence",
    AGAINST_CIVILIANS: "Political violence",
    PROTESTS: "Demonstrations",
    RIOTS: "Demonstrations",
    STRATEGIC: "Strategic developments",
}
_DISORDER_OF_SUB: Mapping[str, str] = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}


class AcledType(NamedTuple):
    """An event type and sub-event type, as ACLED writes them."""

    event: str
    sub_event: str

    @property
    def disorder(self) -> str:
        """The disorder type that goes with it."""
        return _DISORDER_OF_SUB.get(self.sub_event, _DISORDER[self.event])


def acled_type(incident: Incident, claims: Sequence[Claim], sides: Sides) -> AcledType | None:
    """The type of an incident; null where ACLED codes no such thing."""
    if incident.codes.acled is None:
        return None
    basic = AcledType(*incident.codes.acled)
    match incident.type:
        case "takeover":
            return _takeover(incident, claims, sides)
        case "attack" if _between_armed(sides):
            return AcledType(BATTLES, "Armed clash")
        case "explosion" | "shelling" | "airstrike":
            return _by_weapon(incident, claims, basic)
        case "protest":
            return _protest(incident, claims, basic)
        case "riot" if any(is_civilian(who) for who in in_roles(incident, "victim")):
            return AcledType(RIOTS, "Mob violence")
    return basic


def targets_civilians(kind: AcledType, sides: Sides) -> bool:
    """Whether ACLED's ``civilian_targeting`` applies: civilians are the only target."""
    if kind.event == AGAINST_CIVILIANS or kind.sub_event == "Excessive force against protesters":
        return True
    if kind.event == REMOTE or kind.sub_event == "Mob violence":
        hit = sides.second
        return bool(hit) and all(is_civilian(who) for who in hit)
    return False


def _between_armed(sides: Sides) -> bool:
    """Whether no civilian but an armed side is what was attacked."""
    hit = sides.second
    return any(is_armed(who) for who in hit) and not any(is_civilian(who) for who in hit)


def _takeover(incident: Incident, claims: Sequence[Claim], sides: Sides) -> AcledType:
    """By who gained, and whether violence is told; by who lost where the winner's sort is unknown."""
    if not violence_told(incident, claims):
        return AcledType(STRATEGIC, "Non-violent transfer of territory")
    gained = {kind_of(who).ucdp for who in sides.first} - {None, "civilians"}
    lost = {kind_of(who).ucdp for who in sides.second} - {None, "civilians"}
    if gained == {"government"}:
        return AcledType(BATTLES, "Government regains territory")
    if gained == {"organised group"} or (not gained and lost == {"government"}):
        return AcledType(BATTLES, "Non-state actor overtakes territory")
    return AcledType(BATTLES, "Armed clash")


def violence_told(incident: Incident, claims: Sequence[Claim]) -> bool:
    """Whether anything in the claims of a takeover tells of violence.

    Losses, or a claim of another violent type, tell of it; failing those the words do. "Without a
    fight" is no word of violence.
    """
    losses = ("killed", "wounded", "casualties")
    if any(c.outcome in losses and (c.high or c.low or 0) > 0 for c in incident.casualties):
        return True
    if any(is_violent(c.type) and c.type not in (incident.type, "casualties") for c in claims):
        return True
    texts = [claim.evidence.text for claim in claims]
    return any(
        has_clue("transfer.violent", [text]) and not has_clue("transfer.peaceful", [text])
        for text in texts
    )


def _by_weapon(incident: Incident, claims: Sequence[Claim], basic: AcledType) -> AcledType:
    weapons = [
        label(who)
        for participants in (incident.participants, *(claim.participants for claim in claims))
        for who in participants
        if who.role == "weapon"
    ]
    if has_clue("weapons.chemical", weapons):
        return AcledType(REMOTE, "Chemical weapon")
    if incident.type == "explosion" and has_clue("weapons.grenade", weapons):
        return AcledType(REMOTE, "Grenade")
    if has_clue("weapons.drone", weapons):
        return AcledType(REMOTE, "Air/drone strike")
    return basic


def _protest(incident: Incident, claims: Sequence[Claim], basic: AcledType) -> AcledType:
    harmed = any(
        one.outcome in ("killed", "wounded") and (one.high or one.low or 0) > 0
        for one in incident.casualties
    )
    if harmed:
        return AcledType(PROTESTS, "Excessive force against protesters")
    stopped = any(claim.type == "arrest" for claim in claims)
    if stopped or has_clue("intervention.used", [claim.evidence.text for claim in claims]):
        return AcledType(PROTESTS, "Protest with intervention")
    return basic
