"""Which PRIO-GRID cell a point lies in.

PRIO-GRID numbers the cells of half a degree from 1, from the south-west corner of the world, row by
row to the north: 720 cells a row, 360 rows (Tollefsen, Strand and Buhaug 2012, "PRIO-GRID: A unified
spatial data structure").
"""

import math

COLUMNS, ROWS = 720, 360


def cell_of(lat: float, lon: float) -> int:
    """The number of the cell that holds a point in WGS84 degrees.

    A point on an edge belongs to the cell to its north-east; the north pole and the date line to
    the last row and column.

    :raises ValueError: when the point is not on the globe
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no point on the globe: {lat}, {lon}")
    row = min(math.floor(lat * 2) + ROWS // 2, ROWS - 1)
    column = min(math.floor(lon * 2) + COLUMNS // 2, COLUMNS - 1)
    return row * COLUMNS + column + 1
