"""Which places abroad only share a name with one that the report means.

A small place outside the country that a report is about is believed when the report names that
country, a unit or a well-known place of it, or puts the place inside one; else a namesake nearer by,
which no gazetteer has, is likelier than the one far away.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.model import Flag
from sayso.places.gazetteer import Gazetteer
from sayso.places.place import POPULATED, PlaceMention
from sayso.places.spelling import normal

_WELL_KNOWN = 250_000
"""People in a town that reports name without saying where it is."""

_KNOWN_ABROAD = 100_000
"""People in a town abroad that keeps its name from being taken for a hamlet's at home."""

_LEADS = 1.0
"""Votes that the country in focus must have for namesakes abroad to be doubted."""


def without_strays(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, home: str | None = None
) -> tuple[PlaceMention, ...]:
    """The mentions, with those that lie abroad for no reason in the text left unresolved.

    :param home: the country (alpha-2) that the report is most likely about, if known otherwise
    """
    votes: Counter[str] = Counter({home: 10} if home else {})
    for mention in mentions:
        place = mention.place
        if place is not None and place.country is not None and _is_sure(mention):
            votes[place.country] += 7 if mention.adjective else 10
    if not votes:
        return tuple(mentions)
    focus, lead = votes.most_common(1)[0]
    if lead < 10 * _LEADS:
        return tuple(mentions)
    named = {
        m.place.country for m in mentions if m.place is not None and not m.adjective and _is_sure(m)
    }
    near = gazetteer.neighbours(focus)
    return tuple(_unless_stray(mention, focus, named, near, mentions) for mention in mentions)


def _is_sure(mention: PlaceMention) -> bool:
    """Whether a mention speaks of its country beyond doubt."""
    place = mention.place
    if place is None or (mention.adjective and mention.embedded):
        return False
    if place.kind in ("country", "adm1"):
        return mention.score >= 0.5
    same = normal(mention.text) == normal(place.name)
    return same and place.population >= _WELL_KNOWN and mention.score >= 0.7


def _unless_stray(
    mention: PlaceMention,
    focus: str,
    named: set[str | None],
    near: frozenset[str],
    mentions: Sequence[PlaceMention],
) -> PlaceMention:
    place = mention.place
    if place is None or place.country in (None, focus) or place.curated or _is_sure(mention):
        return mention
    if place.kind not in POPULATED and place.kind not in ("adm2", "district"):
        return mention
    if place.country in named:
        return mention
    if normal(mention.text) == normal(place.name) and (
        place.country in near or place.population >= _KNOWN_ABROAD
    ):
        return mention
    if mention.within is not None:
        container = mentions[mention.within].place
        if container is not None and container.country == place.country:
            return mention
    detail = f"nothing of this name is known in the country in focus; {place.name} lies elsewhere"
    return msgspec.structs.replace(
        mention,
        place=None,
        precision=None,
        lat=None,
        lon=None,
        radius_km=None,
        score=0.0,
        flags=(Flag(code="not-found", detail=detail),),
    )
