"""``sayso add``: reports into the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from sayso.archive import Added, Archive, open_archive
from sayso.cli.readers import (
    AnswerOption,
    BudgetOption,
    ConcurrencyOption,
    DryRunOption,
    EndpointOption,
    ModelChoice,
    ModelOption,
    NoCacheOption,
    PriceOption,
    ReaderOption,
    TimeoutOption,
    chosen,
    estimate,
    tell_spent,
    warn,
)
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
    reader: ReaderOption = "learned",
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    concurrency: ConcurrencyOption = 4,
    token_budget: BudgetOption = None,
    answer_tokens: AnswerOption = 6_000,
    timeout: TimeoutOption = 180.0,
    price: PriceOption = None,
    no_cache: NoCacheOption = False,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
) -> None:
    """Take reports into the store, read them, and say what was new, known, refused and why."""
    one_of(format, ("text", "json"), "--format")
    if chosen(reader) != "learned" and (workers > 1 or cluster is not None):
        raise typer.BadParameter("--workers and --cluster go with --reader learned alone")
    choice = ModelChoice(
        endpoint, model, concurrency, token_budget, answer_tokens, timeout, price, no_cache
    )
    if dry_run:
        _dry_run(choice, what or [], manifest, published)
        return
    with open_archive(store) as archive:
        if not what and manifest is None and not archive.counts().unread:
            raise typer.BadParameter(
                "name a file, a folder, a feed or a --manifest; nothing in the store waits either"
            )
        with _fleet(reader, cluster, choice) as fleet, Bar() as bar:
            added = archive.add(
                what or [],
                manifest=manifest,
                published=published,
                date_from_file=date_from_file,
                workers=workers,
                fleet=fleet,
                progress=bar,
            )
        if format == "json":
            write(msgspec.json.format(msgspec.json.encode(added), indent=2) + b"\n")
        else:
            _summary(added, archive)
    if not added.complete:
        raise typer.Exit(1)


def _dry_run(
    choice: ModelChoice, what: list[str], manifest: Path | None, published: date | None
) -> None:
    """Say what reading these would cost; nothing is stored or sent."""
    from sayso.archive import unreadable
    from sayso.intake import Refusal, gather

    reports = []
    for taken in gather(what, manifest=manifest, published=published):
        if isinstance(taken, Refusal):
            tell(f"refused: {taken}")
        elif unreadable(taken) is None:
            reports.append(taken)
    estimate(choice, reports)


@contextmanager
def _fleet(reader: str, cluster: str | None, choice: ModelChoice) -> Iterator["Fleet | None"]:
    """What reads, where it is not this process with the trained heads; let go of at the end."""
    if reader == "llm":
        from sayso.reading.llm import llm_fleet

        with choice.reader() as model:
            warn(model)
            fleet = llm_fleet(model, choice.concurrency)
            try:
                yield fleet
            finally:
                fleet.close()
                tell_spent(choice, model)
        return
    made = _local_or_cluster(reader, cluster)
    try:
        yield made
    finally:
        if made is not None:
            made.close()


def _local_or_cluster(reader: str, cluster: str | None) -> "Fleet | None":
    if reader == "grammar":
        from sayso.actors import own_files
        from sayso.reading.fleet import Fleet
        from sayso.reading.setting_up import make_reader

        own = make_reader(registry_files=own_files(), learned=False)
        return Fleet.local(1, lambda: own, learned=False)
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
    if added.left is not None:
        tell(f"stopped, {held.unread} reports wait to be read: {added.left}")
    if added.undated:
        more = len(added.undated) - _SHOWN
        shown = ", ".join(added.undated[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
        tell(
            f"no date: {shown}: claims that need one carry the flag no-date; "
            "give --published, a manifest, or --date-from-file"
        )
