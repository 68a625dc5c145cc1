"""``sayso bench``: the reader against public benchmarks and its own gold."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sayso.bench import BENCHMARKS, run_benchmark
from sayso.cli.claims import as_json
from sayso.cli.terminal import console


def run(
    name: Annotated[str, typer.Argument(help=f"One of: {' '.join(BENCHMARKS)}")],
    data: Annotated[Path | None, typer.Option(help="The benchmark's folder.")] = None,
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",  # noqa: A002
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong, to learn from.")] = False,
) -> None:
    """Score the reader on a benchmark, with that benchmark's own metric."""
    if name not in BENCHMARKS:
        raise typer.BadParameter(f"{name!r}: one of {' '.join(BENCHMARKS)}", param_hint="NAME")
    result = run_benchmark(name, data)
    if format == "json":
        sys.stdout.buffer.write(as_json(result) + b"\n")
        return
    table = Table(title=f"{result.name}: {result.about}", title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for figure, value in result.figures.items():
        table.add_row(figure, f"{value:.3f}" if isinstance(value, float) else str(value))
    console.print(table)
    if errors:
        for line in result.errors:
            console.print(line, markup=False)
