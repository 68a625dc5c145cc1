"""A benchmark's files, and its texts as reports to read."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from sayso.model import InputError, Report, report_id
from sayso.reading.reader import Reader
from sayso.reading.setting_up import make_reader

Shape = TypeVar("Shape")

ONE_LINE = 200
"""Characters of a text that an error line shows."""


@cache
def reader() -> Reader:
    """The reader that all benchmarks share, loaded when first asked for."""
    return make_reader()


def lines_of(path: Path, remedy: str) -> Iterator[tuple[int, str]]:
    """The lines of a text file that hold something, numbered from 1.

    :raises InputError: when it is not there
    """
    for number, line in enumerate(content_of(path, remedy).split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")


def json_lines(path: Path, shape: type[Shape], remedy: str) -> list[Shape]:
    """What the lines of a JSONL file hold.

    :raises InputError: when it is not there, or a line has another shape
    """
    found = []
    for number, line in lines_of(path, remedy):
        try:
            found.append(msgspec.json.decode(line, type=shape))
        except msgspec.DecodeError as error:
            raise InputError(f"{path}:{number}: {error}", remedy=remedy) from error
    return found


def json_list(path: Path, shape: type[Shape], remedy: str) -> list[Shape]:
    """The items of a JSON file that is one list.

    :raises InputError: when it is not there, or has another shape
    """
    try:
        return msgspec.json.decode(content_of(path, remedy), type=list[shape])  # type: ignore[valid-type]
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: {error}", remedy=remedy) from error


def content_of(path: Path, remedy: str) -> str:
    """The text of a file in UTF-8; what is not is replaced, as benchmarks are old.

    :raises InputError: when it is not there
    """
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", remedy=remedy) from error


def as_report(text: str, published: date | None = None) -> Report:
    """A text of a benchmark as a report."""
    return Report(
        id=report_id(text, None, published),
        text=text,
        published=published,
        published_from="given" if published else "none",
        language="en",
    )


def shown(text: str, length: int = ONE_LINE) -> str:
    """A text on one line, cut to a length."""
    return " ".join(text.split())[:length]
