"""Many reports at once: in this process, in local processes, or wherever a runner sends them."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from sayso.model import Claim, Report
from sayso.reading.reader import Reader
from sayso.reading.setting_up import make_reader

Read = tuple[str, tuple[Claim, ...]]
"""A report's id and its claims."""

Runner = Callable[[Sequence[Report]], Iterable[Read]]


@cache
def _own_reader() -> Reader:
    return make_reader()


def read_one(report: Report) -> Read:
    """Read one report with this process's own reader, loaded on first use."""
    return report.id, _own_reader().claims(report)


class Fleet:
    """Something that reads reports and yields their claims as they are ready."""

    def __init__(self, run: Runner, close: Callable[[], None] = lambda: None) -> None:
        self._run = run
        self._close = close

    @classmethod
    def local(cls, workers: int, reader: Callable[[], Reader]) -> "Fleet":
        """This process for one worker, else so many processes of its own."""
        if workers <= 1:
            return cls(lambda reports: ((r.id, reader().claims(r)) for r in reports))
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        return cls(
            lambda reports: pool.map(read_one, reports, chunksize=4),
            lambda: pool.shutdown(cancel_futures=True),
        )

    def read(self, reports: Sequence[Report]) -> Iterator[Read]:
        """The claims of each report, in the order given."""
        yield from self._run(reports)

    def close(self) -> None:
        """Let go of the workers."""
        self._close()
