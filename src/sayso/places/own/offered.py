"""What a file offers: places, and rows that are none."""

import msgspec
from shapely.geometry.base import BaseGeometry

from sayso.places.place import Kind


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A place as a file has it.

    ``key`` names it within the file for good; ``geonames`` is its GeoNames id. ``adm1``/``adm2`` are
    identities where the file's codes tell them; ``within`` are names (or ids) of what contains it,
    nearest first, where it has names only. ``shape`` is an outline in degrees. ``picked`` says that
    somebody picked it by hand, so that it is likely to be meant. ``prominence`` is in thousandths.
    """

    row: int
    key: str
    name: str
    kind: Kind
    country: str | None
    names: tuple[str, ...] = ()
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    adm1: str | None = None
    adm2: str | None = None
    within: tuple[str, ...] = ()
    population: int = 0
    prominence: int = 0
    shape: BaseGeometry | None = None
    picked: bool = False


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be taken, and what to do about it."""

    file: str
    row: int
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.why} — {self.remedy}"


class Unusable(Exception):
    """Says why a row cannot be taken; the reader of the file names the row."""

    def __init__(self, why: str, remedy: str) -> None:
        self.why = why
        self.remedy = remedy
        super().__init__(why)


def degrees(lat: object, lon: object) -> tuple[float, float] | None:
    """Latitude and longitude as numbers; null where neither is told.

    :raises Unusable: when they are no degrees, or half a point
    """
    cells = [str(cell).strip() if cell is not None else "" for cell in (lat, lon)]
    if not any(cells):
        return None
    if not all(cells):
        raise Unusable("half a point", "give both latitude and longitude, or neither")
    try:
        north, east = (float(cell.replace(",", ".")) for cell in cells)
    except ValueError:
        raise Unusable(
            f"{cells[0]!r}, {cells[1]!r} are no degrees", "write decimal degrees, as 35.67"
        ) from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Unusable(
            f"latitude {north:g}, longitude {east:g} lie nowhere on Earth",
            "look whether they are exchanged, or not in degrees (WGS 84 is wanted)",
        )
    return north, east
