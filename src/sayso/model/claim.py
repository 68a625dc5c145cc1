"""A claim: one proposition that a report puts forward, and on whose say-so.

The field names are the public contract (``docs/claim.md`` explains them one by one): fields may be
added, never renamed. Offsets are characters into the report's text, half-open.
"""

from datetime import date
from typing import Literal

import msgspec

from sayso.model.identity import stable_id
from sayso.model.report import ReportRef

Role = Literal["actor", "recipient", "victim", "target", "weapon", "office"]
PlaceRole = Literal["location", "origin", "destination"]
Precision = Literal["exact", "near", "adm2", "adm1", "region", "country"]
TimePrecision = Literal["day", "week", "month", "year", "unknown"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
SourceKind = Literal["person", "organisation", "anonymous", "media", "social", "document", "author"]
Outcome = Literal["killed", "wounded", "casualties", "missing", "captured", "displaced"]

PRECISIONS: tuple[Precision, ...] = ("exact", "near", "adm2", "adm1", "region", "country")
"""From finest to coarsest; UCDP ``where_prec`` 1 to 6 in this order."""


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """Something assumed or doubtful that a reader of the claim must know."""

    code: str
    detail: str | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part, as named in the text and, where known, who that is.

    ``mention`` may stand outside the evidence: for an implied actor it is the antecedent.
    ``start`` and ``end`` are null only where no words stand for the participant.
    """

    role: Role
    mention: str
    start: int | None = None
    end: int | None = None
    id: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    wikidata: str | None = None


class ClaimPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where, as named in the text and, where resolved, which place that is.

    ``lat``/``lon`` are WGS84 degrees, null when no point can be defended; ``precision`` is null
    when the place is not resolved; ``candidates`` counts the rivals that were weighed; ``score``
    is the probability that this is the place meant.
    """

    role: PlaceRole
    mention: str
    start: int | None = None
    end: int | None = None
    id: str | None = None
    name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    radius_km: float | None = None
    candidates: int = 0
    score: float | None = None
    flags: tuple[Flag, ...] = ()


class ClaimTime(msgspec.Struct, frozen=True, kw_only=True):
    """When: a closed interval of days, and how finely the text gives it."""

    mention: str | None = None
    start: date | None = None
    end: date | None = None
    precision: TimePrecision = "unknown"


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a claim a forecast: when it was made and until when it runs."""

    made: date | None = None
    horizon_days: int | None = None
    due: date | None = None
    mention: str | None = None


class Casualties(msgspec.Struct, frozen=True, kw_only=True):
    """A count of people harmed.

    ``side`` is the id of the actor whose people they are (or ``civilians``), ``side_name`` its
    name. ``part_of_total`` marks a number that is contained in another of the same claim ("14 dead,
    six of them children"), so that adding them up would count people twice.
    """

    outcome: Outcome
    side: str | None = None
    side_name: str | None = None
    low: int | None = None
    high: int | None = None
    unknown: bool = False
    mention: str | None = None
    part_of_total: bool = False


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number of something that is not a count of people harmed."""

    of: str | None = None
    low: int | None = None
    high: int | None = None
    mention: str | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of sources a claim came through; outermost first in a claim."""

    mention: str
    start: int | None = None
    end: int | None = None
    cue: str | None = None
    channel: str | None = None
    kind: SourceKind = "organisation"
    count: int | None = None
    members: tuple[str, ...] = ()
    id: str | None = None
    name: str | None = None
    party: bool = False


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The clause that says it. ``sentence`` counts the report's sentences from 0."""

    text: str
    start: int
    end: int
    sentence: int


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """The claim's type in the field's schemes; null where a scheme has no such type."""

    plover: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None
    acled: tuple[str, str] | None = None
    ucdp: int | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition that a report puts forward: the atom of the system, never changed."""

    id: str
    report: ReportRef
    type: str
    codes: Codes = Codes()
    participants: tuple[Participant, ...] = ()
    places: tuple[ClaimPlace, ...] = ()
    time: ClaimTime = ClaimTime()
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    conditional: bool = False
    forecast: Forecast | None = None
    casualties: tuple[Casualties, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    evidence: Evidence
    flags: tuple[Flag, ...] = ()
    score: float = 0.5
    reader: str = "unknown"

    def has_flag(self, code: str) -> bool:
        """Whether the claim itself (not one of its places) carries this flag."""
        return any(flag.code == code for flag in self.flags)

    def in_role(self, *roles: Role) -> tuple[Participant, ...]:
        """The participants in any of these roles, in the order of the text."""
        return tuple(p for p in self.participants if p.role in roles)


def claim_id(
    report: str, start: int, end: int, type_: str, participants: tuple[Participant, ...]
) -> str:
    """The stable id of a claim: report, evidence span, type and participants."""
    who = "|".join(f"{p.role}:{p.start}:{p.end}:{p.mention}" for p in participants)
    return stable_id("clm", (report, start, end, type_, who))


def claims_to_jsonl(claims: "tuple[Claim, ...] | list[Claim]") -> bytes:
    """One JSON object a line, in the shape of the contract."""
    return b"".join(msgspec.json.encode(claim) + b"\n" for claim in claims)


def claim_from_json(line: bytes | str) -> Claim:
    """The claim of one JSON object.

    :raises msgspec.ValidationError: when a field has the wrong type or a required one is missing
    """
    return msgspec.json.decode(line, type=Claim)
