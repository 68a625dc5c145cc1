"""How likely two claims tell of one happening, and why."""

import math
from collections.abc import Iterable

from sayso.model import Casualties, Join
from sayso.picture.extents import APART_KM, days_between, shared_days
from sayso.picture.facts import Fact, Facts
from sayso.picture.weights import weights

Reason = tuple[str, float]

_MOST = 0.5  # from this share of the days on, two spans are much the same


def score(one: Fact, other: Fact, facts: Facts, places: tuple[str | None, str | None]) -> Join:
    """The pair as a join: the score, and the log-odds that each reason adds to it.

    ``places`` are the keys of the places that are compared: a claim can name several.
    """
    reasons = (
        ("prior", weights().reason.prior),
        _type(one, other),
        _place(one, other, facts, places),
        *_time(one, other),
        *_sides(one, other, facts),
        *_numbers(one.claim.casualties, other.claim.casualties),
        *_words(one, other),
        *_report(one, other),
    )
    total = sum(weight for _, weight in reasons)
    return Join(
        left=one.id,
        right=other.id,
        score=round(1 / (1 + math.exp(-total)), 3),
        reasons=tuple((name, round(weight, 2)) for name, weight in reasons),
    )


def cannot(one: Fact, other: Fact, facts: Facts, places: tuple[str | None, str | None]) -> bool:
    """Whether the two contradict each other so that they cannot be one happening.

    Disjoint days, places that exclude each other, or, where the sides of a fight are all named,
    other sides.
    """
    tolerance = weights().tolerance_days
    if one.span and other.span and days_between(one.span, other.span) > tolerance:
        return True
    if places[0] and places[1] and _excluded(facts, places[0], places[1]):
        return True
    if one.entry.symmetric and other.entry.symmetric:
        return _other_fight(one, other, facts)
    return False


def _excluded(facts: Facts, one: str, other: str) -> bool:
    if facts.places.relation(one, other) != "apart":
        return False
    first, second = facts.places.place(one), facts.places.place(other)
    if first.precision == second.precision == "adm2" or first.country != second.country:
        return True
    gap = facts.places.kilometres(one, other)
    return gap is None or gap > APART_KM


def _other_fight(one: Fact, other: Fact, facts: Facts) -> bool:
    """Two sides each, and a side of the one that is on neither side of the other."""
    if len(one.sides) < 2 or len(other.sides) < 2:
        return False
    return any(
        not facts.parties.any_on_side((side,), theirs)
        for mine, theirs in ((one.sides, other.sides), (other.sides, one.sides))
        for side in mine
    ) and not _many(one, other)


def _many(one: Fact, other: Fact) -> bool:
    """An alliance on a side makes the lists of sides differ without contradiction."""
    return len(one.sides) > 2 or len(other.sides) > 2


def _type(one: Fact, other: Fact) -> Reason:
    reason = weights().reason
    if one.claim.type == other.claim.type:
        return "same type", reason.same_type
    return "types that are kin", reason.kin_type


def _place(left: Fact, right: Fact, facts: Facts, places: tuple[str | None, str | None]) -> Reason:
    reason = weights().reason
    one, other = places
    if one is None or other is None:
        return "no common place known", reason.unknown_place
    relation = facts.places.relation(one, other)
    if relation not in ("apart", "unknown") and (one in left.inherited or other in right.inherited):
        return "a place taken over from what stands before", reason.inherited_place
    if relation == "same":
        return "same place", reason.same_place
    if relation in ("within", "contains"):
        return "one place within the other", reason.within_place
    if relation == "near":
        return "places near each other", reason.near_place
    if relation == "apart":
        return "different places", reason.apart_place
    return "no common place known", reason.unknown_place


def _time(one: Fact, other: Fact) -> Iterable[Reason]:
    reason = weights().reason
    if one.span is None or other.span is None:
        return
    share = shared_days(one.span, other.span)
    if share == 1:
        yield "same days", reason.same_days
    elif share >= _MOST:
        yield "mostly the same days", reason.most_days
    elif share > 0:
        yield "days that overlap", reason.some_days
    else:
        yield "the next day", reason.next_day


def _sides(one: Fact, other: Fact, facts: Facts) -> Iterable[Reason]:
    """Compares who acts with who acts and, for fights, all sides with all sides."""
    reason = weights().reason
    mine, theirs = (
        (one.sides, other.sides)
        if one.entry.symmetric or other.entry.symmetric
        else (one.actors, other.actors)
    )
    if not mine or not theirs:
        mine, theirs = one.sides, other.sides
    if not mine or not theirs:
        return
    parties = facts.parties
    matched = [side for side in mine if parties.any_on_side((side,), theirs)]
    back = [side for side in theirs if parties.any_on_side((side,), mine)]
    if not matched:
        yield "different sides", reason.other_sides
    elif len(matched) == len(mine) and len(back) == len(theirs):
        both = len(mine) > 1 or not one.entry.symmetric
        yield ("same sides", reason.same_sides) if both else ("a shared side", reason.shared_side)
    else:
        yield "a shared side", reason.shared_side


def _numbers(one: tuple[Casualties, ...], other: tuple[Casualties, ...]) -> Iterable[Reason]:
    """The best agreement of any two counts of one outcome; reports add counts as they come in."""
    reason = weights().reason
    found: list[Reason] = []
    for mine in one:
        for theirs in other:
            if mine.outcome != theirs.outcome or mine.low is None or theirs.low is None:
                continue
            if (mine.low, mine.high) == (theirs.low, theirs.high):
                found.append((f"same number {mine.outcome}", reason.same_number))
            elif ranges_overlap(mine, theirs):
                found.append((f"numbers {mine.outcome} that agree", reason.near_number))
            else:
                found.append((f"different numbers {mine.outcome}", reason.other_number))
    if found:
        yield max(found, key=lambda each: (each[1], each[0]))


def ranges_overlap(one: Casualties, other: Casualties) -> bool:
    """Whether both counts can be true: an open end reaches as far as one likes."""
    one_low, other_low = one.low or 0, other.low or 0
    one_high = math.inf if one.high is None else one.high
    other_high = math.inf if other.high is None else other.high
    return one_low <= other_high and other_low <= one_high


def _words(one: Fact, other: Fact) -> Iterable[Reason]:
    mine, theirs = one.words, other.words
    shared = len(mine & theirs)
    if shared:
        share = shared / len(mine | theirs)
        yield f"words shared ({share:.0%})", weights().reason.words * share


def _report(one: Fact, other: Fact) -> Iterable[Reason]:
    if one.claim.report.id == other.claim.report.id:
        yield "same report", weights().reason.same_report
