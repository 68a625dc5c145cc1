"""``sayso actors merge``, ``split`` and ``new``: what a reviewer says of who is who."""

import getpass
from collections import Counter
from typing import Annotated

import msgspec
import typer

from sayso.actors import full_registry, kinds
from sayso.archive import Archive, actor_decision, open_archive
from sayso.cli.terminal import Column, StoreOption, one_of, say, table, write
from sayso.model import ActorCard, ActorEdge, Decision, InputError, Participant

_NEW = "new:"

NameOption = Annotated[
    str | None, typer.Option(help="What it is called. Needed where the registry does not know it.")
]
KindOption = Annotated[
    str | None, typer.Option(help="What it is, as: rebel group. Needed likewise.")
]
CountryOption = Annotated[str | None, typer.Option(help="ISO 3166 alpha-2, as AF.")]
ByOption = Annotated[str | None, typer.Option(help="Who decides. Default: your user name.")]
WhyOption = Annotated[str | None, typer.Option(help="Why.")]


def merge(
    actors: Annotated[
        list[str], typer.Argument(help="Ids of actors as claims have them, as new:black-falcons.")
    ],
    into: Annotated[str, typer.Option(help="The id of who they are.")],
    name: NameOption = None,
    kind: KindOption = None,
    country: CountryOption = None,
    by: ByOption = None,
    why: WhyOption = None,
    store: StoreOption = None,
) -> None:
    """Say that actors are one: another of the registry, or, with --name and --kind, one of its own."""
    with open_archive(store, create=False) as archive:
        card = _card(archive, into, name, kind, country)
        edge = ActorEdge(actors=tuple(dict.fromkeys(actors)), into=card)
        _keep(archive, actor_decision(edge, by=by or getpass.getuser(), why=why))


def split(
    actor: Annotated[str, typer.Argument(help="The actor's id, as claims have it.")],
    called: Annotated[
        list[str], typer.Option(help="A name in reports that means somebody else; may be repeated.")
    ],
    into: Annotated[str, typer.Option("--as", help="The id of whom it means.")],
    name: NameOption = None,
    kind: KindOption = None,
    country: CountryOption = None,
    by: ByOption = None,
    why: WhyOption = None,
    store: StoreOption = None,
) -> None:
    """Say that what goes by some of an actor's names is somebody else."""
    with open_archive(store, create=False) as archive:
        card = _card(archive, into, name, kind, country)
        edge = ActorEdge(actors=(actor,), called=tuple(called), into=card)
        _keep(archive, actor_decision(edge, by=by or getpass.getuser(), why=why))


def new(
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",
    store: StoreOption = None,
) -> None:
    """Print the actors that reports introduce and the registry does not know, the commonest first."""
    one_of(format, ("table", "json"), "--format")
    counted: Counter[str] = Counter()
    who: dict[str, Participant] = {}
    with open_archive(store, create=False) as archive:
        for claim in archive.reviewed_claims():
            named = {p.id: p for p in claim.participants if p.id and p.id.startswith(_NEW)}
            counted.update(named)
            for id_, part in named.items():
                who.setdefault(id_, part)
    rows = [(id_, who[id_].name, who[id_].kind, count) for id_, count in counted.most_common()]
    if format == "json":
        fields = ("id", "name", "kind", "claims")
        plain = [dict(zip(fields, row, strict=True)) for row in rows]
        write(msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")
        return
    table(
        f"{len(rows)} actors not in the registry",
        (Column("id", whole=True), Column("name", 3), Column("kind", 2), Column("claims", 1)),
        rows,
    )


def who_is_who(decision: Decision) -> str:
    """What a decision on actors says, in words; what it is on, for any other."""
    edge = decision.on_actors
    if edge is None:
        return f"{decision.kind} on {', '.join(decision.claims)}"
    names = f", where called {' or '.join(edge.called)}," if edge.called else ""
    verb = "is" if len(edge.actors) == 1 else "are"
    return f"{', '.join(edge.actors)}{names} {verb} {edge.into.name} ({edge.into.id})"


def _card(
    archive: Archive, id_: str, name: str | None, kind: str | None, country: str | None
) -> ActorCard:
    """Who an id stands for: as given, as the registry knows it, or as claims in the store have it."""
    if kind is not None:
        one_of(kind, tuple(kinds()), "--kind")
    known = full_registry().get(id_)
    if known is not None:
        return ActorCard(
            id=id_,
            name=name or known.name,
            kind=kind or known.kind,
            country=country or known.country,
            wikidata=known.wikidata,
        )
    told = archive.told_of(id_)
    if told is not None:
        name, kind = name or told.name, kind or told.kind
    if not name or not kind:
        raise InputError(
            f"neither the registry nor a claim knows {id_!r}",
            remedy="look it up with `sayso actors find NAME`, or give --name and --kind",
        )
    return ActorCard(id=id_, name=name, kind=kind, country=country)


def _keep(archive: Archive, decision: Decision) -> None:
    archive.decide(decision)
    say(f"{who_is_who(decision)}, from now on and in all that was read")
    say(f"kept as {decision.id}; take it back with: sayso undo {decision.id}")
