"""Web pages: the article's body, and what the page says of it.

The body is found by trafilatura; date, publisher and headline are read from JSON-LD and from meta
elements, never guessed from the words.
"""

import re
from datetime import date
from typing import Any, Protocol

import trafilatura
from selectolax.lexbor import LexborHTMLParser
from trafilatura.settings import Document as Extracted

from sayso.intake.decoding import decode
from sayso.intake.document import Document
from sayso.intake.json_ld import read_json_ld
from sayso.intake.paragraphs import paragraphs
from sayso.intake.titles import clean_title
from sayso.intake.written_days import calendar_day
from sayso.model import InputError

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DATES = (
    'meta[property="article:published_time"]',
    'meta[itemprop="datePublished"]',
    '[itemprop="datePublished"][datetime]',
    'meta[name="dcterms.date"]',
    'meta[name="dc.date.issued"]',
    'meta[name="DC.date.issued"]',
    'meta[name="dc.date"]',
    'meta[name="DC.date"]',
    'meta[name="pubdate"]',
    'meta[name="publish-date"]',
    'meta[name="date"]',
    "article time[pubdate][datetime]",
    "article time[datetime]",
    "main time[datetime]",
)
_PUBLISHERS = (
    'meta[property="og:site_name"]',
    'meta[name="dc.publisher"]',
    'meta[name="DC.publisher"]',
    'meta[name="publisher"]',
    'meta[name="application-name"]',
)
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "fw", "ab"})
_DEEPEST = 400
_LANGUAGE = re.compile(r"^([a-zA-Z]{2,3})(?:[-_].*)?$")


class _Element(Protocol):
    tag: Any
    text: str | None
    tail: str | None

    def __iter__(self) -> Any: ...


def read_html(content: bytes, *, declared: str | None = None, url: str | None = None) -> Document:
    """The document in a web page: the paragraphs of its article, a blank line between them.

    The headline is the title and not part of the text.

    :param declared: the encoding that a server names
    :param url: where the page was fetched
    :raises InputError: when there is no article on it
    """
    named = _DECLARED.search(content[:4096])
    decoded = decode(content, declared=declared or (named[1].decode("ascii") if named else None))
    page = LexborHTMLParser(decoded.text)
    data = read_json_ld([node.text() for node in page.css('script[type="application/ld+json"]')])
    publisher = data.publisher or _meta(page, _PUBLISHERS)
    titles = _titles(page, data.headline, publisher)
    text = _body(decoded.text, page, titles)
    if not text:
        raise InputError(
            "no article was found on the page",
            remedy="if it needs a browser to show its text, save the text itself",
        )
    return Document(
        text=text,
        media_type=decoded.media_type("text/html"),
        title=titles[0] if titles else None,
        published=data.published or _published(page),
        publisher=publisher,
        url=url or _address(page) or data.url,
        language=_language(page, data.language),
    )


def _meta(page: LexborHTMLParser, selectors: tuple[str, ...]) -> str | None:
    for selector in selectors:
        node = page.css_first(selector)
        if node is not None:
            value = node.attributes.get("content")
            if value and value.strip():
                return " ".join(value.split())
    return None


def _published(page: LexborHTMLParser) -> date | None:
    for selector in _DATES:
        node = page.css_first(selector)
        if node is not None:
            attributes = node.attributes
            day = calendar_day(attributes.get("content") or attributes.get("datetime"))
            if day is not None:
                return day
    return None


def _titles(page: LexborHTMLParser, headline: str | None, site: str | None) -> list[str]:
    """Everything that is said to be the page's title, the most trusted first."""
    heading = page.css_first("article h1") or page.css_first("main h1")
    element = page.css_first("title")
    candidates = (
        headline,
        _meta(page, ('meta[property="og:title"]',)),
        heading.text() if heading is not None else None,
        element.text() if element is not None else None,
    )
    return [title for one in candidates if (title := clean_title(one, site=site)) is not None]


def _address(page: LexborHTMLParser) -> str | None:
    link = page.css_first('link[rel="canonical"]')
    found = link.attributes.get("href") if link is not None else None
    found = found or _meta(page, ('meta[property="og:url"]',))
    return found if found and found.startswith(("http://", "https://")) else None


def _language(page: LexborHTMLParser, declared: str | None) -> str | None:
    root = page.css_first("html")
    named = declared or (root.attributes.get("lang") if root is not None else None)
    match = _LANGUAGE.match(named.strip()) if named else None
    return match[1].lower() if match else None


def _body(html: str, page: LexborHTMLParser, titles: list[str]) -> str:
    blocks: list[str] = []
    try:
        article = trafilatura.bare_extraction(html, include_comments=False, include_images=False)
        if isinstance(article, Extracted) and article.body is not None:
            _gather(article.body, blocks, 0)
    except Exception:
        # The parser meets hostile pages; whatever it dies of, the plain paragraphs are still there.
        blocks = []
    if blocks and any(_same(blocks[0], title) for title in titles):
        del blocks[0]
    if blocks:
        return "\n\n".join(blocks)
    for region in ("article", "main", "body"):
        text = paragraphs(page, region)
        if text:
            return text
    return ""


def _same(block: str, title: str) -> bool:
    return " ".join(block.split()).casefold() == title.casefold()


def _inner(element: _Element) -> str:
    """All words of an element, line breaks where the page breaks lines."""
    parts: list[str] = []
    pending: list[tuple[_Element, bool]] = [(element, False)]
    while pending:
        node, closing = pending.pop()
        if closing:
            parts.append(node.tail or "")
            continue
        parts.append("\n" if node.tag == "lb" else node.text or "")
        for child in reversed(list(node)):
            pending.append((child, True))
            pending.append((child, False))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: _Element, blocks: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        raise RecursionError
    for child in element:
        if not isinstance(child.tag, str):
            continue
        nested = any(isinstance(c.tag, str) and c.tag in _BLOCKS for c in child)
        if child.tag in _BLOCKS and not (child.tag == "quote" and nested):
            text = _inner(child)
            if text:
                blocks.append(text)
        else:
            if child.text and child.text.strip():
                blocks.append(" ".join(child.text.split()))
            _gather(child, blocks, depth + 1)
        if child.tail and child.tail.strip():
            blocks.append(" ".join(child.tail.split()))
