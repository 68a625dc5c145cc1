"""Times told from the report's own day or from the last day mentioned.

"yesterday", "two weeks ago", "the next day", "in recent months", "over the past 24 hours",
"currently". The contract's table of vague horizons stands in ``lexicon/times.toml``.
"""

import re
from datetime import date

from sayso.reading.calendar_days import (
    Interval,
    month_span,
    part_of,
    shift,
    shift_months,
    week_span,
    weekend_span,
    year_span,
)
from sayso.reading.time_context import (
    MONTH,
    PART,
    WEEKDAY,
    Context,
    Found,
    Rule,
    rule,
    which_part,
)
from sayso.reading.time_lengths import COUNT, HOURS, UNIT, count_of, unit_days
from sayso.reading.time_words import alternatives, time_words

_WORDS = time_words()
_COUNT2, _UNIT2 = COUNT.replace("<count>", "<count2>"), UNIT.replace("<unit>", "<unit2>")


def _nothing(precision: str = "unknown", kind: str = "point", *, vague: bool = False) -> Found:
    return Found(None, None, precision, kind, relative=True, vague=vague)


def _span(
    first: date, last: date, precision: str, kind: str = "point", *, vague: bool = False
) -> Found:
    return Found(first, last, precision, kind, relative=True, vague=vague)


def _near_day(match: re.Match[str], context: Context) -> Found | None:
    word = re.sub(r"\s+", " ", match["word"].casefold())
    if context.published is None:
        return _nothing("day")
    step = {
        "yesterday": -1, "last night": -1, "last evening": -1, "the day before yesterday": -2,
        "tomorrow": 1, "the day after tomorrow": 2,
    }.get(word, 0)  # fmt: skip
    day = shift(context.published, step)
    end = day
    if word in ("tonight", "last night") or (word in ("yesterday", "tomorrow") and match["night"]):
        end = shift(day, 1)
    return Found(day, end, "day", relative=True, what="day" if step == 0 else "calendar")


def _overnight(match: re.Match[str], context: Context) -> Found | None:
    last = context.same_sentence[0] if context.same_sentence else context.published
    return _span(shift(last, -1), last, "day") if last else _nothing("day")


def _anchored(match: re.Match[str], context: Context) -> Found | None:
    """The previous, same or next day, week, month or year of the last day mentioned."""
    anchor = context.anchor or (
        (context.published, context.published) if context.published else None
    )
    unit, groups = match["unit"].casefold(), match.groupdict()
    step = -1 if groups.get("before") else (1 if groups.get("after") else 0)
    if anchor is None:
        return _nothing("day")
    if unit in ("week", "month", "year"):
        return _unit_around(anchor[0], unit, step)
    day = shift(anchor[0] if step < 0 else anchor[1], step)
    end = shift(day, 1) if unit == "night" else day
    if step == 0 and anchor[0] != anchor[1] and unit == "day":
        day, end = anchor
    return Found(day, end, "day", relative=True, what="day")


def _unit_around(day: date, unit: str, step: int) -> Found:
    if unit == "week":
        return _span(*week_span(shift(day, 7 * step)), "week")
    if unit == "month":
        moved = shift_months(day, step)
        return _span(*month_span(moved.year, moved.month), "month")
    return _span(*year_span(min(max(day.year + step, 1), 9999)), "year")


