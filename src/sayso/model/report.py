"""A report: one document as somebody published it."""

from datetime import date, datetime
from typing import Literal

import msgspec

ReportStatus = Literal["unread", "read", "not-read"]


class ReportRef(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim says of the report it stands in."""

    id: str
    path: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document as somebody published it.

    ``text`` is exactly what ``sayso text`` prints: all offsets of all claims point into it. For a
    plain-text file it is the file's own text. ``published_from`` says where the date came from:
    ``given`` (command line or manifest), ``document`` (metadata of the page), ``file`` (the file's
    own modification day) or ``none``.
    """

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: Literal["given", "document", "file", "none"] = "none"
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    added: datetime | None = None
    status: ReportStatus = "unread"
    status_why: str | None = None

    def ref(self) -> ReportRef:
        """The short form that every claim carries."""
        return ReportRef(
            id=self.id,
            path=self.path,
            title=self.title,
            published=self.published,
            publisher=self.publisher,
            url=self.url,
            language=self.language,
        )
