"""Which place each toponym of a report means, decided for the whole report at once.

Candidates are weighed by similarity of name, the containers that the text names, the countries in
focus, the kind of feature asked for, closeness to the report's other places and, last, prominence;
picks are revised until they agree (after Speriosu & Baldridge 2013 and Lieberman & Samet 2012).
"""

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sayso.places.gazetteer import Gazetteer
from sayso.places.place import POPULATED, Candidate, Place, distance_km
from sayso.places.spelling import normal
from sayso.places.toponyms import Span

_ROUNDS = 3
_WEIGHED = 60
_CLOSE_KM = 150.0
_SAME_KM = 25.0

# Weights in nats. Similarity, container and country outweigh prominence on purpose.
_SIMILARITY = 7.0
_CONTAINER = 3.0
_NOT_IN_CONTAINER = -2.0
_FOCUS = 2.2
_UNIT_FOCUS = 1.6
_HOLDS = 1.6
_NEIGHBOUR = 0.5
_CLOSE = 1.3
_PROMINENCE = 4.2
_CURATED = 0.5
_SEAT_MEANT = 1.5
_NAMESAKE = 1.0
"""Against a place that bears a name beside its own, where a greater place has it for its own."""


class Group(msgspec.Struct, kw_only=True):
    """All mentions of one name with one wanted kind: one sense to a report."""

    name: str
    asked: tuple[str, ...]
    spans: list[int]
    candidates: list[Candidate]
    containers: list[int] = []
    pick: Candidate | None = None
    score: float = 0.0
    margin: float = 0.0
    rivals: list[Candidate] = []
    number: int = 0


class Resolution(msgspec.Struct, kw_only=True):
    """What the resolver found: groups, the group of each span, and the weight of each country.

    ``home`` is the country that the report was said to be about, if any.
    """

    groups: list[Group]
    group_of: list[int]
    focus: dict[str, float]
    home: str | None = None


