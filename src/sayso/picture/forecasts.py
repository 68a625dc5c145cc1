"""What became of each forecast."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from sayso.model import Claim, ForecastOutcome, ForecastVerdict, Verdict
from sayso.picture.facts import Fact, Facts, order
from sayso.picture.holders import is_of_a_part
from sayso.picture.likelihoods import likelihood
from sayso.picture.provenance import Provenance

SOONER_SHARE = 0.5
"""A forecast that comes true with more than this part of its horizon to spare came sooner."""

SOONER_DAYS = 30
"""So does one that comes true more than so many days before it was due."""

_LOOK_BACK_DAYS = 365
"""How long before it was reported a forecast without a date or horizon may have been made."""

_HOLDING = frozenset({"takeover", "control"})

_LEAVING = frozenset({"withdrawal", "surrender", "defeat"})
"""What a side says of its enemy is no more than its word."""

_IRREGULAR = frozenset(
    {"rebel group", "jihadist group", "political militia", "identity militia", "criminal group"}
    | {"unidentified armed"}
)
"""Kinds of actors that reports call gunmen, militants or attackers."""

_PART_FOR_WHOLE = frozenset({"fighting", "attack", "strike-from-afar", "bombing"})
"""Families of which what happens in a part happens in the whole."""


class _Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a forecast said, as far as it did.

    ``opens`` is the first day that counts; ``looks_back`` the first for what its own report tells.
    """

    made: date | None
    opens: date | None
    looks_back: date | None = None
    due: date | None
    horizon: int | None
    assumed: str | None


def verdicts(
    facts: Facts,
    provenance: Provenance,
    at: date,
    against: Mapping[str, Collection[str]] | None = None,
) -> tuple[ForecastVerdict, ...]:
    """The verdict on each forecast as of a day, in the order in which the world was told.

    :param against: for each claim, those that contradict it; what only a side says and others
        contradict decides nothing
    """
    outcomes = _Outcomes(facts, at, against or {})
    told = [
        fact
        for fact in facts.all
        if fact.claim.forecast is not None and not fact.claim.has_flag("withdrawn")
    ]
    return tuple(_verdict(fact, outcomes, provenance, at) for fact in without_echoes(told))


def _verdict(
    fact: Fact, outcomes: "_Outcomes", provenance: Provenance, at: date
) -> ForecastVerdict:
    terms = _terms(fact)
    found = None if fact.claim.conditional else outcomes.of(fact, terms)
    if found is not None and outcomes.doubtful(found[0]):
        verdict: Verdict = "open"
        why = f"only a side says that it came about on {found[1]}, and it is contradicted or of its enemy"
    else:
        verdict, why = _judge(fact, terms, found, at)
    error = None
    given = likelihood(fact.claim)
    if found is not None and terms.due is not None:
        error = (found[1] - terms.due).days
    return ForecastVerdict(
        claim=fact.id,
        source=provenance.voices(fact)[0].name,
        made=terms.made,
        due=terms.due,
        verdict=verdict,
        outcome=ForecastOutcome(claim=found[0].id, date=found[1]) if found else None,
        error_days=error,
        why=f"{why}; {terms.assumed}" if terms.assumed else why,
        probability=given.probability if given else None,
        likelihood=given.told if given else None,
    )


def _terms(fact: Fact) -> _Terms:
    """When the forecast was made and is due, from what it says and, failing that, from its report.

    A day that the claim itself tells, earlier than its report, is the day it was made on. A
    forecast told on the day of its report may have been made at any time before: "had predicted
    that the city will fall" is told after the fall, by the report that tells of the fall too.
    """
    forecast = fact.claim.forecast
    if forecast is None:
        return _Terms(made=None, opens=None, due=None, horizon=None, assumed=None)
    published = fact.claim.report.published
    made = forecast.made
    told = made if made and made != published else _told_day(fact)
    base = told or made or published
    horizon = forecast.horizon_days
    due = forecast.due
    assumed = None
    if due is None and base is not None and horizon is not None:
        due = _shifted(base, horizon)
        if told is None:
            assumed = (
                "counted from the day of the report, since no day is told on which it was made"
            )
    return _Terms(
        made=told or made,
        opens=base,
        looks_back=_shifted(base, -(horizon or _LOOK_BACK_DAYS)) if base and not told else base,
        due=due,
        horizon=horizon,
        assumed=assumed,
    )


def _told_day(fact: Fact) -> date | None:
    """The one day, before its report's, on which the claim says that the forecast was made."""
    time, published = fact.claim.time, fact.claim.report.published
    own = fact.has_own_day and time.precision == "day" and time.start == time.end
    if not own or time.start is None or published is None or time.start >= published:
        return None
    return time.start


