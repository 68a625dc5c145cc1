"""Precision, recall and F1 over labels, spans or whatever else can be right or wrong."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

Key = TypeVar("Key", bound=str)


class Agreement(msgspec.Struct):
    """Counts: ``right`` of those ``given``, and of those ``wanted``.

    Where one given thing can answer several wanted ones, ``found`` counts the wanted ones answered;
    otherwise the two are the same.
    """

    right: float = 0
    given: int = 0
    wanted: int = 0
    found: float = 0

    def add(self, given: Collection[object], wanted: Collection[object]) -> None:
        """Count two sets: what is in both is right."""
        both = len(set(given) & set(wanted))
        self.right += both
        self.found += both
        self.given += len(set(given))
        self.wanted += len(set(wanted))

    def plus(self, other: "Agreement") -> "Agreement":
        """The counts of both together."""
        return Agreement(
            self.right + other.right,
            self.given + other.given,
            self.wanted + other.wanted,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """The share of the given that is right; 0 when nothing is given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of the wanted that was found; 0 when nothing is wanted."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self, name: str) -> dict[str, float | int]:
        """F1, precision and recall under a name."""
        return {
            f"{name} F1": self.f1,
            f"{name} precision": self.precision,
            f"{name} recall": self.recall,
        }


def total(agreements: Iterable[Agreement]) -> Agreement:
    """The counts of all together, for a micro average."""
    together = Agreement()
    for one in agreements:
        together = together.plus(one)
    return together


def by_class(pairs: Iterable[tuple[str, str]]) -> dict[str, Agreement]:
    """Agreement by class of (given, wanted) pairs where each item has one class."""
    found: dict[str, Agreement] = defaultdict(Agreement)
    for given, wanted in pairs:
        found[given].given += 1
        found[wanted].wanted += 1
        if given == wanted:
            found[wanted].right += 1
            found[wanted].found += 1
    return dict(found)


def macro_f1(classes: Mapping[Key, Agreement]) -> float:
    """The plain mean of F1 over the classes that are wanted or given at all."""
    kept = [one.f1 for one in classes.values() if one.wanted or one.given]
    return sum(kept) / len(kept) if kept else 0.0


def weighted_f1(classes: Mapping[Key, Agreement]) -> float:
    """The mean of F1 over classes, each weighted by how often it is wanted."""
    wanted = sum(one.wanted for one in classes.values())
    return sum(one.f1 * one.wanted for one in classes.values()) / wanted if wanted else 0.0
