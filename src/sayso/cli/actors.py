"""``sayso actors``: the registry of who exists."""

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sayso.actors import add_own, full_registry, remove_own
from sayso.archive import open_archive
from sayso.cli.identifying import who_is_who
from sayso.cli.terminal import Column, StoreOption, day_option, one_of, say, table, tell, write
from sayso.model import Decision
from sayso.picture.identities import concerns
from sayso.picture.relations import Relation

app = typer.Typer(
    help="Who is who: the registry of actors, your own additions, and what reviewers say of actors.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
FormatOption = Annotated[str, typer.Option(help="json, or text for the eye.")]


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name or acronym, however spelt.")],
    country: Annotated[str | None, typer.Option(help="ISO 3166 alpha-2, as AF.")] = None,
    on: Annotated[date | None, day_option("A day on which it was active.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 10,
    format: FormatOption = "text",
) -> None:
    """Print the actors a name may mean, best first."""
    one_of(format, ("text", "json"), "--format")
    found = full_registry().find(name, country=country, on=on, limit=limit)
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
        return
    table(
        f"{len(found)} actors",
        (
            Column("id", whole=True),
            Column("name", 3),
            Column("kind", 2),
            Column("countries", 1),
            Column("active", 2),
            Column("matched", 3),
            Column("likeness", whole=True),
        ),
        (
            (
                match.actor.id,
                match.actor.name,
                match.actor.kind,
                " ".join(match.actor.countries),
                f"{match.actor.from_ or '?'} – {match.actor.until or ''}",
                match.alias,
                f"{match.score:.2f}",
            )
            for match in found
        ),
    )


@app.command("show")
def show(
    id: Annotated[str, typer.Argument(help="An actor's id.")],
    format: FormatOption = "text",
    store: StoreOption = None,
) -> None:
    """Print all that the registry has on one actor; with a store, apart from it what reports tell of its ties."""
    one_of(format, ("text", "json"), "--format")
    actor = full_registry().actor(id)
    plain = msgspec.to_builtins(actor)
    told: tuple[Relation, ...] = ()
    decided: tuple[Decision, ...] = ()
    if store is not None:
        with open_archive(store, create=False) as archive:
            told = archive.relations(id)
            decided = concerns(id, archive.decisions())
    if format == "json":
        if store is not None:
            plain["told"] = msgspec.to_builtins(told)
            plain["decided"] = msgspec.to_builtins(decided)
        write(msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")
        return
    for field, value in plain.items():
        if value:
            say(f"{field}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    if store is not None:
        table(
            f"{len(told)} ties that reports tell of",
            ("kind", "of", "to", "office", "from", "until", "certainty", "source", "claim"),
            (
                (
                    f"not {tie.kind}" if tie.negative else tie.kind,
                    None if tie.actor is None else tie.actor.name,
                    None if tie.other is None else tie.other.name,
                    tie.office,
                    tie.start,
                    tie.end,
                    tie.certainty,
                    " → ".join(tie.sources) or None,
                    tie.claim,
                )
                for tie in told
            ),
        )
        for one in decided:
            say(f"{who_is_who(one)}; decided by {one.by} on {one.made:%Y-%m-%d} ({one.id})")


@app.command("add")
def add(
    file: Annotated[
        Path, typer.Argument(help="TOML with an [[actor]] table each, or CSV with a row each.")
    ],
) -> None:
    """Check a registry file of your own against the whole registry, and read with it from now on."""
    kept = add_own(file)
    say(f"{len(kept.actors)} actors kept, in {kept.path}")
    for id_ in kept.replaces:
        tell(f"replaces the registry's own {id_}")


@app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="The name of a file that was added.")]) -> None:
    """Take a registry file of your own away again; what was read with it stays as it was read."""
    say(f"{remove_own(name)} removed")


@app.command("lint")
def lint() -> None:
    """Check the registry, your own files included: names that clash, years out of order, parents that do not exist."""
    problems = full_registry().lint()
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)
    say("nothing wrong found")
