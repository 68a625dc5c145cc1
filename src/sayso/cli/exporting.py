"""``sayso export``: the picture and its claims in the formats of the field."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import COUNTING, CountingOption, StoreOption, day_option, one_of, tell

FORMATS = ("acled", "ucdp", "polecat", "plover", "geojson", "stix", "parquet", "csv", "jsonl")


def export(
    format: Annotated[str, typer.Argument(help=f"One of: {' '.join(FORMATS)}")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    at: Annotated[date | None, day_option("The state of affairs on this day.")] = None,
    known: Annotated[date | None, day_option("Only what was published by this day.")] = None,
    redact_persons: Annotated[
        bool, typer.Option("--redact-persons", help="Leave out the names of private persons.")
    ] = False,
    coarsen: Annotated[
        str | None, typer.Option(help="Give no place more finely than adm2, adm1 or country.")
    ] = None,
    counting: CountingOption = "sayso",
    store: StoreOption = None,
) -> None:
    """Write incidents or claims to a file in another scheme's format."""
    one_of(format, FORMATS, "FORMAT")
    if coarsen is not None:
        one_of(coarsen, ("adm2", "adm1", "country"), "--coarsen")
    one_of(counting, COUNTING, "--counting")
    from sayso.outputs import export_reporting
    from sayso.outputs.counting import counted_by

    with open_archive(store, create=False) as archive:
        picture, claims = archive.picture(at, known), archive.reviewed_claims()
        report = export_reporting(
            format,
            output,
            picture if format in COUNTING else counted_by(picture, claims, counting),
            claims,
            redact_persons=redact_persons,
            coarsen=coarsen,
        )
    tell(f"{report.written} rows written to {output}")
    for reason, count in report.left_out.items():
        tell(f"{count} left out: {reason}")
