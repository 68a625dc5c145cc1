"""``sayso add``: reports into the store."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.archive import Added, open_archive
from sayso.cli.terminal import Bar, StoreOption, as_day, console, errors
from sayso.reading.fleet import Fleet


def add(
    what: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, feeds or addresses.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(help="YAML, CSV or JSONL that gives file, published, publisher, url, title, language."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication day of reports that bring none, as 2021-09-04.")
    ] = None,
    date_from_file: Annotated[
        bool, typer.Option(help="Take the file's own day where a report brings none (flagged).")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read, on this machine.")] = 1,
    cluster: Annotated[
        str | None, typer.Option(help="Read on Dask workers: local:N or tcp://host:port.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Take reports into the store, read them, and say what was new, known, refused and why."""
    if not what and manifest is None:
        raise typer.BadParameter("name a file, a folder, a feed, or a --manifest")
    fleet = _fleet(cluster)
    try:
        with open_archive(store) as archive, Bar() as bar:
            added = archive.add(
                what or [],
                manifest=manifest,
                published=as_day(published),
                date_from_file=date_from_file,
                workers=workers,
                fleet=fleet,
                progress=bar,
            )
    finally:
        if fleet is not None:
            fleet.close()
    _summary(added)
    if not added.complete:
        raise typer.Exit(1)


def _fleet(cluster: str | None) -> Fleet | None:
    if cluster is None:
        return None
    from sayso.cluster import dask_fleet

    return dask_fleet(cluster)


def _summary(added: Added) -> None:
    console.print(
        f"{len(added.new)} new, {len(added.known)} known, {len(added.refused)} refused; "
        f"{added.read} read, {added.claims} claims"
    )
    for refusal in added.refused:
        errors.print(f"refused: {refusal}", markup=False)
    for path, why in added.not_read.items():
        errors.print(f"not read: {path}: {why}", markup=False)
    if added.undated:
        shown = ", ".join(added.undated[:5]) + (" …" if len(added.undated) > 5 else "")
        errors.print(
            f"no date: {shown}: their claims carry the flag no-date; "
            "give --published, a manifest, or --date-from-file",
            markup=False,
        )
