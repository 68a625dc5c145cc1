"""What the attributes of administrative boundaries mean: OCHA's COD-AB and geoBoundaries.

COD-AB names a unit and all above it, with their p-codes: ``ADM2_EN``, ``ADM2_PCODE``, ``ADM1_EN`` …
(until 2024) or ``adm2_name``, ``adm2_pcode``, ``iso2`` (since). geoBoundaries has ``shapeName``,
``shapeID``, ``shapeGroup`` (ISO 3166-1 alpha-3) and ``shapeType`` ("ADM2"), and names no parent.
"""

import re
from collections.abc import Mapping

from shapely.geometry import shape as as_shape
from shapely.geometry.base import BaseGeometry

from sayso.places.own.offered import Offered, Unusable
from sayso.places.place import Kind

_LEVEL = re.compile(r"adm([0-5])_(?:pcode|name|en)$")
_NAME = r"adm{}(?:_(?:name\d?|ref(?:_name)?|[a-z]{{2}})|_?alt\d?_?[a-z]{{2}}|_ref_name)$"
_KINDS: dict[int, Kind] = {1: "adm1", 2: "adm2"}


def outline(geometry: object) -> BaseGeometry | None:
    """The area that a GeoJSON geometry draws; null for none, and for points and lines.

    :raises Unusable: when it is broken
    """
    if not isinstance(geometry, Mapping) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return None
    try:
        return as_shape(dict(geometry))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError) as error:
        raise Unusable(f"its outline is broken ({error})", "download the file again") from None


def unit(
    attributes: Mapping[str, object], area: BaseGeometry | None, row: int, country: str | None
) -> Offered | None:
    """The unit that a feature is; null for a whole country.

    :param country: alpha-2, where the attributes name none
    :raises Unusable: when the attributes are of neither form, or name no unit
    """
    told = {
        key.lower(): str(value).strip()
        for key, value in attributes.items()
        if value is not None and str(value).strip()
    }
    if "shapename" in told:
        return _geoboundaries(told, area, row, country)
    levels = sorted({int(found[1]) for key in told if (found := _LEVEL.match(key))})
    if not levels:
        raise Unusable(
            "neither COD-AB (ADM2_EN, ADM2_PCODE) nor geoBoundaries (shapeName) attributes",
            "give boundaries of one of these, or a CSV with name, lat, lon, parent",
        )
    if levels[-1] == 0:
        return None
    return _cod(told, levels, area, row, country)


def _geoboundaries(
    told: dict[str, str], area: BaseGeometry | None, row: int, country: str | None
) -> Offered | None:
    level = re.fullmatch(r"ADM([0-5])", told.get("shapetype", "").upper())
    if level is None:
        raise Unusable(
            f"shapeType {told.get('shapetype', '')!r} is no level", "ADM1 to ADM5 is wanted"
        )
    if level[1] == "0":
        return None
    return Offered(
        row=row,
        key=told.get("shapeid") or str(row),
        name=told["shapename"],
        kind=_KINDS.get(int(level[1]), "district"),
        country=told.get("shapegroup") or country,
        shape=area,
    )


def _cod(
    told: dict[str, str],
    levels: list[int],
    area: BaseGeometry | None,
    row: int,
    country: str | None,
) -> Offered:
    level = levels[-1]
    names = _names(told, level)
    if not names:
        raise Unusable(f"no name of level {level}", f"fill ADM{level}_EN")
    above = [_names(told, one) for one in range(level - 1, 0, -1)]
    code = told.get("adm0_pcode", "")[:3]
    nation = told.get("iso2") or (code if len(code) in (2, 3) and code.isalpha() else None)
    nation = nation or next(iter(_names(told, 0)), None) or country
    return Offered(
        row=row,
        key=told.get(f"adm{level}_pcode") or str(row),
        name=names[0],
        names=tuple(names[1:]),
        kind=_KINDS.get(level, "district"),
        country=nation,
        within=tuple(found[0] for found in above if found),
        shape=area,
    )


def _names(told: dict[str, str], level: int) -> list[str]:
    """The names of a unit, the English one first."""
    pattern = re.compile(_NAME.format(level))
    found = {key: value for key, value in told.items() if pattern.match(key)}
    first = (f"adm{level}_en", f"adm{level}_name")
    ordered = sorted(found, key=lambda key: (key not in first, key))
    return list(dict.fromkeys(found[key] for key in ordered))
