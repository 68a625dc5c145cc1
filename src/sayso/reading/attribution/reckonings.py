"""Somebody's own figures and telling: "by the ministry's count", "Tripoli's version is that …"."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.labels import trim_content
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.phrases import covered
from sayso.reading.attribution.quotes import Quote
from sayso.reading.attribution.sources import phrase, trim

_OWNERS = frozenset(["his", "her"])
_BODIES = ("organisation", "media", "anonymous", "spokesperson", "office")


def reckoning_drafts(doc: Doc, page: Layout, found: tuple[Quote, ...]) -> list[Draft]:
    """The attributions whose cue is a noun for a count or a version, with its owner."""
    nouns = lexicon().reckonings
    drafts: list[Draft] = []
    for number, unit in enumerate(page.units):
        for i in range(unit.lo + 1, unit.hi):
            token = doc[i]
            if token.lemma_.lower() not in nouns and token.lower_ not in nouns:
                continue
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            window = grammar.window(doc, page, found, i)
            owner = _owner(doc, token, window)
            if owner is None:
                continue
            made = _behind_preposition(doc, token, owner, window) or _as_subject(
                doc, page, number, token, owner, window
            )
            if made is not None:
                drafts.append(made)
    return drafts


def _owner(doc: Doc, noun: Token, window: Range) -> tuple[Range, int] | None:
    """Whose the count is: "the ministry's own count", "her count", "the Red Cross register"."""
    for child in noun.children:
        if child.dep_ == "poss" and window[0] <= child.i < noun.i:
            if child.tag_ == "PRP$":
                return ((child.i, child.i + 1), child.i) if child.lower_ in _OWNERS else None
            lo, hi = phrase(doc, child, window)
            while hi > lo and doc[hi - 1].tag_ == "POS":
                hi -= 1
            return (trim(doc, lo, min(hi, noun.i)), child.i)
    words = lexicon().kinds
    owners = [
        c
        for c in noun.children
        if c.dep_ in ("compound", "nmod") and c.i < noun.i and c.ent_type_ not in ("DATE", "TIME")
    ]
    named = [
        c
        for c in owners
        if (c.pos_ == "PROPN" and c.ent_type_ not in ("GPE", "LOC", "FAC"))
        or any(c.lemma_.lower() in words[k] for k in _BODIES)
    ]
    if not named:
        return None
    return trim(doc, max(noun.left_edge.i, window[0]), named[-1].i + 1), named[-1].i


def _behind_preposition(
    doc: Doc, noun: Token, owner: tuple[Range, int], window: Range
) -> Draft | None:
    source, head = owner
    at = source[0] - 1
    while at > window[0] and doc[at].dep_ == "det":
        at -= 1
    if at < window[0] or doc[at].lower_ not in lexicon().reckoned:
        return None
    if noun.i + 1 < window[1] and doc[noun.i + 1].lower_ in ("of", "that"):
        return None
    contents = covered(doc, doc[at], (at, noun.i + 1), window)
    if not contents:
        return None
    return _draft(noun, "report", source, head, contents, (at, noun.i + 1))


def _as_subject(
    doc: Doc, page: Layout, number: int, noun: Token, owner: tuple[Range, int], window: Range
) -> Draft | None:
    """ "X's version is that …", "X's count: 30", "X's line? “…”", "… ; that is X's figure"."""
    source, head = owner
    group = (source[0], noun.i + 1)
    after = grammar.following(doc, noun.i + 1, window[1])
    mark = doc[after].text if after < window[1] else ""
    unit = page.units[number]
    if mark in (":", "?") and all(
        not t.is_alpha or t.dep_ in ("det", "cc", "advmod") for t in doc[unit.lo : source[0]]
    ):
        content = trim_content(doc, after + 1, unit.hi)
        below = page.units[number + 1] if number + 1 < len(page.units) else None
        if mark == "?" and below is not None and below.paragraph == unit.paragraph:
            content = trim_content(doc, below.lo, below.hi)
        return _told(noun, source, head, content, group)
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be" and verb.i > noun.i:
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
        if clause is not None or (verb.i + 1 < window[1] and doc[verb.i + 1].like_num):
            return _told(noun, source, head, trim_content(doc, verb.i + 1, unit.hi), group)
    pointed = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in ("that", "this")]
    if noun.dep_ == "attr" and pointed and pointed[0].pos_ == "PRON":
        lo, hi = unit.lo, pointed[0].i
        if not any(t.is_alpha for t in doc[lo:hi]) and number:
            before = page.units[number - 1]
            lo, hi = (before.lo, before.hi) if before.paragraph == unit.paragraph else (lo, lo)
        return _told(noun, source, head, trim_content(doc, lo, hi), group)
    return None


def _told(noun: Token, source: Range, head: int, content: Range, group: Range) -> Draft | None:
    return (
        _draft(noun, "report", source, head, [content], group) if content[0] < content[1] else None
    )


def _draft(
    noun: Token, cue_class: str, source: Range, head: int, contents: list[Range], group: Range
) -> Draft | None:
    if source[0] >= source[1]:
        return None
    return Draft(
        cue=[(noun.i, noun.i + 1)],
        cue_class=cue_class,
        form="reckoning",
        anchor=noun.i,
        source=source,
        head=head,
        contents=contents,
        group=group,
    )
