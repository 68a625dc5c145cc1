"""Two coders of the same reports: how far the second agrees with the first.

The second coder is scored as a reader would be (``sayso.bench.gold``), so that the figures stand
beside the reader's: what a careful coder reaches against another is about what can be asked.
``corpus/second`` holds a second coding, made without sight of the first, of reports in
``corpus/reports``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sayso.bench.gold import Tally, anchor_of, compare
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import (
    Attribution,
    Casualties,
    Claim,
    ClaimPlace,
    ClaimTime,
    Forecast,
    InputError,
    Participant,
    Quantity,
    ReportRef,
)
from sayso.model.claim import Evidence

WHERE = "give the folder of the corpus with --data: it holds reports/ and second/"


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the second coding of a corpus against the first."""
    tally = Tally()
    for path in pace.over(sorted((data / "second").glob("*.yaml")), "reports coded twice"):
        first = data / "reports" / path.name
        text = first.with_suffix(".txt").read_text(encoding="utf-8")
        rows, others = _rows(first), _rows(path)
        claims = [_claim(row, text, path, number) for number, row in enumerate(others)]
        compare(rows, text, claims, tally, path.stem)
    return Result(
        name="coders",
        about=f"a second, blind coder in {data.name} against the first",
        figures=tally.figures(),
        headline=("recall", "precision", "fields", "whole rows"),
        errors=tuple(tally.errors),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return list(yaml.safe_load(path.read_text(encoding="utf-8"))["claims"])
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: {error}", remedy="see docs/annotation.md") from error


def _claim(row: dict[str, Any], text: str, path: Path, number: int) -> Claim:
    """A coder's row as the claim that a reader would make of it."""
    start, end = anchor_of(row, text, path.stem)
    types = row["type"] if isinstance(row["type"], list) else [row["type"]]
    return Claim(
        id=f"{path.stem}-{number}",
        report=ReportRef(id=path.stem),
        type=types[0],
        participants=tuple(
            Participant(role=role, mention=names[0], name=names[-1])
            for role in ("actor", "recipient")
            for names in row.get(role) or []
        ),
        places=tuple(_place(place) for place in row.get("places") or []),
        time=_time(row),
        certainty=row.get("certainty", "certain"),
        polarity=row.get("polarity", "positive"),
        forecast=_forecast(row),
        casualties=tuple(Casualties(**_count(one)) for one in row.get("casualties") or []),
        quantities=tuple(Quantity(**_bounds(one)) for one in [row.get("quantity")] if one),
        attribution=_attribution(row),
        evidence=Evidence(text=text[start:end], start=start, end=end, sentence=0),
    )


def _place(place: dict[str, Any]) -> ClaimPlace:
    names = place.get("name") or [""]
    near = place.get("near") or [None, None]
    return ClaimPlace(
        role="location",
        mention=names[0],
        name=names[-1],
        admin1=(place.get("admin1") or [None])[0],
        country=place.get("country"),
        lat=near[0],
        lon=near[1],
    )


def _time(row: dict[str, Any]) -> ClaimTime:
    if "time" not in row:
        return ClaimTime()
    start, end = (d if isinstance(d, date) else date.fromisoformat(str(d)) for d in row["time"])
    return ClaimTime(start=start, end=end)


def _forecast(row: dict[str, Any]) -> Forecast | None:
    if not row.get("forecast"):
        return None
    days = row.get("horizon_days") or [None]
    return Forecast(horizon_days=days[-1])


def _count(one: dict[str, Any]) -> dict[str, Any]:
    return _bounds(one) | {
        "outcome": one["outcome"],
        "unknown": bool(one.get("unknown")),
        "side_name": (one.get("side") or [None])[0]
        if isinstance(one.get("side"), list)
        else one.get("side"),
    }


def _bounds(one: dict[str, Any]) -> dict[str, Any]:
    return {"low": one.get("low"), "high": one.get("high")}


def _attribution(row: dict[str, Any]) -> tuple[Attribution, ...]:
    source, kind = row.get("source"), row.get("source_kind", "author")
    names = source if isinstance(source, list) else [source] if source else []
    if not names or names == ["author"]:
        return ()
    return (Attribution(mention=names[0], name=names[-1], kind=kind),)
