"""Readers side by side on the project's own gold reports, with what each costs.

The figures are those of ``gold``. A report that a reader could not read counts as one in which it
found nothing, and ``reports not read`` says how many there were.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from sayso.bench.gold import Tally, compare
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import InputError, Report, report_id
from sayso.reading.fleet import Fleet

DEFAULT = Path("tests/gold/dev")
"""The gold reports of a source tree, for whoever stands in one."""


class Entrant(msgspec.Struct, frozen=True):
    """A reader that is compared.

    :param tokens: prompt and answer tokens spent so far, where the reader spends any
    """

    name: str
    fleet: Fleet
    tokens: Callable[[], tuple[int, int]] | None = None


class Gold(msgspec.Struct, frozen=True):
    """A gold report with its rows."""

    name: str
    report: Report
    rows: list[dict[str, Any]]


def gold_reports(data: Path, limit: int | None = None) -> list[Gold]:
    """The gold reports of a folder.

    :raises InputError: when there are none
    """
    found = []
    for path in sorted(data.glob("*.yaml"))[:limit]:
        coded = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = path.parent.joinpath(coded["text"]).read_text(encoding="utf-8")
        published = coded.get("published")
        report = Report(
            id=report_id(text, None, published), text=text, path=coded["text"],
            published=published, published_from="given", language="en",
        )  # fmt: skip
        found.append(Gold(path.stem, report, coded.get("claims") or []))
    if not found:
        raise InputError(f"{data}: no gold reports", remedy="give a folder of them with --data")
    return found


def side_by_side(
    gold: Sequence[Gold], entrants: Sequence[Entrant], pace: Pace = FULL
) -> tuple[Result, ...]:
    """The figures and the cost of each reader on the same reports."""
    return tuple(_entered(gold, entrant, pace) for entrant in entrants)


def _entered(gold: Sequence[Gold], entrant: Entrant, pace: Pace) -> Result:
    tally = Tally()
    not_read = 0
    started = time.monotonic()
    results = entrant.fleet.read([one.report for one in gold])
    for one, read in zip(pace.over(gold, entrant.name), results, strict=True):
        if why := read.failed or read.left:
            not_read += 1
            tally.errors.append(f"{one.name}: NOT READ {why}")
        compare(one.rows, one.report.text, read.claims, tally, one.name)
    seconds = time.monotonic() - started
    cost: dict[str, float | int] = {
        "reports": len(gold),
        "reports not read": not_read,
        "seconds": seconds,
        "seconds a report": seconds / len(gold),
    }
    if entrant.tokens is not None:
        cost["prompt tokens"], cost["answer tokens"] = entrant.tokens()
    return Result(
        name=entrant.name,
        about="gold reports",
        figures={**tally.figures(), **cost},
        headline=("recall", "precision", "fields", "whole rows"),
        errors=tuple(tally.errors),
    )
