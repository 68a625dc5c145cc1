"""Who holds which place, over time.

What is said of a whole holds for its parts unless something more specific says otherwise: "the
Taliban hold almost the entire country" speaks for its capital and against no district for which
there is evidence of its own. What is denied of a whole ("not in full control of the country") says
nothing about any one part.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from sayso.model import ClaimPlace, ControlState, ControlStatus, Holder
from sayso.picture.capitals import capitals
from sayso.picture.extents import rank
from sayso.picture.facts import Fact, Facts
from sayso.picture.grades import Judge
from sayso.picture.holding import Evidence, evidence
from sayso.picture.naming import party_name
from sayso.picture.words import words_of

CONTEST_LASTS = 7
"""Days after the last word of fighting for which a place stays contested."""

_WHOLES = frozenset({"adm1", "region", "country"})


class _Stretch(msgspec.Struct, kw_only=True):
    """Days over which nothing changed; parties as keys."""

    status: ControlStatus
    holder: str | None
    rivals: tuple[str, ...]
    start: int
    end: int | None = None
    told: list[Fact]
    last: int


_Wholes = dict[str | None, dict[str, list[Evidence]]]
"""By country and place."""


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
        found: list[tuple[ClaimPlace, list[_Stretch]]] = []
        wholes = self._wholes()
        for key, told in sorted(self._by_place.items()):
            place = self._facts.places.place(key)
            stretches = self._stretches(place, sorted(told, key=lambda e: e.rank))
            inherited = self._inherited(key, told, wholes)
            if inherited is not None:
                _follow(stretches, inherited)
            found.append((place, stretches))
        found.extend(self._parts_without_evidence(wholes))
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

    def _stretches(self, place: ClaimPlace, told: Sequence[Evidence]) -> list[_Stretch]:
        found: list[_Stretch] = []
        whole = place.precision in _WHOLES
        present = [e for e in told if e.bearing == "present"]
        for each in told:
            if each.bearing != "present":
                self._apply(found, each, present, whole)
        self._settle(found)
        return found

    def _apply(
        self, found: list[_Stretch], each: Evidence, present: Sequence[Evidence], whole: bool
    ) -> None:
        now = found[-1] if found else None
        if each.bearing in ("gain", "hold"):
            self._held(found, now, each, whole)
        elif each.bearing == "contest":
            self._contested(found, now, each)
        elif each.bearing == "lose":
            if now is not None and now.holder and self._ours(now.holder, each.parties):
                _open(found, each, status="unknown", holder=None, rivals=())
        else:
            self._not_held(found, now, each, present, whole)

    def _held(
        self, found: list[_Stretch], now: _Stretch | None, each: Evidence, whole: bool
    ) -> None:
        holder = each.parties[0]
        status: ControlStatus = "claimed" if each.own_word else "held"
        if now is None or now.status == "unknown":
            _open(found, each, status=status, holder=holder, rivals=())
        elif now.status in ("held", "claimed") and now.holder:
            if self._ours(now.holder, each.parties):
                if status == "held" and now.status == "claimed":
                    _open(found, each, status="held", holder=now.holder, rivals=now.rivals)
                else:
                    _confirm(now, each)
            elif now.status == "claimed" and status == "held":
                _open(found, each, status="held", holder=holder, rivals=(now.holder,))
            elif each.bearing == "hold" and now.last >= each.start:
                if not (each.own_word and now.status == "held"):
                    self._both(found, now, each)
            elif each.own_word and now.status == "held" and each.bearing == "gain":
                self._both(found, now, each)
            else:
                _open(found, each, status=status, holder=holder, rivals=(now.holder,))
        elif now.status == "not-held":
            if self._facts.parties.any_on_side(now.rivals, each.parties):
                if each.start > now.last:
                    _open(found, each, status=status, holder=holder, rivals=())
                elif whole:
                    _open(found, each, status="contested", holder=holder, rivals=())
            else:
                _open(found, each, status=status, holder=holder, rivals=now.rivals)
        elif each.bearing == "gain" and each.end >= now.last:
            _open(found, each, status=status, holder=holder, rivals=_less(now.rivals, holder))
        else:
            _confirm(now, each)

    def _both(self, found: list[_Stretch], now: _Stretch, each: Evidence) -> None:
        rivals = tuple(sorted({now.holder or "", *each.parties} - {""}))
        _open(found, each, status="contested", holder=None, rivals=rivals, told=now.told)

    def _contested(self, found: list[_Stretch], now: _Stretch | None, each: Evidence) -> None:
        if now is not None and now.status == "contested":
            _confirm(now, each)
            now.rivals = self._distinct((*now.rivals, *each.parties))
            return
        holder = now.holder if now is not None and now.status in ("held", "claimed") else None
        _open(
            found,
            each,
            status="contested",
            holder=holder,
            rivals=tuple(p for p in self._distinct(each.parties) if p != holder),
        )

    def _not_held(
        self,
        found: list[_Stretch],
        now: _Stretch | None,
        each: Evidence,
        present: Sequence[Evidence],
        whole: bool,
    ) -> None:
        if now is not None and now.holder and not self._ours(now.holder, each.parties):
            _confirm(now, each)
            now.rivals = self._distinct((*now.rivals, *each.parties))
            return
        if now is not None and now.holder and now.last >= each.start:
            if whole:
                _open(found, each, status="contested", holder=now.holder, rivals=(), told=now.told)
                return
            if each.own_word or now.status == "claimed":
                pass
            else:
                self._both(found, now, each)
                return
        if now is not None and now.status == "not-held":
            _confirm(now, each)
            return
        there = [
            e
            for e in present
            if e.start <= each.end and not self._facts.parties.any_on_side(e.parties, each.parties)
        ]
        holder = there[-1].parties[0] if there else None
        _open(
            found,
            each,
            status="not-held" if holder is None else ("claimed" if each.own_word else "held"),
            holder=holder,
            rivals=each.parties,
            told=[e.fact for e in there],
        )

    def _settle(self, found: list[_Stretch]) -> None:
        """Fighting of which nothing more is heard stops making a place contested."""
        if not found or found[-1].status != "contested":
            return
        last = found[-1]
        if last.last + CONTEST_LASTS >= self._at or not last.rivals:
            return
        before = found[-2] if len(found) > 1 else None
        known = before is not None and before.status in ("held", "claimed")
        last.end = last.last
        found.append(
            _Stretch(
                status=before.status if before is not None and known else "unknown",
                holder=before.holder if before is not None and known else None,
                rivals=last.rivals,
                start=last.last + 1,
                told=list(before.told if before is not None and known else last.told),
                last=last.last,
            )
        )

    def _wholes(self) -> _Wholes:
        """Evidence that somebody holds a whole, which speaks for its parts, oldest first."""
        found: _Wholes = defaultdict(dict)
        for key, told in self._by_place.items():
            place = self._facts.places.place(key)
            holding = [e for e in told if e.bearing in ("gain", "hold")]
            if holding and place.precision in _WHOLES:
                found[place.country][key] = sorted(holding, key=lambda e: e.rank)
        return found

    def _inherited(self, key: str, told: Iterable[Evidence], wholes: _Wholes) -> _Stretch | None:
        """What the whole says of a part whose own evidence is older or says no more than presence."""
        place = self._facts.places.place(key)
        if place.precision == "region":
            return None
        own = [e for e in told if e.bearing != "present"]
        last = max((e.end for e in own), default=None)
        above = self._above(place, key, wholes)
        return self._from_wholes([e for e in above if last is None or e.start > last])

    def _from_wholes(self, above: Sequence[Evidence]) -> _Stretch | None:
        if not above:
            return None
        latest = above[-1]
        same = [e for e in above if self._ours(latest.parties[0], e.parties)]
        own_word = all(e.own_word for e in same)
        return _Stretch(
            status="claimed" if own_word else "held",
            holder=latest.parties[0],
            rivals=(),
            start=same[0].start,
            told=[e.fact for e in same],
            last=max(e.end for e in same),
        )

    def _parts_without_evidence(
        self, wholes: _Wholes
    ) -> Iterable[tuple[ClaimPlace, list[_Stretch]]]:
        """The capital, and every place that claims name, in a whole that somebody holds."""
        if not wholes:
            return
        for key, place in self._parts(set(wholes) - {None}).items():
            found = self._from_wholes(self._above(place, key, wholes))
            if found is not None:
                yield place, [found]

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

    def _above(self, place: ClaimPlace, key: str, wholes: _Wholes) -> list[Evidence]:
        """The evidence on the wholes that this place lies in, oldest first."""
        found: list[Evidence] = []
        for area, holding in wholes.get(place.country, {}).items():
            whole = self._facts.places.place(area)
            if rank(place) >= rank(whole):
                continue
            if whole.precision == "country" or (
                self._facts.places.knows(key) and self._facts.places.relation(key, area) == "within"
            ):
                found.extend(holding)
        return sorted(found, key=lambda e: e.rank)

    def _ours(self, holder: str, parties: Iterable[str]) -> bool:
        return self._facts.parties.any_on_side((holder,), parties)

    def _distinct(self, parties: Iterable[str]) -> tuple[str, ...]:
        kept: list[str] = []
        for party in parties:
            if not self._ours(party, kept):
                kept.append(party)
        return tuple(kept)

    def _state(self, place: ClaimPlace, stretch: _Stretch) -> ControlState:
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


def _open(
    found: list[_Stretch],
    each: Evidence,
    *,
    status: ControlStatus,
    holder: str | None,
    rivals: tuple[str, ...],
    told: Sequence[Fact] = (),
) -> None:
    """Begin a stretch; one that would have lasted no day is written over."""
    opened = _Stretch(
        status=status,
        holder=holder,
        rivals=rivals,
        start=each.start,
        told=[*told, each.fact],
        last=each.end,
    )
    if found and found[-1].start >= each.start:
        opened.told = list(dict.fromkeys((*found[-1].told, *opened.told)))
        opened.last = max(opened.last, found[-1].last)
        found[-1] = opened
    else:
        if found:
            found[-1].end = each.start - 1
        found.append(opened)


def _confirm(now: _Stretch, each: Evidence) -> None:
    now.told.append(each.fact)
    now.last = max(now.last, each.end)


def _follow(stretches: list[_Stretch], inherited: _Stretch) -> None:
    """Put what the whole says after what was known of the part before."""
    if stretches:
        last = stretches[-1]
        if last.status in ("held", "claimed") and last.holder == inherited.holder:
            last.told.extend(inherited.told)
            last.last = max(last.last, inherited.last)
            return
        last.end = inherited.start - 1
    stretches.append(inherited)


def _less(parties: Iterable[str], without: str) -> tuple[str, ...]:
    return tuple(party for party in parties if party != without)
