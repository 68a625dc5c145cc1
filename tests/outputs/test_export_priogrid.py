"""PRIO-GRID cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.outputs.priogrid import COLUMNS, ROWS, cell_of


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),
        (-89.9, 179.9, 720),
        (89.9, 179.9, 259_200),
        (90, 180, 259_200),
        (34.5281, 69.1723, 179_779),  # Kabul, as UCDP GED numbers it
    ],
)
def test_known_cells(lat: float, lon: float, cell: int) -> None:
    assert cell_of(lat, lon) == cell


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_cell_holds_its_point(lat: float, lon: float) -> None:
    row, column = divmod(cell_of(lat, lon) - 1, COLUMNS)
    assert 0 <= row < ROWS
    assert row / 2 - 90 <= lat <= (row + 1) / 2 - 90
    assert column / 2 - 180 <= lon <= (column + 1) / 2 - 180


@given(st.integers(1, COLUMNS * ROWS))
def test_the_middle_of_a_cell_is_in_it(cell: int) -> None:
    row, column = divmod(cell - 1, COLUMNS)
    assert cell_of(row / 2 - 89.75, column / 2 - 179.75) == cell


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_no_cell_off_the_globe(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="globe"):
        cell_of(lat, lon)
