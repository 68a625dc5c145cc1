"""Approximate outlines of districts."""

import pytest
import shapely
from shapely.geometry import Point, box

from sayso.places import Gazetteer, Place
from sayso.places.cells import district_cells


def _district(name: str, lon: float | None, lat: float | None, parent: str = "p") -> Place:
    return Place(
        id=name, name=name, kind="adm2", lon=lon, lat=lat, country="AF", parents=(parent, "c")
    )


def test_a_cell_is_the_land_nearest_to_a_seat() -> None:
    """Cells fill the province, do not overlap, and every point lies in that of the nearest seat."""
    seats = {"a": (60.5, 60.5), "b": (63.5, 60.2), "c": (62.0, 61.8)}
    province = box(60, 60, 64, 62)
    cells = district_cells([_district(n, *at) for n, at in seats.items()], {"p": province})
    areas = {cell.place.id: cell.geometry for cell in cells}
    assert areas.keys() == seats.keys()
    assert shapely.union_all(list(areas.values())).symmetric_difference(province).area < 1e-6
    assert sum(area.area for area in areas.values()) == pytest.approx(province.area)
    # At 61° north a degree of longitude is half one of latitude.
    for point in (Point(61.0, 61.0), Point(63.0, 60.9), Point(62.1, 61.2)):
        nearest = min(
            seats,
            key=lambda n: (0.485 * (seats[n][0] - point.x)) ** 2 + (seats[n][1] - point.y) ** 2,
        )
        assert areas[nearest].contains(point)


def test_no_cell_is_drawn_where_too_little_is_known() -> None:
    square = {"p": box(60, 30, 62, 32)}
    known = [_district("a", 60.5, 31), _district("b", 61.5, 31)]
    assert len(district_cells(known, square)) == 2
    unknown = [_district("x", None, None), _district("y", 75.0, 31)]
    assert district_cells([*known, *unknown], square) == []
    assert district_cells([_district("z", 60.5, 31, "elsewhere")], square) == []
    same = [*known, _district("c", 61.5, 31)]
    assert [cell.place.id for cell in district_cells(same, square)] == ["a"]
    assert [c.geometry.area for c in district_cells(known[:1], square)] == [pytest.approx(4.0)]


def test_districts_of_a_country_are_units_of_it(gazetteer: Gazetteer) -> None:
    found = gazetteer.districts("SY")
    assert len(found) > 50
    assert all(place.kind == "adm2" and place.country == "SY" for place in found)
