"""Rows of a table (CSV, JSONL, JSON or YAML), each with the line it begins on.

Every cell is text or null, as it was written: in YAML too, where `NO` is a country and not false.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
import yaml

from sayso.intake.limits import megabytes
from sayso.model import InputError


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The cells of one row by column; empty cells are null."""

    line: int
    cells: dict[str, str | None]


class BadRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that cannot be used; ``column`` when it has a column that is not known."""

    line: int
    why: str
    remedy: str | None = None
    column: str | None = None


Rows = Iterator[Row | BadRow]


def unknown_column(name: str, known: tuple[str, ...]) -> str:
    """What to say of a column that is not known."""
    return f"there is no column {name!r}; known are {', '.join(known)}"


def _lines(file: BinaryIO, most: int) -> Iterator[bytes]:
    while line := file.readline(most + 1):
        if len(line) > most:
            raise InputError(f"a line has more than {megabytes(most)}")
        yield line


def _text_lines(file: BinaryIO, most: int) -> Iterator[str]:
    for number, line in enumerate(_lines(file, most), 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"line {number} is not UTF-8 (byte {error.start + 1} of it)",
                remedy="save the table as UTF-8",
            ) from error


def csv_rows(file: BinaryIO, known: tuple[str, ...], *, most: int, delimiter: str = ",") -> Rows:
    """Rows of a CSV file whose first line names the columns.

    :param most: bytes that one line, and characters that one cell, may have
    :raises InputError: when the header names a column that is not known, or the file is not CSV
    """
    csv.field_size_limit(most)
    reader = csv.reader(_text_lines(file, most), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, known)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    pairs = zip(header, cells, strict=True)
                    yield Row(line=line, cells={name: cell or None for name, cell in pairs})
                else:
                    yield BadRow(
                        line=line,
                        why=f"{len(cells)} cells, but the header names {len(header)} columns",
                        remedy="put cells that hold commas or line breaks in quotes",
                    )
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"line {reader.line_num}: {error}; nothing from here on was taken",
            remedy="put cells that hold commas, quotes or line breaks in quotes",
        ) from error


def _check_header(header: list[str], known: tuple[str, ...]) -> None:
    if not header:
        raise InputError("the table is empty", remedy=f"its first line names {', '.join(known)}")
    for name in header:
        if name not in known:
            raise InputError(f"line 1: {unknown_column(name, known)}", remedy="rename or remove it")
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"line 1: two columns are called {twice!r}", remedy="remove one")


def jsonl_rows(file: BinaryIO, known: tuple[str, ...], *, most: int) -> Rows:
    """Rows of a file with one JSON object a line; blank lines are passed over.

    :param most: bytes that one line may have
    """
    number = 0
    while line := file.readline(most + 1):
        number += 1
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = file.readline(most)
            yield BadRow(line=number, why=f"the line has more than {megabytes(most)}")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except UnicodeDecodeError:
            yield BadRow(line=number, why="it is not UTF-8", remedy="save the table as UTF-8")
        except (ValueError, RecursionError) as error:
            yield BadRow(
                line=number, why=f"it is not JSON ({error})", remedy="one JSON object a line"
            )
        else:
            yield _json_row(value, number, known)


def json_rows(content: bytes, known: tuple[str, ...]) -> Rows:
    """Rows of one JSON array of objects, or of one object; ``line`` counts them from 1.

    :raises InputError: when it is not JSON
    """
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"it is not JSON ({error})", remedy="give an array of objects") from error
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        yield _json_row(one, number, known)


def _json_row(value: Any, number: int, known: tuple[str, ...]) -> Row | BadRow:
    if not isinstance(value, dict):
        return BadRow(line=number, why="it is not a JSON object", remedy="one object a report")
    cells: dict[str, str | None] = {}
    for name, cell in value.items():
        if name not in known:
            return BadRow(
                line=number,
                why=unknown_column(name, known),
                remedy="rename or remove it",
                column=name,
            )
        if name == "id" and isinstance(cell, int):
            cell = str(cell)
        if cell is not None and not isinstance(cell, str):
            return BadRow(line=number, why=f"{name} is not a text", remedy="put it in quotes")
        cells[name] = cell or None
    return Row(line=number, cells=cells)


def yaml_rows(content: bytes, known: tuple[str, ...], *, under: str) -> Rows:
    """Rows of a YAML list of mappings, which may stand under a key (beside a ``note``).

    :raises InputError: when it is not such a list
    """
    try:
        root = yaml.compose(io.BytesIO(content), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark else ""
        raise InputError(
            f"{place}it is not YAML ({error.problem})", remedy="check quotes and indents"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("it is not YAML", remedy="check quotes and indents") from error
    if isinstance(root, yaml.MappingNode):
        root = _under(root, under)
    if not isinstance(root, yaml.SequenceNode):
        raise InputError("it is not a list", remedy=f"give a list, or a list under `{under}:`")
    for node in root.value:
        yield _yaml_row(node, known)


def _under(root: yaml.MappingNode, under: str) -> yaml.Node | None:
    found: yaml.Node | None = None
    for key, value in root.value:
        if key.value == under:
            found = value
        elif key.value != "note":
            line = key.start_mark.line + 1
            raise InputError(
                f"line {line}: {key.value!r} is not known; a list under `{under}:` is expected",
                remedy=f"known are {under} and note",
            )
    return found


def _yaml_row(node: yaml.Node, known: tuple[str, ...]) -> Row | BadRow:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return BadRow(line=line, why="it is not a mapping", remedy="write `- name: value` lines")
    cells: dict[str, str | None] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        name = str(key.value)
        if name not in known:
            return BadRow(
                line=at,
                why=unknown_column(name, known),
                remedy="rename or remove it",
                column=name,
            )
        if not isinstance(value, yaml.ScalarNode):
            return BadRow(line=at, why=f"{name} is not a single value")
        empty = value.tag == "tag:yaml.org,2002:null"
        cells[name] = None if empty else str(value.value) or None
    return Row(line=line, cells=cells)
