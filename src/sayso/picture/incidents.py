"""Which claims speak of one happening."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from sayso.model import Join
from sayso.picture.accounts import Account, accounts_of, by_report, place_cells
from sayso.picture.clustering import Clusters, agglomerate, edges_of
from sayso.picture.decisions import Bonds
from sayso.picture.extents import days_between
from sayso.picture.facts import Fact, Facts
from sayso.picture.weights import weights

WORDS_FAMILY = "words"
"""What parties say is no happening on the ground."""

LOSSES = "casualties"
_BUCKET_DAYS = 8


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts of one happening and the joins between their claims, in order."""

    accounts: tuple[Account, ...]
    joins: tuple[Join, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, once each, in the order in which the world was told."""
        found = {fact.id: fact for account in self.accounts for fact in account.facts}
        return tuple(found.values())


def is_incident_claim(fact: Fact) -> bool:
    """Whether the claim tells of something that happened: no state of affairs, no words, no plan."""
    return fact.entry.class_ == "event" and fact.entry.family != WORDS_FAMILY and fact.happened


def happenings(facts: Facts, bonds: Bonds) -> tuple[Happening, ...]:
    """The claims that tell of happenings, brought together by happening."""
    telling = [fact for fact in facts.all if is_incident_claim(fact)]
    alone = frozenset(id_ for pair in bonds.apart for id_ in pair)
    accounts = accounts_of(telling, facts.places, alone, facts.kept)
    clusters = Clusters(accounts, facts, bonds)
    edges = edges_of(clusters, facts)
    agglomerate(clusters, (e for e in edges if not _is_losses(accounts[e.one])))
    followers = _Followers(clusters, facts)
    followers.attach()
    agglomerate(clusters, (e for e in edges if followers.left_alone(e.one, e.other)))
    return _found(clusters)


def _found(clusters: Clusters) -> tuple[Happening, ...]:
    joins: dict[int, list[Join]] = defaultdict(list)
    where: dict[str, set[int]] = defaultdict(set)
    by_root = {clusters.root(members[0]): members for members in clusters.all()}
    for number, account in enumerate(clusters.accounts):
        for fact in account.facts:
            where[fact.id].add(clusters.root(number))
    for join in clusters.joins:
        for root in where[join.left] & where[join.right]:
            joins[root].append(join)
    return tuple(
        Happening(
            accounts=tuple(clusters.accounts[n] for n in members),
            joins=tuple(sorted(set(joins[root]), key=lambda j: (j.left, j.right, -j.score))),
        )
        for root, members in by_root.items()
    )


class _Followers:
    """Accounts that cannot stand for a happening of their own when there is one they belong to.

    A claim of losses belongs to the violence it tells of; a claim without a place, or whose place
    was taken over from what stands before, to what its own report tells beside it; a claim about a province to the one happening in it that it fits. Where
    two would do equally well, it is left alone: unknown stays unknown.
    """

    def __init__(self, clusters: Clusters, facts: Facts) -> None:
        self._clusters = clusters
        self._accounts = clusters.accounts
        self._facts = facts
        self._reports = by_report(clusters.accounts)
        self._attached: set[int] = set()
        self._near: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for number, account in enumerate(self._accounts):
            if account.pinned and account.first.entry.violent and not _is_losses(account):
                for key in self._buckets(account):
                    self._near[key].append(number)

    def attach(self) -> None:
        """Join each such account to what it belongs to."""
        sizes = {n: len(self._clusters.members(n)) for n in range(len(self._accounts))}
        for number, account in enumerate(self._accounts):
            if _is_losses(account):
                searches = (self._beside, self._elsewhere)
            elif account.pinned or (sizes[number] > 1 and not account.inherited):
                continue
            else:
                searches = (self._beside, self._in_the_area)
            leaders = (found for search in searches if (found := search(number)) is not None)
            leader = next(leaders, None)
            if leader is not None:
                self._follow(number, leader)

    def left_alone(self, one: int, other: int) -> bool:
        """Whether both are losses, and one of them at least found nothing to belong to."""
        return _is_losses(self._accounts[one]) and not {one, other} <= self._attached

    def _follow(self, number: int, leader: int) -> None:
        join = self._clusters.compare(leader, number)
        why = "losses told with it" if _is_losses(self._accounts[number]) else "told with it"
        reasons = (*join.reasons, (why, 0.0))
        self._attached.add(number)
        self._clusters.join(leader, number, msgspec.structs.replace(join, reasons=reasons))

    def _beside(self, number: int) -> int | None:
        """What the same report tells that this belongs to, the best fitting and nearest."""
        account = self._accounts[number]
        report = account.first.claim.report.id
        ranked = sorted(
            (rank, other)
            for other in self._reports[report]
            if other != number and (rank := self._fit(account, other, report)) is not None
        )
        return next((other for _, other in ranked if self._clusters.may_join(other, number)), None)

    def _fit(self, account: Account, other: int, report: str) -> tuple[int, int, int, int] | None:
        """How well an account of the same report fits, smaller is better; null when it does not."""
        leader = self._accounts[other]
        if not self._leads(account, leader):
            return None
        sides = self._sides(account.first, leader.first)
        place = self._place(account, leader)
        own = account.first.claim.evidence.sentence
        theirs = [f.claim.evidence.sentence for f in leader.facts if f.claim.report.id == report]
        distance = min((abs(own - s) for s in theirs), default=10**6)
        ahead = int(all(s > own for s in theirs))
        near = distance <= weights().sentence_reach
        if sides < 0 or place < 0:
            return None
        if _is_losses(account):
            there = (
                account.inherited and leader.pinned and self._same_days(account.first, leader.first)
            )
            fits = near or (place > 0 and (sides > 0 or there))
        elif account.inherited:
            same_day = self._same_days(account.first, leader.first)
            fits = place > 0 and same_day and (near or sides > 0)
        else:
            fits = sides > 0 and (near or self._same_days(account.first, leader.first))
        return (-sides, -place, distance, ahead) if fits else None

    def _leads(self, account: Account, leader: Account) -> bool:
        if _is_losses(leader) or not self._days_meet(account.first, leader.first):
            return False
        if _is_losses(account):
            return leader.first.entry.violent
        placeless = account.place is None or account.inherited
        return leader.group == account.group and leader.pinned and placeless

    def _elsewhere(self, number: int) -> int | None:
        """For losses at a known place and day: the one violent happening told there by others."""
        account = self._accounts[number]
        if not account.pinned:
            return None
        near = {other for key in self._buckets(account) for other in self._near.get(key, ())}
        return self._only(
            number,
            (o for o in near if self._place(account, self._accounts[o]) > 0),
        )

    def _in_the_area(self, number: int) -> int | None:
        """For a province and a few days: the one happening in it with the same sides."""
        account = self._accounts[number]
        place = self._facts.places.place(account.place) if account.place else None
        if place is None or place.precision != "adm1" or not account.first.sides:
            return None
        near = {other for key in self._area_buckets(account) for other in self._near.get(key, ())}
        return self._only(
            number,
            (
                o
                for o in near
                if self._accounts[o].group == account.group
                and self._place(account, self._accounts[o]) > 0
                and self._sides(account.first, self._accounts[o].first) > 0
            ),
        )

    def _only(self, number: int, candidates: Iterable[int]) -> int | None:
        account = self._accounts[number]
        leaders: dict[int, int] = {}
        for other in sorted(candidates):
            leader = self._accounts[other]
            if self._days_meet(account.first, leader.first) and not (
                self._sides(account.first, leader.first) < 0
            ):
                leaders.setdefault(self._clusters.root(other), other)
        if len(leaders) != 1:
            return None
        found = next(iter(leaders.values()))
        return found if self._clusters.may_join(found, number) else None

    def _buckets(self, account: Account) -> Iterable[tuple[object, ...]]:
        if account.place is None or account.first.span is None:
            return
        place = self._facts.places.place(account.place)
        area = (("area", place.country or "", place.admin1),) if place.admin1 else ()
        for bucket in _bucket_numbers(account.first.span):
            for key in (*place_cells(place), *area):
                yield (*key, bucket)

    def _area_buckets(self, account: Account) -> Iterable[tuple[object, ...]]:
        if account.place is None or account.first.span is None:
            return
        place = self._facts.places.place(account.place)
        if account.first.span[1] - account.first.span[0] > _BUCKET_DAYS:
            return
        for bucket in _bucket_numbers(account.first.span):
            yield ("area", place.country or "", place.admin1 or place.name, bucket)

    def _days_meet(self, one: Fact, other: Fact) -> bool:
        if one.span is None or other.span is None:
            return True
        return days_between(one.span, other.span) <= weights().tolerance_days

    def _same_days(self, one: Fact, other: Fact) -> bool:
        return one.span is not None and other.span is not None and self._days_meet(one, other)

    def _sides(self, one: Fact, other: Fact) -> int:
        """1 for a shared side, 0 where one names nobody, -1 for none shared."""
        mine = one.sides | one.victims
        theirs = other.sides | other.victims
        if not mine or not theirs:
            return 0
        if self._facts.parties.any_on_side(mine, theirs):
            return 1
        return 0 if one.victims or not one.sides else -1

    def _place(self, account: Account, leader: Account) -> int:
        """1 for the same place or one within the other, 0 where unknown, -1 for another place."""
        if account.place is None or leader.place is None:
            return 0
        relation = self._facts.places.relation(account.place, leader.place)
        if relation in ("same", "within", "contains"):
            return 1
        return -1 if relation == "apart" else 0


def _bucket_numbers(span: tuple[int, int]) -> range:
    reach = weights().tolerance_days
    return range((span[0] - reach) // _BUCKET_DAYS, (span[1] + reach) // _BUCKET_DAYS + 1)


def _is_losses(account: Account) -> bool:
    return account.first.claim.type == LOSSES
