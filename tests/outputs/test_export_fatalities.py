"""ACLED's rule for deaths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_by_hand import claim, killed

from sayso.outputs.fatalities import deaths_of, reported_deaths


@pytest.mark.parametrize(
    ("low", "high", "mention", "deaths"),
    [
        (20, 99, "tens of fighters", 10),
        (24, 99, "dozens", 12),
        (200, 999, "Hundreds of people", 100),
        (3, 9, "several soldiers", 3),
        (3, 9, "many", 3),
        (24, 99, "several dozen", 12),
        (36, 36, "three dozen", 36),
        (120, 120, "120 hundreds of metres away", 120),
        (5, None, "at least five", 5),
        (None, 20, "up to twenty", 1),
        (None, None, "soldiers", 3),
        (0, 0, "nobody", 0),
    ],
)
def test_words_stand_for_acleds_numbers(
    low: int | None, high: int | None, mention: str, deaths: int
) -> None:
    assert deaths_of(killed(low, high, mention)) == deaths


def test_of_figures_that_differ_the_lowest_is_used_for_each_side() -> None:
    claims = [
        claim("battle", casualties=(killed(3, 3, side="a"), killed(7, 7, side="b"))),
        claim("battle", casualties=(killed(5, 5, side="a"),)),
    ]
    assert reported_deaths(claims) == 10


def test_a_total_is_not_added_to_its_sides_nor_a_part_to_its_total() -> None:
    told = claim(
        "battle",
        casualties=(killed(14, 14), killed(6, 6, side="a"), killed(4, 4, part=True)),
    )
    assert reported_deaths([told]) == 14


def test_denied_deaths_and_wounded_count_for_nothing() -> None:
    claims = [
        claim("battle", casualties=(killed(9, 9),), polarity="negative"),
        claim("battle", casualties=(killed(4, 4, outcome="wounded"),)),
    ]
    assert reported_deaths(claims) == 0


counts = st.builds(
    killed,
    st.none() | st.integers(0, 10_000),
    st.none() | st.integers(0, 10_000),
    st.none() | st.sampled_from(["tens", "dozens", "several", "about 40", "نفر"]),
    side=st.none() | st.sampled_from(["a", "b"]),
    part=st.booleans(),
)


@given(st.lists(st.lists(counts, max_size=4).map(tuple), max_size=4))
def test_another_claim_never_raises_the_deaths_of_the_sides_told(
    told: list[tuple[object, ...]],
) -> None:
    claims = [claim("battle", casualties=each) for each in told]  # type: ignore[arg-type]
    deaths = reported_deaths(claims)
    assert deaths >= 0
    assert reported_deaths(claims + claims) == deaths


@given(counts)
def test_a_count_never_stands_for_more_than_its_low_end(count: object) -> None:
    low = getattr(count, "low", None)
    if low is not None and not getattr(count, "mention", None):
        assert deaths_of(count) == low  # type: ignore[arg-type]
