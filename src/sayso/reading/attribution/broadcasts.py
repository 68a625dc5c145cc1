"""Items of a monitoring summary: a station, where and when it was heard, then what it said.

"TVM, 13 Apr, 2000 local: …", "RFI (Paris), 06:30 UTC. …". The station is the source of its whole
item. Only a text with several such headings counts, some of them by outlets known as such.
"""

import re

from spacy.tokens import Doc

from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.kinds import kind_of
from sayso.reading.attribution.labels import trim_content
from sayso.reading.attribution.layout import Layout, Paragraph
from sayso.reading.attribution.sources import head_of, trim

_HEADING = re.compile(
    r"\W*(?:\d{1,2}[.)]\s+)?(?P<name>[A-ZÀ-Þ@][^,.:;()–—?!]{1,50}?)\s*"
    r"(?P<rest>[,(](?:[^:–—.]|[.:](?=\d)){2,110}?)\s*(?P<end>[:.]\s|\s[–—-]\s)(?=\W*\S)"
)
_WHEN = re.compile(
    r"\d{1,2}[:.]?\d{2}\b|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_ITEMS = 3
_KNOWN = 1


def broadcast_drafts(doc: Doc, page: Layout) -> list[Draft]:
    """A draft for each item of a monitoring summary; none in other texts."""
    made = [draft for p in page.paragraphs if (draft := _item(doc, p)) is not None]
    known = sum(d.head is not None and kind_of(doc, d.source, d.head) == "media" for d in made)
    return made if len(made) >= _ITEMS and known >= _KNOWN else []


def _item(doc: Doc, paragraph: Paragraph) -> Draft | None:
    text = doc[paragraph.lo : paragraph.hi].text
    heading = _HEADING.match(text)
    if heading is None or not _WHEN.search(heading["rest"]) or _WHEN.search(heading["name"]):
        return None
    start = doc[paragraph.lo].idx
    source = trim(doc, *_tokens(doc, start + heading.start("name"), start + heading.end("name")))
    end = _tokens(doc, start + heading.start("end"), start + heading.end("end"))
    content = trim_content(doc, end[1], paragraph.hi)
    if source[0] >= source[1] or content[0] >= content[1]:
        return None
    head = head_of(doc, source)
    return Draft(
        cue=[(end[1] - 1, end[1])],
        cue_class="report",
        form="label:broadcast",
        anchor=head,
        source=source,
        head=head,
        contents=[content],
        group=(source[0], end[1]),
        kind="media",
    )


def _tokens(doc: Doc, start: int, end: int) -> Range:
    while end > start + 1 and doc.text[end - 1].isspace():
        end -= 1
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)
