"""What a file holds, before it is known what it is a report of."""

from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from sayso.intake.language import detect
from sayso.model import InputError, Report, report_id


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

    :raises InputError: when there is no text
    """
    text = document.text
    if not text.strip():
        raise InputError("there is no text in it", remedy="remove it, or save the report again")
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
    publisher = given.publisher or document.publisher
    return Report(
        id=report_id(text, publisher, published),
        text=text,
        path=path,
        title=given.title or document.title,
        published=published,
        published_from=origin,
        publisher=publisher,
        url=given.url or document.url,
        # Pages often declare the language of their template, so the words come first.
        language=given.language or detect(text)[0] or document.language,
        media_type=document.media_type,
    )
