"""``sayso find``: claims by words, type, actor, place, source and day."""

from datetime import date
from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.claim_table import print_claims
from sayso.cli.terminal import StoreOption, day_option, one_of, write
from sayso.model import claims_to_jsonl, ontology
from sayso.store import ClaimQuery


def find(
    words: Annotated[
        str | None, typer.Argument(help="Words that the claim's sentence or names hold.")
    ] = None,
    type: Annotated[
        list[str] | None, typer.Option(help="A slug of the ontology; may be repeated.")
    ] = None,
    actor: Annotated[list[str] | None, typer.Option(help="An actor's name or id.")] = None,
    place: Annotated[
        list[str] | None, typer.Option(help="A place's name or id, or that of what it lies in.")
    ] = None,
    since: Annotated[date | None, day_option("On this day or later.")] = None,
    until: Annotated[date | None, day_option("On this day or earlier.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Anyone in the chain of sources, or the publisher.")
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out claims below this probability.")
    ] = None,
    format: Annotated[str, typer.Option(help="jsonl, or table for the eye.")] = "table",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    store: StoreOption = None,
) -> None:
    """Find claims in the store."""
    one_of(format, ("table", "jsonl"), "--format")
    slugs = tuple(ontology())
    for one in type or ():
        one_of(one, slugs, "--type")
    query = ClaimQuery(
        type=tuple(type) if type else None,
        actor=tuple(actor) if actor else None,
        place=tuple(place) if place else None,
        source=tuple(source) if source else None,
        since=since,
        until=until,
        min_score=min_score,
        limit=limit,
    )
    with open_archive(store, create=False) as archive:
        found = list(archive.find(words, query) if words else archive.claims(query))
    if format == "jsonl":
        write(claims_to_jsonl(found))
        return
    more = " (there may be more: --limit)" if len(found) == limit else ""
    print_claims(f"{len(found)} claims{more}", found)
