"""What all commands write to, and the options that many of them share."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

_WIDTH_OF_FILES = 120
"""Columns of tables that go to a file or a pipe, where nothing says how many there are."""


def _width(error: bool) -> int | None:
    stream = sys.stderr if error else sys.stdout
    return None if stream.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_FILES


console = Console(highlight=False, width=_width(error=False))
errors = Console(stderr=True, highlight=False, width=_width(error=True))


def say(words: str) -> None:
    """Print plain words to standard output, lines as they are."""
    console.print(words, markup=False, soft_wrap=True)


def tell(words: str) -> None:
    """Print plain words to standard error, lines as they are."""
    errors.print(words, markup=False, soft_wrap=True)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    :param share: of the width that is left over
    :param whole: never broken, as wide as its widest cell
    """

    heading: str
    share: int = 1
    whole: bool = False


def table(title: str, columns: Iterable[Column | str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table as wide as the terminal; cells are plain or styled text, null is a dash."""
    shown = Table(
        title=Text(title) if title else None, title_justify="left", title_style="bold",
        box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0),
        header_style="dim", row_styles=("", "on grey7"),
    )  # fmt: skip
    for column in columns:
        one = Column(column) if isinstance(column, str) else column
        shown.add_column(
            one.heading,
            ratio=None if one.whole else one.share,
            no_wrap=one.whole,
            overflow="fold",
        )
    for row in rows:
        shown.add_row(*map(_cell, row))
    console.print(shown)


def _cell(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return Text("–" if value is None else str(value))


def write(content: bytes) -> None:
    """Write bytes to standard output as they are, for other programs."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def as_day(text: str) -> date:
    """A day from the command line.

    :raises typer.BadParameter: when it is not written as 2021-09-04
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2021-09-04") from None


def day_option(words: str) -> Any:
    """The option for a day."""
    return typer.Option(help=words, parser=as_day, metavar="DAY")


def one_of(value: str, allowed: tuple[str, ...], hint: str) -> str:
    """The value, when it is allowed.

    :raises typer.BadParameter: when it is not
    """
    if value not in allowed:
        raise typer.BadParameter(f"{value!r}: one of {' '.join(allowed)}", param_hint=hint)
    return value


COUNTING = ("sayso", "acled", "ucdp")

CountingOption = Annotated[
    str,
    typer.Option(
        "--counting",
        help="How the dead of an incident are counted: sayso, acled or ucdp. The exports acled and "
        "ucdp always keep their own rule.",
    ),
]

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="SAYSO_STORE",
        help="Where reports and claims live: a file path or an SQLAlchemy URL. Default: sayso.db",
        show_default=False,
        show_envvar=True,
    ),
]


class Bar:
    """A progress bar on standard error that any stage can push along; silent in a file or pipe."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=errors,
            transient=True,
            disable=not errors.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` of ``what``."""
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)
