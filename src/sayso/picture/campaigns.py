"""Which incidents are days of one campaign: a battle, siege or bombardment that goes on for days.

An incident is what happened at one place within a day or so; a campaign holds the incidents of
violence at one place between sides that it shares, none of them more than a few days after the one
before. What is told of "three days of fighting" as a whole stays an incident of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sayso.model import (
    Campaign,
    ClaimTime,
    Incident,
    IncidentCasualties,
    Outcome,
    Participant,
    ontology,
    stable_id,
)
from sayso.picture.extents import is_fine, place_key
from sayso.picture.naming import days_in_words
from sayso.picture.parties import Parties

QUIET_DAYS = 3
"""Days without an incident after which what comes next is another campaign."""

LEAST_DAYS = 3
"""Different days with incidents that make a campaign."""


def campaigns_of(incidents: Iterable[Incident], parties: Parties) -> tuple[Campaign, ...]:
    """The campaigns among these incidents, those that began first first; each incident is in one at
    most."""
    by_place: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        if ontology()[incident.type].violent and _first(incident) and is_fine(incident.place):
            by_place[_where(incident)].append(incident)
    found = [
        _campaign(run)
        for _, there in sorted(by_place.items())
        for run in _runs(there, parties)
        if len({_first(i) for i in run}) >= LEAST_DAYS
    ]
    found.sort(key=lambda c: (c.time.start or date.max, c.id))
    return tuple(found)


def _where(incident: Incident) -> str:
    return place_key(incident.place) if incident.place else ""


def _first(incident: Incident) -> date | None:
    return incident.time.start or incident.time.end


def _last(incident: Incident) -> date:
    return incident.time.end or incident.time.start or date.min


def _runs(there: Sequence[Incident], parties: Parties) -> list[list[Incident]]:
    """Incidents of one place in runs without a long pause, the sides of each run apart."""
    runs: list[list[Incident]] = []
    ends: list[date] = []
    sides: list[set[str]] = []
    for incident in sorted(there, key=lambda i: (_first(i) or date.max, _last(i), i.id)):
        mine = _sides(incident, parties)
        first = _first(incident) or date.min
        at = next(
            (
                n
                for n in range(len(runs))
                if first - ends[n] <= timedelta(days=QUIET_DAYS)
                and (not mine or not sides[n] or parties.any_on_side(mine, sides[n]))
            ),
            None,
        )
        if at is None:
            runs.append([incident])
            ends.append(_last(incident))
            sides.append(mine)
        else:
            runs[at].append(incident)
            ends[at] = max(ends[at], _last(incident))
            sides[at] |= mine
    return runs


def _sides(incident: Incident, parties: Parties) -> set[str]:
    return {
        key
        for who in incident.participants
        if who.role in ("actor", "recipient") and (key := parties.key(who)) is not None
    }


def _campaign(run: Sequence[Incident]) -> Campaign:
    first = min(day for i in run if (day := _first(i)) is not None)
    time = ClaimTime(start=first, end=max(map(_last, run)), precision="week")
    place = run[0].place
    sides: dict[str, Participant] = {}
    for incident in run:
        for who in incident.participants:
            if who.role in ("actor", "recipient"):
                sides.setdefault(who.id or who.name or who.mention, who)
    named = [who.name or who.mention for who in sides.values()]
    title = f"Fighting at {place.name or place.mention}" if place else "Fighting"
    if any(named):
        title += f", {days_in_words(time)}: {' – '.join(named[:4])}"
    else:
        title += f", {days_in_words(time)}"
    return Campaign(
        id=stable_id("cmp", (run[0].id,)),
        title=title,
        place=place,
        time=time,
        participants=tuple(sides.values()),
        incidents=tuple(incident.id for incident in run),
        days=len({_first(i) for i in run}),
        casualties=_sums(run),
    )


def _sums(run: Sequence[Incident]) -> tuple[IncidentCasualties, ...]:
    """The sums over the incidents by outcome and side; what nobody counted adds nothing."""
    rows: dict[tuple[Outcome, str | None], list[IncidentCasualties]] = defaultdict(list)
    for incident in run:
        for row in incident.casualties:
            rows[row.outcome, row.side].append(row)
    return tuple(
        IncidentCasualties(
            outcome=outcome,
            side=side,
            side_name=next((row.side_name for row in told if row.side_name), None),
            low=_sum(row.low for row in told),
            best=_sum(row.best for row in told),
            high=_sum(row.high for row in told),
        )
        for (outcome, side), told in sorted(rows.items(), key=lambda r: (r[0][0], r[0][1] or ""))
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None
