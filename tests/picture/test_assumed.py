"""What a claim took over from the sentence before weighs less than what it says itself."""

import msgspec
from claims_by_hand import KABUL, KUNDUZ, NRF, TALIBAN, claim, killed, place, report, source, who

from sayso.model import Casualties, Claim, Flag, Incident
from sayso.picture import paint

A = report("rep_a", publisher="Meridian Wire Service", published="09-04")
B = report("rep_b", publisher="Evening Sun", published="09-05")
REPORTS = {r.id: r for r in (A, B)}
INHERITED = (Flag(code="place-inherited"),)
SAME_KUNDUZ = place("Kunduz", admin1="Kunduz", at=(36.73, 68.86), flags=INHERITED)


def incidents(*claims: Claim) -> tuple[Incident, ...]:
    return paint(claims, reports=REPORTS).incidents


def flags(incident: Incident) -> set[str]:
    return {flag.code for flag in incident.flags}


def test_it_joins_what_its_own_report_tells_of_that_day() -> None:
    named = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, sentence=1)
    after = claim("attack", A, TALIBAN, at=SAME_KUNDUZ, sentence=2)
    (one,) = incidents(named, after)
    assert one.claims == (named.id, after.id) and "place-inherited" not in flags(one)


def test_alone_it_says_that_its_place_is_assumed() -> None:
    (one,) = incidents(claim("attack", A, TALIBAN, at=SAME_KUNDUZ))
    assert one.place and one.place.name == "Kunduz" and "place-inherited" in flags(one)


def test_another_report_needs_more_than_an_assumed_place() -> None:
    named = claim("battle", A, at=KUNDUZ)
    assumed = claim("battle", B, at=SAME_KUNDUZ)
    assert len(incidents(named, assumed)) == 2


def test_the_place_that_is_named_is_the_place() -> None:
    kabul = place(
        "Kabul", admin1="Kabul", at=(34.53, 69.17), id_="geonames:1138958", flags=INHERITED
    )
    near = place("Paghman", admin1="Kabul", at=(34.58, 69.0))
    told = (
        claim("battle", A, TALIBAN, NRF, at=near, sentence=1),
        claim("battle", A, TALIBAN, NRF, at=kabul, sentence=1),
        claim("battle", A, TALIBAN, NRF, at=kabul, sentence=1),
    )
    for one in incidents(*told):
        assert one.place and one.place.name == ("Paghman" if told[0].id in one.claims else "Kabul")


def test_a_day_told_outranks_days_carried_over() -> None:
    told = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, when="09-02")
    carried = claim("battle", B, TALIBAN, NRF, at=KUNDUZ, when="09-03", flags=("time-carried",))
    (one,) = incidents(told, carried)
    assert one.time.start == one.time.end == told.time.start
    assert "time-carried" not in flags(one)
    assert not [d for d in paint((told, carried), reports=REPORTS).disputes if d.kind == "time"]


def test_losses_of_named_fighters_are_no_other_count_of_the_dead() -> None:
    fight = claim("battle", A, TALIBAN, NRF, at=KUNDUZ, sentence=1)
    bodies = claim("casualties", A, at=KUNDUZ, sentence=1, casualties=(killed(14),))
    ours = of_fighters(claim("casualties", B, at=KUNDUZ, casualties=(killed(4),)))
    picture = paint((fight, bodies, ours), reports=REPORTS)
    assert not [d for d in picture.disputes if d.kind == "number"]


def of_fighters(told: Claim) -> Claim:
    victim = msgspec.structs.replace(who("Mujahideen", "victim"), kind="unidentified armed")
    return msgspec.structs.replace(told, participants=(victim,))


def test_a_count_over_several_places_contradicts_no_count_of_one() -> None:
    both = claim("battle", A, TALIBAN, NRF, at=(KUNDUZ, KABUL), casualties=(killed(309),))
    one = claim("battle", B, TALIBAN, NRF, at=KUNDUZ, casualties=(killed(9),))
    assert not [d for d in paint((both, one), reports=REPORTS).disputes if d.kind == "number"]


def test_an_agency_under_its_short_name_is_that_agency() -> None:
    own = claim("takeover", A, TALIBAN, at=KUNDUZ)
    cited = claim("takeover", B, TALIBAN, at=KUNDUZ, by=(source("Meridian", "media"),))
    people = claim(
        "takeover", B, TALIBAN, at=KUNDUZ,
        by=(source("Meridian", "media"), source("two residents")),
    )  # fmt: skip
    (fall,) = incidents(own, cited, people)
    assert fall.independent_sources == 1


def test_the_people_an_agency_spoke_to_are_counted_once() -> None:
    told = claim("takeover", A, TALIBAN, at=KUNDUZ, by=(source("a lawmaker from the province"),))
    cited = claim("takeover", B, TALIBAN, at=KUNDUZ, by=(source("Meridian", "media"),))
    again = claim("takeover", B, TALIBAN, at=KUNDUZ, by=(source("the lawmaker"),))
    own = claim("takeover", B, TALIBAN, at=KUNDUZ, by=(source("two bus drivers"),))
    (fall,) = incidents(told, cited, again)
    assert fall.independent_sources == 1
    (fall,) = incidents(told, cited, again, own)
    assert fall.independent_sources == 2


def test_a_place_that_was_not_found_contains_nothing() -> None:
    lost = place("Bano", precision="country", flags=(Flag(code="not-found"),))
    fell = claim("takeover", A, TALIBAN, at=lost)
    assert paint((fell, claim("presence", B, NRF, at=KUNDUZ)), reports=REPORTS).control == ()


def test_one_count_of_killed_is_kept_for_each_side() -> None:
    both = (
        Casualties(outcome="killed", side="taliban", low=4, high=4),
        Casualties(outcome="killed", side="nrf", low=2, high=2),
    )
    (one,) = incidents(claim("battle", A, TALIBAN, NRF, at=KUNDUZ, casualties=both))
    assert {(c.side, c.best) for c in one.casualties} == {("taliban", 4), ("nrf", 2)}
