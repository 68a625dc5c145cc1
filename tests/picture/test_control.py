"""Who holds which place, over time."""

import pytest
from claims_by_hand import (
    AFGHANISTAN,
    ANDARAB,
    ARMY,
    BAGHLAN,
    KABUL,
    KUNDUZ,
    NRF,
    PANJSHIR,
    REBELS,
    TALIBAN,
    claim,
    day,
    place,
    report,
    source,
    who,
)

from sayso.model import Claim, ControlState, SourceRecord
from sayso.picture import paint

A = report("rep_a", publisher="Morning Post", published="09-10")
B = report("rep_b", publisher="Evening Sun", published="09-10")
REPORTS = {r.id: r for r in (A, B)}


def states(*claims: Claim, at: str | None = None) -> list[ControlState]:
    return list(paint(claims, reports=REPORTS, at=day(at) if at else None).control)


def now(name: str, *claims: Claim, at: str | None = None) -> ControlState:
    (found,) = (s for s in states(*claims, at=at) if s.place.name == name and s.until is None)
    return found


def told(state: ControlState) -> tuple[str, str | None, list[str]]:
    return state.status, state.holder and state.holder.name, [r.name for r in state.rivals]


def test_who_takes_a_place_holds_it_from_that_day() -> None:
    state = now("Kunduz", claim("takeover", A, TALIBAN, at=KUNDUZ, when="09-03"))
    assert told(state) == ("held", "Taliban", []) and state.since == day("09-03")
    assert state.holder and state.holder.id == "taliban"


def test_held_by_its_own_word_alone_is_claimed_until_others_confirm() -> None:
    own = claim(
        "control", A, TALIBAN, at=KUNDUZ, by=(source("the Taliban", "organisation", party=True),)
    )
    assert now("Kunduz", own).status == "claimed"
    assert now("Kunduz", own, claim("control", B, TALIBAN, at=KUNDUZ)).status == "held"


def test_a_place_that_changes_hands_has_a_history() -> None:
    found = states(
        claim("control", A, ARMY, at=KUNDUZ, when="08-01"),
        claim("takeover", A, TALIBAN, at=KUNDUZ, when="08-08"),
        claim("takeover", A, ARMY, at=KUNDUZ, when="09-02"),
    )
    assert [s.holder.name for s in found if s.holder] == [ARMY.name, "Taliban", ARMY.name]
    assert [(s.since, s.until) for s in found] == [
        (day("08-01"), day("08-07")),
        (day("08-08"), day("09-01")),
        (day("09-02"), None),
    ]


def test_two_who_are_said_to_hold_it_at_once_contest_it() -> None:
    state = now(
        "Kunduz",
        claim("control", A, ARMY, at=KUNDUZ, when="09-03"),
        claim("control", B, REBELS, at=KUNDUZ, when="09-03"),
    )
    assert told(state) == ("contested", None, [ARMY.name, REBELS.name])


def test_a_sides_own_word_does_not_outweigh_anothers() -> None:
    theirs = claim("control", A, ARMY, at=KUNDUZ, when="09-03")
    own = claim(
        "control", B, REBELS, at=KUNDUZ, when="09-03",
        by=(source("Free Ruritania", "organisation", party=True, id_="rebels"),),
    )  # fmt: skip
    assert told(now("Kunduz", theirs, own))[:2] == ("held", ARMY.name)


def test_a_battle_makes_a_place_contested_while_it_lasts() -> None:
    held = claim("control", A, ARMY, at=KUNDUZ, when="08-01")
    battle = claim("battle", A, ARMY, REBELS, at=KUNDUZ, when=("08-10", "08-12"))
    during = now("Kunduz", held, battle, at="08-15")
    assert told(during) == ("contested", ARMY.name, [REBELS.name])
    after = now("Kunduz", held, battle, at="09-10")
    assert told(after)[:2] == ("held", ARMY.name) and after.since == day("08-13")


def test_a_battle_nobody_hears_of_again_leaves_the_place_unknown() -> None:
    battle = claim("battle", A, ARMY, REBELS, at=KUNDUZ, when="08-10")
    assert told(now("Kunduz", battle, at="09-10"))[:2] == ("unknown", None)


def test_who_leaves_no_longer_holds() -> None:
    found = now(
        "Kunduz",
        claim("control", A, ARMY, at=KUNDUZ, when="08-01"),
        claim("withdrawal", A, ARMY, at=KUNDUZ, when="08-20"),
    )
    assert told(found) == ("unknown", None, []) and found.since == day("08-20")


def test_who_loses_a_place_holds_it_no_longer_and_who_took_it_stays_unknown() -> None:
    found = now(
        "Kunduz",
        claim("control", A, ARMY, at=KUNDUZ, when="08-01"),
        claim("takeover", B, who(ARMY.name, "recipient", ARMY.id), at=KUNDUZ, when="08-20"),
    )
    assert told(found) == ("unknown", None, []) and found.since == day("08-20")


def test_a_withdrawal_of_those_who_hold_nothing_says_nothing() -> None:
    assert states(claim("withdrawal", A, ARMY, at=KUNDUZ)) == []


def test_what_is_denied_of_a_whole_says_nothing_of_its_parts() -> None:
    found = states(
        claim("takeover", A, TALIBAN, at=AFGHANISTAN, when="09-01"),
        claim("control", B, TALIBAN, at=AFGHANISTAN, when="09-01", polarity="negative"),
        claim("strength", A, TALIBAN, at=KUNDUZ),
    )
    by_name = {s.place.name: told(s) for s in found}
    assert by_name["Afghanistan"] == ("contested", "Taliban", [])
    assert by_name["Kunduz"] == ("held", "Taliban", [])


