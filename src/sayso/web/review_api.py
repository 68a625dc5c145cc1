"""The API of review: what to decide, deciding, taking back, and what was decided by whom."""

import getpass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from sayso.model import Decision, NotFound
from sayso.picture.identities import concerns
from sayso.web.access import Caller, Needs, caller_of
from sayso.web.answers import Decisions, Me, Tasks, answer, made
from sayso.web.asking import Id, Limit, Several, StrictRoute
from sayso.web.desk import Desk
from sayso.web.queue import Queue
from sayso.web.reviewing import Deciding, Identifying, Promoting, decide, identify, promote
from sayso.web.schema import answers

REVIEWER: Final = Depends(Needs("reviewer"))
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="so many are left out")]
TaskKind = Annotated[
    list[Literal["claim", "join", "actor", "reopened"]] | None,
    Query(description="any of these; repeatable"),
]


def review_routes(desk: Desk) -> APIRouter:
    """The addresses under ``/api`` that take and tell decisions."""
    api = APIRouter(route_class=StrictRoute, tags=["review"])
    queue = Queue(desk)

    @api.get("/me", openapi_extra=answers(Me))
    def me(request: Request) -> Response:
        """Who asks, and what they may do."""
        caller = caller_of(request)
        return made(
            Me(name=caller.name or getpass.getuser(), role=caller.role, fixed=bool(caller.name)),
            200,
        )

    @api.get("/review", openapi_extra=answers(Tasks))
    def review(
        request: Request, kind: TaskKind = None, skip: Offset = 0, limit: Limit = 50
    ) -> Response:
        """What to decide, the most valuable decision first."""

        def make() -> Tasks:
            found = [t for t in queue.tasks() if not kind or t.kind in kind]
            return Tasks(items=tuple(found[skip : skip + limit]), total=len(found))

        return answer(request, desk, make)

    @api.get("/decisions", openapi_extra=answers(Decisions))
    def decisions(
        request: Request,
        claim: Several = None,
        actor: Several = None,
        by: Several = None,
        skip: Offset = 0,
        limit: Limit = 100,
    ) -> Response:
        """Every decision there ever was, the latest first, also those taken back."""

        def make() -> Decisions:
            found = [
                d
                for d in reversed(desk.decisions(undone=True))
                if (not claim or set(claim) & set(d.claims))
                and (not actor or any(concerns(id_, [d]) for id_ in actor))
                and (not by or d.by in by)
            ]
            return Decisions(items=tuple(found[skip : skip + limit]), total=len(found))

        return answer(request, desk, make)

    @api.post("/decisions", status_code=201, openapi_extra=answers(Decisions, 201))
    def deciding(request: Request, wish: Deciding, caller: Caller = REVIEWER) -> Response:
        """Accept, reject or correct claims, or say that they are (not) one happening."""
        kept = decide(desk, wish, _name(caller, wish.by))
        return made(Decisions(items=kept, total=len(kept)), 201)

    @api.post("/promotions", status_code=201, openapi_extra=answers(Decisions, 201))
    def promoting(request: Request, wish: Promoting, caller: Caller = REVIEWER) -> Response:
        """Say who a provisional actor is, in every claim that names it or will."""
        kept = promote(desk, wish, _name(caller, wish.by))
        return made(Decisions(items=(kept,), total=1), 201)

    @api.post("/identities", status_code=201, openapi_extra=answers(Decisions, 201))
    def identifying(request: Request, wish: Identifying, caller: Caller = REVIEWER) -> Response:
        """Say that actors are one, or that what goes by some of an actor's names is another."""
        kept = identify(desk, wish, _name(caller, wish.by))
        return made(Decisions(items=(kept,), total=1), 201)

    @api.post("/decisions/{id}/undo", openapi_extra=answers(Decision))
    def undoing(request: Request, id: Id, caller: Caller = REVIEWER) -> Response:
        """Take a decision back; it stays in the record as undone."""
        if not any(d.id == id for d in desk.decisions(undone=True)):
            raise NotFound(f"no decision is called {id!r}")
        return made(desk.undo(id), 200)

    return api


def _name(caller: Caller, given: str | None) -> str:
    """Who decides: whoever the token names; at an open desk, whoever they say they are."""
    return caller.name or (given or "").strip() or getpass.getuser()
