"""Whose army "the army" is: role words and titles resolved by country, ruler and owner."""

from collections.abc import Mapping
from functools import cache

import msgspec

from sayso.actors.actor import Actor
from sayso.actors.focus import Focus, Ground
from sayso.actors.names import key
from sayso.actors.resolved import ResolvedActor, new_actor, of_registry
from sayso.actors.states import roles, states

_ITSELF = ("government", "armed-forces", "security-forces", "police")


class Organs(msgspec.Struct, frozen=True):
    """Finds the actor that fills a role in a country on a day."""

    actors: Mapping[str, Actor]
    rulers: tuple[Actor, ...]

    def of_country(
        self, role: str, country: str, focus: Focus, mention: str, score: float
    ) -> ResolvedActor | None:
        """The organ of a country: that of whoever rules it on the day of the focus."""
        state = states().get(country)
        if state is None:
            return None
        loose = key(mention).split(" ")[-1] in _loose()
        for ruler in () if loose else self.rulers:
            if any(rule.holds(country, focus.on) for rule in ruler.rules):
                return self.of_owner(role, ruler, focus, mention, score)
        actor = self.actors.get(f"{roles()[role].id}-{state.code}")
        return None if actor is None else of_registry(actor, focus, score, mention)

    def of_owner(
        self, role: str, owner: Actor, focus: Focus, mention: str, score: float
    ) -> ResolvedActor:
        """The organ of an actor: of a state, the state's; of a group, the group or a part of it."""
        if owner.kind == "country":
            organ = self.actors.get(f"{roles()[role].id}-{owner.id}")
            if organ is not None:
                return of_registry(organ, focus, score, mention)
        if owner.kind == "person" and owner.member_of is not None:
            return self._of_person(role, owner, focus, mention, score)
        if role in _ITSELF:
            return of_registry(owner, focus, score, mention)
        return new_actor(
            _part_name(owner, role, mention),
            roles()[role].kind,
            focus,
            country=owner.country,
            parent=owner.id,
            score=score,
            mention=mention,
        )

    def in_focus(
        self, role: str, ground: Ground, mention: str, nearest: str | None = None
    ) -> ResolvedActor | None:
        """The organ a bare role word means: of the clear country, else of the one named nearest."""
        focus = ground.focus
        if not focus.countries:
            return None
        if focus.clear:
            return self.of_country(role, focus.countries[0], focus, mention, 0.75)
        if nearest is not None and nearest in focus.countries:
            return self.of_country(role, nearest, focus, mention, 0.6)
        return self.of_country(role, focus.countries[0], focus, mention, 0.5)

    def _of_person(
        self, role: str, person: Actor, focus: Focus, mention: str, score: float
    ) -> ResolvedActor:
        """ "the Assad regime", "Haftar's forces": what the person heads."""
        head = self.actors.get(person.member_of or "")
        if head is None:
            return of_registry(person, focus, score, mention)
        if head.id.startswith("gov-"):
            organ = self.actors.get(f"{roles()[role].id}-{head.id.removeprefix('gov-')}")
            if organ is not None:
                return of_registry(organ, focus, score, mention)
        return of_registry(head, focus, score, mention)


@cache
def _loose() -> frozenset[str]:
    return frozenset(key(word) for role in roles().values() for word in role.loose)


def _part_name(owner: Actor, role: str, mention: str) -> str:
    """ "Taliban Ministry of Defense" for whatever order the mention has it in."""
    words = mention.replace("’", "'").split("'s ", 1)[-1]
    lower = words.lower()
    for word in sorted(roles()[role].words, key=len, reverse=True):
        at = lower.find(word.lower())
        if at >= 0:
            part = words[at : at + len(word)]
            title = " ".join(
                w if w in ("of", "the", "and") else w[:1].upper() + w[1:] for w in part.split()
            )
            return f"{owner.name} {title}"
    return f"{owner.name} {roles()[role].kind}"
