"""Who a mention turned out to be."""

import msgspec

from sayso.actors.actor import Actor
from sayso.actors.focus import Focus
from sayso.actors.kinds import inter_code, kinds
from sayso.actors.names import slug


class ResolvedActor(msgspec.Struct, frozen=True, kw_only=True):
    """Who a mention means: an actor of the registry, a provisional one, or a kind of people.

    ``id`` is null where nobody can be named; ``provisional`` marks an actor that the report
    introduces (id ``new:…``, the same for the same name in any report). ``sector`` is the PLOVER
    sector, ``inter`` the ACLED actor code, ``parent`` what it belongs to (for a person the
    organisation), ``score`` the confidence from 0 to 1. ``start`` and ``end`` are offsets of the
    mention in the text it was found in, null when it was given as a phrase.
    """

    id: str | None = None
    name: str
    kind: str
    country: str | None = None
    wikidata: str | None = None
    sector: str | None = None
    inter: int | None = None
    parent: str | None = None
    office: str | None = None
    provisional: bool = False
    score: float = 0.5
    mention: str = ""
    start: int | None = None
    end: int | None = None


def of_registry(actor: Actor, focus: Focus, score: float, mention: str = "") -> ResolvedActor:
    """An actor of the registry as what a mention means."""
    kind = kinds()[actor.kind]
    return ResolvedActor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        wikidata=actor.wikidata,
        sector=kind.plover,
        inter=inter_code(actor.kind, actor.country, focus.countries),
        parent=actor.member_of or actor.parent,
        office=actor.office,
        score=score,
        mention=mention or actor.name,
    )


def new_actor(
    name: str,
    kind: str,
    focus: Focus,
    *,
    country: str | None = None,
    parent: str | None = None,
    office: str | None = None,
    score: float = 0.6,
    mention: str = "",
) -> ResolvedActor:
    """An actor that the registry does not know, introduced by a report."""
    entry = kinds()[kind]
    return ResolvedActor(
        id=f"new:{slug(name)}",
        name=name,
        kind=kind,
        country=country,
        sector=entry.plover,
        inter=inter_code(kind, country, focus.countries),
        parent=parent,
        office=office,
        provisional=True,
        score=score,
        mention=mention or name,
    )


def people_of(
    name: str,
    kind: str,
    sector: str | None,
    inter: int | None,
    *,
    country: str | None = None,
    parent: str | None = None,
    score: float = 0.6,
) -> ResolvedActor:
    """People who are known by their kind alone: gunmen, residents, two medical workers."""
    return ResolvedActor(
        name=name,
        kind=kind,
        country=country,
        sector=sector,
        inter=inter,
        parent=parent,
        score=score,
        mention=name,
    )
