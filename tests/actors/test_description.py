"""A noun phrase is told apart by its head: who acts, who is only named beside, what kind of people."""

from datetime import date

import pytest

from sayso.actors import Focus, builtin_registry

AFGHANISTAN = Focus(("AF",), date(2021, 9, 4))
SYRIA = Focus(("SY",), date(2024, 12, 4))
YEMEN = Focus(("YE",), date(2018, 6, 19))
UKRAINE = Focus(("UA", "RU"), date(2023, 10, 18))


def who(mention: str, focus: Focus, context: str = "") -> str | None:
    found = builtin_registry().describe(mention, focus, context)
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("mention", "focus", "expected"),
    [
        ("Taliban fighters", AFGHANISTAN, "taliban"),
        ("hundreds of ISIS supporters", AFGHANISTAN, "islamic-state"),
        ("Kholayat Khorasan", AFGHANISTAN, "iskp"),
        ("the National Front for Resistance", AFGHANISTAN, "nrf-afg"),
        ("Anti-Taliban forces, led by Ahmad Massoud", AFGHANISTAN, "nrf-afg"),
        ("fighters led by Ahmad Massoud", AFGHANISTAN, "nrf-afg"),
        ("the al Qaeda terrorist group", AFGHANISTAN, "al-qaeda"),
        ("the terrorist fighters from the Islamic State", AFGHANISTAN, "islamic-state"),
        ("Afghan forces", AFGHANISTAN, "mil-afg"),
        ("US troops", AFGHANISTAN, "mil-usa"),
        ("NATO troops", AFGHANISTAN, "nato"),
        ("the Biden Administration", AFGHANISTAN, "gov-usa"),
        ("US President Joe Biden", AFGHANISTAN, "joe-biden"),
        ("the United States", AFGHANISTAN, "usa"),
        ("the Assad regime", SYRIA, "gov-syr"),
        ("Assad's forces", SYRIA, "mil-syr"),
        ("Russian jets", SYRIA, "mil-rus"),
        ("the White Helmets", SYRIA, "soh"),
        ("a commander in Jaysh al-Izza", SYRIA, "jaysh-al-izza"),
        ("Coalition aircraft", YEMEN, "saudi-led-coalition"),
        ("Coalition aircraft", SYRIA, "cjtf-oir"),
        ("Ansar Allah's spokesman", YEMEN, "houthis"),
        ("The Special Envoy, Martin Griffiths", YEMEN, "martin-griffiths"),
        ("the Ukrainian General Staff", UKRAINE, "mil-ukr"),
        ("SDF", SYRIA, "sdf-syr"),
    ],
)
def test_who_acts(mention: str, focus: Focus, expected: str):
    assert who(mention, focus) == expected


@pytest.mark.parametrize(
    "mention",
    [
        "Russian-backed separatists",
        "Iran-backed gunmen",
        "Saudi-backed forces",
        "Hamas hostages",
        "victims of the Taliban",
        "gunmen",
        "the terrorist group",
        "residents of Kabul",
    ],
)
def test_nobody_is_named(mention: str):
    assert who(mention, Focus(("XK",), date(2015, 1, 1))) is None


@pytest.mark.parametrize(
    ("mention", "kind", "sector", "inter"),
    [
        ("two medical workers", "civilians", "MED", 7),
        ("several Afghan journalists", "civilians", "JRN", 7),
        ("at least 20 civilians", "civilians", "CVL", 7),
        ("nine goat herders", "civilians", "AGR", 7),
        ("internally displaced people", "civilians", "REF", 7),
        ("gunmen", "unidentified armed", "UAF", 3),
        ("unidentified armed men", "unidentified armed", "UAF", 3),
        ("armed bandits", "criminal group", "CRM", 3),
        ("protesters", "crowd", "OPP", 6),
        ("rioters", "crowd", "OPP", 5),
        ("20 terrorist groups", "unidentified armed", "REB", 2),
        ("worshippers killed in the mosque", "civilians", "REL", 7),
    ],
)
def test_kinds_of_people(mention: str, kind: str, sector: str, inter: int):
    found = builtin_registry().describe(mention, Focus(("AF",), date(2021, 9, 4)))
    assert found is not None
    assert (found.id, found.kind, found.sector, found.inter) == (None, kind, sector, inter)


