"""Claims as Parquet: every field of the contract, nested and typed, beside the flat columns."""

from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from sayso.model import Claim
from sayso.outputs.arrow_types import arrow_fields
from sayso.outputs.flat import COLUMNS, Sort, whole
from sayso.outputs.material import Material

ROW_GROUP = 5_000
"""Claims held in memory and written at a time."""

_FLAT: dict[Sort, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "day": pa.date32(),
    "truth": pa.bool_(),
}


def schema() -> pa.Schema:
    """The columns: those of a claim, then the flat ones."""
    flat = [pa.field(column.name, _FLAT[column.sort]) for column in COLUMNS]
    return pa.schema([*arrow_fields(Claim), *flat])


class ParquetExporter:
    """One row a claim."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Begin the file."""
        self._schema = schema()
        self._writer = pq.ParquetWriter(out, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def feed(self, item: Claim) -> str | None:
        """Take one claim; a full group is written."""
        self._waiting.append(_row(item))
        if len(self._waiting) >= ROW_GROUP:
            self._write()
        return None

    def finish(self) -> None:
        """Write what is left and the footer."""
        if self._waiting:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting = []


def _row(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {name: _plain(getattr(claim, name)) for name in claim.__struct_fields__}
    row.update((column.name, column.of(claim)) for column in COLUMNS)
    return row


def _plain(value: Any) -> Any:
    """What Arrow takes: structs as mappings, tuples as lists, numbers that fit its integers."""
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return whole(value)
    return value
