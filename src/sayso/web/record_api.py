"""The API over the record: claims, reports, sources, search, and whether the server is well."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso import __version__
from sayso.model import ReportStatus
from sayso.store import ClaimQuery, ReportQuery
from sayso.web.answers import (
    ClaimInFull,
    Claims,
    Found,
    Health,
    ReportFound,
    ReportInFull,
    ReportLine,
    Reports,
    Sources,
    answer,
)
from sayso.web.asking import After, Day, Id, Limit, Several, StrictRoute, Words, any_of
from sayso.web.context import contexts, reviewed
from sayso.web.desk import Desk
from sayso.web.picture_api import disputes_of
from sayso.web.schema import answers

Score = Annotated[float | None, Query(ge=0, le=1, description="at least this probability")]


def record_routes(desk: Desk) -> APIRouter:
    """The addresses under ``/api`` that answer from the record."""
    api = APIRouter(route_class=StrictRoute, tags=["record"])

    @api.get("/claims", openapi_extra=answers(Claims))
    def claims(
        request: Request,
        id: Several = None,
        report: Several = None,
        type: Several = None,
        actor: Several = None,
        place: Several = None,
        country: Several = None,
        source: Several = None,
        since: Day = None,
        until: Day = None,
        published_since: Day = None,
        published_until: Day = None,
        forecast: bool | None = None,
        min_score: Score = None,
        limit: Limit = 100,
        after: After = None,
    ) -> Response:
        """Claims, filtered and paged."""

        def make() -> Claims:
            query = ClaimQuery(
                ids=any_of(id),
                report=any_of(report),
                type=any_of(type),
                actor=any_of(actor),
                place=any_of(place),
                country=any_of(country),
                source=any_of(source),
                since=since,
                until=until,
                published_since=published_since,
                published_until=published_until,
                forecast=forecast,
                min_score=min_score,
                limit=limit + 1,
                after=after,
            )
            found = tuple(islice(desk.claims(query), limit + 1))
            items = found[:limit]
            return Claims(items=items, next=items[-1].id if len(found) > limit else None)

        return answer(request, desk, make)

    @api.get("/claims/{id}", openapi_extra=answers(ClaimInFull))
    def claim(request: Request, id: Id) -> Response:
        """One claim with the words around it, its incidents and its disputes."""

        def make() -> ClaimInFull:
            found = desk.claim(id)
            painted = desk.picture()
            ever, changed = reviewed(desk, (found,))
            return ClaimInFull(
                claim=found,
                context=contexts(desk, (found,))[found.id],
                incidents=tuple(i.id for i in painted.incidents if found.id in i.claims),
                disputes=disputes_of(painted, (found.id,)),
                decisions=ever,
                corrected=changed,
            )

        return answer(request, desk, make)

    @api.get("/reports", openapi_extra=answers(Reports))
    def reports(
        request: Request,
        publisher: Several = None,
        language: Several = None,
        status: ReportStatus | None = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 100,
        after: After = None,
    ) -> Response:
        """Reports without their texts, filtered and paged."""

        def make() -> Reports:
            query = ReportQuery(
                publisher=any_of(publisher),
                language=any_of(language),
                status=status,
                since=since,
                until=until,
                limit=limit + 1,
                after=after,
            )
            found = tuple(islice(desk.reports(query), limit + 1))
            items = tuple(
                ReportLine(
                    id=r.id,
                    path=r.path,
                    title=r.title,
                    published=r.published,
                    publisher=r.publisher,
                    url=r.url,
                    language=r.language,
                    status=r.status,
                    status_why=r.status_why,
                    length=len(r.text),
                )
                for r in found[:limit]
            )
            return Reports(
                items=items,
                total=desk.counts().reports,
                next=items[-1].id if len(found) > limit else None,
            )

        return answer(request, desk, make)

    @api.get("/reports/{id}", openapi_extra=answers(ReportInFull))
    def report(request: Request, id: Id) -> Response:
        """One report with its text, its claims, and the incidents these are part of."""

        def make() -> ReportInFull:
            found = desk.report(id)
            held = sorted(
                desk.claims(ClaimQuery(report=found.id)),
                key=lambda c: (c.evidence.start, c.evidence.end, c.id),
            )
            ever, changed = reviewed(desk, held)
            return ReportInFull(
                report=found,
                claims=tuple(held),
                incidents=_incidents_of(desk, {c.id for c in held}),
                decisions=ever,
                corrected=changed,
            )

        return answer(request, desk, make)

    @api.get("/find", openapi_extra=answers(Found))
    def find(request: Request, q: Words, limit: Limit = 30) -> Response:
        """Claims and reports that hold the words."""

        def make() -> Found:
            held = tuple(islice(desk.find(q, ClaimQuery(limit=limit)), limit))
            hits = desk.find_reports(q, limit=limit)
            return Found(
                claims=held,
                reports=tuple(ReportFound(report=h.report, snippet=h.snippet) for h in hits),
                incidents=_incidents_of(desk, {c.id for c in held}),
            )

        return answer(request, desk, make)

    @api.get("/sources", openapi_extra=answers(Sources))
    def sources(request: Request) -> Response:
        """The source list."""
        return answer(request, desk, lambda: Sources(items=desk.sources()))

    @api.get("/health", openapi_extra=answers(Health))
    def health(request: Request) -> Response:
        """That the server answers, and how much it holds."""

        def make() -> Health:
            counts = desk.counts()
            return Health(
                status="ok",
                version=__version__,
                reports=counts.reports,
                claims=counts.claims,
                unread=counts.unread,
            )

        return answer(request, desk, make)

    return api


def _incidents_of(desk: Desk, claims: set[str]) -> dict[str, str]:
    return {
        one: incident.id
        for incident in desk.picture().incidents
        for one in incident.claims
        if one in claims
    }
