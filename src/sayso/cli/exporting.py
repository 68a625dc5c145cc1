"""``sayso export``: the picture and its claims in the formats of the field."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption, as_day, errors
from sayso.outputs import FORMATS, export_picture


def export(
    format: Annotated[str, typer.Argument(help=f"One of: {' '.join(FORMATS)}")],  # noqa: A002
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    at: Annotated[str | None, typer.Option(help="The state of affairs on this day.")] = None,
    redact_persons: Annotated[
        bool, typer.Option("--redact-persons", help="Leave out the names of private persons.")
    ] = False,
    coarsen: Annotated[
        str | None, typer.Option(help="Give no place more finely than adm2, adm1 or country.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write incidents or claims to a file in another scheme's format."""
    if format not in FORMATS:
        raise typer.BadParameter(f"{format!r}: one of {' '.join(FORMATS)}", param_hint="FORMAT")
    with open_archive(store) as archive:
        written = export_picture(
            format,
            output,
            archive.picture(as_day(at)),
            list(archive.claims()),
            redact_persons=redact_persons,
            coarsen=coarsen,
        )
    errors.print(f"{written} rows written to {output}", markup=False)
