"""Scores of a clustering of mentions against the true one: MUC, B-cubed, CEAF-e and their mean.

MUC: Vilain and others 1995. B-cubed: Bagga and Baldwin 1998. CEAF with the entity similarity phi-4:
Luo 2005. Their mean F1 is the CoNLL score (Pradhan and others 2012), as the reference scorer has it.
A clustering gives each mention the name of its cluster; both must be over the same mentions, but for
those that the found one leaves out.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import msgspec

Clustering = Mapping[str, Hashable]


class Score(msgspec.Struct, frozen=True):
    """Precision and recall, each a share."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Clustering, true: Clustering) -> Score:
    """Each mention's share of its cluster that is right, and of its true cluster that is found.

    A mention that was not found has a recall of nothing and takes no part in precision.
    """
    mine, theirs = Counter(found.values()), Counter(true.values())
    both = Counter((found[m], true[m]) for m in true if m in found)
    precision = sum(n * n / mine[cluster] for (cluster, _), n in both.items())
    recall = sum(n * n / theirs[cluster] for (_, cluster), n in both.items())
    return Score(precision / max(1, len(found)), recall / max(1, len(true)))


def muc(found: Clustering, true: Clustering) -> Score:
    """The links that each clustering needs and the other has."""
    return Score(_links(found, true), _links(true, found))


def _links(mine: Clustering, theirs: Clustering) -> float:
    needed = kept = 0
    for members in _clusters(mine).values():
        parts = {theirs[m] for m in members if m in theirs}
        lost = sum(m not in theirs for m in members)
        needed += len(members) - 1
        kept += len(members) - len(parts) - lost
    return kept / needed if needed else 0.0


def ceaf_e(found: Clustering, true: Clustering) -> Score:
    """The best one-to-one match of clusters, each pair worth 2 x shared / both sizes."""
    mine, theirs = Counter(found.values()), Counter(true.values())
    both = Counter((found[m], true[m]) for m in true if m in found)
    worth = {pair: 2 * n / (mine[pair[0]] + theirs[pair[1]]) for pair, n in both.items()}
    best = sum(_best_match(part) for part in _apart(worth))
    return Score(best / max(1, len(mine)), best / max(1, len(theirs)))


def conll(found: Clustering, true: Clustering) -> float:
    """The mean of the three F1."""
    return (muc(found, true).f1 + b_cubed(found, true).f1 + ceaf_e(found, true).f1) / 3


def _clusters(clustering: Clustering) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for mention, cluster in clustering.items():
        found[cluster].append(mention)
    return found


_Worth = dict[tuple[Hashable, Hashable], float]


def _apart(worth: _Worth) -> Iterable[_Worth]:
    """The pairs in parts that share no cluster: each can be matched by itself."""
    parent: dict[tuple[int, Hashable], tuple[int, Hashable]] = {}

    def root(node: tuple[int, Hashable]) -> tuple[int, Hashable]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in worth:
        parent[root((0, left))] = root((1, right))
    parts: dict[tuple[int, Hashable], _Worth] = defaultdict(dict)
    for pair, value in worth.items():
        parts[root((0, pair[0]))][pair] = value
    return parts.values()


def _best_match(worth: _Worth) -> float:
    """The greatest sum of a one-to-one match (Kuhn 1955, with potentials)."""
    rows = list(dict.fromkeys(left for left, _ in worth))
    columns = list(dict.fromkeys(right for _, right in worth))
    if len(rows) == 1 or len(columns) == 1:
        return max(worth.values())
    size = max(len(rows), len(columns))
    cost = [[0.0] * size for _ in range(size)]
    for (left, right), value in worth.items():
        cost[rows.index(left)][columns.index(right)] = -value
    return -_assign(cost)


def _assign(cost: Sequence[Sequence[float]]) -> float:
    """The least sum of one entry of each row, no two of one column."""
    size = len(cost)
    row_worth, column_worth = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of, came = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            used[column] = True
            here, step, ahead = row_of[column], float("inf"), 0
            for other in range(1, size + 1):
                if used[other]:
                    continue
                gap = cost[here - 1][other - 1] - row_worth[here] - column_worth[other]
                if gap < least[other]:
                    least[other], came[other] = gap, column
                if least[other] < step:
                    step, ahead = least[other], other
            for other in range(size + 1):
                if used[other]:
                    row_worth[row_of[other]] += step
                    column_worth[other] -= step
                else:
                    least[other] -= step
            column = ahead
        while column:
            row_of[column] = row_of[came[column]]
            column = came[column]
    return sum(cost[row_of[c] - 1][c - 1] for c in range(1, size + 1))
