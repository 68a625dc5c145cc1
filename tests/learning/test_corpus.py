"""The training corpus is what its data card says, and its checker sees what is wrong."""

from pathlib import Path

import pytest

from sayso.learning.corpus import Coded, anchor_span, faults, reports, sentences

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def coded() -> list[Coded]:
    return [*reports(CORPUS / "reports"), *sentences(CORPUS / "sentences")]


def test_every_row_is_well_formed(coded: list[Coded]) -> None:
    assert [fault for one in coded for fault in faults(one)] == []


def test_every_report_says_that_it_is_synthetic(coded: list[Coded]) -> None:
    assert [one.name for one in coded if one.about and one.about.get("synthetic") is not True] == []


def test_a_tenth_is_kept_for_testing() -> None:
    parts = [one.part for one in reports(CORPUS / "reports")]
    assert len(parts) >= 600
    assert 0.08 < parts.count("test") / len(parts) < 0.12


def test_a_tenth_of_the_reports_is_coded_twice() -> None:
    first = {path.stem for path in (CORPUS / "reports").glob("*.yaml")}
    second = {path.stem for path in (CORPUS / "second").glob("*.yaml")}
    assert second == {number for number in first if number.endswith("5")}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"anchor": "shelled the town", "trigger": "shelled", "type": ["shelling"]}, None),
        ({"anchor": "bombed the town", "trigger": "bombed", "type": ["airstrike"]}, "the anchor"),
        ({"anchor": "the town", "trigger": "shelled", "type": ["shelling"]}, "the trigger"),
        ({"anchor": "shelled", "trigger": "shelled", "type": ["bombing"]}, "no slug bombing"),
        (
            {"anchor": "shelled", "trigger": "shelled", "type": ["shelling"], "actor": [["NATO"]]},
            "first name of actor",
        ),
        (
            {"anchor": "shelled", "trigger": "shelled", "type": ["shelling"], "sure": True},
            "no field sure",
        ),
        (
            {
                "anchor": "shelled",
                "trigger": "shelled",
                "type": ["shelling"],
                "time": ["2020-05-02", "2020-05-01"],
            },
            "backwards",
        ),
        (
            {
                "anchor": "shelled",
                "trigger": "shelled",
                "type": ["shelling"],
                "certainty": "sure",
            },
            "no certainty sure",
        ),
    ],
)
def test_the_checker_names_what_is_wrong(row: dict[str, object], told: str | None) -> None:
    one = Coded(name="1", text="Rebels shelled the town.", published=None, rows=[row])
    found = list(faults(one))
    if told is None:
        assert found == []
    else:
        assert any(told in fault for fault in found)


def test_an_anchor_may_be_the_second_of_its_words() -> None:
    text = "They fled. The others fled too."
    assert anchor_span({"anchor": ["fled", 2]}, text) == (22, 26)
