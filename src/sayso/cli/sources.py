"""``sayso sources``: the user's list of publishers, their owners and reliability."""

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sayso.archive import open_archive
from sayso.cli.terminal import Column, StoreOption, day_option, one_of, say, table, write
from sayso.intake import read_sources
from sayso.picture.lineage import as_dot

app = typer.Typer(
    help="The list of publishers: kind, owner, party, reliability.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_COLUMNS = ("name", "kind", "owner", "party", "reliability", "country")


@app.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(help="YAML or CSV with name, kind, owner, party, reliability, country."),
    ],
    store: StoreOption = None,
) -> None:
    """Put a list of publishers into the store; those of the same name are replaced."""
    records = read_sources(file)
    with open_archive(store) as archive:
        say(f"{archive.put_sources(records)} publishers kept")


@app.command("graph")
def graph(
    format: Annotated[
        str, typer.Option(help="json, dot (for Graphviz), or table for the eye.")
    ] = "table",
    at: Annotated[date | None, day_option("The state of affairs on this day.")] = None,
    known: Annotated[date | None, day_option("Only what was published by this day.")] = None,
    store: StoreOption = None,
) -> None:
    """Print who repeats whom: copies, passages in common, and what is told on another's word."""
    one_of(format, ("table", "json", "dot"), "--format")
    with open_archive(store, create=False) as archive:
        found = archive.lineage(at, known)
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    elif format == "dot":
        write(as_dot(found).encode())
    else:
        table(
            f"Who repeats whom ({len(found.links)})",
            (Column("who", 2), Column("whom", 2), "how", "times", Column("for instance", 3)),
            ((link.by, link.of, link.kind, str(link.times), link.why[0]) for link in found.links),
        )


@app.command("show")
def show(
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",
    store: StoreOption = None,
) -> None:
    """Print the list of publishers."""
    one_of(format, ("table", "json"), "--format")
    with open_archive(store, create=False) as archive:
        records = archive.sources()
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(records), indent=2) + b"\n")
        return
    columns = (
        Column("name", whole=True),
        *map(Column, _COLUMNS[1:4]),
        Column("reliability", whole=True),
        Column("country", whole=True),
    )
    table("Publishers", columns, ([getattr(one, c) for c in _COLUMNS] for one in records))
