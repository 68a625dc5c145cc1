"""Which places abroad only share a name with one that the report means.

A small place outside the country that a report is about is believed when the report names that
country, a unit or a well-known place of it, or puts the place inside one; else a namesake nearer by,
which no gazetteer has, is likelier than the one far away.
"""

from collections.abc import Mapping, Sequence

from sayso.places.gazetteer import Gazetteer
from sayso.places.place import POPULATED, PlaceMention, elsewhere, unresolved
from sayso.places.spelling import normal

_WELL_KNOWN = 250_000
"""People in a town that reports name without saying where it is."""

_KNOWN_ABROAD = 100_000
"""People in a town abroad that keeps its name from being taken for a hamlet's at home."""

_METROPOLIS = 1_000_000
"""People in a city that is known everywhere, by each of its names."""

_LEADS = 0.25
"""The share of a report that must speak of a country for its namesakes abroad to be doubted."""

_SPOKEN_OF = 0.12
"""The share from which a country is spoken of, so that its small places may be meant."""


def without_strays(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, shares: Mapping[str, float]
) -> tuple[PlaceMention, ...]:
    """The mentions, with those that lie abroad for no reason in the text left unresolved.

    :param shares: how much of the report speaks of each country (alpha-2), 0 to 1
    """
    if not shares:
        return tuple(mentions)
    focus = max(shares, key=lambda country: (shares[country], country))
    if shares[focus] < _LEADS:
        return tuple(mentions)
    named = {
        m.place.country for m in mentions if m.place is not None and not m.adjective and _is_sure(m)
    }
    near = gazetteer.neighbours(focus)
    return tuple(
        mention
        if _is_metropolis(mention, gazetteer)
        else _unless_stray(mention, focus, named, near, mentions)
        for mention in mentions
    )


def _is_metropolis(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a mention is a name, if not the first, of a city known everywhere: "New York"."""
    place = mention.place
    if place is None or place.kind != "city" or place.population < _METROPOLIS:
        return False
    borne = gazetteer.candidates(mention.text, fuzzy=False)
    return any(c.place.id == place.id for c in borne)


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
    return unresolved(mention, elsewhere(place))
