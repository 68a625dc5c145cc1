"""How the API answers: the contract's shapes, encoded once, with an ETag of the store's state."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sayso import __version__
from sayso.model import (
    Claim,
    ClaimPlace,
    ControlState,
    Decision,
    Dispute,
    ForecastVerdict,
    Incident,
    Report,
    ReportRef,
    ReportStatus,
    SourceRecord,
    SourceScore,
)
from sayso.web.access import Role
from sayso.web.actor_view import ActorLine
from sayso.web.desk import Desk
from sayso.web.queue import Task
from sayso.web.source_view import SourceLine


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list: ``total`` counts the whole list, ``next`` is what to give as ``after``."""

    total: int | None = None
    next: str | None = None


class Incidents(Page, frozen=True, kw_only=True):
    """Incidents, the latest first."""

    items: tuple[Incident, ...]


class Claims(Page, frozen=True, kw_only=True):
    """Claims in order of arrival."""

    items: tuple[Claim, ...]


class ReportLine(ReportRef, frozen=True, kw_only=True):
    """A report in a list: everything but its text."""

    status: ReportStatus
    status_why: str | None = None
    length: int


class Reports(Page, frozen=True, kw_only=True):
    """Reports in order of arrival."""

    items: tuple[ReportLine, ...]


class Controls(msgspec.Struct, frozen=True, kw_only=True):
    """Control states: those of one day when ``at`` was given, else the whole history."""

    items: tuple[ControlState, ...]


class Disputes(msgspec.Struct, frozen=True, kw_only=True):
    """Disputes, with the claims they speak of by id."""

    items: tuple[Dispute, ...]
    claims: dict[str, Claim]


class Forecasts(msgspec.Struct, frozen=True, kw_only=True):
    """Forecasts and what came of them, with the claims they speak of by id."""

    items: tuple[ForecastVerdict, ...]
    claims: dict[str, Claim]
    scoreboard: tuple[SourceScore, ...] = ()


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The source list."""

    items: tuple[SourceRecord, ...]


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the same paragraph before and after a claim's evidence."""

    before: str
    after: str


class IncidentInFull(msgspec.Struct, frozen=True, kw_only=True):
    """An incident, its claims, each one's context, and the disputes any of them is part of.

    ``claims`` are as read; ``corrected`` holds those that reviewers changed, as they left them.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    context: dict[str, Context]
    disputes: tuple[Dispute, ...]
    decisions: tuple[Decision, ...] = ()
    corrected: dict[str, Claim] = {}


class ClaimInFull(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its context, and what it is part of."""

    claim: Claim
    context: Context
    incidents: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    decisions: tuple[Decision, ...] = ()
    corrected: dict[str, Claim] = {}


class ReportInFull(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its text, its claims, and the incidents these are part of."""

    report: Report
    claims: tuple[Claim, ...]
    incidents: dict[str, str]
    decisions: tuple[Decision, ...] = ()
    corrected: dict[str, Claim] = {}


class ReportFound(msgspec.Struct, frozen=True, kw_only=True):
    """A report that holds the words, and the piece of it where they stand."""

    report: ReportRef
    snippet: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What holds the words looked for, the best match first in each list."""

    claims: tuple[Claim, ...]
    reports: tuple[ReportFound, ...]
    incidents: dict[str, str]


class Tasks(msgspec.Struct, frozen=True, kw_only=True):
    """What to decide, the most valuable first; ``total`` counts all."""

    items: tuple[Task, ...]
    total: int


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions; ``total`` counts all that were asked for."""

    items: tuple[Decision, ...]
    total: int


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks; ``fixed`` when a token says so, else the name may be chosen."""

    name: str
    role: Role
    fixed: bool


class Actors(msgspec.Struct, frozen=True, kw_only=True):
    """Actors, the busiest first; ``total`` counts all."""

    items: tuple[ActorLine, ...]
    total: int


class Observers(msgspec.Struct, frozen=True, kw_only=True):
    """Original sources with their records, the busiest first; ``total`` counts all."""

    items: tuple[SourceLine, ...]
    total: int


class PlacesFound(msgspec.Struct, frozen=True, kw_only=True):
    """Places that a name may mean, the likeliest first."""

    items: tuple[ClaimPlace, ...]


class OutlineOf(msgspec.Struct, frozen=True, kw_only=True):
    """Whose outline it is. An ``approximate`` one is the land nearest to the district's seat, no border.

    ``source`` is the file that the user added, else null.
    """

    id: str
    name: str
    iso: str
    approximate: bool
    source: str | None = None


class OutlineFeature(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Feature"):
    """A GeoJSON feature."""

    properties: OutlineOf
    geometry: dict[str, Any]


class Outlines(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="FeatureCollection"
):
    """Outlines of the districts of a country, as GeoJSON."""

    features: tuple[OutlineFeature, ...]


class KnownActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of the registry, and which of its names was found."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    alias: str


class ActorsFound(msgspec.Struct, frozen=True, kw_only=True):
    """Actors that a name may mean, the likeliest first."""

    items: tuple[KnownActor, ...]


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """That something changed, and how much the store holds now."""

    reports: int
    claims: int
    decisions: int


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is what it is, in words."""

    id: str
    text: str


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """That the server answers, and how much it holds."""

    status: str
    version: str
    reports: int
    claims: int
    unread: int


def answer(request: Request, desk: Desk, make: Callable[[], object]) -> Response:
    """What ``make`` returns, as JSON; 304, and nothing made, when the asker holds this state."""
    tag = etag(desk)
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-encoding"}
    if holds(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(msgspec.json.encode(make()), headers=headers, media_type="application/json")


def made(what: object, status: int) -> Response:
    """What was made or is only so for this asker: JSON that nobody keeps."""
    return Response(
        msgspec.json.encode(what),
        status,
        headers={"cache-control": "no-store"},
        media_type="application/json",
    )


def etag(desk: Desk) -> str:
    """A weak ETag of everything an answer can depend on: the store's state and our version."""
    state = f"{desk.fingerprint()}\x1f{__version__}"
    return f'W/"{blake2b(state.encode(), digest_size=8).hexdigest()}"'


def holds(request: Request, tag: str) -> bool:
    """Whether the asker says that it has the state ``tag`` names."""
    given = request.headers.get("if-none-match", "")
    return any(part.strip() in (tag, "*") for part in given.split(","))
