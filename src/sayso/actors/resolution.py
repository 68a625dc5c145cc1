"""Who the names of a whole report mean: hits, a focus and the text to resolved actors."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from sayso.actors.actor import Actor
from sayso.actors.choosing import Choice, choose, named_beyond_doubt
from sayso.actors.focus import Focus, Ground
from sayso.actors.grammar import grammar
from sayso.actors.introductions import introductions
from sayso.actors.names import key
from sayso.actors.organs import Organs
from sayso.actors.people import people
from sayso.actors.resolved import ResolvedActor, new_actor, of_registry
from sayso.actors.spotting import ActorHit
from sayso.actors.states import roles, states
from sayso.actors.units import Unit, units

_OWNER_GAP = re.compile(r"(?:[’']s|[’'])?[ \t]+((?:[\w-]+[ \t]+){0,2})")
_OF_GAP = re.compile(r"[ \t]+of[ \t]+(?:the[ \t]+)?")
_TITLE = re.compile(r"((?:[\w.’'-]+[ \t]+){1,3})$")
_REACH = 80
_MOST_BEFORE = 12
_MOST_INTRODUCED = 20
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"])|\n\s*\n")


def resolve(
    hits: Sequence[ActorHit],
    focus: Focus,
    text: str,
    actors: Mapping[str, Actor],
    organs: Organs,
) -> tuple[ResolvedActor, ...]:
    """Everybody named in a text, in its order, with the offsets of each mention.

    A hit that nobody can be found for is left out. An owner and its organ ("the Taliban's Ministry
    of Defense") are one mention; a military unit is a mention beside the force it belongs to.
    """
    ground = Ground(focus, named_beyond_doubt(hits, actors))
    designations = units(text)
    found: list[ResolvedActor] = []
    at = 0
    while at < len(hits):
        hit = hits[at]
        unit = _around(designations, hit.start, hit.end)
        if (
            unit is not None
            and (unit.end - unit.start) > (hit.end - hit.start)
            and not _is_proper(hit)
        ):
            at += 1
            continue
        owner = _actor_of(hit, ground, text, actors)
        joined = _with_organ(hits, at, owner, ground, text, organs)
        if joined is not None:
            found.append(joined)
            at += 2
            continue
        alone = _alone(hits, at, owner, ground, text, organs)
        if alone is not None:
            found.append(alone)
        at += 1
    taken = [Unit(actor.start or 0, actor.end or 0, actor.mention) for actor in found]
    ends = {actor.end for actor in found}
    found.extend(
        _unit(unit, hits, ground, text, actors)
        for unit in designations
        if unit.end not in ends and _around(taken, unit.start, unit.end) is None
    )
    found.extend(_introduced(text, found, ground))
    return tuple(sorted(found, key=lambda actor: (actor.start or 0, -(actor.end or 0))))


def _introduced(
    text: str, found: Sequence[ResolvedActor], ground: Ground
) -> Iterator[ResolvedActor]:
    """Each mention, from its introduction on, of a group that the report introduces by name."""
    taken = [(actor.start or 0, actor.end or 0) for actor in found]
    done: set[str] = set()
    for group in introductions(text)[:_MOST_INTRODUCED]:
        if group.name in done:
            continue
        done.add(group.name)
        kind = people().group_of([group.noun])
        actor = new_actor(
            group.name,
            "unidentified armed" if kind is None else kind[0].kind,
            ground.focus,
            score=0.7,
        )
        for match in re.compile(rf"\b{re.escape(group.name)}\b").finditer(text, group.start):
            start, end = match.span()
            if not any(first < end and start < last for first, last in taken):
                taken.append((start, end))
                yield _placed(actor, start, end, group.name)


def _around(stretches: Sequence[Unit], start: int, end: int) -> Unit | None:
    """The stretch, of those in order, that contains the one asked for."""
    at = bisect_right(stretches, start, key=lambda stretch: stretch.start) - 1
    return stretches[at] if at >= 0 and end <= stretches[at].end else None


def _is_proper(hit: ActorHit) -> bool:
    """Whether a name inside a unit's designation is a name of the unit's own."""
    return hit.guard == "none" and hit.role is None and " " in hit.text


def titled(text: str, start: int) -> bool:
    """Whether a title ("President", "Gen.") stands right before an offset."""
    before = _TITLE.search(text[max(0, start - 60) : start])
    if before is None:
        return False
    words = key(before.group(1)).split()
    titles = people().titles
    return any(" ".join(words[-count:]) in titles for count in (1, 2, 3) if count <= len(words))


def _actor_of(
    hit: ActorHit, ground: Ground, text: str, actors: Mapping[str, Actor]
) -> Choice | None:
    if not hit.uses:
        actor = actors.get(hit.candidates[0]) if len(hit.candidates) == 1 else None
        return None if actor is None else Choice(actor, 0.9, "none")
    return choose(hit.uses, ground, actors, titled=titled(text, hit.start))


def _with_organ(
    hits: Sequence[ActorHit],
    at: int,
    owner: Choice | None,
    ground: Ground,
    text: str,
    organs: Organs,
) -> ResolvedActor | None:
    """A hit and the one after it, when one is the owner and the other its organ."""
    if at + 1 >= len(hits):
        return None
    first, second = hits[at], hits[at + 1]
    if second.start - first.end > _REACH:
        return None
    mention = text[first.start : second.end]
    if owner is not None and second.role is not None and second.uses and not first.modifier:
        gap = _OWNER_GAP.fullmatch(text[first.end : second.start])
        if gap is None or not all(w.lower() in grammar().qualifiers for w in gap.group(1).split()):
            return None
        if owner.actor.kind in ("media", "ngo") or owner.guard == "generic":
            return None
        made = organs.of_owner(second.role, owner.actor, ground.focus, mention, 0.85)
        return _placed(made, first.start, second.end, mention)
    if first.role is not None and first.uses and _OF_GAP.fullmatch(text[first.end : second.start]):
        held = _actor_of(second, ground, text, organs.actors)
        if held is None or held.actor.kind in ("country", "media", "ngo", "person"):
            return None
        if roles()[first.role].kind not in ("ministry", "government", "intelligence"):
            return None
        made = organs.of_owner(first.role, held.actor, ground.focus, mention, 0.8)
        return _placed(made, first.start, second.end, mention)
    return None


def _alone(
    hits: Sequence[ActorHit],
    at: int,
    choice: Choice | None,
    ground: Ground,
    text: str,
    organs: Organs,
) -> ResolvedActor | None:
    hit = hits[at]
    if choice is not None:
        actor = of_registry(choice.actor, ground.focus, choice.score, hit.text)
        return _placed(actor, hit.start, hit.end, hit.text)
    if hit.role is None or hit.owned or hit.modifier:
        return None
    nearest = _nearest_country(hits, at, text)
    organ = organs.in_focus(hit.role, ground, hit.text, nearest)
    return None if organ is None else _placed(organ, hit.start, hit.end, hit.text)


def _nearest_country(hits: Sequence[ActorHit], at: int, text: str) -> str | None:
    """The country named last before a role word, in the same sentence or the one before it."""
    hit = hits[at]
    for earlier in hits[max(0, at - _MOST_BEFORE) : at][::-1]:
        between = text[earlier.end : hit.start]
        if len(between) > 400 or len(_SENTENCE_END.findall(between)) > 1:
            return None
        if earlier.guard in ("metonym", "demonym") and len(earlier.candidates) == 1:
            code = earlier.candidates[0]
            return next((s.iso2 for s in states().values() if s.code == code), None)
        if len(earlier.candidates) == 1 and not earlier.uses:
            code = earlier.candidates[0].rsplit("-", 1)[-1]
            return next((s.iso2 for s in states().values() if s.code == code), None)
    return None


def _unit(
    unit: Unit, hits: Sequence[ActorHit], ground: Ground, text: str, actors: Mapping[str, Actor]
) -> ResolvedActor:
    """A unit as an actor of its own, with the force it belongs to where the text says so."""
    parent: Actor | None = None
    first = bisect_left(hits, unit.start - _REACH, key=lambda hit: hit.start)
    last = bisect_right(hits, unit.end + _REACH, key=lambda hit: hit.start)
    for hit in hits[first:last]:
        directly_before = (
            _OWNER_GAP.fullmatch(text[hit.end : unit.start]) if hit.end <= unit.start else None
        )
        after = _OF_GAP.fullmatch(text[unit.end : hit.start]) if hit.start >= unit.end else None
        inside = unit.start <= hit.start < hit.end <= unit.end and hit.guard == "none"
        if (directly_before and not hit.modifier) or after or inside:
            choice = _actor_of(hit, ground, text, actors)
            if choice is not None and choice.actor.kind not in ("media", "person", "ngo"):
                parent = choice.actor
                break
    return _placed(
        as_unit(unit.text, parent, ground.focus, actors), unit.start, unit.end, unit.text
    )


def as_unit(
    name: str, parent: Actor | None, focus: Focus, actors: Mapping[str, Actor]
) -> ResolvedActor:
    """A provisional actor for a military unit; a country's unit belongs to its armed forces."""
    if parent is not None and parent.kind == "country":
        parent = actors.get(f"mil-{parent.id}", parent)
    return new_actor(
        name,
        parent.kind if parent is not None else "state forces",
        focus,
        country=None if parent is None else parent.country,
        parent=None if parent is None else parent.id,
        score=0.7 if parent is not None else 0.5,
    )


def _placed(actor: ResolvedActor, start: int, end: int, mention: str) -> ResolvedActor:
    return ResolvedActor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        wikidata=actor.wikidata,
        sector=actor.sector,
        inter=actor.inter,
        parent=actor.parent,
        office=actor.office,
        provisional=actor.provisional,
        score=actor.score,
        mention=mention,
        start=start,
        end=end,
    )
