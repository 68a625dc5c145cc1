"""From a table of actors (CSV, one a row) to actors."""

import csv
import io
from typing import Any, get_origin, get_type_hints

from sayso.actors.actor import Actor
from sayso.actors.entries import RawActor, actors_of
from sayso.model import DataError

BETWEEN = ";"
"""What stands between the values of a column that takes several."""

_NOT_IN_ROWS = frozenset(["rules"])


def read_rows(content: str, where: str) -> list[Actor]:
    """The actors of a CSV file with a header: columns are the fields of an entry, empty cells none.

    Columns that take several values have a semicolon between them. A tie with days, as leaders and
    allies can have, is written ``id from until``: ``taliban 2021-08-15`` or ``taliban 1996 2001``.

    :param where: the file's name, for messages
    :raises DataError: naming the file, the line and the actor
    """
    reader = csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), strict=True)
    columns = _columns()
    found: list[Actor] = []
    try:
        unknown = [name for name in reader.fieldnames or () if name not in columns]
        if unknown:
            raise DataError(
                f"{where}: unknown column {', '.join(map(repr, unknown))}",
                remedy=f"columns are: {', '.join(columns)}",
            )
        for row in reader:
            place = f"{where}, line {reader.line_num} ({row.get('id') or 'without id'})"
            if None in row or None in row.values():
                raise DataError(
                    f"{place}: not as many cells as the header has",
                    remedy="quote cells with commas",
                )
            entry = {name: _value(name, cell.strip(), columns[name]) for name, cell in row.items()}
            found.extend(actors_of({k: v for k, v in entry.items() if v not in ("", [])}, place))
    except csv.Error as error:
        raise DataError(
            f"{where}, line {reader.line_num}: {error}", remedy="save it as CSV with commas"
        ) from error
    return found


def _columns() -> dict[str, bool]:
    """The columns there may be, and whether each takes several values."""
    names = {"from_": "from"}
    return {
        names.get(field, field): get_origin(hint) is tuple
        for field, hint in get_type_hints(RawActor).items()
        if field not in _NOT_IN_ROWS
    }


def _value(name: str, cell: str, several: bool) -> Any:
    if several:
        parts = [part.strip() for part in cell.split(BETWEEN) if part.strip()]
        return [_tie(part) for part in parts] if name in ("leaders", "allies", "enemies") else parts
    return _day(cell) if name in ("from", "until") else cell


def _tie(text: str) -> Any:
    words = text.split()
    days: list[str] = []
    while len(words) > 1 and words[-1][:4].isdigit() and len(days) < 2:
        days.insert(0, words.pop())
    tie: dict[str, Any] = {"id": " ".join(words)}
    tie.update(zip(("from", "until"), map(_day, days), strict=False))
    return tie


def _day(text: str) -> Any:
    return int(text) if text.isdigit() else text
