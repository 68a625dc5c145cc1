"""POLECAT, PLOVER, GeoJSON and STIX, each read back by what reads it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import stix2
from told_by_hand import (
    ARMY,
    FRONT,
    PEOPLE,
    TALIBAN,
    claim,
    exported,
    incident,
    place,
    toll,
    who,
)

from sayso.model import Claim, ClaimPlace
from sayso.outputs.geojson import GeoJsonExporter
from sayso.outputs.polecat import COLUMNS

POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|"
    "Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|"
    "Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|"
    "Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|"
    "Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|"
    "Story People|Story Organizations|Story Locations|Language|Version"
)

PLACES = [
    (place(precision="exact"), True),
    (place(precision="adm2"), True),
    (place(precision="adm1"), True),
    (place(precision="region"), False),
    (place(precision="country"), False),
    (place(precision=None), False),
]


def one(format_: str, folder: Path, told: Claim, **more: Any) -> str:
    return exported(format_, folder, (incident(told, **more),), (told,))


def polecat(folder: Path, told: Claim) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(one("polecat", folder, told)), delimiter="\t")
    return row


def test_polecat_has_its_40_columns_and_none_for_what_is_missing(tmp_path: Path) -> None:
    assert exported("polecat", tmp_path, (), ()) == POLECAT.replace("|", "\t") + "\n"
    assert len(COLUMNS) == 40
    row = polecat(tmp_path, claim("battle", TALIBAN, ARMY, at=place()))
    assert (row["Event Type"], row["Event Mode"]) == ("ASSAULT", "firearms")
    assert (row["Intensity"], row["Quad Code"]) == ("-9.0", "MATERIAL CONFLICT")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Taliban", "AFG", "700")
    assert (row["Primary Actor Sector"], row["Primary Recipient Sector"]) == ("REB", "MIL")
    assert (row["City"], row["District"], row["Province"]) == ("Banu", "Andarab", "Baghlan")
    assert (row["GeoNames ID"], row["Contexts"]) == ("42", "military")
    assert {row["Actor Title"], row["Wikipedia Actor ID"], row["Feature Type"]} == {"None"}


def test_a_compound_party_is_one_row(tmp_path: Path) -> None:
    met = claim("talks", TALIBAN, FRONT, at=place())
    row = polecat(tmp_path, met)
    assert row["Actor Name"] == "Taliban; National Resistance Front"
    assert (row["Recipient Name"], row["Quad Code"]) == ("None", "VERBAL COOPERATION")


def test_tabs_and_lines_in_names_do_not_break_rows(tmp_path: Path) -> None:
    told = claim("battle", who("A\tB\nC\r\x00D"), ARMY, at=place(), publisher="X\ty\n")
    assert polecat(tmp_path, told)["Actor Name"] == "A B C D"


def test_capturing_fighters_is_assault_and_needs_no_arrest(tmp_path: Path) -> None:
    fighters = who("National Resistance Front", "recipient")
    row = polecat(tmp_path, claim("arrest", TALIBAN, fighters, at=place()))
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("ASSAULT", "abduct", "-8.5")


def test_an_event_without_the_recipient_it_needs_is_left_out(tmp_path: Path) -> None:
    given = claim("aid", TALIBAN, at=place())
    assert exported("polecat", tmp_path, (incident(given),), (given,)).count("\n") == 1
    assert one("plover", tmp_path, given) == ""


def test_a_plover_record_has_what_the_manual_requires(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    record = json.loads(one("plover", tmp_path, told, casualties=(toll(3, 4, 5),)))
    assert record["id"].startswith("SAY")
    assert (record["date"], record["event"], record["mode"]) == (
        "2021-09-03",
        ["ASSAULT"],
        ["firearms"],
    )
    (actor,) = record["actor"]
    assert (actor["code"], actor["sector"], actor["entity_text"]) == ("AFG", ["REB"], "Taliban")
    assert record["recipient"][0]["sector"] == ["MIL"]
    assert (record["quad_code"], record["event_scale"]) == (4, -9.0)
    assert record["size"] == {"dead": 4}
    assert record["event_loc"][0]["resolution"] == 4
    assert record["cite_info"][0]["citation"] == told.id
    assert record["text_info"] == [
        {"sequence": 2, "start": 10, "end": 10 + len(told.evidence.text)}
    ]


def test_nobody_known_is_an_unknown_actor(tmp_path: Path) -> None:
    record = json.loads(one("plover", tmp_path, claim("attack", PEOPLE, at=place())))
    assert record["actor"] == [{"sector": ["UNK"], "entity_text": ""}]


@pytest.mark.parametrize(("spot", "point"), PLACES)
def test_geojson_points_only_where_a_province_is_known(
    tmp_path: Path, spot: ClaimPlace, point: bool
) -> None:
    found = json.loads(one("geojson", tmp_path, claim("battle", TALIBAN, ARMY, at=spot)))
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    (feature,) = found["features"]
    assert isinstance(feature["id"], str)
    assert feature["properties"]["precision"] == spot.precision
    assert feature["properties"]["pin"] is (spot.precision == "exact")
    if point:
        assert feature["geometry"] == {"type": "Point", "coordinates": [69.2543, 35.6512]}
    else:
        assert feature["geometry"] is None


def test_geojson_says_who_says_it(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    (feature,) = json.loads(one("geojson", tmp_path, told))["features"]
    (statement,) = feature["properties"]["statements"]
    assert statement["claim"] == told.id
    assert (statement["sources"], statement["text"]) == (["Valley Wire"], told.evidence.text)


def test_geojson_of_nothing_is_an_empty_collection(tmp_path: Path) -> None:
    assert json.loads(exported("geojson", tmp_path, (), ())) == {
        "type": "FeatureCollection",
        "features": [],
    }
    assert GeoJsonExporter().__doc__


def bundle(folder: Path, told: Claim, **more: Any) -> Any:
    return stix2.parse(one("stix", folder, told, **more))


def test_stix_is_read_by_its_library_and_refers_to_nothing_outside(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    found = bundle(tmp_path, told, credibility=2)
    kinds = [thing.type for thing in found.objects]
    assert {"identity", "location", "incident", "report", "relationship", "sighting"} <= set(kinds)
    ids = {thing.id for thing in found.objects}
    assert len(ids) == len(kinds)
    for thing in found.objects:
        for name in ("created_by_ref", "source_ref", "target_ref", "sighting_of_ref"):
            assert getattr(thing, name, None) in {None} | ids
        for name in ("object_refs", "where_sighted_refs"):
            assert set(getattr(thing, name, None) or ()) <= ids
    (event,) = (thing for thing in found.objects if thing.type == "incident")
    assert event.confidence == 70
    (details,) = event.extensions.values()
    assert details["extension_type"] == "property-extension"
    assert details["incident_type"] == "battle"
    assert details["statements"][0]["claim"] == told.id


def test_stix_ids_are_the_same_again(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    assert one("stix", tmp_path, told) == one("stix", tmp_path, told)
    assert all(thing.id.split("--")[1][14] == "5" for thing in bundle(tmp_path, told).objects)


@pytest.mark.parametrize(
    ("credibility", "confidence"), [(1, 90), (2, 70), (3, 50), (4, 30), (5, 10), (6, None)]
)
def test_stix_confidence_is_the_admiralty_table(
    tmp_path: Path, credibility: int, confidence: int | None
) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    found = bundle(tmp_path, told, credibility=credibility)
    (event,) = (thing for thing in found.objects if thing.type == "incident")
    assert event.get("confidence") == confidence


@pytest.mark.parametrize(("spot", "point"), PLACES)
def test_stix_gives_no_coordinates_that_are_not_known(
    tmp_path: Path, spot: ClaimPlace, point: bool
) -> None:
    text = one("stix", tmp_path, claim("battle", TALIBAN, ARMY, at=spot))
    assert ("latitude" in text) is ('"lat"' in text) is point
