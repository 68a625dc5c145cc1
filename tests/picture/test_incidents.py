"""Which claims are one happening, and what it amounts to."""

from datetime import datetime

import pytest
from claims_by_hand import (
    AFGHANISTAN,
    ANDARAB,
    ARMY,
    BAGHLAN,
    KABUL,
    KUNDUZ,
    NRF,
    PUL_E_HISAR,
    REBELS,
    TALIBAN,
    claim,
    day,
    killed,
    place,
    report,
    source,
    who,
)

from sayso.model import Claim, ClaimPlace, DataError, Decision, Forecast, Incident
from sayso.picture import paint

A = report("rep_a", publisher="Morning Post", published="09-04")
B = report("rep_b", publisher="Evening Sun", published="09-05")
C = report("rep_c", publisher="Night Mirror", published="09-06")
REPORTS = {r.id: r for r in (A, B, C)}


def incidents(*claims: Claim, decisions: tuple[Decision, ...] = ()) -> tuple[Incident, ...]:
    return paint(claims, reports=REPORTS, decisions=decisions).incidents


def decide(kind: str, *claims: Claim, at: int = 1, **more: object) -> Decision:
    return Decision(
        id=f"dec_{kind}_{at}",
        kind=kind,  # type: ignore[arg-type]
        claims=tuple(c.id for c in claims),
        by="ana",
        made=datetime(2021, 9, 7, at),
        **more,  # type: ignore[arg-type]
    )


def test_two_reports_of_one_battle_are_one_incident() -> None:
    one, two = (
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ),
        claim("battle", B, TALIBAN, NRF, at=KUNDUZ),
    )
    (battle,) = incidents(one, two)
    assert battle.claims == (one.id, two.id) and battle.reports == ("rep_a", "rep_b")
    assert battle.independent_sources == 2 and battle.grade.credibility == 1
    (join,) = battle.joins
    assert {name for name, _ in join.reasons} >= {"same type", "same place", "same days"}
    assert join.score > 0.9


def test_another_day_another_place_or_other_sides_are_another_incident() -> None:
    one = claim("battle", A, TALIBAN, NRF, at=KUNDUZ)
    assert len(incidents(one, claim("battle", B, TALIBAN, NRF, at=KUNDUZ, when="09-01"))) == 2
    assert len(incidents(one, claim("battle", B, TALIBAN, NRF, at=KABUL))) == 2
    assert len(incidents(one, claim("battle", B, ARMY, REBELS, at=KUNDUZ))) == 2


def test_the_next_day_in_other_words_of_the_same_sides_is_one() -> None:
    one = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when="09-03")
    assert len(incidents(one, claim("battle", B, TALIBAN, NRF, at=KUNDUZ, when="09-04"))) == 1


def test_days_do_not_chain() -> None:
    days = [claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when=f"09-0{n}") for n in range(1, 7)]
    found = incidents(*days)
    assert all((i.time.end - i.time.start).days <= 1 for i in found if i.time.start and i.time.end)
    assert len(found) == 3


def test_neighbouring_districts_are_two_incidents() -> None:
    one = claim("battle", A, TALIBAN, at=ANDARAB)
    assert len(incidents(one, claim("battle", B, TALIBAN, at=PUL_E_HISAR))) == 2


def test_a_town_and_its_district_are_one_place_at_the_finer_precision() -> None:
    town = place("Banu", admin1="Baghlan", admin2="Andarab", at=(35.63, 69.26))
    (battle,) = incidents(
        claim("battle", A, TALIBAN, NRF, at=ANDARAB), claim("battle", B, TALIBAN, NRF, at=town)
    )
    assert battle.place and battle.place.name == "Banu"


def test_a_province_follows_the_only_fitting_battle_in_it_and_not_one_of_two() -> None:
    fine = claim("battle", A, TALIBAN, NRF, at=ANDARAB)
    coarse = claim("battle", B, TALIBAN, NRF, at=BAGHLAN)
    assert len(incidents(fine, coarse)) == 1
    rival = claim("battle", A, TALIBAN, NRF, at=PUL_E_HISAR)
    found = incidents(fine, coarse, rival)
    assert sorted(len(i.claims) for i in found) == [1, 1, 1]


def test_takeover_and_battle_stay_two() -> None:
    found = incidents(
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ), claim("takeover", A, TALIBAN, at=KUNDUZ)
    )
    assert {i.type for i in found} == {"battle", "takeover"}


def test_an_attack_told_as_a_battle_is_one_when_the_rest_agrees() -> None:
    found = incidents(
        claim("attack", A, TALIBAN, who("NRF", "recipient", "nrf"), at=KUNDUZ),
        claim("battle", B, TALIBAN, NRF, at=KUNDUZ),
    )
    assert len(found) == 1


