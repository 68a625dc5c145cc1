"""What a time mention is: a stretch of text that tells a time, and the days meant."""

from datetime import date
from typing import Literal

import msgspec

from sayso.model import TimePrecision

TimeKind = Literal["point", "range", "since", "until", "duration", "horizon", "recurrent"]


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that tells a time, and the days meant.

    ``first``/``last`` are a closed interval; null where not known or open. ``needs_published``:
    it was told relative to the report's day (or lacks its year). ``dateline``: it dates the report
    and not what the report tells. ``entry``: it heads an entry of a diary or bulletin, ``heading``:
    on a line of its own. ``clock``: it tells an hour and no day. ``days``: the length named, for durations and horizons.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: TimePrecision
    kind: TimeKind
    vague: bool = False
    needs_published: bool = False
    dateline: bool = False
    entry: bool = False
    heading: bool = False
    clock: bool = False
    days: int | None = None
