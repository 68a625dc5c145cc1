"""The list of mentions over all conflicts: what it holds, and how many of them are understood."""

from pathlib import Path

import pytest

from sayso.actors import Registry, builtin_registry
from sayso.bench.actors import HALVES, Answer, answers, cases, score
from sayso.bench.pace import Pace
from sayso.model import InputError

CASES = Path(__file__).with_name("cases")
FLOORS = {"tuning": 0.95, "held": 0.95}
MOST_WRONG_AND_SURE = 0.02


@pytest.fixture(scope="module", params=HALVES)
def told(request: pytest.FixtureRequest) -> tuple[str, list[Answer]]:
    half: str = request.param
    return half, answers(cases(CASES, half), builtin_registry())


def test_the_list_is_wide():
    halves = {half: cases(CASES, half) for half in HALVES}
    groups = [group for half in halves.values() for group in half]
    assert sum(len(group.cases) for group in groups) >= 300
    assert len({group.name for group in groups}) >= 40
    assert all(group.source for group in groups)
    mentions = {half: {c.sentence for g in halves[half] for c in g.cases} for half in HALVES}
    assert not mentions["tuning"] & mentions["held"]


def test_it_stays_above_its_floor(told: tuple[str, list[Answer]]):
    half, found = told
    assert sum(answer.right for answer in found) / len(found) >= FLOORS[half]


def test_it_is_seldom_sure_of_somebody_else(told: tuple[str, list[Answer]]):
    _, found = told
    assert sum(answer.wrong_and_sure for answer in found) / len(found) <= MOST_WRONG_AND_SURE


def test_a_registry_that_knows_nobody_scores_nothing_of_the_named(tmp_path: Path):
    path = tmp_path / "one.toml"
    path.write_text('[[actor]]\nid = "one"\nname = "Nobody At All"\nkind = "party"\n', "utf-8")
    empty = Registry.load([path], builtin=False)
    named = [a for a in answers(cases(CASES, "tuning"), empty) if a.found and a.right]
    assert all(a.case.who.startswith(("~", "mil-", "pol-", "gov-", "mod-", "new:")) for a in named)


def test_only_errors_of_the_tuning_half_are_told():
    result = score(CASES, Pace(limit=3))
    held = {case.mention for group in cases(CASES, "held") for case in group.cases}
    own = {case.mention for group in cases(CASES, "tuning") for case in group.cases}
    for line in result.errors:
        assert not any(line.startswith(repr(mention)) for mention in held - own)


def test_the_registry_loads_and_answers_fast():
    figures = score(CASES, Pace(limit=1)).figures
    assert figures["loading, ms"] <= 150
    assert figures["lookups a second"] >= 50_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[group]]\nname = 'x'\n", "group"),
        (
            "[[group]]\nname = 'x'\ncountry = 'SY'\nsource = 'y'\ncases = [['a', 'b', 2000, 'c']]",
            "'a' does not stand in 'b'",
        ),
    ],
)
def test_a_malformed_list_is_named(tmp_path: Path, content: str, message: str):
    (tmp_path / "tuning.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        cases(tmp_path, "tuning")
