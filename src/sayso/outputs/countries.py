"""What a country is called and numbered in the field's schemes. Read from ``countries.csv``.

Columns: ISO 3166-1 codes and numbers (GeoNames), a short English name, Correlates of War (``cow``)
and Gleditsch-Ward (``gw``) numbers of states, and the ACLED region. An empty cell is a number that
does not exist or is not known for sure; it is never filled in. ``KOS`` for Kosovo is PLOVER's.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from sayso.outputs.knowledge import rows_of

_UCDP_REGIONS = (
    ("Americas", 2, 199),
    ("Europe", 200, 399),
    ("Africa", 400, 626),
    ("Middle East", 630, 699),
    ("Asia", 700, 990),
)
"""Gleditsch-Ward numbers by region, as the UCDP codebooks list them."""

_EGYPT = 651
"""UCDP's datasets do not agree on whether Egypt is Africa or the Middle East."""


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """One country and its codes; null where a scheme has none."""

    iso2: str
    iso3: str
    name: str
    numeric: int | None = None
    cow: int | None = None
    gw: int | None = None
    acled_region: str | None = None

    @property
    def ucdp_region(self) -> str | None:
        """The UCDP region, from the Gleditsch-Ward number; null where that does not settle it."""
        if self.gw is None or self.gw == _EGYPT:
            return None
        return next((name for name, low, high in _UCDP_REGIONS if low <= self.gw <= high), None)


@cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO 3166-1 alpha-2 code.

    :raises DataError: when a row does not have the shape above, naming its line
    """
    return {row.iso2: row for row in rows_of("countries.csv", Country)}


def country_of(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; null when there is none."""
    return countries().get(code.upper()) if code else None


def country_name(code: str | None) -> str | None:
    """The short English name; the code itself where it is not in the table."""
    found = country_of(code)
    return found.name if found else code
