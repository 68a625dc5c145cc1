"""Until when a forecast runs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sayso.reading.horizons import find_horizons
from sayso.reading.parsing import language
from sayso.reading.times import find_times

CASES = tomllib.loads(Path(__file__).with_name("horizons.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence(case: dict[str, Any]) -> None:
    doc, published = language()(case["text"]), case["published"]
    found = find_horizons(doc, published, find_times(doc, published))
    if case.get("none"):
        assert found == ()
        return
    (horizon,) = found
    want = case["horizon"]
    assert {key: getattr(horizon, key) for key in want} == want
    assert case["text"][horizon.start : horizon.end] == horizon.text
