"""Cells of tables that a spreadsheet can open safely.

A text cell that begins like a formula is run by spreadsheets (OWASP, "CSV injection"); such a cell
gets an apostrophe in front. Reports are untrusted, so this holds for every text of every table.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO

Cell = str | int | float | Decimal | date | None
"""What a cell can hold; null is an empty cell."""

_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def text(value: str) -> str:
    """One line of text without control characters, and not a formula to any spreadsheet."""
    line = _CONTROL.sub(" ", value).strip()
    return f"'{line}" if line.startswith(_FORMULA) else line


def joined(values: Sequence[str | None]) -> str:
    """Several values in one cell, "; " between, each once; semicolons within become commas."""
    found = dict.fromkeys(value.replace(";", ",").strip() for value in values if value)
    return "; ".join(value for value in found if value)


def degrees(value: float) -> Decimal:
    """A coordinate with four decimals, about ten metres."""
    return Decimal(f"{value:.4f}")


class Table:
    """A delimited table, written row by row as UTF-8 under a fixed header.

    :param missing: what stands for a cell without a value
    """

    def __init__(
        self, out: BinaryIO, columns: Sequence[str], *, delimiter: str = ",", missing: str = ""
    ) -> None:
        self._columns = tuple(columns)
        self._missing = missing
        self._text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator="\n")
        self._writer.writerow(self._columns)

    def row(self, cells: dict[str, Cell]) -> None:
        """One row; columns that are not given are missing.

        :raises KeyError: when a cell names no column
        """
        unknown = cells.keys() - set(self._columns)
        if unknown:
            raise KeyError(f"no such columns: {sorted(unknown)}")
        self._writer.writerow([self._cell(cells.get(column)) for column in self._columns])

    def finish(self) -> None:
        """Write what is left; the file underneath stays open."""
        self._text.flush()
        self._text.detach()

    def _cell(self, value: Cell) -> str:
        if value is None or value == "":
            return self._missing
        if isinstance(value, str):
            return text(value) or self._missing
        return str(value)
