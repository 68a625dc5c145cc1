"""``sayso read`` and ``sayso text``: what a file claims, and the text its offsets point into."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.claim_table import print_claims
from sayso.cli.terminal import StoreOption, day_option, one_of, tell, write
from sayso.intake import Refusal, gather
from sayso.model import claims_to_jsonl


def read(
    files: Annotated[list[str], typer.Argument(help="Files or folders of reports.")],
    published: Annotated[
        date | None, day_option("Publication day of reports that bring none, as 2021-09-04.")
    ] = None,
    format: Annotated[str, typer.Option(help="jsonl, or table for the eye.")] = "table",
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Leave out claims below this probability; 0 for all. Default: where F1 is best.",
        ),
    ] = None,
) -> None:
    """Read files and print their claims, without storing anything."""
    one_of(format, ("table", "jsonl"), "--format")
    from sayso.archive import unreadable
    from sayso.reading.setting_up import make_reader

    reader = None
    complete = True
    for taken in gather(files, published=published):
        if isinstance(taken, Refusal):
            tell(f"refused: {taken}")
            complete = False
            continue
        if why := unreadable(taken):
            tell(f"not read: {taken.path}: {why}")
            complete = False
            continue
        reader = reader or make_reader(min_score=min_score)
        found = reader.claims(taken)
        if format == "jsonl":
            write(claims_to_jsonl(found))
        else:
            print_claims(taken.title or taken.path or taken.id, found)
    if not complete:
        raise typer.Exit(1)


def text(
    report: Annotated[str, typer.Argument(help="A file, or the id or path of a stored report.")],
    store: StoreOption = None,
) -> None:
    """Print a report's text exactly as all offsets count it."""
    if Path(report).is_file():
        for taken in gather([report]):
            if isinstance(taken, Refusal):
                tell(f"refused: {taken}")
                raise typer.Exit(1)
            write(taken.text.encode("utf-8"))
        return
    from sayso.archive import open_archive

    with open_archive(store, create=False) as archive:
        write(archive.report(report).text.encode("utf-8"))