@pytest.mark.parametrize(
    "claims",
    [
        (claim("control", A, TALIBAN, at=KUNDUZ),),
        (claim("accusation", A, TALIBAN, at=KUNDUZ),),
        (claim("battle", A, TALIBAN, at=KUNDUZ, polarity="negative"),),
        (claim("battle", A, TALIBAN, at=KUNDUZ, conditional=True),),
        (claim("battle", A, TALIBAN, at=KUNDUZ, certainty="unknown"),),
        (claim("battle", A, TALIBAN, at=KUNDUZ, flags=("withdrawn",)),),
        (claim("battle", A, TALIBAN, at=KUNDUZ, forecast=Forecast(horizon_days=3)),),
    ],
    ids=["condition", "words", "denied", "conditional", "open", "withdrawn", "forecast"],
)
def test_what_did_not_happen_is_no_incident(claims: tuple[Claim, ...]) -> None:
    assert incidents(*claims) == ()


def test_what_happens_after_the_day_asked_for_is_left_out() -> None:
    later = claim("battle", A, TALIBAN, at=KUNDUZ, when="09-03")
    assert paint([later], reports=REPORTS, at=day("09-02")).incidents == ()


def test_what_was_not_known_by_the_day_asked_for_is_left_out() -> None:
    early = claim("battle", A, TALIBAN, NRF, at=KUNDUZ)
    late = claim("battle", C, TALIBAN, NRF, at=KUNDUZ)
    then = paint([early, late], reports=REPORTS, known=day("09-05"))
    now = paint([early, late], reports=REPORTS)
    assert then.incidents[0].claims == (early.id,) and then.as_of == day("09-05")
    assert now.incidents[0].claims == (early.id, late.id)
    assert then.incidents[0].id == now.incidents[0].id


def test_losses_join_the_violence_their_report_tells_beside_them() -> None:
    fight = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, sentence=3)
    far = claim("battle", A, TALIBAN, NRF, at=KABUL, sentence=20)
    losses = claim("casualties", A, TALIBAN, sentence=4, casualties=(killed(5),))
    found = {i.place.name: i for i in incidents(fight, far, losses) if i.place}
    assert losses.id in found["Kunduz"].claims
    assert found["Kunduz"].casualties[0].best == 5 and not found["Kabul"].casualties


def test_losses_at_a_known_place_and_day_join_what_others_tell_of_it() -> None:
    fight = claim("airstrike", A, ARMY, at=KUNDUZ)
    toll = claim("casualties", B, at=KUNDUZ, casualties=(killed(9),))
    (incident,) = incidents(fight, toll)
    assert incident.type == "airstrike" and incident.casualties[0].best == 9


def test_losses_of_nothing_else_told_are_an_incident_of_their_own() -> None:
    (incident,) = incidents(claim("casualties", A, at=KUNDUZ, casualties=(killed(2),)))
    assert incident.type == "casualties"


def test_a_battle_without_a_place_joins_only_in_its_own_report() -> None:
    fight = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, sentence=3)
    beside = claim("battle", A, TALIBAN, NRF, sentence=4)
    elsewhere = claim("battle", B, TALIBAN, NRF)
    found = incidents(fight, beside, elsewhere)
    assert sorted(i.claims for i in found) == sorted([(fight.id, beside.id), (elsewhere.id,)])


def test_casualties_span_all_counts_and_the_best_is_the_most_corroborated() -> None:
    strike = [
        claim("airstrike", r, ARMY, at=KUNDUZ, casualties=counts)
        for r, counts in (
            (A, (killed(9),)),
            (B, (killed(22), killed(14, part=True))),
            (C, (killed(20, -1),)),
        )
    ]
    again = claim(
        "airstrike", C, ARMY, at=KUNDUZ, casualties=(killed(22),), by=(source("a nurse"),)
    )
    (incident,) = incidents(*strike, again)
    (dead,) = incident.casualties
    assert (dead.low, dead.best, dead.high) == (9, 22, 22)


def test_parts_alone_are_the_least_there_were() -> None:
    (incident,) = incidents(
        claim("airstrike", A, ARMY, at=KUNDUZ, casualties=(killed(14, part=True),))
    )
    (dead,) = incident.casualties
    assert (dead.low, dead.best, dead.high) == (14, None, None)


def test_every_count_says_who_counted() -> None:
    (battle,) = incidents(
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ, casualties=(killed(30),)),
        claim("battle", B, TALIBAN, NRF, at=KUNDUZ, casualties=(killed(20, 25),)),
        claim("battle", C, TALIBAN, NRF, at=KUNDUZ, casualties=(killed(9, part=True),)),
    )
    (row,) = battle.casualties
    assert [(c.by, c.low, c.high) for c in row.counted] == [
        ("Morning Post", 30, 30),
        ("Evening Sun", 20, 25),
    ]
    assert [c.claims for c in row.counted] == [battle.claims[:1], battle.claims[1:2]]


def test_a_count_over_several_places_is_counted_once() -> None:
    both = claim("airstrike", A, ARMY, at=(KUNDUZ, KABUL), casualties=(killed(6),))
    found = {i.place.name: i for i in incidents(both) if i.place}
    assert found["Kunduz"].casualties and not found["Kabul"].casualties
    assert [f.code for f in found["Kabul"].flags] == ["count-over-several-places"]


def test_an_incident_keeps_its_id_when_later_reports_come() -> None:
    one = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, id_="clm_z")
    two = claim("battle", B, TALIBAN, NRF, at=KUNDUZ, id_="clm_a")
    assert incidents(one)[0].id == incidents(one, two)[0].id


