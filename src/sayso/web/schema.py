"""The OpenAPI description: FastAPI's paths and parameters with msgspec's shapes of the answers."""

from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sayso import __version__
from sayso.web.faults import FaultBody

_REFERENCE = "#/components/schemas/{name}"
_types: dict[str, type[msgspec.Struct]] = {"FaultBody": FaultBody}


_FAULTS = {
    "400": "the question cannot be read",
    "401": "a token is needed",
    "403": "this caller may not",
    "404": "an id names nothing",
    "413": "the request is too long, or does not say its length",
    "415": "what changes anything must be JSON",
    "429": "too many requests",
}


def answers(shape: type[msgspec.Struct], status: int = 200) -> dict[str, Any]:
    """For ``openapi_extra``: a success has this shape, any error the one shape of errors."""
    _types[shape.__name__] = shape
    return {
        "responses": {
            str(status): {"description": "the answer", "content": _content(shape.__name__)},
            "304": {"description": "nothing has changed since the ETag given"},
            **faults(),
        }
    }


def streams() -> dict[str, Any]:
    """For ``openapi_extra`` of an address that answers with server-sent events."""
    told = {"text/event-stream": {"schema": {"type": "string"}}}
    return {"responses": {"200": {"description": "events", "content": told}, **faults()}}


def faults() -> dict[str, Any]:
    """The errors that any address may answer with."""
    return {
        code: {"description": why, "content": _content("FaultBody")}
        for code, why in _FAULTS.items()
    }


def describe_with_shapes(app: FastAPI) -> None:
    """Make ``app``'s OpenAPI description hold the shapes of every answer."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            described = get_openapi(
                title="Sayso",
                version=__version__,
                summary="What happened, where, when, and on whose say-so.",
                routes=app.routes,
            )
            _, shapes = msgspec.json.schema_components(
                tuple(_types.values()), ref_template=_REFERENCE
            )
            # Beside what FastAPI says of the bodies it takes; its own error no address gives.
            held = described.setdefault("components", {}).setdefault("schemas", {})
            held.pop("HTTPValidationError", None)
            held.pop("ValidationError", None)
            held.update(shapes)
            for path in described["paths"].values():
                for operation in path.values():
                    # FastAPI announces a 422 of its own; here every bad question is a 400.
                    operation["responses"].pop("422", None)
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]  # FastAPI's documented way to do this


def _content(name: str) -> Mapping[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(name=name)}}}
