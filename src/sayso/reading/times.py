"""When: the times that a report's text mentions, as closed intervals of days.

``find_times`` reads the whole text: dates as written and times told from the report's day, and what
they make together ("from 3 to 7 March", "since early May", "overnight on October 17"). The grammar
is the project's own; ``dateparser`` is asked only for full dates that the named-entity recogniser
saw and the grammar left.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec
from spacy.tokens import Doc

from sayso.model import TimePrecision
from sayso.reading.calendar_days import month_span, shift
from sayso.reading.datelines import is_dateline
from sayso.reading.number_words import SCALES, TENS, UNITS
from sayso.reading.relative_times import RELATIVE
from sayso.reading.tense import TenseReader
from sayso.reading.time_atoms import ABSOLUTE, Context, Found
from sayso.reading.time_words import time_words

TimeKind = Literal["point", "range", "since", "until", "duration", "horizon", "recurrent"]


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that tells a time, and the days meant.

    ``first``/``last`` are a closed interval; null where not known or open. ``needs_published``:
    it was told relative to the report's day (or lacks its year). ``dateline``: it dates the report
    and not what the report tells. ``days``: the length named, for durations and horizons.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: TimePrecision
    kind: TimeKind
    vague: bool = False
    needs_published: bool = False
    dateline: bool = False
    days: int | None = None


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    found: Found
    sentence: int


_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+[A-Za-z]*")
_RULES = (*ABSOLUTE, *RELATIVE)
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
_WORDS = time_words()


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
    words |= {
        "today", "yesterday", "tomorrow", "tonight", "overnight", "then", "dawn", "daybreak", "noon",
        "midday", "midnight", "dusk", "sunset", "sunrise", "nightfall", "light", "o'clock", "morning",
        "afternoon", "evening", "lately", "late", "before", "after", "time", "prayer", "prayers", "prior", "hence",
    }  # fmt: skip
    return frozenset(words)


_CORE = _core_words()
_LEAD = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "within",
        "over",
        "after",
        "before",
        "during",
        "since",
        "until",
        "from",
        "between",
        "and",
        "or",
        "to",
        "last",
        "next",
        "past",
        "this",
        "that",
        "these",
        "coming",
        "recent",
        "previous",
        "following",
        "same",
        "very",
        "early",
        "mid",
        "late",
        "end",
        "start",
        "beginning",
        "middle",
        "earlier",
        "later",
        "some",
        "about",
        "around",
        "nearly",
        "almost",
        "more",
        "than",
        "least",
        "up",
        "roughly",
        "just",
        "barely",
        "couple",
        "few",
        "several",
        "many",
        "every",
        "each",
        "other",
        "the",
        "so",
        "far",
        "sometime",
        "eve",
        "first",
        "second",
        "third",
        "day",
        "inside",
        "lasting",
        "throughout",
        "space",
        "shortly",
        "upcoming",
        "preceding",
        "half",
        "quarter",
        "q",
        "h",
        "fourth",
        "final",
        "on",
        "right",
        "as",
        "month",
        "days",
        "opening",
        "closing",
        "onset",
        "close",
        "hours",
        "hour",
    ]
) | frozenset((*UNITS, *TENS, *SCALES, "dozen"))
_BACK = 8
_NUMERIC_CORE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d|(?:1[0-9]|20)\d\d(?!\d)|\d{1,2}[:.]\d\d|\d{6}[A-Za-z]"
)
_GAP = re.compile(r"^[\s,'’–—/(-]{1,3}$")


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
    return word.rstrip("0123456789") in ("am", "pm", "hrs", "gmt", "st", "nd", "rd", "th") or bool(
        re.match(r"\s?(?:[ap]\.?m\b|hrs|gmt|utc)", text[end : end + 5], re.IGNORECASE)
    )


def find_times(doc: Doc, published: date | None) -> tuple[TimeMention, ...]:
    """The times that a text mentions, in its order, none overlapping another.

    :param doc: the report's text, parsed; sentences and tenses are taken from it
    :param published: the day of publication; without it the date that the report itself carries
        is taken, and without that relative times have no days
    """
    if published is None:
        published = document_date(doc)
    text = doc.text
    atoms = _atoms(doc, text, published)
    atoms = _with_parts_of_day(text, atoms)
    return _finished(doc, text, _ranges(text, atoms), published)


def _sentence_starts(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [0]
    return [sentence.start_char for sentence in doc.sents] or [0]


def _atoms(doc: Doc, text: str, published: date | None) -> list[_Atom]:
    tense, sentences = TenseReader(doc), _sentence_starts(doc)
    nothing = [match.span() for match in _WORDS.nothing.finditer(text)]
    context = Context(text=text, published=published, tense=tense.at)
    found: list[_Atom] = []
    consumed, current = 0, -1
    for start in _starts(text):
        if start < consumed or any(left <= start < right for left, right in nothing):
            continue
        sentence = bisect_right(sentences, start)
        if sentence != current:
            current, context.same_sentence, context.explicit_year = sentence, None, None
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
            found.append(_Atom(start, end, result, sentence))
            consumed = end
            _remember(context, result)
            break
    return found


def _remember(context: Context, result: Found) -> None:
    if result.first is None or result.last is None or result.what in ("present", "clock"):
        return
    if result.kind in ("point", "range") and not result.vague:
        context.anchor = (result.first, result.last)
        if result.precision == "day":
            context.same_sentence = context.anchor
        if result.full:
            context.explicit_year = result.first.year


_NIGHT = "|".join(_WORDS.parts_of_day.into_next_day)
_OTHER = "|".join(_WORDS.parts_of_day.same_day)
_AFTER_DAY = re.compile(
    rf"(?:['’]s)?,?\s(?:(?:at|in\sthe|during\sthe)\s)?(?:late\s|early\s|mid-)?(?:(?P<night>{_NIGHT})|{_OTHER})\b",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(
    rf"(?:(?P<into>overnight\s(?:in)?to|(?:the\s|on\s)?night\sbefore)|"
    rf"(?P<night>overnight(?:\s(?:on|of))?|(?:(?:on|in|during)\s)?(?:the\s)?(?:{_NIGHT})\sof)|(?P<eve>(?:on\s)?the\seve\sof)|"
    rf"(?:(?:on|in|during|at|by|before|since|until|from)\s)?(?:the\s)?(?:early\s|late\s)?(?:(?:{_OTHER})|early\shours|afternoon)\s(?:of|on)|"
    rf"(?:(?:earlier|later|late|early|mid)(?:\sin\sthe\sday)?)(?:\son)?)\s(?:the\s)?$",
    re.IGNORECASE,
)


def _with_parts_of_day(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Days with the part of the day that stands beside them; lone clock times beside a day go."""
    kept: list[_Atom] = []
    for atom in atoms:
        found = atom.found
        if found.what == "clock" and kept and _beside(text, kept[-1], atom):
            continue
        if found.precision == "day" and found.kind in ("point", "range") and found.what != "clock":
            after = _AFTER_DAY.match(text, atom.end)
            if after:
                atom.end = after.end()
                if after["night"] and found.last:
                    found.last = shift(found.last, 1)
            before = _BEFORE_DAY.search(text[max(0, atom.start - 40) : atom.start])
            if before:
                _apply_before(before, atom)
                while kept and kept[-1].end > atom.start:
                    kept.pop()
        kept.append(atom)
    return kept