def _shifted(day: date, days: int) -> date:
    """A day so many days later, kept within what a date can hold: texts say "in a million years"."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def _judge(
    fact: Fact, terms: _Terms, found: tuple[Fact, date] | None, at: date
) -> tuple[Verdict, str]:
    passed = terms.due is not None and terms.due < at
    if fact.claim.conditional:
        return "open", "it hangs on a condition"
    if found is None and not fact.actors and all(p in fact.inherited for p in fact.places):
        return (
            "open",
            "it names neither a place nor who was to act, so nothing can be held against it",
        )
    if fact.claim.polarity == "negative":
        return _judge_denied(terms, found, passed)
    if found is None:
        if passed:
            return "failed", f"nothing of the kind was told by {terms.due}, when it was due"
        return "open", "it has not come about, and is not yet due" if terms.due else (
            "it has not come about, and no day was set"
        )
    day = found[1]
    if terms.due is None:
        return "came true", f"it came about on {day}; no day was set"
    early = (terms.due - day).days
    if early < 0:
        return "failed", f"it came about on {day}, {-early} days after it was due"
    if early > SOONER_DAYS or (terms.horizon and early > SOONER_SHARE * terms.horizon):
        return "came true sooner", f"it came about on {day}, {early} days before it was due"
    return "came true", f"it came about on {day}, by the day it was due, {terms.due}"


def _judge_denied(
    terms: _Terms, found: tuple[Fact, date] | None, passed: bool
) -> tuple[Verdict, str]:
    """A forecast that something will not be fails when it is, and comes true when its time is up."""
    if found is not None and (terms.due is None or found[1] <= terms.due):
        return "failed", f"it came about on {found[1]} all the same"
    if passed:
        return "came true", f"nothing of the kind was told by {terms.due}"
    return "open", "it has not come about so far"


_Dated = tuple[int, str, Fact]
_Told = list[_Dated]
"""Claims by the day by which what they tell had come about."""


class _Outcomes:
    """The claims that can tell what came of a forecast, found by what they tell of and where."""

    def __init__(self, facts: Facts, at: date, against: Mapping[str, Collection[str]]) -> None:
        self._facts = facts
        self._against = against
        self._at = at.toordinal()
        self._at_place: dict[tuple[str, str | None], dict[str, _Told]] = defaultdict(dict)
        self._by_party: dict[tuple[str, str], _Told] = defaultdict(list)
        for fact in facts.all:
            if not fact.is_firm or fact.claim.polarity != "positive":
                continue
            day = self._day(fact)
            if day is not None and day <= self._at:
                self._file(day, fact)
        for places in self._at_place.values():
            for told in places.values():
                told.sort(key=lambda each: each[:2])
        for told in self._by_party.values():
            told.sort(key=lambda each: each[:2])

    def _file(self, day: int, fact: Fact) -> None:
        for subject in _answers(fact):
            for key in fact.places:
                if key not in fact.inherited:
                    country = self._facts.places.place(key).country
                    there = self._at_place[subject, country]
                    there.setdefault(key, []).append((day, fact.id, fact))
            for party in fact.actors:
                self._by_party[subject, party].append((day, fact.id, fact))

    def doubtful(self, fact: Fact) -> bool:
        """Whether only a side says so, and others contradict or it is of its enemy's leaving."""
        if not fact.party_word:
            return False
        boast = fact.claim.type in _LEAVING and not self._facts.parties.any_on_side(
            fact.party_word, fact.actors
        )
        return boast or bool(self._against.get(fact.id))

    def of(self, forecast: Fact, terms: _Terms) -> tuple[Fact, date] | None:
        """The claim that tells of the earliest outcome, and its day.

        Doubtful ones come last. Of several on one day, one that names the place itself comes before
        one that names what contains it.
        """
        named = [key for key in forecast.places if key not in forecast.inherited]
        told = self._in_places(forecast, named) if named else self._by_parties(forecast)
        found = min(
            (
                (self.doubtful(fact), day, apart, id_, fact)
                for apart, those in told
                for day, id_, fact in self._fitting(forecast, those, terms)
            ),
            key=lambda each: each[:4],
            default=None,
        )
        return (found[4], date.fromordinal(found[1])) if found else None

    def _fitting(self, forecast: Fact, told: _Told, terms: _Terms) -> Iterator[_Dated]:
        """Those that fit, up to the first that is not doubtful."""
        for each in told:
            if self._fits(forecast, each[2], each[0], terms):
                yield each
                if not self.doubtful(each[2]):
                    return

    def _in_places(self, forecast: Fact, named: Iterable[str]) -> Iterator[tuple[int, _Told]]:
        """What is told of each place that tells of the forecast's place.

        Who takes a whole takes its parts; what else happens in a part happens in the whole.
        """
        places = self._facts.places
        telling = {"same"}
        if forecast.claim.type in _HOLDING:
            telling.add("within")
        elif forecast.entry.family in _PART_FOR_WHOLE:
            telling.add("contains")
        for mine in named:
            told_there = self._at_place.get((_subject(forecast), places.place(mine).country), {})
            for theirs, told in told_there.items():
                relation = places.relation(mine, theirs)
                if relation in telling:
                    yield int(relation != "same"), told

    def _by_parties(self, forecast: Fact) -> Iterator[tuple[int, _Told]]:
        """A forecast without a place is met by what those who were to act do anywhere."""
        if not forecast.actors or forecast.claim.type in _HOLDING:
            return
        subject = _subject(forecast)
        for party in sorted(party for known, party in self._by_party if known == subject):
            if self._facts.parties.any_on_side(forecast.actors, (party,)):
                yield 1, self._by_party[subject, party]

    def _fits(self, forecast: Fact, fact: Fact, day: int, terms: _Terms) -> bool:
        """Whether a claim tells of what was forecast, by who was to do it, as many, and in time."""
        same_report = fact.claim.report.id == forecast.claim.report.id
        opens = terms.looks_back if same_report else terms.opens
        if fact.id == forecast.id or (opens is not None and day < opens.toordinal()):
            return False
        if fact.entry.class_ == "condition" and fact.start is not None and terms.opens is not None:
            began = fact.start > terms.opens.toordinal()
            if forecast.claim.type == "takeover" and not (began or same_report):
                return False
        return (
            self._who(forecast, fact)
            and not is_of_a_part(fact)
            and _as_many(forecast.claim, fact.claim)
        )

    def _day(self, fact: Fact) -> int | None:
        """The day by which it had come about: the first of a state, the last an event can have
        been, though not later than it was told."""
        span = fact.told_span
        if span is None:
            return fact.published if fact.claim.report.published else None
        if fact.entry.class_ == "condition":
            return span[0]
        return min(span[1], max(span[0], fact.published))

    def _who(self, forecast: Fact, fact: Fact) -> bool:
        """Whether those who were to act did, and to whom; a fall names nobody as often as not."""
        same = self._facts.parties.any_on_side
        expected = forecast.actors
        if not expected and forecast.claim.polarity == "positive":
            # a side that says that a town will be taken speaks of itself
            expected = forecast.party_word if forecast.claim.type in _HOLDING else expected
        if expected and fact.actors and not same(expected, fact.actors):
            return False
        if expected and not fact.actors and fact.claim.type not in _HOLDING:
            return _may_be_theirs(forecast, fact)
        if not expected and forecast.party_word and same(forecast.party_word, fact.actors):
            return forecast.claim.polarity == "positive"
        harmed = forecast.recipients | forecast.victims
        if harmed and forecast.claim.type not in _HOLDING:
            return same(harmed, fact.recipients | fact.victims)
        return True


