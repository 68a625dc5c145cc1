"""What became of each forecast."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from sayso.model import ForecastOutcome, ForecastVerdict, Verdict
from sayso.picture.facts import Fact, Facts
from sayso.picture.independence import Provenance

SOONER_SHARE = 0.5
"""A forecast that comes true with more than this part of its horizon to spare came sooner."""

SOONER_DAYS = 30
"""So does one that comes true more than so many days before it was due."""

_LOOK_BACK_DAYS = 365
"""How long before it was reported a forecast without a date or horizon may have been made."""

_HOLDING = frozenset({"takeover", "control"})


class _Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a forecast said, as far as it did: made, the first day that counts, due."""

    made: date | None
    opens: date | None
    due: date | None
    horizon: int | None
    assumed: str | None


def verdicts(facts: Facts, provenance: Provenance, at: date) -> tuple[ForecastVerdict, ...]:
    """The verdict on each forecast as of a day, in the order in which the world was told."""
    outcomes = _Outcomes(facts, at)
    return tuple(
        _verdict(fact, outcomes, provenance, at)
        for fact in facts.all
        if fact.claim.forecast is not None and not fact.claim.has_flag("withdrawn")
    )


def _verdict(
    fact: Fact, outcomes: "_Outcomes", provenance: Provenance, at: date
) -> ForecastVerdict:
    terms = _terms(fact)
    found = None if fact.claim.conditional else outcomes.of(fact, terms)
    verdict, why = _judge(fact, terms, found, at)
    error = None
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
    )


def _terms(fact: Fact) -> _Terms:
    """When the forecast was made and is due, from what it says and, failing that, from its report.

    A forecast told on the day of its report may have been made at any time before: "had predicted
    that the city will fall" is told after the fall. Only a day that the text gives, earlier than
    the report's, bars outcomes before it.
    """
    forecast = fact.claim.forecast
    if forecast is None:
        return _Terms(made=None, opens=None, due=None, horizon=None, assumed=None)
    published = fact.claim.report.published
    told = forecast.made if forecast.made and forecast.made != published else None
    base = forecast.made or published
    horizon = forecast.horizon_days
    due = forecast.due
    assumed = None
    if due is None and base is not None and horizon is not None:
        due = _shifted(base, horizon)
        if told is None:
            assumed = (
                "counted from the day of the report, since no day is told on which it was made"
            )
    if told is not None:
        opens: date | None = told
    else:
        opens = _shifted(base, -(horizon or _LOOK_BACK_DAYS)) if base else None
    return _Terms(made=forecast.made, opens=opens, due=due, horizon=horizon, assumed=assumed)


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


_Told = list[tuple[int, str, Fact]]
"""Claims by the day by which what they tell had come about."""


class _Outcomes:
    """The claims that can tell what came of a forecast, found by what they tell of and where."""

    def __init__(self, facts: Facts, at: date) -> None:
        self._facts = facts
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

    def _file(self, day: int, fact: Fact) -> None:
        subject = _subject(fact)
        for key in fact.places:
            country = self._facts.places.place(key).country
            self._at_place[subject, country].setdefault(key, []).append((day, fact.id, fact))
        for party in _named(fact):
            self._by_party[subject, party].append((day, fact.id, fact))

    def of(self, forecast: Fact, terms: _Terms) -> tuple[Fact, date] | None:
        """The claim that tells of the earliest outcome, and its day.

        Of several on one day, one that names the place itself comes before one that names what
        contains it.
        """
        opens = terms.opens.toordinal() if terms.opens else 0
        fitting = (
            self._in_places(forecast, opens)
            if forecast.places
            else self._by_parties(forecast, opens)
        )
        found = min(fitting, key=lambda each: each[:3], default=None)
        return (found[3], date.fromordinal(found[0])) if found else None

    def _in_places(self, forecast: Fact, opens: int) -> Iterator[tuple[int, int, str, Fact]]:
        """The first that fits in each place that tells of the forecast's place.

        Who takes a whole takes its parts; what else happens in a part happens in the whole.
        """
        places = self._facts.places
        telling = "within" if forecast.claim.type in _HOLDING else "contains"
        for mine in forecast.places:
            told_there = self._at_place.get((_subject(forecast), places.place(mine).country), {})
            for theirs, told in told_there.items():
                relation = places.relation(mine, theirs)
                if relation not in ("same", telling):
                    continue
                for day, id_, fact in told[bisect_left(told, opens, key=lambda each: each[0]) :]:
                    if fact.id != forecast.id and self._who(forecast, fact):
                        yield day, int(relation != "same"), id_, fact
                        break

    def _by_parties(self, forecast: Fact, opens: int) -> Iterator[tuple[int, int, str, Fact]]:
        """A forecast without a place is met by what all its parties take part in."""
        named = _named(forecast)
        if not named:
            return
        for day, id_, fact in self._by_party.get((_subject(forecast), min(named)), ()):
            if day >= opens and fact.id != forecast.id and named <= _named(fact):
                yield day, 1, id_, fact

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
        if not forecast.actors or not fact.actors:
            return True
        return self._facts.parties.any_on_side(forecast.actors, fact.actors)


def _subject(fact: Fact) -> str:
    """Claims on one subject can answer a forecast: who holds a place, or one kind of happening."""
    if fact.claim.type in _HOLDING:
        return "holding"
    return fact.group


def _named(fact: Fact) -> frozenset[str]:
    return fact.actors | fact.recipients | fact.victims
