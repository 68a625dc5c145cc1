"""Reports at web addresses: pages, documents and feeds."""

from collections.abc import Iterator

import msgspec

from sayso.intake.contents import read_content
from sayso.intake.document import Document, Fallback, Given, make_report
from sayso.intake.feed import FeedEntry, read_feed
from sayso.intake.fetch import Fetched, fetch
from sayso.intake.kinds import kind_of_content
from sayso.intake.settings import Settings
from sayso.intake.taken import Refusal, Taken, refusal
from sayso.model import InputError, Report


def at_address(url: str, settings: Settings) -> Iterator[Taken]:
    """The report at an address, or the reports of the feed there."""
    try:
        fetched = _fetch(url, settings)
        kind = kind_of_content(fetched.content, media_type=fetched.media_type)
        if kind != "feed":
            document = read_content(
                fetched.content,
                kind,
                limits=settings.limits,
                charset=fetched.charset,
                url=fetched.url,
            )
            yield _report(document, url, fetched.url, settings)
            return
        entries = read_feed(
            fetched.content, most=settings.limits.feed_entries, charset=fetched.charset
        )
    except InputError as error:
        yield refusal(url, error)
        return
    for entry in entries:
        yield from _entry(entry, url, settings)


def _fetch(url: str, settings: Settings) -> Fetched:
    return fetch(url, limits=settings.limits, allow_private=settings.allow_private)


def _report(document: Document, path: str, url: str | None, settings: Settings) -> Report:
    if document.url is None:
        document = msgspec.structs.replace(document, url=url)
    return make_report(
        document, path, given=Given(), fallback=Fallback(published=settings.published)
    )


def _entry(entry: FeedEntry, feed: str, settings: Settings) -> Iterator[Taken]:
    """The report an entry stands for: its page, unless the feed holds all of it."""
    path = entry.link or f"{feed}#{entry.name or ''}"
    told = entry.document
    if settings.follow and entry.link is not None and not entry.whole:
        try:
            yield _report(_page(entry.link, told, settings), path, entry.link, settings)
            return
        except InputError as error:
            instead = "; only the feed's summary was taken" if told.text.strip() else ""
            yield Refusal(path=path, why=error.message + instead, remedy=error.remedy)
            if not instead:
                return
    try:
        yield _report(told, path, entry.link, settings)
    except InputError as error:
        yield refusal(path, error)


def _page(link: str, told: Document, settings: Settings) -> Document:
    """What is at a link; what it leaves open as the feed tells it."""
    fetched = _fetch(link, settings)
    kind = kind_of_content(fetched.content, media_type=fetched.media_type)
    page = read_content(
        fetched.content, kind, limits=settings.limits, charset=fetched.charset, url=fetched.url
    )
    return msgspec.structs.replace(
        page,
        title=page.title or told.title,
        published=page.published or told.published,
        publisher=page.publisher or told.publisher,
        language=page.language or told.language,
    )
