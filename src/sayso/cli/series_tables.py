"""The weekly series as tables for the eye."""

from collections.abc import Iterator, Sequence

from sayso.cli.terminal import Column, console, table
from sayso.cli.wording import day
from sayso.model import MEASURES, AreaSeries, EarlyWarning, Outlook

_WEEKS = 8
"""Latest weeks shown."""


def print_series(warning: EarlyWarning) -> None:
    """Print each area's latest weeks with what the next may bring, and how such forecasts fared."""
    console.print(f"[bold]Weeks up to {day(warning.as_of)}[/], the latest last")
    table(
        f"By area ({len(warning.areas)})",
        (
            Column("area", 3),
            "of",
            Column(f"last {_WEEKS} weeks", whole=True),
            "next week",
            "8 of 10 times",
        ),
        (row for area in warning.areas for row in _rows(area)),
    )
    table(
        "Scored on weeks that have passed: mean CRPS, smaller is better",
        ("of", "forecasts", "this model", "nothing happens", "last week again", "past weeks"),
        (
            (
                each.measure.replace("_", " "),
                str(each.weeks),
                f"{each.model:.3f}",
                f"{each.zeros:.3f}",
                f"{each.last:.3f}",
                f"{each.history:.3f}",
            )
            for each in warning.scores
        ),
    )
    console.print(
        "[dim]What is told, not all that happened: a week without reports counts as quiet. "
        f"{warning.left_out} incidents without a day or place, or told of more than a week, are "
        "left out.[/]"
    )


def _rows(area: AreaSeries) -> Iterator[tuple[str, ...]]:
    name = ", ".join(filter(None, (area.area, area.country)))
    for measure in MEASURES:
        told = [getattr(week, measure) for week in area.weeks]
        if any(told):
            yield (
                name,
                measure.replace("_", " "),
                " ".join(map(str, told[-_WEEKS:])),
                *_next([each for each in area.outlook if each.measure == measure]),
            )
            name = ""


def _next(ahead: Sequence[Outlook]) -> tuple[str, str]:
    if not ahead:
        return "too early", ""
    return f"{ahead[0].mean:.1f}", f"{ahead[0].low}–{ahead[0].high}"
