"""Sources that say nothing: "could not be reached for comment", "has yet to comment"."""

from spacy.tokens import Doc

from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.sources import head_of, noun_phrase_at, phrase
from sayso.reading.attribution.subjects import subject


def declining_drafts(doc: Doc, page: Layout) -> list[Draft]:
    """One draft without content for each source that declines to speak."""
    drafts: list[Draft] = []
    for unit in page.units:
        span = doc[unit.lo : unit.hi]
        for match in lexicon().declined.finditer(span.text):
            start = span.start_char + match.start()
            hit = doc.char_span(start, span.start_char + match.end(), alignment_mode="expand")
            if hit is None:
                continue
            cue = (hit.start, hit.end)
            who = _source(doc, cue, (unit.lo, unit.hi))
            if who is None:
                continue
            source, head = who
            drafts.append(
                Draft(
                    cue=[cue],
                    cue_class="decline",
                    form="declined",
                    anchor=hit.root.i,
                    source=source,
                    head=head,
                    group=(min(cue[0], source[0]), max(cue[1], source[1])),
                    negated=True,
                    declined=True,
                )
            )
    return drafts


def _source(doc: Doc, cue: Range, window: Range) -> tuple[Range, int] | None:
    if doc[cue[1] - 1].lower_ == "from":
        found = noun_phrase_at(doc, cue[1], window[1])
        return (found, head_of(doc, found)) if found is not None else None
    verbs = [doc[i] for i in range(*cue) if doc[i].pos_ in ("VERB", "AUX")]
    for verb in verbs:
        who = subject(doc, verb, window)
        if who is not None and who[0][1] <= cue[0]:
            return who
    before = [
        t
        for t in doc[window[0] : cue[0]]
        if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ in ("nsubj", "nsubjpass", "ROOT", "conj")
    ]
    if not before:
        return None
    head = before[-1]
    source = phrase(doc, head, (window[0], cue[0]))
    return (source, head.i) if source[0] < source[1] else None
