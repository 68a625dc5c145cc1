"""What was forecast, and what came of it."""

from datetime import date

from sayso.model import ForecastVerdict, Verdict
from sayso.outputs.brief.citing import Citations, Sentence
from sayso.outputs.brief.isolation import isolated
from sayso.outputs.brief.scope import Scope
from sayso.outputs.material import Material
from sayso.outputs.wording import day_in_words

_ORDER: tuple[Verdict, ...] = ("open", "came true", "came true sooner", "failed")
_WORDS: dict[Verdict, str] = {
    "open": "is still open",
    "came true": "came true",
    "came true sooner": "came true sooner than said",
    "failed": "did not come true",
}


def forecasts(scope: Scope, citations: Citations) -> list[Sentence]:
    """One sentence a forecast: open ones by the day they are due, then those decided."""
    ordered = sorted(
        scope.forecasts, key=lambda f: (_ORDER.index(f.verdict), f.due or date.max, f.claim)
    )
    told = (_sentence(each, scope.material, citations) for each in ordered)
    return [sentence for sentence in told if sentence is not None]


def _sentence(
    forecast: ForecastVerdict, material: Material, citations: Citations
) -> Sentence | None:
    claim = material.by_id.get(forecast.claim)
    if claim is None:
        return None
    made = f" on {day_in_words(forecast.made)}" if forecast.made else ""
    due = f", due by {day_in_words(forecast.due)}," if forecast.due else ""
    words = (
        f"the forecast by {isolated(forecast.source)}{made}, “{isolated(claim.evidence.text)}”{due} "
        f"{_WORDS[forecast.verdict]}"
    )
    if forecast.why:
        words += f": {isolated(forecast.why)}"
    outcome = [forecast.outcome.claim] if forecast.outcome else []
    return citations.say(words, [forecast.claim, *outcome])
