"""Search over claims with facets: how many of what was found is of which type, actor, place, source."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final

import msgspec

from sayso.model import Claim
from sayso.picture.identities import Identities
from sayso.store import ClaimQuery
from sayso.web.desk import Desk

MOST_FOUND: Final = 1000
_MOST_VALUES: Final = 12


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One value one can narrow a search to: what to give, what to show, how many have it."""

    value: str
    name: str
    count: int


class FacetedClaims(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that hold the words, the best match first, and what one can narrow the search to.

    ``total`` counts the matches up to a thousand; ``more`` says that there are further ones.
    """

    items: tuple[Claim, ...]
    total: int
    more: bool
    facets: dict[str, tuple[Facet, ...]]
    incidents: dict[str, str]


def search(desk: Desk, words: str, query: ClaimQuery, skip: int, limit: int) -> FacetedClaims:
    """Claims that hold the words and fit the query, with facets over all of them."""
    bounded = msgspec.structs.replace(query, limit=MOST_FOUND + 1)
    found = tuple(islice(desk.find(words, bounded), MOST_FOUND + 1))
    more, found = len(found) > MOST_FOUND, found[:MOST_FOUND]
    items = found[skip : skip + limit]
    shown = {claim.id for claim in items}
    owners = {
        id_: incident.id
        for incident in desk.picture().incidents
        for id_ in incident.claims
        if id_ in shown
    }
    return FacetedClaims(
        items=items,
        total=len(found),
        more=more,
        facets=facets(_seen(desk, found)),
        incidents=owners,
    )


def _seen(desk: Desk, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with everybody as who reviewers say they are, so that each is counted once."""
    return tuple(map(Identities.of(desk.decisions()).seen, claims))


def facets(claims: Iterable[Claim]) -> dict[str, tuple[Facet, ...]]:
    """For each way to narrow, its commonest values."""
    counted: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("type", "actor", "place", "country", "publisher", "year")
    }
    for claim in claims:
        counted["type"][claim.type, claim.type.replace("-", " ")] += 1
        actors = {(p.id or p.name or p.mention, p.name or p.mention) for p in claim.participants}
        counted["actor"].update(actors)
        counted["place"].update({(p.id or p.mention, p.name or p.mention) for p in claim.places})
        counted["country"].update({(p.country, p.country) for p in claim.places if p.country})
        if claim.report.publisher:
            counted["publisher"][claim.report.publisher, claim.report.publisher] += 1
        if claim.time.start:
            year = str(claim.time.start.year)
            counted["year"][year, year] += 1
    return {
        name: tuple(
            Facet(value=value, name=shown, count=count)
            for (value, shown), count in values.most_common(_MOST_VALUES)
        )
        for name, values in counted.items()
    }
