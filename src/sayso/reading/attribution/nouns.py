"""Nouns that stand for a saying: "the army's claim that …", "reports of clashes"."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.contents import right_content
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.kinds import kind_of
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.quotes import Quote
from sayso.reading.attribution.sources import phrase


def noun_drafts(
    doc: Doc, page: Layout, found: tuple[Quote, ...], drafts: list[Draft]
) -> list[Draft]:
    """The attributions whose cue is a noun: "the army's claim that …", "reports of clashes"."""
    words = lexicon()
    taken = [d.source for d in drafts if d.source is not None]
    made: list[Draft] = []
    for unit in page.units:
        for i in range(unit.lo, unit.hi):
            token = doc[i]
            cue_class = words.nouns.get(token.lemma_.lower())
            if cue_class is None or token.pos_ != "NOUN":
                continue
            if any(lo <= i < hi for lo, hi in taken):
                continue
            window = grammar.window(doc, page, found, i)
            draft = _noun(doc, window, token, cue_class)
            if draft is not None:
                made.append(draft)
    return made


def _noun(doc: Doc, window: Range, token: Token, cue_class: str) -> Draft | None:
    contents: list[Range] = []
    source: Range | None = None
    head: int | None = None
    for child in token.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > token.i:
            that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            if that or (
                grammar.is_infinitive(child) and cue_class in ("threaten", "promise", "demand")
            ):
                contents = right_content(doc, token, child, (window[0], child.right_edge.i + 1))
        elif child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > token.i:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i < window[1]:
                source, head = phrase(doc, inner, window), inner.i
        elif child.dep_ == "prep" and child.lower_ == "in" and child.i > token.i:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i < window[1]:
                span = phrase(doc, inner, window)
                if source is None and kind_of(doc, span, inner.i) == "media":
                    source, head = span, inner.i
        elif child.dep_ == "poss" and child.i < token.i:
            span = phrase(doc, child, window)
            hi = span[1]
            while hi > span[0] and doc[hi - 1].tag_ == "POS":
                hi -= 1
            source, head = (span[0], hi), child.i
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("of", "about")
            and token.lemma_.lower() in lexicon().nouns_with_of
            and not contents
        ):
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.i < window[1]:
                contents = right_content(doc, token, inner, (window[0], inner.right_edge.i + 1))
    if not contents or any(a <= token.i < b for a, b in contents):
        return None
    if source is None and token.dep_ == "dobj" and token.head.pos_ == "VERB":
        agent = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        makes = ("make", "issue", "repeat", "voice", "express", "raise", "give", "have")
        if agent is not None and grammar.lemma(token.head) in makes:
            source, head = phrase(doc, agent, window), agent.i
    return Draft(
        cue=[(token.i, token.i + 1)],
        cue_class=cue_class,
        form="noun",
        anchor=token.i,
        source=source,
        head=head,
        contents=contents,
        group=(token.i, token.i + 1),
    )
