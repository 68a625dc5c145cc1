"""Reports as rows, and the rows that answer a query."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from sayso.model import InputError, Report
from sayso.store.dialect import Dialect
from sayso.store.names import name_key
from sayso.store.queries import ReportQuery, several
from sayso.store.tables import reports
from sayso.store.words import parse_words

FIELDS = (
    "id", "text", "path", "title", "published", "published_from", "publisher", "url",
    "language", "media_type", "added", "status", "status_why",
)  # fmt: skip


def report_row(report: Report) -> dict[str, object]:
    """The row of a report.

    :raises InputError: when its text cannot be stored on every database
    """
    named = report.path or report.url or report.id
    if "\x00" in report.text:
        raise InputError(
            f"{named}: the text holds a NUL character at {report.text.index(chr(0))}",
            remedy="it is not plain text; convert it first",
        )
    try:
        report.text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{named}: the text holds half a character at {error.start}",
            remedy="save it again as UTF-8",
        ) from error
    row: dict[str, object] = {field: getattr(report, field) for field in FIELDS}
    row["added"] = report.added or datetime.now(UTC)
    row["publisher_key"] = name_key(report.publisher)
    return row


def report_of(row: Row[Any]) -> Report:
    """The report in a row that has all of ``FIELDS``."""
    return Report(**{field: row._mapping[field] for field in FIELDS})


def all_columns() -> Select[Any]:
    """Every column of a report, and its place in the order of arrival."""
    return select(reports.c.seq, *(reports.c[field] for field in FIELDS))


def report_conditions(query: ReportQuery, dialect: Dialect) -> list[ColumnElement[bool]]:
    """What every report that answers the query fulfils; ids, limit and page are not in it."""
    found: list[ColumnElement[bool]] = []
    if query.status is not None:
        found.append(reports.c.status == query.status)
    if query.publisher is not None:
        keys = [name_key(name) for name in several(query.publisher)]
        found.append(reports.c.publisher_key.in_(keys))
    if query.language is not None:
        found.append(reports.c.language.in_(several(query.language)))
    if query.since is not None:
        found.append(reports.c.published >= query.since)
    if query.until is not None:
        found.append(reports.c.published <= query.until)
    if query.text is not None:
        matching = dialect.report_words(parse_words(query.text))
        found.append(reports.c.seq.in_(select(matching.c.seq)))
    return found
