"""The API over what the picture amounts to: actors, sources, two days compared, search, a draft."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from sayso.model import InputError, NotFound, Reliability, SourceRecord
from sayso.outputs import Draft, draft_brief
from sayso.picture.decisions import decided
from sayso.picture.identities import Identities
from sayso.store import ClaimQuery
from sayso.web.access import Caller, Needs
from sayso.web.actor_view import ActorInFull, actor_in_full, actors
from sayso.web.answers import Actors, Observers, Sources, answer, made
from sayso.web.asking import CalendarDay, Day, Id, Limit, Several, StrictRoute, Words, any_of
from sayso.web.comparing import Comparison, compare
from sayso.web.desk import Desk
from sayso.web.schema import answers
from sayso.web.searching import FacetedClaims, search
from sayso.web.source_view import SourceInFull, source_in_full, sources

Skip = Annotated[int, Query(ge=0, le=1000, description="so many are left out")]
ADMIN: Final = Depends(Needs("admin"))
MOST_TOLD: Final = 1000


Text = Annotated[str, Field(min_length=1, max_length=300)]


class SourceBody(BaseModel):
    """A record of the source list; one of the same name is replaced."""

    model_config = ConfigDict(extra="forbid")

    name: Text
    kind: Text | None = None
    owner: Text | None = None
    party: Text | None = None
    reliability: Reliability | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None


def view_routes(desk: Desk) -> APIRouter:
    """The addresses under ``/api`` that answer with views over the picture."""
    api = APIRouter(route_class=StrictRoute, tags=["views"])

    @api.get("/actors", openapi_extra=answers(Actors))
    def all_actors(
        request: Request, at: Day = None, known: Day = None, limit: Limit = 100
    ) -> Response:
        """Who takes part in incidents, the busiest first."""

        def make() -> Actors:
            found = actors(desk.picture(at=at, known=known))
            return Actors(items=found[:limit], total=len(found))

        return answer(request, desk, make)

    @api.get("/actors/{id}", openapi_extra=answers(ActorInFull))
    def actor(request: Request, id: Id, at: Day = None, known: Day = None) -> Response:
        """One actor: whom it fights, with whom, under whom, what it holds, over time.

        An actor that reviewers merged into another is that other.
        """

        def make() -> ActorInFull:
            decisions = desk.decisions()
            is_ = Identities.of(decisions).who(id)
            who = is_.id if is_ else id
            said = sum(1 for _ in desk.claims(ClaimQuery(source=who, limit=MOST_TOLD)))
            standing = ClaimQuery(actor=who, type=("leadership", "affiliation"), limit=MOST_TOLD)
            told = decided(desk.claims(standing), decisions)
            return actor_in_full(desk.picture(at=at, known=known), who, said, told)

        return answer(request, desk, make)

    @api.get("/observers", openapi_extra=answers(Observers))
    def observers(
        request: Request, at: Day = None, known: Day = None, limit: Limit = 100
    ) -> Response:
        """The record of every original source: what it told alone, confirmed, disputed."""

        def make() -> Observers:
            found = sources(desk.picture(at=at, known=known), desk.sources())
            return Observers(items=found[:limit], total=len(found))

        return answer(request, desk, make)

    @api.get("/observer", openapi_extra=answers(SourceInFull))
    def observer(
        request: Request,
        key: Annotated[str, Query(min_length=1, max_length=500, description="its `key`")],
        at: Day = None,
        known: Day = None,
    ) -> Response:
        """One original source: its record, what it told of, and who copies whom."""

        def make() -> SourceInFull:
            picture = desk.picture(at=at, known=known)
            wanted = {
                id_ for i in picture.incidents for s in i.sources if s.via for id_ in s.reports
            }
            publishers: dict[str, str | None] = {}
            for id_ in wanted:
                try:
                    publishers[id_] = desk.report(id_).publisher
                except NotFound:
                    continue
            return source_in_full(picture, key, desk.sources(), publishers)

        return answer(request, desk, make)

    @api.get("/compare", openapi_extra=answers(Comparison))
    def comparing(
        request: Request,
        earlier: CalendarDay,
        later: CalendarDay,
        then: Annotated[bool, Query(description="each day as it was known on it")] = False,
    ) -> Response:
        """What is different between two days."""

        def make() -> Comparison:
            if earlier > later:
                raise InputError("the earlier day is the later one", remedy="swap them")
            if not then:
                whole = desk.picture()
                return compare(whole, whole, earlier, later)
            old = desk.picture(at=earlier, known=earlier)
            return compare(old, desk.picture(at=later, known=later), earlier, later)

        return answer(request, desk, make)

    @api.get("/search", openapi_extra=answers(FacetedClaims))
    def searching(
        request: Request,
        q: Words,
        type: Several = None,
        actor: Several = None,
        place: Several = None,
        country: Several = None,
        publisher: Several = None,
        since: Day = None,
        until: Day = None,
        skip: Skip = 0,
        limit: Limit = 50,
    ) -> Response:
        """Claims that hold the words, with facets to narrow them by."""
        query = ClaimQuery(
            type=any_of(type),
            actor=any_of(actor),
            place=any_of(place),
            country=any_of(country),
            source=any_of(publisher),
            since=since,
            until=until,
        )
        return answer(request, desk, lambda: search(desk, q, query, skip, limit))

    @api.get("/draft", openapi_extra=answers(Draft))
    def drafting(
        request: Request,
        incident: Annotated[list[str], Query(max_length=100, description="ids; repeatable")],
        at: Day = None,
        known: Day = None,
    ) -> Response:
        """For each incident the sentences a brief would say of it, and what they rest on."""

        def make() -> Draft:
            picture = desk.picture(at=at, known=known)
            wanted = set(incident)
            picked = [i for i in picture.incidents if i.id in wanted]
            if len(picked) < len(wanted):
                missing = sorted(wanted - {i.id for i in picked})
                raise NotFound(f"no incident is called {', '.join(missing)}")
            ids = {id_ for i in picked for id_ in i.claims}
            ids |= {
                id_
                for d in picture.disputes
                if any(ids & set(camp) for camp in d.claims)
                for camp in d.claims
                for id_ in camp
            }
            held = decided(desk.claims_by_id(ids).values(), desk.decisions())
            return draft_brief(picture, held, incident)

        return answer(request, desk, make)

    @api.put("/sources", openapi_extra=answers(Sources))
    def judging(request: Request, wish: SourceBody, caller: Caller = ADMIN) -> Response:
        """Put a source into the source list, or change what the list says of it."""
        record = SourceRecord(**wish.model_dump())
        desk.put_sources([record])
        return made(Sources(items=desk.sources()), 200)

    return api
