"""What to review first: what a decision would be worth.

A decision is worth most where the reading is least sure and most hangs on it: many dead, a dispute,
who holds a place. What was decided already is left out, unless its report was read anew since.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import Final, Literal

import msgspec

from sayso.model import Claim, Decision, Incident, Picture
from sayso.picture.decisions import decided
from sayso.web.desk import Desk

Kind = Literal["claim", "join", "actor", "reopened"]
DOUBTFUL_JOIN: Final = 0.7
_EVENTS_LEAST: Final = 2
"""Claims that must name a provisional actor before it is worth a look of its own."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Something to decide.

    ``claim``: is this read right? ``join``: are these claims of one happening? ``actor``: who is
    this actor that the registry does not know? ``reopened``: this was decided, but its report has
    been read anew and says something else now. ``value`` only orders; ``why`` is in words.
    """

    kind: Kind
    id: str
    title: str
    quote: str
    value: float
    why: tuple[str, ...]
    claims: tuple[str, ...]
    incident: str | None = None


class Queue:
    """The tasks of a desk, counted anew when anything has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._state = ""
        self._tasks: tuple[Task, ...] = ()

    def tasks(self) -> tuple[Task, ...]:
        """All tasks, the most valuable first."""
        state = self._desk.fingerprint()
        if state != self._state:
            self._tasks = tuple(sorted(tasks(self._desk), key=lambda t: (-t.value, t.id)))
            self._state = state
        return self._tasks


def tasks(desk: Desk) -> Iterator[Task]:
    """Everything there is to decide, in no order."""
    picture = desk.picture()
    decisions = desk.decisions()
    done = {id_ for d in decisions if d.kind in ("accept", "reject", "correct") for id_ in d.claims}
    current = {claim.id: claim for claim in desk.claims()}
    weigh = _Weights(picture)
    for claim in current.values():
        if claim.id not in done:
            yield weigh.claim(claim)
    settled = [d for d in decisions if d.kind in ("merge", "split")]
    for incident in picture.incidents:
        yield from _joins(incident, settled, weigh)
    yield from _actors(decided(current.values(), decisions), weigh)
    yield from _reopened(desk, decisions, current)


class _Weights:
    """What hangs on a claim, by its id."""

    def __init__(self, picture: Picture) -> None:
        self.incident = {id_: i for i in picture.incidents for id_ in i.claims}
        self.disputed = {id_ for d in picture.disputes for camp in d.claims for id_ in camp}
        self.holding = {
            id_: state.place.name or state.place.mention
            for state in picture.control
            for id_ in state.claims
        }

    def stakes(self, claims: Iterable[str]) -> tuple[float, list[str]]:
        ids = list(claims)
        value, why = 1.0, []
        dead = max((_dead(self.incident[i]) for i in ids if i in self.incident), default=0)
        if dead:
            value += log2(1 + dead) / 2
            why.append(f"{dead:,} killed")
        if any(i in self.disputed for i in ids):
            value += 2
            why.append("disputed")
        held = next((self.holding[i] for i in ids if i in self.holding), None)
        if held:
            value += 1
            why.append(f"tells who holds {held}")
        return value, why

    def claim(self, claim: Claim) -> Task:
        stakes, why = self.stakes([claim.id])
        doubt = 1 - abs(2 * claim.score - 1)
        incident = self.incident.get(claim.id)
        return Task(
            kind="claim",
            id=claim.id,
            title=incident.title if incident and incident.title else claim.type.replace("-", " "),
            quote=claim.evidence.text,
            value=round(stakes * (0.15 + doubt), 4),
            why=(f"{round(100 * claim.score)} % sure of the reading", *why),
            claims=(claim.id,),
            incident=incident.id if incident else None,
        )


def _dead(incident: Incident) -> int:
    return sum(
        max(c.best or 0, c.low or 0) or (c.high or 0)
        for c in incident.casualties
        if c.outcome == "killed"
    )


def _joins(incident: Incident, settled: list[Decision], weigh: _Weights) -> Iterator[Task]:
    doubtful = min((j for j in incident.joins), key=lambda j: j.score, default=None)
    if doubtful is None or doubtful.score >= DOUBTFUL_JOIN:
        return
    pair = {doubtful.left, doubtful.right}
    if any(pair <= set(d.claims) for d in settled):
        return
    stakes, why = weigh.stakes(incident.claims)
    yield Task(
        kind="join",
        id=incident.id,
        title=incident.title,
        quote="",
        value=round(stakes * (1 - doubtful.score), 4),
        why=(f"{round(100 * doubtful.score)} % sure that it is one happening", *why),
        claims=(doubtful.left, doubtful.right),
        incident=incident.id,
    )


def _actors(claims: Iterable[Claim], weigh: _Weights) -> Iterator[Task]:
    named: Counter[str] = Counter()
    name: dict[str, str] = {}
    where: dict[str, list[str]] = {}
    for claim in claims:
        for id_ in {p.id for p in claim.participants if p.id and p.id.startswith("new:")}:
            named[id_] += 1
            where.setdefault(id_, []).append(claim.id)
            name[id_] = next(p.name or p.mention for p in claim.participants if p.id == id_)
    for id_, count in named.items():
        if count < _EVENTS_LEAST:
            continue
        stakes, why = weigh.stakes(where[id_])
        yield Task(
            kind="actor",
            id=id_,
            title=name[id_],
            quote="",
            value=round(stakes * log2(1 + count) / 4, 4),
            why=(f"not in the registry, named in {count} claims", *why),
            claims=tuple(where[id_][:50]),
        )


def _reopened(
    desk: Desk, decisions: Iterable[Decision], current: Mapping[str, Claim]
) -> Iterator[Task]:
    on_gone: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind in ("accept", "reject", "correct"):
            on_gone.update((id_, decision) for id_ in decision.claims if id_ not in current)
    for id_, claim in desk.claims_by_id(on_gone).items():
        last = on_gone[id_]
        yield Task(
            kind="reopened",
            id=id_,
            title=f"{last.by} decided “{last.kind}” on a reading that is no longer there",
            quote=claim.evidence.text,
            value=3.0,
            why=("its report was read anew",),
            claims=(id_,),
        )
