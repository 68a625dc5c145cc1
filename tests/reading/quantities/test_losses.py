"""How many people were lost, and how."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.losses import find_losses
from sayso.reading.number_lexicon import number_words
from sayso.reading.parsing import language
from sayso.reading.quantities import find_quantities
from sayso.reading.times import find_times

CASES = tomllib.loads(Path(__file__).with_name("losses.toml").read_text("utf-8"))["case"]
_OWN = ("no", "victims", "trigger")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence(case: dict[str, Any]) -> None:
    doc = language()(case["text"])
    losses = find_losses(doc, find_quantities(doc, find_times(doc, date(2024, 6, 5))))
    told = [(loss.outcome, loss.low) for loss in losses]
    assert told == [(want["outcome"], want.get("low")) for want in case["losses"]]
    for loss, want in zip(losses, case["losses"], strict=True):
        fields = {key: value for key, value in want.items() if key not in _OWN}
        assert {key: getattr(loss, key) for key in fields} == fields
        assert all(getattr(loss, key) is None for key in want.get("no", ()))
        if "victims" in want:
            assert loss.victims_head is not None
            assert doc[loss.victims_head].text == want["victims"]
        if "trigger" in want:
            assert doc[loss.trigger].text == want["trigger"]


@given(st.integers(2, 900), st.integers(2, 900))
@settings(deadline=None, max_examples=40)
def test_killed_and_wounded_keep_their_own_counts(killed: int, wounded: int) -> None:
    for text in (
        f"The blast killed {killed} people and wounded {wounded}.",
        f"{killed} people were killed and {wounded} wounded.",
    ):
        doc = language()(text)
        losses = find_losses(doc, find_quantities(doc, ()))
        assert {(loss.outcome, loss.low) for loss in losses} == {
            ("killed", killed),
            ("wounded", wounded),
        }


_PIECES = st.sampled_from(
    ["22", "people", "were", "killed", ",", "and", "wounded", "dead", "no", "casualties", "toll", "of",
     "the", "soldiers", "dozens", "captured", "including", "three", "children", ".", "missing", "number"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=16))
@settings(deadline=None, max_examples=100)
def test_any_words_of_loss_give_spans_of_the_text(pieces: list[str]) -> None:
    doc = language()(" ".join(pieces))
    for loss in find_losses(doc, find_quantities(doc, ())):
        assert doc.text[loss.start : loss.end] == loss.text != ""
        assert loss.low is None or loss.high is None or loss.low <= loss.high
        assert loss.negative == (loss.low == 0 and loss.high == 0)
        assert 0 <= loss.trigger < len(doc)


def test_vague_words_have_the_values_of_the_coding_rules() -> None:
    vague = number_words().vague
    assert vague["couple"] == (2, 2)
    assert vague["few"] == (2, 5)
    assert vague["several"] == (3, 9)
    assert vague["tens"] == (20, 99)
    assert vague["dozens"] == (24, 99)
    assert vague["scores"] == (40, 99)
    assert vague["hundreds"] == (200, 999)
    assert vague["thousands"] == (2000, 9999)


@pytest.mark.parametrize(
    "piece",
    ["one hundred and ", "1-2-3-", "22 people were killed, ", "twenty-two ", "including 3 ", "June 1 and 2 and "],
)  # fmt: skip
def test_long_runs_of_the_same_words_take_time_in_proportion(piece: str) -> None:
    import time as clock

    doc = language().make_doc(piece * (12_000 // len(piece)))
    began = clock.perf_counter()
    find_losses(doc, find_quantities(doc, find_times(doc, date(2024, 6, 5))))
    assert clock.perf_counter() - began < 5
