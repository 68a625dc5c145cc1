"""Many reports at once: in this process, in local processes, or wherever a runner sends them."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context

import msgspec

from sayso.actors import own_files
from sayso.model import Claim, Flag, Report, SaysoError
from sayso.reading.reader import GRAMMAR, READER, Reader
from sayso.reading.setting_up import make_reader

_log = logging.getLogger(__name__)

FILE_DATED = Flag(code="date-from-file", detail="the report's day is that of the file")

_AT_ONCE = 32
"""Reports given to each worker before the next are fetched from the store."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one report: its claims, or ``failed``, why there are none.

    ``left`` says why it was not read now and should be later; the run ends there.
    """

    report: str
    claims: tuple[Claim, ...] = ()
    failed: str | None = None
    left: str | None = None


Runner = Callable[[Sequence[Report]], Iterable[Read]]


def read_with(reader: Reader, report: Report) -> Read:
    """Read one report; a report that the reader cannot cope with fails alone."""
    return outcome(report, lambda: reader.claims(report))


def outcome(report: Report, read: Callable[[], tuple[Claim, ...]]) -> Read:
    """What came of reading a report, in whatever way: its claims, or why it could not be read.

    :raises SaysoError: when what reading needs is missing or wrong, which no other report mends
    """
    try:
        claims = read()
    except SaysoError:
        raise
    except Exception as error:
        # Reports are hostile input: one that finds a fault in the reader must not stop the batch.
        _log.debug("reading %s failed", report.id, exc_info=True)
        name = type(error).__name__
        return Read(report=report.id, failed=f"the reader failed on it ({name}: {error})")
    if report.published_from == "file":
        claims = tuple(msgspec.structs.replace(c, flags=(*c.flags, FILE_DATED)) for c in claims)
    return Read(report=report.id, claims=claims)


@cache
def _own_reader(learned: bool) -> Reader:
    return make_reader(registry_files=own_files(), learned=learned)


def read_one(report: Report, learned: bool = True) -> Read:
    """Read one report with this process's own reader, loaded on first use."""
    return read_with(_own_reader(learned), report)


class Fleet:
    """Something that reads reports and yields what became of them.

    :param run: reads reports and yields, in the order given, what became of each
    :param workers: how many read at the same time
    :param close: lets go of them
    :param reader: the name under which what they read is recorded
    """

    def __init__(
        self,
        run: Runner,
        *,
        workers: int = 1,
        close: Callable[[], None] = lambda: None,
        reader: str = READER,
    ) -> None:
        self._run = run
        self._close = close
        self.reader = reader
        self.at_once = _AT_ONCE * workers

    @classmethod
    def local(cls, workers: int, reader: Callable[[], Reader], *, learned: bool = True) -> "Fleet":
        """This process for one worker, else so many processes of its own.

        :param reader: this process's own
        :param learned: whether the trained heads help those of the other processes
        """
        name = READER if learned else GRAMMAR
        if workers <= 1:
            return cls(
                lambda reports: (read_with(reader(), report) for report in reports), reader=name
            )
        pool: list[ProcessPoolExecutor] = []

        def run(reports: Sequence[Report]) -> Iterable[Read]:
            if not pool:
                pool.append(_pool(workers))
            return pool[0].map(partial(read_one, learned=learned), reports, chunksize=4)

        def close() -> None:
            for one in pool:
                one.shutdown(cancel_futures=True)

        return cls(run, workers=workers, close=close, reader=name)

    def read(self, reports: Sequence[Report]) -> Iterator[Read]:
        """What became of each report, in the order given.

        :raises SaysoError: when a worker was killed; what was yielded before is good
        """
        try:
            yield from self._run(reports)
        except BrokenProcessPool as error:
            raise SaysoError(
                "a reading process was killed, perhaps for want of memory; what was read is kept",
                remedy="run `sayso add` again, with fewer --workers: it goes on with the rest",
            ) from error

    def close(self) -> None:
        """Let go of the workers."""
        self._close()


def _pool(workers: int) -> ProcessPoolExecutor:
    # Each worker has one core: more threads of its own would only wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_stand_aside)


def _stand_aside() -> None:
    # Ctrl-C goes to the whole process group; the parent tells its workers when to stop.
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
