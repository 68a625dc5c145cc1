"""Reads a GeoJSON FeatureCollection feature by feature, however large (RFC 7946)."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from sayso.model import InputError
from sayso.places.own.limits import Limits, too_much
from sayso.places.own.opening import Member

_BEGINNING = re.compile(r'"features"\s*:\s*\[')
_CRS = re.compile(r'"crs"\s*:\s*\{.*?"name"\s*:\s*"([^"]*)"', re.DOTALL)
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
_CHUNK = 1 << 20
_HEAD = 1 << 16


def features(member: Member, limits: Limits) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each feature with its number, from 1.

    :raises InputError: when it is no feature collection, not in degrees, broken, or one feature is
        too large
    """
    decoder = json.JSONDecoder()
    with member.lines() as text:
        held = text.read(_CHUNK)
        beginning = _BEGINNING.search(held)
        if beginning is None or not held.lstrip().startswith("{"):
            raise InputError(
                f"{member.path}: {member.name} is no GeoJSON feature collection",
                remedy="export the boundaries as a GeoJSON FeatureCollection",
            )
        crs = _CRS.search(held[: min(beginning.start(), _HEAD)])
        if crs is not None and not crs[1].endswith(_DEGREES):
            raise InputError(
                f"{member.path}: {member.name} is in {crs[1]}",
                remedy="export it in degrees (WGS 84, EPSG:4326)",
            )
        held = held[beginning.end() :]
        number, wanted = 0, _CHUNK
        while True:
            held = held.lstrip(" \t\r\n,")
            if held.startswith("]"):
                return
            try:
                value, end = decoder.raw_decode(held)
            except (ValueError, RecursionError) as error:
                more = text.read(wanted) if len(held) <= limits.feature_bytes else ""
                if not more:
                    raise _broken(member, number + 1, len(held), limits) from error
                # Doubled, so that a long feature is not tried over and over.
                held, wanted = held + more, wanted * 2
                continue
            number, wanted = number + 1, _CHUNK
            held = held[end:]
            if not isinstance(value, dict) or end > limits.feature_bytes:
                raise _broken(member, number, end, limits)
            yield number, cast("dict[str, Any]", value)


def _broken(member: Member, number: int, held: int, limits: Limits) -> InputError:
    what = f"{member.path}: {member.name}, feature {number}"
    if held > limits.feature_bytes:
        return too_much(what, held, limits.feature_bytes, "simplify the boundaries")
    return InputError(f"{what}: the JSON ends or breaks there", remedy="download it again")
