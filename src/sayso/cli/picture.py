"""``sayso picture`` and ``sayso why``: what the claims amount to, and why."""

import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sayso.archive import Archive, open_archive
from sayso.cli.claims import as_json
from sayso.cli.terminal import StoreOption, as_day, console
from sayso.model import Incident, IncidentCasualties, Observer, Picture


def show(
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",  # noqa: A002
    at: Annotated[str | None, typer.Option(help="The state of affairs on this day.")] = None,
    known: Annotated[str | None, typer.Option(help="Only what was published by this day.")] = None,
    store: StoreOption = None,
) -> None:
    """Print incidents, control, disputes and forecasts, each with its sources."""
    if format not in ("json", "table"):
        raise typer.BadParameter(f"{format!r}: json or table", param_hint="--format")
    with open_archive(store) as archive:
        picture = archive.picture(as_day(at), as_day(known))
        if format == "json":
            sys.stdout.buffer.write(as_json(picture) + b"\n")
            return
        console.print(f"[bold]The picture as of {picture.as_of}[/]")
        console.print(_incidents(picture))
        console.print(_control(picture))
        console.print(_disputes(picture))
        console.print(_forecasts(archive, picture))


def why(
    id: Annotated[str, typer.Argument(help="An incident, dispute, forecast claim or claim.")],  # noqa: A002
    store: StoreOption = None,
) -> None:
    """Explain an incident, a dispute, a state of control or a verdict down to its sentences."""
    with open_archive(store) as archive:
        console.print(archive.explain(id), markup=False)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _incidents(picture: Picture) -> Table:
    table = _table(
        f"Incidents ({len(picture.incidents)})",
        "when", "what", "where", "who", "losses", "grade", "independent sources",
    )
    for incident in picture.incidents:
        table.add_row(*map(escape, _row(incident)))
    return table


def _row(incident: Incident) -> tuple[str, ...]:
    start, end = incident.time.start, incident.time.end
    when = str(start or "?") if start == end else f"{start or '?'} – {end or '?'}"
    place = incident.place
    where = "?" if place is None else f"{place.name or place.mention} ({place.precision or '?'})"
    who = " – ".join(
        p.name or p.mention for p in incident.participants if p.role in ("actor", "recipient")
    )
    grade = f"{incident.grade.reliability}{incident.grade.credibility}"
    return (
        when, incident.type, where, who, "; ".join(map(_losses, incident.casualties)), grade,
        f"{incident.independent_sources}: {_names(incident.sources)}",
    )


def _losses(one: IncidentCasualties) -> str:
    side = f" {one.side_name or one.side}" if one.side_name or one.side else ""
    if one.low is None and one.high is None:
        return f"{one.outcome}{side}: number unknown"
    spread = f"{one.low if one.low is not None else '?'}–{one.high if one.high is not None else '?'}"
    number = str(one.low) if one.low == one.high else spread
    return f"{one.outcome}{side}: {number}"


def _names(sources: tuple[Observer, ...]) -> str:
    return "; ".join(source.name for source in sources)


def _control(picture: Picture) -> Table:
    table = _table(
        f"Control ({len(picture.control)})", "place", "status", "holder", "since", "until", "grade"
    )
    for state in picture.control:
        holder = state.holder.name if state.holder else "–"
        if state.rivals:
            holder += f" (against: {', '.join(r.name for r in state.rivals)})"
        table.add_row(
            *map(
                escape,
                (
                    state.place.name or state.place.mention, state.status, holder,
                    str(state.since or "?"), str(state.until or ""),
                    f"{state.grade.reliability}{state.grade.credibility}",
                ),
            )
        )
    return table


def _disputes(picture: Picture) -> Table:
    table = _table(f"Disputes ({len(picture.disputes)})", "kind", "about", "why")
    for dispute in picture.disputes:
        table.add_row(*map(escape, (dispute.kind, dispute.about, dispute.why)))
    return table


def _forecasts(archive: Archive, picture: Picture) -> Table:
    table = _table(
        f"Forecasts ({len(picture.forecasts)})",
        "said by", "made", "due", "verdict", "days off", "in these words",
    )
    claims = archive.claims_by_id(forecast.claim for forecast in picture.forecasts)
    for forecast in picture.forecasts:
        claim = claims.get(forecast.claim)
        table.add_row(
            *map(
                escape,
                (
                    forecast.source, str(forecast.made or "?"), str(forecast.due or "–"),
                    forecast.verdict,
                    "" if forecast.error_days is None else str(forecast.error_days),
                    claim.evidence.text if claim else "",
                ),
            )
        )
    return table
