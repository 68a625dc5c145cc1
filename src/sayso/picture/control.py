"""Who holds which place, over time.

What is said of a whole holds for its parts unless something more specific says otherwise: "the
Taliban hold almost the entire country" speaks for its capital and against no district for which
there is evidence of its own. What is denied of a whole ("not in full control of the country") says
nothing about any one part.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sayso.model import ClaimPlace, ControlState, Holder
from sayso.picture.facts import Fact, Facts
from sayso.picture.grades import Judge
from sayso.picture.holding import Evidence, evidence
from sayso.picture.naming import party_name
from sayso.picture.stretches import Stretch, Timeline, follow
from sayso.picture.wholes import Wholes
from sayso.picture.words import words_of


class Control:
    """Works out the states of all places from the evidence of all claims."""

    def __init__(self, facts: Facts, judge: Judge, at: date) -> None:
        self._facts = facts
        self._judge = judge
        self._at = at.toordinal()
        self._by_place: dict[str, list[Evidence]] = defaultdict(list)
        self._alias: dict[str, str] = {}
        self._named: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        for each in sorted(
            evidence(facts, self._at), key=lambda e: (e.place.startswith("~"), e.place)
        ):
            self._by_place[self._canonical(each.place)].append(each)

    def states(self) -> tuple[ControlState, ...]:
        """The states of each place from first to last, places in the order of their names."""
        found: list[tuple[ClaimPlace, list[Stretch]]] = []
        timeline = Timeline(self._facts.parties, self._at)
        fought_for: list[str] = []
        places = sorted(self._by_place.items())
        for key, told in places:
            place = self._facts.places.place(key)
            stretches = timeline.stretches(place, sorted(told, key=lambda e: e.rank))
            found.append((place, stretches))
            if stretches and stretches[-1].status == "contested":
                fought_for.append(key)
        wholes = Wholes(self._facts, self._by_place, fought_for, self._canonical)
        for (key, told), (_, stretches) in zip(places, found, strict=True):
            inherited = wholes.inherited(key, told)
            if inherited is not None:
                follow(stretches, inherited)
        found.extend(wholes.parts_without_evidence())
        found.sort(
            key=lambda each: (
                each[0].country or "",
                each[0].name or each[0].mention,
                each[0].id or "",
            )
        )
        return tuple(
            self._state(place, stretch) for place, stretches in found for stretch in stretches
        )

    def _canonical(self, key: str) -> str:
        """One key for a place that some claims name by id and others by name only."""
        if key not in self._alias:
            place = self._facts.places.place(key)
            names = {
                (place.country, " ".join(words_of(each)))
                for each in (place.name, place.mention)
                if each
            }
            near = sorted({k for name in names for k in self._named[name]})
            same = (k for k in near if self._facts.places.relation(k, key) == "same")
            self._alias[key] = found = next(same, key)
            if found == key:
                for name in names:
                    self._named[name].append(key)
        return self._alias[key]

    def _state(self, place: ClaimPlace, stretch: Stretch) -> ControlState:
        told = list(dict.fromkeys(stretch.told))
        return ControlState(
            place=place,
            holder=self._holder(stretch.holder, told) if stretch.holder else None,
            status=stretch.status,
            since=date.fromordinal(stretch.start),
            until=date.fromordinal(stretch.end) if stretch.end is not None else None,
            claims=tuple(fact.id for fact in told),
            grade=self._judge.grade(told),
            rivals=tuple(self._holder(key, told) for key in stretch.rivals),
            last_evidence=date.fromordinal(stretch.last),
        )

    def _holder(self, key: str, told: Sequence[Fact]) -> Holder:
        name = party_name(key, told, self._facts)
        if name == key:
            name = party_name(key, self._facts.all, self._facts)
        id_ = key if self._facts.parties.name(key) is not None else None
        return Holder(id=id_, name=name)
