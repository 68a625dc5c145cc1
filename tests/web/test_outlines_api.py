"""Outlines of districts: what the user added wins, and a cell says that it is approximate."""

import json
from pathlib import Path

import pytest
from desk_by_hand import DeskByHand
from serving_for_tests import asking
from shapely.geometry import Point, box, mapping, shape

from sayso.places.own.adding import add_file
from sayso.web import create_app, pickers

BAGHLAN = 1147537


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with the outline of one province, a box about as large as Baghlan."""
    folder = tmp_path / "page" / "outlines" / "adm1"
    folder.mkdir(parents=True)
    feature = {
        "type": "Feature",
        "properties": {"name": "Baghlan", "iso": "AF", "gn_id": BAGHLAN, "disputed": None},
        "geometry": mapping(box(67.2, 34.8, 70.3, 36.6)),
    }
    (folder / "AF.json").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]})
    )
    return tmp_path / "page"


def test_districts_are_approximate_until_their_outlines_are_added(
    desk: DeskByHand,
    page: Path,
    tmp_path: Path,
    gazetteer_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pickers.open_gazetteer.cache_clear()
    with asking(create_app(desk, page=page)) as client:
        told = client.get("/api/outlines/AF").json()
        assert told["type"] == "FeatureCollection" and len(told["features"]) > 5
        assert all(one["properties"]["approximate"] for one in told["features"])
        cells = {one["properties"]["name"]: one for one in told["features"]}
        assert shape(cells["Andarab"]["geometry"]).area > 0.01
        assert client.get("/api/outlines/NO").json()["features"] == []
        assert client.get("/api/outlines/afghanistan").status_code == 400

    monkeypatch.setenv("SAYSO_PLACES", str(tmp_path / "own.sqlite"))
    attributes = {
        "ADM2_EN": "Andarab",
        "ADM2_PCODE": "AF0906",
        "ADM1_EN": "Baghlan",
        "ADM0_PCODE": "AF",
    }
    real = {
        "type": "Feature",
        "properties": attributes,
        "geometry": mapping(box(69, 35.5, 69.5, 36)),
    }
    path = tmp_path / "afg.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [real]}))
    add_file(path, source="OCHA")
    pickers.open_gazetteer.cache_clear()
    with asking(create_app(desk, page=page)) as client:
        features = client.get("/api/outlines/AF").json()["features"]
    pickers.open_gazetteer.cache_clear()
    drawn = [
        one for one in features if one["properties"]["id"] == cells["Andarab"]["properties"]["id"]
    ]
    assert len(drawn) == 1
    assert drawn[0]["properties"]["approximate"] is False
    assert drawn[0]["properties"]["source"] == "OCHA"
    assert shape(drawn[0]["geometry"]).area == pytest.approx(0.25, rel=0.01)
    inside = Point(69.25, 35.75)
    assert [o["properties"]["name"] for o in features if shape(o["geometry"]).contains(inside)] == [
        "Andarab"
    ]


def test_a_desk_without_a_gazetteer_draws_no_districts(
    desk: DeskByHand, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "none.sqlite"))
    pickers.open_gazetteer.cache_clear()
    with asking(create_app(desk, page=page)) as client:
        assert client.get("/api/outlines/AF").json() == {
            "type": "FeatureCollection",
            "features": [],
        }
    pickers.open_gazetteer.cache_clear()
