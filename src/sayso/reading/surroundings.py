"""Which first-order unit a place that no gazetteer has probably lies in.

What the text puts it in comes first; then the one unit of the places of its sentence, of its
paragraph; then that of all places named around it, which vote the more the nearer they stand. The answer is an inference and is flagged as one; it never gives a point.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import exp

from sayso.model import Flag
from sayso.places import PlaceMention

INFERRED = Flag(
    code="place-inferred",
    detail="no gazetteer has the place; its province is that of the places named beside it",
)

_MOST = 0.5
"""The share of the votes that a unit needs: three in four of the units so given are right."""

_LEAST = 0.4
"""The votes that a unit needs in all: what is named but far away speaks for nobody."""

_APART = 600.0
"""Characters over which the vote of a place named beside falls to a third."""

_SEAT = 500_000
"""People in a city that is named for who speaks there more often than for what lies near it."""

_SEAT_VOTE = 0.5
_UNIT_VOTE = 1.3


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
        ]

    def unit(self, mention: PlaceMention, country: str) -> str | None:
        """The name of the unit, or nothing when what stands near does not agree.

        :param country: alpha-2, where the place is taken to lie
        """
        for start, end in (self._sentence(mention), self._paragraph(mention)):
            near = {
                m.place.admin1
                for m in self._known
                if start <= m.start < end
                and m.place is not None
                and m.place.country == country
                and m.place.population < _SEAT
            }
            if len(near) == 1:
                return near.pop()
            if near:
                break
        return self._voted(mention, country)

    def _voted(self, mention: PlaceMention, country: str) -> str | None:
        votes: defaultdict[str, float] = defaultdict(float)
        for other in self._known:
            place = other.place
            if place is None or place.admin1 is None or place.country != country:
                continue
            near = exp(-abs(other.start - mention.start) / _APART)
            kind = _UNIT_VOTE if place.kind == "adm1" else 1.0
            votes[place.admin1] += near * kind * (_SEAT_VOTE if place.population >= _SEAT else 1.0)
        if not votes:
            return None
        unit, most = max(votes.items(), key=lambda item: item[1])
        return unit if most >= max(_LEAST, _MOST * sum(votes.values())) else None

    def _paragraph(self, mention: PlaceMention) -> tuple[int, int]:
        end = self._text.find("\n", mention.end)
        return self._text.rfind("\n", 0, mention.start) + 1, len(self._text) if end < 0 else end

    def _sentence(self, mention: PlaceMention) -> tuple[int, int]:
        first, last = self._paragraph(mention)
        start = self._text.rfind(". ", first, mention.start)
        end = self._text.find(". ", mention.end, last)
        return (first if start < 0 else start), (last if end < 0 else end)
