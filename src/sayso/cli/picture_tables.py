"""The picture as tables for the eye, each line with its sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.text import Text

from sayso.cli.terminal import Column, console, table
from sayso.cli.wording import day, days, grade, place
from sayso.model import (
    Claim,
    ControlState,
    ForecastVerdict,
    Incident,
    IncidentCasualties,
    Picture,
)
from sayso.store import Counts

_MOST = 40
"""Incidents shown unless all are asked for."""

_STYLES = {
    "held": "green",
    "claimed": "yellow",
    "contested": "red",
    "not-held": "dim",
    "unknown": "dim",
    "failed": "red",
    "came true": "green",
    "came true sooner": "green",
    "open": "yellow",
}
_OF_ID = 12
_NAMES = 3
_EARLIER = 3


def print_picture(
    picture: Picture, claims: Mapping[str, Claim], held: Counts, *, every: bool
) -> None:
    """Print the picture.

    :param claims: those that control, disputes and forecasts rest on, by id
    :param every: also the incidents that are told least of, and control that has passed
    """
    console.print(
        f"[bold]The picture as of {day(picture.as_of)}[/], "
        f"from {held.claims} claims in {held.read} reports"
    )
    _print_incidents(picture, every=every)
    _print_campaigns(picture)
    _print_control(picture, claims, every=every)
    _print_disputes(picture, claims)
    _print_forecasts(picture, claims)
    _print_scoreboard(picture)
    console.print(
        "[dim]`sayso why ID` (or a place) tells what each line rests on. Grades: the source's "
        "reliability A–F and the information's credibility 1–6; F and 6: cannot be judged.[/]"
    )


def _print_incidents(picture: Picture, *, every: bool) -> None:
    shown = picture.incidents
    left_out = 0
    if not every and len(shown) > _MOST:
        best = sorted(shown, key=_weight, reverse=True)[:_MOST]
        chosen = {incident.id for incident in best}
        left_out = len(shown) - len(chosen)
        shown = tuple(incident for incident in shown if incident.id in chosen)
    console.print()
    table(
        f"Incidents ({len(picture.incidents)})",
        (
            Column("id", whole=True),
            Column("when", 4),
            Column("what", whole=True),
            Column("where", 5),
            Column("who", 7),
            Column("losses", 5),
            Column("grade", whole=True),
            Column("on whose say-so", 7),
        ),
        map(_incident, shown),
    )
    if left_out:
        console.print(f"[dim]{left_out} more, told of by fewer sources: sayso picture --all[/]")


def _print_campaigns(picture: Picture) -> None:
    """Battles that went on for days; nothing where none did."""
    if not picture.campaigns:
        return
    console.print()
    table(
        f"Campaigns ({len(picture.campaigns)})",
        (
            Column("id", whole=True),
            Column("what", 10),
            Column("days", whole=True),
            Column("incidents", whole=True),
            Column("losses, added up", 7),
        ),
        (
            (
                Text(each.id[:_OF_ID], style="dim"),
                each.title,
                str(each.days),
                str(len(each.incidents)),
                "\n".join(map(_losses, each.casualties)),
            )
            for each in picture.campaigns
        ),
    )


def _weight(incident: Incident) -> tuple[int, int, int, int]:
    losses = max((c.best or c.low or 0 for c in incident.casualties), default=0)
    sure = -incident.grade.credibility
    return incident.independent_sources, len(incident.claims), losses, sure


def _incident(incident: Incident) -> tuple[Text | str, ...]:
    doers = [p.name or p.mention for p in incident.participants if p.role == "actor"]
    others = [
        p.name or p.mention for p in incident.participants if p.role not in ("actor", "office")
    ]
    who = ", ".join(dict.fromkeys(doers))
    done_to = ", ".join(dict.fromkeys(name for name in others if name not in doers))
    names = [source.name + (" (a side)" if source.party else "") for source in incident.sources]
    said = Text(str(incident.independent_sources), style="bold")
    return (
        Text(incident.id[:_OF_ID], style="dim"),
        days(incident.time),
        Text(incident.type, style="bold"),
        place(incident.place),
        f"{who} → {done_to}" if who and done_to else who or done_to,
        "\n".join(map(_losses, incident.casualties)),
        grade(incident.grade),
        said.append(f"  {_some(names)}", style="not bold"),
    )


def _losses(one: IncidentCasualties) -> str:
    side = f" {one.side_name or one.side}" if one.side_name or one.side else ""
    if one.low is None and one.high is None:
        return f"{one.outcome}{side}: ?"
    if one.low == one.high:
        return f"{one.outcome}{side}: {one.low:,}"
    if one.high is None:
        return f"{one.outcome}{side}: {one.low:,}+"
    return f"{one.outcome}{side}: {'?' if one.low is None else f'{one.low:,}'}–{one.high:,}"


def _some(names: Iterable[str]) -> str:
    different = list(dict.fromkeys(names))
    more = len(different) - _NAMES
    return "; ".join(different[:_NAMES]) + (f"; {more} more" if more > 0 else "")


def _print_control(picture: Picture, claims: Mapping[str, Claim], *, every: bool) -> None:
    shown = [s for s in picture.control if every or s.until is None or s.until >= picture.as_of]
    earlier: dict[str, list[ControlState]] = {}
    for state in picture.control:
        if state not in shown:
            earlier.setdefault(_place_key(state), []).append(state)
    console.print()
    table(
        f"Control ({len({_place_key(s) for s in picture.control})} places)",
        (
            Column("place", 6),
            Column("status", whole=True),
            Column("holder", 7),
            Column("since", 4),
            Column("before", 7),
            Column("grade", whole=True),
            Column("on whose say-so", 8),
        ),
        (_control(state, earlier.get(_place_key(state), ()), claims) for state in shown),
    )


def _place_key(state: ControlState) -> str:
    return state.place.id or state.place.name or state.place.mention


def _control(
    state: ControlState, earlier: Sequence[ControlState], claims: Mapping[str, Claim]
) -> tuple[Text | str, ...]:
    rivals = ", ".join(rival.name for rival in state.rivals)
    holder = state.holder.name if state.holder else ""
    if rivals:
        holder = f"{holder}; against {rivals}" if holder else rivals
    before = "\n".join(
        f"{s.holder.name if s.holder else s.status} from {day(s.since)}"
        for s in earlier[-_EARLIER:]
    )
    until = f" – {day(state.until)}" if state.until else ""
    return (
        place(state.place),
        Text(state.status, style=_STYLES[state.status]),
        holder,
        day(state.since) + until,
        before,
        grade(state.grade),
        _some(_sources(state.claims, claims)),
    )


def _sources(ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[str]:
    for id_ in ids:
        claim = claims.get(id_)
        if claim is None:
            continue
        told_by = claim.report.publisher or claim.report.title or claim.report.path or "?"
        innermost = claim.attribution[-1] if claim.attribution else None
        name = (innermost.name or innermost.mention) if innermost else ""
        yield f"{name} ({told_by})" if name and name != told_by else told_by


def _print_disputes(picture: Picture, claims: Mapping[str, Claim]) -> None:
    console.print()
    table(
        f"Disputes ({len(picture.disputes)})",
        (
            Column("id", whole=True),
            Column("kind", whole=True),
            Column("about", 6),
            Column("why they clash", 8),
            Column("the one side", 7),
            Column("the other", 7),
        ),
        (
            (
                Text(dispute.id[:_OF_ID], style="dim"),
                dispute.kind,
                dispute.about,
                dispute.why,
                *(_some(_sources(camp, claims)) for camp in dispute.claims),
            )
            for dispute in picture.disputes
        ),
    )


def _print_forecasts(picture: Picture, claims: Mapping[str, Claim]) -> None:
    console.print()
    table(
        f"Forecasts ({len(picture.forecasts)})",
        (
            Column("claim", whole=True),
            Column("said by", 5),
            Column("made", 3),
            Column("due", 3),
            Column("verdict", 5),
            Column("in these words", 13),
        ),
        (_forecast(forecast, claims.get(forecast.claim)) for forecast in picture.forecasts),
    )


def _forecast(forecast: ForecastVerdict, claim: Claim | None) -> tuple[Text | str, ...]:
    verdict = Text(forecast.verdict, style=_STYLES[forecast.verdict])
    if forecast.error_days:
        late = "late" if forecast.error_days > 0 else "early"
        verdict.append(f", {abs(forecast.error_days)} days {late}", style="default")
    return (
        Text(forecast.claim[:_OF_ID], style="dim"),
        forecast.source,
        day(forecast.made),
        day(forecast.due) if forecast.due else "–",
        verdict,
        " ".join(claim.evidence.text.split()) if claim else "",
    )


def _print_scoreboard(picture: Picture) -> None:
    """Who foretells well; nothing where no forecast has been judged."""
    judged = [score for score in picture.scoreboard if score.came_true + score.failed]
    if not judged:
        return
    console.print()
    table(
        "Who foretold well (base rate: "
        f"{judged[0].base_rate or 0:.0%} of judged forecasts came true)",
        (
            Column("source", 8),
            Column("came true", whole=True),
            Column("failed", whole=True),
            Column("open", whole=True),
            Column("days off", whole=True),
            Column("Brier", whole=True),
            Column("of base rate", whole=True),
        ),
        (
            (
                score.source,
                str(score.came_true),
                str(score.failed),
                str(score.open),
                "–" if score.error_days is None else f"{score.error_days:.0f}",
                "–" if score.brier is None else f"{score.brier:.3f} ({score.with_probability})",
                "–" if score.base_brier is None else f"{score.base_brier:.3f}",
            )
            for score in judged
        ),
    )
