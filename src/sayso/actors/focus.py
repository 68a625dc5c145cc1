"""What a report is about, and who is named in it beyond doubt: the ground on which guards are judged."""

from datetime import date

import msgspec


class Focus(msgspec.Struct, frozen=True):
    """The countries a report is about, the weightiest first (ISO 3166 alpha-2), and its day.

    ``weights`` may give how much each counts; without them the first is taken to be clear only
    when it is alone.
    """

    countries: tuple[str, ...] = ()
    on: date | None = None
    weights: tuple[float, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether one country stands out, so that "the army" can only be that country's."""
        if len(self.countries) == 1:
            return True
        if len(self.weights) < 2:
            return False
        return self.weights[0] >= 1.5 * self.weights[1]

    def fit(self, countries: tuple[str, ...]) -> float:
        """How well an actor of these countries fits: 1 for the first in focus, 0 for none."""
        best = 0.0
        for rank, country in enumerate(self.countries):
            if country in countries:
                best = max(best, 1.0 / (1.0 + 0.35 * rank))
        return best


class Ground(msgspec.Struct, frozen=True):
    """A focus and the actors that the report names beyond doubt."""

    focus: Focus = Focus()
    named: frozenset[str] = frozenset()
