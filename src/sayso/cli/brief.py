"""``sayso brief``: a situation report whose every sentence cites its claims."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption, day_option, one_of, tell, write


def write_it(
    since: Annotated[date | None, day_option("Only what happened on this day or later.")] = None,
    at: Annotated[date | None, day_option("The state of affairs on this day.")] = None,
    known: Annotated[date | None, day_option("Only what was published by this day.")] = None,
    format: Annotated[str, typer.Option(help="md or html.")] = "md",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write.")
    ] = None,
    redact_persons: Annotated[
        bool, typer.Option("--redact-persons", help="Leave out the names of private persons.")
    ] = False,
    coarsen: Annotated[
        str | None, typer.Option(help="Give no place more finely than adm2, adm1 or country.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write a situation report; every sentence cites the claims it rests on."""
    one_of(format, ("md", "html"), "--format")
    if coarsen is not None:
        one_of(coarsen, ("adm2", "adm1", "country"), "--coarsen")
    from sayso.outputs import write_brief

    with open_archive(store, create=False) as archive:
        words = write_brief(
            archive.picture(at, known),
            archive.reviewed_claims(),
            since=since,
            format=format,
            redact_persons=redact_persons,
            coarsen=coarsen,
        )
    if output is None:
        write(words.encode("utf-8"))
    else:
        output.write_text(words, encoding="utf-8")
        tell(f"written to {output}")
