"""What a page says of its article in JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import msgspec

from sayso.intake.written_days import calendar_day

_ARTICLE = re.compile(r"(?:Article|Posting|Report|LiveBlogPosting)$")
_PAGE = re.compile(r"WebPage$")
_DEEPEST = 12


class ArticleData(msgspec.Struct, frozen=True, kw_only=True):
    """Headline, day of publication, publisher, address and language; null where not said."""

    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def read_json_ld(scripts: list[str]) -> ArticleData:
    """What the JSON-LD scripts of a page say of its article; scripts that are not JSON say nothing.

    A node of an article type goes before one of a page type; other nodes are of no interest.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script), 0)]
    # A node without a name only refers to the one that has it.
    by_id = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node
    }
    for kind in (_ARTICLE, _PAGE):
        for node in nodes:
            if any(kind.search(name) for name in _types(node)):
                return _article(node, by_id)
    return ArticleData()


def _parsed(script: str) -> Any:
    cleaned = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        # Line breaks inside strings are common on real pages.
        return json.loads(cleaned, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, (dict, list)):
                yield from _nodes(inner, depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [name.rpartition("/")[2] for name in kinds if isinstance(name, str)]


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, (str, dict))), None)
    if isinstance(value, dict):
        value = value.get("@value", value.get("name"))
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value).split()) or None


def _publisher(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    if isinstance(value, list):
        return next((name for one in value if (name := _publisher(one, by_id))), None)
    if isinstance(value, dict) and "name" not in value:
        return _text(by_id.get(str(value.get("@id"))))
    return _text(value)


def _article(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> ArticleData:
    address = _text(node.get("url"))
    language = _text(node.get("inLanguage"))
    return ArticleData(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=calendar_day(_text(node.get("datePublished"))),
        publisher=_publisher(node.get("publisher"), by_id)
        or _publisher(node.get("sourceOrganization"), by_id),
        url=address if address and address.startswith(("http://", "https://")) else None,
        language=language,
    )
