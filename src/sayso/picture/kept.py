"""What earlier pictures worked out that still stands.

A fact stays one and the same object from picture to picture for as long as neither its claim nor
anything that it is compared by has changed: the parties and places it names, and the report it
comes from with what that is a copy of. What was worked out from such facts alone therefore still
stands, and is kept under the facts themselves; a fact that was made anew is found nowhere, so that
nothing stale can be. Painting after one more report works out anew only what that report touches.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import msgspec

from sayso.model import Claim, Incident, Join, SourceRecord
from sayso.picture.extents import Within

if TYPE_CHECKING:
    # These rooms keep what they work out here, and so stand above.
    from sayso.picture.accounts import Account
    from sayso.picture.copies import Sketched
    from sayso.picture.facts import Fact
    from sayso.picture.independence import Witness
    from sayso.picture.quarrels import Quarrel
    from sayso.picture.voices import Voice

Value = TypeVar("Value")
_NOTHING = object()


class Shelf(Generic[Value]):
    """Results by what they were worked out from; those that a picture did not need are let go.

    ``worked`` counts what had to be worked out.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, Value] = {}
        self._now: dict[Hashable, Value] = {}
        self.worked = 0

    def get(self, key: Hashable, work: Callable[[], Value]) -> Value:
        """The result for this key, worked out only where it is not there."""
        found = self._now.get(key, _NOTHING)
        if found is _NOTHING:
            found = self._before.get(key, _NOTHING)
            if found is _NOTHING:
                found = work()
                self.worked += 1
            self._now[key] = cast("Value", found)
        return cast("Value", found)

    def turn(self) -> None:
        """Begin the next picture: what this one did not use is let go at its end."""
        self._before, self._now = self._now, {}

    def clear(self) -> None:
        """Let go of everything."""
        self._before, self._now = {}, {}


class Known(msgspec.Struct, frozen=True, eq=False):
    """A fact, and the keys of the parties and places that it is compared by."""

    fact: "Fact"
    parties: frozenset[str]
    places: frozenset[str]


Views = Mapping[str, object]
"""Under each key all that a comparison can learn of it."""


class Kept:
    """What a painter keeps from one picture for the next."""

    def __init__(self) -> None:
        self.sketches: Shelf[Sketched] = Shelf()
        self.matches: Shelf[tuple[float, bool]] = Shelf()
        self.citations: Shelf[bool] = Shelf()
        self.accounts: Shelf[Account] = Shelf()
        self.keys: Shelf[tuple[tuple[str, ...], ...]] = Shelf()
        self.blocks: Shelf[tuple[tuple[int, int, Join], ...]] = Shelf()
        self.scores: Shelf[Join] = Shelf()
        self.bars: Shelf[bool] = Shelf()
        self.voices: Shelf[tuple[Voice, ...]] = Shelf()
        self.witnesses: Shelf[tuple[Witness, ...]] = Shelf()
        self.quarrels: Shelf[tuple[Quarrel, ...]] = Shelf()
        self.incidents: Shelf[Incident] = Shelf()
        self._known: dict[str, Known] = {}
        self._views: tuple[Views, Views, Views] = ({}, {}, {})
        self._told: object = None
        self._speaking: object = None

    def begin(self, sources: Sequence[SourceRecord], within: Within | None) -> None:
        """Begin a picture; with another source list or gazetteer nothing stands any longer."""
        told = (tuple(sources), within)
        if told != self._told:
            self._known, self._views, self._told = {}, ({}, {}, {}), told
            for shelf in self._shelves():
                shelf.clear()
        for shelf in self._shelves():
            shelf.turn()

    def heard(self, publishers: object) -> None:
        """Say who publishes: whom a short name means depends on all of them."""
        if publishers != self._speaking:
            self._speaking = publishers
            for shelf in (self.voices, self.witnesses, self.quarrels, self.incidents):
                shelf.clear()

    def facts(
        self,
        claims: Iterable[Claim],
        views: tuple[Views, Views, Views],
        make: Callable[[Claim], Known],
    ) -> list["Fact"]:
        """The facts of claims: those that still stand as they were, the others made anew.

        :param views: of parties, places and reports
        """
        changed = tuple(map(_changed, self._views, views))
        parties, places, reports = changed
        known: dict[str, Known] = {}
        for claim in claims:
            old = self._known.get(claim.id)
            if (
                old is None
                or not (old.fact.claim is claim or old.fact.claim == claim)
                or claim.report.id in reports
                or not parties.isdisjoint(old.parties)
                or not places.isdisjoint(old.places)
            ):
                old = make(claim)
            known[claim.id] = old
        self._known, self._views = known, views
        return [each.fact for each in known.values()]

    def _shelves(self) -> tuple[Shelf[object], ...]:
        return tuple(each for each in vars(self).values() if isinstance(each, Shelf))


def _changed(before: Views, now: Views) -> set[str]:
    """The keys under which something else is to be learnt than before."""
    found = {key for key, view in now.items() if before.get(key, _NOTHING) != view}
    found.update(key for key in before if key not in now)
    return found
