"""Tables of reports: JSONL, JSON, CSV and TSV with the columns ``text, published, publisher, url,
title, language, id``. JSONL and CSV are read row by row, however large the file is.
"""

from collections.abc import Iterator
from pathlib import Path

from sayso.intake.document import Document, Fallback, Given, make_report
from sayso.intake.given import given_in
from sayso.intake.limits import Limits, file_size, megabytes, read_file
from sayso.intake.rows import BadRow, Row, Rows, csv_rows, json_rows, jsonl_rows
from sayso.intake.taken import Refusal, Taken, refusal
from sayso.model import InputError, Report

COLUMNS = ("text", "published", "publisher", "url", "title", "language", "id")
SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")


def read_table(
    path: Path, shown: str, *, given: Given, fallback: Fallback, limits: Limits
) -> Iterator[Taken]:
    """The reports in a table, each named by the file and its line or id.

    What a row says goes before what is given for the whole file. Refused rows do not keep the
    others from being taken; after many, only their number is told.
    """
    refused = 0
    try:
        for row in _rows(path, limits):
            taken = _report(row, shown, given, fallback, limits)
            if isinstance(taken, Report):
                yield taken
                continue
            refused += 1
            if refused <= limits.rows_refused:
                yield taken
    except InputError as error:
        yield refusal(shown, error)
    if refused > limits.rows_refused:
        yield Refusal(
            path=shown,
            why=f"{refused - limits.rows_refused:,} more rows were refused",
            remedy="correct the rows above first",
        )


def _rows(path: Path, limits: Limits) -> Rows:
    suffix = path.suffix.lower()
    if suffix == ".json":
        yield from json_rows(read_file(path, limits.report_bytes), COLUMNS)
        return
    if file_size(path) == 0:
        raise InputError("the file is empty", remedy="remove it, or save the table again")
    most = limits.report_bytes
    try:
        with path.open("rb") as file:
            if suffix in (".jsonl", ".ndjson"):
                yield from jsonl_rows(file, COLUMNS, most=most)
            else:
                delimiter = "\t" if suffix == ".tsv" else ","
                yield from csv_rows(file, COLUMNS, most=most, delimiter=delimiter)
    except OSError as error:
        raise InputError(f"it cannot be read ({error.strerror})") from error


def _report(
    row: Row | BadRow, shown: str, given: Given, fallback: Fallback, limits: Limits
) -> Taken:
    place = f"line {row.line}"
    if isinstance(row, BadRow):
        return Refusal(path=shown, place=place, why=row.why, remedy=row.remedy)
    text = row.cells.get("text")
    name = row.cells.get("id")
    try:
        if not text:
            raise InputError("it has no text", remedy="put the report's words under `text`")
        if len(text) > limits.report_bytes:
            raise InputError(f"the text has more than {megabytes(limits.report_bytes)}")
        return make_report(
            Document(text=text, media_type="text/plain"),
            f"{shown}#{name}" if name else f"{shown}:{row.line}",
            given=given_in(row.cells).over(given),
            fallback=fallback,
        )
    except InputError as error:
        return refusal(shown, error, place=place)
