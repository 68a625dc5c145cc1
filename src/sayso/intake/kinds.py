"""Which kind of file something is: by its name, its media type, or its first bytes."""

import io
import re
import zipfile
from typing import Literal

Kind = Literal["text", "html", "pdf", "docx", "feed", "table"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "table",
    ".ndjson": "table",
    ".json": "table",
    ".csv": "table",
    ".tsv": "table",
}
_TYPES: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    DOCX: "docx",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
}
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def kind_of_name(suffix: str) -> Kind | None:
    """The kind that files with this suffix are; null when the suffix says nothing."""
    return _SUFFIXES.get(suffix.lower())


def kind_of_content(content: bytes, *, named: Kind | None = None, media_type: str = "") -> Kind:
    """The kind of some bytes, whose name or server may say something else.

    PDF and Word documents are known by their first bytes whatever they are called.
    """
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and (named == "docx" or _is_docx(content)):
        return "docx"
    if named in ("text", "pdf", "docx"):
        return named
    if _FEED.search(head) and not _HTML.match(head):
        return "feed"
    if _HTML.match(head):
        return "html"
    return named or _TYPES.get(media_type, "text")


def _is_docx(content: bytes) -> bool:
    """Whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
