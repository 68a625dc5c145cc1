"""UCDP GED rows: columns, types of violence, precision, deaths."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
)

from sayso.model import Attribution, Claim, ClaimPlace, Participant
from sayso.outputs.ucdp import COLUMNS, deaths_of
from sayso.outputs.ucdp_sides import UcdpDyad, UcdpSide

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)


def row(folder: Path, told: Claim, **more: object) -> dict[str, str]:
    more.setdefault("casualties", (toll(3, 4, 5),))
    text = exported("ucdp", folder, (incident(told, **more),), (told,))  # type: ignore[arg-type]
    (only,) = csv.DictReader(io.StringIO(text))
    return only


def test_the_header_is_geds_49_columns_in_order(tmp_path: Path) -> None:
    assert exported("ucdp", tmp_path, (), ()) == HEADER + "\n"
    assert len(COLUMNS) == 49


@pytest.mark.parametrize(
    ("parties", "kind", "a", "b", "gw"),
    [
        ((TALIBAN, ARMY), "1", "Government of Afghanistan", "Taliban", "700"),
        ((TALIBAN, FRONT), "2", "Taliban", "National Resistance Front", ""),
        ((TALIBAN, PEOPLE), "3", "Taliban", "Civilians", ""),
        ((ARMY, PEOPLE), "3", "Government of Afghanistan", "Civilians", "700"),
    ],
)
def test_the_sides_decide_the_type_of_violence(
    tmp_path: Path, parties: tuple[Participant, ...], kind: str, a: str, b: str, gw: str
) -> None:
    found = row(tmp_path, claim("battle", *parties, at=place()))
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (kind, a, b)
    assert (found["gwnoa"], found["code_status"]) == (gw, "Clear")
    assert found["dyad_name"] == f"{a} - {b}"


def test_a_side_that_nobody_names_leaves_the_dyad_open(tmp_path: Path) -> None:
    found = row(tmp_path, claim("battle", TALIBAN, at=place()))
    assert (found["side_a"], found["side_b"], found["code_status"]) == ("Taliban", "", "")


def test_place_day_and_source(tmp_path: Path) -> None:
    by = (Attribution(mention="two medics", kind="anonymous"),)
    found = row(tmp_path, claim("battle", TALIBAN, ARMY, at=place(), by=by))
    assert (found["where_prec"], found["date_prec"], found["event_clarity"]) == ("1", "1", "1")
    assert found["geom_wkt"] == "POINT (69.254300 35.651200)"
    assert found["priogrid_gid"] == "181219"
    assert found["where_description"] == "Banu, Andarab, Baghlan, Afghanistan"
    assert (found["country_id"], found["region"]) == ("700", "Asia")
    assert found["date_start"] == found["date_end"] == "2021-09-03 00:00:00.000"
    assert (found["source_original"], found["source_office"]) == ("two medics", "Valley Wire")
    assert found["source_article"] == '"Valley Wire,2021-09-04,Fighting in the valley"'
    assert found["number_of_sources"] == "1"


@pytest.mark.parametrize(
    ("spot", "code", "point"),
    [
        (place(precision="near"), "2", True),
        (place(precision="adm2"), "3", True),
        (place(precision="adm1"), "4", True),
        (place(precision="region"), "5", False),
        (place(precision="country"), "6", False),
        (place(precision=None), "", False),
    ],
)
def test_where_prec_and_when_a_point_is_given(
    tmp_path: Path, spot: ClaimPlace, code: str, point: bool
) -> None:
    found = row(tmp_path, claim("battle", TALIBAN, ARMY, at=spot))
    assert found["where_prec"] == code
    assert bool(found["geom_wkt"]) is bool(found["priogrid_gid"]) is point


@pytest.mark.parametrize(
    ("last", "code"),
    [("08-01", "1"), ("08-05", "2"), ("08-07", "3"), ("08-31", "4"), ("12-01", "5")],
)
def test_date_prec(tmp_path: Path, last: str, code: str) -> None:
    found = row(tmp_path, claim("battle", TALIBAN, ARMY, at=place(), when=("08-01", last)))
    assert found["date_prec"] == code


def test_what_has_no_deaths_is_no_event(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    assert exported("ucdp", tmp_path, (incident(told),), (told,)) == HEADER + "\n"


def test_deaths_go_to_their_sides(tmp_path: Path) -> None:
    told = claim("battle", TALIBAN, ARMY, at=place())
    losses = (
        toll(2, 2, 3, side="taliban"),
        toll(4, 5, 6, side="afghan national army"),
        toll(1, 1, 1, side="civilians"),
    )
    found = row(tmp_path, told, casualties=losses)
    assert [found[f"deaths_{g}"] for g in ("a", "b", "civilians", "unknown")] == [
        "5",
        "2",
        "1",
        "0",
    ]
    assert (found["low"], found["best"], found["high"]) == ("7", "8", "10")


counts = st.none() | st.integers(0, 500)
tolls = st.builds(
    toll, counts, counts, counts, side=st.none() | st.sampled_from(["taliban", "civilians", "x"])
)


@given(st.lists(tolls, max_size=5))
def test_best_is_the_sum_of_the_groups_and_lies_between_low_and_high(told: list[object]) -> None:
    dyad = UcdpDyad(1, UcdpSide("Government of X"), UcdpSide("Taliban", (TALIBAN,)), settled=True)
    deaths = deaths_of(told, dyad)  # type: ignore[arg-type]
    assert deaths.best == deaths.a + deaths.b + deaths.civilians + deaths.unknown
    assert 0 <= deaths.low <= deaths.best <= deaths.high
