"""The picture: what the claims amount to. Always derived, always rebuildable.

Field names are the public contract; fields may be added, never renamed.
"""

from datetime import date, datetime
from typing import Literal

import msgspec

from sayso.model.claim import (
    ClaimPlace,
    ClaimTime,
    Codes,
    Flag,
    Outcome,
    Participant,
    SourceKind,
)
from sayso.model.errors import DataError

Reliability = Literal["A", "B", "C", "D", "E", "F"]
ControlStatus = Literal["held", "contested", "claimed", "not-held", "unknown"]
DisputeKind = Literal["polarity", "number", "attribution", "place", "time", "assessment"]
Day = date
"""A calendar day, where a field is itself called ``date``."""

Verdict = Literal["came true", "came true sooner", "failed", "open"]


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """NATO Admiralty code: source reliability A–F, information credibility 1–6, judged apart."""

    reliability: Reliability = "F"
    credibility: int = 6
    why: str = ""


class Observer(msgspec.Struct, frozen=True, kw_only=True):
    """One original observer behind any number of reports (independence counts these).

    ``key`` identifies the observer; ``via`` tells, in words, how each further report was found to
    be no observer of its own (copy, citation, same speaker, same document, same owner).
    """

    key: str
    name: str
    kind: SourceKind
    party: bool = False
    reports: tuple[str, ...] = ()
    via: tuple[str, ...] = ()


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What one observer counts: its name, its lowest and highest number, and the claims that say so."""

    by: str
    low: int | None = None
    high: int | None = None
    claims: tuple[str, ...] = ()


class IncidentCasualties(msgspec.Struct, frozen=True, kw_only=True):
    """How many, over all claims of an incident: null where nobody gave a number.

    ``counted`` says who counted, those who told it first first; those that add parts of no total or
    sums of incidents have none.
    """

    outcome: Outcome
    side: str | None = None
    side_name: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    counted: tuple[Counted, ...] = ()


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """The claims, from any number of reports, that speak of one happening."""

    id: str
    type: str
    codes: Codes = Codes()
    title: str = ""
    participants: tuple[Participant, ...] = ()
    place: ClaimPlace | None = None
    time: ClaimTime = ClaimTime()
    casualties: tuple[IncidentCasualties, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    independent_sources: int = 0
    sources: tuple[Observer, ...] = ()
    grade: Grade = Grade()
    flags: tuple[Flag, ...] = ()
    joins: tuple["Join", ...] = ()


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Why two claims were taken for one happening: the score and what it was made of."""

    left: str
    right: str
    score: float
    reasons: tuple[tuple[str, float], ...] = ()


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """Fighting at one place that goes on for days, as the incidents of those days.

    ``days`` are the different days on which incidents began; ``casualties`` are sums over them.
    """

    id: str
    title: str = ""
    place: ClaimPlace | None = None
    time: ClaimTime = ClaimTime()
    participants: tuple[Participant, ...] = ()
    incidents: tuple[str, ...] = ()
    days: int = 0
    casualties: tuple[IncidentCasualties, ...] = ()


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """An actor that holds, or would hold, a place."""

    id: str | None = None
    name: str


class ControlState(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a place over a span of days, by what evidence.

    ``until`` is null while nothing later is known; ``last_evidence`` is the last day any claim
    speaks of; ``rivals`` are the others who claim it or fight for it.
    """

    place: ClaimPlace
    holder: Holder | None = None
    status: ControlStatus = "unknown"
    since: date | None = None
    until: date | None = None
    claims: tuple[str, ...] = ()
    grade: Grade = Grade()
    rivals: tuple[Holder, ...] = ()
    last_evidence: date | None = None


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that cannot both be true: the two camps, what about, and why they clash."""

    id: str
    kind: DisputeKind
    claims: tuple[tuple[str, ...], tuple[str, ...]]
    about: str
    why: str


class ForecastOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The claim that tells what came of a forecast, and the day it gives."""

    claim: str
    date: Day | None = None


class ForecastVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast held against what came.

    ``error_days`` is outcome day minus due day: negative when it came sooner than said.
    ``probability`` is what the forecast gives to what its claim puts forward, by the number or the
    words in ``likelihood``; null where it gives none.
    """

    claim: str
    source: str
    made: date | None = None
    due: date | None = None
    verdict: Verdict = "open"
    outcome: ForecastOutcome | None = None
    error_days: int | None = None
    why: str = ""
    probability: float | None = None
    likelihood: str | None = None


class SourceScore(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one source's forecasts.

    ``error_days`` is the mean distance of outcomes from the days due. ``brier`` is over the
    ``with_probability`` judged forecasts that gave a probability, null where none did; ``base_rate``
    is the share of all judged forecasts that came true, of any source, and ``base_brier`` what always
    telling it would have scored on the same forecasts.
    """

    source: str
    came_true: int = 0
    failed: int = 0
    open: int = 0
    error_days: float | None = None
    with_probability: int = 0
    brier: float | None = None
    base_rate: float | None = None
    base_brier: float | None = None


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents, control, disputes and forecasts together, as of a day."""

    incidents: tuple[Incident, ...] = ()
    control: tuple[ControlState, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    forecasts: tuple[ForecastVerdict, ...] = ()
    scoreboard: tuple[SourceScore, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    as_of: date


class ActorCard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who somebody is, as a participant of a claim has it."""

    id: str
    name: str
    kind: str
    country: str | None = None
    wikidata: str | None = None


class ActorEdge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That actors are (or what goes by some of an actor's names is) somebody, by a reviewer's word.

    Of ``merge-actors`` every one of ``actors`` is ``into``; of ``split-actors`` what reports call by
    one of ``called``, and is taken for one of ``actors``, is ``into`` instead.
    """

    actors: tuple[str, ...]
    into: ActorCard
    called: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer decided: an edge that is kept for ever and can be undone.

    ``kind`` is ``accept``, ``reject`` or ``correct`` (on one claim; ``field`` and ``value`` say
    what was corrected), ``merge`` or ``split`` (on two or more claims), ``merge-actors`` or
    ``split-actors`` (on no claim: whatever reports say of these actors, now or later; ``value`` is an
    :class:`ActorEdge` as JSON).
    """

    id: str
    kind: Literal["accept", "reject", "correct", "merge", "split", "merge-actors", "split-actors"]
    claims: tuple[str, ...] = ()
    field: str | None = None
    value: str | None = None
    by: str
    made: datetime
    why: str | None = None
    undone: datetime | None = None

    @property
    def on_actors(self) -> ActorEdge | None:
        """What it says of actors; null where it is on claims.

        :raises DataError: when ``value`` is no edge
        """
        if self.kind not in ("merge-actors", "split-actors"):
            return None
        try:
            return msgspec.json.decode(self.value or "", type=ActorEdge)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise DataError(
                f"decision {self.id} does not say who is who: {error}",
                remedy="take it back with: sayso undo " + self.id,
            ) from error


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the user's source list says of a publisher."""

    name: str
    kind: str | None = None
    owner: str | None = None
    party: str | None = None
    reliability: Reliability | None = None
    country: str | None = None
