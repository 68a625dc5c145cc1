"""In which province of Afghanistan a press release says that something happened."""

from functools import cache

from sayso.places import Gazetteer, find_places
from sayso.places.spelling import normal


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def first_province(text: str, body: int) -> str | None:
    """The id of the province of the first place in the body that lies in one."""
    for mention in find_places(text, _gazetteer()):
        place = mention.place
        if mention.start < body or mention.adjective or place is None or place.country != "AF":
            continue
        if place.kind == "adm1":
            return place.id.partition("#")[0]  # of a part of it ("central Helmand"), the whole
        for parent in place.parents:
            if _gazetteer().place(parent).kind == "adm1":
                return parent
    return None


@cache
def province_called(name: str) -> str | None:
    """The id of the province of Afghanistan that the coders call so."""
    found = _gazetteer().bearers(normal(name))
    return next((p.id for p in found if p.kind == "adm1" and p.country == "AF"), None)
