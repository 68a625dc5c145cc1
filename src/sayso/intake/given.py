"""What the user says about a report in the cells of a row, checked."""

import re
from collections.abc import Mapping
from datetime import date

from sayso.intake.document import Given
from sayso.intake.written_days import calendar_day
from sayso.model import InputError

_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_][\w-]+)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://[^\s/]+\S*$", re.IGNORECASE)


def given_in(cells: Mapping[str, str | None]) -> Given:
    """What the cells say.

    :raises InputError: when a day, an address or a language is not one
    """

    def cell(name: str) -> str | None:
        value = cells.get(name)
        return (" ".join(value.split()) or None) if value else None

    return Given(
        published=_day(cell("published")),
        publisher=cell("publisher"),
        url=_address(cell("url")),
        title=cell("title"),
        language=_language(cell("language")),
    )


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    day = calendar_day(written)
    if day is None:
        raise InputError(f"published: {written!r} is not a day", remedy="write it as 2021-09-04")
    return day


def _address(written: str | None) -> str | None:
    if written is not None and not _ADDRESS.match(written):
        raise InputError(
            f"url: {written!r} is not a web address", remedy="begin it with https://, or leave it"
        )
    return written


def _language(written: str | None) -> str | None:
    if written is None:
        return None
    match = _LANGUAGE.match(written)
    if match is None:
        raise InputError(f"language: {written!r} is not a code", remedy="write en, fr, ar, …")
    return match[1].lower()