def test_days_told_roughly_are_narrowed_by_days_told_exactly() -> None:
    (battle,) = incidents(
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when=("08-30", "09-03")),
        claim("battle", B, TALIBAN, NRF, at=KUNDUZ, when="09-02"),
    )
    assert battle.time.start == battle.time.end == day("09-02") and battle.time.precision == "day"


def test_a_reviewer_can_part_merge_and_undo() -> None:
    one = claim("battle", A, TALIBAN, NRF, at=KUNDUZ)
    two = claim("battle", B, TALIBAN, NRF, at=KUNDUZ)
    far = claim("battle", B, TALIBAN, NRF, at=KABUL)
    split = decide("split", one, two)
    assert len(incidents(one, two, decisions=(split,))) == 2
    again = decide("merge", one, two, at=2)
    assert len(incidents(one, two, decisions=(again, split))) == 1
    merged = incidents(one, far, decisions=(decide("merge", one, far),))
    assert len(merged) == 1 and merged[0].joins[0].reasons[0][0] == "merged by a reviewer"
    undone = decide("split", one, two, undone=datetime(2021, 9, 8))
    assert len(incidents(one, two, decisions=(undone,))) == 1


def test_a_reviewer_can_reject_accept_again_and_correct() -> None:
    one = claim("battle", A, TALIBAN, NRF, at=KUNDUZ)
    reject = decide("reject", one)
    assert incidents(one, decisions=(reject,)) == ()
    assert len(incidents(one, decisions=(reject, decide("accept", one, at=2)))) == 1
    typed = decide("correct", one, field="type", value="airstrike")
    (incident,) = incidents(one, decisions=(typed,))
    assert incident.type == "airstrike" and incident.codes.plover_mode == "aerial"
    dated = decide("correct", one, field="time.start", value="2021-09-02")
    assert incidents(one, decisions=(dated,))[0].time.start == day("09-02")
    moved = decide(
        "correct", one, field="places", value='[{"role": "location", "mention": "Kabul"}]'
    )
    found = incidents(one, decisions=(moved,))[0].place
    assert isinstance(found, ClaimPlace) and found.mention == "Kabul"


@pytest.mark.parametrize("field", ["colour", "id", "time.colour", None])
def test_a_correction_of_no_field_names_the_decision(field: str | None) -> None:
    one = claim("battle", A, TALIBAN, at=KUNDUZ)
    with pytest.raises(DataError, match="dec_correct_1"):
        incidents(one, decisions=(decide("correct", one, field=field, value="x"),))


def test_a_correction_that_does_not_fit_names_the_decision() -> None:
    one = claim("battle", A, TALIBAN, at=KUNDUZ)
    with pytest.raises(DataError, match="dec_correct_1 gives polarity"):
        incidents(one, decisions=(decide("correct", one, field="polarity", value="blue"),))


def test_a_type_the_ontology_does_not_know_is_refused_by_name() -> None:
    import msgspec

    odd = msgspec.structs.replace(claim("battle", A), type="ballet")
    with pytest.raises(DataError, match="ballet"):
        incidents(odd)


def test_names_without_ids_are_one_party_whatever_their_order() -> None:
    (battle,) = incidents(
        claim("battle", A, TALIBAN, who("National Front for Resistance"), at=KUNDUZ),
        claim("battle", B, who("Taliban fighters"), NRF, at=KUNDUZ),
    )
    assert sorted(p.id or "" for p in battle.participants) == ["nrf", "taliban"]


def test_rebels_and_army_of_one_adjective_are_two_sides() -> None:
    found = incidents(claim("battle", A, who("Syrian army"), who("Syrian rebels"), at=KUNDUZ))
    assert len(found[0].participants) == 2


def test_an_event_in_a_whole_country_is_not_pinned_to_a_town_in_it() -> None:
    found = incidents(
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ),
        claim("battle", B, TALIBAN, NRF, at=AFGHANISTAN),
    )
    assert len(found) == 2


def test_nobody_in_particular_is_shown_only_where_nobody_is_named() -> None:
    vague = claim("attack", A, who("unidentified gunmen"), at=KUNDUZ)
    (alone,) = incidents(vague)
    assert [p.mention for p in alone.participants] == ["unidentified gunmen"]
    (both,) = incidents(vague, claim("attack", B, TALIBAN, at=KUNDUZ))
    assert [p.name for p in both.participants] == ["Taliban"]


def test_a_day_taken_from_the_publication_narrows_nothing() -> None:
    (battle,) = incidents(
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when=("09-01", "09-04")),
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when="09-04", flags=("date-default",)),
    )
    assert (battle.time.start, battle.time.end) == (day("09-01"), day("09-04"))


def test_news_without_a_day_may_be_of_the_days_before() -> None:
    (battle,) = incidents(
        claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when="09-03"),
        claim("battle", B, TALIBAN, NRF, at=KUNDUZ, when="09-05", flags=("date-default",)),
    )
    assert battle.time.start == battle.time.end == day("09-03")
