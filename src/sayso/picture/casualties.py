"""How many were harmed, over all claims of an incident."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.model import Casualties, Counted, IncidentCasualties, Observer, Outcome, Participant
from sayso.picture.facts import Fact, order
from sayso.picture.parties import name_key

_OUTCOMES: tuple[Outcome, ...] = (
    "killed",
    "wounded",
    "casualties",
    "missing",
    "captured",
    "displaced",
)


_NAMED = "~"
_ENEMY = "~ armed"
_ARMED = frozenset(
    {"unidentified armed", "rebel group", "jihadist group", "state forces", "police"}
)
_NOBODYS = frozenset({"unidentified armed"})

CORRECTION = "correction"
"""Flag of a claim that stands in a correction of what its source told before."""


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One count by one claim."""

    fact: Fact
    casualties: Casualties


def counts(facts: Iterable[Fact]) -> dict[tuple[Outcome, str], list[Count]]:
    """The totals that claims give, by outcome and whose they are; parts of a total are left out.

    Where no side is told, they are those of the victims that are named: "four Mujahideen" are no
    other count of "14 bodies". A bare number in a correction ("the toll is now nine") is a count of
    the side that most claims count, where one leads.
    """
    found: dict[tuple[Outcome, str], list[Count]] = defaultdict(list)
    bare: list[Count] = []
    for fact in facts:
        for one in fact.claim.casualties:
            if one.part_of_total:
                continue
            count = Count(fact=fact, casualties=one)
            side = one.side or _harmed(fact)
            if not side and fact.claim.has_flag(CORRECTION) and not _says_who(fact):
                bare.append(count)
            else:
                found[one.outcome, side].append(count)
    told = {key: len(those) for key, those in found.items()}
    for count in bare:
        outcome = count.casualties.outcome
        ranked = sorted((-n, side) for (what, side), n in told.items() if what == outcome)
        led = bool(ranked) and (len(ranked) == 1 or ranked[0][0] < ranked[1][0])
        found[outcome, ranked[0][1] if led else ""].append(count)
    return found


def _says_who(fact: Fact) -> bool:
    return any(who.role in ("victim", "recipient") for who in fact.claim.participants)


def _harmed(fact: Fact) -> str:
    """A key for an armed group that is named as harmed; else nothing."""
    armed = {
        key
        for who in fact.claim.in_role("victim", "recipient")
        if who.kind in (_ARMED if who.role == "victim" else _NOBODYS)
        and (key := who.id or _name(who)) is not None
    }
    return min(armed) if len(armed) == 1 else ""


def _name(who: Participant) -> str | None:
    """A key for those who are named by a name only; enemies of whom no name is told have one, too."""
    key = name_key(who.name or who.mention)
    if key is not None:
        return _NAMED + key
    return _ENEMY if who.kind == "unidentified armed" else None


def merged(
    facts: Sequence[Fact], observer_of: Mapping[str, Observer]
) -> tuple[IncidentCasualties, ...]:
    """The range and the best count by outcome and side.

    ``low`` is the lowest and ``high`` the highest number any claim allows; an open end ("at least
    20") counts as its own low. ``best`` is the number that most observers give; between equals the
    one published last, since tolls are corrected over the days, and then the lower. Parts are not
    added up: where only parts are told ("six of them children"), they are the low and no more.

    :param observer_of: the observer behind each claim
    """
    totals = {key: _uncorrected(told, observer_of) for key, told in counts(facts).items()}
    result = [
        IncidentCasualties(
            outcome=outcome,
            side=None if side.startswith(_NAMED) else side or None,
            side_name=_side_name(told) or _victims(side, told),
            low=min((c.casualties.low for c in told if c.casualties.low is not None), default=None),
            best=_best(told, observer_of),
            high=max((top for c in told if (top := _top(c.casualties)) is not None), default=None),
            counted=_counted(told, observer_of),
        )
        for (outcome, side), told in totals.items()
    ]
    result.extend(_parts_alone(facts, {outcome for outcome, _ in totals}))
    return tuple(sorted(result, key=lambda c: (_OUTCOMES.index(c.outcome), c.side or "")))


def _counted(told: Sequence[Count], observer_of: Mapping[str, Observer]) -> tuple[Counted, ...]:
    by: dict[str, list[Count]] = defaultdict(list)
    for count in sorted(told, key=lambda c: order(c.fact)):
        by[_key(count, observer_of)].append(count)
    return tuple(
        Counted(
            by=observer_of[theirs[0].fact.id].name if theirs[0].fact.id in observer_of else key,
            low=min((n for c in theirs if (n := c.casualties.low) is not None), default=None),
            high=max((n for c in theirs if (n := _top(c.casualties)) is not None), default=None),
            claims=tuple(dict.fromkeys(c.fact.id for c in theirs)),
        )
        for key, theirs in by.items()
    )


def _key(count: Count, observer_of: Mapping[str, Observer]) -> str:
    observer = observer_of.get(count.fact.id)
    return count.fact.claim.report.id if observer is None else observer.key


def _uncorrected(told: Sequence[Count], observer_of: Mapping[str, Observer]) -> Sequence[Count]:
    """Without what its own observer corrected: of those who correct themselves the last word counts."""
    last: dict[str, Count] = {}
    for count in told:
        if count.fact.claim.has_flag(CORRECTION) and count.casualties.low is not None:
            observer = _key(count, observer_of)
            known = last.get(observer)
            if known is None or order(known.fact) < order(count.fact):
                last[observer] = count
    return [
        count
        for count in told
        if (final := last.get(_key(count, observer_of))) is None
        or order(count.fact) >= order(final.fact)
    ]


def _parts_alone(facts: Iterable[Fact], told: set[Outcome]) -> Iterable[IncidentCasualties]:
    least: dict[Outcome, int] = {}
    for fact in facts:
        for one in fact.claim.casualties:
            if one.part_of_total and one.outcome not in told and one.low is not None:
                least[one.outcome] = max(least.get(one.outcome, 0), one.low)
    for outcome, low in least.items():
        yield IncidentCasualties(outcome=outcome, low=low)


def _top(casualties: Casualties) -> int | None:
    return casualties.low if casualties.high is None else casualties.high


def _side_name(told: Sequence[Count]) -> str | None:
    return min((c.casualties.side_name for c in told if c.casualties.side_name), default=None)


def _victims(side: str, told: Sequence[Count]) -> str | None:
    """What the harmed are called where they are known by name alone."""
    if not side.startswith(_NAMED):
        return None
    return min(
        (w.name or w.mention for c in told for w in c.fact.claim.in_role("victim", "recipient")),
        default=None,
    )


def _best(told: Sequence[Count], observer_of: Mapping[str, Observer]) -> int | None:
    by_number: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, int] = {}
    for count in told:
        number = _middle(count.casualties)
        if number is not None:
            by_number[number].add(_key(count, observer_of))
            latest[number] = max(latest.get(number, 0), count.fact.published)
    if not by_number:
        return None
    return max(by_number, key=lambda n: (len(by_number[n]), latest[n], -n))


def _middle(casualties: Casualties) -> int | None:
    low, high = casualties.low, casualties.high
    if low is None:
        return high
    return low if high is None else (low + high) // 2
