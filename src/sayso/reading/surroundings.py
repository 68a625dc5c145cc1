"""Which country and first-order unit a place that no gazetteer has probably lies in.

What the text puts it in comes first; then the unit of the places named beside it: those of its
sentence, of its paragraph, then of the whole report, each only as far as they agree. The answer is
an inference and is flagged as one; it never gives a point.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.model import Flag
from sayso.places import PlaceMention

INFERRED = Flag(
    code="place-inferred",
    detail="no gazetteer has the place; its province is that of the places named beside it",
)

_MOST = 0.7
"""The share of a report's places that must lie in one unit for the rest to be taken to."""

_SEAT = 500_000
"""People in a city that is named for who speaks there more often than for what lies near it."""

_ENOUGH = 2
"""Places that a report must name in a unit before it speaks for the others."""


class Surroundings:
    """Answers for the unlisted places of one report."""

    def __init__(self, text: str, places: Sequence[PlaceMention]) -> None:
        self._text = text
        self._known = [
            m
            for m in places
            if m.place is not None
            and m.place.admin1 is not None
            and not m.adjective
            and not m.metonym
            and m.place.population < _SEAT
        ]

    def unit(self, mention: PlaceMention, country: str) -> str | None:
        """The name of the unit, or nothing when what stands near does not agree.

        :param country: alpha-2, where the place is taken to lie
        """
        inside = [m for m in self._known if m.place is not None and m.place.country == country]
        for start, end in (self._sentence(mention), self._paragraph(mention)):
            near = {m.place.admin1 for m in inside if start <= m.start < end and m.place}
            if near:
                return near.pop() if len(near) == 1 else None
        return _agreed(m.place.admin1 for m in inside if m.place)

    def _paragraph(self, mention: PlaceMention) -> tuple[int, int]:
        end = self._text.find("\n", mention.end)
        return self._text.rfind("\n", 0, mention.start) + 1, len(self._text) if end < 0 else end

    def _sentence(self, mention: PlaceMention) -> tuple[int, int]:
        first, last = self._paragraph(mention)
        start = self._text.rfind(". ", first, mention.start)
        end = self._text.find(". ", mention.end, last)
        return (first if start < 0 else start), (last if end < 0 else end)


def _agreed(units: Iterable[str | None]) -> str | None:
    counts = Counter(units)
    if not counts:
        return None
    unit, count = counts.most_common(1)[0]
    return unit if count >= _ENOUGH and count >= _MOST * counts.total() else None
