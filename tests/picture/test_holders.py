"""Who can hold a place, on which claims, and what of it."""

import pytest
from claims_by_hand import KABUL, KUNDUZ, NRF, PANJSHIR, TALIBAN, claim, day, place, report, source

from sayso.model import Attribution, Claim, ControlState, Flag, Participant, Role
from sayso.picture import paint
from sayso.picture.holders import can_hold

A = report("rep_a", publisher="Morning Post", published="09-06")
B = report("rep_b", publisher="Evening Sun", published="09-06")
REPORTS = {r.id: r for r in (A, B)}
INHERITED = (Flag(code="place-inherited"),)


def party(
    mention: str, kind: str | None, role: Role = "actor", id_: str | None = None
) -> Participant:
    return Participant(role=role, mention=mention, kind=kind, id=id_)


def states(*claims: Claim) -> list[ControlState]:
    return list(paint(claims, reports=REPORTS, at=day("09-06")).control)


def word_of(who: Participant) -> tuple[Attribution, ...]:
    return (source(who.mention, "organisation", party=True, id_=who.id),)


@pytest.mark.parametrize(
    ("mention", "kind", "id_"),
    [
        ("anyone", None, None),
        ("Balkh", None, None),
        ("Taliban radio", None, None),
        ("Taliban radio", "media", "taliban-radio"),
        ("Ismail Khan", "person", "ismail-khan"),
        ("European Union", "international organisation", "european-union"),
        ("residents", "civilians", None),
        ("the fighters", "unidentified armed", None),
    ],
)
def test_who_holds_nothing(mention: str, kind: str | None, id_: str | None) -> None:
    assert states(claim("takeover", A, party(mention, kind, id_=id_), at=KUNDUZ)) == []


def test_who_can() -> None:
    assert can_hold(party("commandos", "state forces"))
    assert can_hold(party("Andarab uprising", "unidentified armed"))
    assert can_hold(party("Taliban", None, id_="taliban"))


def test_a_place_taken_over_from_what_stands_before_holds_nobody() -> None:
    elsewhere = place("Kunduz", admin1="Kunduz", at=(36.73, 68.86), flags=INHERITED)
    assert states(claim("takeover", A, TALIBAN, at=elsewhere)) == []


def test_a_homonym_far_from_everything_needs_a_second_report() -> None:
    bagneux = place("Bagneux", country="FR", at=(48.8, 2.3), id_="g:fr")
    told = [
        claim("takeover", A, TALIBAN, at=bagneux),
        claim("presence", A, TALIBAN, at=KUNDUZ),
        claim("presence", A, TALIBAN, at=KABUL),
    ]
    assert [s.place.name for s in states(*told)] == []
    again = claim("takeover", B, TALIBAN, at=bagneux)
    assert [s.place.name for s in states(*told, again)] == ["Bagneux"]


def test_near_a_place_is_not_in_it_and_a_place_not_found_is_none() -> None:
    near = place("Kunduz", admin1="Kunduz", at=(36.73, 68.86), precision="near")
    lost = place("Bano", precision="country", flags=(Flag(code="not-found"),))
    assert states(claim("takeover", A, TALIBAN, at=near)) == []
    assert states(claim("takeover", A, TALIBAN, at=lost), claim("presence", A, NRF, at=KABUL)) == []


@pytest.mark.parametrize(
    ("target", "held"),
    [
        ("the airport", False),
        ("dozens of districts", False),
        ("the governor's office", True),
        ("the main square and the governor's office", True),
        ("the city of Kunduz", True),
    ],
)
def test_a_part_is_not_the_whole_but_the_seat_of_its_ruler_is(target: str, held: bool) -> None:
    told = claim("control", A, TALIBAN, party(target, None, "target"), at=KUNDUZ)
    assert bool(states(told)) is held


def test_fighting_of_nobody_in_particular_contests_nothing() -> None:
    assert states(claim("battle", A, at=KABUL)) == []


def test_that_the_enemy_left_is_no_more_than_a_sides_word() -> None:
    held = claim("control", A, TALIBAN, at=KUNDUZ, when="09-01")
    fled = claim("withdrawal", B, TALIBAN, at=KUNDUZ, when="09-05", by=word_of(NRF))
    (state,) = states(held, fled)
    assert state.status == "held" and state.until is None


def test_word_against_word_contests_and_names_both_camps() -> None:
    mine = claim("takeover", A, TALIBAN, at=PANJSHIR, when="09-06", by=word_of(TALIBAN))
    theirs = claim(
        "takeover", B, TALIBAN, at=PANJSHIR, when="09-06", by=word_of(NRF), polarity="negative"
    )
    picture = paint((mine, theirs), reports=REPORTS, at=day("09-06"))
    state = picture.control[-1]
    assert (state.status, state.holder and state.holder.id) == ("contested", "taliban")
    assert [r.id or r.name for r in state.rivals] == ["nrf"]
    before = claim("control", A, TALIBAN, at=PANJSHIR, when="08-31", polarity="negative")
    rows = paint((before, mine, theirs), reports=REPORTS, at=day("09-06")).control
    assert [s.status for s in rows] == ["not-held", "contested"]
    assert [r.id or r.name for r in rows[-1].rivals] == ["nrf"]
    (dispute,) = picture.disputes
    assert dispute.about == "whether Panjshir is held by Taliban"
    assert "word of Taliban" in dispute.why and f"word of {NRF.mention}" in dispute.why


def test_a_fall_denied_of_nobody_in_particular_clashes_with_who_took_it() -> None:
    ours = Participant(role="actor", mention="the army", id="army", name="the army")
    fell = claim("takeover", A, TALIBAN, at=KUNDUZ, when="09-06")
    denied = claim(
        "takeover", B, at=KUNDUZ, when="09-06", polarity="negative", by=word_of(ours)
    )  # fmt: skip
    picture = paint((fell, denied), reports=REPORTS)
    (dispute,) = picture.disputes
    assert (dispute.kind, dispute.about) == ("polarity", "whether Kunduz was taken by Taliban")
    assert picture.control[0].status == "held"
    own = claim("takeover", A, TALIBAN, at=KUNDUZ, when="09-06", by=word_of(TALIBAN))
    state = paint((own, denied), reports=REPORTS).control[0]
    assert state.status == "contested" and state.rivals


def test_who_is_only_described_is_no_rival_of_its_own_kind() -> None:
    commandos = party("commandos", "state forces")
    army = Participant(role="actor", mention="army", name="the army", kind="state forces", id="ar")
    told = [claim("control", A, commandos, at=KUNDUZ), claim("control", B, army, at=KUNDUZ)]
    assert paint(told, reports=REPORTS).disputes == ()
    rebels = claim("control", A, TALIBAN, at=KUNDUZ)
    (dispute,) = paint([rebels, told[1]], reports=REPORTS).disputes
    assert dispute.about == "who holds Kunduz"
