"""Overviews as they go over the wire: made once for each state of the desk, and kept ready.

Working one out for 100,000 incidents takes about a second, so the two parts that the page asks for
are made ahead when the server starts.
"""

import gzip
from datetime import date
from threading import Lock
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sayso.web.answers import etag, holds
from sayso.web.desk import Desk
from sayso.web.overview import Ranked, overview

FIRST: Final = 300
"""With how many incidents the page begins; the same number stands in web/src/desk.ts."""
_KEPT: Final = 8
_FAST: Final = 4

_Days = tuple[date | None, date | None]
_Part = tuple[int, int | None]


class Overviews:
    """What ``/api/overview`` answers with."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tag = ""
        self._ranked: dict[_Days, Ranked] = {}
        self._made: dict[tuple[_Days, _Part], tuple[bytes, bytes]] = {}
        self._making = Lock()

    def answer(
        self, request: Request, at: date | None, known: date | None, skip: int, limit: int | None
    ) -> Response:
        """The overview or a part of it, or 304 when the asker holds it."""
        tag = etag(self._desk)
        headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-encoding"}
        if holds(request, tag):
            return Response(status_code=304, headers=headers)
        plain, packed = self._bytes(tag, (at, known), (skip, limit))
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            return Response(packed, headers=headers, media_type="application/json")
        return Response(plain, headers=headers, media_type="application/json")

    def make_ready(self) -> None:
        """Make what a page that opens now will ask for."""
        tag = etag(self._desk)
        for part in ((0, FIRST), (FIRST, None)):
            self._bytes(tag, (None, None), part)

    def _bytes(self, tag: str, days: _Days, part: _Part) -> tuple[bytes, bytes]:
        with self._making:
            if tag != self._tag or len(self._made) >= _KEPT:
                self._tag = tag
                self._made.clear()
                self._ranked.clear()
            if (days, part) not in self._made:
                if days not in self._ranked:
                    at, known = days
                    self._ranked[days] = Ranked(self._desk.picture(at=at, known=known), tag)
                plain = msgspec.json.encode(overview(self._ranked[days], *part))
                self._made[days, part] = (plain, gzip.compress(plain, _FAST))
            return self._made[days, part]
