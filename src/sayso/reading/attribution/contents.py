"""How far the content of a cue reaches in its sentence."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.draft import Range
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.quotes import Quote

_EMBEDDED = ("relcl", "advcl", "conj", "ccomp", "pcomp", "acl")
_MORE = frozenset(["that", "and", "but", "or", "also"])
_WHEN = frozenset(["DATE", "TIME"])
_UNITS = frozenset(
    ["hours", "days", "weeks", "months", "minutes", "years", "just", "shortly", "only"]
)
_CONTRAST = frozenset(["while", "whereas", "although", "though"])


def right_content(
    doc: Doc, verb: Token, comp: Token | None, window: Range, *, start: int | None = None
) -> list[Range]:
    """The content behind the cue, from its left edge (or ``start``) to where another voice begins."""
    if comp is not None:
        lo = max(comp.left_edge.i, verb.i + 1)
    else:
        lo = start if start is not None else verb.i + 1
    while lo < window[1] and (doc[lo].text in (",", ":", ";") or doc[lo].is_space):
        lo += 1
    if lo - 1 > verb.i and doc[lo - 1].is_quote:
        lo -= 1
    finite = comp is None or (
        comp.dep_ in ("ccomp", "parataxis") and not grammar.is_infinitive(comp)
    )
    hi = _stop(doc, verb, comp, lo, window, widen=finite)
    return [r for r in [_rstrip(doc, lo, hi)] if r[0] < r[1]]


def _stop(doc: Doc, verb: Token, comp: Token | None, lo: int, window: Range, *, widen: bool) -> int:
    limit = min(window[1], _next_sentence(doc, lo, window[1]))
    embedded = verb.dep_ in ("relcl", "acl", "advcl", "pcomp", "csubj", "nsubj", "appos")
    if embedded and verb.right_edge.i + 1 > lo:
        limit = min(limit, verb.right_edge.i + 1)
    if verb.dep_ in ("ccomp", "parataxis") and verb.head.i > verb.i:
        split = _semicolon(doc, lo, verb.head.i)
        if not split and verb.right_edge.i + 1 > lo and verb.right_edge.i < verb.head.i:
            limit = min(limit, verb.right_edge.i + 1)
    if not widen and comp is not None:
        limit = min(limit, max(comp.right_edge.i + 1, _tail(doc, verb, comp, limit)))
    for token in doc[lo:limit]:
        if token.dep_ == "conj" and grammar.regoverned(token) is not None:
            limit = min(limit, token.i)
    for token in _siblings(verb, window):
        edge = token.left_edge.i
        if edge <= lo or edge >= limit or (comp is not None and token.i == comp.i):
            continue
        if comp is not None and comp.left_edge.i <= token.i <= comp.right_edge.i:
            continue
        if _other_voice(doc, verb, token):
            limit = edge
    return limit


def _next_sentence(doc: Doc, lo: int, hi: int) -> int:
    """Where a semicolon parts what is said from a sentence of the narrator's own."""
    for i in range(lo, hi - 2):
        if doc[i].is_quote or doc[i].text == ":":
            return hi
        own = doc[i].text == ";" and doc[i + 1].lower_ not in _MORE
        if own and any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[i + 1 : hi]):
            return i
    return hi


def _tail(doc: Doc, verb: Token, comp: Token, limit: int) -> int:
    """What the parser hangs on the cue but that goes on with a short content, up to a comma."""
    end: int = comp.right_edge.i + 1
    if comp.dep_ == "dobj":
        while end < limit and doc[end].text not in (",", ";", ":", "—", "–", "("):
            end += 1
        return end
    for child in verb.children:
        if child.i >= end and child.dep_ in ("prep", "xcomp", "acl") and child.left_edge.i == end:
            end = child.right_edge.i + 1
    return end


def _semicolon(doc: Doc, lo: int, hi: int) -> bool:
    return any(doc[i].text == ";" for i in range(lo, hi))


def _siblings(verb: Token, window: Range) -> list[Token]:
    found = [c for c in verb.children if c.i > verb.i]
    top = verb
    while top.dep_ in ("xcomp", "conj") and window[0] <= top.head.i < top.i:
        top = top.head
        found.extend(c for c in top.children if c.i > verb.i)
    return sorted(found, key=lambda t: t.i)


def _other_voice(doc: Doc, verb: Token, token: Token) -> bool:
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
        return False
    if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
        return token.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in token.children)
    if token.dep_ == "cc":
        after = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
        return bool(after) and _other_voice(doc, verb, after[0])
    if token.dep_ == "advcl":
        if token.tag_ == "VBG" and grammar.lemma(token) in (*lexicon().verbs, "cite", "quote"):
            return True
        marks = {c.lower_ for c in token.children if c.dep_ == "mark" or c.tag_ == "WRB"}
        return bool(marks & _CONTRAST) and doc[token.left_edge.i - 1].text == ","
    return token.lower_ in ("according", "citing", "quoting") and token.dep_ == "prep"


def left_content(
    doc: Doc, verb: Token, group: Range, window: Range, found: tuple[Quote, ...]
) -> list[Range]:
    """The content in front of a cue that is set off from it, and its other half behind, if any."""
    lo = window[0]
    lo = max(lo, _behind_mark(doc, lo, group[0], found))
    if verb.dep_ == "advcl" and verb.head.i < verb.i and verb.head.dep_ in _EMBEDDED:
        lo = max(lo, verb.head.left_edge.i)
    contrast = _own_clause(doc, verb, group)
    if contrast is not None:
        lo = max(lo, contrast)
    contents = [r for r in [_lstrip(doc, lo, group[0])] if r[0] < r[1]]
    if not contents or _is_adjunct(doc, contents[0]):
        return []
    second = _second_half(doc, verb, group, window, found, contents[0])
    if second is not None:
        contents.append(second)
    return contents


