"""Takes sources in and sorts what comes of them, for tests of intake."""

from pathlib import Path
from typing import Any

from sayso.intake import Refusal, gather
from sayso.model import Report

STORY = (
    "Fighters took the town of Karsh on Friday, two residents said by telephone. "
    "The governor left in the night, according to his office."
)


def take(*sources: str | Path, **options: Any) -> tuple[list[Report], list[Refusal]]:
    taken = list(gather([str(source) for source in sources], **options))
    return (
        [one for one in taken if isinstance(one, Report)],
        [one for one in taken if isinstance(one, Refusal)],
    )


def one(source: str | Path, **options: Any) -> Report:
    reports, refusals = take(source, **options)
    assert refusals == []
    (report,) = reports
    return report


def refused(source: str | Path, **options: Any) -> Refusal:
    reports, refusals = take(source, **options)
    assert reports == []
    (refusal,) = refusals
    return refusal


def html(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()
