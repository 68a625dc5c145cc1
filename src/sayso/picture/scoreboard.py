"""How well each source foretells: what became of its forecasts, and its Brier score.

The Brier score (Brier 1950) is the mean square of the probability less what came, 0 or 1; smaller is
better. Only forecasts take part that give a probability, by number or by the words of a cited scale,
and that have been judged. Beside it stands what always telling the base rate would have scored on the
same forecasts: the share of all judged forecasts, of whatever source, that came true.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.model import ForecastVerdict, SourceScore

_TRUE = frozenset({"came true", "came true sooner"})


def scoreboard(verdicts: Iterable[ForecastVerdict]) -> tuple[SourceScore, ...]:
    """The sources that foretold anything, those with most judged forecasts first."""
    by_source: dict[str, list[ForecastVerdict]] = defaultdict(list)
    for verdict in verdicts:
        by_source[verdict.source].append(verdict)
    judged = [v for told in by_source.values() for v in told if v.verdict != "open"]
    base = _share_true(judged)
    found = [_score(source, told, base) for source, told in by_source.items()]
    found.sort(key=lambda s: (-(s.came_true + s.failed), -s.open, s.source))
    return tuple(found)


def _score(source: str, told: Sequence[ForecastVerdict], base: float | None) -> SourceScore:
    judged = [v for v in told if v.verdict != "open"]
    given = [(v.probability, v.verdict in _TRUE) for v in judged if v.probability is not None]
    errors = [abs(v.error_days) for v in judged if v.error_days is not None]
    return SourceScore(
        source=source,
        came_true=sum(v.verdict in _TRUE for v in told),
        failed=sum(v.verdict == "failed" for v in told),
        open=sum(v.verdict == "open" for v in told),
        error_days=round(sum(errors) / len(errors), 1) if errors else None,
        with_probability=len(given),
        brier=_brier(given) if given else None,
        base_rate=base,
        base_brier=_brier([(base, true) for _, true in given])
        if given and base is not None
        else None,
    )


def _brier(given: Sequence[tuple[float, bool]]) -> float:
    return round(sum((p - true) ** 2 for p, true in given) / len(given), 4)


def _share_true(judged: Sequence[ForecastVerdict]) -> float | None:
    if not judged:
        return None
    return round(sum(v.verdict in _TRUE for v in judged) / len(judged), 4)