def _apply_before(before: re.Match[str], atom: _Atom) -> None:
    found = atom.found
    lead = before.group().lstrip()
    cut = re.match(r"(?:by|before|since|until|from|on|in|at)\s", lead, re.IGNORECASE)
    atom.start -= len(lead) - (cut.end() if cut else 0)
    if found.first is None or found.last is None:
        return
    if before["into"]:
        found.first = shift(found.first, -1)
    elif before["night"] and found.first == found.last:
        found.last = shift(found.last, 1)
    elif before["eve"]:
        found.first = found.last = shift(found.first, -1)


def _beside(text: str, day: _Atom, clock: _Atom) -> bool:
    return (
        day.found.precision == "day"
        and clock.start - day.end <= 2
        and not text[day.end : clock.start].strip(" ,")
    )


_TO = re.compile(
    r"^\s?(?:-|–|—|,?\sto|until|till|through|into|,?\suntil|\still|\sthrough|\sinto)\s?(?:the\s)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"^,?\s(?:and|or|&)\s(?:on\s|the\s|in\s)?(?:late\s|early\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting|beginning)\s(?:the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)


def _ranges(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Pairs of times that make one range ("from … to …", "between … and …", "Monday and Tuesday")."""
    kept: list[_Atom] = []
    for atom in atoms:
        previous = kept[-1] if kept else None
        if previous is not None and _same_day_twice(text, previous, atom):
            kept[-1] = _Atom(previous.start, atom.end, atom.found, atom.sentence)
            continue
        if previous is None or not _joined(text, previous, atom):
            kept.append(atom)
            continue
        lead = text[max(0, previous.start - 14) : previous.start]
        led = _FROM.search(lead) or _BETWEEN.search(lead)
        left, right = previous.found, atom.found
        first, last = left.first, right.last
        if first and last and first > last and left.relative and not left.full:
            first = _before(left, last)
        kept[-1] = _Atom(
            previous.start - (len(led.group()) if led else 0),
            atom.end,
            Found(
                first, last, right.precision, "range",
                vague=left.vague or right.vague, relative=left.relative or right.relative,
                full=left.full and right.full,
            ),
            previous.sentence,
        )  # fmt: skip
    return kept


_APPOSED = re.compile(r"^,?\s\(?(?:the\s)?$", re.IGNORECASE)


def _same_day_twice(text: str, left: _Atom, right: _Atom) -> bool:
    """ "Tuesday (4 June)": a weekday with its date beside it."""
    return (
        left.found.what == "weekday"
        and right.found.what == "date"
        and right.found.precision == "day"
        and right.found.first is not None
        and (left.found.first is None or right.found.first.weekday() == left.found.first.weekday())
        and bool(_APPOSED.match(text[left.end : right.start]))
    )


def _before(found: Found, last: date) -> date | None:
    """The first day of a range whose beginning lacked its year, so that it lies before the end."""
    assert found.first is not None
    moved = found.first
    while moved > last and moved.year > 1:
        year = moved.year - 1
        moved = date(year, moved.month, min(moved.day, month_span(year, moved.month)[1].day))
    return moved


def _joined(text: str, left: _Atom, right: _Atom) -> bool:
    a, b = left.found, right.found
    if (
        left.sentence != right.sentence
        or a.kind not in ("point", "range")
        or b.kind not in ("point", "range")
    ):
        return False
    if "clock" in (a.what, b.what) or "present" in (a.what, b.what):
        return False
    gap, lead = text[left.end : right.start], text[max(0, left.start - 14) : left.start]
    if _TO.match(gap):
        return a.precision == b.precision or bool(_FROM.search(lead))
    if not _AND.match(gap):
        return False
    if _BETWEEN.search(lead):
        return True
    return bool(
        a.precision == b.precision == "day" and a.last and b.first and (b.first - a.last).days == 1
    )


_SINCE = re.compile(
    r"\b(?:(?:ever\s)?since|as\sfar\sback\sas|dating\s(?:back\s)?to)\s(?:about\s|around\s|at\sleast\s|on\s|the\s|in\s)*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:up\sto|up\suntil|until|till|by|no\slater\sthan|not\slater\sthan|(?P<before>before|prior\sto|ahead\sof))\s"
    r"(?:about\s|around\s|at\sleast\s|on\s|the\s|in\s)*$",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    r",?\s(?:onwards?|on(?=[\s,.](?!the|a|an|his|her|its|their|[A-Z])))", re.IGNORECASE
)


_END = re.compile(r"\b(?:end|close)\sof\b", re.IGNORECASE)
_PAST_MIDNIGHT = re.compile(rf"\b(?:{_NIGHT})\b", re.IGNORECASE)


def _finished(
    doc: Doc, text: str, atoms: list[_Atom], published: date | None
) -> tuple[TimeMention, ...]:
    mentions = [_mention(text, atom, published) for atom in atoms]
    mentions += _left_over(doc, mentions)
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _mention(text: str, atom: _Atom, published: date | None) -> TimeMention:
    found, start, end = atom.found, atom.start, atom.end
    first, last, kind = found.first, found.last, found.kind
    lead = text[max(0, start - 32) : start]
    if kind in ("point", "range") and (led := _SINCE.search(lead)):
        kind, start, last = "since", start - len(led.group()), published
    elif kind == "point" and (led := _UNTIL.search(lead)):
        kind, start = "until", start - len(led.group())
        if led["before"] and first and last:
            last = shift(last if _END.search(text[start:end]) else first, -1)
        elif first and last and (last - first).days == 1 and _PAST_MIDNIGHT.search(text[start:end]):
            last = first
        first = None
    elif kind == "point" and (led := _FROM.search(lead)) and (onward := _ONWARD.match(text, end)):
        kind, start, end, last = "since", start - len(led.group()), onward.end(), published
    elif kind == "range" and (led := _FROM.search(lead) or _BETWEEN.search(lead)):
        start -= len(led.group())
    if kind == "since" and first and last and last < first:
        last = None
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    return TimeMention(
        start=start, end=end, text=text[start:end], first=first, last=last,
        precision=found.precision, kind=kind, vague=found.vague,  # type: ignore[arg-type]
        needs_published=found.relative, days=found.days,
        dateline=found.precision == "day" and found.what == "date" and kind == "point"
        and is_dateline(text, start, end, full=found.full),
    )  # fmt: skip


def _left_over(doc: Doc, mentions: list[TimeMention]) -> Iterator[TimeMention]:
    """Full dates that the entity recogniser saw and the grammar does not know (other languages)."""
    for entity in doc.ents:
        if (
            entity.label_ != "DATE"
            or len(entity) > _LONGEST_LEFT_OVER
            or not any(c.isdigit() for c in entity.text)
        ):
            continue
        if any(m.start < entity.end_char and entity.start_char < m.end for m in mentions):
            continue
        if day := _any_language(entity.text):
            yield TimeMention(
                start=entity.start_char, end=entity.end_char, text=entity.text, first=day, last=day,
                precision="day", kind="point",
            )  # fmt: skip


_LONGEST_LEFT_OVER = 7


@lru_cache(maxsize=1024)
def _any_language(written: str) -> date | None:
    if not re.search(r"\b(?:1[0-9]|20)\d\d\b", written) or not re.search(r"[^\W\d_]{3}", written):
        return None
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
    ("2010-09-CA-005"), else it counts for nothing.
    """
    text = doc.text
    head = text[:_HEADER]
    dated = [atom for atom in _atoms(doc, head, None) if atom.found.precision == "day"]
    for atom in dated:
        found = atom.found
        if found.full and found.first and is_dateline(text, atom.start, atom.end, full=True):
            return found.first
    serial = _SERIAL.search(head)
    if serial is None:
        return None
    month_end = month_span(int(serial[1]), int(serial[2]))[1]
    for atom in _atoms(doc, head, shift(month_end, 3)):
        found = atom.found
        if (
            found.what == "date"
            and found.first
            and is_dateline(text, atom.start, atom.end, full=False)
        ):
            return found.first
    return None
