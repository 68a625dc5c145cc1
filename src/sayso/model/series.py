"""Counts by area and week, what the next weeks may bring, and how such forecasts would have fared.

Field names are public; fields may be added, never renamed.
"""

from datetime import date
from typing import Literal

import msgspec

Measure = Literal["incidents", "fatalities", "displaced", "control_changes"]
MEASURES: tuple[Measure, ...] = ("incidents", "fatalities", "displaced", "control_changes")


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of seven days, the first of which is ``start``.

    ``fatalities`` and ``displaced`` are sums of each incident's best count, or its lowest where
    nobody gave a best one; what nobody counted adds nothing.
    """

    start: date
    incidents: int = 0
    fatalities: int = 0
    displaced: int = 0
    control_changes: int = 0


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What a week to come may bring: the mean, and the counts between which it falls in eight of ten."""

    measure: Measure
    start: date
    mean: float
    low: int
    high: int


class AreaSeries(msgspec.Struct, frozen=True, kw_only=True):
    """One area's weeks, first to last, and the outlook for the weeks after; ``area`` is the name of a
    first-order division, null for what is told of the country as a whole."""

    country: str | None
    area: str | None
    weeks: tuple[Week, ...]
    outlook: tuple[Outlook, ...] = ()


class SeriesScore(msgspec.Struct, frozen=True, kw_only=True):
    """Mean continuous ranked probability score (CRPS) over the latest weeks, a year at most; smaller is better.

    ``weeks`` counts one for each week and area. Each is forecast from the weeks before it: by the model, by nothing happening, by the week before,
    and by the weeks before taken as equally likely.
    """

    measure: Measure
    weeks: int
    model: float
    zeros: float
    last: float
    history: float


class EarlyWarning(msgspec.Struct, frozen=True, kw_only=True):
    """The series of all areas up to a day, and how far the outlook can be trusted.

    ``left_out`` are incidents without a day or place, or told of more than a week at once.
    """

    as_of: date
    areas: tuple[AreaSeries, ...] = ()
    scores: tuple[SeriesScore, ...] = ()
    left_out: int = 0
