"""What an analyst sees of the places of a report."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.places import Gazetteer, PlaceMention, country_focus, find_places, to_claim_place

REPORT = """Clashes broke out on Monday in the Andarab Valley in Balk, northeastern Afghanistan.

Fighting was also reported in several other districts, including Puli-Hisar and Dih-Salah in the
province of Baglan. Residents of Kabul said the Taliban had sent men through northern Afghanistan.
"""


def by_text(mentions: tuple[PlaceMention, ...], text: str) -> PlaceMention:
    return next(m for m in mentions if m.text == text)


def test_a_valley_put_in_the_wrong_province_keeps_its_place_and_says_so(
    gazetteer: Gazetteer,
) -> None:
    mentions = find_places(REPORT, gazetteer)
    valley = by_text(mentions, "Andarab Valley")
    assert valley.place is not None
    assert (valley.place.admin1, valley.place.country) == ("Baghlan", "AF")
    assert valley.precision == "adm2"
    assert valley.within is not None and mentions[valley.within].text == "Balk"
    assert [(f.code, f.detail) for f in valley.flags] == [
        ("place-disagrees", "the report puts it in Balkh; the gazetteer has it in Baghlan")
    ]


def test_a_list_shares_its_province_and_its_type_word(gazetteer: Gazetteer) -> None:
    mentions = find_places(REPORT, gazetteer)
    for text in ("Puli-Hisar", "Dih-Salah"):
        found = by_text(mentions, text)
        assert found.place is not None and found.place.kind == "adm2"
        assert found.place.admin1 == "Baghlan"
        assert found.within is not None and mentions[found.within].text == "Baglan"
        assert not found.flags


def test_part_of_a_country_is_a_region_of_it(gazetteer: Gazetteer) -> None:
    north = by_text(find_places(REPORT, gazetteer), "northern Afghanistan")
    assert north.place is not None and north.place.id.endswith("#north")
    assert north.precision == "region"
    whole = by_text(find_places("It happened in Afghanistan.", gazetteer), "Afghanistan")
    assert north.lat is not None and whole.lat is not None and north.lat > whole.lat + 1


@pytest.mark.parametrize(
    ("text", "mention", "precision"),
    [
        ("Shells fell on Kharkiv on Friday.", "Kharkiv", "exact"),
        ("Shells fell 20 km north of Kharkiv on Friday.", "Kharkiv", "near"),
        ("Shells fell on the outskirts of Kharkiv.", "Kharkiv", "near"),
        ("Shells fell near Kharkiv.", "Kharkiv", "near"),
        ("Shells fell in the Kharkiv region of Ukraine.", "Kharkiv region", "adm1"),
        ("Shells fell in Kharkiv Oblast.", "Kharkiv Oblast", "adm1"),
        (
            "Shells fell in the eastern part of Kharkiv region.",
            "eastern part of Kharkiv region",
            "region",
        ),
        ("Shells fell in Ukraine.", "Ukraine", "country"),
    ],
)
def test_precision_says_how_far_the_words_go(
    gazetteer: Gazetteer, text: str, mention: str, precision: str
) -> None:
    assert by_text(find_places(text, gazetteer), mention).precision == precision


def test_a_distance_and_a_direction_move_the_point(gazetteer: Gazetteer) -> None:
    (at,) = find_places("Shells fell on Kharkiv.", gazetteer)
    (off,) = find_places("Shells fell 20 km north of Kharkiv.", gazetteer)
    assert at.lat is not None and off.lat is not None
    assert off.lat - at.lat == pytest.approx(20 / 111.2, abs=0.02)
    assert off.radius_km is not None and off.radius_km < 20


def test_between_two_towns_is_halfway(gazetteer: Gazetteer) -> None:
    found = find_places("Fighting went on between Kupyansk and Svatove in Ukraine.", gazetteer)
    left, right = by_text(found, "Kupyansk"), by_text(found, "Svatove")
    assert left.precision == right.precision == "near"
    assert (left.lat, left.lon) == (right.lat, right.lon)


def test_the_container_chooses_among_namesakes(gazetteer: Gazetteer) -> None:
    texas = by_text(find_places("A man was held in Paris, Texas.", gazetteer), "Paris")
    france = by_text(find_places("A man was held in Paris, France.", gazetteer), "Paris")
    assert texas.place is not None and texas.place.country == "US"
    assert france.place is not None and france.place.country == "FR"


def test_a_demonym_is_a_cue_and_no_location(gazetteer: Gazetteer) -> None:
    (afghan,) = find_places("Two Afghan soldiers were hurt.", gazetteer)
    assert afghan.adjective and afghan.place is not None and afghan.place.country == "AF"


def test_a_capital_that_speaks_is_marked(gazetteer: Gazetteer) -> None:
    moscow = by_text(find_places("Moscow said it had no part in it.", gazetteer), "Moscow")
    assert moscow.metonym
    assert not by_text(find_places("It happened in Moscow.", gazetteer), "Moscow").metonym


def test_what_is_called_a_village_but_not_known_is_said_not_found(gazetteer: Gazetteer) -> None:
    text = "Gunmen burned the village of Xqwortzenby in Afghanistan."
    found = by_text(find_places(text, gazetteer), "Xqwortzenby")
    assert found.place is None and found.lat is None and found.precision is None
    assert [f.code for f in found.flags] == ["not-found"]


def test_people_and_what_is_taken_are_no_places(gazetteer: Gazetteer) -> None:
    text = "President Lincoln Kabul met Houston Austin and the Kabul Brigade."
    assert find_places("General Jackson spoke.", gazetteer) == ()
    start = text.index("Kabul Brigade")
    taken = [(0, 23), (text.index("Houston"), text.index(" and the")), (start, start + 13)]
    assert find_places(text, gazetteer, taken=taken) == ()


def test_rivals_are_named(gazetteer: Gazetteer) -> None:
    text = "Troops entered Stepove, Ukrainian officials said."
    mention = find_places(text, gazetteer)[0]
    codes = {f.code: f.detail or "" for f in mention.flags}
    assert "ambiguous" in codes and "Stepove" in codes["ambiguous"]


def test_as_a_claim_carries_it(gazetteer: Gazetteer) -> None:
    mentions = find_places(REPORT, gazetteer)
    place = to_claim_place(by_text(mentions, "Andarab Valley"), "location")
    assert place.role == "location" and place.mention == "Andarab Valley"
    assert REPORT[place.start : place.end] == "Andarab Valley"
    assert place.admin1 == "Baghlan" and place.precision == "adm2"
    assert country_focus(mentions)[0] == "AF"


def check_offsets(text: str, mentions: tuple[PlaceMention, ...]) -> None:
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.name_start < mention.name_end <= mention.end
        if mention.within is not None:
            assert 0 <= mention.within < len(mentions)
        if mention.place is None:
            assert mention.lat is None and mention.precision is None
    for left, right in pairwise(mentions):
        assert left.name_end <= right.name_start


PIECES = st.sampled_from(
    ["Kabul", " ", "\n", "\n\n", "the ", "in ", "northern ", "Andarab", " Valley", ", ", "Balkh", " province of ",
     "’s", "20 km north of ", "between ", " and ", "‏كابل", "🙂", "Москва", "al-", "Bab", "El ", "-", "U.S.", "مدينة حلب", ". ", "St. "]
)  # fmt: skip


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25))
def test_offsets_hold_whatever_the_text(gazetteer: Gazetteer, pieces: list[str]) -> None:
    text = "".join(pieces)
    check_offsets(text, find_places(text, gazetteer))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂" * 5000,
        "A" * 100_000,
        "Kabul " * 3000,
        "‮Kabul‬ at ١٢",
        "\x00Kabul\x00",
        "’s ’s ’s",
        "Aa " * 20_000,
    ],
    ids=["empty", "emoji", "one word", "repeated", "bidi", "nul", "possessives", "many capitals"],
)
def test_hostile_text_costs_little_and_breaks_nothing(gazetteer: Gazetteer, text: str) -> None:
    check_offsets(text, find_places(text, gazetteer))


def test_capitals_that_speak_do_not_make_the_country_of_the_events_foreign(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "Paris said on Monday that a French officer had met Algerian and American envoys. Fighting "
        "went on in Dellys, Baghlia and Tigzirt, and the road to Lakhdaria was cut."
    )
    found = find_places(text, gazetteer)
    for name in ("Dellys", "Lakhdaria"):
        place = by_text(found, name).place
        assert place is not None and place.country == "DZ"


def test_a_name_means_the_town_called_so_before_one_once_called_so(gazetteer: Gazetteer) -> None:
    text = "Strikes hit Tehran and Isfahan, and Karaj lost its power station."
    place = by_text(find_places(text, gazetteer), "Karaj").place
    assert place is not None and (place.name, place.admin1) == ("Karaj", "Alborz")


def test_a_metropolis_abroad_is_known_by_any_of_its_names(gazetteer: Gazetteer) -> None:
    text = (
        "Ivory Coast's army held Abidjan and Bouaké. In Yamoussoukro a minister said that the council "
        "in New York would hear of it."
    )
    place = by_text(find_places(text, gazetteer), "New York").place
    assert place is not None and place.country == "US"
