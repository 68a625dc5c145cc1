"""What times beside each other make together: ranges, parts of days, since and until."""

import re
from datetime import date

from sayso.reading.calendar_days import month_span, shift
from sayso.reading.datelines import is_dateline
from sayso.reading.time_context import Found
from sayso.reading.time_mention import TimeMention
from sayso.reading.time_scan import Atom
from sayso.reading.time_words import time_words

_WORDS = time_words()

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


def with_parts_of_day(text: str, atoms: list[Atom]) -> list[Atom]:
    """Days with the part of the day that stands beside them; lone clock times beside a day go."""
    kept: list[Atom] = []
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


def _apply_before(before: re.Match[str], atom: Atom) -> None:
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


def _beside(text: str, day: Atom, clock: Atom) -> bool:
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


def joined(text: str, atoms: list[Atom]) -> list[Atom]:
    """Pairs of times that make one range ("from … to …", "between … and …", "Monday and Tuesday")."""
    kept: list[Atom] = []
    for atom in atoms:
        previous = kept[-1] if kept else None
        if previous is not None and _same_day_twice(text, previous, atom):
            kept[-1] = Atom(previous.start, atom.end, atom.found, atom.sentence)
            continue
        if previous is None or not _make_one(text, previous, atom):
            kept.append(atom)
            continue
        lead = text[max(0, previous.start - 14) : previous.start]
        led = _FROM.search(lead) or _BETWEEN.search(lead)
        left, right = previous.found, atom.found
        first, last = left.first, right.last
        if first and last and first > last and left.relative and not left.full:
            first = _before(first, last)
        if first and last and first > last:
            kept.append(atom)
            continue
        kept[-1] = Atom(
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


def _same_day_twice(text: str, left: Atom, right: Atom) -> bool:
    """ "Tuesday (4 June)": a weekday with its date beside it."""
    return (
        left.found.what == "weekday"
        and right.found.what == "date"
        and right.found.precision == "day"
        and right.found.first is not None
        and (left.found.first is None or right.found.first.weekday() == left.found.first.weekday())
        and bool(_APPOSED.match(text[left.end : right.start]))
    )


def _before(moved: date, last: date) -> date:
    """The first day of a range whose beginning lacked its year, so that it lies before the end."""
    while moved > last and moved.year > 1:
        year = moved.year - 1
        moved = date(year, moved.month, min(moved.day, month_span(year, moved.month)[1].day))
    return moved


def _make_one(text: str, left: Atom, right: Atom) -> bool:
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


_HOUR_OF_DAY = re.compile(rf"(?:the\s)?(?:{_OTHER})\s(?:of|on)\b", re.IGNORECASE)


def _is_no_limit(text: str, start: int, end: int) -> bool:
    """Whether a day behind "by" or "before" limits nothing: "by Friday's strikes", "before dawn on Tuesday"."""
    return text[end : end + 2] in ("'s", "’s") or _HOUR_OF_DAY.match(text, start) is not None


def mention(text: str, atom: Atom, published: date | None) -> TimeMention:
    found, start, end = atom.found, atom.start, atom.end
    first, last, kind = found.first, found.last, found.kind
    lead = text[max(0, start - 32) : start]
    if kind in ("point", "range") and (led := _SINCE.search(lead)):
        kind, start, last = "since", start - len(led.group()), published
    elif kind == "point" and (led := _UNTIL.search(lead)) and not _is_no_limit(text, start, end):
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
        clock=found.what == "clock",
        dateline=found.precision == "day" and found.what == "date" and kind == "point"
        and is_dateline(text, start, end, full=found.full),
    )  # fmt: skip
