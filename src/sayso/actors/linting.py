"""What is wrong with a registry: shared names, dates that cannot be, ties to nobody, circles."""

from collections.abc import Iterator, Mapping

from sayso.actors.actor import Actor, Tie
from sayso.actors.aliases import AliasIndex
from sayso.actors.states import states


def lint(actors: Mapping[str, Actor], origin: Mapping[str, str], index: AliasIndex) -> list[str]:
    """One sentence for each thing wrong, naming the file and the entry."""
    found = [*_shared_names(actors, origin, index)]
    for actor in actors.values():
        where = f"{origin.get(actor.id, '?')}: {actor.id}"
        found.extend(f"{where}: {problem}" for problem in _problems(actor, actors))
    return found


def _shared_names(
    actors: Mapping[str, Actor], origin: Mapping[str, str], index: AliasIndex
) -> Iterator[str]:
    for name, uses in index.uses.items():
        sure = [use.id for use in uses if use.guard == "none" and use.id in actors]
        if len(sure) > 1:
            who = ", ".join(f"{id_} ({origin.get(id_, '?')})" for id_ in sure)
            yield (
                f"the unguarded name {name!r} is shared by {who}: guard it for all but one "
                "(move it to guarded), or give both one id if they are one"
            )


def _problems(actor: Actor, actors: Mapping[str, Actor]) -> Iterator[str]:
    if actor.from_ is not None and actor.until is not None and actor.from_ > actor.until:
        yield f"ends ({actor.until}) before it begins ({actor.from_}): correct from or until"
    for country in actor.countries:
        if country not in states():
            yield f"unknown country {country!r}: give ISO 3166 alpha-2, as AF"
    for field in ("parent", "member_of"):
        other = getattr(actor, field)
        if other is not None and other not in actors:
            yield f"{field} {other!r} is nobody: give the id of an actor (sayso actors find NAME)"
    ties: tuple[Tie, ...] = (*actor.leaders, *actor.allies, *actor.enemies)
    for tie in ties:
        if tie.id not in actors:
            yield f"tied to {tie.id!r}, who is nobody: give the id of an actor (sayso actors find NAME)"
        elif tie.id == actor.id:
            yield "tied to itself: take the tie out"
        if tie.from_ is not None and tie.until is not None and tie.from_ > tie.until:
            yield f"the tie to {tie.id!r} ends before it begins: correct from or until"
    seen = {actor.id}
    above = actor.parent or actor.member_of
    while above is not None and above in actors:
        if above in seen:
            yield f"belongs to itself through {above!r}: correct a parent"
            break
        seen.add(above)
        above = actors[above].parent or actors[above].member_of
    if actor.kind == "person" and actor.member_of is None and actor.office is not None:
        yield "has an office but is a member of nothing: give member_of"
    if (actor.guarded or actor.generic) and not actor.countries and actor.kind != "person":
        yield "has guarded or generic names but no country to be judged by: give countries"
