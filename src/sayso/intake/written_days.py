"""The day in a date as documents write it for machines."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"^\s*(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s])")


def calendar_day(written: str | None) -> date | None:
    """The day of an ISO 8601 or RFC 2822 date, as it was where it was written.

    Anything else, a month without a day too, is null: a day is never guessed.
    """
    if not written:
        return None
    match = _ISO.match(written)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):
        return None


def local_day(moment: float) -> date:
    """The day, on this machine, of a moment in seconds since 1970."""
    return datetime.fromtimestamp(moment, UTC).astimezone().date()
