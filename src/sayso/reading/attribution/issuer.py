"""In whose name a text speaks: the body behind a communiqué, a press release, an NGO's alert."""

import re
from collections.abc import Callable
from typing import Literal

from spacy.tokens import Doc

from sayso.reading.attribution.layout import Layout, layout
from sayso.reading.attribution.letterhead import (
    DATE,
    Segment,
    head_segments,
    marks,
    tail_segments,
)
from sayso.reading.attribution.quotes import Quote, quotes

_FIRST = frozenset(["our", "we", "us", "ours"])
_SHARE = 0.25
_TITLE_WORDS = 6
_LETTERHEAD = 3.5
"""The weight of a body's name that has a line to itself."""
_WE_THE = re.compile(r"\bwe,\s+(?:the\s+)?([A-Z][^,.;\n]{2,60}),", re.IGNORECASE)


def communique_issuer(
    doc: Doc, known: Callable[[str], bool] = lambda name: False
) -> tuple[int, int] | None:
    """Characters of the name of the body that speaks in a text of its own.

    A text is a body's own when its head calls it a release, when its narration is in the first
    person plural, or when the body named in its head speaks of itself ("Mwatana urges …"). The
    name is looked for in the head, in the signature, and in "we, the X". ``known`` tells the names
    of organisations. None for plain narration, and where no issuer is named.
    """
    text = doc.text
    head, tail = head_segments(text, known), tail_segments(text, known)
    over = any(s.kind in ("office", "state") for s in head)
    offices = over and any(s.kind == "body" for s in head)
    release = offices or any(s.kind == "release" for s in head)
    side = marks().own.search(text) is not None
    voice = _voice(doc)
    we = voice == "we"
    named = [
        (s, _weight(text, s, [*head, *tail]) + (voice is not None and _headed(doc, s, head)))
        for s in (*head, *tail)
    ]
    if not (release or (we and side)):
        named = [
            (s, weight)
            for s, weight in named
            if _speaks_of_itself(text, s)
            or (weight >= _LETTERHEAD and (we or (s.known and s.line == 0)))
            or (voice is not None and s.kind == "body" and _heads_line(text, s, head))
        ]
    best = max(named, key=lambda one: one[1], default=None)
    enough = 1 if side or offices else 2
    if best is not None and best[1] >= enough:
        innermost = _innermost(text, best[0], [s for s, weight in named if weight == best[1]])
        return innermost.start, innermost.end
    state = next((s for s in head if s.kind == "state"), None)
    if state is not None and any(s.kind == "office" for s in head):
        return state.start, state.end
    alone = state is not None and sum(s.line == state.line for s in head) == 1
    if state is not None and alone and release and voice is not None:
        return state.start, state.end
    match = _WE_THE.search(text) if release or we else None
    return match.span(1) if match else None


def _innermost(text: str, first: Segment, equals: list[Segment]) -> Segment:
    """The part behind the whole: "DEPARTMENT OF POLICE / CAPITAL CONSTABULARY"."""
    for segment in equals:
        if segment.line == first.line and segment.start > first.end:
            between = text[first.end : segment.start].strip()
            dashed = between in ("-", "–") and marks().body.search(
                text[segment.start : segment.end]
            )
            first = segment if between in ("/", "|") or dashed else first
    return first


def _weight(text: str, segment: Segment, around: list[Segment]) -> float:
    """How much a segment of the head or signature looks like the issuer's name."""
    if segment.kind not in ("body", "name"):
        return 0
    beside = [
        s
        for s in around
        if s.line == segment.line and s is not segment and text[s.start - 1 : s.start] != "("
    ]
    near = [s for s in around if abs(s.line - segment.line) == 1 and s.line * segment.line >= 0]
    telling = ("release", "office", "state") if segment.kind == "body" else ("office",)
    weight = 2.0 if segment.kind == "body" else 0.0
    weight += 2 * any(s.kind in telling for s in beside)
    weight += 1 * any(s.kind in telling for s in near)
    weight += 3 * _speaks_of_itself(text, segment)
    weight += 0.5 * (not any(s.kind in ("name", "body") for s in beside)) + (not beside)
    weight -= 2 * (
        len(text[segment.start : segment.end].split()) > _TITLE_WORDS and segment.kind == "name"
    )
    return weight


def _speaks_of_itself(text: str, segment: Segment) -> bool:
    """Whether the named body calls, urges or thanks in the text: "Mwatana urges …"."""
    if segment.kind not in ("body", "name"):
        return False
    name = text[segment.start : segment.end]
    forms = {re.escape(name), re.escape(name.split()[0])}
    forms |= {
        re.escape(m) for m in re.findall(r"\(([A-Z][\w-]+)\)", text[segment.end : segment.end + 16])
    }
    forms |= {m.group().capitalize() for m in marks().body.finditer(name)}
    pattern = rf"(?:The\s+)?(?:{'|'.join(sorted(forms))}){marks().speaking.pattern}"
    return re.search(rf"(?m)(?:^|[.!?]\s+|^\W*|\d\.\s+){pattern}", text[segment.end :]) is not None


def _headed(doc: Doc, segment: Segment, head: list[Segment]) -> int:
    """What it adds to a name to open a text that is called a release behind it: "SafeRoute Libya —
    Weekly Security Roundup"."""
    if segment not in head[:1] or segment.kind != "name":
        return 0
    words = doc.char_span(segment.start, segment.end, alignment_mode="expand")
    place = words is not None and any(
        e.label_ == "GPE" and len(e) == len(words) for e in words.ents
    )
    called = any(s.kind == "release" and s.line == segment.line for s in head)
    return 2 * (called and not place)


def _heads_line(text: str, segment: Segment, head: list[Segment]) -> bool:
    """Whether a line of the head is the body's own: with its branch or a date, and no subject."""
    if segment not in head or segment.line > 1:
        return False
    name = text[segment.start : segment.end]
    if not segment.known and (" " not in name or not _built_on_body(name)):
        return False
    line = [s for s in head if s.line == segment.line]
    if ":" in text[segment.start : line[-1].end]:
        return False
    rest = [s for s in line if s is not segment and s.kind != "name"]
    return line[0] is segment and all(DATE.search(text[s.start : s.end]) for s in rest)


def _built_on_body(name: str) -> bool:
    """Whether a body's noun ends or opens a name: "Rights Watch Collective", not "Front Summary"."""
    found = list(marks().body.finditer(name))
    return any(m.end() == len(name) or m.start() == 0 for m in found)


def _voice(doc: Doc) -> Literal["we", "at times"] | None:
    """Whether the narration is in the first person plural: throughout, or now and then."""
    page: Layout = layout(doc)
    found: tuple[Quote, ...] = quotes(doc, page)
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
    if not first or singular > first / 3:
        return None
    return "we" if first >= _SHARE * plain else "at times"
