"""Outlines of districts: those that the user added, else cells that are marked approximate."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import shapely
from fastapi import APIRouter, Request
from fastapi import Path as InPath
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from starlette.responses import Response

from sayso.model import DataError
from sayso.places.cells import district_cells
from sayso.web.answers import OutlineFeature, OutlineOf, Outlines, made
from sayso.web.asking import StrictRoute
from sayso.web.pickers import LOOKING, open_gazetteer
from sayso.web.schema import answers

_TOLERANCE = 0.005
_DECIMALS = 3
_KEPT = 16

Country = Annotated[str, InPath(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]


def outline_routes(page: Path) -> APIRouter:
    """``/api/outlines/{country}``.

    :param page: the folder of the built page, which has the outlines of provinces
    """
    api = APIRouter(route_class=StrictRoute, tags=["places"])

    @lru_cache(maxsize=_KEPT)
    def drawn(country: str) -> Outlines:
        try:
            with LOOKING:
                gazetteer = open_gazetteer()
                own = gazetteer.outlines(country)
                districts = gazetteer.districts(country)
        except DataError:
            return Outlines(features=())  # without a gazetteer, nobody knows where districts lie
        real = _simplified([shapely.from_wkb(one.shape) for one in own])
        features = [
            _feature(one.place, one.name, country, area, source=one.source)
            for one, area in zip(own, real, strict=True)
        ]
        known = {one.place for one in own}
        covered = shapely.union_all(real) if real else None
        for cell in district_cells(districts, _provinces(page, country)):
            if cell.place.id in known:
                continue
            area = cell.geometry.difference(covered) if covered else cell.geometry
            if area.area > 0:
                features.append(_feature(cell.place.id, cell.place.name, country, area))
        return Outlines(features=tuple(features))

    @api.get("/outlines/{country}", openapi_extra=answers(Outlines))
    def outlines(request: Request, country: Country) -> Response:
        """Outlines of the districts of a country as GeoJSON: the user's own, else approximate cells."""
        return made(drawn(country), 200)

    return api


def _provinces(page: Path, country: str) -> dict[str, BaseGeometry]:
    path = page / "outlines" / "adm1" / f"{country}.json"
    if not path.is_file():
        return {}
    return {
        f"geonames:{feature['properties']['gn_id']}": shape(feature["geometry"])
        for feature in json.loads(path.read_bytes())["features"]
        if feature["properties"]["gn_id"]
    }


def _simplified(areas: list[BaseGeometry]) -> list[BaseGeometry]:
    if not areas:
        return []
    thin = shapely.coverage_simplify(np.array(areas, dtype=object), _TOLERANCE)
    return [area if not area.is_empty else whole for area, whole in zip(thin, areas, strict=True)]


def _feature(
    place: str, name: str, country: str, area: BaseGeometry, source: str | None = None
) -> OutlineFeature:
    properties = OutlineOf(
        id=place, name=name, iso=country, approximate=source is None, source=source
    )
    return OutlineFeature(properties=properties, geometry=_rounded(area))


def _rounded(area: BaseGeometry) -> dict[str, Any]:
    def short(value: Any) -> Any:
        if isinstance(value, (tuple, list)):
            return [short(one) for one in value]
        return round(float(value), _DECIMALS)

    parts = [one for one in getattr(area, "geoms", [area]) if one.geom_type == "Polygon"]
    whole = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    drawn = mapping(whole)
    return {"type": drawn["type"], "coordinates": short(drawn["coordinates"])}
