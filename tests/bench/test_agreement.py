"""Precision, recall, F1 and their means, and whole spans in BIO tags."""

from pathlib import Path

import pytest

from sayso.bench.agreement import Agreement, by_class, macro_f1, total, weighted_f1
from sayso.bench.bio import read_tagged, spans_of, tagged
from sayso.model import InputError


def test_two_of_three_given_and_of_four_wanted() -> None:
    count = Agreement()
    count.add({"a", "b", "x"}, {"a", "b", "c", "d"})
    assert (count.precision, count.recall) == (pytest.approx(2 / 3), 0.5)
    assert count.f1 == pytest.approx(4 / 7)
    assert total([count, count]).wanted == 8


def test_nothing_is_no_division() -> None:
    assert (Agreement().precision, Agreement().recall, Agreement().f1) == (0.0, 0.0, 0.0)
    assert macro_f1({}) == weighted_f1({}) == 0.0


def test_means_over_classes() -> None:
    # a: precision 2/3, recall 1, F1 0.8, wanted twice; b: precision 1, recall 1/2, F1 2/3, twice.
    classes = by_class([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")])
    assert classes["a"].f1 == pytest.approx(0.8)
    assert macro_f1(classes) == weighted_f1(classes) == pytest.approx((0.8 + 2 / 3) / 2)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-S I-S O", [("S", 1, 3)]),
        ("B-S B-S", [("S", 0, 1), ("S", 1, 2)]),
        ("B-S I-T", [("S", 0, 1), ("T", 1, 2)]),
        ("I-T", [("T", 0, 1)]),
        ("O", []),
    ],
)
def test_spans_of_tags(tags: str, spans: list[tuple[str, int, int]]) -> None:
    assert spans_of(tags.split()) == spans


def test_words_are_set_as_one_would_write_them() -> None:
    words = [
        "The",
        "army",
        "’",
        "s",
        "north",
        "-",
        "eastern",
        "front",
        "(",
        "Goma",
        ")",
        "fell",
        ".",
    ]
    sentence = tagged([(word, "O") for word in words])
    assert sentence.text == "The army’s north-eastern front (Goma) fell."
    assert sentence.covering(4, 10) == (1, 4)


def test_what_is_no_tag_is_named(tmp_path: Path) -> None:
    (tmp_path / "dev.txt").write_text("Goma\tB-Location\nfell\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"dev\.txt:2"):
        read_tagged(tmp_path / "dev.txt", "get it")
