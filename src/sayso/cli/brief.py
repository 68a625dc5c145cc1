"""``sayso brief``: a situation report whose every sentence cites its claims."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption, as_day
from sayso.outputs import write_brief


def write(
    since: Annotated[str | None, typer.Option(help="Only what happened on this day or later.")] = None,
    at: Annotated[str | None, typer.Option(help="The state of affairs on this day.")] = None,
    format: Annotated[str, typer.Option(help="md or html.")] = "md",  # noqa: A002
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.")] = None,
    redact_persons: Annotated[
        bool, typer.Option("--redact-persons", help="Leave out the names of private persons.")
    ] = False,
    coarsen: Annotated[
        str | None, typer.Option(help="Give no place more finely than adm2, adm1 or country.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write a situation report; every sentence cites the claims it rests on."""
    if format not in ("md", "html"):
        raise typer.BadParameter(f"{format!r}: md or html", param_hint="--format")
    with open_archive(store) as archive:
        words = write_brief(
            archive.picture(as_day(at)),
            list(archive.claims()),
            since=as_day(since),
            format=format,
            redact_persons=redact_persons,
            coarsen=coarsen,
        )
    if output is None:
        sys.stdout.buffer.write(words.encode("utf-8"))
    else:
        output.write_text(words, encoding="utf-8")
