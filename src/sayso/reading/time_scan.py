"""Where a text tells times: each single time expression, before they are put together.

The text is scanned for words of time; at the words before each of them the rules of ``time_atoms``
and ``relative_times`` are tried, and the longest match that means something is taken. What was found
so far is the context of the next ("two days later").
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from sayso.reading.entry_dates import EntryHead
from sayso.reading.number_words import SCALES, TENS, UNITS
from sayso.reading.relative_times import RELATIVE
from sayso.reading.tense import TenseReader
from sayso.reading.time_atoms import ABSOLUTE
from sayso.reading.time_context import Context, Found
from sayso.reading.time_ordinals import ORDINAL, ORDINALS
from sayso.reading.time_words import time_words


@dataclass(slots=True)
class Atom:
    start: int
    end: int
    found: Found
    sentence: int


_WORDS = time_words()

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+[A-Za-z]*")

_RULES = (*ABSOLUTE, *ORDINAL, *RELATIVE)

_UNIT_WORDS = {
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "fortnight",
    "month",
    "year",
    "decade",
    "weekend",
}


def _core_words() -> frozenset[str]:
    words: set[str] = {
        *_WORDS.month_numbers,
        *_WORDS.weekday_numbers,
        *_WORDS.seasons,
        *_UNIT_WORDS,
    }
    words |= {word + "s" for word in (*_UNIT_WORDS, *(day.casefold() for day in _WORDS.weekdays))}
    for phrase in (*_WORDS.feasts_by_name, *_WORDS.present.words, *_WORDS.recently):
        first = phrase.casefold().split()
        words.add(
            re.split(
                r"[-\s]", first[1] if first[0] in ("the", "at", "as", "of", "in") else first[0]
            )[0]
        )
    words |= _WORDS.scan.core
    return frozenset(words)


_CORE = _core_words()

_LEAD = _WORDS.scan.lead | frozenset((*UNITS, *TENS, *SCALES, *ORDINALS, "dozen"))

_BACK = 8

_NUMERIC_CORE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d|(?:1[0-9]|20)\d\d(?!\d)|\d{1,2}[:.]\d\d|\d{6}[A-Za-z]"
)

_GAP = re.compile(r"^[\s,'’–—/(-]{1,3}$")


_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_OLD = 400
"""Days before publication from which a day told of makes the passage one about the past."""


def find_atoms(
    doc: Doc, text: str, published: date | None, heads: Sequence[EntryHead] = ()
) -> list[Atom]:
    """The single times of a text in its order, none overlapping another.

    :param heads: the dates that head entries, from which times within an entry are told
    """
    tense, sentences = TenseReader(doc), _sentence_starts(doc)
    nothing = deque(match.span() for match in _WORDS.nothing.finditer(text))
    context = Context(text=text, published=published, reported=published, tense=tense.at)
    found: list[Atom] = []
    entries = deque(heads)
    entry_end = 0
    paragraphs = deque(match.end() for match in _PARAGRAPH.finditer(text))
    consumed, current = 0, -1
    for start in _starts(text):
        while nothing and nothing[0][1] <= start:
            nothing.popleft()
        if start < consumed or (nothing and nothing[0][0] <= start):
            continue
        sentence = bisect_right(sentences, start)
        if sentence != current:
            current, context.same_sentence, context.explicit_year = sentence, None, None
        while paragraphs and paragraphs[0] <= start:
            paragraphs.popleft()
            context.era = None
        if entry_end and start >= entry_end:
            context.published, entry_end = published, 0
        while entries and entries[0].start <= start:
            head = entries.popleft()
            entry_end = _entry_end(text, head)
            consumed = max(consumed, head.end)
            context.published, context.anchor = head.day, (head.day, head.day)
        if start < consumed:
            continue
        matches = sorted(
            (
                (match.end(), -order)
                for order, (_, pattern, _) in enumerate(_RULES)
                if (match := pattern.match(text, start))
            ),
            reverse=True,
        )
        for end, order in matches:
            _, pattern, build = _RULES[-order]
            match = pattern.match(text, start)
            result = build(match, context) if match else None
            if result is None:
                continue
            found.append(Atom(start, end, result, sentence))
            consumed = end
            _remember(context, result, start)
            break
    return found


def _entry_end(text: str, head: EntryHead) -> int:
    """Where the entry of a head ends: with its paragraph, or with the next head where it stands alone."""
    paragraph = None if head.alone else _PARAGRAPH.search(text, head.end)
    return paragraph.start() if paragraph else len(text)


_SINCE = re.compile(r"\bsince\s(?:the\s|about\s|at\sleast\s)*$", re.IGNORECASE)
_YEAR_REACH = 48
"""Characters on within which a bare year tells the year of a day or month named after it."""


def _remember(context: Context, result: Found, start: int) -> None:
    if result.first is None or result.last is None or result.what in ("present", "clock"):
        return
    if result.kind in ("point", "range") and not result.vague:
        lasting = _SINCE.search(context.text[max(0, start - 24) : start]) is not None
        context.anchor = (result.first, result.last)
        if result.precision == "day":
            context.same_sentence = context.anchor
        if result.full:
            _set_in_time(context, result)
            context.explicit_year = None if lasting else result.first.year
            context.year_reach = len(context.text)
            if result.precision == "year":
                context.year_reach = start + _YEAR_REACH
        elif result.relative and result.what in ("weekday", "calendar"):
            context.era = None


def _set_in_time(context: Context, result: Found) -> None:
    """A full day of long ago sets its paragraph in that time, a year near publication ends it."""
    if context.published is None or result.first is None or result.last is None:
        return
    if (context.published - result.last).days < _OLD:
        context.era = None
    elif result.precision == "day" and result.kind == "point":
        context.era = result.first


def _sentence_starts(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [0]
    return [sentence.start_char for sentence in doc.sents] or [0]


def _starts(text: str) -> Iterator[int]:
    """Offsets of the words where a time may begin: up to a few words before a word of time."""
    words = [
        (match.start(), match.end(), match.group().casefold().replace("’", "'"))
        for match in _WORD.finditer(text)
    ]
    reached = -1
    for at, (start, end, word) in enumerate(words):
        if word.removesuffix("'s") not in _CORE and not (
            word[0].isdigit() and _is_core_number(text, start, end, word)
        ):
            continue
        first = at
        while first > reached + 1 and at - first < _BACK:
            before = words[first - 1]
            if before[2] not in _LEAD and not before[2][0].isdigit() and before[2] not in _CORE:
                break
            if not _GAP.match(text[before[1] : words[first][0]]):
                break
            first -= 1
        for index in range(max(first, reached + 1), at + 1):
            yield words[index][0]
        reached = at


def _is_core_number(text: str, start: int, end: int, word: str) -> bool:
    if _NUMERIC_CORE.match(text, start):
        return True
    return word.lstrip("0123456789") in ("am", "pm", "hrs", "gmt", "st", "nd", "rd", "th") or bool(
        re.match(r"\s?(?:[ap]\.?m\b|hrs|gmt|utc)", text[end : end + 5], re.IGNORECASE)
    )
