"""The built page: files that ``make page`` put beside this one, or a word on how to get them."""

from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGE: Final = Path(__file__).with_name("page")

_MISSING: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sayso: the page is not built</title>
<h1>The page is not built</h1>
<p>The API answers under <a href="/api/openapi.json">/api</a>, but the page itself has not been
built here. In a checkout, run <code>make page</code> and load this again.</p>
</html>
"""


class _Files(StaticFiles):
    """Static files, of which those with a hash in their name may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        response.headers["cache-control"] = kept
        return response


def serve_page(app: FastAPI, folder: Path = PAGE) -> None:
    """Serve the page at ``/``; where it is not built, a page that says how to build it."""
    if (folder / "index.html").is_file():
        app.mount("/", _Files(directory=folder, html=True), name="page")
        return

    @app.get("/", include_in_schema=False)
    def missing() -> HTMLResponse:
        return HTMLResponse(_MISSING, 503)
