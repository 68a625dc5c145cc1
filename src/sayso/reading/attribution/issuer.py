"""In whose name a text speaks: the party behind "our forces" in a communiqué."""

import re

from spacy.tokens import Doc

from sayso.reading.attribution.layout import Layout, layout
from sayso.reading.attribution.quotes import Quote, quotes

_FIRST = frozenset(["our", "we", "us", "ours"])
_OFFICE = re.compile(
    r"(?:press|media|information|public\s+affairs|spokes\w+|news)\s*(?:office|centre|center|bureau|"
    r"department|service|wing|desk|release|statement)?\s*(?:of|,|–|—|-|\|)\s*(?:the\s+)?(?P<name>[^\n.,;|]{2,80})",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(
    r"^(?P<name>[^\n.,;:|]{2,80}?)\s*(?:[-–—|,]\s*)?(?:press|media|information|public\s+affairs)\s+"
    r"(?:office|centre|center|bureau|department|service|wing|release|statement)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"(?:statement|communiqu[eé]|press\s+release|declaration|bulletin|announcement)\s*(?:no\.?\s*\S+\s*)?"
    r"(?:issued\s+)?(?:by|of|from)\s+(?:the\s+)?(?P<name>[^\n.,;:|]{2,80})",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:army|front|forces?|movement|brigades?|council|command|committee|party|government|ministry|"
    r"battalions?|militia|police|staff|ministr(?:y|ies)|corps|emirate|guards?|defen[cs]e|resistance|"
    r"alliance|coalition|coordination|movements?|union|bureau|congress|directorate|authority|administration|republic|state)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b[Oo]ur\s+(?:\w+\s+)?(?:forces|fighters|troops|comrades|soldiers|units|mujahid(?:een|in)|men|heroes|"
    r"artillery|positions|army|martyrs|brave\s+\w+)\b"
)
_KIND = (
    r"(?:(?:press|news|media|military|official|joint|war|final|political)\s+)*"
    r"(?:communiqu[eé]|release|statement|declaration|bulletin|information\s+bureau)"
)
_RELEASE = re.compile(
    rf"(?:for\s+immediate\s+release|{_KIND})(?:\s*(?:no\.?|nr\.?|n[°º]|number|#)\s*\S+)?\W*",
    re.IGNORECASE,
)
_RELEASE_START = re.compile(
    rf"{_KIND}\s+(?:of|from|by|regarding|concerning|about|on\s+behalf\s+of|issued\s+by)\b",
    re.IGNORECASE,
)
_RELEASE_END = re.compile(rf"[-–—|:]\s*{_KIND}\s*$", re.IGNORECASE)
_TITLE_WORDS = 12
_NAME_WORDS = 9
_SMALL = frozenset(
    ["of", "the", "for", "and", "in", "de", "la", "du", "des", "al", "el", "y", "to"]
)
_TITLE_LINES = 4
_TAIL_LINES = 5
_SHARE = 0.25


def communique_issuer(doc: Doc) -> tuple[int, int] | None:
    """Characters of the name of the party whose first-person plural the text is written in.

    None where the plain narration is not in the first person plural, or names no issuer. Looked
    for in this order: the letterhead and title, the signature, "we, the X" in the text.
    """
    page = layout(doc)
    found = quotes(doc, page)
    text = doc.text
    if not _speaks_as_we(doc, page, found) and not _is_release(text):
        return None
    side = _SIDE.search(text) is not None
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    for line in [*lines[:_TITLE_LINES], *reversed(lines[-_TAIL_LINES:])]:
        for pattern in (_STATEMENT, _OFFICE, _OFFICE_BEFORE):
            match = pattern.search(line.group())
            if (
                match
                and _is_name(match.group("name"))
                and (side or _BODY.search(match["name"]) or _is_release_line(line.group().strip()))
            ):
                return _name(
                    text, line.start() + match.start("name"), line.start() + match.end("name")
                )
    match = re.search(r"\bwe,\s+(?:the\s+)?([A-Z][^,.;\n]{2,60}),", text, re.IGNORECASE)
    if match and _is_name(match.group(1)):
        return _name(text, match.start(1), match.end(1))
    for line in [*lines[:_TITLE_LINES], *reversed(lines[-_TAIL_LINES:])]:
        words = line.group().split()
        if len(words) > 10 or line.group().rstrip().endswith((".", ":", ";")):
            continue
        if _BODY.search(line.group()) and _is_name(line.group().strip()):
            body = re.match(r"\s*(?:(?! - )[^,:;|–—])+", line.group())
            if body and _BODY.search(body.group()):
                return _name(text, line.start(), line.start() + body.end())
    return _letterhead(text, lines[:_TITLE_LINES]) if _is_release(text) else None


def _is_release(text: str) -> bool:
    """Whether a line at the head says that this is a body's own release or communiqué."""
    head = [line.strip() for line in text.splitlines() if line.strip()][:_TITLE_LINES]
    return any(_is_release_line(line) for line in head)


def _is_release_line(line: str) -> bool:
    if len(line.split()) > _TITLE_WORDS:
        return False
    return bool(_RELEASE.fullmatch(line) or _RELEASE_START.match(line) or _RELEASE_END.search(line))


def _letterhead(text: str, head: list[re.Match[str]]) -> tuple[int, int] | None:
    """The name in the lines about a release's own heading: "Islamic Emirate / Statement …"."""
    for line in head:
        match = _RELEASE_END.search(line.group())
        if match and _is_name(line.group()[: match.start()]):
            return _name(text, line.start(), line.start() + match.start())
    marks = [n for n, line in enumerate(head) if _is_release_line(line.group().strip())]
    near = {n + step for n in marks for step in (-1, 1)} - set(marks)
    for n in sorted(near):
        if not 0 <= n < len(head):
            continue
        words = head[n].group().strip()
        if (
            len(words.split()) <= _NAME_WORDS
            and not words.endswith((".", ":", ","))
            and (_is_capitalised(words))
        ):
            return _name(text, head[n].start(), head[n].end())
    return None


def _is_capitalised(words: str) -> bool:
    """Whether every word that can be is written large, as a body writes its name."""
    letters = [w for w in words.split() if w[0].isalpha() and w.lower() not in _SMALL]
    return bool(letters) and all(w[0].isupper() for w in letters)


def _speaks_as_we(doc: Doc, page: Layout, found: tuple[Quote, ...]) -> bool:
    """Whether a good share of the sentences outside quotes speak of "we" and "our"."""
    plain, first = 0, 0
    singular = 0
    for unit in page.units:
        outside = [
            doc[i] for i in range(unit.lo, unit.hi) if not any(q.holds(i) for q in found if q.full)
        ]
        if len(outside) < 5:
            continue
        plain += 1
        first += any(t.lower_ in _FIRST and t.text != "US" for t in outside)
        singular += any(t.lower_ in ("i", "my", "me") and t.pos_ == "PRON" for t in outside)
    return plain > 0 and first >= max(1, _SHARE * plain) and singular <= first / 3


def _is_name(text: str) -> bool:
    words = text.split()
    return bool(words) and len(words) <= 12 and any(w[0].isupper() for w in words)


def _name(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == ")"):
        end -= 1
    return start, end
