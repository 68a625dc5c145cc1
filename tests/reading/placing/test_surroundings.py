"""In which unit a place lies that no gazetteer has: the places named around it vote."""

from sayso.places.place import Place, PlaceMention
from sayso.reading.surroundings import Surroundings

TEXT = 99 * ("." * 60 + "\n")
"""Paragraphs of sixty characters: what stands further off is in another."""


def _named(
    start: int, unit: str | None, *, people: int = 2_000, country: str = "BF"
) -> PlaceMention:
    place = Place(
        id=f"sayso:{start}",
        name=f"Town {start}",
        kind="town",
        admin1=unit,
        country=country,
        population=people,
    )
    return PlaceMention(
        start=start, end=start + 5, text="A town", name_start=start, name_end=start + 5, place=place
    )


def _unlisted(start: int) -> PlaceMention:
    return PlaceMention(
        start=start, end=start + 8, text="Zerbagou", name_start=start, name_end=start + 8
    )


def test_the_sentence_speaks_before_what_stands_around() -> None:
    around = [_named(1_010, "Est"), _named(960, "Sahel"), _named(940, "Sahel")]
    assert Surroundings(TEXT, around).unit(_unlisted(1_000), "BF") == "Est"


def test_the_nearest_named_place_outvotes_one_far_away() -> None:
    around = [_named(900, "Sahel"), _named(3_000, "Est")]
    assert Surroundings(TEXT, around).unit(_unlisted(1_000), "BF") == "Sahel"


def test_places_that_disagree_at_one_distance_give_nothing() -> None:
    around = [_named(900, "Sahel"), _named(1_100, "Est"), _named(1_110, "Nord")]
    assert Surroundings(TEXT, around).unit(_unlisted(1_000), "BF") is None


def test_a_place_far_away_alone_gives_nothing() -> None:
    assert Surroundings(TEXT, [_named(5_000, "Sahel")]).unit(_unlisted(1_000), "BF") is None


def test_a_big_city_speaks_for_less_than_a_village() -> None:
    around = [_named(950, "Centre", people=2_400_000), _named(1_060, "Sahel")]
    assert Surroundings(TEXT, around).unit(_unlisted(1_000), "BF") == "Sahel"


def test_places_of_another_country_have_no_vote() -> None:
    around = [_named(950, "Gao", country="ML"), _named(1_300, "Sahel")]
    assert Surroundings(TEXT, around).unit(_unlisted(1_000), "BF") == "Sahel"
