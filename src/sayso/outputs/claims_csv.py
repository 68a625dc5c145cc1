"""Claims as a flat CSV table. The columns are those of ``flat.py``; cells are safe in spreadsheets."""

from typing import BinaryIO

from sayso.model import Claim
from sayso.outputs.cells import Cell, Table
from sayso.outputs.flat import COLUMNS, Column
from sayso.outputs.material import Material


class CsvExporter:
    """One row a claim."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Write the header."""
        self._table = Table(out, [column.name for column in COLUMNS])

    def feed(self, item: Claim) -> str | None:
        """Write one claim."""
        self._table.row({column.name: _cell(column, item) for column in COLUMNS})
        return None

    def finish(self) -> None:
        """Write what is left."""
        self._table.finish()


def _cell(column: Column, claim: Claim) -> Cell:
    value = column.of(claim)
    return str(value).lower() if isinstance(value, bool) else value
