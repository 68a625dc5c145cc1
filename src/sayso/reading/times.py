"""When: the times that a report's text mentions, as closed intervals of days.

``find_times`` reads the whole text: dates as written and times told from the report's day, and what
they make together ("from 3 to 7 March", "since early May", "overnight on October 17"). The grammar
is the project's own; ``dateparser`` is asked only for full dates that it leaves, in other languages.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from spacy.tokens import Doc

from sayso.reading.calendar_days import month_span, shift
from sayso.reading.datelines import is_dateline
from sayso.reading.entry_dates import EntryHead, entry_heads
from sayso.reading.time_mention import TimeKind, TimeMention
from sayso.reading.time_scan import find_atoms
from sayso.reading.time_spans import joined, mention, with_parts_of_day

__all__ = ["TimeKind", "TimeMention", "document_date", "find_times"]


def find_times(doc: Doc, published: date | None) -> tuple[TimeMention, ...]:
    """The times that a text mentions, in its order, none overlapping another.

    :param doc: the report's text, parsed; sentences and tenses are taken from it
    :param published: the day of publication; without it the date that the report itself carries
        is taken, and without that relative times have no days
    """
    if published is None:
        published = document_date(doc)
    text = doc.text
    heads = entry_heads(text, published)
    atoms = joined(text, with_parts_of_day(text, find_atoms(doc, text, published, heads)))
    mentions = [mention(text, atom, published) for atom in atoms]
    mentions += [_of_head(text, head) for head in heads]
    mentions += list(_left_over(text, mentions))
    return tuple(sorted(mentions, key=lambda found: found.start))


def _of_head(text: str, head: EntryHead) -> TimeMention:
    return TimeMention(
        start=head.start, end=head.date_end, text=text[head.start : head.date_end],
        first=head.day, last=head.day, precision="day", kind="point", needs_published=True,
        entry=True, heading=head.alone,
    )  # fmt: skip


_FOREIGN = re.compile(
    r"(?<![\w.,/-])\d{1,2}\.?\s(?:de\s|di\s|d['’])?[^\W\d_]{3,12}\.?\s(?:de\s|del\s)?(?:1[89]|20)\d\d(?![\w-])"
)
_MOST_FOREIGN = 20
"""Dates in other languages that are looked at in one report; each costs a millisecond or more."""


def _left_over(text: str, mentions: list[TimeMention]) -> Iterator[TimeMention]:
    """Full dates that the grammar does not know: those in other languages."""
    for match, _ in zip(_FOREIGN.finditer(text), range(_MOST_FOREIGN), strict=False):
        start, end = match.span()
        if any(found.start < end and start < found.end for found in mentions):
            continue
        if day := _any_language(match.group()):
            yield TimeMention(
                start=start, end=end, text=match.group(), first=day, last=day, precision="day",
                kind="point",
            )  # fmt: skip


@lru_cache(maxsize=1024)
def _any_language(written: str) -> date | None:
    import dateparser

    found = dateparser.parse(
        written,
        settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]},
    )
    return found.date() if found else None


_HEADER = 1_200

_SERIAL = re.compile(r"\b((?:19|20)\d\d)[-–](0[1-9]|1[0-2])[-–][A-Z]{1,4}[-–]\d+")


def document_date(doc: Doc) -> date | None:
    """The date that a report itself carries in its dateline or heading, null when it has none.

    A dateline without a year takes it from a serial number at the head of the report
    ("2010-09-CA-005"), else it counts for nothing. Of a period covered, the last day counts.
    """
    text = doc.text
    head = text[:_HEADER]
    dated = [atom for atom in find_atoms(doc, head, None) if atom.found.precision == "day"]
    own = [
        atom
        for atom in dated
        if atom.found.full
        and atom.found.first
        and is_dateline(text, atom.start, atom.end, full=True)
    ]
    if own:
        line_end = text.find("\n", own[0].start)
        line = [atom for atom in own if line_end < 0 or atom.start < line_end]
        return max(atom.found.first for atom in line if atom.found.first)
    serial = _SERIAL.search(head)
    if serial is None:
        return None
    month_end = month_span(int(serial[1]), int(serial[2]))[1]
    for atom in find_atoms(doc, head, shift(month_end, 3)):
        found = atom.found
        if (
            found.what == "date"
            and found.first
            and is_dateline(text, atom.start, atom.end, full=False)
        ):
            return found.first
    return None
