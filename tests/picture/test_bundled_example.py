"""The picture of the bundled example, from its files to who is believed.

What the reader finds in the reports may grow. What is asserted here must stay true whatever it
finds: nobody who cannot hold a place holds one, copies count once, a side's word is no fact. Where
a story needs a claim that the reader may miss, it is followed as far as the claims go.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import sayso
from sayso.archive import Archive
from sayso.intake import read_sources
from sayso.model import Claim, ControlState, Dispute, ForecastVerdict, Incident, Picture
from sayso.picture.holders import can_hold

EXAMPLE = Path(__file__).parents[2] / "examples" / "afghanistan-2021"
TALIBAN, NRF = "taliban", "nrf-afg"
WIRE_COPIES = ("05-", "06-", "07-", "08-")
PANJSHIR_CLAIMED = date(2021, 9, 6)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with sayso.open(str(tmp_path_factory.mktemp("example") / "example.db")) as opened:
        opened.put_sources(read_sources(EXAMPLE / "sources.yaml"))
        added = opened.add([], manifest=EXAMPLE / "manifest.yaml")
        assert added.complete and len(added.new) == 30
        yield opened


@pytest.fixture(scope="module")
def picture(archive: Archive) -> Picture:
    return archive.picture()


@pytest.fixture(scope="module")
def claims(archive: Archive) -> dict[str, Claim]:
    return {claim.id: claim for claim in archive.claims()}


def file_of(claim: Claim) -> str:
    return Path(claim.report.path or "").name


def rows(picture: Picture, name: str) -> list[ControlState]:
    return [s for s in picture.control if s.place.name == name]


def on(picture: Picture, name: str, day: date) -> ControlState | None:
    """The row of a place on a day."""
    return next(
        (
            s
            for s in rows(picture, name)
            if s.since and s.since <= day and (s.until is None or s.until >= day)
        ),
        None,
    )


def verdicts(picture: Picture, claims: dict[str, Claim], file: str, *words: str) -> list[
    ForecastVerdict
]:  # fmt: skip
    """The verdicts on forecasts of a file whose evidence has all these words."""
    return [
        v
        for v in picture.forecasts
        if file_of(claims[v.claim]).startswith(file)
        and all(word in claims[v.claim].evidence.text for word in words)
    ]


def takeovers(picture: Picture, name: str) -> list[Incident]:
    return [
        i for i in picture.incidents if i.type == "takeover" and i.place and i.place.name == name
    ]


def disputes_on(picture: Picture, place: str) -> list[Dispute]:
    return [d for d in picture.disputes if place in d.about]


def test_only_parties_hold_places(picture: Picture, claims: dict[str, Claim]) -> None:
    named = {
        name
        for claim in claims.values()
        for who in claim.participants
        if can_hold(who)
        for name in (who.name, who.mention)
    }
    for state in picture.control:
        for holder in (*([state.holder] if state.holder else []), *state.rivals):
            assert holder.id or holder.name in named, (state.place.name, holder)


def test_every_place_that_is_held_lies_in_the_country_that_is_told_of(picture: Picture) -> None:
    assert picture.control
    assert {s.place.country for s in picture.control} == {"AF"}


def test_no_row_stands_on_places_that_no_claim_names(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    for state in picture.control:
        assert any(
            not any(flag.code in ("place-inherited", "not-found") for flag in place.flags)
            for id_ in state.claims
            for place in claims[id_].places
        ), state.place.name


def test_the_wire_story_printed_four_times_counts_once(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    fall = max(takeovers(picture, "Pul-e Khumri"), key=lambda i: len(i.reports))
    told_by = {file_of(claims[id_]) for id_ in fall.claims}
    copies = {name for name in told_by if name.startswith(WIRE_COPIES)}
    assert len(copies) >= 3
    assert fall.independent_sources <= 1 + len(told_by - copies)
    assert not any(
        "day" in d.about for d in picture.disputes if set(d.claims[0]) & set(fall.claims)
    )
    held = on(picture, "Pul-e Khumri", date(2021, 8, 12))
    assert held and held.holder and held.holder.id == TALIBAN


@pytest.mark.parametrize("town", ["Zaranj", "Kunduz", "Sar-e Pul", "Taloqan", "Pul-e Khumri"])
def test_a_provincial_capital_falls_within_days_of_its_fall(picture: Picture, town: str) -> None:
    found = [i for i in takeovers(picture, town) if i.time.start and i.time.start.month == 8]
    if town != "Kunduz":
        assert found
    assert all(6 <= i.time.start.day <= 12 for i in found if i.time.start)


def test_panjshir_on_the_day_it_was_claimed_is_not_simply_held(
    archive: Archive, picture: Picture, claims: dict[str, Claim]
) -> None:
    then = archive.picture(at=PANJSHIR_CLAIMED)
    state = on(then, "Panjshir", PANJSHIR_CLAIMED)
    assert state and state.status in ("contested", "claimed", "not-held")
    assert TALIBAN in {h.id for h in (*state.rivals, *([state.holder] if state.holder else []))}
    claimed = [
        c
        for c in claims.values()
        if file_of(c).startswith("23-")
        and c.type in ("takeover", "control")
        and c.polarity == "positive"
        and TALIBAN in {p.id for p in c.in_role("actor")}
        and "Panjshir" in {p.name for p in c.places if not p.flags}
    ]
    if claimed:
        assert state.status in ("contested", "claimed")
        (dispute, *_) = disputes_on(then, "Panjshir")
        assert "Emirate Voice Channel" in dispute.why and "Free Valley Channel" in dispute.why


def test_a_denied_fall_is_disputed(picture: Picture, claims: dict[str, Claim]) -> None:
    fell = [
        c
        for c in claims.values()
        if c.type == "takeover"
        and c.polarity == "positive"
        and not c.forecast
        and not file_of(c).startswith("03-")
        and "Kunduz" in {p.name for p in c.places if not p.flags and p.precision == "exact"}
        and c.time.start == date(2021, 8, 8)
        and c.in_role("actor")
    ]
    if fell:
        assert any(d.kind == "polarity" for d in disputes_on(picture, "Kunduz"))


def test_disputes_read_as_sentences(picture: Picture) -> None:
    assert picture.disputes
    for dispute in picture.disputes:
        assert " holds " not in dispute.about.removeprefix("who holds ")
        assert "{" not in dispute.about + dispute.why
        assert dispute.claims[0] and dispute.claims[1]


def test_those_who_may_be_one_force_are_no_rivals(picture: Picture) -> None:
    assert not any(
        d.about == "who holds Kunduz" and "commandos" in d.why and "Afghan National" in d.why
        for d in picture.disputes
    )


def test_ninety_days_for_kabul_are_not_over_while_they_run(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    found = [
        v
        for v in verdicts(picture, claims, "05-", "Kabul")
        if claims[v.claim].type == "takeover" and v.due == date(2021, 11, 9)
    ]
    assert len(found) == 1
    fell = on(picture, "Kabul", date(2021, 8, 16))
    expected = "came true sooner" if fell and fell.status == "held" else "open"
    assert found[0].verdict == expected


def test_mazar_fell_though_a_commander_said_that_it_would_not(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    (found,) = verdicts(picture, claims, "09-", "would not fall")
    assert found.made == date(2021, 8, 14)
    assert found.verdict in ("failed", "open") and (
        found.outcome is None or (found.outcome.date or date.max) >= date(2021, 8, 14)
    )


def test_the_withdrawal_came_by_the_day(picture: Picture, claims: dict[str, Claim]) -> None:
    found = verdicts(picture, claims, "26-", "withdrawal")
    assert found and {v.verdict for v in found} <= {"came true", "open"}
    assert any(
        v.outcome and v.outcome.date in (date(2021, 8, 30), date(2021, 8, 31)) for v in found
    )


def test_half_a_million_are_still_awaited(picture: Picture, claims: dict[str, Claim]) -> None:
    (found,) = verdicts(picture, claims, "26-", "half a million")
    assert (found.verdict, found.made) == ("open", date(2021, 8, 27))


def test_that_panjshir_will_not_fall_is_not_settled_by_a_sides_word(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    for file in ("16-", "24-"):
        for found in verdicts(picture, claims, file, "will not fall"):
            assert found.verdict in ("open", "failed")


def test_no_outcome_comes_before_its_forecast(picture: Picture, claims: dict[str, Claim]) -> None:
    for found in picture.forecasts:
        if found.outcome and found.outcome.date and found.made:
            same = claims[found.outcome.claim].report.id == claims[found.claim].report.id
            assert same or found.outcome.date >= found.made


def test_no_two_forecasts_from_the_same_words(picture: Picture, claims: dict[str, Claim]) -> None:
    told = [claims[v.claim] for v in picture.forecasts]
    for at, one in enumerate(told):
        for other in told[:at]:
            if one.report.id == other.report.id and one.forecast and other.forecast:
                overlap = (
                    one.evidence.start < other.evidence.end
                    and other.evidence.start < one.evidence.end
                )
                assert not (overlap and one.forecast.due == other.forecast.due)


def test_the_bomb_at_the_airport_has_a_toll_that_grows_and_is_disputed(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    told = [
        i
        for i in picture.incidents
        if i.time.start
        and date(2021, 8, 26) <= i.time.start <= date(2021, 8, 27)
        and any(c.outcome == "killed" and (c.high or 0) >= 12 for c in i.casualties)
    ]
    assert told
    assert any(
        d.kind == "number" and any(file_of(claims[c]).startswith("17-") for c in d.claims[0])
        for d in picture.disputes
    )


def test_the_drone_strike_is_one_incident_in_two_accounts(
    picture: Picture, claims: dict[str, Claim]
) -> None:
    strikes = [
        i
        for i in picture.incidents
        if i.type == "airstrike"
        and i.place
        and i.place.admin1 == "Kabul"
        and i.time.start == date(2021, 8, 29)
    ]
    told_by = [{file_of(claims[c])[:2] for c in i.claims} for i in strikes]
    assert any({"20", "25"} <= files for files in told_by)
    (best,) = [i for i, files in zip(strikes, told_by, strict=True) if {"20", "25"} <= files]
    assert any(c.outcome == "killed" and c.high == 10 for c in best.casualties)


def test_withdrawn_claims_take_no_part(picture: Picture, claims: dict[str, Claim]) -> None:
    withdrawn = {id_ for id_, claim in claims.items() if claim.has_flag("withdrawn")}
    shown = {id_ for i in picture.incidents for id_ in i.claims}
    shown |= {id_ for s in picture.control for id_ in s.claims}
    assert not withdrawn & shown
