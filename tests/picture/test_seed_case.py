"""A report of one day on several districts, a country taken, a province not, a forecast overtaken."""

import random

import pytest
from claims_by_hand import (
    AFGHANISTAN,
    ANDARAB,
    DIH_SALAH,
    KABUL,
    NRF,
    PANJSHIR,
    PUL_E_HISAR,
    TALIBAN,
    claim,
    day,
    place,
    report,
    source,
    who,
)

from sayso.model import Casualties, Claim, Flag, Forecast, Picture
from sayso.picture import explain, paint

REPORT = report("rep_seed", published="09-04")
QAEDA = who("al-Qaeda", id_="al-qaeda")


def _claims() -> dict[str, Claim]:
    disagrees = Flag(code="place-disagrees", detail="the report says Balkh, the gazetteer Baghlan")
    valley = place(
        "Andarab", admin1="Baghlan", admin2="Andarab", at=(35.65, 69.25), precision="adm2",
        flags=(disagrees,),
    )  # fmt: skip
    field, tweet = (source("several field sources"),), (source("a Twitter message", "social"),)
    other = (source("other field sources"),)
    both = Casualties(outcome="casualties", unknown=True)
    return {
        "pushing": claim("battle", REPORT, NRF, who("Taliban", "recipient", "taliban"), at=valley,
                         when=("09-01", "09-04"), by=field, sentence=10),
        "clashes": claim("battle", REPORT, at=valley, when=("09-01", "09-04"), by=field,
                         sentence=10),
        "fierce": claim("battle", REPORT, TALIBAN, NRF, at=ANDARAB, when=("09-01", "09-04"),
                        by=tweet, sentence=11),
        "losses": claim("casualties", REPORT, TALIBAN, NRF, when=("09-01", "09-04"), by=tweet,
                        sentence=12, casualties=(both,)),
        "districts": claim("battle", REPORT, TALIBAN, at=(PUL_E_HISAR, DIH_SALAH),
                           when=("09-01", "09-04"), by=other, sentence=13),
        "takeover": claim("takeover", REPORT, TALIBAN, at=AFGHANISTAN, when=("08-15", "09-04"),
                          sentence=5),
        "not full": claim("control", REPORT, TALIBAN, at=AFGHANISTAN, when="09-04", sentence=9,
                          polarity="negative"),
        "defeated": claim("defeat", REPORT, who("United States", id_="us"),
                          who("al-Qaeda", "recipient", "al-qaeda"), when="08-31",
                          by=(source("Joe Biden", "person", id_="biden"),)),
        "foothold": claim("strength", REPORT, QAEDA, who("Islamic State", id_="is"),
                          at=AFGHANISTAN, when=("08-31", "09-04"),
                          by=(source("media reports", "media"),)),
        "forecast": claim("takeover", REPORT, at=KABUL, when=None,
                          by=(source("the Biden Administration", "organisation"),),
                          forecast=Forecast(horizon_days=180, mention="within 6 months"),
                          flags=("vague-horizon",)),
        "gained": claim("takeover", REPORT, TALIBAN, at=AFGHANISTAN, when=("08-31", "09-04")),
        "undefeated": claim("defeat", REPORT, TALIBAN, at=PANJSHIR, when="09-04",
                            polarity="negative"),
        "free": claim("control", REPORT, TALIBAN, at=PANJSHIR, when="09-04", polarity="negative"),
    }  # fmt: skip


@pytest.fixture
def told() -> dict[str, Claim]:
    return _claims()


@pytest.fixture
def picture(told: dict[str, Claim]) -> Picture:
    return paint(list(told.values()), reports={REPORT.id: REPORT})


def test_the_picture_is_as_of_the_day_of_the_latest_report(picture: Picture) -> None:
    assert picture.as_of == day("09-04")


