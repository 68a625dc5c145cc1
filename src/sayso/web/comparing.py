"""What is different between two days: places that changed hands, what happened, who contradicts whom."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from sayso.model import ControlState, Incident, Picture
from sayso.web.control_on import in_force

MOST_INCIDENTS: Final = 200


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A place whose control differs: its state on both days, null where nothing was known."""

    before: ControlState | None
    after: ControlState | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two days side by side. ``incidents`` began after the earlier and up to the later day, the
    deadliest first; ``types`` counts all of them."""

    earlier: date
    later: date
    control: tuple[Change, ...]
    same: int
    incidents: tuple[str, ...]
    total: int
    killed: int
    types: dict[str, int]


def compare(before: Picture, after: Picture, earlier: date, later: date) -> Comparison:
    """The difference between two days; the pictures may be one and the same."""
    old = _by_place(in_force(before.control, earlier))
    new = _by_place(in_force(after.control, later))
    changes = [
        Change(before=old.get(key), after=new.get(key))
        for key in sorted(old.keys() | new.keys())
        if _state(old.get(key)) != _state(new.get(key))
    ]
    between = [
        i for i in after.incidents if i.time.start is not None and earlier < i.time.start <= later
    ]
    between.sort(key=lambda i: (-_killed(i), -i.independent_sources, i.id))
    return Comparison(
        earlier=earlier,
        later=later,
        control=tuple(sorted(changes, key=_named)),
        same=len(old.keys() & new.keys()) - sum(bool(c.before and c.after) for c in changes),
        incidents=tuple(i.id for i in between[:MOST_INCIDENTS]),
        total=len(between),
        killed=sum(_killed(i) for i in between),
        types=dict(Counter(i.type for i in between).most_common()),
    )


def _named(change: Change) -> str:
    state = change.after or change.before
    return (state.place.name or state.place.mention).casefold() if state else ""


def _by_place(states: Iterable[ControlState]) -> dict[str, ControlState]:
    return {s.place.id or s.place.name or s.place.mention: s for s in states}


def _state(state: ControlState | None) -> tuple[str, str | None] | None:
    if state is None:
        return None
    return state.status, (state.holder.id or state.holder.name) if state.holder else None


def _killed(incident: Incident) -> int:
    return sum(
        next((n for n in (c.best, c.low, c.high) if n is not None), 0)
        for c in incident.casualties
        if c.outcome == "killed"
    )
