"""Which benchmarks there are, and running one."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from sayso.bench.result import Result
from sayso.model import ConfigError

BENCHMARKS: dict[str, str] = {
    "gold": "sayso.bench.gold",
    "speed": "sayso.bench.speed",
    "polnear": "sayso.bench.polnear",
    "isaf": "sayso.bench.isaf",
}
"""Name on the command line → the module whose ``score(data)`` runs it."""


def run_benchmark(name: str, data: Path | None) -> Result:
    """Run a benchmark on its data.

    :raises ConfigError: when it needs data and the folder is not there
    """
    module = import_module(BENCHMARKS[name])
    if data is None:
        data = getattr(module, "DEFAULT_DATA", None)
    if data is None or not data.is_dir():
        raise ConfigError(
            f"{name}: its data is not at {data or '(no --data given)'}",
            remedy=getattr(module, "WHERE", "give its folder with --data"),
        )
    score = cast("Callable[[Path], Result]", module.score)
    return score(data)
