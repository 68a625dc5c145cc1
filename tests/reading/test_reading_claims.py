"""What a reader of claims would notice: who, where, when, how surely, on whose say-so."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Claim
from sayso.reading.reader import Reader


def only(claims: tuple[Claim, ...], kind: str) -> Claim:
    found = [c for c in claims if c.type == kind]
    assert len(found) == 1, [(c.type, c.evidence.text) for c in claims]
    return found[0]


def names(claim: Claim, *roles: str) -> set[str]:
    return {p.name or p.mention for p in claim.participants if p.role in roles}


@pytest.mark.parametrize(
    ("text", "kind", "certainty", "polarity", "coming"),
    [
        ("Heavier raids on Liwa are likely before Friday.", "attack", "probable", "positive", True),
        ("MINUSMA leaves Tessalit within ten days.", "withdrawal", "certain", "positive", True),
        ("The governor is expected to be replaced.", "dismissal", "probable", "positive", True),
        ("Gunmen reportedly looted a store in Gudem.", "looting", "probable", "positive", False),
        ("Columns are reported to have quit Gao.", "withdrawal", "probable", "positive", False),
        ("Not a single soldier crossed the line.", "movement", "certain", "negative", False),
        (
            "It is not excluded that Kakanj will be attacked.",
            "attack",
            "possible",
            "positive",
            True,
        ),
        ("Islamabad denies any support for the rebels.", "aid", "certain", "negative", False),
    ],
)
def test_how_surely_and_whether_at_all(
    read, text: str, kind: str, certainty: str, polarity: str, coming: bool
) -> None:
    claim = only(read(text), kind)
    assert (claim.certainty, claim.polarity) == (certainty, polarity)
    assert (claim.forecast is not None) is coming


class TestWhoSaysIt:
    def test_plain_narration_has_no_source(self, read) -> None:
        claim = only(read("The Taliban captured Kunduz on Sunday.", date(2021, 8, 10)), "takeover")
        assert claim.attribution == ()

    def test_a_source_stands_over_what_it_says(self, read) -> None:
        claims = read("Rebels captured the town of Bunagana, two residents said.")
        claim = only(claims, "takeover")
        assert [a.mention for a in claim.attribution] == ["two residents"]
        assert claim.attribution[-1].kind == "anonymous"
        assert claim.attribution[-1].count == 2

    def test_a_denial_is_an_act_and_its_content_is_not_so(self, read) -> None:
        claims = read("The RSF denied shelling El Fasher.")
        assert names(only(claims, "denial"), "actor") == {"Rapid Support Forces"}
        content = only(claims, "shelling")
        assert content.polarity == "negative"
        assert content.attribution[-1].name == "Rapid Support Forces"
        assert content.attribution[-1].party

    def test_who_has_yet_to_comment_has_not_commented(self, read) -> None:
        claim = only(
            read("The Taliban has yet to comment on the clashes.", date(2021, 9, 4)), "comment"
        )
        assert claim.polarity == "negative"

    def test_what_is_demanded_has_not_happened(self, read) -> None:
        claims = read("The United Nations urged the M23 to withdraw from Goma.")
        assert [c.type for c in claims] == ["demand"]

    def test_a_speaker_at_the_very_end_stands_over_the_sentence(self, read) -> None:
        claims = read(
            "Rebels captured the town of Bunagana, a nun who had helped to bury them said."
        )
        assert [a.mention for a in only(claims, "takeover").attribution] == ["a nun"]

    def test_two_speakers_the_first_of_them_named(self, read) -> None:
        claims = read(
            "Gunmen killed three people in Bol on Friday, Amadou Sy, a lawmaker from the area, and "
            "two residents told Reuters, hours after soldiers withdrew from the town."
        )
        assert "two residents" in only(claims, "attack").attribution[-1].mention
        assert only(claims, "withdrawal").attribution == ()

    def test_a_dateline_in_capitals_says_nothing(self, read) -> None:
        claims = read("KABUL: Gunmen killed three people in Kunduz on Friday.")
        assert only(claims, "attack").attribution == ()

    def test_who_denies_is_told_by_the_narrator(self, read) -> None:
        claims = read("The mayor said rebels shelled Ramo. The rebels deny that they shelled it.")
        assert only(claims, "denial").attribution == ()

    def test_who_speaks_in_a_transcript_is_the_label(self, read) -> None:
        claims = read("NURSE: I counted thirty dead.\n\nHOST: Where?\n\nNURSE: In Uvira.")
        assert [a.mention for a in only(claims, "casualties").attribution] == ["NURSE"]


class TestHowSurely:
    @pytest.mark.parametrize(
        ("text", "certainty", "polarity"),
        [
            ("The army retook Bambari.", "certain", "positive"),
            ("The army failed to retake Bambari.", "certain", "negative"),
            ("The army has not retaken Bambari.", "certain", "negative"),
            ("The army has probably retaken Bambari.", "probable", "positive"),
            ("The army may have retaken Bambari.", "possible", "positive"),
            ("The army has yet to retake Bambari.", "certain", "negative"),
            ("The army claimed to have retaken Bambari.", "certain", "positive"),
        ],
    )
    def test_cues_over_the_predicate(self, read, text: str, certainty: str, polarity: str) -> None:
        claim = only(read(text), "takeover")
        assert (claim.certainty, claim.polarity) == (certainty, polarity)

    @pytest.mark.parametrize(
        "text",
        [
            "If the rebels had captured Goma, the war would have ended.",
            "Will the army retake Bambari?",
            "The general wants to retake Bambari.",
            "Unless the rebels leave, the army would have bombed Bambari.",
        ],
    )
    def test_what_is_only_imagined_asked_or_wanted_is_no_takeover(self, read, text: str) -> None:
        assert not [c for c in read(text) if c.type in ("takeover", "airstrike") and not c.forecast]

    def test_a_forecast_has_a_horizon_and_a_due_date(self, read) -> None:
        claims = read(
            "The Biden Administration had predicted that Kabul would fall within 90 days.",
            date(2021, 8, 12),
        )
        forecast = only(claims, "takeover").forecast
        assert forecast is not None
        assert forecast.horizon_days == 90
        assert forecast.due == date(2021, 11, 10)


class TestWhoAndWhere:
    def test_both_sides_are_those_who_fought(self, read) -> None:
        claims = read(
            "Clashes broke out between the Taliban and the National Resistance Front in Panjshir. "
            "Both sides suffered heavy casualties.",
            date(2021, 9, 4),
        )
        losses = only(claims, "casualties")
        assert names(losses, "actor", "victim") == {"Taliban", "National Resistance Front"}
        assert losses.casualties[0].unknown

    def test_two_armies_before_one_noun_are_two_parties(self, read) -> None:
        claim = only(
            read("The withdrawal of US and NATO troops from Afghanistan ended.", date(2021, 9, 1)),
            "withdrawal",
        )
        assert names(claim, "actor") == {"United States", "NATO"}

    def test_a_speakers_seat_is_not_where_it_happened(self, read) -> None:
        claims = read("Officials in Khartoum said the army had bombed Mellit.")
        assert [p.name for p in only(claims, "airstrike").places] == ["Mellit"]

    def test_a_dateline_is_not_where_it_happened(self, read) -> None:
        claims = read("PORT SUDAN, June 5 - The army bombed Mellit on Tuesday.")
        claim = only(claims, "airstrike")
        assert [p.name for p in claim.places] == ["Mellit"]
        assert claim.time.start == claim.time.end == date(2024, 6, 4)

    def test_a_place_taken_over_from_the_passage_is_flagged(self, read) -> None:
        claims = read("The army bombed Mellit on Tuesday. Three women were killed.")
        place = only(claims, "casualties").places[0]
        assert place.name == "Mellit"
        assert "place-inherited" in {f.code for f in place.flags}

    def test_fighters_of_a_group_are_the_group(self, read) -> None:
        claims = read(
            "Al-Shabaab claimed the attack in Beledweyne, Somalia. Its fighters captured Halgan on Monday."
        )
        assert names(only(claims, "takeover"), "actor") == {"Al-Shabaab"}


class TestHowMany:
    def test_losses_belong_to_the_event_that_caused_them(self, read) -> None:
        claim = only(
            read("Government jets bombed Mellit, killing at least 12 people and wounding dozens."),
            "airstrike",
        )
        counted = {(c.outcome, c.low, c.high) for c in claim.casualties}
        assert ("killed", 12, None) in counted
        assert any(c.outcome == "wounded" and c.low == 24 for c in claim.casualties)
        assert "vague-number" in {f.code for f in claim.flags}

    def test_a_count_alone_is_a_claim_of_its_own(self, read) -> None:
        claim = only(read("Twelve people were killed in Mellit, medics said."), "casualties")
        assert [(c.outcome, c.low, c.high) for c in claim.casualties] == [("killed", 12, 12)]


class TestUnknownStaysUnknown:
    def test_without_a_date_nothing_is_dated(self, read) -> None:
        claim = only(read("The army bombed Mellit.", None), "airstrike")
        assert claim.time.start is None
        assert "no-date" in {f.code for f in claim.flags}

    def test_a_date_taken_from_publication_is_flagged(self, read) -> None:
        claim = only(read("The army bombed Mellit."), "airstrike")
        assert "date-default" in {f.code for f in claim.flags}

    def test_a_place_that_nobody_knows_gets_no_point(self, read) -> None:
        claims = read("In Sudan, the army bombed the village of Qqxzvaan on Tuesday.")
        for place in only(claims, "airstrike").places:
            if "Qqxzvaan" in place.mention:
                assert place.lat is None

    def test_camera_defaults_are_nobody(self, read) -> None:
        claims = read("SONY DSC\n\nThe army bombed Mellit on Tuesday.\n")
        assert all("SONY" not in p.mention for c in claims for p in c.participants)
        assert all("SONY" not in c.evidence.text for c in claims)


LETTERS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=LETTERS, after=LETTERS)
def test_offsets_always_point_at_the_words_themselves(
    reader: Reader, before: str, after: str
) -> None:
    from sayso.model import Report

    text = f"{before}\n\nThe Taliban captured Kunduz on Sunday, killing 12 soldiers, officials said.\n\n{after}"
    for claim in reader.claims(
        Report(id="rep_x", text=text, published=date(2021, 8, 10), language="en")
    ):
        evidence = claim.evidence
        assert text[evidence.start : evidence.end] == evidence.text
        for part in (*claim.participants, *claim.places, *claim.attribution):
            if part.start is not None:
                assert part.end is not None
                assert 0 <= part.start < part.end <= len(text)
        for person in claim.participants:
            if person.start is not None:
                assert text[person.start : person.end] == person.mention


def test_the_same_report_has_the_same_claims_twice(read) -> None:
    text = "Rebels shelled Mellit on Monday. The army denied losing the town."
    assert read(text) == read(text)
