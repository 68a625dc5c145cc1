"""Whether a date in the text dates the report itself: datelines, dated headings, "Published: …"."""

import re

_HEADER = 1_200
"""Characters from the start within which headings and labels date the report."""

_PLACE = r"[A-Z][A-Z.'’-]{2,}(?:[ /-]+[A-Z][A-Z.'’-]+)*"
_COUNTRY = r"(?:,\s?[A-Z][\w.'’ ]{1,28}?)?"
_BEFORE = re.compile(
    rf"(?:^|\s)\W?{_PLACE}{_COUNTRY}(?:,?\s?(?P<open>\()|(?P<comma>,)|\s?[-–—|])?\s*$"
)
_AFTER = re.compile(
    r"[,.]?\s*(?:\d{1,2}[:.]\d\d\s?\w{0,4}\s*)?(?:\([^()\n]{2,40}\)\s*)?(?:[-–—:|]|$)"
)
_AFTER_OPEN = re.compile(r"(?:\s*\([^()\n]{1,20}\))?[^()\n]{0,20}\)")
_LABEL = re.compile(
    r"^\W*(?:first |last )?(?:published|updated|posted|released|issued|date|dated|as of|as at)(?: on)?\s*:?\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r",?\s*(?:at\s)?\d{1,2}[:.]\d\d\s?[\w.]{0,5}(?:\s\w{2,4})?\s*$")
_SENTENCE_END = re.compile(r"[.!?…;,][\"'”’)\]]*$")
_LONGEST_HEADING = 16


def is_dateline(text: str, start: int, end: int, *, full: bool) -> bool:
    """Whether the date at ``text[start:end]`` is that of the report.

    :param full: the date has its year, which a date in a heading needs to count
    """
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    place = _BEFORE.search(before[-80:])
    if place and (place["open"] or len(before) == len(before[-80:])):
        at_start = place.start() == 0 or place["open"]
        if place["comma"] and place.start() == 0:
            return True
        if at_start and (_AFTER_OPEN if place["open"] else _AFTER).match(after):
            return True
    if _LABEL.match(before) and (start < _HEADER or not after.strip(" .")):
        return True
    if start >= _HEADER:
        return False
    if not before.strip() and after.lstrip().startswith(":"):
        return True
    if before.strip() in ("[", "(") and after.lstrip()[:1] in ("]", ")"):
        return True
    line = text[line_start:line_end].strip()
    if not before.strip(" ([-–—|•") and _CLOCK.match(after):
        return True
    alone = not before.strip(" ([-–—|•") and not after.strip(" )]-–—|")
    heading = len(line.split()) <= _LONGEST_HEADING and not _SENTENCE_END.search(line)
    return heading and (full or alone)
