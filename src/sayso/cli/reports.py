"""``sayso reports``: what the store holds, report by report."""

from datetime import date
from typing import Annotated, cast

import msgspec
import typer

from sayso.archive import open_archive
from sayso.cli.terminal import Column, StoreOption, day_option, one_of, say, table, write
from sayso.model import Report, ReportStatus
from sayso.store import ReportQuery

_COLUMNS = (
    Column("report", whole=True),
    Column("published", whole=True),
    Column("publisher", 3),
    Column("title", 5),
    Column("in", whole=True),
    Column("path", 4),
    Column("status", 4),
)
_STATUSES = ("unread", "read", "not-read")


def show(
    status: Annotated[str | None, typer.Option(help="unread, read or not-read.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Only of this publisher.")] = None,
    since: Annotated[date | None, day_option("Published on this day or later.")] = None,
    until: Annotated[date | None, day_option("Published on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 1000,
    format: Annotated[str, typer.Option(help="jsonl, or table for the eye.")] = "table",
    store: StoreOption = None,
) -> None:
    """List the reports of the store in order of arrival, and why some could not be read."""
    one_of(format, ("table", "jsonl"), "--format")
    if status is not None:
        one_of(status, _STATUSES, "--status")
    query = ReportQuery(
        status=cast("ReportStatus | None", status),
        publisher=publisher,
        since=since,
        until=until,
        limit=limit,
    )
    with open_archive(store, create=False) as archive:
        found = archive.reports(query)
        if format == "jsonl":
            for report in found:
                write(msgspec.json.encode(report) + b"\n")
            return
        table("Reports", _COLUMNS, map(_row, found))
        held = archive.counts()
    say(
        f"{held.reports} reports in the store: {held.read} read, {held.unread} unread, "
        f"{held.not_read} not readable; {held.claims} claims"
    )


def _row(report: Report) -> tuple[object, ...]:
    status = f"{report.status}: {report.status_why}" if report.status_why else report.status
    return (
        report.id[:12], report.published, report.publisher, report.title, report.language,
        report.path, status,
    )  # fmt: skip
