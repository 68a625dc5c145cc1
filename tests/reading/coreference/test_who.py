"""Who does it and to whom, on texts of this project's own (``who.toml``)."""

import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Claim

_CASES = tomllib.loads(Path(__file__).with_name("who.toml").read_text(encoding="utf-8"))["case"]
_SIDES = {"actor": {"actor"}, "recipient": {"recipient", "victim", "target"}}


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()


def _names(claim: Claim, roles: set[str] | None = None) -> list[str]:
    return [
        _plain(name)
        for p in claim.participants
        if roles is None or p.role in roles
        for name in (p.name, p.mention)
    ]


def _wrong(case: dict[str, Any], claim: Claim) -> list[str]:
    found = [
        f"no {side} {wanted}"
        for side, roles in _SIDES.items()
        for wanted in case.get(side, [])
        if not any(
            _plain(one) in name for one in wanted.split("|") for name in _names(claim, roles)
        )
    ]
    found += [
        f"has the actor {one}"
        for one in case.get("never_actor", [])
        if any(_plain(one) in name for name in _names(claim, {"actor"}))
    ]
    return found + [
        f"has {one}"
        for one in case.get("never", [])
        if any(_plain(one) in name for name in _names(claim))
    ]


@pytest.mark.parametrize("case", _CASES, ids=[case["about"] for case in _CASES])
def test_who(case: dict[str, Any], read_all: Callable[..., tuple[Claim, ...]]) -> None:
    text = case["text"]
    start = text.index(case["at"])
    end = start + len(case["at"])
    answers = [
        claim
        for claim in read_all(text, case.get("on", date(2024, 6, 5)))
        if claim.type in case["type"].split("|")
        and claim.evidence.start < end
        and claim.evidence.end > start
    ]
    assert answers, "nothing of this kind was read there"
    wrong = min((_wrong(case, claim) for claim in answers), key=len)
    assert not wrong, (wrong, [_names(claim) for claim in answers])
