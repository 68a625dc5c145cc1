"""Against which groups an ISAF operation was aimed: the armed groups that its release names.

The set codes ``record.target_group`` as one text, several groups with a semicolon between them, empty
where no group is told. The metric is F1 per group, and their mean over the groups that at least five
releases have; the empty value counts as a group.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from sayso.actors import Focus, Registry

GROUPS: Final = {
    "taliban": "taliban",
    "haqqani-network": "haqqani",
    "hezb-e-islami-gulbuddin": "hig",
    "imu": "imu",
    "al-qaeda": "aq",
}
"""The set's names of the groups, by their ids in the registry."""

ENOUGH: Final = 5
_NONE: Final = ""


def coded(text: str) -> frozenset[str]:
    """The groups of a record."""
    return frozenset(part.strip() for part in text.split(";"))


def named(registry: Registry, text: str, on: date) -> frozenset[str]:
    """The groups that a release names; the empty one where it names none."""
    found = registry.resolve(registry.spot(text), Focus(("AF",), on), text)
    groups = {GROUPS[one.id] for one in found if one.id in GROUPS}
    return frozenset(groups or {_NONE})


def macro_f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float:
    """The mean F1 of the groups that enough releases have.

    :param pairs: of each release the groups found and those coded
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for got, want in pairs:
        right.update(got & want)
        found.update(got)
        wanted.update(want)
    groups = [group for group, count in wanted.items() if count >= ENOUGH]
    if not groups:
        return 0.0
    return sum(2 * right[g] / (found[g] + wanted[g]) for g in groups) / len(groups)
