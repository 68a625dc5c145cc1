"""Which claims may tell of one happening: accounts, and the pairs of them worth comparing.

Pairs are found by blocking (Christen 2012): accounts meet only where they share a place cell and
days within a group of families, so that the cost grows with the accounts and not with their square.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from sayso.model import ClaimPlace
from sayso.picture.extents import NEAR_KM, Places, is_fine, shared_days
from sayso.picture.facts import Fact, Facts, order
from sayso.picture.kept import Kept
from sayso.picture.weights import weights
from sayso.picture.words import words_of

_CELL_DEGREES = 0.5
_KM_PER_DEGREE = 111.2
_HALF = 0.5

Key = tuple[str, ...]


class Account(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Claims that tell the same: same type, place, days and sides; ``shared`` when the claim told
    of several places at once, so that its numbers are not of this place alone.

    ``pinned`` accounts name a place of a district or finer and a span short enough to be one
    happening; the others can only follow them. ``inherited`` ones do not name their place.
    """

    facts: tuple[Fact, ...]
    place: str | None
    group: str
    pinned: bool
    shared: bool
    inherited: bool = False

    @property
    def first(self) -> Fact:
        """The fact that was told first; it stands for the others."""
        return self.facts[0]

    @property
    def key(self) -> tuple[int, str, int, str, str]:
        """Sorts accounts in the order in which the world was told."""
        return (*order(self.first), self.place or "")


def accounts_of(
    facts: Iterable[Fact], places: Places, alone: frozenset[str], kept: Kept
) -> tuple[Account, ...]:
    """The claims as accounts, one for each place that a claim tells of.

    ``alone`` are the claims that reviewers have parted from others: each is an account of its own.
    An account of the same facts stays one and the same object, as they do.
    """
    groups: dict[tuple[str | None, tuple[object, ...]], list[Fact]] = defaultdict(list)
    for fact in facts:
        fine = tuple(key for key in fact.places if is_fine(places.place(key)))
        for place in fine or (fact.places[:1] or (None,)):
            named = bool(fine) and place not in fact.inherited
            groups[place, _signature(fact, named, alone)].append(fact)
    found = []
    for (place, signature), members in groups.items():
        told = tuple(sorted(members, key=order)) if len(members) > 1 else tuple(members)
        found.append(
            kept.accounts.get(
                (place, *told), partial(_account, told, place, bool(signature[1]), places)
            )
        )
    found.sort(key=lambda account: account.key)
    return tuple(found)


def _account(told: tuple[Fact, ...], place: str | None, pinned: bool, places: Places) -> Account:
    return Account(
        facts=told,
        place=place,
        group=told[0].group,
        pinned=pinned,
        shared=len([key for key in told[0].places if is_fine(places.place(key))]) > 1,
        inherited=place in told[0].inherited,
    )


def _signature(fact: Fact, fine: bool, alone: frozenset[str]) -> tuple[object, ...]:
    pinned = fine and fact.span is not None and not is_broad(fact.span)
    own = fact.id if not pinned or fact.id in alone else None
    several = len(fact.places) > 1
    return (
        fact.claim.type,
        pinned,
        fact.start,
        fact.end,
        tuple(sorted(fact.actors)),
        tuple(sorted(fact.recipients)),
        several,
        own,
    )


def is_broad(span: tuple[int, int]) -> bool:
    """Whether a claim over these days sums up rather than tells of one happening."""
    return span[1] - span[0] >= weights().longest_days


def blocks(accounts: Sequence[Account], facts: Facts) -> list[list[int]]:
    """The positions of accounts that share a key, at least two to a block, each in order."""
    found: dict[Key, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        for key in facts.kept.keys.get(account, partial(_keys, account, facts.places)):
            found[key].append(number)
    return [members for members in found.values() if len(members) > 1]


def pairs(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of accounts of one block worth comparing, smaller first.

    Those whose days are at most the tolerance apart, by one sweep over the days.
    """
    tolerance = weights().tolerance_days
    members = range(len(accounts))
    dated = [(span, n) for n in members if (span := accounts[n].first.span) is not None]
    dated.sort()
    for at, (span, one) in enumerate(dated):
        for after in range(at + 1, len(dated)):
            later, other = dated[after]
            if later[0] > span[1] + tolerance:
                break
            if (is_broad(span) or is_broad(later)) and shared_days(span, later) < _HALF:
                continue
            yield (one, other) if one < other else (other, one)
    undated = [n for n in members if accounts[n].first.span is None]
    for one in undated:
        for other in members:
            if one != other and (accounts[other].first.span is not None or one < other):
                yield (one, other) if one < other else (other, one)


def _keys(account: Account, places: Places) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(_all_keys(account, places)))


def _all_keys(account: Account, places: Places) -> Iterator[Key]:
    first = account.first
    if account.pinned and account.place is not None:
        for key in place_cells(places.place(account.place)):
            yield (account.group, *key)
        return
    yield (account.group, "report", first.claim.report.id)
    if first.span is None:
        return
    if account.place is not None:
        yield (account.group, "area", account.place)
    elif first.sides:
        yield (account.group, "who", first.claim.type, *sorted(first.sides))


def place_cells(place: ClaimPlace) -> Iterator[Key]:
    """What a place can be found by: its name, its district, and the cells within reach of it."""
    country = place.country or ""
    for name in {place.name, place.mention} - {None}:
        yield ("name", country, " ".join(words_of(name or "")))
    if place.admin2:
        yield ("district", country, " ".join(words_of(place.admin2)))
    if place.lat is None or place.lon is None:
        return
    reach = NEAR_KM / _KM_PER_DEGREE / 2
    wide = reach / max(0.05, math.cos(math.radians(place.lat)))
    rows = {_cell(place.lat - reach), _cell(place.lat + reach)}
    columns = {_cell(place.lon - wide), _cell(place.lon + wide)}
    for row in sorted(rows):
        for column in sorted(columns):
            yield ("cell", str(row), str(column))


def _cell(degrees: float) -> int:
    return math.floor(degrees / _CELL_DEGREES)


def by_report(accounts: Sequence[Account]) -> Mapping[str, tuple[int, ...]]:
    """The positions of the accounts that each report gives."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for number, account in enumerate(accounts):
        for fact in account.facts:
            found[fact.claim.report.id][number] = None
    return {report: tuple(numbers) for report, numbers in found.items()}
