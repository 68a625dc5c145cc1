"""How much of a benchmark is run, and who hears how far it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


def _silent(what: str, done: int, total: int | None) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Pace:
    """At most ``limit`` items of each part are read; ``tell`` hears of each one."""

    limit: int | None = None
    tell: Callable[[str, int, int | None], None] = _silent

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:
        """The items, as many as wanted, each told of when it is done."""
        wanted = items if self.limit is None else items[: self.limit]
        self.tell(what, 0, len(wanted))
        for number, item in enumerate(wanted, start=1):
            yield item
            self.tell(what, number, len(wanted))


FULL = Pace()
"""Everything, and nobody listens."""
