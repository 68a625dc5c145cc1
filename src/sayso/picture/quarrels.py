"""What the accounts of one happening disagree on: who did it, how many, which day, where."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from sayso.picture.casualties import CORRECTION, Count, counts
from sayso.picture.contradictions import Rule
from sayso.picture.extents import days_between
from sayso.picture.facts import Fact, Facts, order
from sayso.picture.incidents import Happening
from sayso.picture.naming import finest_name, party_name
from sayso.picture.same_source import SameSource
from sayso.picture.scoring import ranges_overlap


class Quarrel(msgspec.Struct, frozen=True, kw_only=True):
    """Two camps of claims and the words that say what they disagree on."""

    left: tuple[Fact, ...]
    right: tuple[Fact, ...]
    actor: str = ""
    other: str = ""
    place: str = ""
    outcome: str = ""
    detail: str = ""


def quarrels_within(
    rule: Rule, happenings: Sequence[Happening], facts: Facts, same: SameSource
) -> Iterator[Quarrel]:
    """The quarrels of a rule inside each happening."""
    for happening in happenings:
        members = tuple(f for f in happening.facts if f.claim.certainty in ("certain", "probable"))
        if len(members) > 1:
            yield from facts.kept.quarrels.get(
                (rule.incident, *members),
                partial(_quarrels, rule, members, facts, same),
            )


def _quarrels(
    rule: Rule, members: Sequence[Fact], facts: Facts, same: SameSource
) -> tuple[Quarrel, ...]:
    if rule.incident == "actors":
        return tuple(_actors(members, facts, same))
    if rule.incident == "numbers":
        return tuple(_numbers(members, same))
    if rule.incident == "days":
        return tuple(_days(members, same))
    return tuple(_places(members, facts, same))


def _actors(members: Sequence[Fact], facts: Facts, same: SameSource) -> Iterator[Quarrel]:
    naming = [f for f in members if f.actors and not f.entry.symmetric]
    if not naming:
        return
    first = naming[0]
    others = [
        f
        for f in naming
        if f.entry.family == first.entry.family
        and not facts.parties.any_on_side(f.actors, first.actors)
        and not same.source(f, first)
    ]
    if not others:
        return
    against = {f.id for f in others}
    agreed = tuple(
        f
        for f in naming
        if f.id not in against and facts.parties.any_on_side(f.actors, first.actors)
    )
    yield Quarrel(
        left=agreed,
        right=tuple(others),
        actor=party_name(min(first.actors), agreed, facts),
        other=party_name(min(others[0].actors), others, facts),
    )


def _numbers(members: Sequence[Fact], same: SameSource) -> Iterator[Quarrel]:
    """The best supported count against those that do not overlap it.

    Of one source only the latest count stands: what it said before was corrected by it.
    """
    # a count over several places is no count of what happened at one of them
    here = [fact for fact in members if len(fact.places) < 2]
    for (outcome, _), told in sorted(counts(here).items()):
        latest: dict[frozenset[str], Count] = {}
        for count in sorted(told, key=lambda c: order(c.fact)):
            if count.casualties.low is not None:
                latest[same.keys(count.fact)] = count
        standing = _uncorrected(sorted(latest.values(), key=lambda c: order(c.fact)), same)
        if len(standing) < 2:
            continue
        against = [
            [
                c
                for c in standing
                if not ranges_overlap(c.casualties, one.casualties)
                and not same.source(c.fact, one.fact)
            ]
            for one in standing
        ]
        # the count that most agree with, of those that any contradicts; the first of equals
        contested = [n for n in range(len(standing)) if against[n]]
        if not contested:
            continue
        lead = min(contested, key=lambda n: (len(against[n]), n))
        yield Quarrel(
            left=_facts([c for c in standing if _sides_with(c, standing[lead], against[lead])]),
            right=_facts(against[lead]),
            outcome=outcome,
            detail=f"{_range(standing[lead])} against {', '.join(map(_range, against[lead]))}",
        )


def _uncorrected(told: Sequence[Count], same: SameSource) -> list[Count]:
    """Without the counts that their own source has corrected since."""
    corrections = [c for c in told if c.fact.claim.has_flag(CORRECTION)]
    return [
        count
        for count in told
        if not any(
            order(count.fact) < order(later.fact) and same.source(count.fact, later.fact)
            for later in corrections
        )
    ]


def _sides_with(count: Count, lead: Count, against: Sequence[Count]) -> bool:
    """Whether a count agrees with the lead and not, being open, with all that contradict it."""
    return ranges_overlap(count.casualties, lead.casualties) and not all(
        ranges_overlap(count.casualties, other.casualties) for other in against
    )


def _facts(told: Sequence[Count]) -> tuple[Fact, ...]:
    return tuple({c.fact.id: c.fact for c in told}.values())


def _range(count: Count) -> str:
    low, high = count.casualties.low, count.casualties.high
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def _days(members: Sequence[Fact], same: SameSource) -> Iterator[Quarrel]:
    exact = [
        f
        for f in members
        if f.claim.time.precision == "day" and f.span is not None and f.has_own_day
    ]
    if not exact:
        return
    first = exact[0]
    others = tuple(
        f
        for f in exact
        if first.span
        and f.span
        and days_between(first.span, f.span) > 0
        and not same.source(f, first)
    )
    if others:
        agreed = tuple(f for f in exact if f.span == first.span)
        yield Quarrel(left=agreed, right=others)


def _places(members: Sequence[Fact], facts: Facts, same: SameSource) -> Iterator[Quarrel]:
    placed = [f for f in members if len(f.places) == 1 and f.places[0] not in f.inherited]
    if not placed:
        return
    first = placed[0]

    def apart(fact: Fact) -> bool:
        return facts.places.relation(fact.places[0], first.places[0]) == "apart"

    others = tuple(f for f in placed if apart(f) and not same.source(f, first))
    if others:
        agreed = tuple(f for f in placed if facts.places.overlap(f.places[0], first.places[0]))
        yield Quarrel(
            left=agreed,
            right=others,
            place=finest_name(agreed, facts),
            detail=f"{finest_name(agreed, facts)} against {finest_name(others, facts)}",
        )
