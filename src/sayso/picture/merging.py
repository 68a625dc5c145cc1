"""What the claims of one happening amount to: type, sides, place, days, numbers, sources."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sayso.model import (
    ClaimPlace,
    ClaimTime,
    Flag,
    Grade,
    Incident,
    Participant,
    TimePrecision,
    codes_of,
    ontology,
    stable_id,
)
from sayso.picture.casualties import merged
from sayso.picture.extents import days_between, place_key, rank
from sayso.picture.facts import CARRIED_DAY, DEFAULT_DAY, INHERITED_PLACE, Fact, Facts
from sayso.picture.incidents import LOSSES, Happening
from sayso.picture.independence import Witness
from sayso.picture.naming import title

SHARED_COUNT = "count-over-several-places"


def incident_of(
    happening: Happening, witnesses: Sequence[Witness], grade: Grade, facts: Facts
) -> Incident:
    """The incident.

    Its id is a hash of the claim told first: by publication, then report and place in it. It
    survives every later report; only an earlier one that arrives late gives it a new id.
    """
    accounts = tuple((account.place, *account.facts) for account in happening.accounts)
    key = (accounts, happening.joins, tuple(witnesses), grade)
    return facts.kept.incidents.get(key, lambda: _incident(happening, witnesses, grade, facts))


def _incident(
    happening: Happening, witnesses: Sequence[Witness], grade: Grade, facts: Facts
) -> Incident:
    told = happening.facts
    type_ = _type(told)
    sides = _participants(told, facts)
    place = _place(happening, facts)
    time = _time(told)
    first = happening.accounts[0]
    key = (first.first.id, first.place) if first.shared else (first.first.id,)
    observer_of = {v.fact.id: w.observer for w in witnesses for v in w.voices}
    counting = [f for f in told if _counts_here(f, happening)]
    return Incident(
        id=stable_id("inc", key),
        type=type_,
        codes=codes_of(type_),
        title=title(
            type_,
            place,
            time,
            [p.name or p.mention for r in ("actor", "recipient") for p in sides if p.role == r][:4],
            ontology()[type_].symmetric,
        ),
        participants=sides,
        place=place,
        time=time,
        casualties=merged(counting, observer_of),
        claims=tuple(fact.id for fact in told),
        reports=tuple(dict.fromkeys(fact.claim.report.id for fact in told)),
        independent_sources=len(witnesses),
        sources=tuple(w.observer for w in witnesses),
        grade=grade,
        flags=_flags(told, happening, len(counting) < len(told)),
        joins=happening.joins,
    )


def _type(told: Sequence[Fact]) -> str:
    """The type most reports tell of it by; losses name no happening while another claim does."""
    reports: dict[str, set[str]] = defaultdict(set)
    for fact in told:
        reports[fact.claim.type].add(fact.claim.report.id)
    named = {slug: found for slug, found in reports.items() if slug != LOSSES} or reports
    earliest = {fact.claim.type: -number for number, fact in reversed(list(enumerate(told)))}
    return max(named, key=lambda slug: (len(named[slug]), earliest[slug]))


def _participants(told: Sequence[Fact], facts: Facts) -> tuple[Participant, ...]:
    """Each party once, in the role most claims give it, under its fullest name.

    Nobody in particular ("gunmen") is shown only where nobody with a name fills that role.
    """
    found: dict[tuple[str, str], list[Participant]] = defaultdict(list)
    nameless: dict[str, list[Participant]] = defaultdict(list)
    for fact in told:
        for who in fact.claim.participants:
            key = facts.parties.key(who)
            if key is None:
                nameless[who.role].append(who)
                continue
            sort = "side" if who.role in ("actor", "recipient") else who.role
            known = next((k for s, k in found if s == sort and facts.parties.on_side(k, key)), key)
            found[sort, known].append(who)
    named = [_fullest(each) for each in found.values()]
    filled = {who.role for who in named}
    return (*named, *(_fullest(each) for role, each in nameless.items() if role not in filled))


def _fullest(same: Sequence[Participant]) -> Participant:
    roles = Counter(who.role for who in same)
    role = max(roles, key=lambda r: (roles[r], -[w.role for w in same].index(r)))
    best = min(
        same,
        key=lambda w: (w.id is None, w.name is None, w.kind is None, w.name or w.mention),
    )
    return Participant(
        role=role,
        mention=best.mention,
        id=best.id,
        name=best.name,
        kind=best.kind,
        country=best.country,
        wikidata=best.wikidata,
    )


def _place(happening: Happening, facts: Facts) -> ClaimPlace | None:
    """The finest place that the others contain or agree with; of equals the one told most.

    A place that its claim does not name itself counts only where none is named.
    """
    told = Counter(
        account.place
        for account in happening.accounts
        if account.place is not None and not account.inherited
        for _ in account.facts
    ) or Counter(a.place for a in happening.accounts if a.place is not None for _ in a.facts)
    if not told:
        fallback = [key for fact in happening.facts for key in fact.places]
        if not fallback:
            return None
        told = Counter(fallback)

    def agreement(key: str) -> int:
        return sum(n for other, n in told.items() if facts.places.overlap(key, other))

    best = min(
        told,
        key=lambda key: (-agreement(key), rank(facts.places.place(key)), -told[key], key),
    )
    return facts.places.place(best)


def _time(told: Sequence[Fact]) -> ClaimTime:
    """The days that all accounts share; where they share none, those that most agree on.

    Days taken over from an earlier sentence count only where none is told with the happening
    itself, and days taken from the publication only where no other day is told at all.
    """
    dated = [fact for fact in told if fact.told_span is not None]
    told_days = [fact for fact in dated if fact.has_own_day]
    carried = [fact for fact in dated if not fact.has_default_day]
    given = told_days or carried or dated[:1]
    spans = [span for fact in given if (span := fact.told_span) is not None]
    if not spans:
        return ClaimTime()
    first, last = max(s[0] for s in spans), min(s[1] for s in spans)
    if first > last:
        first, last = max(
            spans,
            key=lambda s: (sum(days_between(s, o) == 0 for o in spans), s[0] - s[1], -s[0]),
        )
    return ClaimTime(
        start=date.fromordinal(first),
        end=date.fromordinal(last),
        precision="unknown" if given[0].has_default_day else _precision(last - first + 1),
    )


def _precision(days: int) -> TimePrecision:
    if days == 1:
        return "day"
    if days <= 7:
        return "week"
    return "month" if days <= 31 else "year"


def _counts_here(fact: Fact, happening: Happening) -> bool:
    """A count over several places is told at the first of them only, or it would be told twice."""
    if len(fact.places) < 2 or not fact.claim.casualties:
        return True
    accounts = [a for a in happening.accounts if fact in a.facts]
    return any(not a.shared or a.place == fact.places[0] for a in accounts)


def _flags(told: Iterable[Fact], happening: Happening, shared: bool) -> tuple[Flag, ...]:
    places = {account.place for account in happening.accounts}
    named = any(a.place is not None and not a.inherited for a in happening.accounts)
    dated = any(fact.has_own_day and fact.told_span is not None for fact in told)
    # what a better claim of the same happening supplies is no longer assumed
    settled = {INHERITED_PLACE} if named else set()
    settled |= {DEFAULT_DAY, CARRIED_DAY} if dated else set()
    found = {
        (flag.code, flag.detail): flag
        for fact in told
        for flag in (
            *fact.claim.flags,
            *(f for p in fact.claim.places if place_key(p) in places for f in p.flags),
        )
        if flag.code not in settled
    }
    if shared:
        detail = "the number told covers other places too and is counted there"
        found[SHARED_COUNT, detail] = Flag(code=SHARED_COUNT, detail=detail)
    return tuple(found[key] for key in sorted(found, key=lambda k: (k[0], k[1] or "")))
