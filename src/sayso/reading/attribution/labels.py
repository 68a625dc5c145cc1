"""Sources set beside what they say: "Army: three killed", "… — Reuters", "(source: local council)"."""

import re

from spacy.tokens import Doc

from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.kinds import kind_of
from sayso.reading.attribution.layout import Layout, Unit
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.sources import head_of, trim

_LABEL_WORDS = 9
_TAIL_WORDS = 5
_DASHES = ("—", "–", "-", "--", "|")


_ASKED = frozenset(["q", "a", "question", "answer"])


def label_drafts(doc: Doc, page: Layout, *, asked: bool = False) -> list[Draft]:
    """The attributions without any word for the saying.

    :param asked: the text is an interview, whose "Q" and "A" are nobody's names
    """
    drafts: list[Draft] = []
    transcript = _transcript_labels(doc, page)
    for number, unit in enumerate(page.units):
        made = (
            _label(doc, page, unit, transcript) or _tail(doc, page, number) or _bracket(doc, unit)
        )
        if made is not None and not (asked and _is_turn(doc, made)):
            drafts.append(made)
    return drafts


def _is_turn(doc: Doc, draft: Draft) -> bool:
    return draft.source is not None and doc[slice(*draft.source)].text.lower() in _ASKED


def _colon(doc: Doc, unit: Unit) -> tuple[Range, int] | None:
    lo = unit.lo
    if doc[lo].text in ("[", "("):
        end = next((j for j in range(lo, min(lo + 8, unit.hi)) if doc[j].text in ("]", ")")), lo)
        lo = end + 1 if end > lo else lo
    for i in range(lo, min(unit.hi, lo + _LABEL_WORDS + 3)):
        if doc[i].text in _DASHES and i > unit.lo and doc[i - 1].is_upper and doc[i].whitespace_:
            lo = i + 1
        if doc[i].is_quote and i == lo:
            lo = i + 1
        if doc[i].text == "." and i > lo and all(t.is_upper for t in doc[lo:i]):
            lo = i + 1
        if doc[i].text == ":" and i > lo:
            number = doc[i - 1].like_num and i + 1 < unit.hi and doc[i + 1].like_num
            if number or i + 1 >= unit.hi or (not doc[i].whitespace_ and not doc[i + 1].is_space):
                return None
            return trim(doc, lo, i), i
        if doc[i].text in (",", ";", ".", "(") and doc[i].text != ".":
            return None
    return None


def _transcript_labels(doc: Doc, page: Layout) -> frozenset[str]:
    """Labels that open several paragraphs: the speakers of a transcript."""
    seen: dict[str, int] = {}
    for paragraph in page.paragraphs:
        label = _colon(doc, Unit(paragraph.lo, paragraph.hi, 0))
        if label is not None:
            text = doc[label[0][0] : label[0][1]].text.lower()
            seen[text] = seen.get(text, 0) + 1
    words = lexicon()
    return frozenset(
        text
        for text, times in seen.items()
        if text not in words.topics and (times > 1 or text in words.speakers)
    )


def _label(doc: Doc, page: Layout, unit: Unit, transcript: frozenset[str]) -> Draft | None:
    label = _colon(doc, unit)
    if label is None:
        return None
    source, colon = label
    words = doc[source[0] : source[1]]
    text = words.text.lower()
    lex = lexicon()
    if text in lex.source_labels:
        return _named_behind(doc, page, unit, colon)
    if not text or text in lex.topics or len(words) > _LABEL_WORDS or text.isdigit():
        return None
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBG", "VBN", "TO", "WRB") for t in words):
        return None
    if words[0].pos_ == "ADP" or words[0].tag_ in ("WP", "WDT"):
        return None
    paragraph = page.paragraphs[unit.paragraph]
    spoken = text in transcript and unit.lo == paragraph.lo
    head = head_of(doc, source)
    if not spoken and not _names_source(doc, source, head):
        return None
    hi = paragraph.hi if spoken else unit.hi
    content = trim_content(doc, colon + 1, hi)
    if content[0] >= content[1]:
        return None
    return Draft(
        cue=[(colon, colon + 1)],
        cue_class="say",
        form="label",
        anchor=colon,
        source=source,
        head=head,
        contents=[content],
        group=(source[0], colon + 1),
    )


def _named_behind(doc: Doc, page: Layout, unit: Unit, colon: int) -> Draft | None:
    """ "Source: three relatives.": who told what stands in front, in the same paragraph."""
    source = trim_content(doc, colon + 1, unit.hi)
    content = trim_content(doc, page.paragraphs[unit.paragraph].lo, unit.lo)
    if source[0] >= source[1] or content[0] >= content[1]:
        return None
    return Draft(
        cue=[(colon, colon + 1)],
        cue_class="report",
        form="label:behind",
        anchor=colon,
        source=source,
        head=head_of(doc, source),
        contents=[content],
        group=(unit.lo, unit.hi),
    )


