"""Why the picture says what it says, down to the sentences."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping

from sayso.model import (
    Campaign,
    Claim,
    ControlState,
    Counted,
    Dispute,
    ForecastVerdict,
    Grade,
    Incident,
    IncidentCasualties,
    Join,
    NotFound,
    Picture,
    SourceScore,
)


def explain(picture: Picture, claims: Mapping[str, Claim] | Iterable[Claim], id: str) -> str:
    """The reasons for an incident, dispute, control state or forecast, or a claim's part in them.

    :param claims: the claims the picture was painted from, or a mapping of them by id
    :param id: the id of an incident or dispute; of a claim, for its forecast or where it went; or
        the id or name of a place, for who holds it
    :raises NotFound: when the picture holds nothing of that id or name
    """
    told = claims if isinstance(claims, Mapping) else {claim.id: claim for claim in claims}
    for incident in picture.incidents:
        if incident.id == id:
            return "\n".join(_incident(incident, told))
    for dispute in picture.disputes:
        if dispute.id == id:
            return "\n".join(_dispute(dispute, told))
    for forecast in picture.forecasts:
        if forecast.claim == id:
            return "\n".join(_forecast(forecast, told))
    for campaign in picture.campaigns:
        if campaign.id == id:
            return "\n".join(_campaign(campaign, picture))
    states = [state for state in picture.control if _is_of(state, id)]
    if states:
        return "\n".join(line for state in states for line in _control(state, told))
    if id in told:
        return "\n".join(_claim(told[id], picture))
    for score in picture.scoreboard:
        if score.source.casefold() == id.casefold():
            return "\n".join(_record(score, picture, told))
    raise NotFound(
        f"the picture as of {picture.as_of} holds nothing called {id!r}",
        remedy="give the id of an incident, campaign, dispute or claim, or the name of a place or of a"
        " source that foretold something",
    )


def _incident(incident: Incident, told: Mapping[str, Claim]) -> Iterator[str]:
    yield f"{incident.id}: {incident.title}"
    yield f"grade {_grade(incident.grade)}"
    yield from map(_count, incident.casualties)
    yield f"{incident.independent_sources} independent of {len(incident.reports)} reports:"
    for source in incident.sources:
        side = ", a side in it" if source.party else ""
        yield f"  {source.name} ({source.kind}{side}): {', '.join(source.reports)}"
        yield from (f"    {why}" for why in source.via)
    yield f"{len(incident.claims)} claims:"
    yield from _sentences(incident.claims, told)
    if incident.joins:
        yield "taken for one because:"
    for join in incident.joins:
        yield from _waterfall(join)
    for flag in incident.flags:
        yield f"mind: {flag.code}" + (f": {flag.detail}" if flag.detail else "")


def _waterfall(join: Join) -> Iterator[str]:
    """Reason by reason, what each adds to the log-odds, and how likely one happening then is."""
    yield f"  {join.left} – {join.right}: {join.score:.2f}"
    total = 0.0
    for name, weight in join.reasons:
        total += weight
        yield f"    {weight:+6.2f}  {1 / (1 + math.exp(-total)):5.1%}  {name}"


def _campaign(campaign: Campaign, picture: Picture) -> Iterator[str]:
    yield f"{campaign.id}: {campaign.title}"
    yield f"{len(campaign.incidents)} incidents on {campaign.days} days:"
    titles = {incident.id: incident.title for incident in picture.incidents}
    yield from (f"  {id_} {titles.get(id_, '')}".rstrip() for id_ in campaign.incidents)
    yield from (f"{_count(row)} (added up over them)" for row in campaign.casualties)


def _record(score: SourceScore, picture: Picture, told: Mapping[str, Claim]) -> Iterator[str]:
    yield (f"{score.source}: {score.came_true} came true, {score.failed} failed, {score.open} open")
    if score.brier is not None:
        yield (
            f"Brier score {score.brier:.3f} over {score.with_probability} that gave a probability;"
            f" always telling the base rate, {score.base_rate:.0%}, would have scored"
            f" {score.base_brier:.3f}"
        )
    for forecast in picture.forecasts:
        if forecast.source == score.source:
            yield from _forecast(forecast, told)


def _count(casualties: IncidentCasualties) -> str:
    side = f" of {casualties.side_name or casualties.side}" if casualties.side else ""
    if casualties.low is None and casualties.high is None:
        return f"{casualties.outcome}{side}: told of, not counted"
    low, best, high = (
        "?" if n is None else n for n in (casualties.low, casualties.best, casualties.high)
    )
    told = f"{casualties.outcome}{side}: {low} at least, {best} best supported, {high} at most"
    by = "; ".join(f"{_span(each)} by {each.by}" for each in casualties.counted)
    return f"{told} ({by})" if by else told


def _span(counted: Counted) -> str:
    if counted.low is None and counted.high is None:
        return "not counted"
    if counted.low == counted.high:
        return str(counted.low)
    return f"{'?' if counted.low is None else counted.low}–{'?' if counted.high is None else counted.high}"


def _dispute(dispute: Dispute, told: Mapping[str, Claim]) -> Iterator[str]:
    yield f"{dispute.id}: {dispute.about} ({dispute.kind})"
    yield dispute.why
    for name, camp in zip(("on the one side:", "on the other:"), dispute.claims, strict=True):
        yield name
        yield from _sentences(camp, told)


def _forecast(forecast: ForecastVerdict, told: Mapping[str, Claim]) -> Iterator[str]:
    yield f"{forecast.claim}: {forecast.verdict}: {forecast.why}"
    if forecast.probability is not None:
        yield f"held {forecast.probability:.0%} likely: {forecast.likelihood}"
    yield f"by {forecast.source}, made {forecast.made or '?'}, due {forecast.due or '?'}"
    yield from _sentences((forecast.claim,), told)
    if forecast.outcome is not None:
        days = "" if forecast.error_days is None else f", {forecast.error_days:+d} days from due"
        yield f"what came, {forecast.outcome.date or '?'}{days}:"
        yield from _sentences((forecast.outcome.claim,), told)


def _control(state: ControlState, told: Mapping[str, Claim]) -> Iterator[str]:
    holder = f" by {state.holder.name}" if state.holder else ""
    rivals = ", ".join(rival.name for rival in state.rivals)
    against = f", against {rivals}" if rivals and state.status != "not-held" else ""
    if state.status == "not-held" and rivals:
        holder = f" by {rivals}"
    yield (
        f"{state.place.name or state.place.mention}: {state.status}{holder}{against},"
        f" {state.since or '?'} – {state.until or 'now'},"
        f" last evidence {state.last_evidence or '?'}"
    )
    yield f"grade {_grade(state.grade)}"
    yield from _sentences(state.claims, told)


def _claim(claim: Claim, picture: Picture) -> Iterator[str]:
    yield from _sentences((claim.id,), {claim.id: claim})
    used = False
    for name, ids in _uses(picture):
        if claim.id in ids:
            used = True
            yield f"stands in {name}"
    if not used:
        if claim.has_flag("withdrawn"):
            yield "takes no part: its report withdrew it"
        else:
            yield "stands in no incident, dispute, control state or forecast"


def _uses(picture: Picture) -> Iterator[tuple[str, frozenset[str]]]:
    for incident in picture.incidents:
        yield f"incident {incident.id} ({incident.title})", frozenset(incident.claims)
    for dispute in picture.disputes:
        camps = frozenset(dispute.claims[0] + dispute.claims[1])
        yield f"dispute {dispute.id} ({dispute.about})", camps
    for state in picture.control:
        place = state.place.name or state.place.mention
        yield f"control of {place} ({state.status})", frozenset(state.claims)
    for forecast in picture.forecasts:
        if forecast.outcome is not None:
            yield f"the outcome of forecast {forecast.claim}", frozenset({forecast.outcome.claim})


def _is_of(state: ControlState, id_: str) -> bool:
    names = {state.place.id, state.place.name, state.place.mention} - {None}
    fold: Callable[[str], str] = str.casefold
    return fold(id_) in {fold(name) for name in names if name}


def _grade(grade: Grade) -> str:
    return f"{grade.reliability}{grade.credibility}: {grade.why}"


def _sentences(ids: Iterable[str], told: Mapping[str, Claim]) -> Iterator[str]:
    for id_ in ids:
        claim = told.get(id_)
        if claim is None:
            yield f"  {id_}"
            continue
        report = claim.report
        where = report.publisher or report.title or report.path or report.id
        chain = " < ".join(link.name or link.mention for link in reversed(claim.attribution))
        source = f"; says {chain}" if chain else ""
        text = " ".join(claim.evidence.text.split())
        yield f"  {id_} “{text}” ({where}, {report.published or 'no date'}{source})"
