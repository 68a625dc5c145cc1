"""What is told of a whole and so of its parts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.model import ClaimPlace
from sayso.picture.capitals import capitals
from sayso.picture.extents import rank
from sayso.picture.facts import Facts
from sayso.picture.holding import Evidence, Hostilities
from sayso.picture.stretches import WHOLES, Stretch, distinct


class Wholes:
    """Who holds which whole, and what follows for the places in it.

    :param by_place: the evidence on each place
    :param fought_for: the places that are contested by evidence of their own
    :param canonical: the one key of a place
    """

    def __init__(
        self,
        facts: Facts,
        by_place: Mapping[str, Sequence[Evidence]],
        fought_for: Sequence[str],
        canonical: Callable[[str], str],
    ) -> None:
        self._facts = facts
        self._by_place = by_place
        self._fought_for = fought_for
        self._canonical = canonical
        self._hostilities = Hostilities(facts)
        self._holding: dict[str | None, dict[str, list[Evidence]]] = defaultdict(dict)
        for key, told in by_place.items():
            place = facts.places.place(key)
            holding = [e for e in told if e.bearing in ("gain", "hold")]
            if holding and place.precision in WHOLES:
                self._holding[place.country][key] = sorted(holding, key=lambda e: e.rank)

    def inherited(self, key: str, told: Iterable[Evidence]) -> Stretch | None:
        """What the whole says of a part whose own evidence is older or says no more than presence."""
        place = self._facts.places.place(key)
        if place.precision == "region":
            return None
        own = [e for e in told if e.bearing != "present"]
        last = max((e.end for e in own), default=None)
        above = self._above(place, key)
        found = self._from_wholes([e for e in above if last is None or e.start > last])
        return found and self._weakened(found, place, key, told)

    def _weakened(
        self, found: Stretch, place: ClaimPlace, key: str, told: Iterable[Evidence] = ()
    ) -> Stretch:
        """What the whole says is in doubt where enemies of its holder stand, or parts are fought for."""
        holder = found.holder or ""
        enemies = [
            e
            for e in told
            if e.bearing == "present"
            and e.end >= found.start
            and any(self._hostilities.between(holder, party) for party in e.parties)
        ]
        if enemies:
            found.status = "contested"
            found.holder = None
            found.rivals = distinct(
                self._facts.parties, (holder, *(p for e in enemies for p in e.parties))
            )
            found.told.extend(e.fact for e in enemies)
            found.last = max(found.last, *(e.end for e in enemies))
        elif place.precision in WHOLES and any(
            self._facts.places.relation(part, key) == "within" for part in self._fought_for
        ):
            found.status = "contested"
        return found

    def _from_wholes(self, above: Sequence[Evidence]) -> Stretch | None:
        if not above:
            return None
        latest = above[-1]
        same = [e for e in above if self._facts.parties.any_on_side(latest.parties[:1], e.parties)]
        own_word = all(e.own_word for e in same)
        return Stretch(
            status="claimed" if own_word else "held",
            holder=latest.parties[0],
            rivals=(),
            start=same[0].start,
            told=[e.fact for e in same],
            last=max(e.end for e in same),
        )

    def parts_without_evidence(self) -> Iterable[tuple[ClaimPlace, list[Stretch]]]:
        """The capital, and every place that claims name, in a whole that somebody holds."""
        for key, place in self._parts(set(self._holding) - {None}).items():
            found = self._from_wholes(self._above(place, key))
            if found is not None:
                known = self._facts.places.knows(key)
                yield place, [self._weakened(found, place, key) if known else found]

    def _parts(self, countries: set[str | None]) -> Mapping[str, ClaimPlace]:
        parts: dict[str, ClaimPlace] = {}
        named: set[tuple[str | None, str]] = set()
        for fact in self._facts.all:
            for key in fact.places:
                place = self._facts.places.place(key)
                if place.country in countries and place.precision in (
                    "exact",
                    "near",
                    "adm2",
                    "adm1",
                ):
                    named.add((place.country, (place.name or place.mention).casefold()))
                    if self._canonical(key) not in self._by_place:
                        parts.setdefault(self._canonical(key), place)
        for country in sorted(c for c in countries if c):
            capital = capitals().get(country)
            if capital is None or (country, (capital.name or "").casefold()) in named:
                continue
            parts[capital.id or capital.mention] = capital
        return parts

    def _above(self, place: ClaimPlace, key: str) -> list[Evidence]:
        """The evidence on the wholes that this place lies in, oldest first."""
        found: list[Evidence] = []
        for area, holding in self._holding.get(place.country, {}).items():
            whole = self._facts.places.place(area)
            if rank(place) >= rank(whole):
                continue
            if whole.precision == "country" or (
                self._facts.places.knows(key) and self._facts.places.relation(key, area) == "within"
            ):
                found.extend(holding)
        return sorted(found, key=lambda e: e.rank)
