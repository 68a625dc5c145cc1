"""``sayso actors``: the registry of who exists."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sayso.actors import Registry
from sayso.cli.terminal import as_day, console

app = typer.Typer(help="The registry of actors: look into it, check it.", no_args_is_help=True)


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name or acronym, however spelt.")],
    country: Annotated[str | None, typer.Option(help="ISO 3166 alpha-2, to prefer.")] = None,
    on: Annotated[str | None, typer.Option(help="A day on which it was active.")] = None,
    limit: Annotated[int, typer.Option(min=1)] = 10,
) -> None:
    """Print the actors a name may mean, best first."""
    table = Table(expand=True)
    for column in ("id", "name", "kind", "countries", "active", "matched", "likeness"):
        table.add_column(column)
    for match in Registry.load().find(name, country=country, on=as_day(on), limit=limit):
        actor = match.actor
        active = f"{actor.from_ or ''} – {actor.until or ''}"
        cells = (actor.id, actor.name, actor.kind, " ".join(actor.countries), active, match.alias, f"{match.score:.2f}")
        table.add_row(*map(escape, cells))
    console.print(table)


@app.command("show")
def show(id: Annotated[str, typer.Argument(help="An actor's id.")]) -> None:  # noqa: A002
    """Print all that the registry has on one actor."""
    actor = Registry.load().actor(id)
    for field in actor.__struct_fields__:
        value = getattr(actor, field)
        if value:
            console.print(f"{field.rstrip('_')}: {value}", markup=False)


@app.command("lint")
def lint() -> None:
    """Check the registry: aliases that clash, dates out of order, parents that do not exist."""
    problems = Registry.load().lint()
    for problem in problems:
        console.print(problem, markup=False)
    if problems:
        raise typer.Exit(1)
    console.print("nothing wrong found")
