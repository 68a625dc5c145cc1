"""``sayso picture`` and ``sayso why``: what the claims amount to, and why."""

from datetime import date
from typing import Annotated

import msgspec
import typer

from sayso.archive import open_archive
from sayso.cli.picture_tables import print_picture
from sayso.cli.series_tables import print_series
from sayso.cli.terminal import COUNTING, CountingOption, StoreOption, day_option, one_of, say, write


def show(
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",
    at: Annotated[date | None, day_option("The state of affairs on this day.")] = None,
    known: Annotated[date | None, day_option("Only what was published by this day.")] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="In tables, every incident and all earlier control.")
    ] = False,
    counting: CountingOption = "sayso",
    series: Annotated[
        bool,
        typer.Option(
            "--series",
            help="Instead, counts by area and week, what the next weeks may bring, and how such "
            "forecasts would have fared.",
        ),
    ] = False,
    store: StoreOption = None,
) -> None:
    """Print incidents, control, disputes and forecasts, each with its sources."""
    one_of(format, ("table", "json"), "--format")
    one_of(counting, COUNTING, "--counting")
    with open_archive(store, create=False) as archive:
        if series:
            warning = archive.early_warning(at, known)
            if format == "json":
                write(msgspec.json.format(msgspec.json.encode(warning), indent=2) + b"\n")
            else:
                print_series(warning)
            return
        picture = archive.picture(at, known)
        if counting != "sayso":
            from sayso.outputs.counting import counted_by

            picture = counted_by(picture, archive.reviewed_claims(), counting)
        if format == "json":
            write(msgspec.json.format(msgspec.json.encode(picture), indent=2) + b"\n")
            return
        used = {forecast.claim for forecast in picture.forecasts}
        for state in picture.control:
            used.update(state.claims)
        for dispute in picture.disputes:
            used.update(*dispute.claims)
        print_picture(picture, archive.claims_by_id(sorted(used)), archive.counts(), every=all_)


def why(
    id: Annotated[
        str,
        typer.Argument(
            help="An incident, campaign, dispute or claim, or the beginning of its id; a place; "
            "a source that foretold something."
        ),
    ],
    at: Annotated[date | None, day_option("In the state of affairs on this day.")] = None,
    known: Annotated[date | None, day_option("Only what was published by this day.")] = None,
    store: StoreOption = None,
) -> None:
    """Explain an incident, a dispute, a state of control or a verdict down to its sentences."""
    with open_archive(store, create=False) as archive:
        say(archive.explain(id, at, known))
