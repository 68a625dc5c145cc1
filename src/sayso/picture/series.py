"""Early warning: incidents, deaths, people displaced and changes of control by area and week."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from sayso.model import (
    MEASURES,
    AreaSeries,
    ClaimPlace,
    ControlState,
    EarlyWarning,
    Incident,
    Measure,
    Picture,
    SeriesScore,
    Week,
)
from sayso.picture.outlook import Scored, outlook, scored

WEEK = 7
LONGEST_DAYS = 7
"""What is told of more days at once is of no one week."""

_Area = tuple[str | None, str | None]
_HELD = frozenset({"held", "claimed"})


def early_warning(picture: Picture) -> EarlyWarning:
    """The weekly series of every area that the picture tells of, with an outlook and its scores.

    Weeks are of seven days and the last ends on the day of the picture, so that none is cut short;
    the first is that of the earliest incident or change of control. A week in which nothing is told of
    an area counts as nothing, which is what was told and not always what was so.
    """
    counted: dict[_Area, dict[tuple[int, Measure], int]] = defaultdict(lambda: defaultdict(int))
    left_out = 0
    for incident in picture.incidents:
        back = _weeks_back(incident, picture.as_of)
        area = _area(incident.place)
        if back is None or area is None:
            left_out += 1
            continue
        for measure, number in _counts(incident):
            counted[area][back, measure] += number
    for place, day in _changes(picture.control):
        area = _area(place)
        if area is not None and day <= picture.as_of:
            counted[area][(picture.as_of - day).days // WEEK, "control_changes"] += 1
    length = 1 + max((back for told in counted.values() for back, _ in told), default=-1)
    areas = [
        AreaSeries(country=area[0], area=area[1], weeks=_weeks(told, length, picture.as_of))
        for area, told in sorted(counted.items(), key=lambda each: _name(each[0]))
    ]
    return EarlyWarning(
        as_of=picture.as_of,
        areas=_with_outlook(areas, picture.as_of),
        scores=tuple(_scores(areas)),
        left_out=left_out,
    )


def _name(area: _Area) -> tuple[str, str]:
    return (area[0] or "", area[1] or "")


def _area(place: ClaimPlace | None) -> _Area | None:
    """The country and first-order division; a division stands for itself."""
    if place is None or place.country is None:
        return None
    if place.precision == "adm1":
        return place.country, place.admin1 or place.name or place.mention
    return place.country, place.admin1


def _weeks_back(incident: Incident, as_of: date) -> int | None:
    start = incident.time.start or incident.time.end
    end = incident.time.end or start
    if start is None or end is None or start > as_of or (end - start).days >= LONGEST_DAYS:
        return None
    return (as_of - start).days // WEEK


def _counts(incident: Incident) -> Iterator[tuple[Measure, int]]:
    yield "incidents", 1
    for row in incident.casualties:
        number = row.low if row.best is None else row.best
        if number and row.outcome == "killed":
            yield "fatalities", number
        elif number and row.outcome == "displaced":
            yield "displaced", number


def _changes(control: Iterable[ControlState]) -> Iterator[tuple[ClaimPlace, date]]:
    """Each place and day on which another than before is said to hold it."""
    holder: dict[str, str] = {}
    for state in control:
        key = state.place.id or f"{state.place.country} {state.place.name or state.place.mention}"
        if state.status not in _HELD or state.holder is None or state.since is None:
            continue
        now = state.holder.id or state.holder.name
        before = holder.get(key)
        if before is not None and before != now:
            yield state.place, state.since
        holder[key] = now


def _weeks(told: dict[tuple[int, Measure], int], length: int, as_of: date) -> tuple[Week, ...]:
    return tuple(
        Week(
            start=as_of - timedelta(days=(back + 1) * WEEK - 1),
            **{measure: told.get((back, measure), 0) for measure in MEASURES},
        )
        for back in reversed(range(length))
    )


def _of(areas: Iterable[AreaSeries], measure: Measure) -> list[tuple[int, ...]]:
    return [tuple(getattr(week, measure) for week in area.weeks) for area in areas]


def _with_outlook(areas: list[AreaSeries], as_of: date) -> tuple[AreaSeries, ...]:
    ahead = [
        outlook(_of(areas, measure), measure, as_of + timedelta(days=1)) for measure in MEASURES
    ]
    return tuple(
        msgspec.structs.replace(
            area, outlook=tuple(each for told in ahead for each in told[number])
        )
        for number, area in enumerate(areas)
    )


def _scores(areas: list[AreaSeries]) -> Iterator[SeriesScore]:
    for measure in MEASURES:
        found: Scored | None = scored(_of(areas, measure))
        if found is not None:
            yield SeriesScore(
                measure=measure,
                weeks=found.weeks,
                model=round(found.model, 3),
                zeros=round(found.zeros, 3),
                last=round(found.last, 3),
                history=round(found.history, 3),
            )
