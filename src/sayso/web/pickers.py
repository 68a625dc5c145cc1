"""What a reviewer may pick from: the gazetteer's places, the registry's actors."""

from functools import cache
from threading import Lock

from fastapi import APIRouter, Request
from starlette.responses import Response

from sayso.actors import full_registry
from sayso.model import ClaimPlace
from sayso.places import Gazetteer
from sayso.places.locate import located
from sayso.web.answers import ActorsFound, KnownActor, PlacesFound, made
from sayso.web.asking import Limit, StrictRoute, Words
from sayso.web.schema import answers

LOOKING = Lock()
"""A gazetteer is not for several threads."""


def picker_routes() -> APIRouter:
    """``/api/places/find`` and ``/api/actors/find``."""
    api = APIRouter(route_class=StrictRoute, tags=["review"])

    @api.get("/places/find", openapi_extra=answers(PlacesFound))
    def places(request: Request, q: Words, limit: Limit = 8) -> Response:
        """Places of the gazetteer that a name may mean, the likeliest first, as a claim has them."""
        with LOOKING:
            gazetteer = open_gazetteer()
            found = []
            for one in gazetteer.search(q, limit):
                where = located(gazetteer, one.place, None, None)
                found.append(
                    ClaimPlace(
                        role="location",
                        mention=q,
                        id=one.place.id,
                        name=one.place.name,
                        admin1=one.place.admin1,
                        admin2=one.place.admin2,
                        country=one.place.country,
                        lat=where.lat,
                        lon=where.lon,
                        precision=where.precision,
                        radius_km=where.radius_km,
                        candidates=1,
                        score=1.0,
                    )
                )
        return made(PlacesFound(items=tuple(found)), 200)

    @api.get("/actors/find", openapi_extra=answers(ActorsFound))
    def actors(request: Request, q: Words, limit: Limit = 8) -> Response:
        """Actors of the registry that a name may mean, the likeliest first."""
        found = full_registry().find(q, limit=limit)
        return made(
            ActorsFound(
                items=tuple(
                    KnownActor(
                        id=match.actor.id,
                        name=match.actor.name,
                        kind=match.actor.kind,
                        country=match.actor.country,
                        wikidata=match.actor.wikidata,
                        alias=match.alias,
                    )
                    for match in found
                )
            ),
            200,
        )

    return api


@cache
def open_gazetteer() -> Gazetteer:
    """The gazetteer of this process; hold :data:`LOOKING` while using it."""
    return Gazetteer.open()
