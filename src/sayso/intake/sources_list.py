"""The user's list of publishers: who owns them, which side they are on, how reliable they are."""

from pathlib import Path

import msgspec

from sayso.intake.limits import Limits
from sayso.intake.manifest import rows_of
from sayso.intake.rows import BadRow
from sayso.model import InputError, SourceRecord

COLUMNS = ("name", "kind", "owner", "party", "reliability", "country")


def read_sources(path: Path, *, limits: Limits | None = None) -> tuple[SourceRecord, ...]:
    """The records of a YAML, CSV or JSONL file with the columns ``name, kind, owner, party,
    reliability, country``; in YAML a list, or a list under ``sources:``.

    :raises InputError: when a row is wrong; a list is taken whole or not at all
    """
    records: list[SourceRecord] = []
    try:
        for row in rows_of(path, COLUMNS, under="sources", limits=limits or Limits()):
            if isinstance(row, BadRow):
                raise InputError(f"line {row.line}: {row.why}", remedy=row.remedy)
            cells = {name: value.strip() for name, value in row.cells.items() if value}
            for name in ("reliability", "country"):
                if name in cells:
                    cells[name] = cells[name].upper()
            try:
                records.append(msgspec.convert(cells, SourceRecord))
            except msgspec.ValidationError as error:
                raise InputError(
                    f"line {row.line}: {error}",
                    remedy="each source needs a name; reliability is one letter from A to F",
                ) from error
    except InputError as error:
        raise InputError(f"{path}: {error.message}", remedy=error.remedy) from error
    return tuple(records)
