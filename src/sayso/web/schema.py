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


def answers(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """For ``openapi_extra``: a success has this shape, any error the one shape of errors."""
    _types[shape.__name__] = shape
    return {
        "responses": {
            "200": {"description": "the answer", "content": _content(shape.__name__)},
            "304": {"description": "nothing has changed since the ETag given"},
            "400": {"description": "the question cannot be read", "content": _content("FaultBody")},
            "404": {"description": "an id names nothing", "content": _content("FaultBody")},
        }
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
            described.setdefault("components", {})["schemas"] = shapes
            for path in described["paths"].values():
                for operation in path.values():
                    # FastAPI announces a 422 of its own; here every bad question is a 400.
                    operation["responses"].pop("422", None)
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]  # FastAPI's documented way to do this


def _content(name: str) -> Mapping[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(name=name)}}}