def test_what_is_told_of_a_whole_yields_to_what_is_told_of_a_part() -> None:
    whole = claim("takeover", A, TALIBAN, at=AFGHANISTAN, when="09-01")
    assert told(now("Kunduz", whole, claim("control", A, NRF, at=KUNDUZ, when="09-03")))[1] == (
        NRF.name
    )
    fight = claim("battle", A, TALIBAN, NRF, at=ANDARAB, when=("09-01", "09-10"))
    found = [s for s in states(whole, fight) if s.place.name == "Andarab"]
    assert [s.status for s in found] == ["contested"]
    not_there = claim("control", A, TALIBAN, at=PANJSHIR, when="09-05", polarity="negative")
    assert told(now("Panjshir", whole, not_there)) == ("not-held", None, ["Taliban"])


def test_what_is_told_of_a_whole_later_speaks_for_parts_known_of_before() -> None:
    found = [
        s
        for s in states(
            claim("control", A, ARMY, at=KUNDUZ, when="07-01"),
            claim("takeover", A, TALIBAN, at=AFGHANISTAN, when="08-15"),
        )
        if s.place.name == "Kunduz"
    ]
    assert [told(s)[1] for s in found] == [ARMY.name, "Taliban"]
    assert found[0].until == day("08-14")


def test_a_province_held_speaks_for_its_districts_by_name_or_by_the_gazetteer() -> None:
    whole = claim("control", A, TALIBAN, at=BAGHLAN)
    named = claim("strength", A, TALIBAN, at=ANDARAB)
    assert told(now("Andarab", whole, named))[1] == "Taliban"
    province = place("Baghlan", precision="adm1", id_="g:1")
    district = place("Andarab", precision="adm2", id_="g:2")
    picture = paint(
        [
            claim("control", A, TALIBAN, at=province),
            claim("strength", A, TALIBAN, at=district),
        ],
        reports=REPORTS,
        within=lambda inner, outer: (inner.id, outer.id) == ("g:2", "g:1"),
    )
    assert {s.place.id for s in picture.control} == {"g:1", "g:2"}


def test_the_capital_once_though_claims_name_it() -> None:
    found = states(
        claim("takeover", A, TALIBAN, at=AFGHANISTAN),
        claim("explosion", A, at=KABUL),
    )
    assert [s.place.name for s in found] == ["Afghanistan", "Kabul"]


@pytest.mark.parametrize("certainty", ["possible", "unknown"])
def test_what_is_no_more_than_possible_holds_nothing(certainty: str) -> None:
    doubtful = claim("takeover", A, TALIBAN, at=KUNDUZ, certainty=certainty)  # type: ignore[arg-type]
    assert states(doubtful) == []


def test_withdrawn_claims_and_later_days_show_nothing() -> None:
    assert states(claim("takeover", A, TALIBAN, at=KUNDUZ, flags=("withdrawn",))) == []
    assert states(claim("takeover", A, TALIBAN, at=KUNDUZ, when="09-03"), at="09-02") == []


def test_the_last_day_there_is_evidence_for_is_told() -> None:
    state = now("Kunduz", claim("control", A, TALIBAN, at=KUNDUZ, when=("08-01", "08-09")))
    assert state.last_evidence == day("08-09")


def test_one_place_with_an_id_and_without_is_one_row() -> None:
    kunduz = place("Kunduz", admin1="Kunduz", at=(36.73, 68.86), id_="g:7")
    found = states(claim("control", A, TALIBAN, at=KUNDUZ), claim("control", B, TALIBAN, at=kunduz))
    assert len(found) == 1 and len(found[0].claims) == 2


def test_a_publisher_that_is_a_side_claims() -> None:
    claims = [claim("control", A, TALIBAN, at=KUNDUZ)]
    picture = paint(
        claims, reports=REPORTS, sources=(SourceRecord(name="Morning Post", party="Taliban"),)
    )
    assert picture.control[0].status == "claimed"


def test_enemies_of_the_holder_of_the_whole_make_a_part_contested() -> None:
    whole = claim("takeover", A, TALIBAN, at=AFGHANISTAN, when="09-01")
    there = claim("presence", A, NRF, at=PANJSHIR, when="09-05")
    fought = claim("battle", B, TALIBAN, NRF, at=ANDARAB, when="08-01")
    assert told(now("Panjshir", whole, there))[0] == "held"
    assert told(now("Panjshir", whole, there, fought)) == (
        "contested",
        None,
        ["Taliban", NRF.name],
    )


def test_a_province_with_a_district_fought_for_is_not_simply_held() -> None:
    whole = claim("takeover", A, TALIBAN, at=AFGHANISTAN, when="09-01")
    named = claim("strength", A, TALIBAN, at=BAGHLAN)
    fight = claim("battle", A, TALIBAN, NRF, at=ANDARAB, when=("09-05", "09-10"))
    assert told(now("Baghlan", whole, named, fight)) == ("contested", "Taliban", [])


def test_silence_after_a_battle_gives_way_to_what_is_told_of_the_whole() -> None:
    found = [
        s
        for s in states(
            claim("battle", A, TALIBAN, ARMY, at=KUNDUZ, when="08-10"),
            claim("takeover", A, TALIBAN, at=AFGHANISTAN, when="08-11"),
        )
        if s.place.name == "Kunduz"
    ]
    assert [(s.status, s.until) for s in found] == [("contested", day("08-10")), ("held", None)]
