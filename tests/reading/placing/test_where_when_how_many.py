"""Where, when and how many, on texts of this project's own (``where.toml``, ``when.toml``)."""

import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Claim

_CASES = [
    case
    for file in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()


def _wrong(case: dict[str, Any], claim: Claim) -> list[str]:
    names = [_plain(f"{p.name} {p.mention} {p.country}") for p in claim.places]
    found = [
        f"not in {wanted}"
        for wanted in case.get("places", [])
        if not any(all(_plain(part) in name for part in wanted.split("/")) for name in names)
    ]
    found += [
        f"in {one}" for one in case.get("never", []) if any(_plain(one) in name for name in names)
    ]
    if "days" in case and [claim.time.start, claim.time.end] != case["days"]:
        found.append(f"on {claim.time.start} to {claim.time.end}")
    told = [[c.outcome, c.low, -1 if c.high is None else c.high] for c in claim.casualties]
    found += [f"no loss {one}" for one in case.get("losses", []) if one not in told]
    counts = [[q.low, q.high] for q in claim.quantities]
    found += [f"no count {one}" for one in case.get("counts", []) if one not in counts]
    return found


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][-70:] for case in _CASES])
def test_where_when_and_how_many(
    case: dict[str, Any], read: Callable[..., tuple[Claim, ...]]
) -> None:
    text = case["text"]
    start = text.index(case["at"])
    end = start + len(case["at"])
    answers = [
        claim
        for claim in read(text, case.get("on", date(2024, 6, 5)))
        if claim.type in case["type"].split("|")
        and claim.evidence.start < end
        and start < claim.evidence.end
    ]
    assert answers, "no claim of the type was found"
    assert not min((_wrong(case, claim) for claim in answers), key=len)
