"""What became of forecasts."""

import msgspec
import pytest
from claims_by_hand import (
    AFGHANISTAN,
    ANDARAB,
    ARMY,
    BAGHLAN,
    KABUL,
    KUNDUZ,
    TALIBAN,
    claim,
    day,
    report,
    source,
)

from sayso.model import Claim, Forecast, ForecastVerdict, Quantity
from sayso.picture import paint

THEN = report("rep_then", publisher="Morning Post", published="06-23")
NOW = report("rep_now", publisher="Evening Sun", published="12-31")
REPORTS = {r.id: r for r in (THEN, NOW)}


def forecast(**changes: object) -> Claim:
    given: dict[str, object] = {
        "at": KABUL,
        "when": None,
        "by": (source("Joe Biden", "person"),),
        "forecast": Forecast(made=day("06-01"), horizon_days=180, due=day("11-28")),
    }
    return claim("takeover", THEN, TALIBAN, **(given | changes))  # type: ignore[arg-type]


def verdict(*claims: Claim, at: str | None = None) -> ForecastVerdict:
    (found,) = paint(claims, reports=REPORTS, at=day(at) if at else None).forecasts
    return found


def test_it_came_true_by_the_day() -> None:
    found = verdict(forecast(), claim("takeover", NOW, TALIBAN, at=KABUL, when="11-20"))
    assert (found.verdict, found.error_days, found.source) == ("came true", -8, "Joe Biden")
    assert found.outcome and found.outcome.date == day("11-20")


