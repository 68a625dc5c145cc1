"""Actors as the picture has them: when they acted, against whom, with whom, under whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

import msgspec

from sayso.model import Claim, ControlState, Incident, NotFound, Participant, Picture, ontology

How = Literal["against", "with", "dealt with", "leads", "led by", "belongs to", "has"]
MOST_NAMED: Final = 30
SIDES: Final = ("actor", "recipient", "victim", "target")


class ActorLine(msgspec.Struct, frozen=True, kw_only=True):
    """An actor in a list; ``provisional`` when a report introduces it and the registry lacks it."""

    id: str
    name: str
    kind: str | None
    incidents: int
    first: date | None
    last: date | None
    provisional: bool


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What two actors have to do with each other, and the latest incidents that tell so.

    ``against``: on two sides of violence; ``with``: on one side of it; ``dealt with``: both in
    something that is not violent. ``total`` counts all, ``incidents`` names the latest.
    """

    id: str
    name: str
    how: How
    incidents: tuple[str, ...]
    total: int
    first: date | None
    last: date | None


class ActorInFull(msgspec.Struct, frozen=True, kw_only=True):
    """An actor with its ties, what it holds, its months (``2021-08``) and how often it is a source."""

    actor: ActorLine
    months: dict[str, int]
    ties: tuple[Tie, ...]
    holds: tuple[ControlState, ...]
    incidents: tuple[str, ...]
    says: int


@dataclass
class _Bundle:
    name: str
    incidents: list[Incident] = field(default_factory=list)


def actors(picture: Picture) -> tuple[ActorLine, ...]:
    """Everybody who takes part in an incident and is known by more than a kind, the busiest first."""
    lives: dict[str, list[Incident]] = defaultdict(list)
    who: dict[str, Participant] = {}
    for incident in picture.incidents:
        for part in {p.id: p for p in _sides(incident)}.values():
            if part.id:
                lives[part.id].append(incident)
                who.setdefault(part.id, part)
    lines = [_line(who[id_], incidents) for id_, incidents in lives.items()]
    return tuple(sorted(lines, key=lambda one: (-one.incidents, one.name, one.id)))


def actor_in_full(picture: Picture, id_: str, said: int, told: Iterable[Claim]) -> ActorInFull:
    """One actor.

    :param said: in how many claims it is the source
    :param told: claims about who leads and who belongs to whom that name it
    :raises NotFound: when no incident, no claim and no place held names it
    """
    mine = [i for i in picture.incidents if any(p.id == id_ for p in _sides(i))]
    holds = tuple(s for s in picture.control if s.holder and s.holder.id == id_)
    told = tuple(told)
    named = [p for i in mine for p in _sides(i)] + [p for c in told for p in c.participants]
    part = next((p for p in named if p.id == id_), None)
    if part is None and holds and holds[0].holder:
        part = Participant(role="actor", mention=holds[0].holder.name, id=id_)
    if part is None:
        raise NotFound(f"no actor of this picture is called {id_!r}")
    months = Counter(i.time.start.isoformat()[:7] for i in mine if i.time.start)
    return ActorInFull(
        actor=_line(part, mine),
        months=dict(sorted(months.items())),
        ties=(*_ties(mine, id_), *_standing(told, id_)),
        holds=holds,
        incidents=tuple(i.id for i in _latest_first(mine)[:MOST_NAMED]),
        says=said,
    )


def _sides(incident: Incident) -> tuple[Participant, ...]:
    return tuple(p for p in incident.participants if p.role in SIDES)


def _line(part: Participant, incidents: list[Incident]) -> ActorLine:
    days = [day for i in incidents for day in (i.time.start, i.time.end) if day]
    return ActorLine(
        id=part.id or "",
        name=part.name or part.mention,
        kind=part.kind,
        incidents=len(incidents),
        first=min(days, default=None),
        last=max(days, default=None),
        provisional=(part.id or "").startswith("new:"),
    )


def _ties(incidents: Iterable[Incident], id_: str) -> Iterator[Tie]:
    bundles: dict[tuple[How, str], _Bundle] = {}
    for incident in incidents:
        entry = ontology().get(incident.type)
        mine = {p.role for p in _sides(incident) if p.id == id_}
        for other in _sides(incident):
            if not other.id or other.id == id_:
                continue
            opposed = ("actor" in mine) != (other.role == "actor") or bool(
                entry and entry.symmetric
            )
            how: How = "dealt with"
            if entry and entry.violent:
                how = "against" if opposed else "with"
            bundle = bundles.setdefault((how, other.id), _Bundle(name=other.name or other.mention))
            if incident not in bundle.incidents[-1:]:
                bundle.incidents.append(incident)
    order = {"against": 0, "with": 1, "dealt with": 2}
    for (how, other_id), bundle in sorted(
        bundles.items(), key=lambda one: (order[one[0][0]], -len(one[1].incidents), one[0][1])
    ):
        days = [day for i in bundle.incidents for day in (i.time.start, i.time.end) if day]
        yield Tie(
            id=other_id,
            name=bundle.name,
            how=how,
            incidents=tuple(i.id for i in _latest_first(bundle.incidents)[:MOST_NAMED]),
            total=len(bundle.incidents),
            first=min(days, default=None),
            last=max(days, default=None),
        )


def _standing(claims: Iterable[Claim], id_: str) -> Iterator[Tie]:
    """Who leads and who belongs to whom, as claims tell it."""
    words: dict[str, tuple[How, How]] = {
        "leadership": ("leads", "led by"),
        "affiliation": ("belongs to", "has"),
    }
    seen: set[tuple[str, str]] = set()
    for claim in claims:
        if claim.type not in words or claim.polarity == "negative":
            continue
        down, up = words[claim.type]
        mine = {p.role for p in claim.participants if p.id == id_}
        for other in claim.participants:
            if other.role not in ("actor", "recipient") or not other.id or other.id == id_:
                continue
            how = down if "actor" in mine else up
            if other.role in mine or (how, other.id) in seen:
                continue
            seen.add((how, other.id))
            yield Tie(
                id=other.id,
                name=other.name or other.mention,
                how=how,
                incidents=(),
                total=1,
                first=claim.time.start,
                last=claim.time.end,
            )


def _latest_first(incidents: Iterable[Incident]) -> list[Incident]:
    return sorted(incidents, key=lambda i: (i.time.start or date.min, i.id), reverse=True)
