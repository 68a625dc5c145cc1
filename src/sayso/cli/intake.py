"""``sayso add``: reports into the store."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from sayso.archive import Added, Archive, open_archive
from sayso.cli.terminal import Bar, StoreOption, day_option, one_of, say, tell, write

if TYPE_CHECKING:
    from sayso.reading.fleet import Fleet

_SHOWN = 20
"""Reports without a date that are named one by one."""


def add(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs, feeds or addresses. Without any: go on reading.",
            show_default=False,
        ),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="YAML, CSV or JSONL: file, published, publisher, url, title, language of each."
        ),
    ] = None,
    published: Annotated[
        date | None, day_option("Publication day of reports that bring none, as 2021-09-04.")
    ] = None,
    date_from_file: Annotated[
        bool, typer.Option("--date-from-file", help="Where a report brings no day, the file's own.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read, on this machine.")] = 1,
    cluster: Annotated[
        str | None, typer.Option(help="Read on Dask workers: local:N or tcp://host:port.")
    ] = None,
    format: Annotated[str, typer.Option(help="json, or text for the eye.")] = "text",
    store: StoreOption = None,
) -> None:
    """Take reports into the store, read them, and say what was new, known, refused and why."""
    one_of(format, ("text", "json"), "--format")
    with open_archive(store) as archive:
        if not what and manifest is None and not archive.counts().unread:
            raise typer.BadParameter(
                "name a file, a folder, a feed or a --manifest; nothing in the store waits either"
            )
        fleet = _fleet(cluster)
        try:
            with Bar() as bar:
                added = archive.add(
                    what or [],
                    manifest=manifest,
                    published=published,
                    date_from_file=date_from_file,
                    workers=workers,
                    fleet=fleet,
                    progress=bar,
                )
        finally:
            if fleet is not None:
                fleet.close()
        if format == "json":
            write(msgspec.json.format(msgspec.json.encode(added), indent=2) + b"\n")
        else:
            _summary(added, archive)
    if not added.complete:
        raise typer.Exit(1)


def _fleet(cluster: str | None) -> "Fleet | None":
    if cluster is None:
        return None
    from sayso.cluster import dask_fleet

    return dask_fleet(cluster)


def _summary(added: Added, archive: Archive) -> None:
    held = archive.counts()
    say(
        f"{len(added.new)} new, {len(added.known)} known, {len(added.refused)} refused; "
        f"{added.read} read, {added.claims} claims; "
        f"in the store: {held.reports} reports, {held.claims} claims"
    )
    for refusal in added.refused:
        tell(f"refused: {refusal}")
    for path, why in added.not_read.items():
        tell(f"not read: {path}: {why}")
    if added.undated:
        more = len(added.undated) - _SHOWN
        shown = ", ".join(added.undated[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
        tell(
            f"no date: {shown}: claims that need one carry the flag no-date; "
            "give --published, a manifest, or --date-from-file"
        )
