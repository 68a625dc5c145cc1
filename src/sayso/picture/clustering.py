"""Which accounts are one happening: constrained agglomeration of the pairs that score enough.

Pairs are taken best first, ties in the order in which the world was told; two clusters are joined
unless something in the one cannot stand with something in the other. What reviewers put together
is together whatever the score, and what they parted stays apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from sayso.model import Join
from sayso.picture.accounts import Account, blocks, pairs
from sayso.picture.decisions import Bonds
from sayso.picture.facts import Facts
from sayso.picture.scoring import cannot, score
from sayso.picture.weights import weights


class Clusters:
    """A partition of accounts that only ever grows coarser, and the joins that made it."""

    def __init__(self, accounts: Sequence[Account], facts: Facts, bonds: Bonds) -> None:
        self.accounts = accounts
        self.joins: list[Join] = []
        self._facts = facts
        self._parent = list(range(len(accounts)))
        self._members: dict[int, list[int]] = {n: [n] for n in range(len(accounts))}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for left, right in bonds.apart:
            self._apart[left].add(right)
            self._apart[right].add(left)
        for account in accounts:
            self.joins.extend(joins_within(account, facts))
        self._merge_as_told(bonds)

    def root(self, number: int) -> int:
        """The account that stands for the cluster this one is in."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def members(self, number: int) -> tuple[int, ...]:
        """All accounts of the cluster this one is in, in order."""
        return tuple(sorted(self._members[self.root(number)]))

    def all(self) -> list[tuple[int, ...]]:
        """The clusters, each in order, in the order of their first accounts."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def may_join(self, one: int, other: int) -> bool:
        """Whether the clusters of two accounts are two, and nothing keeps them apart."""
        first, second = self.root(one), self.root(other)
        return first != second and not any(
            self._kept_apart(self.accounts[a], self.accounts[b])
            for a in self._members[first]
            for b in self._members[second]
        )

    def join(self, one: int, other: int, join: Join) -> None:
        """Make the clusters of two accounts one, for this reason."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._parent[second] = first
            self._members[first].extend(self._members.pop(second))
        self.joins.append(join)

    def compare(self, one: int, other: int) -> Join:
        """The score of two accounts, and why."""
        left, right = self.accounts[one], self.accounts[other]
        return compared(left, right, self._facts)

    def _kept_apart(self, one: Account, other: Account) -> bool:
        if self._apart:
            theirs = {fact.id for fact in other.facts}
            if any(self._apart.get(fact.id, set()) & theirs for fact in one.facts):
                return True
        return excluded(one, other, self._facts)

    def _merge_as_told(self, bonds: Bonds) -> None:
        if not bonds.together:
            return
        told = {id_ for pair in bonds.together for id_ in pair}
        where: dict[str, int] = {}
        for number, account in enumerate(self.accounts):
            for fact in account.facts:
                if fact.id in told:
                    where.setdefault(fact.id, number)
        for left, right in sorted(bonds.together):
            if left in where and right in where:
                reasons = (("merged by a reviewer", 0.0),)
                join = Join(left=left, right=right, score=1.0, reasons=reasons)
                self.join(where[left], where[right], join)


class Edge(msgspec.Struct, frozen=True):
    """Two accounts that score enough, best first."""

    cost: float
    one: int
    other: int
    join: Join


def edges_of(clusters: Clusters, facts: Facts) -> list[Edge]:
    """The pairs of accounts that score enough and do not contradict each other, best first.

    A block is scored once for as long as it stays the same.
    """
    found: dict[tuple[int, int], Edge] = {}
    for block in blocks(clusters.accounts, facts):
        members = tuple(clusters.accounts[number] for number in block)
        for left, right, join in facts.kept.blocks.get(members, partial(_joins, members, facts)):
            one, other = block[left], block[right]
            found[one, other] = Edge(-join.score, one, other, join)
    return sorted(found.values(), key=lambda edge: (edge.cost, edge.one, edge.other))


def _joins(block: tuple[Account, ...], facts: Facts) -> tuple[tuple[int, int, Join], ...]:
    threshold = weights().threshold
    return tuple(
        (one, other, join)
        for one, other in dict.fromkeys(pairs(block))
        if not excluded(block[one], block[other], facts)
        and (join := compared(block[one], block[other], facts)).score > threshold
    )


def agglomerate(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """Join along these edges wherever nothing keeps the two clusters apart."""
    for edge in edges:
        if clusters.may_join(edge.one, edge.other):
            clusters.join(edge.one, edge.other, edge.join)


def joins_within(account: Account, facts: Facts) -> Iterable[Join]:
    """The joins inside an account: its first claim with each further one."""
    first, places = account.first, (account.place, account.place)
    for fact in account.facts[1:]:
        key = (first, fact, *places)
        yield facts.kept.scores.get(key, partial(score, first, fact, facts, places))


def compared(left: Account, right: Account, facts: Facts) -> Join:
    """The score of two accounts, and why; worked out once for as long as both stand."""
    places = (left.place, right.place)
    return facts.kept.scores.get(
        (left.first, right.first, *places), partial(score, left.first, right.first, facts, places)
    )


def excluded(left: Account, right: Account, facts: Facts) -> bool:
    """Whether two accounts cannot be one happening; worked out once for as long as both stand."""
    places = (left.place, right.place)
    return facts.kept.bars.get(
        (left.first, right.first, *places), partial(cannot, left.first, right.first, facts, places)
    )