class Resolver:
    """Resolves the spans of one report."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        spans: Sequence[Span],
        within: Sequence[int | None],
        home: str | None,
    ) -> None:
        self._gazetteer = gazetteer
        self._spans = spans
        self._within = within
        self._home = home
        self._groups, self._group_of = self._group()
        self._focus: dict[str, float] = {}
        self._anchors: list[tuple[int, Place]] = []
        self._units_seen: dict[str, float] = {}
        self._unit_total = 0.0
        self._held = self._held_by_container()

    def resolve(self) -> Resolution:
        """Decide."""
        for group in self._groups:
            self._choose(group, first=True)
        self._read_focus()
        self._look_closer()
        for _ in range(_ROUNDS):
            self._anchors = self._pick_anchors()
            before = [g.pick.place.id if g.pick else None for g in self._groups]
            for group in sorted(self._groups, key=lambda g: len(g.containers)):
                self._choose(group, first=False)
            self._read_focus()
            if before == [g.pick.place.id if g.pick else None for g in self._groups]:
                break
        return Resolution(
            groups=self._groups, group_of=self._group_of, focus=self._focus, home=self._home
        )

    def _group(self) -> tuple[list[Group], list[int]]:
        groups: list[Group] = []
        index: dict[tuple[str, tuple[str, ...]], int] = {}
        group_of: list[int] = []
        asked_by_name: dict[str, tuple[str, ...]] = {}
        for span in self._spans:
            if span.asked:
                asked_by_name.setdefault(span.norm, span.asked)
        for number, span in enumerate(self._spans):
            asked = span.asked
            if not asked:
                told = asked_by_name.get(span.norm, ())
                # "Andarab Valley" first and "Andarab" later are one; "Kabul province" and "Kabul" are not
                asked = told if told and told[0] not in ("adm1", "country") else ()
            key = (span.norm, asked)
            if key not in index:
                index[key] = len(groups)
                groups.append(
                    Group(
                        number=len(groups),
                        name=span.name,
                        asked=asked,
                        spans=[],
                        candidates=self._candidates(span),
                    )
                )
            group = groups[index[key]]
            group.spans.append(number)
            container = self._within[number]
            if container is not None:
                group.containers.append(container)
            group_of.append(index[key])
        return groups, group_of

    def _candidates(self, span: Span) -> list[Candidate]:
        if span.demonym is not None:
            place = self._gazetteer.country(span.demonym)
            return [Candidate(place=place, similarity=1.0, matched=span.norm, prominence=1.0)]
        return self._gazetteer.candidates(span.name, limit=_WEIGHED)

    def _choose(self, group: Group, *, first: bool) -> None:
        """Weigh the group's candidates and keep the best, its margin and its rivals."""
        scored = [
            (self._weight(group, candidate, first=first), candidate)
            for candidate in group.candidates
        ]
        if not scored:
            group.pick = None
            return
        if not first and len(scored) > 1:
            scored.sort(key=lambda pair: -pair[0])
            head = [(s + self._closeness(group, c), c) for s, c in scored[:10]]
            scored = [*head, *scored[10:]]
        elif not first:
            scored = [(s + self._closeness(group, c), c) for s, c in scored]
        scored.sort(key=lambda pair: (-pair[0], pair[1].place.id))
        group.score, group.pick = scored[0]
        rivals = [(s, c) for s, c in scored[1:] if not self._same(group.pick.place, c.place)]
        group.margin = group.score - rivals[0][0] if rivals else 4.0
        group.rivals = [c for s, c in rivals if group.score - s < 0.8]

    def _weight(self, group: Group, candidate: Candidate, *, first: bool) -> float:
        place = candidate.place
        score = _SIMILARITY * (candidate.similarity - 1.0) + _PROMINENCE * candidate.prominence
        score += _fit(group.asked, place.kind)
        if place.curated:
            score += _CURATED
        score += self._contained(group, place) + self._holds(group, place)
        if place.kind == "adm1" and not group.asked and self._has_seat(group, place):
            score -= _SEAT_MEANT
        if self._has_greater_namesake(group, candidate):
            score -= _NAMESAKE
        if first:
            if self._home and place.country == self._home:
                score += _FOCUS / 2
            return score
        country = place.country
        if country is not None:
            share = self._focus.get(country, 0.0)
            if place.kind == "country":
                share = max(share, 0.3)
            score += _FOCUS * math.sqrt(share)
            if place.kind not in ("country", "region"):
                score += _UNIT_FOCUS * math.sqrt(self._unit_votes(place, group))
            if not share and any(country in self._near(other) for other in self._top()):
                score += _NEIGHBOUR
        return score

    def _held_by_container(self) -> dict[int, list[int]]:
        """For each group the groups that the text puts inside it."""
        held: dict[int, list[int]] = defaultdict(list)
        for number, container in enumerate(self._within):
            if container is not None:
                held[self._group_of[container]].append(self._group_of[number])
        return dict(held)

    def _holds(self, group: Group, place: Place) -> float:
        """What is said to lie in it may lie in it: "Atlanta, Georgia" is not in the Caucasus."""
        inner = self._held.get(group.number, ()) if self._held else ()
        for number in inner:
            if any(
                c.place.id != place.id and self._gazetteer.within(c.place, place)
                for c in self._groups[number].candidates[:20]
            ):
                return _HOLDS
        return 0.0

    def _has_seat(self, group: Group, unit: Place) -> bool:
        """Whether a town in the unit bears its name: then the bare name means the town."""
        return any(
            c.place.kind in ("city", "town") and unit.id in c.place.parents
            and c.prominence > 0.55 and c.similarity > 0.9
            for c in group.candidates
        )  # fmt: skip

    def _has_greater_namesake(self, group: Group, candidate: Candidate) -> bool:
        """Whether a more prominent town is called so: Karaj, not the suburb once called Karaj."""
        return candidate.similarity < 1.0 and any(
            c.similarity == 1.0
            and c.place.kind in POPULATED
            and c.prominence > candidate.prominence
            and (c.place.country == candidate.place.country or c.prominence >= 0.8)
            for c in group.candidates
        )

    def _contained(self, group: Group, place: Place) -> float:
        best = 0.0
        worst = 0.0
        for number in group.containers:
            held = self._groups[self._group_of[number]] if number < len(self._group_of) else None
            if held is None:
                continue
            inside = any(
                place.id != c.place.id and self._gazetteer.within(place, c.place)
                for c in held.candidates[:12]
            )
            if inside:
                best = max(best, _CONTAINER)
            elif held.pick is not None and held.pick.place.kind in ("country", "adm1"):
                worst = min(worst, _NOT_IN_CONTAINER)
        return best or worst

    def _closeness(self, group: Group, candidate: Candidate) -> float:
        place = candidate.place
        if place.lat is None or place.lon is None or place.kind == "country":
            return 0.0
        shares = sorted(
            (
                math.exp(-distance_km(place.lat, place.lon, other.lat, other.lon) / _CLOSE_KM)
                for number, other in self._anchors
                if number not in group.spans and other.lat is not None and other.lon is not None
            ),
            reverse=True,
        )[:3]
        return _CLOSE * sum(shares) / 3 if shares else 0.0

    def _pick_anchors(self) -> list[tuple[int, Place]]:
        sure = sorted(
            (g for g in self._groups if g.pick is not None and g.pick.place.kind != "country"),
            key=lambda g: -g.margin,
        )
        return [(g.spans[0], g.pick.place) for g in sure[:14] if g.pick is not None]

    def _read_focus(self) -> None:
        votes: dict[str, float] = defaultdict(float)
        for group in self._groups:
            if group.pick is None or group.pick.place.country is None:
                continue
            kind = group.pick.place.kind
            times = math.sqrt(len(group.spans))
            sure = 1 / (1 + math.exp(-1.5 * (group.margin - 0.5)))
            weight = {"country": 1.2, "adm1": 1.2}.get(kind, 1.0) * group.pick.similarity**4
            votes[group.pick.place.country] += weight * times * sure
        if self._home:
            votes[self._home] += 0.8
        units: dict[str, float] = defaultdict(float)
        for group in self._groups:
            if group.pick is not None and group.pick.place.admin1 is not None:
                place = group.pick.place
                units[f"{place.country}/{place.admin1}"] += self._vote_of(group)
        self._units_seen = dict(units)
        self._unit_total = sum(units.values())
        total = sum(votes.values())
        self._focus = {c: v / total for c, v in votes.items()} if total else {}

    def _look_closer(self) -> None:
        """Misspelt names of the countries in focus, when only far places bear the name exactly."""
        top = self._top()
        for group in self._groups:
            if group.pick is None and not group.candidates and len(normal(group.name)) < 4:
                continue
            wanted = dict.fromkeys([*self._held_in(group), *top])
            missing_kind = group.asked and not any(
                c.place.kind in group.asked and c.place.country in wanted for c in group.candidates
            )
            if not missing_kind and any(
                c.place.country in wanted or c.prominence > 0.72 for c in group.candidates
            ):
                continue
            known = {c.place.id for c in group.candidates}
            for country in list(wanted)[:3]:
                for candidate in self._gazetteer.among_units(group.name, country):
                    if candidate.place.id not in known:
                        group.candidates = [*group.candidates, candidate]
                        known.add(candidate.place.id)
            for candidate in self._gazetteer.similar(group.name, 40):
                if candidate.place.country in wanted and candidate.place.id not in known:
                    group.candidates = [*group.candidates, candidate]
                    known.add(candidate.place.id)

    def _held_in(self, group: Group) -> list[str]:
        out = []
        for number in group.containers:
            pick = self._groups[self._group_of[number]].pick
            if pick is not None and pick.place.country is not None:
                out.append(pick.place.country)
        return out

    def _top(self) -> list[str]:
        ranked = sorted(self._focus.items(), key=lambda item: -item[1])
        return [country for country, share in ranked[:3] if share >= 0.15]

    def _unit_votes(self, place: Place, group: Group) -> float:
        """The share of the report's other places that lie in the same first-order unit."""
        key = f"{place.country}/{place.admin1}"
        if place.admin1 is None or self._unit_total <= 0:
            return 0.0
        mine = 0.0
        if (
            group.pick is not None
            and f"{group.pick.place.country}/{group.pick.place.admin1}" == key
        ):
            mine = self._vote_of(group)
        return max(0.0, self._units_seen.get(key, 0.0) - mine) / self._unit_total

    def _vote_of(self, group: Group) -> float:
        sure = 1 / (1 + math.exp(-1.5 * (group.margin - 0.5)))
        return math.sqrt(len(group.spans)) * sure

    def _near(self, country: str) -> frozenset[str]:
        return self._gazetteer.neighbours(country)

    def _same(self, a: Place, b: Place) -> bool:
        """Whether two entries are one place to a reader: a town and its district, say."""
        if a.id == b.id or a.id in b.parents or b.id in a.parents:
            return (
                a.name == b.name
                or normal(a.name) in normal(b.name)
                or normal(b.name) in normal(a.name)
                or a.kind == "country"
            )
        if None in (a.lat, a.lon, b.lat, b.lon):
            return False
        return distance_km(a.lat, a.lon, b.lat, b.lon) < _SAME_KM  # type: ignore[arg-type]


def _fit(asked: tuple[str, ...], kind: str) -> float:
    """How well a kind answers what the text asks for; without a type word towns are meant."""
    if asked:
        if kind == asked[0]:
            return 2.0
        if kind in asked:
            return 1.5
        if kind in POPULATED and POPULATED.intersection(asked):
            return 0.8
        return -0.6
    if kind == "country":
        return 1.2
    if kind in ("adm2", "quarter"):
        return -0.3
    return 0.0
