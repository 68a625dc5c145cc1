"""How often one may ask: a bucket for each asker that fills again with time."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MOST_ASKERS: Final = 10_000


class Rate:
    """At most ``burst`` at once and ``per_second`` in the long run, for each asker.

    Memory is bounded: of very many askers, those heard longest ago start anew.
    """

    def __init__(
        self, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Seconds the asker has to wait; 0 when it may go on, which takes one from its bucket."""
        level = self._level(asker)
        if level < 1:
            return (1 - level) / self._per_second
        self._keep(asker, level - 1)
        return 0.0

    def spent(self, asker: str) -> float:
        """As ``wait``, but nothing is taken."""
        level = self._level(asker)
        return 0.0 if level >= 1 else (1 - level) / self._per_second

    def _level(self, asker: str) -> float:
        now = self._clock()
        level, then = self._buckets.get(asker, (float(self._burst), now))
        return min(float(self._burst), level + (now - then) * self._per_second)

    def _keep(self, asker: str, level: float) -> None:
        self._buckets[asker] = (level, self._clock())
        self._buckets.move_to_end(asker)
        while len(self._buckets) > _MOST_ASKERS:
            self._buckets.popitem(last=False)
