"""``sayso bench``: the reader against public benchmarks and its own gold."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sayso.bench import BENCHMARKS, run_benchmark
from sayso.cli.terminal import Column, one_of, say, table, write


def run(
    name: Annotated[str, typer.Argument(help=f"One of: {' '.join(BENCHMARKS)}")],
    data: Annotated[Path | None, typer.Option(help="The benchmark's folder.")] = None,
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",
    errors: Annotated[
        bool, typer.Option("--errors", help="List what went wrong, to learn from.")
    ] = False,
) -> None:
    """Score the reader on a benchmark, with that benchmark's own metric."""
    one_of(name, tuple(BENCHMARKS), "NAME")
    one_of(format, ("table", "json"), "--format")
    result = run_benchmark(name, data)
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
        return
    table(
        f"{result.name}: {result.about}",
        (Column("figure", whole=True), "value"),
        (
            (figure, f"{value:.3f}" if isinstance(value, float) else str(value))
            for figure, value in result.figures.items()
        ),
    )
    if errors:
        for line in result.errors:
            say(line)
