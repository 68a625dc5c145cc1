"""``sayso read`` and ``sayso text``: what a file claims, and the text its offsets point into."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from sayso.cli.terminal import as_day, console, errors
from sayso.intake import Refusal, gather
from sayso.model import Claim, Report, claims_to_jsonl
from sayso.reading.setting_up import make_reader


def read(
    files: Annotated[list[str], typer.Argument(help="Files or folders of reports.")],
    published: Annotated[
        str | None, typer.Option(help="Publication day of reports that bring none, as 2021-09-04.")
    ] = None,
    format: Annotated[str, typer.Option(help="jsonl, or table for the eye.")] = "table",  # noqa: A002
    min_score: Annotated[float, typer.Option(help="Leave out claims below this probability.")] = 0.0,
) -> None:
    """Read files and print their claims, without storing anything."""
    if format not in ("jsonl", "table"):
        raise typer.BadParameter(f"{format!r}: jsonl or table", param_hint="--format")
    reader = None
    refused = False
    for taken in gather(files, published=as_day(published)):
        if isinstance(taken, Refusal):
            errors.print(f"refused: {taken}", markup=False)
            refused = True
            continue
        reader = reader or make_reader()
        found = [c for c in reader.claims(taken) if c.score >= min_score]
        if format == "jsonl":
            sys.stdout.buffer.write(claims_to_jsonl(found))
            sys.stdout.buffer.flush()
        else:
            _table(taken, found)
    if refused:
        raise typer.Exit(1)


def _table(report: Report, found: list[Claim]) -> None:
    table = Table(title=report.title or report.path, title_justify="left", expand=True)
    for column in ("type", "who", "where", "when", "how surely", "on whose say-so", "evidence"):
        table.add_column(column, overflow="fold")
    for claim in found:
        who = "; ".join(f"{p.role}: {p.name or p.mention}" for p in claim.participants)
        where = "; ".join(
            f"{p.name or p.mention}{f', {p.admin1}' if p.admin1 else ''} ({p.precision or '?'})"
            for p in claim.places
        )
        sign = "" if claim.polarity == "positive" else "not so, "
        when = f"{claim.time.start or '?'} – {claim.time.end or '?'}"
        chain = " → ".join(a.name or a.mention for a in claim.attribution) or "the report itself"
        table.add_row(
            *(
                _plain(cell)
                for cell in (
                    claim.type + (" (forecast)" if claim.forecast else ""),
                    who, where, when, sign + claim.certainty, chain, claim.evidence.text,
                )
            )
        )
    console.print(table)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def text(
    report: Annotated[str, typer.Argument(help="A file, or the id or path of a stored report.")],
    store: Annotated[
        str | None, typer.Option("--store", envvar="SAYSO_STORE", show_default=False)
    ] = None,
) -> None:
    """Print a report's text exactly as all offsets count it."""
    if Path(report).is_file():
        for taken in gather([report]):
            if isinstance(taken, Refusal):
                errors.print(f"refused: {taken}", markup=False)
                raise typer.Exit(1)
            _write(taken.text)
        return
    from sayso.archive import open_archive

    with open_archive(store) as archive:
        _write(archive.report(report).text)


def _write(words: str) -> None:
    sys.stdout.buffer.write(words.encode("utf-8"))
    sys.stdout.buffer.flush()


def as_json(value: object) -> bytes:
    """A model object as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2)
