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


def test_a_long_hostile_report_is_read_in_time():
    for piece in (
        "1st Corps Taliban ",
        "the army of ",
        "President General ",
        "Ukrainian national ",
    ):
        text = piece * 3000
        started = perf_counter()
        read(text, Focus(("AF",)))
        builtin_registry().describe(text, Focus(("AF",)))
        assert perf_counter() - started < 8, piece