def test_a_battle_told_by_two_sources_of_one_report_is_one_incident(
    picture: Picture, told: dict[str, Claim]
) -> None:
    (battle,) = (i for i in picture.incidents if i.place and i.place.name == "Andarab")
    assert battle.type == "battle"
    assert set(battle.claims) == {
        told[name].id for name in ("pushing", "clashes", "fierce", "losses")
    }
    assert {p.name for p in battle.participants} == {"Taliban", "National Resistance Front"}
    assert battle.independent_sources == 2
    assert battle.casualties[0].outcome == "casualties" and battle.casualties[0].low is None
    assert battle.grade.credibility == 2
    assert [flag.code for flag in battle.flags] == ["place-disagrees"]
    assert battle.title == "Battle at Andarab, 1–4 Sep 2021: National Resistance Front – Taliban"


def test_one_claim_about_two_districts_is_an_incident_in_each(picture: Picture) -> None:
    places = {i.place.name for i in picture.incidents if i.type == "battle" and i.place}
    assert places == {"Andarab", "Pul-e Hisar", "Dih Salah"}
    assert len({i.id for i in picture.incidents}) == len(picture.incidents)


def test_control_follows_the_finest_evidence(picture: Picture) -> None:
    now = {s.place.name: s for s in picture.control if s.until is None}
    assert now["Kabul"].status == "held" and now["Kabul"].holder
    assert now["Kabul"].holder.name == "Taliban"
    assert now["Andarab"].status == "contested"
    assert now["Panjshir"].status == "not-held" and now["Panjshir"].holder is None
    assert [rival.name for rival in now["Panjshir"].rivals] == ["Taliban"]
    assert not any(
        s.holder and s.holder.name == "Taliban"
        for s in picture.control
        if s.place.name in ("Panjshir", "Andarab")
    )


def test_the_capital_is_shown_though_no_claim_names_it(told: dict[str, Claim]) -> None:
    picture = paint([told["takeover"]], reports={REPORT.id: REPORT})
    (kabul,) = (s for s in picture.control if s.place.name == "Kabul")
    assert (
        kabul.holder and kabul.holder.name == "Taliban" and kabul.claims == (told["takeover"].id,)
    )


def test_others_entrenched_where_one_does_not_hold_are_the_holders(
    told: dict[str, Claim],
) -> None:
    there = claim("presence", REPORT, NRF, at=PANJSHIR, when="09-04")
    picture = paint([told["undefeated"], there], reports={REPORT.id: REPORT})
    (state,) = picture.control
    assert state.holder and state.holder.name == "National Resistance Front"
    assert {told["undefeated"].id, there.id} == set(state.claims)


def test_defeated_and_growing_clash_though_one_names_no_place(
    picture: Picture, told: dict[str, Claim]
) -> None:
    (dispute,) = picture.disputes
    assert dispute.claims == ((told["defeated"].id,), (told["foothold"].id,))
    assert dispute.kind == "assessment"
    assert dispute.about == "whether al-Qaeda is defeated"


def test_a_forecast_overtaken_by_events_came_true_sooner(
    picture: Picture, told: dict[str, Claim]
) -> None:
    (forecast,) = picture.forecasts
    assert forecast.claim == told["forecast"].id
    assert forecast.verdict == "came true sooner"
    assert forecast.source == "the Biden Administration"
    assert forecast.outcome and forecast.error_days is not None and forecast.error_days < -90


def test_the_order_of_the_claims_makes_no_difference(
    picture: Picture, told: dict[str, Claim]
) -> None:
    claims = list(told.values())
    for seed in range(20):
        random.Random(seed).shuffle(claims)
        assert paint(claims, reports={REPORT.id: REPORT}) == picture


def test_everything_can_be_explained_down_to_sentences(
    picture: Picture, told: dict[str, Claim]
) -> None:
    claims = list(told.values())
    battle = next(i for i in picture.incidents if i.place and i.place.name == "Andarab")
    reasons = explain(picture, claims, battle.id)
    assert told["fierce"].evidence.text in reasons and "+2.50" in reasons
    assert "same place" in reasons
    assert "came true sooner" in explain(picture, claims, told["forecast"].id)
    assert "contested" in explain(picture, claims, "Andarab")
    assert told["foothold"].evidence.text in explain(picture, claims, picture.disputes[0].id)
    assert battle.id in explain(picture, claims, told["fierce"].id)
