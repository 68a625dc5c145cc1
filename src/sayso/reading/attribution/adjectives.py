"""Adjectives that tell what somebody thinks: "is confident that", "are critical of"."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.contents import right_content
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.quotes import Quote
from sayso.reading.attribution.subjects import plausible, subject

_PREPOSITIONS = frozenset(["of", "about"])


def adjective_drafts(doc: Doc, page: Layout, found: tuple[Quote, ...]) -> list[Draft]:
    """The attributions whose cue is a copula with an adjective of opinion."""
    drafts: list[Draft] = []
    for unit in page.units:
        for i in range(unit.lo, unit.hi):
            token = doc[i]
            cue_class = lexicon().adjectives.get(token.lower_)
            if cue_class is None or token.dep_ not in ("acomp", "ROOT", "conj", "attr", "oprd"):
                continue
            draft = _read(doc, token, cue_class, grammar.window(doc, page, found, i))
            if draft is not None:
                drafts.append(draft)
    return drafts


def _read(doc: Doc, adjective: Token, cue_class: str, window: Range) -> Draft | None:
    copula = adjective.head
    if copula.pos_ not in ("AUX", "VERB") or copula.i > adjective.i:
        return None
    who = subject(doc, copula, window)
    if who is None or not plausible(doc, who[0], who[1], frozenset(), strong=False):
        return None
    content: Token | None = None
    for child in (*adjective.children, *copula.children):
        if child.i <= adjective.i:
            continue
        if child.dep_ == "ccomp":
            content = child
        elif child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and content is None:
            content = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    if content is None or content.i >= window[1]:
        return None
    source, head = who
    contents = right_content(doc, adjective, content, window)
    cue = (copula.i, adjective.i + 1)
    while cue[0] - 1 >= max(window[0], source[1]) and doc[cue[0] - 1].dep_ in ("aux", "neg"):
        cue = (cue[0] - 1, cue[1])
    return Draft(
        cue=[cue],
        cue_class=cue_class,
        form="adjective",
        anchor=adjective.i,
        source=source,
        head=head,
        contents=contents,
        group=(min(source[0], cue[0]), cue[1]),
        negated=any(c.dep_ == "neg" for c in copula.children),
    )
