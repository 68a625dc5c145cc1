"""``sayso sources``: the user's list of publishers, their owners and reliability."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption, console
from sayso.intake import read_sources

app = typer.Typer(help="The list of publishers: kind, owner, party, reliability.", no_args_is_help=True)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="YAML or CSV with name, kind, owner, party, reliability, country.")],
    store: StoreOption = None,
) -> None:
    """Put a list of publishers into the store; those of the same name are replaced."""
    with open_archive(store) as archive:
        console.print(f"{archive.put_sources(read_sources(file))} sources kept")


@app.command("show")
def show(store: StoreOption = None) -> None:
    """Print the list of publishers."""
    with open_archive(store) as archive:
        table = Table(expand=True)
        for column in ("name", "kind", "owner", "party", "reliability", "country"):
            table.add_column(column)
        for source in archive.sources():
            cells = (source.name, source.kind, source.owner, source.party, source.reliability, source.country)
            table.add_row(*(escape(cell or "–") for cell in cells))
        console.print(table)
