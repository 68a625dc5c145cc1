"""How the API says that something is wrong: one shape for every error.

``{"error": {"code": "not-found", "message": "…", "remedy": "…"}}`` with the fitting HTTP status.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sayso.model import ConfigError, InputError, NotFound, SaysoError, StoreLocked

_BY_STATUS: Final[Mapping[int, str]] = {
    400: "bad-request",
    401: "no-token",
    403: "refused",
    404: "not-found",
    405: "wrong-method",
    413: "too-long",
    415: "not-json",
    429: "too-often",
}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, in words for a person and a code for a program."""

    code: str
    message: str
    remedy: str | None = None


class FaultBody(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every answer that is no success."""

    error: Fault


def fault(
    status: int,
    code: str,
    message: str,
    remedy: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error answer."""
    body = FaultBody(error=Fault(code=code, message=message, remedy=remedy))
    return Response(
        msgspec.json.encode(body), status, headers=headers, media_type="application/json"
    )


def answer_with_faults(app: FastAPI) -> None:
    """Make every error of ``app`` come out in the one shape."""
    app.add_exception_handler(SaysoError, _own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _own(_: Request, error: Exception) -> Response:
    message = error.message if isinstance(error, SaysoError) else str(error)
    remedy = error.remedy if isinstance(error, SaysoError) else None
    if isinstance(error, NotFound):
        return fault(404, "not-found", message, remedy)
    if isinstance(error, InputError | ConfigError):
        return fault(400, "bad-request", message, remedy)
    if isinstance(error, StoreLocked):
        return fault(503, "store-locked", message, remedy, {"retry-after": "2"})
    return fault(500, "failed", message, remedy)


async def _invalid(_: Request, error: Exception) -> Response:
    problems = error.errors() if isinstance(error, RequestValidationError) else ()
    said = "; ".join(
        f"{'.'.join(str(part) for part in p['loc'][1:])}: {p['msg']}" for p in problems
    )
    return fault(400, "bad-request", said or "the request does not fit", "see /api/openapi.json")


async def _http(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else "failed"
    return fault(status, _BY_STATUS.get(status, "failed"), detail, "see /api/openapi.json")


async def _unexpected(_: Request, error: Exception) -> Response:
    # The words of an unforeseen error may hold paths or report text: they go to the log alone.
    return fault(500, "failed", "something went wrong here", "the server's log says what")