def _is_adjunct(doc: Doc, piece: Range) -> bool:
    """Whether the words are a mere "on 1 August" in front of source and cue."""
    words = doc[piece[0] : piece[1]]
    return words[0].pos_ == "ADP" and not any(t.pos_ in ("VERB", "AUX") for t in words)


def _behind_mark(doc: Doc, lo: int, hi: int, found: tuple[Quote, ...]) -> int:
    """Behind the last semicolon or colon outside quotes: what stands before it is another voice."""
    for i in range(hi - 2, lo, -1):
        if doc[i].text in (";", ":") and doc[i].whitespace_ and not any(q.holds(i) for q in found):
            return i + 1
    return lo


def _own_clause(doc: Doc, verb: Token, group: Range) -> int | None:
    """Where the clause starts, when the saying is itself coordinated with an earlier clause."""
    if verb.dep_ != "conj" or verb.head.i > verb.i:
        return None
    start: int = verb.left_edge.i
    return start if start < group[0] else None


def _second_half(
    doc: Doc, verb: Token, group: Range, window: Range, found: tuple[Quote, ...], first: Range
) -> Range | None:
    i = grammar.following(doc, group[1], window[1])
    while i < window[1] and (doc[i].text in (",", ".", ":", "—", "–", "-") or doc[i].is_space):
        i += 1
    if i >= window[1] or i == group[1]:
        return None
    for quote in found:
        if quote.lo == i:
            return _rstrip(doc, i, max(quote.pieces[0][1], i + 1))
    if _voiced_separately(doc, verb, i) or _dates(doc, i, window[1]):
        return None
    further = _goes_on(doc, verb, i, first)
    if further is not None:
        return _rstrip(doc, i + 1, min(further.right_edge.i + 1, window[1]))
    ends_clause = (
        doc[first[1] - 1].is_quote and doc[grammar.previous(doc, first[1] - 1, 0)].text in ".?!"
    )
    if ends_clause:
        return None
    root_behind = verb.head.i >= i and verb.dep_ in ("parataxis", "ccomp", "advcl", "dep")
    unfinished = not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[first[0] : first[1]])
    attached = _reaches(doc[i], first, verb)
    if root_behind or unfinished or attached:
        return _rstrip(doc, i, window[1])
    return None


def _goes_on(doc: Doc, verb: Token, i: int, first: Range) -> Token | None:
    """A second clause of what is said, behind the cue: "Forces entered, X reported, and met nobody"."""
    if doc[i].lower_ != "and" or doc[i - 1].text != "," or doc[first[1] - 1].is_quote:
        return None
    clause = next((c for c in verb.children if c.dep_ == "conj" and c.i > i), None)
    if (
        clause is None
        or clause.pos_ not in ("VERB", "AUX")
        or grammar.lemma(clause) in lexicon().verbs
    ):
        return None
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > i for c in clause.children)
    voiced = any(t.dep_ in ("ccomp", "parataxis") for t in clause.subtree)
    return clause if own and not voiced else None


def _dates(doc: Doc, i: int, hi: int) -> bool:
    """Whether what follows only says when: ", residents said, ten days after the two sides …"."""
    opening = doc[i : min(i + 4, hi)]
    at = next((t.i for t in opening if t.lower_ in ("after", "before")), None)
    return at is not None and all(t.ent_type_ in _WHEN or t.lower_ in _UNITS for t in doc[i:at])


def _voiced_separately(doc: Doc, verb: Token, i: int) -> bool:
    token = doc[i]
    if token.tag_ == "VBG" and (token.head.i == verb.i or token.dep_ in ("advcl", "prep")):
        return True
    if token.lower_ in ("who", "which", "whose", "as", "according", "citing", "quoting", "after"):
        return True
    top = token
    while top.head.i != top.i and top.head.i != verb.i:
        top = top.head
    return top.head.i == verb.i and top.dep_ in ("advcl", "appos", "relcl", "prep", "npadvmod")


def _reaches(token: Token, first: Range, verb: Token) -> bool:
    seen = 0
    while token.head.i != token.i and seen < 40:
        if token.head.i == verb.i:
            return first[0] <= token.i < first[1]
        token = token.head
        seen += 1
        if first[0] <= token.i < first[1]:
            return True
    return False


def _rstrip(doc: Doc, lo: int, hi: int) -> Range:
    while hi > lo and (doc[hi - 1].is_space or doc[hi - 1].text in (".", ",", ";", ":", "—", "–")):
        hi -= 1
    while hi > lo and doc[hi - 1].dep_ == "cc":
        hi -= 1
        while hi > lo and (doc[hi - 1].is_space or doc[hi - 1].text in (",", ";")):
            hi -= 1
    return lo, hi


def _lstrip(doc: Doc, lo: int, hi: int) -> Range:
    while lo < hi and (
        doc[lo].is_space or doc[lo].text in (",", ";", ":", "-", "–", "—", "•", "*")
    ):
        lo += 1
    while hi > lo and (doc[hi - 1].is_space or doc[hi - 1].text in (",", ";", "—", "–", "-", "--")):
        hi -= 1
    return lo, hi