def _may_be_theirs(forecast: Fact, fact: Fact) -> bool:
    """Whether armed people nobody names do what was expected of an armed group that is no state's."""
    expected = {who.kind for who in forecast.claim.in_role("actor")}
    told = {who.kind for who in fact.claim.in_role("actor")}
    return bool(expected) and expected <= _IRREGULAR and told == {"unidentified armed"}


def without_echoes(told: Sequence[Fact]) -> Iterator[Fact]:
    """Of forecasts read from the same words of a report with the same day due, the one to judge.

    Who takes or holds a place comes first, then what is scored best. In the order given.
    """
    by_report: dict[tuple[str, date | None], list[Fact]] = defaultdict(list)
    for fact in told:
        forecast = fact.claim.forecast
        by_report[fact.claim.report.id, forecast.due if forecast else None].append(fact)
    kept: set[str] = set()
    for same in by_report.values():
        chosen: list[Fact] = []
        for fact in sorted(
            same, key=lambda f: (f.claim.type not in _HOLDING, -f.claim.score, order(f))
        ):
            if not any(_overlap(fact, other) for other in chosen):
                chosen.append(fact)
        kept.update(fact.id for fact in chosen)
    return (fact for fact in told if fact.id in kept)


def _overlap(one: Fact, other: Fact) -> bool:
    mine, theirs = one.claim.evidence, other.claim.evidence
    return mine.start < theirs.end and theirs.start < mine.end


def _as_many(forecast: Claim, claim: Claim) -> bool:
    """Whether a claim gives the number that the forecast gave; one without says nothing of it."""
    expected = [q for q in forecast.quantities if q.low is not None]
    if not expected:
        return True
    told = [q.low for q in claim.quantities if q.low is not None]
    told += [c.low for c in claim.casualties if c.low is not None]
    least = min(q.low for q in expected if q.low is not None)
    return any(low >= least for low in told)


def _subject(fact: Fact) -> str:
    """Claims on one subject can answer a forecast: who holds a place, or one kind of happening."""
    if fact.claim.type in _HOLDING:
        return "holding"
    return fact.claim.type if fact.group == fact.entry.family else fact.group


def _answers(fact: Fact) -> tuple[str, ...]:
    """The subjects on which a claim can answer: who has taken a place has cut it off, too."""
    subject = _subject(fact)
    return (subject, "siege") if fact.claim.type == "takeover" else (subject,)
