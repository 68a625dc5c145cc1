"""``sayso find``: claims by words, type, actor, place and day."""

import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption, as_day, console
from sayso.model import claims_to_jsonl
from sayso.store import ClaimQuery


def find(
    words: Annotated[str | None, typer.Argument(help="Words that the claim's sentence or names hold.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="A slug of the ontology; may be repeated.")] = None,  # noqa: A002
    actor: Annotated[list[str] | None, typer.Option(help="An actor's name or id.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="A place's name or id, or that of what it lies in.")] = None,
    since: Annotated[str | None, typer.Option(help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="On this day or earlier.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Anyone in the chain of sources, or the publisher.")] = None,
    format: Annotated[str, typer.Option(help="jsonl, or table for the eye.")] = "table",  # noqa: A002
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    store: StoreOption = None,
) -> None:
    """Find claims in the store."""
    query = ClaimQuery(
        type=tuple(type) if type else None,
        actor=tuple(actor) if actor else None,
        place=tuple(place) if place else None,
        source=tuple(source) if source else None,
        since=as_day(since),
        until=as_day(until),
        limit=limit,
    )
    with open_archive(store) as archive:
        found = list(archive.find(words, query) if words else archive.claims(query))
        if format == "jsonl":
            sys.stdout.buffer.write(claims_to_jsonl(found))
            return
        table = Table(title=f"{len(found)} claims", title_justify="left", expand=True)
        for column in ("claim", "type", "when", "where", "on whose say-so", "in these words", "report"):
            table.add_column(column, overflow="fold")
        for claim in found:
            chain = " → ".join(a.name or a.mention for a in claim.attribution) or "the report itself"
            where = "; ".join(p.name or p.mention for p in claim.places)
            report = claim.report.publisher or claim.report.path or claim.report.id
            table.add_row(
                *map(
                    escape,
                    (
                        claim.id[:12], claim.type, str(claim.time.start or "?"), where, chain,
                        claim.evidence.text, report,
                    ),
                )
            )
        console.print(table)
