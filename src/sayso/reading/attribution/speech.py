"""Whose the direct quotes are: every full quote goes to a cue, to a speaker who goes on, or to nobody.

A quote belongs to the cue whose content touches it; else to the cue of the sentence before it that
ends in a colon; else to the speaker of the quote before it in the same paragraph; else to a cue
without content right behind it; else, when the paragraph holds nothing but quotes, to the last
speaker. What is left stays nobody's.
"""

from spacy.tokens import Doc

from sayso.reading.attribution import grammar
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.quotes import Quote
from sayso.reading.attribution.subjects import subject

_GESTURE_WORDS = 6
"""A sentence this short with "he" beside a quote is a gesture of its speaker ("He shrugs.")."""


def give_quotes(doc: Doc, page: Layout, found: tuple[Quote, ...], drafts: list[Draft]) -> None:
    """Extends the contents of ``drafts`` (and adds to them) so that quotes have speakers."""
    outside = [d for d in drafts if not d.declined]
    speaker: Draft | None = None
    speaker_paragraph = -9
    for quote in found:
        if not quote.full:
            owner = _touching(quote, outside)
            if owner is not None and _mostly(quote, owner):
                owner.quoted = True
            continue
        paragraph = _paragraph(page, quote.lo)
        owner = _touching(quote, outside)
        if owner is None:
            owner = _introducing(doc, page, quote, outside)
        if owner is None:
            owner = _unlisted(doc, page, quote, drafts)
            if owner is not None:
                outside.append(owner)
        if owner is None and speaker is not None and speaker_paragraph == paragraph:
            owner = speaker
        if owner is None:
            owner = _behind(doc, page, quote, outside) or _going_on(doc, page, quote, outside)
            if owner is not None and owner not in drafts:
                drafts.append(owner)
                outside.append(owner)
        next_one = speaker is not None and paragraph == speaker_paragraph + 1
        if owner is None and next_one and _only_quotes(doc, page, paragraph, found):
            owner = speaker
        if owner is None:
            continue
        for piece in quote.pieces:
            _include(owner, piece)
        owner.quoted = True
        speaker = owner
        speaker_paragraph = _paragraph(page, quote.hi - 1)


def _paragraph(page: Layout, i: int) -> int:
    unit = page.unit_of.get(i)
    return page.units[unit].paragraph if unit is not None else -1


def _touching(quote: Quote, drafts: list[Draft]) -> Draft | None:
    best: Draft | None = None
    for draft in drafts:
        if quote.holds(draft.anchor):
            continue
        touches = any(lo < b and a < hi for a, b in draft.contents for lo, hi in quote.pieces)
        if touches and (best is None or _distance(draft, quote) < _distance(best, quote)):
            best = draft
    return best


def _distance(draft: Draft, quote: Quote) -> int:
    return min(abs(draft.anchor - quote.lo), abs(draft.anchor - quote.hi))


def _mostly(quote: Quote, draft: Draft) -> bool:
    size = sum(b - a for a, b in draft.contents)
    return quote.hi - quote.lo >= 0.5 * max(1, size)


def _include(draft: Draft, piece: Range) -> None:
    """Adds the piece and melts the ranges it touches."""
    lo, hi = piece
    rest: list[Range] = []
    for a, b in draft.contents:
        if (a < hi and lo < b) or a == hi or b == lo:
            lo, hi = min(a, lo), max(b, hi)
        else:
            rest.append((a, b))
    draft.contents = sorted([*rest, (lo, hi)])


