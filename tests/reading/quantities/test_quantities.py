"""How many of what: numbers in sentences, and what they count."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.number_words import number_value
from sayso.reading.parsing import language
from sayso.reading.quantities import find_quantities, indefinite_count
from sayso.reading.times import find_times

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence(case: dict[str, Any]) -> None:
    doc = language()(case["text"])
    found = find_quantities(doc, find_times(doc, date(2024, 6, 5)))
    counts = [number for number in found if number.kind in ("people", "things")]
    assert [number.text for number in counts] == [want["text"] for want in case["numbers"]]
    for number, want in zip(counts, case["numbers"], strict=True):
        fields = {key: getattr(number, key) for key in want if key not in ("head", "no")}
        assert fields == {key: value for key, value in want.items() if key not in ("head", "no")}
        assert all(getattr(number, key) is None for key in want.get("no", ()))
        assert want.get("head") in (None, doc[number.token_head].text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The party won 42 per cent of the vote.", "percent"),
        ("They paid $3,000 for each fighter.", "money"),
        ("They received two million naira.", "money"),
        ("The base lies 12 kilometres away.", "other"),
        ("It was a 21-day ceasefire.", "other"),
    ],
)
def test_numbers_that_count_nothing_say_what_they_are(text: str, kind: str) -> None:
    assert [number.kind for number in find_quantities(language()(text), ())] == [kind]


def _words(value: int) -> str:
    """A number in English words, as newspapers write them."""
    if value < 20:
        return SMALL[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{SMALL[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {_words(value % 100)}" if value % 100 else ""
        return f"{SMALL[value // 100]} hundred{rest}"
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if value >= size:
            rest = value % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{_words(value // size)} {name}" + (f"{joint}{_words(rest)}" if rest else "")
    raise AssertionError(value)


@given(st.integers(0, 999_999_999))
@settings(max_examples=300)
def test_a_number_in_words_has_its_value(value: int) -> None:
    assert number_value(_words(value)) == value
    assert number_value(_words(value).capitalize()) == value


@given(st.integers(0, 9_999_999_999))
def test_a_number_in_figures_has_its_value(value: int) -> None:
    assert number_value(str(value)) == value
    assert number_value(f"{value:,}") == value


@given(st.integers(2, 900), st.integers(1, 900))
@settings(deadline=None, max_examples=40)
def test_a_range_has_its_ends_in_figures_and_words(low: int, more: int) -> None:
    high = low + more
    written = [f"{low} to {high}", f"between {low} and {high}"]
    if high % 100 or low >= 100:  # "two to three hundred" means two hundred to three hundred
        written.append(f"{_words(low)} to {_words(high)}")
    for text in written:
        doc = language()(f"They counted {text} fighters.")
        (number,) = find_quantities(doc, ())
        assert (number.low, number.high) == (low, high)
        assert number.text == text


@given(st.integers(10, 5000), st.sampled_from(["about", "some", "around", "nearly", "roughly"]))
@settings(deadline=None, max_examples=40)
def test_about_n_holds_n(value: int, word: str) -> None:
    (number,) = find_quantities(language()(f"They counted {word} {value} fighters."), ())
    assert number.low is not None
    assert number.high is not None
    assert number.low <= value <= number.high <= value * 1.1 + 1
    assert number.vague


_PIECES = st.sampled_from(
    ["at least", "22", "people", "dozens", "of", "to", "between", "and", "1.2", "million", "no", "killed",
     "-", "$", "%", "3,000", "a", "few", "hundred", "one", "in", "three", "\n", ".", "(", "k", "or so",
     "99999999999999999999", "½", "including", "them", "soldiers", "the", "dead", "12-strong", "up to"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14))
@settings(deadline=None, max_examples=150)
def test_any_words_give_ordered_spans_and_bounds(pieces: list[str]) -> None:
    doc = language()(" ".join(pieces))
    end = 0
    numbers = find_quantities(doc)
    for index, number in enumerate(numbers):
        assert number.start >= end
        assert doc.text[number.start : number.end] == number.text != ""
        assert number.low is None or number.high is None or number.low <= number.high
        assert 0 <= number.token_head < len(doc)
        assert number.part_of_total is None or number.part_of_total < index
        end = number.end


def test_a_single_person_counts_one_only_when_asked() -> None:
    doc = language()("A soldier was killed by a rocket.")
    assert find_quantities(doc, ()) == ()
    one = indefinite_count(doc[1])
    assert one is not None
    assert (one.low, one.high, one.kind) == (1, 1, "people")
    assert indefinite_count(doc[6]) is None
