"""Reading the room's CSV files of knowledge, row by row into a type."""

import csv
import io
from importlib.resources import files
from typing import TypeVar

import msgspec

from sayso.model import DataError

Row = TypeVar("Row", bound=msgspec.Struct)


def rows_of(file: str, shape: type[Row]) -> list[Row]:
    """The rows of a file of this room; an empty cell is a field that is not known.

    :raises DataError: when a row does not have the shape, naming file and line
    """
    source = files("sayso.outputs").joinpath(file)
    found: list[Row] = []
    lines = io.StringIO(source.read_text(encoding="utf-8"))
    for number, row in enumerate(csv.DictReader(lines), start=2):
        given = {key: value for key, value in row.items() if value}
        try:
            found.append(msgspec.convert(given, shape, strict=False))
        except msgspec.ValidationError as error:
            raise DataError(
                f"{source}, line {number}: {error}", remedy="correct the line"
            ) from error
    return found
