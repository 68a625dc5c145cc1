"""What all commands write to, and the options that many of them share."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def as_day(text: str | None) -> date | None:
    """A day from the command line.

    :raises typer.BadParameter: when it is not written as 2021-09-04
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2021-09-04") from None


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="SAYSO_STORE",
        help="Where reports and claims live: a file path or an SQLAlchemy URL. Default: sayso.db",
        show_default=False,
    ),
]


class Bar:
    """A progress bar on standard error that any stage can push along."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=errors,
            transient=True,
        )
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` of ``what``."""
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)  # type: ignore[arg-type]