def test_nationality_of_people_without_a_name():
    found = builtin_registry().describe("Syrian refugees", Focus(("LB",)))
    assert found is not None
    assert (found.id, found.country) == (None, "SY")


def test_organ_of_a_group_is_a_new_actor_that_belongs_to_it():
    for mention in ("the Taliban's Ministry of Defense", "the Taliban Ministry of Defense"):
        found = builtin_registry().describe(mention, AFGHANISTAN)
        assert found is not None
        assert found.provisional
        assert found.id == "new:taliban-ministry-of-defense"
        assert (found.name, found.parent, found.kind) == (
            "Taliban Ministry of Defense",
            "taliban",
            "ministry",
        )


def test_units_belong_to_the_force_that_is_told():
    describe = builtin_registry().describe
    unit = describe("the former 209th Corps of the Afghan National Army", AFGHANISTAN)
    assert unit is not None
    assert (unit.name, unit.parent, unit.provisional) == ("209th Corps", "mil-afg", True)
    unit = describe("Ukraine's 93rd Mechanized Brigade", UKRAINE)
    assert unit is not None
    assert unit.parent == "mil-ukr"
    unit = describe("the Mazar-e-Sharif Corps", AFGHANISTAN)
    assert unit is not None
    assert (unit.name, unit.parent) == ("Mazar-e-Sharif Corps", None)


def test_unknown_person_with_a_title():
    found = builtin_registry().describe("Ukrainian General Petro Vigadanyi", UKRAINE)
    assert found is not None
    assert (found.name, found.kind, found.country) == ("Petro Vigadanyi", "person", "UA")


def test_the_army_is_the_army_of_the_country_in_focus():
    assert who("the army", Focus(("SD",), date(2024, 6, 5))) == "mil-sdn"
    assert who("the army", Focus(("SY",), date(2024, 12, 4))) == "mil-syr"
    assert who("the army", Focus()) is None


def test_who_rules_in_fact():
    assert who("the government", Focus(("AF",), date(2019, 1, 1))) == "gov-afg"
    assert who("the government", Focus(("AF",), date(2022, 1, 1))) == "taliban"
    assert who("the Afghan government", Focus(("AF",), date(2019, 1, 1))) == "gov-afg"


def test_surname_counts_once_the_person_is_named():
    assert who("Massoud", AFGHANISTAN) is None
    assert who("Massoud", AFGHANISTAN, "Ahmad Massoud spoke. Massoud said no.") == "ahmad-massoud"


def test_guarded_name_needs_its_country_or_the_full_name():
    assert who("SDF", Focus(("SY",), date(2019, 1, 1))) == "sdf-syr"
    assert who("SDF", Focus(("JP",), date(2019, 1, 1))) is None
    context = "The Syrian Democratic Forces (SDF) came to Tokyo."
    assert who("SDF", Focus(("JP",), date(2019, 1, 1)), context) == "sdf-syr"


def test_guarded_name_needs_its_years():
    assert who("NRF", Focus(("AF",), date(2021, 9, 1))) == "nrf-afg"
    assert who("NRF", Focus(("AF",), date(2010, 9, 1))) is None


def test_coordination_shares_the_head_noun():
    all_of = builtin_registry().describe_all
    assert [a.id for a in all_of("US and NATO troops", AFGHANISTAN)] == ["mil-usa", "nato"]
    assert [a.id for a in all_of("UNHCR, IOM and Save the Children")] == [
        "unhcr",
        "iom",
        "save-the-children",
    ]


def test_forces_abroad_are_external():
    russian = builtin_registry().describe("Russian troops", Focus(("UA",)))
    assert russian is not None
    assert russian.inter == 8
    russian = builtin_registry().describe("Russian troops", Focus(("RU",)))
    assert russian is not None
    assert russian.inter == 1


def test_nonsense_and_hostile_input():
    for mention in (
        "",
        "   ",
        "(((",
        "of of of",
        "'s",
        "the the",
        "\x00",
        "a" * 5000,
        "led by " * 300,
    ):
        builtin_registry().describe(mention, AFGHANISTAN)
