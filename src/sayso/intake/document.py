"""What a file holds, before it is known what it is a report of."""

import re
from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from sayso.intake.language import detect
from sayso.model import InputError, Report, report_id

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_ADDRESS = re.compile(r"^https?://[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+$", re.IGNORECASE)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Text, and what the file itself says about it."""

    text: str
    media_type: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says about a report, in a manifest, a table or a command."""

    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None

    def over(self, other: "Given") -> "Given":
        """This, and from the other what this leaves open."""
        mine = {key: value for key, value in msgspec.structs.asdict(self).items() if value}
        return replace(other, **mine)


class Fallback(msgspec.Struct, frozen=True, kw_only=True):
    """The day to take for a report that neither the user nor the document dates."""

    published: date | None = None
    file_day: date | None = None


def make_report(document: Document, path: str, *, given: Given, fallback: Fallback) -> Report:
    """The report: what the user says goes before what the document says.

    :raises InputError: when there is no text, or it holds what no database can keep
    """
    text = document.text
    if not text.strip():
        raise InputError("there is no text in it", remedy="remove it, or save the report again")
    if _UNSTORABLE.search(text):
        raise InputError(
            "the text holds NUL or half characters", remedy="take them out, and save it as UTF-8"
        )
    published: date | None = None
    origin: Literal["given", "document", "file", "none"] = "none"
    if given.published is not None:
        published, origin = given.published, "given"
    elif document.published is not None:
        published, origin = document.published, "document"
    elif fallback.published is not None:
        published, origin = fallback.published, "given"
    elif fallback.file_day is not None:
        published, origin = fallback.file_day, "file"
    publisher = _line(given.publisher or document.publisher)
    return Report(
        id=report_id(text, publisher, published),
        text=text,
        path=path,
        title=_line(given.title or document.title),
        published=published,
        published_from=origin,
        publisher=publisher,
        url=_address(given.url or document.url),
        # Pages often declare the language of their template, so the words come first.
        language=given.language or detect(text)[0] or document.language,
        media_type=document.media_type,
    )


def _line(text: str | None) -> str | None:
    return (" ".join(_CONTROL.sub(" ", text).split()) or None) if text else None


def _address(url: str | None) -> str | None:
    """A web address; null for anything else, which a page could use to run a script."""
    return url if url and _ADDRESS.match(url) else None
