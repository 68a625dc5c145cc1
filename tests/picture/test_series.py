"""Counts by area and week, and forecasts of them that are scored."""

import math
from datetime import date, timedelta
from random import Random

import msgspec
import pytest
from claims_by_hand import day, place
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import (
    ClaimTime,
    ControlState,
    Holder,
    Incident,
    IncidentCasualties,
    Outcome,
    Picture,
)
from sayso.picture import early_warning
from sayso.picture.outlook import Forecast, crps_of_sample, forecasts, outlook, scored

TOWN = place("Kunduz", admin1="Kunduz", at=(36.73, 68.86))
PROVINCE = place("Kunduz", admin1="Kunduz", precision="adm1", id_="geonames:1")
COUNTRY = place("Afghanistan", precision="country", id_="geonames:2")
END = day("09-28")


def incident(
    back: int, *counts: tuple[Outcome, int | None, int | None], days: int = 1, at: object = TOWN
) -> Incident:
    start = END - timedelta(days=back)
    return Incident(
        id=f"inc_{back}_{days}",
        type="battle",
        place=at,
        time=ClaimTime(start=start, end=start + timedelta(days=days - 1), precision="day"),
        casualties=tuple(
            IncidentCasualties(outcome=outcome, low=low, best=best) for outcome, low, best in counts
        ),
    )


def test_weeks_end_on_the_day_of_the_picture_and_count_what_is_told() -> None:
    told = (
        incident(0, ("killed", 3, 5)),
        incident(6, ("killed", 2, None), ("displaced", 100, 400), ("wounded", 9, 9)),
        incident(7, at=PROVINCE),
        incident(29),
    )
    (area,) = early_warning(Picture(incidents=told, as_of=END)).areas
    assert (area.country, area.area) == ("AF", "Kunduz")
    assert [w.incidents for w in area.weeks] == [1, 0, 0, 1, 2]
    assert [w.fatalities for w in area.weeks][-2:] == [0, 7]
    assert [w.displaced for w in area.weeks][-2:] == [0, 400]
    assert area.weeks[-1].start == END - timedelta(days=6)


def test_what_is_of_no_one_week_or_place_is_left_out_and_counted() -> None:
    told = (incident(20, days=8), incident(3, at=None), incident(2))
    warning = early_warning(Picture(incidents=told, as_of=END))
    assert warning.left_out == 2
    assert sum(w.incidents for a in warning.areas for w in a.weeks) == 1


def test_what_is_told_of_a_whole_country_is_an_area_of_its_own() -> None:
    warning = early_warning(Picture(incidents=(incident(1, at=COUNTRY), incident(2)), as_of=END))
    assert [(a.country, a.area) for a in warning.areas] == [("AF", None), ("AF", "Kunduz")]


def test_a_change_of_control_is_another_holder_than_before() -> None:
    def state(name: str, back: int) -> ControlState:
        since = END - timedelta(days=back)
        return ControlState(place=TOWN, holder=Holder(name=name), status="held", since=since)

    contested = ControlState(place=TOWN, status="contested", since=END - timedelta(days=16))
    states = (state("A", 30), contested, state("A", 12), state("B", 1))
    (area,) = early_warning(Picture(control=states, as_of=END)).areas
    assert [w.control_changes for w in area.weeks] == [1]


def test_nothing_told_is_no_series() -> None:
    warning = early_warning(Picture(as_of=END))
    assert (warning.areas, warning.scores) == ((), ())


def test_an_outlook_needs_weeks_behind_it() -> None:
    assert outlook([(1, 2, 3)], "incidents", END) == [()]
    (ahead,) = outlook([(1, 2, 3, 2)], "incidents", END)
    assert [each.start for each in ahead] == [END + timedelta(days=7 * n) for n in range(4)]


@given(
    mean=st.floats(0.01, 60), size=st.one_of(st.none(), st.floats(0.2, 50)), came=st.integers(0, 90)
)
def test_a_forecast_is_a_distribution_and_its_score_is_that_of_its_values(
    mean: float, size: float | None, came: int
) -> None:
    forecast = Forecast(mean, size)
    chances = list(forecast.chances())
    assert sum(chances) == pytest.approx(1, abs=1e-4)
    assert sum(n * c for n, c in enumerate(chances)) == pytest.approx(mean, rel=0.01)
    direct = (
        sum(c * abs(n - came) for n, c in enumerate(chances))
        - sum(
            a * b * abs(n - m)
            for n, a in enumerate(chances)
            for m, b in enumerate(chances)
            if n < m
        )
        if len(chances) < 150
        else None
    )
    if direct is not None:
        assert forecast.crps(came) == pytest.approx(direct, abs=0.02)
    assert forecast.quantile(0.1) <= forecast.quantile(0.9)


@given(sample=st.lists(st.integers(0, 50), min_size=1, max_size=12), came=st.integers(0, 60))
def test_a_sample_scores_as_the_integral_of_its_steps(sample: list[int], came: int) -> None:
    steps = sum(
        (sum(each <= x for each in sample) / len(sample) - (x >= came)) ** 2 for x in range(61)
    )
    assert crps_of_sample(sample, came) == pytest.approx(steps)


def test_an_area_of_which_little_is_told_is_drawn_to_the_others() -> None:
    busy, quiet = (9, 11, 8, 12, 10, 9), (0, 0, 0, 0, 0, 0)
    first, *_, last = forecasts([busy, (5, 4, 6, 5, 5, 4), quiet])
    assert 9 < first.mean < 11
    assert 0 < last.mean < 1
    assert all(f.mean > 0 for f in forecasts([quiet, quiet]))


def test_counts_that_vary_more_than_chance_have_a_wider_outlook() -> None:
    steady = forecasts([(5, 4, 6, 5, 5, 6), (4, 5, 6, 5, 4, 5)])[0]
    wild = forecasts([(0, 30, 0, 0, 0, 0), (0, 0, 0, 28, 0, 0)])[0]
    assert wild.size is not None and wild.size < 1
    assert steady.quantile(0.9) < 10 < wild.quantile(0.97)


def test_the_model_beats_the_naive_forecasts_where_rates_differ_by_area() -> None:
    chance = Random(5)

    def poisson(mean: float) -> int:
        left, number = math.exp(-mean), 0
        told = chance.random()
        while told > left:
            told *= chance.random()
            number += 1
        return number

    series = [tuple(poisson(mean) for _ in range(30)) for mean in (0.2, 0.5, 1, 2, 4, 8, 16)]
    found = scored(series)
    assert found is not None and found.weeks == 7 * 26
    assert found.model < min(found.history, found.last, found.zeros)


def test_scores_use_only_what_was_before() -> None:
    """A week to come changes nothing of what was forecast for those before it."""
    series = [(1, 0, 2, 1, 1, 3, 0), (0, 0, 0, 1, 0, 0, 0)]
    short = scored([counts[:-1] for counts in series])
    longer = scored([(*counts[:-1], 90) for counts in series])
    assert short is not None and longer is not None
    assert longer.weeks == short.weeks + 2
    before = short.zeros * short.weeks + 180
    assert longer.zeros * longer.weeks == pytest.approx(before)


def test_a_series_is_plain_json() -> None:
    warning = early_warning(Picture(incidents=(incident(1), incident(40)), as_of=END))
    told = msgspec.json.decode(msgspec.json.encode(warning))
    assert set(told) == {"as_of", "areas", "scores", "left_out"}
    assert date.fromisoformat(told["areas"][0]["weeks"][0]["start"]) < END
    assert {each["measure"] for each in told["areas"][0]["outlook"]} >= {"incidents"}
