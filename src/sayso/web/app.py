"""The web application over an archive: API, page and guard put together."""

from collections.abc import Iterable
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Match

from sayso import __version__
from sayso.web.access import Tokens
from sayso.web.desk import Desk
from sayso.web.faults import answer_with_faults
from sayso.web.guard import LOOPBACK, Guard
from sayso.web.outlines_api import outline_routes
from sayso.web.overviews import Overviews
from sayso.web.page import PAGE, serve_page
from sayso.web.pickers import picker_routes
from sayso.web.picture_api import picture_routes
from sayso.web.record_api import record_routes
from sayso.web.review_api import review_routes
from sayso.web.schema import describe_with_shapes
from sayso.web.stream_api import stream_routes
from sayso.web.views_api import view_routes


def create_app(
    archive: Desk,
    *,
    tokens: Tokens | None = None,
    hosts: Iterable[str] | None = LOOPBACK,
    page: Path = PAGE,
) -> FastAPI:
    """The application that ``sayso serve`` runs.

    :param archive: where the answers come from; it stays the caller's to close
    :param tokens: one of which every request must bring; none leaves the desk open
    :param hosts: names the server goes by, without port; null admits any (only behind a token)
    :param page: the folder of the built page
    """
    app = FastAPI(
        title="Sayso",
        version=__version__,
        # The interactive documentation loads scripts from other hosts.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    answer_with_faults(app)
    describe_with_shapes(app)
    short = Overviews(archive)
    app.state.make_ready = short.make_ready
    app.include_router(picture_routes(archive, short), prefix="/api")
    # Before the views, for /actors/find is no actor's id.
    app.include_router(picker_routes(), prefix="/api")
    app.include_router(outline_routes(page), prefix="/api")
    app.include_router(view_routes(archive), prefix="/api")
    app.include_router(record_routes(archive), prefix="/api")
    app.include_router(review_routes(archive), prefix="/api")
    app.include_router(stream_routes(archive), prefix="/api")

    @app.get("/api/{rest:path}", include_in_schema=False)
    def nowhere(request: Request, rest: str) -> None:
        # This address catches what others take by another method only.
        if any(route.matches(request.scope)[0] is Match.PARTIAL for route in app.routes):
            raise HTTPException(405, f"/api/{rest[:200]} is not there to be looked at")
        raise HTTPException(404, f"there is no /api/{rest[:200]}")

    serve_page(app, page)
    app.add_middleware(GZipMiddleware, minimum_size=2048)
    app.add_middleware(Guard, hosts=hosts, tokens=tokens)
    return app
