"""The reader against gold reports: claims found, fields right, whole rows right.

A gold file is one YAML a report (``tests/gold/README.md`` has the format). A claim answers a row
when its evidence overlaps the row's anchor and its type is allowed; every other field of the row is
scored on the best such claim. *Recall* is the share of required rows answered, *precision* the
share of claims that answer a row, *fields* the mean over fields of the share held, *whole rows* the
share of required rows right in every field asked.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import msgspec
import yaml

from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import Claim, InputError, Report, report_id
from sayso.reading.reader import Reader
from sayso.reading.setting_up import make_reader

WHERE = "give a folder of gold files with --data, such as tests/gold/dev"
_SIDES_EITHER_WAY = frozenset(
    {"battle", "talks", "agreement", "ceasefire", "casualties", "affiliation", "leadership"}
)


class Tally(msgspec.Struct, kw_only=True):
    """Counts over any number of reports."""

    needed: int = 0
    answered: int = 0
    whole: int = 0
    claims: int = 0
    spurious: int = 0
    fields: dict[str, list[int]] = {}
    errors: list[str] = []

    def figures(self) -> dict[str, float | int]:
        """The published figures."""
        recall = self.answered / max(1, self.needed)
        precision = 1 - self.spurious / max(1, self.claims)
        shares = {f: held / max(1, asked) for f, (held, asked) in sorted(self.fields.items())}
        return {
            "rows": self.needed,
            "recall": recall,
            "precision": precision,
            "f1": 2 * recall * precision / max(1e-9, recall + precision),
            "fields": sum(shares.values()) / max(1, len(shares)),
            "whole rows": self.whole / max(1, self.needed),
            **{f"field {name}": share for name, share in shares.items()},
        }


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every gold file in a folder."""
    reader = make_reader()
    tally = Tally()
    for path in pace.over(sorted(data.glob("*.yaml")), "gold reports"):
        add_report(path, reader, tally)
    return Result(
        name="gold",
        about=f"gold reports in {data.name}",
        figures=tally.figures(),
        headline=("recall", "precision", "fields", "whole rows"),
        errors=tuple(tally.errors),
    )


def add_report(path: Path, reader: Reader, tally: Tally) -> None:
    """Read one gold report and add how it went to the tally.

    :raises InputError: when an anchor does not stand in the text
    """
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = path.parent.joinpath(gold["text"]).read_text(encoding="utf-8")
    published = gold.get("published")
    report = Report(
        id=report_id(text, None, published),
        text=text,
        path=gold["text"],
        published=published,
        published_from="given",
        language="en",
    )
    compare(gold["claims"], text, reader.claims(report), tally, path.stem)


def compare(
    rows: Sequence[dict[str, Any]], text: str, claims: Sequence[Claim], tally: Tally, name: str
) -> None:
    """Hold claims against the rows of one report."""
    used: set[str] = set()
    for row in rows:
        start, end = anchor_of(row, text, name)
        types = row["type"] if isinstance(row["type"], list) else [row["type"]]
        answers = [
            c
            for c in claims
            if c.evidence.start < end and c.evidence.end > start and c.type in types
        ]
        used |= {c.id for c in answers}
        if row.get("optional"):
            continue
        tally.needed += 1
        if not answers:
            tally.errors.append(f"{name}: MISS {types} {text[start:end]!r}")
            for field, count in _asked(row).items():
                tally.fields.setdefault(field, [0, 0])[1] += count
            continue
        checked = [(_checks(row, c), c) for c in answers]
        checks, best = max(checked, key=lambda one: sum(sum(v) for v in one[0].values()))
        tally.answered += 1
        tally.whole += all(all(v) for v in checks.values())
        for field, held in checks.items():
            counts = tally.fields.setdefault(field, [0, 0])
            counts[0] += sum(held)
            counts[1] += len(held)
            if not all(held):
                tally.errors.append(
                    f"{name}: {field.upper()} {row.get(field)} in {text[start:end]!r} got {_got(field, best)}"
                )
    tally.claims += len(claims)
    for claim in claims:
        if claim.id not in used:
            tally.spurious += 1
            tally.errors.append(
                f"{name}: EXTRA {claim.type} {claim.evidence.text[:90]!r} [{claim.score:.2f}]"
            )


def anchor_of(row: dict[str, Any], text: str, name: str) -> tuple[int, int]:
    """The characters of a row's anchor in its report's text.

    :raises InputError: when it does not stand there
    """
    anchor = row["anchor"]
    words, nth = (anchor, 1) if isinstance(anchor, str) else (anchor[0], anchor[1])
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    if at < 0:
        raise InputError(
            f"{name}: anchor {words!r} is not in the text", remedy="correct the gold file"
        )
    return at, at + len(words)


def _asked(row: dict[str, Any]) -> dict[str, int]:
    counted = {f: len(row[f]) for f in ("actor", "recipient", "places", "casualties") if row.get(f)}
    single = ("time", "source", "source_kind", "certainty", "polarity", "quantity")
    return (
        counted
        | {f: 1 for f in single if f in row}
        | ({"forecast": 1} if row.get("forecast") else {})
    )


