"""The stream of what is new: claims as they arrive and decisions as they are made, as events.

Server-sent events (HTML Living Standard, section 9.2). Each ``claim`` event is one claim of the
contract, each ``decision`` event one decision; ``changed`` comes whenever anything did, with how
much there is now. A reader that was cut off goes on where it stopped by its ``Last-Event-ID``.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import msgspec
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from sayso.store import ClaimQuery
from sayso.web.answers import Changed
from sayso.web.asking import After, StrictRoute
from sayso.web.desk import Desk
from sayso.web.faults import fault
from sayso.web.schema import streams

PAUSE_S: Final = 1.0
ALIVE_S: Final = 20.0
MOST_STREAMS: Final = 64
MOST_CLAIMS: Final = 500
"""Claims told of at once; the rest follow with the next look."""


def stream_routes(desk: Desk, *, pause: float = PAUSE_S) -> APIRouter:
    """``/api/stream``."""
    api = APIRouter(route_class=StrictRoute, tags=["record"])
    open_streams: set[object] = set()

    @api.get("/stream", response_class=StreamingResponse, openapi_extra=streams())
    async def stream(request: Request, after: After = None) -> Response:
        """New claims and decisions as they come, as server-sent events."""
        if len(open_streams) >= MOST_STREAMS:
            return fault(503, "busy", "too many are listening", "try again later")
        watch = _Watch(desk, request.headers.get("last-event-id") or after)
        # Before anything is answered, so that what comes after the answer's start is not missed.
        await run_in_threadpool(watch.begin)
        return StreamingResponse(
            _events(request, watch, open_streams, pause),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    return api


async def _events(
    request: Request, watch: "_Watch", open_streams: set[object], pause: float
) -> AsyncIterator[bytes]:
    open_streams.add(watch)
    try:
        yield b"retry: 2000\n\n"
        silent = 0.0
        while not await request.is_disconnected():
            said = await run_in_threadpool(watch.look)
            for event in said:
                yield event
            silent = 0.0 if said else silent + pause
            if silent >= ALIVE_S:
                silent = 0.0
                yield b": still here\n\n"
            await asyncio.sleep(pause)
    finally:
        open_streams.discard(watch)


class _Watch:
    """What one listener has been told so far."""

    def __init__(self, desk: Desk, after: str | None) -> None:
        self._desk = desk
        self._after = after
        self._state = ""
        self._decided: dict[str, bool] = {}

    def begin(self) -> None:
        """Note how things stand; what comes later is new.

        :raises NotFound: when the claim to go on after is not there
        """
        if self._after:
            self._desk.claim(self._after)
        else:
            self._state = self._desk.fingerprint()
            self._after = self._desk.newest_claim()
        self._decided = {d.id: d.undone is not None for d in self._desk.decisions(undone=True)}

    def look(self) -> list[bytes]:
        """The events since the last look."""
        state = self._desk.fingerprint()
        if state == self._state:
            return []
        query = ClaimQuery(after=self._after, limit=MOST_CLAIMS)
        fresh = list(self._desk.claims(query))
        events = [_event("claim", claim, claim.id) for claim in fresh]
        if fresh:
            self._after = fresh[-1].id
        for decision in self._desk.decisions(undone=True):
            undone = decision.undone is not None
            if self._decided.get(decision.id) is not undone:
                self._decided[decision.id] = undone
                events.append(_event("decision", decision))
        counts = self._desk.counts()
        told = Changed(reports=counts.reports, claims=counts.claims, decisions=counts.decisions)
        events.append(_event("changed", told))
        if len(fresh) < MOST_CLAIMS:
            self._state = state
        return events


def _event(name: str, what: object, id_: str | None = None) -> bytes:
    head = f"id: {id_}\n".encode() if id_ else b""
    return head + f"event: {name}\ndata: ".encode() + msgspec.json.encode(what) + b"\n\n"
