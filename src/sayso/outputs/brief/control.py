"""Who holds which place, and what changed."""

from datetime import date

from sayso.model import ControlState
from sayso.outputs.brief.citing import Citations, Sentence
from sayso.outputs.brief.isolation import isolated
from sayso.outputs.brief.scope import Scope
from sayso.outputs.countries import country_name
from sayso.outputs.geography import description_of
from sayso.outputs.wording import day_in_words, listed


def control(scope: Scope, citations: Citations) -> list[Sentence]:
    """One sentence a state of control, the latest change first."""
    states = sorted(scope.control, key=_latest, reverse=True)
    told = (citations.say(_words(state), state.claims) for state in states)
    return [sentence for sentence in told if sentence is not None]


def _latest(state: ControlState) -> date:
    return max(filter(None, (state.since, state.until)), default=date.min)


def _words(state: ControlState) -> str:
    where = _name(state)
    holder = isolated(state.holder.name) if state.holder else None
    rivals = [isolated(rival.name) for rival in state.rivals]
    since = f" since {day_in_words(state.since)}" if state.since else ""
    until = f" until {day_in_words(state.until)}" if state.until else ""
    grade = f", graded {state.grade.reliability}{state.grade.credibility}"
    match state.status:
        case "held" if holder:
            words = f"{where} is reported to be held by {holder}{since}{until}{grade}"
            return f"{words}; {listed(rivals)} would have it too" if rivals else words
        case "claimed" if holder:
            return (
                f"{holder} claims to hold {where}{since}{until}{grade}; "
                "only the word of that side says so (unconfirmed)"
            )
        case "contested":
            sides = [name for name in (holder, *rivals) if name]
            between = f" between {listed(sides)}" if len(sides) > 1 else ""
            return f"{where} is reported to be contested{between}{since}{until}{grade}"
        case "not-held" if holder:
            return f"{holder} is reported not to hold {where}{since}{until}{grade}"
    return f"who holds {where}{since}{until} is not known"


def _name(state: ControlState) -> str:
    whole = description_of(state.place, country_name(state.place.country)) or "a place"
    name, _, container = whole.partition(", ")
    return isolated(name) + (f" ({isolated(container)})" if container else "")