def plain(text: object) -> str:
    """Letters and digits only, lower case, no accents, no "the"."""
    ascii_text = unicodedata.normalize("NFKD", str(text or "")).encode("ascii", "ignore").decode()
    words = "".join(c if c.isalnum() else " " for c in ascii_text.lower()).split()
    return " ".join(w for w in words if w != "the")


def _like(names: object, *given: object) -> bool:
    wanted = names if isinstance(names, list) else [names]
    for one in map(plain, given):
        if one and any(n and (n in one or one in n) for n in map(plain, wanted)):
            return True
    return False


def _checks(row: dict[str, Any], claim: Claim) -> dict[str, list[bool]]:
    out: dict[str, list[bool]] = {}
    either = {"actor", "recipient", "victim", "target"}
    for field, roles in (("actor", {"actor"}), ("recipient", {"recipient", "victim", "target"})):
        able = either if claim.type in _SIDES_EITHER_WAY else roles
        for names in row.get(field) or []:
            out.setdefault(field, []).append(
                any(_like(names, p.name, p.mention) for p in claim.participants if p.role in able)
            )
    for want in row.get("places") or []:
        out.setdefault("places", []).append(any(_same_place(want, p) for p in claim.places))
    if "time" in row:
        out["time"] = [_same_time(row["time"], claim)]
    chain = claim.attribution
    if "source" in row:
        wanted = row["source"] if isinstance(row["source"], list) else [row["source"]]
        if wanted == ["author"]:
            out["source"] = [not chain or chain[-1].kind == "author"]
        else:
            out["source"] = [any(_like(wanted, a.mention, a.name) for a in chain)]
    if "source_kind" in row:
        out["source_kind"] = [(chain[-1].kind if chain else "author") == row["source_kind"]]
    if "certainty" in row:
        out["certainty"] = [claim.certainty == row["certainty"]]
    if "polarity" in row:
        out["polarity"] = [claim.polarity == row["polarity"]]
    if row.get("forecast"):
        out["forecast"] = [claim.forecast is not None]
        if row.get("horizon_days"):
            low, high = row["horizon_days"]
            days = claim.forecast.horizon_days if claim.forecast else None
            out["forecast"].append(days is not None and low <= days <= high)
    for want in row.get("casualties") or []:
        out.setdefault("casualties", []).append(any(_same_loss(want, c) for c in claim.casualties))
    if "quantity" in row:
        want = row["quantity"]
        out["quantity"] = [
            any(
                (want.get("low") is None or (q.low is not None and q.low >= want["low"]))
                and (want.get("high") is None or (q.high is not None and q.high <= want["high"]))
                for q in claim.quantities
            )
        ]
    return out


def _same_place(want: dict[str, Any], place: Any) -> bool:
    if place.country != want.get("country", place.country):
        return False
    if "near" in want:
        lat, lon, km = want["near"]
        if place.lat is not None:
            return bool(_km(lat, lon, place.lat, place.lon) <= km)
        if not ("name" in want and "admin1" in want):
            return False
    if "name" in want and not _like(want["name"], place.name, place.mention):
        return False
    return "admin1" not in want or _like(want["admin1"], place.admin1)


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, c, d = map(radians, (lat1, lon1, lat2, lon2))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def _same_time(wanted: list[Any], claim: Claim) -> bool:
    first, last = (d if isinstance(d, date) else date.fromisoformat(str(d)) for d in wanted)
    start, end = claim.time.start, claim.time.end
    if start is None or end is None:
        return False
    given, asked = (end - start).days + 1, (last - first).days + 1
    apart = max(0, (start - last).days, (first - end).days)
    return apart <= 3 and given <= max(3 * asked, asked + 6)


def _same_loss(want: dict[str, Any], loss: Any) -> bool:
    if want.get("outcome") and loss.outcome != want["outcome"]:
        return False
    if want.get("unknown") and not loss.unknown:
        return False
    if "low" in want and loss.low != want["low"]:
        return False
    if want.get("high") is not None and loss.high != want["high"]:
        return False
    return "side" not in want or _like(want["side"], loss.side, loss.side_name)


def _got(field: str, claim: Claim) -> str:
    match field:
        case "actor" | "recipient":
            return str([(p.role, p.name or p.mention) for p in claim.participants])
        case "places":
            return str(
                [(p.mention, p.name, p.admin1, p.country, p.lat, p.lon) for p in claim.places]
            )
        case "source" | "source_kind":
            return str([(a.mention, a.kind) for a in claim.attribution])
        case "time":
            return f"{claim.time.start}..{claim.time.end} {claim.time.mention!r}"
        case "casualties":
            return str([(c.outcome, c.side, c.low, c.high, c.unknown) for c in claim.casualties])
        case "quantity":
            return str([(q.of, q.low, q.high) for q in claim.quantities])
        case "forecast":
            return str(claim.forecast)
        case _:
            return str(getattr(claim, field))
