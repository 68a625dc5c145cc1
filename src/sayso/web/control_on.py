"""Who holds what on one day."""

from collections.abc import Iterable
from datetime import date

from sayso.model import ControlState


def in_force(states: Iterable[ControlState], day: date) -> tuple[ControlState, ...]:
    """For each place, its state on ``day``: the latest begun that has not ended before it."""
    latest: dict[str, ControlState] = {}
    for state in states:
        if state.since and state.since > day:
            continue
        if state.until and state.until < day:
            continue
        key = state.place.id or state.place.name or state.place.mention
        before = latest.get(key)
        if before is None or (before.since or date.min) <= (state.since or date.min):
            latest[key] = state
    return tuple(latest.values())
