"""The API over the picture: incidents, control, disputes, forecasts, and why."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.model import Dispute, EarlyWarning, Grade, Incident, InputError, NotFound, Picture
from sayso.picture import early_warning
from sayso.picture.lineage import Lineage, lineage
from sayso.web.answers import (
    Controls,
    Disputes,
    Forecasts,
    IncidentInFull,
    Incidents,
    Why,
    answer,
)
from sayso.web.asking import After, Day, Id, Limit, Several, StrictRoute, any_of
from sayso.web.context import contexts, reviewed
from sayso.web.control_on import in_force
from sayso.web.desk import Desk
from sayso.web.overview import Overview
from sayso.web.overviews import Overviews
from sayso.web.schema import answers

Codes = Annotated[
    list[str] | None,
    Query(description="Admiralty codes or halves of them: B2, B or 2; repeatable"),
]

Skipped = Annotated[int, Query(ge=0, le=10_000_000, description="so many are left out")]
Most = Annotated[int | None, Query(ge=1, le=10_000_000, description="at most so many; else all")]


def picture_routes(desk: Desk, short: Overviews) -> APIRouter:
    """The addresses under ``/api`` that answer from the picture."""
    api = APIRouter(route_class=StrictRoute, tags=["picture"])

    @api.get("/picture", openapi_extra=answers(Picture))
    def picture(request: Request, at: Day = None, known: Day = None) -> Response:
        """Incidents, control, disputes and forecasts as of a day, as known by a day."""
        return answer(request, desk, lambda: desk.picture(at=at, known=known))

    @api.get("/lineage", openapi_extra=answers(Lineage))
    def graph(request: Request, at: Day = None, known: Day = None) -> Response:
        """Who repeats whom: copies, passages in common, and what is told on another's word."""

        def told() -> Lineage:
            reports = (
                r for r in desk.reports() if known is None or (r.published and r.published <= known)
            )
            return lineage(desk.picture(at=at, known=known), reports)

        return answer(request, desk, told)

    @api.get("/series", openapi_extra=answers(EarlyWarning))
    def series(request: Request, at: Day = None, known: Day = None) -> Response:
        """Counts by area and week, what the next weeks may bring, and how such forecasts fared."""
        return answer(request, desk, lambda: early_warning(desk.picture(at=at, known=known)))

    @api.get("/overview", openapi_extra=answers(Overview))
    def overview(
        request: Request,
        at: Day = None,
        known: Day = None,
        skip: Skipped = 0,
        limit: Most = None,
    ) -> Response:
        """The same in short: incidents by column, the weightiest first, without their claims."""
        return short.answer(request, at, known, skip, limit)

    @api.get("/incidents", openapi_extra=answers(Incidents))
    def incidents(
        request: Request,
        type: Several = None,
        country: Several = None,
        grade: Codes = None,
        since: Day = None,
        until: Day = None,
        at: Day = None,
        known: Day = None,
        limit: Limit = 100,
        after: After = None,
    ) -> Response:
        """Incidents, the latest first, filtered and paged."""

        def make() -> Incidents:
            found = [
                incident
                for incident in desk.picture(at=at, known=known).incidents
                if (not type or incident.type in type)
                and (not country or (incident.place and incident.place.country in country))
                and (not grade or any(_graded(incident.grade, code) for code in grade))
                and _within(incident, since, until)
            ]
            found.sort(key=lambda i: (i.time.start or date.min, i.id), reverse=True)
            items, following = _page(found, limit, after)
            return Incidents(items=items, total=len(found), next=following)

        return answer(request, desk, make)

    @api.get("/incidents/{id}", openapi_extra=answers(IncidentInFull))
    def incident(request: Request, id: Id, at: Day = None, known: Day = None) -> Response:
        """One incident with its claims, the words around each, and its disputes."""

        def make() -> IncidentInFull:
            painted = desk.picture(at=at, known=known)
            found = next((i for i in painted.incidents if i.id == id), None)
            if found is None:
                raise NotFound(
                    f"no incident is called {id!r}",
                    remedy="it may belong to another day, or have been told anew; /api/incidents lists all",
                )
            held = desk.claims_by_id(found.claims)
            claims = tuple(held[one] for one in found.claims if one in held)
            ever, changed = reviewed(desk, claims)
            return IncidentInFull(
                incident=found,
                claims=claims,
                context=contexts(desk, claims),
                disputes=disputes_of(painted, found.claims),
                decisions=ever,
                corrected=changed,
            )

        return answer(request, desk, make)

    @api.get("/control", openapi_extra=answers(Controls))
    def control(
        request: Request, at: Day = None, known: Day = None, place: Several = None
    ) -> Response:
        """Who holds what: on the day ``at``, or without it the whole history of every place."""

        def make() -> Controls:
            states = desk.picture(at=at, known=known).control
            wanted = any_of(place)
            return Controls(
                items=tuple(
                    state
                    for state in (states if at is None else in_force(states, at))
                    if wanted is None or state.place.id in wanted or state.place.name in wanted
                )
            )

        return answer(request, desk, make)

    @api.get("/disputes", openapi_extra=answers(Disputes))
    def disputes(request: Request, at: Day = None, known: Day = None) -> Response:
        """Claims that cannot both be true."""

        def make() -> Disputes:
            items = desk.picture(at=at, known=known).disputes
            ids = [one for item in items for camp in item.claims for one in camp]
            return Disputes(items=items, claims=desk.claims_by_id(ids))

        return answer(request, desk, make)

    @api.get("/forecasts", openapi_extra=answers(Forecasts))
    def forecasts(request: Request, at: Day = None, known: Day = None) -> Response:
        """What was said about what would be, and what came of it."""

        def make() -> Forecasts:
            painted = desk.picture(at=at, known=known)
            items = painted.forecasts
            ids = [item.claim for item in items]
            ids += [item.outcome.claim for item in items if item.outcome]
            return Forecasts(
                items=items, claims=desk.claims_by_id(ids), scoreboard=painted.scoreboard
            )

        return answer(request, desk, make)

    @api.get("/why/{id}", openapi_extra=answers(Why))
    def why(request: Request, id: Id) -> Response:
        """Why an incident, dispute, control state, verdict or claim is what it is."""
        return answer(request, desk, lambda: Why(id=id, text=desk.explain(id)))

    return api


