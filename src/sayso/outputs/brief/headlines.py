"""How much is told, in numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.model import Incident, Outcome, Verdict
from sayso.outputs.brief.citing import Citations, Sentence
from sayso.outputs.brief.scope import Scope
from sayso.outputs.wording import count_in_words

_PEOPLE: tuple[tuple[Outcome, str], ...] = (
    ("killed", "killed"),
    ("wounded", "wounded"),
    ("displaced", "displaced"),
)
_VERDICTS: tuple[tuple[Verdict, str], ...] = (
    ("open", "not been decided"),
    ("came true", "come true"),
    ("came true sooner", "come true sooner than said"),
    ("failed", "failed"),
)


def headlines(scope: Scope, citations: Citations) -> list[Sentence]:
    """The headline numbers, each with the first claims it counts."""
    return [sentence for sentence in _sentences(scope, citations) if sentence is not None]


def _sentences(scope: Scope, citations: Citations) -> Iterator[Sentence | None]:
    incidents = scope.incidents
    if incidents:
        reports = len({id_ for incident in incidents for id_ in incident.reports})
        words = f"{_many(len(incidents), 'incident')} told of in {_plural(reports, 'report')}"
        yield citations.say(words, _first_claims(incidents))
        confirmed = [i for i in incidents if i.independent_sources > 1]
        if confirmed:
            words = f"{_many(len(confirmed), 'incident')} told by two or more independent sources"
            yield citations.say(words, _first_claims(confirmed))
    for outcome, word in _PEOPLE:
        yield _people(incidents, outcome, word, citations)
    disputes = scope.disputes
    if disputes:
        words = f"{_many(len(disputes), 'matter')} in dispute"
        yield citations.say(words, (id_ for d in disputes for camp in d.claims for id_ in camp[:1]))
    told = Counter(forecast.verdict for forecast in scope.forecasts)
    for verdict, word in _VERDICTS:
        if told[verdict]:
            ids = [f.claim for f in scope.forecasts if f.verdict == verdict]
            yield citations.say(f"{_many(told[verdict], 'forecast', 'have')} {word}", ids)


def _people(
    incidents: Sequence[Incident], outcome: Outcome, word: str, citations: Citations
) -> Sentence | None:
    """The sum of the ranges; a total beside the counts of its sides is not counted twice."""
    low = high = 0
    open_ended = False
    within = []
    for incident in incidents:
        told = [c for c in incident.casualties if c.outcome == outcome]
        if not any(c.low or c.high for c in told):
            continue
        sided = [c for c in told if c.side]
        total = [c for c in told if not c.side]
        low += max(sum(c.low or 0 for c in sided), max((c.low or 0 for c in total), default=0))
        high += max(
            sum(c.high or c.low or 0 for c in sided),
            max((c.high or c.low or 0 for c in total), default=0),
        )
        open_ended |= any(c.high is None for c in told)
        within.append(incident)
    if not within:
        return None
    where = _plural(len(within), "incident")
    words = f"{count_in_words(low, None if open_ended else high)} people are reported {word}, in {where}"
    return citations.say(words, _first_claims(within))


def _first_claims(incidents: Sequence[Incident]) -> list[str]:
    return [incident.claims[0] for incident in incidents if incident.claims]


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _many(count: int, noun: str, verb: str = "are") -> str:
    """``1 incident is``, ``3 incidents are``, ``1 forecast has``."""
    single = {"are": "is", "have": "has"}[verb]
    return f"{_plural(count, noun)} {single if count == 1 else verb}"
