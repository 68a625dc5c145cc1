"""Which benchmarks there are, and running one or all of them."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import cast

from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import ConfigError, InputError

OWN = ("gold", "coders", "bundles", "speed", "actors", "places")
"""Run on the project's own reports and lists."""

PUBLIC = (
    "case2021_task2",
    "india_police_events",
    "muc4",
    "plover",
    "petrarch",
    "cameo_class",
    "cameo_ner",
    "re3d",
    "polnear",
    "factuality_uds",
    "geoparsing",
    "event_location",
    "isaf",
    "ecbplus",
)
"""Run on data that others publish; in a folder of them all, each has a folder of its name."""

BENCHMARKS = (*OWN, *PUBLIC)
"""Names on the command line; the module of the name has the ``score`` that runs it."""


def run_benchmark(name: str, data: Path | None, pace: Pace = FULL) -> Result:
    """Run a benchmark on its data.

    :param data: its folder, or the folder that holds one of its name
    :raises ConfigError: when there is no such folder
    :raises InputError: when a file is missing from it or has another shape
    """
    module = _module(name)
    folder = None if data is None else data / name if (data / name).is_dir() else data
    if folder is None or not folder.is_dir():
        raise ConfigError(
            f"{name}: its data is not at {folder or '(no --data given)'}", remedy=module.WHERE
        )
    score = cast("Callable[[Path, Pace], Result]", module.score)
    return score(folder, pace)


def run_all(
    data: Path | None, pace: Pace = FULL, unable: Callable[[InputError], None] | None = None
) -> Iterator[Result]:
    """Run every public benchmark that has a folder of its name in ``data``.

    :param unable: hears of each one whose files are missing or malformed, and the rest go on; without
        it, the first such ends the run
    :raises ConfigError: when none has a folder
    """
    there = [name for name in PUBLIC if data is not None and (data / name).is_dir()]
    if not there:
        raise ConfigError(
            f"no benchmark has a folder in {data or '(no --data given)'}",
            remedy=f"give a folder that holds one or more of {', '.join(PUBLIC)}",
        )
    for name in there:
        try:
            yield run_benchmark(name, data, pace)
        except InputError as error:
            if unable is None:
                raise
            unable(error)


def _module(name: str) -> ModuleType:
    return import_module(f"sayso.bench.{name}")
