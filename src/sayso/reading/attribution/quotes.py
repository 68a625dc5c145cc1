"""Where the direct quotes of a text are.

Typographic and straight double quotes, guillemets, and single quotes that enclose at least three
words. A quote left open at the end of a paragraph goes on in the next paragraph when that one
reopens it (the custom of the press); otherwise it ends with its paragraph.
"""

from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.reading.attribution.layout import Layout

_PAIRS = {"“": "”", "«": "»", "„": "“”", "”": "”", "‘": "’", '"': '"', "'": "'", "``": "''"}
_DOUBLE_OPEN = frozenset(["“", "«", "„", "``"])
_FULL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quote: its pieces, one a paragraph, as token ranges with the quote marks.

    ``full`` is a quote that is an utterance of its own, not words woven into another's sentence.
    """

    pieces: tuple[tuple[int, int], ...]
    full: bool

    @property
    def lo(self) -> int:
        """The first token."""
        return self.pieces[0][0]

    @property
    def hi(self) -> int:
        """Behind the last token."""
        return self.pieces[-1][1]

    def holds(self, i: int) -> bool:
        """Whether token ``i`` lies within."""
        return any(a <= i < b for a, b in self.pieces)


def quotes(doc: Doc, page: Layout) -> tuple[Quote, ...]:
    """The outermost quotes of the Doc in the order of the text."""
    found: list[tuple[list[tuple[int, int]], bool]] = []
    open_mark: str | None = None
    for number, paragraph in enumerate(page.paragraphs):
        at = paragraph.lo
        first = doc[at].text
        if open_mark is not None and found and first == open_mark:
            end = _closing(doc, at, paragraph.hi, open_mark)
            found[-1][0].append((at, end if end is not None else paragraph.hi))
            at = end if end is not None else paragraph.hi
            open_mark = open_mark if end is None else None
        else:
            open_mark = None
        while at < paragraph.hi:
            mark = _opening(doc, at, paragraph.lo)
            if mark is None:
                at += 1
                continue
            end = _closing(doc, at, paragraph.hi, mark)
            if end is None and (
                mark in ("‘", "'") or not _unclosed_is_quote(doc, at, paragraph.hi)
            ):
                at += 1
                continue
            if end is None:
                found.append(([(at, paragraph.hi)], True))
                open_mark = mark
                at = paragraph.hi
                continue
            if mark not in ("‘", "'") or end - at > _FULL_WORDS:
                found.append(([(at, end)], False))
            at = end
        if number + 1 >= len(page.paragraphs):
            break
    return tuple(
        Quote(tuple(pieces), full=len(pieces) > 1 or _is_full(doc, page, *pieces[0], unclosed))
        for pieces, unclosed in found
    )


def _opening(doc: Doc, i: int, lo: int) -> str | None:
    text = doc[i].text
    if text in _DOUBLE_OPEN:
        return text
    if text not in ('"', "‘", "'"):
        return None
    spaced = i == lo or bool(doc[i - 1].whitespace_) or doc[i - 1].text in ("(", "[", "—", "–", "-")
    tight = not doc[i].whitespace_ and i + 1 < len(doc) and not doc[i + 1].is_space
    if not spaced or not tight:
        return None
    if text == "'" and doc[i].tag_ == "POS":
        return None
    return text


def _closing(doc: Doc, at: int, hi: int, mark: str) -> int | None:
    closers = _PAIRS[mark]
    depth = 0
    for i in range(at + 1, hi):
        text = doc[i].text
        if mark not in ('"', "'") and text == mark and mark != "‘":
            depth += 1
        if text and (text in closers or (mark == "“" and text == "''")):
            if mark in ("‘", "'") and (not _ends_word(doc, i, hi) or doc[i].tag_ == "POS"):
                continue
            if mark == '"' and doc[i - 1].whitespace_ and i + 1 < hi and not doc[i].whitespace_:
                continue
            if depth:
                depth -= 1
                continue
            return i + 1
    return None


def _ends_word(doc: Doc, i: int, hi: int) -> bool:
    return i + 1 >= hi or bool(doc[i].whitespace_) or doc[i + 1].is_punct


def _unclosed_is_quote(doc: Doc, at: int, hi: int) -> bool:
    """An opening mark that nothing closes counts when a sentence of some length follows."""
    return hi - at > _FULL_WORDS and doc[at].text in ("“", '"', "«", "„", "``")


def _is_full(doc: Doc, page: Layout, lo: int, hi: int, unclosed: bool) -> bool:
    inner = range(lo + 1, hi if unclosed else hi - 1)
    words = [i for i in inner if not doc[i].is_punct and not doc[i].is_space]
    if not words:
        return False
    finite = any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") or doc[i].dep_ == "ROOT" for i in words)
    last = doc[inner[-1]].text
    ended = last in (".", "!", "?", "…", ",", "...")
    initial = doc[words[0]].text[0].isupper() or doc[words[0]].text[0].isdigit()
    unit = page.unit_of.get(lo)
    begins = unit is not None and page.units[unit].lo == lo
    before = doc[lo - 1].text if lo else ""
    invited = begins or before in (",", ":", "—", "–", "-", "--", "…")
    several = len({page.unit_of.get(i) for i in words}) > 1
    if several and (finite or ended):
        return True
    if begins and ended and (finite or len(words) >= 2):
        return True
    return invited and finite and (initial or ended) and len(words) >= _FULL_WORDS
