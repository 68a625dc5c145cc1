"""``sayso bench``: the reader against public benchmarks and its own gold."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sayso.bench import BENCHMARKS, Pace, Result, run_all, run_benchmark
from sayso.cli.terminal import Bar, Column, one_of, say, table, tell, write
from sayso.model import SaysoError

_ALL = "all"


def run(
    name: Annotated[str, typer.Argument(help=f"One of: {' '.join(BENCHMARKS)} {_ALL}")],
    data: Annotated[
        Path | None,
        typer.Option(help="The benchmark's folder, or one that holds a folder of its name."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read so many of its items and no more.")
    ] = None,
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",
    errors: Annotated[
        bool, typer.Option("--errors", help="List what went wrong, to learn from.")
    ] = False,
) -> None:
    """Score the reader on a benchmark, or on all that are there, with each one's own metric."""
    one_of(name, (*BENCHMARKS, _ALL), "NAME")
    one_of(format, ("table", "json"), "--format")
    failed: list[SaysoError] = []
    with Bar() as bar:
        pace = Pace(limit, bar)
        results = (
            list(run_all(data, pace, failed.append))
            if name == _ALL
            else [run_benchmark(name, data, pace)]
        )
    if format == "json":
        told: object = results if name == _ALL else results[0]
        write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    else:
        _tell(results, overview=name == _ALL, errors=errors)
    for error in failed:
        tell(str(error))
    if failed:
        raise typer.Exit(1)


def _tell(results: list[Result], *, overview: bool, errors: bool) -> None:
    if overview:
        _overview(results)
    else:
        _figures(results[0])
    if errors:
        for result in results:
            for line in result.errors:
                say(f"{result.name}: {line}" if overview else line)


def _figures(result: Result) -> None:
    table(
        f"{result.name}: {result.about}",
        (Column("figure", whole=True), "value"),
        ((figure, _shown(value)) for figure, value in result.figures.items()),
    )


def _overview(results: list[Result]) -> None:
    table(
        "What stands for each benchmark",
        (Column("benchmark", whole=True), Column("figure", whole=True), "value"),
        (
            (result.name if first else "", figure, _shown(result.figures[figure]))
            for result in results
            for first, figure in _marked(result.headline)
        ),
    )


def _marked(figures: tuple[str, ...]) -> list[tuple[bool, str]]:
    return [(number == 0, figure) for number, figure in enumerate(figures)]


def _shown(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
