"""Over a whole report every name finds its actor, with offsets that hold."""

from datetime import date
from time import perf_counter

from sayso.actors import Focus, ResolvedActor, builtin_registry

REPORT = (
    "The Taliban’s Ministry of Defense said the 217th Corps had moved north. Fighters of the NRF, led by Ahmad"
    " Massoud, held the valley. Massoud told Reuters that US-backed units of the former Afghan National Army"
    " had joined. The army of the Emirate denied it, and Uzbekistan closed the border."
)


def read(text: str, focus: Focus) -> list[ResolvedActor]:
    registry = builtin_registry()
    found = registry.resolve(registry.spot(text), focus, text)
    for actor in found:
        assert actor.start is not None
        assert actor.end is not None
        assert text[actor.start : actor.end] == actor.mention
    return list(found)


def test_a_report():
    found = {a.mention: a for a in read(REPORT, Focus(("AF",), date(2022, 5, 1)))}
    assert found["Taliban’s Ministry of Defense"].parent == "taliban"
    assert found["Taliban’s Ministry of Defense"].name == "Taliban Ministry of Defense"
    assert found["217th Corps"].provisional
    assert found["NRF"].id == "nrf-afg"
    assert found["Ahmad Massoud"].id == found["Massoud"].id == "ahmad-massoud"
    assert found["Reuters"].kind == "media"
    assert found["Afghan National Army"].id == "mil-afg"
    assert found["Uzbekistan"].id == "uzb"


def test_role_word_without_clear_country_takes_the_one_named_nearest():
    text = "Ukrainian villages burned. The army withdrew."
    focus = Focus(("RU", "UA"), date(2023, 1, 1))
    army = next(a for a in read(text, focus) if a.mention == "army")
    assert army.id == "mil-ukr"


def test_role_word_without_any_country_is_left_out():
    assert [a for a in read("The army withdrew.", Focus()) if a.mention == "army"] == []


def test_focus_weights_make_the_first_clear():
    text = "Russian shells fell. The army withdrew."
    focus = Focus(("UA", "RU"), date(2023, 1, 1), (9.0, 2.0))
    assert next(a for a in read(text, focus) if a.mention == "army").id == "mil-ukr"


def test_a_group_that_a_report_introduces_is_one_provisional_actor():
    text = (
        "A militia calling itself the Eagles of the Desert said it laid the mine."
        " Residents had not heard of the Eagles of the Desert before."
    )
    found = [a for a in read(text, Focus(("SY",), date(2016, 1, 1))) if a.provisional]
    assert [a.mention for a in found] == ["Eagles of the Desert"] * 2
    assert {a.id for a in found} == {"new:eagles-of-the-desert"}
    assert {a.kind for a in found} == {"unidentified armed"}


def test_a_known_group_that_names_itself_stays_itself():
    registry = builtin_registry()
    focus = Focus(("AF",), date(2021, 9, 1))
    one = registry.describe("a group calling itself the National Resistance Front", focus)
    assert one is not None
    assert one.id == "nrf-afg"
    text = "A group calling itself the National Resistance Front denied it."
    assert not any(a.provisional for a in read(text, focus))


def test_a_man_who_names_himself_is_no_group():
    text = "A man calling himself Abu Omar said so."
    assert not any(a.provisional for a in read(text, Focus(("SY",))))


def test_a_long_hostile_report_is_read_in_time():
    for piece in (
        "1st Corps Taliban ",
        "the army of ",
        "a group calling itself The ",
        "President General ",
        "Ukrainian national ",
    ):
        text = piece * 3000
        started = perf_counter()
        read(text, Focus(("AF",)))
        builtin_registry().describe(text, Focus(("AF",)))
        assert perf_counter() - started < 8, piece
