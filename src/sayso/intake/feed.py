"""Feeds: RSS and Atom (feedparser), from bytes that were fetched or read before."""

import io
from datetime import date
from typing import Any

import feedparser
import msgspec

from sayso.intake.document import Document
from sayso.intake.paragraphs import fragment_text
from sayso.intake.titles import clean_title
from sayso.intake.written_days import calendar_day
from sayso.model import InputError

_ENTITY = "<!ENTITY"
_ENTITIES = tuple(_ENTITY.encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: its own text, whether that is the whole article, and where the page is."""

    document: Document
    whole: bool
    link: str | None = None
    name: str | None = None


def read_feed(content: bytes, *, most: int, charset: str | None = None) -> tuple[FeedEntry, ...]:
    """The entries of a feed, as many as ``most``, in the feed's order.

    :raises InputError: when it is not a feed, or defines XML entities
    """
    if any(entity in content for entity in _ENTITIES):
        raise InputError(
            "the feed defines XML entities, which are not read", remedy="tell its publisher"
        )
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    # A stream, because the parser takes bytes that look like a path for the name of a file.
    parsed = feedparser.parse(io.BytesIO(content), response_headers=headers)
    if not parsed.get("version") and not parsed.entries:
        raise InputError("it is not an RSS or Atom feed", remedy="give the address of the feed")
    site = _line(parsed.feed.get("title"))
    language = _line(parsed.feed.get("language"))
    return tuple(_entry(entry, site, language) for entry in parsed.entries[:most])


def _line(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _day(entry: Any) -> date | None:
    for name in ("published", "issued", "created"):
        day = calendar_day(_line(entry.get(name)))
        if day is not None:
            return day
    parsed = entry.get("published_parsed")
    return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday) if parsed else None


def _words(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return fragment_text(value) if "<" in value or "&" in value else value.strip()


def _entry(entry: Any, site: str | None, language: str | None) -> FeedEntry:
    contents = [_words(part.get("value")) for part in entry.get("content", ())]
    whole = max(contents, key=len, default="")
    link = _line(entry.get("link"))
    if link is not None and not link.startswith(("http://", "https://")):
        link = None
    source = entry.get("source")
    publisher = _line(source.get("title")) if source else None
    return FeedEntry(
        document=Document(
            text=whole or _words(entry.get("summary")),
            media_type="text/html",
            title=clean_title(_words(entry.get("title"))),
            published=_day(entry),
            publisher=publisher or site,
            url=link,
            language=language.partition("-")[0].lower() if language else None,
        ),
        whole=bool(whole),
        link=link,
        name=_line(entry.get("id")),
    )