def _names_source(doc: Doc, source: Range, head: int) -> bool:
    lex = lexicon().kinds
    token = doc[head]
    lemma = token.lemma_.lower()
    if doc[source[0]].text.startswith("@"):
        return True
    if lemma in lex["social"] and token.pos_ != "PROPN":
        return False
    known = any(
        lemma in lex[k] or token.lower_ in lex[k]
        for k in ("organisation", "media", "anonymous", "spokesperson", "office")
    )
    if known or kind_of(doc, source, head) == "media":
        return True
    if lemma in ("poll", "survey", "study", "report", "tweet"):
        return True
    if token.pos_ not in ("PROPN",):
        return False
    kinds = {t.ent_type_ for t in doc[source[0] : source[1]]}
    if kinds & {"PERSON", "ORG", "NORP"}:
        return True
    known_name = any(
        token.text in entity.text.split()
        for entity in doc.ents
        if entity.label_ in ("PERSON", "ORG")
    )
    if known_name and not kinds & {"GPE", "LOC", "FAC"}:
        return True
    name = all(t.pos_ == "PROPN" for t in doc[source[0] : source[1]])
    if name and source[1] - source[0] > 1 and not kinds & {"GPE", "LOC", "FAC", "DATE", "TIME"}:
        return not all(t.is_upper for t in doc[source[0] : source[1]])
    acronym = token.is_upper and 2 <= len(token.text) <= 6 and source[1] - source[0] == 1
    return acronym and "GPE" not in kinds and "DATE" not in kinds


def trim_content(doc: Doc, lo: int, hi: int) -> Range:
    """The range without white space and bullets in front and a full stop behind."""
    while lo < hi and (doc[lo].is_space or doc[lo].text in (*_DASHES, "•", "*", ",")):
        lo += 1
    while hi > lo and (doc[hi - 1].is_space or doc[hi - 1].text in (".", *_DASHES)):
        hi -= 1
    return lo, hi


def _tail(doc: Doc, page: Layout, number: int) -> Draft | None:
    """A source behind a dash or colon that ends a heading or a paragraph: "… — Reuters"."""
    unit = page.units[number]
    paragraph = page.paragraphs[unit.paragraph]
    last = unit.hi - 1
    if doc[last].text in (".", "!", "?"):
        last -= 1
    for i in range(last, max(unit.lo, last - _TAIL_WORDS - 1), -1):
        mark = doc[i].text
        if mark not in _DASHES and mark != ":":
            continue
        if mark == "-" and not (doc[i].whitespace_ and i and doc[i - 1].whitespace_):
            continue
        source = trim(doc, i + 1, last + 1)
        if source[0] >= source[1] or any(t.pos_ in ("VERB", "AUX") for t in doc[slice(*source)]):
            return None
        head = head_of(doc, source)
        heading = (
            unit.lo == paragraph.lo and unit.hi == paragraph.hi and doc[unit.hi - 1].text != "."
        )
        if unit.hi != paragraph.hi or not (heading or kind_of(doc, source, head) == "media"):
            return None
        if not _names_source(doc, source, head) or i - unit.lo < 3:
            return None
        if doc[i + 1].ent_type_ == "GPE" or doc[source[0]].like_num:
            return None
        content = trim_content(doc, unit.lo, i)
        return Draft(
            cue=[(i, i + 1)],
            cue_class="say",
            form="tail",
            anchor=i,
            source=source,
            head=head,
            contents=[content],
            group=(i, source[1]),
        )
    return None


_BRACKET = re.compile(r"[(\[]\s*(sources?|via|per|credit)\s*:?\s+", re.IGNORECASE)


def _bracket(doc: Doc, unit: Unit) -> Draft | None:
    """A source in brackets behind a sentence: "(source: local council)", "(Reuters)"."""
    for i in range(unit.lo, unit.hi):
        if doc[i].text not in ("(", "["):
            continue
        end = next((j for j in range(i + 1, unit.hi) if doc[j].text in (")", "]")), None)
        if end is None or end - i > _LABEL_WORDS + 2:
            continue
        match = _BRACKET.match(doc[i : end + 1].text)
        lo = i + 1
        cue = (i, i + 1)
        if match:
            lo = i + 2
            while lo < end and doc[lo].text == ":":
                lo += 1
            cue = (i + 1, lo)
        source = trim(doc, lo, end)
        if source[0] >= source[1]:
            continue
        head = head_of(doc, source)
        only_media = kind_of(doc, source, head) == "media" and end + 2 >= unit.hi
        if not match and not only_media:
            continue
        content = trim_content(doc, unit.lo, i)
        if content[1] - content[0] < 3:
            continue
        return Draft(
            cue=[cue],
            cue_class="say",
            form="bracket",
            anchor=i,
            source=source,
            head=head,
            contents=[content],
            group=(i, end + 1),
        )
    return None
