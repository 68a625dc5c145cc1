"""Which of the actors that a name can mean it means here: guards, years, focus, company."""

from collections.abc import Iterable, Mapping

import msgspec

from sayso.actors.actor import Actor
from sayso.actors.aliases import Guard, Use
from sayso.actors.focus import Ground
from sayso.actors.spotting import ActorHit

_BASE: dict[Guard, float] = {
    "none": 1.0, "metonym": 0.95, "demonym": 0.9, "guarded": 0.85, "surname": 0.8, "generic": 0.6,
}  # fmt: skip
_SURE: dict[Guard, float] = {
    "none": 0.95, "metonym": 0.6, "demonym": 0.5, "guarded": 0.85, "surname": 0.85, "generic": 0.65,
}  # fmt: skip
_MARGIN = 0.05


class Choice(msgspec.Struct, frozen=True):
    """The actor chosen, how sure, and by which kind of name."""

    actor: Actor
    score: float
    guard: Guard


def choose(
    uses: Iterable[Use], ground: Ground, actors: Mapping[str, Actor], *, titled: bool = False
) -> Choice | None:
    """The actor meant, or nothing when no use is allowed here or two are equally likely.

    :param titled: a title stands before it, so that a surname may count on its own
    """
    weighed: list[tuple[float, Use, Actor]] = []
    for use in uses:
        actor = actors.get(use.id)
        if actor is None:
            continue
        weight = _weight(use, actor, ground, titled=titled)
        if weight is not None:
            weighed.append((weight, use, actor))
    if not weighed:
        return None
    weighed.sort(key=lambda item: item[0], reverse=True)
    best, use, actor = weighed[0]
    if len(weighed) > 1 and best - weighed[1][0] < _MARGIN and weighed[1][2].id != actor.id:
        return None
    score = _SURE[use.guard]
    if not actor.active(ground.focus.on):
        score -= 0.2
    if len(weighed) > 1 and best - weighed[1][0] < 0.3:
        score -= 0.1
    return Choice(actor, round(score, 2), use.guard)


def _weight(use: Use, actor: Actor, ground: Ground, *, titled: bool) -> float | None:
    focus = ground.focus
    fit = focus.fit(actor.countries)
    named = actor.id in ground.named
    active = actor.active(focus.on)
    if use.guard == "guarded" and not (named or (fit > 0 and (active or _gone(actor, ground)))):
        return None
    if use.guard == "generic" and not (fit > 0 and active):
        return None
    if use.guard == "surname" and not (named or (titled and fit > 0 and active)):
        return None
    weight = _BASE[use.guard] + 0.5 * fit + (0.4 if named else 0.0) + _company(actor, ground)
    if not active:
        weight -= 0.6
    if use.guard == "guarded" and (fit > 0 or named):
        # a guard that is met says more than a name that could be met anywhere
        weight += 0.25
    return weight


def _gone(actor: Actor, ground: Ground) -> bool:
    """Whether an actor had ended by the day in focus: reports speak of those too, though less."""
    on = ground.focus.on
    return on is not None and actor.until is not None and actor.until < on


def _company(actor: Actor, ground: Ground) -> float:
    """Weight for being named along with those it is tied to."""
    tied = {tie.id for tie in (*actor.allies, *actor.enemies) if tie.holds(ground.focus.on)}
    tied.update(x for x in (actor.parent, actor.member_of) if x is not None)
    return 0.15 if tied & ground.named else 0.0


def named_beyond_doubt(hits: Iterable[ActorHit], actors: Mapping[str, Actor]) -> frozenset[str]:
    """The actors that a text names by a name that is theirs alone."""
    found: set[str] = set()
    for hit in hits:
        sure = {use.id for use in hit.uses if use.guard == "none" and use.id}
        if len(sure) == 1:
            found |= sure
        elif not hit.uses and len(hit.candidates) == 1:
            found.update(hit.candidates)
    found.update(
        person.member_of
        for person in [actors[id_] for id_ in found if id_ in actors]
        if person.member_of is not None and not person.member_of.startswith("gov-")
    )
    return frozenset(found)