def _moved(day: date, count: int, unit: str, sign: int, vague: bool) -> Found:
    """So many units before or after a day, as finely as the unit says."""
    if unit in ("minute", "hour"):
        moved = shift(day, sign * (count // HOURS if unit == "hour" else 0))
        return Found(moved, moved, "day", relative=True, vague=vague)
    if unit in ("day", "night"):
        moved = shift(day, sign * count)
        return Found(moved, moved, "day", relative=True, vague=vague)
    if unit in ("week", "fortnight"):
        moved = shift(day, sign * unit_days(count, unit))
        return _span(shift(moved, -3), shift(moved, 3), "week", vague=vague)
    if unit == "month":
        moved = shift_months(day, sign * count)
        return _span(*month_span(moved.year, moved.month), "month", vague=vague)
    years = count * (10 if unit == "decade" else 1)
    return _span(*year_span(min(max(day.year + sign * years, 1), 9999)), "year", vague=vague)


def _ago(match: re.Match[str], context: Context) -> Found | None:
    counted, unit = count_of(match["count"] or ""), match["unit"].casefold()
    if context.published is None:
        return _nothing("day")
    if match["day"] and counted is not None:
        return _anniversary(counted[0], unit, context.published)
    if counted is None:
        back = _WORDS.vague_units.get(unit, 7)
        nearest_day = {"hour": 0, "minute": 0, "day": 1, "night": 1, "week": 7, "month": 30}.get(
            unit, 365
        )
        return _span(shift(context.published, -back if unit not in ("hour", "minute") else 0),
                     shift(context.published, -nearest_day), "week", vague=True)  # fmt: skip
    return _moved(context.published, counted[0], unit, -1, counted[1])


def _anniversary(count: int, unit: str, published: date) -> Found | None:
    """ "twenty years ago today", "a month ago this morning"."""
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    if months is None:
        day = shift(published, -unit_days(count, unit))
    else:
        day = shift_months(published, -months * count)
    return Found(day, day, "day", relative=True)


def _from_now(match: re.Match[str], context: Context) -> Found | None:
    counted = count_of(match["count"] or match["count2"])
    unit = (match["unit"] or match["unit2"]).casefold()
    if counted is None:
        return None
    days = unit_days(counted[0], unit)
    end = shift(context.published, days) if context.published else None
    return Found(
        context.published, end, "week", "horizon", vague=counted[1], relative=True, days=days
    )


def _clause_apart(match: re.Match[str], context: Context) -> Found | None:
    """ "on Sunday, two days after they took …": the day of what the clause tells."""
    counted, base = count_of(match["count"]), context.same_sentence
    if base is None and context.published is not None:
        base = context.published, context.published
    if counted is None or base is None:
        return None
    sign = -1 if match["after"].casefold() == "after" else 1
    return _moved(base[0], counted[0], match["unit"].casefold(), sign, counted[1])


def _later(match: re.Match[str], context: Context) -> Found | None:
    anchor = context.anchor or (
        (context.published, context.published) if context.published else None
    )
    if anchor is None:
        return _nothing("day")
    sign = 1 if re.search(r"later|after|on$", match.group(), re.IGNORECASE) else -1
    counted, unit = count_of(match["count"] or ""), match["unit"].casefold()
    base = anchor[1] if sign > 0 else anchor[0]
    if counted is None:
        reach = _WORDS.vague_units.get(unit, 7) if unit not in ("hour", "minute") else 0
        ends = sorted((base, shift(base, sign * reach)))
        return _span(ends[0], ends[1], "day" if reach == 0 else "week", vague=True)
    return _moved(base, counted[0], unit, sign, counted[1])


def _calendar_unit(match: re.Match[str], context: Context) -> Found | None:
    """ "last week", "earlier this month", "late last year", "the end of the month"."""
    day, unit, rel = context.published, match["unit"].casefold(), match["rel"].casefold()
    if day is None:
        return _nothing("week" if unit == "week" else unit)
    if rel in ("the", "that") and not which_part(match):
        return None
    step = {"last": -1, "the last": -1, "past": -1, "the past": -1, "previous": -1, "the previous": -1,
            "next": 1, "the coming": 1, "this coming": 1}.get(rel, 0)  # fmt: skip
    if unit == "decade":
        start = day.year // 10 * 10 + 10 * step
        return _span(date(start, 1, 1), date(start + 9, 12, 31), "year")
    if unit == "weekend":
        return _weekend(match, context)
    found = _unit_around(day, unit, step)
    if found.first is None or found.last is None:
        return found
    lead = (match["lead"] or "").casefold()
    if part := which_part(match):
        first, last = part_of((found.first, found.last), part)
        return _span(
            first, last, "week" if unit == "month" else ("month" if unit == "year" else "day")
        )
    if step == 0 and lead.startswith("later"):
        return _span(day, found.last, found.precision)
    if step == 0:
        return _span(found.first, min(found.last, day) if context.tense(match.start()) != "future" else found.last,
                     found.precision)  # fmt: skip
    return found


def _by_the_calendar(match: re.Match[str], context: Context) -> Found | None:
    found = _calendar_unit(match, context)
    if found is not None:
        found.what = "calendar"
    return found


def _weekend(match: re.Match[str], context: Context) -> Found | None:
    day = context.published
    if day is None:
        return _nothing("day")
    rel = (match.groupdict().get("rel") or "").casefold()
    saturday, sunday = weekend_span(day)
    ahead = rel in ("next", "this coming", "the coming") or context.tense(match.start()) == "future"
    before = context.text[max(0, match.start() - 12) : match.start()].rstrip().casefold()
    if ahead or before.endswith(("before", " by", "until")):
        if saturday < day:
            saturday, sunday = shift(saturday, 7), shift(sunday, 7)
    elif saturday > day or (rel in ("last", "this past", "past", "the past") and sunday >= day):
        saturday, sunday = shift(saturday, -7), shift(sunday, -7)
    return _span(saturday, sunday, "day")


def _stretch(match: re.Match[str], context: Context) -> Found | None:
    """ "over the past 24 hours", "in recent weeks", "the last two decades", "in the coming days"."""
    ahead = bool(re.search(r"next|coming|ahead|upcoming|following", match["which"], re.IGNORECASE))
    unit = match["unit"].casefold()
    counted = count_of(match["count"]) if match["count"] else None
    if counted is None and match[0].casefold().rstrip().endswith(unit):
        counted = (1, False)
    vague = counted is None or counted[1]
    days = unit_days(counted[0], unit) if counted else _WORDS.vague_units.get(unit, 7)
    if counted and counted[1] and (match["count"] or "").casefold().strip() in ("few", "several"):
        days = _WORDS.vague_units.get(unit, days)
    kind = "horizon" if ahead else "range"
    precision = {"hour": "day", "minute": "day", "day": "week", "night": "week", "week": "week", "fortnight": "week",
                 "month": "month"}.get(unit, "year")  # fmt: skip
    if context.published is None:
        return Found(None, None, precision, kind, vague=vague, relative=True, days=days)
    ends = sorted((context.published, shift(context.published, days if ahead else -days)))
    return Found(ends[0], ends[1], precision, kind, vague=vague, relative=True, days=days)


_SENTENCED = re.compile(
    r"\b(?:sentenced?|jailed|imprisoned|convicted|condemned|prison|jail)\b[^.;]*$", re.IGNORECASE
)


def _duration(match: re.Match[str], context: Context) -> Found | None:
    """ "for three days", "after nine days of fighting", "in five days", "within six months"."""
    lead, unit = (match["lead"] or "").casefold().strip(), match["unit"].casefold()
    if not lead and not match["of"]:
        return None
    counted = count_of(match["count"]) if match["count"] else None
    if counted is None and match["count"]:
        return None
    if counted is None and lead not in (
        "for",
        "within",
        "in",
        "after",
        "over",
        "in the space of",
        "during",
        "inside",
    ):
        return None
    if _SENTENCED.search(context.text[max(0, match.start() - 48) : match.start()]):
        return None
    days = unit_days(counted[0], unit) if counted else _WORDS.vague_units.get(unit, 7)
    vague = counted is None or counted[1]
    within_day = unit in ("minute", "hour") and days <= 1
    precision = (
        "day" if days <= 3 else ("week" if days <= 28 else ("month" if days < 365 else "year"))
    )
    tense = context.tense(match.start())
    after = context.text[match.end() : match.end() + 4].casefold().lstrip()
    if lead in ("within", "inside") and after.startswith(("of ", "aft")):
        return Found(
            None,
            None,
            precision,
            "duration",
            vague=vague,
            relative=True,
            days=days,
            what="within of",
        )
    if lead in ("within", "inside", "in") and (
        tense in ("future", "present") or (lead != "in" and tense == "unknown")
    ):
        end = shift(context.published, days) if context.published else None
        return Found(
            context.published, end, precision, "horizon", vague=vague, relative=True, days=days
        )
    if context.era is not None and tense == "past" and context.same_sentence is None:
        return Found(None, None, precision, "duration", vague=vague, relative=True, days=days)
    if lead == "for" and tense == "future":
        return Found(None, None, precision, "duration", vague=vague, relative=True, days=days)
    until = context.same_sentence[1] if context.same_sentence else context.published
    first = shift(until, 0 if within_day else -days) if until else None
    return Found(first, until, precision, "duration", vague=vague, relative=True, days=days)


def _clock(match: re.Match[str], context: Context) -> Found | None:
    span = context.same_sentence
    day = span[0] if span else context.published
    lead = match.group().casefold().split()[0]
    if lead == "since" and context.published:
        return Found(
            context.published, context.published, "day", "since", relative=True, what="clock"
        )
    if lead in ("by", "until"):
        return Found(None, day, "day", "until", relative=True, what="clock")
    return Found(day, day, "day", relative=True, what="clock")


def _present(match: re.Match[str], context: Context) -> Found | None:
    if context.published is None:
        return _nothing("week", vague=True)
    return Found(
        shift(context.published, -3),
        context.published,
        "week",
        vague=True,
        relative=True,
        what="present",
    )


def _recently(match: re.Match[str], context: Context) -> Found | None:
    if context.published is None:
        return _nothing("week", vague=True)
    days = _WORDS.recently[re.sub(r"\s+", " ", match.group().casefold())]
    return _span(
        shift(context.published, -days),
        context.published,
        "week" if days <= 7 else "month",
        vague=True,
    )


def _recurrent(match: re.Match[str], context: Context) -> Found | None:
    return Found(None, None, "unknown", "recurrent", vague=True, what="recurrent")


def _then(match: re.Match[str], context: Context) -> Found | None:
    anchor: Interval | None = context.anchor
    return _span(anchor[0], anchor[1], "day") if anchor else None


_POD = "morning|afternoon|evening|night|dawn|noon|midnight|midday|dusk"
_REL = (
    r"(?P<rel>last|this\spast|this\scoming|this|next|the\sprevious|previous|the\scoming|the|that)"
)
_CLOCK = (
    r"\d{1,2}(?:[:.]\d{2})?\s?(?:a\.?m\.?|p\.?m\.?)(?![a-z])|\d{1,2}[:.]\d{2}(?:\s?(?:hrs?|hours|gmt|utc|local\stime|z))?\b|"
    r"\d{4}\s?(?:hrs?|hours|gmt|utc|z)\b|(?:\w+\s)?o['’]clock|noon|midday|midnight|dawn|daybreak|sunrise|sunset|dusk|nightfall|night|first\slight|"
    r"(?:(?:morning|noon|evening|dawn|friday)\s)?prayers?\b"
)
RELATIVE: tuple[Rule, ...] = (
    rule("near day",
          rf"(?:(?:earlier|later|late|early)\s)?(?P<word>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|today|yesterday|tomorrow|tonight|"
          rf"last\snight|last\sevening|this\s(?:very\s)?(?:{_POD}))\b(?:\s(?:(?P<night>night)|{_POD})\b)?(?!['’]s\s(?:Taliban|world))",
          _near_day),
    rule("overnight", rf"overnight\b(?!\s(?:on|into|from|between|to|of)\s(?:the\s)?(?:\d|{WEEKDAY}|{MONTH}))", _overnight),
    rule("anchored",
          r"(?:on\s)?the\s(?P<unit>day|night|evening|morning|afternoon|week|month|year)\s"
          r"(?:(?P<before>before|prior|earlier)(?!\syesterday)|(?P<after>after|afterwards)(?!\stomorrow))\b", _anchored),
    rule("anchored",
          rf"(?:on\s)?the\s(?:(?:very\s)?same|(?P<before>previous|preceding)|(?P<after>following|next(?!\s(?:week|month|year))))\s"
          rf"(?P<unit>day|night|week|month|year|{_POD}|evening)\b(?:['’]s)?", _anchored),
    rule("anchored", rf"that\s(?:very\s|same\s)?(?P<unit>day|night|week|month|year|{_POD}|evening)\b(?:['’]s)?", _anchored),
    rule("ago", rf"(?:{COUNT}\s)?{UNIT}\sago(?P<day>\s(?:today|on\sthis\sday|this\s(?:very\s)?(?:day|{_POD})))?\b", _ago),
    rule("from now", rf"{COUNT}\s{UNIT}\s(?:from\snow|hence|from\stoday)|in\s{_COUNT2}\s{_UNIT2}['’]?s?['’]?\stime", _from_now),
    rule("after clause", rf"{COUNT}\s{UNIT}\s(?P<after>after|before)(?=\s(?:\w+\s){{1,9}}?(?:had|has|have|was|were|\w+ed|took|fell|left|began|came|went|broke|shot|hit|seized|fled)\b)", _clause_apart),
    rule("later", rf"(?:{COUNT}\s)?{UNIT}\s(?:later|earlier|afterwards|thereafter|beforehand|prior|on(?=,|\s(?:he|she|it|they|we|I)\b))\b", _later),
    rule("calendar unit",
          rf"(?:(?P<lead>earlier|later|so\sfar|sometime|some\stime)\s)?(?:{PART})?{_REL}\s(?P<unit>week|month|year|decade|weekend)\b(?!\s(?:of\sfighting|ago|later|earlier)\b)",
          _by_the_calendar),
    rule("year part", rf"(?:{PART})(?P<rel>)(?P<lead>)(?P<unit>week|month|year|decade)\b", _by_the_calendar),
    rule("weekend", r"(?:the|at)\sweekend\b(?P<rel>)|(?P<unit>)weekend\b(?!s)", _weekend),
    rule("stretch",
          rf"(?:the\s)?(?P<which>last|past|previous|recent|next|coming|upcoming|following)\s(?:{COUNT}\s)?{UNIT}(?:\sahead)?", _stretch),
    rule("days ahead", r"the\s(?P<unit>hour|day|week|month|year|decade)s\s(?P<which>ahead|to\scome)(?P<count>)", _stretch),
    rule("duration",
          rf"(?P<lead>(?:for|within|in|after|over|during|lasting|inside|in\sthe\sspace\sof|throughout)\s)?(?:{COUNT}\s)?{UNIT}(?!-old|\sold|\sago|\slater|\searlier)(?=(?P<of>\sof\s[a-z]))?",
          _duration),
    rule("clock", rf"(?:(?:at|before|after|around|about|since|by|until|from|shortly|just)\s)+(?:the\s)?(?:{_CLOCK})|in\sthe\s(?:early\s)?(?:morning|afternoon|evening|night)(?:\shours)?\b|in\sthe\searly\shours\b|during\sthe\snight\b",
          _clock),
    rule("present", rf"(?:{alternatives(_WORDS.present.words)})\b", _present),
    rule("recently", rf"(?:{alternatives(_WORDS.recently)})\b", _recently),
    rule("recurrent", rf"(?:every|each)\s(?:other\s|single\s|second\s|few\s)?(?:{WEEKDAY}|day|night|morning|evening|week|month|year|hour|weekend)s?\b|(?:on\s)?(?:{WEEKDAY})s\b|per\s(?:day|week|month|year|night)\b",
          _recurrent),
    rule("then", r"(?:(?<=since\s)|(?<=by\s)|(?<=until\s))then\b", _then),
)  # fmt: skip
"""Rules for times told from the report's day. The longest match wins, then the earlier rule."""
