"""The list of places of conflicts: what it holds, and how many of them are put where they are."""

from pathlib import Path

import pytest

from sayso.bench.pace import Pace
from sayso.bench.places import HALVES, Case, answers, cases, score
from sayso.model import InputError
from sayso.places import Gazetteer
from sayso.places.place import PlaceMention

CASES = Path(__file__).with_name("cases")
FLOORS = {"tuning right": 0.91, "held right": 0.88}
MOST_WRONG_AND_SURE = 0.04
LEAST_EXACT = 0.95


@pytest.fixture(scope="module")
def figures(gazetteer_file: Path) -> dict[str, float | int]:
    return score(CASES).figures


def test_the_list_is_wide() -> None:
    halves = {half: cases(CASES, half) for half in HALVES}
    every = [case for half in halves.values() for case in half]
    assert len(every) >= 200
    assert len({case.country for case in every}) >= 60
    assert all(case.source and 0 < case.km <= 1500 for case in every)
    assert not {c.mention for c in halves["tuning"]} & {c.mention for c in halves["held"]}


def test_it_stays_above_its_floors(figures: dict[str, float | int]) -> None:
    for figure, least in FLOORS.items():
        assert figures[figure] >= least, figure


def test_it_is_seldom_sure_of_another_place(figures: dict[str, float | int]) -> None:
    assert all(figures[f"{half} wrong and sure"] <= MOST_WRONG_AND_SURE for half in HALVES)


def test_what_is_given_as_exact_is_right(figures: dict[str, float | int]) -> None:
    assert figures["exact, given"] > 80
    assert figures["exact, right"] >= LEAST_EXACT


def test_names_are_looked_up_fast(figures: dict[str, float | int]) -> None:
    assert figures["lookups a second"] >= 5_000


def test_a_place_in_another_country_or_too_far_is_not_right(gazetteer: Gazetteer) -> None:
    sentence = "Rebels seized Goma in North Kivu."
    near = Case("Goma", sentence, "CD", "North Kivu", -1.68, 29.22, 25, "GeoNames 216281")
    far = Case("Goma", sentence, "CD", "North Kivu", -1.68, 30.22, 25, "GeoNames 216281")
    abroad = Case("Goma", sentence, "RW", "", -1.68, 29.22, 25, "GeoNames 216281")
    unit = Case("Goma", sentence, "CD", "Ituri", -1.68, 29.22, 25, "GeoNames 216281")
    told = answers([near, far, abroad, unit], gazetteer)
    assert [answer.right for answer in told] == [True, False, False, True]
    assert [answer.in_unit for answer in told] == [True, True, False, False]
    assert isinstance(told[0].found, PlaceMention)
    assert [answer.wrong_and_sure for answer in told] == [False, True, True, False]


def test_only_errors_of_the_tuning_half_are_told(gazetteer_file: Path) -> None:
    result = score(CASES, Pace(limit=30))
    held = {case.mention for case in cases(CASES, "held")}
    assert not any(line.startswith(repr(mention)) for line in result.errors for mention in held)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("mention,sentence\n", "the columns are not"),
        ("mention,sentence,country,admin1,lat,lon,km,source\nA,B is here,AF,,1,2,3,x\n", ":2: 'A'"),
        (
            "mention,sentence,country,admin1,lat,lon,km,source\nA,A is here,AF,,1,2,3,\n",
            "no source",
        ),
        ("mention,sentence,country,admin1,lat,lon,km,source\nA,A is here,AF,,x,2,3,s\n", ":2: "),
    ],
)
def test_a_malformed_list_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "tuning.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        cases(tmp_path, "tuning")
