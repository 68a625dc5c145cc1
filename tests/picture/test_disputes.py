"""Which claims cannot both be true."""

import pytest
from claims_by_hand import (
    AFGHANISTAN,
    ANDARAB,
    ARMY,
    BAGHLAN,
    KABUL,
    KUNDUZ,
    NRF,
    REBELS,
    TALIBAN,
    claim,
    killed,
    report,
    source,
    who,
)

from sayso.model import Claim, Dispute, Forecast
from sayso.picture import paint
from sayso.picture.contradictions import contradictions

A = report("rep_a", publisher="Morning Post", published="09-10")
B = report("rep_b", publisher="Evening Sun", published="09-11")
C = report("rep_c", publisher="Night Mirror", published="09-12")
REPORTS = {r.id: r for r in (A, B, C)}


def disputes(*claims: Claim) -> tuple[Dispute, ...]:
    return paint(claims, reports=REPORTS).disputes


def test_held_and_not_held_clash() -> None:
    one = claim("control", A, TALIBAN, at=KUNDUZ)
    two = claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative")
    (dispute,) = disputes(one, two)
    assert dispute.kind == "polarity" and dispute.claims == ((one.id,), (two.id,))
    assert dispute.about == "whether Kunduz is held by Taliban"


def test_the_whole_held_and_a_part_not_clash_but_not_the_other_way_round() -> None:
    part_not = claim("control", B, TALIBAN, at=ANDARAB, polarity="negative")
    assert disputes(claim("control", A, TALIBAN, at=BAGHLAN), part_not)
    assert not disputes(claim("control", A, TALIBAN, at=AFGHANISTAN), part_not)
    whole_not = claim("control", B, TALIBAN, at=BAGHLAN, polarity="negative")
    assert not disputes(claim("control", A, TALIBAN, at=ANDARAB), whole_not)


def test_two_holders_clash() -> None:
    (dispute,) = disputes(
        claim("control", A, ARMY, at=KUNDUZ), claim("control", B, REBELS, at=KUNDUZ)
    )
    assert dispute.kind == "attribution" and ARMY.name in dispute.why


def test_changes_over_time_and_other_places_do_not_clash() -> None:
    one = claim("control", A, TALIBAN, at=KUNDUZ, when="08-01")
    assert not disputes(one, claim("control", B, ARMY, at=KUNDUZ, when="09-01"))
    assert not disputes(one, claim("control", B, ARMY, at=KABUL, when="08-01"))
    assert not disputes(
        one, claim("control", B, TALIBAN, at=KUNDUZ, when="09-01", polarity="negative")
    )


def test_one_source_that_changes_its_word_makes_an_update() -> None:
    by = (source("Afzali", "person"),)
    one = claim("control", A, TALIBAN, at=KUNDUZ, by=by)
    two = claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative", by=by)
    assert not disputes(one, two)


@pytest.mark.parametrize(
    "other",
    [
        claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative", flags=("withdrawn",)),
        claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative", conditional=True),
        claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative", certainty="possible"),
        claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative", forecast=Forecast()),
    ],
    ids=["withdrawn", "conditional", "possible", "forecast"],
)
def test_what_is_not_firmly_put_forward_contradicts_nothing(other: Claim) -> None:
    assert not disputes(claim("control", A, TALIBAN, at=KUNDUZ), other)


def test_happened_and_denied_clash() -> None:
    shelling = claim("shelling", A, ARMY, who("civilians", "victim"), at=KUNDUZ)
    denied = claim(
        "shelling", B, ARMY, at=KUNDUZ, polarity="negative",
        by=(source("the Army of Ruritania", "organisation", party=True, id_="army"),),
    )  # fmt: skip
    (dispute,) = disputes(shelling, denied)
    assert dispute.kind == "polarity"


def test_a_denial_without_a_place_answers_what_its_own_report_tells() -> None:
    shelling = claim("shelling", A, ARMY, at=KUNDUZ)
    by = (source("an army spokesman", "person"),)
    here = claim("attack", A, ARMY, polarity="negative", by=by)
    there = claim("attack", B, ARMY, polarity="negative", by=by)
    assert disputes(shelling, here) and not disputes(shelling, there)


def test_counts_that_do_not_overlap_clash_and_those_that_do_do_not() -> None:
    nine = claim("airstrike", A, ARMY, at=KUNDUZ, casualties=(killed(9),))
    many = claim("airstrike", B, ARMY, at=KUNDUZ, casualties=(killed(22),))
    least = claim("airstrike", C, ARMY, at=KUNDUZ, casualties=(killed(8, -1),))
    (dispute,) = disputes(nine, many, least)
    assert dispute.kind == "number" and dispute.why.endswith("9 against 22")
    assert not disputes(nine, least)


def test_a_toll_that_its_source_raises_is_no_dispute() -> None:
    by = (source("the Health Directorate of Kunduz", "organisation"),)
    claims = [
        claim("airstrike", r, ARMY, at=KUNDUZ, casualties=(killed(n),), by=by)
        for r, n in ((A, 9), (B, 22))
    ]
    assert not disputes(*claims)


def test_parts_of_a_total_do_not_clash_with_it() -> None:
    total = claim("airstrike", A, ARMY, at=KUNDUZ, casualties=(killed(22),))
    part = claim("airstrike", B, ARMY, at=KUNDUZ, casualties=(killed(14, part=True),))
    assert not disputes(total, part)


def test_one_explosion_laid_to_two_parties_is_disputed() -> None:
    words = "a bomb hidden in a cart tore through the vegetable market"
    one = claim("explosion", A, ARMY, at=KUNDUZ, text=words, casualties=(killed(7),))
    two = claim("explosion", B, REBELS, at=KUNDUZ, text=words + " today", casualties=(killed(7),))
    picture = paint([one, two], reports=REPORTS)
    assert len(picture.incidents) == 1
    assert [d.kind for d in picture.disputes] == ["attribution"]


def test_a_dispute_is_told_once_and_keeps_its_id_as_it_grows() -> None:
    one = claim("control", A, TALIBAN, at=KUNDUZ)
    two = claim("control", B, TALIBAN, at=KUNDUZ, polarity="negative")
    three = claim("takeover", C, TALIBAN, at=KUNDUZ, polarity="negative")
    (before,) = disputes(one, two)
    (after,) = disputes(one, two, three)
    assert after.id == before.id and after.claims == ((one.id,), (two.id, three.id))


def test_a_disputed_incident_is_graded_down() -> None:
    shelling = claim("shelling", A, ARMY, at=KUNDUZ)
    denials = [claim("shelling", r, ARMY, at=KUNDUZ, polarity="negative") for r in (B, C)]
    assert paint([shelling], reports=REPORTS).incidents[0].grade.credibility == 3
    assert paint([shelling, denials[0]], reports=REPORTS).incidents[0].grade.credibility == 4
    assert paint([shelling, *denials], reports=REPORTS).incidents[0].grade.credibility == 5


def test_growing_and_not_growing_clash() -> None:
    one = claim("strength", A, NRF, at=AFGHANISTAN)
    two = claim("strength", B, NRF, polarity="negative")
    assert [d.kind for d in disputes(one, two)] == ["assessment"]


def test_every_rule_of_the_table_can_be_read() -> None:
    names = [rule.name for rule in contradictions()]
    assert len(names) == len(set(names)) and "defeated-or-active" in names