def disputes_of(painted: Picture, claims: Iterable[str]) -> tuple[Dispute, ...]:
    """The disputes in which any of these claims stands."""
    wanted = frozenset(claims)
    return tuple(
        dispute
        for dispute in painted.disputes
        if any(wanted & set(camp) for camp in dispute.claims)
    )


def _graded(grade: Grade, code: str) -> bool:
    letter, digit = code[:1].upper(), code[-1:]
    fits_letter = letter == grade.reliability
    fits_digit = digit == str(grade.credibility)
    match (len(code), letter in "ABCDEF", digit in "123456"):
        case (2, True, True):
            return fits_letter and fits_digit
        case (1, True, False):
            return fits_letter
        case (1, False, True):
            return fits_digit
    raise InputError(f"{code!r} is no Admiralty code", remedy="A to F, 1 to 6, or both, such as B2")


def _within(incident: Incident, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    start, end = incident.time.start, incident.time.end or incident.time.start
    if start is None or end is None:
        return False
    return (since is None or end >= since) and (until is None or start <= until)


def _page(
    found: list[Incident], limit: int, after: str | None
) -> tuple[tuple[Incident, ...], str | None]:
    begin = 0
    if after is not None:
        places = [n for n, incident in enumerate(found) if incident.id == after]
        if not places:
            raise InputError(
                f"no incident of this list is called {after!r}",
                remedy="give what `next` said, with the same filters",
            )
        begin = places[0] + 1
    items = tuple(found[begin : begin + limit])
    more = begin + limit < len(found)
    return items, items[-1].id if more else None
