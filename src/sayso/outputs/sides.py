"""Who is on which side of an incident, as far as the claims say."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Incident, Participant, ontology
from sayso.outputs.kinds import kind_of
from sayso.outputs.material import in_roles, label


@dataclass(frozen=True)
class Sides:
    """The two sides, and who takes part without it being known on which.

    Neither is the attacker by being the first, unless the claims say who attacked.
    """

    first: tuple[Participant, ...] = ()
    second: tuple[Participant, ...] = ()
    unplaced: tuple[Participant, ...] = ()

    @property
    def all(self) -> tuple[Participant, ...]:
        """Everybody, first side first."""
        return (*self.first, *self.second, *self.unplaced)


def sides_of(incident: Incident) -> Sides:
    """The sides of an incident.

    Actors face recipients, victims and targets that are parties. Where every side is an actor, the
    first two face each other, and a further one joins the side whose sort (government, organised
    group, civilians) it alone shares.
    """
    actors = _once(in_roles(incident, "actor"))
    others = _once((*in_roles(incident, "recipient", "victim"), *_parties_hit(incident)))
    named = {_key(who) for who in actors}
    others = tuple(who for who in others if _key(who) not in named)
    entry = ontology().get(incident.type)
    if others or len(actors) < 2 or entry is None or not entry.symmetric:
        return Sides(first=actors, second=others)
    one, two, *rest = actors
    first, second, unplaced = [one], [two], []
    sorts = kind_of(one).ucdp, kind_of(two).ucdp
    for who in rest:
        sort = kind_of(who).ucdp
        if sort is None or sorts[0] == sorts[1] or sort not in sorts:
            unplaced.append(who)
        else:
            (first if sort == sorts[0] else second).append(who)
    return Sides(first=tuple(first), second=tuple(second), unplaced=tuple(unplaced))


def _parties_hit(incident: Incident) -> tuple[Participant, ...]:
    return tuple(who for who in in_roles(incident, "target") if who.id and kind_of(who).ucdp)


def _key(who: Participant) -> str:
    return who.id or label(who).casefold()


def _once(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for who in participants:
        found.setdefault(_key(who), who)
    return tuple(found.values())
