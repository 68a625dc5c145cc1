"""How the API reads a question: declared query parameters only, everything else is a 400."""

import re
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Annotated, Any, Final

from fastapi import Path, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException
from starlette.responses import Response

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Id = Annotated[str, Path(min_length=1, max_length=300)]
Words = Annotated[str, Query(min_length=1, max_length=300, description="the words to look for")]


def _written_as_a_day(value: object) -> object:
    # Pydantic takes a bare number for seconds since 1970.
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


CalendarDay = Annotated[date, BeforeValidator(_written_as_a_day)]
Day = Annotated[CalendarDay | None, Query(description="a calendar day, YYYY-MM-DD")]
Several = Annotated[list[str] | None, Query(max_length=100, description="any of these; repeatable")]
Limit = Annotated[int, Query(ge=1, le=1000, description="at most so many")]
After = Annotated[
    str | None, Query(max_length=300, description="what `next` said on the page before")
]


class StrictRoute(APIRoute):
    """A route that refuses query parameters it does not know, instead of ignoring them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler behind the check.

        :raises HTTPException: 400, when a parameter is not among the declared ones
        """
        answer = super().get_route_handler()
        known = frozenset(_declared(self.dependant))

        async def checked(request: Request) -> Response:
            strange = sorted(set(request.query_params) - known)
            if strange:
                allowed = ", ".join(sorted(known)) or "none"
                raise HTTPException(
                    400, f"unknown parameter {', '.join(strange)}; this address takes: {allowed}"
                )
            return await answer(request)

        return checked


def any_of(values: list[str] | None) -> tuple[str, ...] | None:
    """A repeatable parameter as the store's queries want it."""
    return tuple(values) if values else None


def _declared(dependant: Dependant) -> set[str]:
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_declared(inner) for inner in dependant.dependencies))
