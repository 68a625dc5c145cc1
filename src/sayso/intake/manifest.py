"""Manifests: what the user says about each file of a collection.

YAML (a list, or a list under ``reports:``), CSV or JSONL with the columns ``file, published,
publisher, url, title, language``; files are relative to the manifest.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sayso.intake.document import Given
from sayso.intake.given import given_in
from sayso.intake.limits import Limits, read_file
from sayso.intake.rows import BadRow, Rows, csv_rows, jsonl_rows, yaml_rows
from sayso.intake.taken import Refusal, refusal
from sayso.model import InputError, ManifestError

COLUMNS = ("file", "published", "publisher", "url", "title", "language")
NAMES = ("manifest.yaml", "manifest.yml", "manifest.csv", "manifest.jsonl")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One file that a manifest names, the line it stands on, and what is said about it."""

    path: Path
    line: int
    given: Given


def rows_of(path: Path, columns: tuple[str, ...], *, under: str, limits: Limits) -> Rows:
    """The rows of a YAML, CSV or JSONL file.

    :raises InputError: when it cannot be read as one of them
    """
    content = read_file(path, limits.list_bytes)
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return yaml_rows(content, columns, under=under)
    if suffix in (".csv", ".tsv"):
        delimiter = "\t" if suffix == ".tsv" else ","
        return csv_rows(io.BytesIO(content), columns, most=limits.list_bytes, delimiter=delimiter)
    if suffix in (".jsonl", ".ndjson"):
        return jsonl_rows(io.BytesIO(content), columns, most=limits.list_bytes)
    raise InputError(
        f"{suffix or 'no suffix'} is not a kind of list that is read",
        remedy="give .yaml, .csv or .jsonl",
    )


def read_manifest(path: Path, *, limits: Limits | None = None) -> tuple[Entry | Refusal, ...]:
    """The entries of a manifest; rows that cannot be used, or name no file, as refusals.

    :raises ManifestError: when the manifest cannot be read, or has a column that is not known
    """
    try:
        return tuple(_entries(path, limits or Limits()))
    except ManifestError:
        raise
    except InputError as error:
        raise ManifestError(f"{path}: {error.message}", remedy=error.remedy) from error


def _entries(path: Path, limits: Limits) -> Iterator[Entry | Refusal]:
    first_named: dict[Path, int] = {}
    for row in rows_of(path, COLUMNS, under="reports", limits=limits):
        place = f"line {row.line}"
        if isinstance(row, BadRow):
            if row.column is not None:
                raise ManifestError(f"{path}, {place}: {row.why}", remedy=row.remedy)
            yield Refusal(path=str(path), place=place, why=row.why, remedy=row.remedy)
            continue
        name = (row.cells.get("file") or "").strip()
        try:
            if not name or "\x00" in name:
                raise InputError("it names no file", remedy="put the file's path under `file`")
            file = path.parent / name
            if file in first_named:
                raise InputError(
                    f"{name} is named on line {first_named[file]} already", remedy="remove one"
                )
            first_named[file] = row.line
            if not file.exists():
                raise InputError(f"there is no file {file}", remedy="correct its path")
            yield Entry(path=file, line=row.line, given=given_in(row.cells))
        except InputError as error:
            yield refusal(str(path), error, place=place)
