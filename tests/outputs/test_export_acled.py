"""ACLED rows: columns, types, actors, precision, deaths."""

import csv
import io
from pathlib import Path

import pytest
from told_by_hand import (
    ARMY,
    FRONT,
    PEOPLE,
    RAIDERS,
    TALIBAN,
    claim,
    exported,
    incident,
    killed,
    place,
    toll,
    who,
)

from sayso.model import Claim, ClaimPlace, Incident, Participant

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)


def rows(folder: Path, *incidents: Incident, claims: tuple[Claim, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("acled", folder, incidents, claims))))


def row(folder: Path, told: Claim, **more: object) -> dict[str, str]:
    (only,) = rows(folder, incident(told, **more), claims=(told,))  # type: ignore[arg-type]
    return only


def test_the_header_is_acleds_31_columns_in_order(tmp_path: Path) -> None:
    assert exported("acled", tmp_path, (), ()) == HEADER + "\n"
    assert len(HEADER.split(",")) == 31


def test_a_battle_has_both_sides_a_point_and_notes_that_open_with_the_day(tmp_path: Path) -> None:
    told = claim(
        "battle", TALIBAN, FRONT, at=place(), casualties=(killed(3, 5, "three to five fighters"),)
    )
    found = row(tmp_path, told, casualties=(toll(3, 4, 5),))
    assert (found["event_type"], found["sub_event_type"]) == ("Battles", "Armed clash")
    assert found["disorder_type"] == "Political violence"
    assert (found["actor1"], found["inter1"]) == ("Taliban", "Rebel group")
    assert (found["actor2"], found["inter2"]) == ("National Resistance Front", "Rebel group")
    assert found["interaction"] == "Rebel group-Rebel group"
    assert (found["latitude"], found["longitude"]) == ("35.6512", "69.2543")
    assert (found["geo_precision"], found["time_precision"]) == ("1", "1")
    assert (found["iso"], found["country"], found["year"]) == ("4", "Afghanistan", "2021")
    assert found["event_date"] == "2021-09-03"
    assert found["event_id_cnty"].startswith("SAYAFG")
    assert found["notes"].startswith("On 3 September 2021, fighting between Taliban and")
    assert "Valley Wire" in found["notes"]
    assert told.evidence.text not in found["notes"]
    assert found["fatalities"] == "3"
    assert found["timestamp"] == "1632960000"


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, FRONT, at=place())
    once = exported("acled", tmp_path, (incident(told),), (told,))
    assert exported("acled", tmp_path, (incident(told),), (told,)) == once


@pytest.mark.parametrize(
    ("winner", "text", "expected"),
    [
        (ARMY, "the army stormed the town", ("Battles", "Government regains territory")),
        (
            TALIBAN,
            "they took it after heavy fighting",
            ("Battles", "Non-state actor overtakes territory"),
        ),
        (
            TALIBAN,
            "they entered the town",
            ("Strategic developments", "Non-violent transfer of territory"),
        ),
        (
            TALIBAN,
            "they took it without fighting",
            ("Strategic developments", "Non-violent transfer of territory"),
        ),
    ],
)
def test_who_gained_and_whether_violence_is_told_decide_a_takeover(
    tmp_path: Path, winner: Participant, text: str, expected: tuple[str, str]
) -> None:
    found = row(tmp_path, claim("takeover", winner, text=text, at=place()))
    assert (found["event_type"], found["sub_event_type"]) == expected


def test_losses_make_a_takeover_violent(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        claim("takeover", TALIBAN, text="they hold it", at=place()),
        casualties=(toll(2, 2, 2),),
    )
    assert found["sub_event_type"] == "Non-state actor overtakes territory"


def test_violence_against_civilians_by_nobody_known(tmp_path: Path) -> None:
    found = row(tmp_path, claim("attack", PEOPLE, at=place()))
    assert found["actor1"] == "Unidentified Armed Group (Afghanistan)"
    assert (found["inter1"], found["actor2"]) == ("Political militia", "Civilians (Afghanistan)")
    assert found["interaction"] == "Political militia-Civilians"
    assert found["civilian_targeting"] == "Civilian targeting"


def test_an_attack_on_soldiers_is_an_armed_clash(tmp_path: Path) -> None:
    target = who("Afghan National Army", "recipient", "state forces")
    found = row(tmp_path, claim("attack", TALIBAN, target, at=place()))
    assert found["sub_event_type"] == "Armed clash"
    assert found["interaction"] == "State forces-Rebel group"
    assert not found["civilian_targeting"]


def test_forces_abroad_are_external_and_stand_first_against_civilians(tmp_path: Path) -> None:
    found = row(tmp_path, claim("airstrike", RAIDERS, PEOPLE, at=place()))
    assert found["inter1"] == "External/Other forces"
    assert found["interaction"] == "External/Other forces-Civilians"
    assert found["civilian_targeting"] == "Civilian targeting"


def test_shots_at_protesters_are_excessive_force(tmp_path: Path) -> None:
    crowd = who("students", "actor", "crowd")
    found = row(tmp_path, claim("protest", crowd, at=place()), casualties=(toll(1, 1, 2),))
    assert found["sub_event_type"] == "Excessive force against protesters"
    assert found["disorder_type"] == "Political violence; Demonstrations"
    assert (found["actor1"], found["inter1"]) == ("Protesters (Afghanistan)", "Protesters")


@pytest.mark.parametrize(
    ("spot", "code", "point"),
    [
        (place(precision="exact"), "1", True),
        (place(precision="near"), "2", True),
        (place(precision="adm2"), "2", True),
        (place(precision="adm1"), "3", True),
        (place(precision="region"), "", False),
        (place("Afghanistan", "country", admin1=None, admin2=None), "", False),
        (place(precision=None), "", False),
    ],
)
def test_no_point_is_given_for_a_place_wider_than_a_province(
    tmp_path: Path, spot: ClaimPlace, code: str, point: bool
) -> None:
    found = row(tmp_path, claim("battle", TALIBAN, FRONT, at=spot))
    assert found["geo_precision"] == code
    assert bool(found["latitude"]) is bool(found["longitude"]) is point


def test_a_day_taken_from_the_publication_is_not_given_as_told(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, FRONT, at=place())
    found = row(tmp_path, told, assumed=True)
    assert (found["event_date"], found["time_precision"]) == ("2021-09-03", "2")
    assert found["notes"].startswith("On or shortly before 3 September 2021")


def test_a_month_is_given_by_its_middle(tmp_path: Path) -> None:
    found = row(tmp_path, claim("battle", TALIBAN, FRONT, at=place(), when=("08-01", "08-31")))
    assert (found["event_date"], found["time_precision"]) == ("2021-08-16", "3")


def test_what_acled_does_not_code_is_left_out(tmp_path: Path) -> None:
    left_out = (
        claim("talks", TALIBAN, FRONT, at=place()),
        claim("battle", TALIBAN, FRONT, at=place(), when=None),
        claim("battle", TALIBAN, FRONT),
        claim("battle", TALIBAN, FRONT, at=place(), when=("01-01", "06-30")),
    )
    assert rows(tmp_path, *map(incident, left_out), claims=left_out) == []