def test_it_came_true_long_before() -> None:
    found = verdict(forecast(), claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15"))
    assert (found.verdict, found.error_days) == ("came true sooner", -105)


def test_it_came_too_late_or_not_at_all() -> None:
    late = verdict(forecast(), claim("takeover", NOW, TALIBAN, at=KABUL, when="12-10"))
    assert (late.verdict, late.error_days) == ("failed", 12)
    assert verdict(forecast(), at="12-31").verdict == "failed"


def test_it_is_open_until_due_and_while_it_hangs_on_a_condition() -> None:
    assert verdict(forecast(), at="09-01").verdict == "open"
    fell = claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15")
    assert verdict(forecast(conditional=True), fell).verdict == "open"


def test_who_takes_the_whole_country_takes_the_city() -> None:
    fell = claim("takeover", NOW, TALIBAN, at=AFGHANISTAN, when="08-20")
    assert verdict(forecast(), fell).verdict == "came true sooner"
    assert verdict(forecast(at=AFGHANISTAN), claim("takeover", NOW, TALIBAN, at=KABUL,
                   when="08-20"), at="09-30").verdict == "open"  # fmt: skip


def test_what_happens_in_a_part_happens_in_the_whole() -> None:
    expected = claim("battle", THEN, TALIBAN, at=BAGHLAN, when=None,
                     forecast=Forecast(made=day("06-01"), horizon_days=30))  # fmt: skip
    fought = claim("battle", NOW, TALIBAN, at=ANDARAB, when="06-25")
    assert verdict(expected, fought).verdict == "came true"


@pytest.mark.parametrize(
    "other",
    [
        claim("takeover", NOW, ARMY, at=KABUL, when="08-15"),
        claim("takeover", NOW, TALIBAN, at=KUNDUZ, when="08-15"),
        claim("takeover", NOW, TALIBAN, at=KABUL, when="05-15"),
        claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15", polarity="negative"),
        claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15", certainty="possible"),
        claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15", flags=("withdrawn",)),
        claim("battle", NOW, TALIBAN, at=KABUL, when="08-15"),
    ],
    ids=["another party", "another place", "before", "denied", "possible", "withdrawn", "no fall"],
)
def test_what_is_no_outcome(other: Claim) -> None:
    assert verdict(forecast(), other, at="09-30").verdict == "open"


def test_a_forecast_that_something_will_not_be_is_the_other_way_round() -> None:
    fell = claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15")
    assert verdict(forecast(polarity="negative"), fell).verdict == "failed"
    assert verdict(forecast(polarity="negative"), at="12-31").verdict == "came true"
    assert verdict(forecast(polarity="negative"), at="09-01").verdict == "open"


def test_without_a_day_it_was_made_the_report_counts_and_says_so() -> None:
    found = verdict(forecast(forecast=Forecast(horizon_days=180)), at="09-01")
    assert found.due == day("12-20") and found.made is None
    assert "counted from the day of the report" in found.why


def test_without_a_due_day_it_is_open_or_true() -> None:
    vague = forecast(forecast=Forecast())
    assert verdict(vague).verdict == "open"
    fell = claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15")
    found = verdict(vague, fell)
    assert (found.verdict, found.error_days) == ("came true", None)


def test_the_earliest_outcome_counts_whoever_tells_it() -> None:
    late = claim("control", NOW, TALIBAN, at=KABUL, when=("09-01", "12-31"))
    early = claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15")
    found = verdict(forecast(), late, early)
    assert found.outcome and found.outcome.claim == early.id


def test_a_horizon_beyond_the_calendar_stays_open() -> None:
    assert verdict(forecast(forecast=Forecast(horizon_days=10**9))).verdict == "open"


def test_an_outcome_known_before_the_forecast_counts_only_where_its_own_report_tells_it() -> None:
    vague = forecast(forecast=Forecast(made=day("06-23"), horizon_days=180))
    before = claim("takeover", NOW, TALIBAN, at=KABUL, when="06-20")
    assert verdict(vague, before, at="09-30").verdict == "open"
    beside = claim("takeover", THEN, TALIBAN, at=KABUL, when="06-20")
    assert verdict(vague, beside, at="09-30").verdict == "came true sooner"


def test_the_day_told_beside_it_is_the_day_it_was_made() -> None:
    found = verdict(forecast(forecast=Forecast(made=day("06-23")), when="06-10"))
    assert found.made == day("06-10")
    carried = forecast(forecast=Forecast(made=day("06-23")), when="06-10", flags=("time-carried",))
    assert verdict(carried).made == day("06-23")


def test_of_forecasts_from_the_same_words_one_is_judged() -> None:
    evidence = forecast().evidence
    first, second = (
        msgspec.structs.replace(each, evidence=evidence)
        for each in (forecast(), claim("siege", THEN, TALIBAN, at=KABUL,
                                       forecast=forecast().forecast))
    )  # fmt: skip
    assert verdict(second, first).claim == first.id


def test_who_takes_a_town_has_cut_it_off() -> None:
    cut_off = claim("siege", THEN, TALIBAN, at=KABUL, when=None, forecast=forecast().forecast)
    fell = claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15")
    assert verdict(cut_off, fell).verdict == "came true sooner"


def test_a_sides_contradicted_word_settles_nothing() -> None:
    not_fall = forecast(polarity="negative", forecast=Forecast())
    own = source("the Taliban", "organisation", party=True, id_="taliban")
    theirs = claim("takeover", NOW, TALIBAN, at=KABUL, when="09-06", by=(own,))
    assert verdict(not_fall, theirs).verdict == "failed"
    army = source("the army", "organisation", party=True, id_="army")
    denied = claim("takeover", NOW, TALIBAN, at=KABUL, when="09-06", polarity="negative",
                   by=(army,))  # fmt: skip
    found = verdict(not_fall, theirs, denied)
    assert found.verdict == "open" and "contradicted" in found.why
    told = claim("takeover", NOW, TALIBAN, at=KABUL, when="09-07")
    assert verdict(not_fall, theirs, denied, told).verdict == "failed"


def test_a_side_that_says_a_town_will_be_taken_speaks_of_itself() -> None:
    army = source("the army", "organisation", party=True, id_="army")
    mine = claim("takeover", THEN, at=KABUL, when=None, by=(army,),
                 forecast=Forecast(made=day("06-23"), horizon_days=2))  # fmt: skip
    theirs = claim("takeover", NOW, TALIBAN, at=KABUL, when="06-24")
    assert verdict(mine, theirs).verdict == "failed"
    assert (
        verdict(mine, claim("takeover", NOW, ARMY, at=KABUL, when="06-24")).verdict == "came true"
    )


def test_as_many_must_come_as_were_forecast() -> None:
    def leaving(low: int | None, **changes: object) -> Claim:
        told = claim("displacement", NOW, TALIBAN, at=KABUL, when="09-01", **changes)  # type: ignore[arg-type]
        counted = (Quantity(of="people", low=low),) if low else ()
        return msgspec.structs.replace(told, quantities=counted)

    expected = leaving(500_000, forecast=Forecast(made=day("06-23"), due=day("12-30")))
    assert verdict(expected, leaving(None), at="10-01").verdict == "open"
    assert verdict(expected, leaving(20_000), at="10-01").verdict == "open"
    assert verdict(expected, leaving(600_000), at="10-01").verdict == "came true sooner"


def test_a_forecast_of_nobody_and_nowhere_is_not_failed() -> None:
    vague = claim("attack", THEN, when=None, forecast=Forecast(made=day("06-23"), horizon_days=2))
    assert verdict(vague).verdict == "open"


def test_a_withdrawal_without_a_place_is_met_by_the_same_side_alone() -> None:
    leaves = claim("withdrawal", THEN, ARMY, when=None,
                   forecast=Forecast(made=day("06-23"), due=day("08-31")))  # fmt: skip
    left = claim("withdrawal", NOW, ARMY, at=KABUL, when="08-30")
    other = claim("withdrawal", NOW, TALIBAN, at=KABUL, when="08-20")
    found = verdict(leaves, other, left)
    assert found.verdict == "came true" and found.outcome and found.outcome.claim == left.id


def test_that_the_enemy_left_settles_nothing_by_a_sides_word() -> None:
    leaves = claim("withdrawal", THEN, TALIBAN, when=None, forecast=Forecast(made=day("06-23")))
    army = source("the army", "organisation", party=True, id_="army")
    assert (
        verdict(leaves, claim("withdrawal", NOW, TALIBAN, at=KABUL, by=(army,))).verdict == "open"
    )
    assert verdict(leaves, claim("withdrawal", NOW, TALIBAN, at=KABUL)).verdict == "came true"