def _introducing(doc: Doc, page: Layout, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """The cue of a sentence that ends in a colon right before the quote."""
    before = grammar.previous(doc, quote.lo, 0)
    if before < 0 or doc[before].text != ":":
        return None
    unit = page.unit_of.get(before)
    if unit is None:
        return None
    lo = page.units[unit].lo
    inside = [d for d in drafts if lo <= d.anchor <= before]
    return inside[-1] if inside else None


def _behind(doc: Doc, page: Layout, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """A cue without content of its own that opens the sentence behind the quote."""
    after = grammar.following(doc, quote.hi, len(doc))
    unit = page.unit_of.get(after)
    if unit is None or page.units[unit].paragraph != _paragraph(page, quote.hi - 1):
        return None
    lo, hi = page.units[unit].lo, page.units[unit].hi
    return next((d for d in drafts if lo <= d.anchor < hi and not d.contents), None)


def _going_on(doc: Doc, page: Layout, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """The "he" right beside the quote: "“…” He shrugs.", "“…” He says that …", "He laughs. “…”"."""
    after = grammar.following(doc, quote.hi, len(doc))
    number = page.unit_of.get(after)
    opens = page.unit_of.get(quote.lo)
    if opens and not (number is not None and _is_he(doc, page, number, quote)):
        before = page.units[opens - 1]
        if before.hi - before.lo <= _GESTURE_WORDS and page.units[opens].lo == quote.lo:
            number, after = opens - 1, before.lo
    if number is None or not _is_he(doc, page, number, quote):
        return None
    unit = page.units[number]
    verb = doc[after].head
    speaks = any(d.source == (after, after + 1) and unit.lo <= d.anchor < unit.hi for d in drafts)
    if not speaks and unit.hi - unit.lo > _GESTURE_WORDS:
        return None
    return Draft(
        cue=[(verb.i, verb.i + 1)],
        cue_class="say",
        form="verb:quote",
        anchor=verb.i,
        source=(after, after + 1),
        head=after,
        group=(after, verb.i + 1),
    )


def _is_he(doc: Doc, page: Layout, number: int, quote: Quote) -> bool:
    """Whether the sentence stands in the quote's paragraph and opens with "he" or "she"."""
    first = doc[page.units[number].lo]
    same = page.units[number].paragraph == _paragraph(page, quote.hi - 1)
    return same and first.lower_ in ("he", "she") and first.dep_ == "nsubj"


def _only_quotes(doc: Doc, page: Layout, paragraph: int, found: tuple[Quote, ...]) -> bool:
    span = page.paragraphs[paragraph]
    return all(
        any(q.holds(i) for q in found) or doc[i].is_space or doc[i].is_punct
        for i in range(span.lo, span.hi)
    )


def _unlisted(doc: Doc, page: Layout, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """A cue the lexicon does not list, or one without content yet, right beside the quote."""
    made = _verb_beside(doc, page, quote)
    if made is None:
        return None
    for draft in drafts:
        if draft.anchor == made.anchor:
            return draft
    drafts.append(made)
    return made


def _verb_beside(doc: Doc, page: Layout, quote: Quote) -> Draft | None:
    unit_number = page.unit_of.get(quote.hi - 1)
    first_unit = page.unit_of.get(quote.lo)
    if unit_number is None or first_unit is None:
        return None
    unit = page.units[unit_number]
    after = grammar.following(doc, quote.hi, unit.hi)
    ended = doc[grammar.previous(doc, quote.hi - 1, quote.lo)].text
    if (after < unit.hi and ended in (",", "?", "!", "—")) or (
        after < unit.hi and doc[after].text == ","
    ):
        while after < unit.hi and doc[after].is_punct:
            after += 1
        for i in range(after, min(after + 8, unit.hi)):
            token = doc[i]
            if token.tag_ in ("VBD", "VBZ", "VBP") and token.pos_ == "VERB":
                who = subject(doc, token, (quote.hi, unit.hi))
                if who is not None:
                    return _made(doc, token.i, who)
    opener = page.units[first_unit]
    before = grammar.previous(doc, quote.lo, opener.lo)
    if before > opener.lo and doc[before].text in (",", ":"):
        verb = doc[grammar.previous(doc, before, opener.lo)]
        near = [t for t in doc[opener.lo : before] if t.tag_ in ("VBD", "VBZ", "VBP", "VBG")]
        for token in (verb, *reversed(near)):
            if token.tag_ in ("VBD", "VBZ", "VBP", "VBG") and token.pos_ == "VERB":
                who = subject(doc, token, (opener.lo, quote.lo))
                if who is not None:
                    return _made(doc, token.i, who)
    return None


def _made(doc: Doc, verb: int, who: tuple[Range, int]) -> Draft:
    source, head = who
    senses = lexicon().verbs.get(grammar.lemma(doc[verb]))
    return Draft(
        cue=[(verb, verb + 1)],
        cue_class=senses[0].cue_class if senses else "say",
        form="verb:quote",
        anchor=verb,
        source=source,
        head=head,
        group=(min(verb, source[0]), max(verb + 1, source[1])),
    )
