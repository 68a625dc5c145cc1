"""Small questions about a cue verb and the sentence around it."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution.draft import Range
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import VerbCue, lexicon
from sayso.reading.attribution.quotes import Quote

_SAYING = frozenset(["said", "says", "saying", "tweeted", "told", "tells", "claims", "reports"])
_AUXILIARY = ("aux", "auxpass", "neg", "advmod")
_ADJUNCTS = (
    "prt",
    "dobj",
    "dative",
    "prep",
    "npadvmod",
    "advmod",
    "agent",
    "nsubj",
    "tmod",
    "attr",
)
_OPEN = frozenset(["“", '"', "«", "„", "‘", "'", "``"])


def lemma(token: Token) -> str:
    """The lemma, lower-case; past forms the lemmatizer leaves alone are mended."""
    found: str = token.lemma_.lower()
    return {"said": "say", "says": "say", "tweeted": "tweet", "told": "tell"}.get(found, found)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb in use, not an adjective made of one ("alleged", "reported")."""
    if token.lower_ in _SAYING and token.pos_ != "NOUN":
        return True
    if not token.tag_.startswith("VB"):
        return False
    return token.dep_ not in ("amod", "compound", "aux", "nmod", "poss") or (
        token.dep_ == "aux" and token.lower_ in _SAYING
    )


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, or as a bare participle behind a noun."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children):
        if any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
            return False
        if verb.dep_ == "acl":
            return True
        return any(c.dep_ == "agent" for c in verb.children)
    return False


def is_negated(verb: Token) -> bool:
    """Whether the saying itself is denied: "did not confirm", "has not said", "refused to say"."""
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return True
    head = verb.head
    if verb.dep_ == "xcomp" and head.lower_ == "unable":
        return True
    if verb.dep_ == "xcomp" and lemma(head) in ("refuse", "decline", "fail"):
        return True
    return verb.dep_ == "xcomp" and any(c.dep_ == "neg" for c in head.children)


def window(doc: Doc, page: Layout, found: tuple[Quote, ...], i: int) -> Range:
    """The tokens a cue can reach: its sentence, or its part of a quote that it stands in."""
    unit = page.units[page.unit_of[i]]
    for quote in found:
        if quote.lo > i:
            break
        for lo, hi in quote.pieces:
            if lo < i < hi and (quote.full or hi - lo > 8):
                return max(unit.lo, lo + 1), min(unit.hi, hi)
    return unit.lo, unit.hi


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands as "to" + infinitive."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_gerund(verb: Token) -> bool:
    """Whether the verb stands as a gerund: "shelling", "having shelled", "being held"."""
    return verb.tag_ == "VBG" or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ == "VBG" for c in verb.children
    )


def sense(senses: tuple[VerbCue, ...], frame: str) -> VerbCue:
    """The first sense that takes the frame, else the first."""
    return next((s for s in senses if frame in s.frames), senses[0])


def cue_range(
    doc: Doc, verb: Token, window: Range, source: Range | None, contents: list[Range]
) -> Range:
    """The cue: the verb with the auxiliaries, negation and governing verbs right in front of it."""
    lo, hi = verb.i, verb.i + 1
    for child in verb.children:
        if child.dep_ == "prt" and child.i == hi:
            hi += 1
    top = verb
    while top.dep_ == "xcomp" and top.head.i < top.i and top.head.i >= window[0]:
        top = top.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.tag_ == "VBN":
        top = verb.head.head
    group = {verb.i, top.i}
    for token in (verb, top):
        group.update(c.i for c in token.children if c.dep_ in _AUXILIARY or c.dep_ == "prt")
    if top is not verb:
        group.update(range(top.i, verb.i + 1))
    while lo - 1 >= window[0] and lo - 1 in group and not doc[lo - 1].is_punct:
        lo -= 1
    blocked = [*contents, *([source] if source else [])]
    while lo < verb.i and any(a <= lo < b for a, b in blocked):
        lo += 1
    while lo < verb.i and doc[lo].dep_ == "advmod" and doc[lo].tag_ != "RB":
        lo += 1
    return lo, hi


def group(doc: Doc, verb: Token, window: Range, source: Range) -> Range:
    """The run of source, cue and adjuncts that a content is set off from."""
    covered = set(range(*source)) | {verb.i}
    top = verb
    while top.dep_ == "xcomp" and window[0] <= top.head.i < top.i:
        covered.update(range(top.head.i, top.i))
        top = top.head
    for token in {verb, top}:
        for child in token.children:
            if child.dep_ in (*_AUXILIARY, "prt", "cc") and child.i < verb.i and child.dep_ != "cc":
                covered.add(child.i)
            elif (child.dep_ in _ADJUNCTS and child.i > verb.i) or (
                child.dep_ in ("npadvmod", "prep") and child.i > source[0]
            ):
                covered.update(range(child.left_edge.i, child.right_edge.i + 1))
    covered.update(c.i for c in verb.children if c.dep_ == "mark" and c.lower_ == "as")
    lo = hi = verb.i
    while hi + 1 < window[1] and (hi + 1 in covered or _bridges(doc, hi + 1, covered)):
        hi += 1
    while lo - 1 >= window[0] and (lo - 1 in covered or _bridges(doc, lo - 1, covered)):
        lo -= 1
    if source[1] <= verb.i and source[0] < lo and _only_aside(doc, source[1], lo):
        lo = source[0]
    while lo < verb.i and (doc[lo].is_punct or doc[lo].is_space):
        lo += 1
    while hi > verb.i and ((doc[hi].is_punct and doc[hi].text != ")") or doc[hi].is_space):
        hi -= 1
    return lo, hi + 1


def _bridges(doc: Doc, i: int, covered: set[int]) -> bool:
    token = doc[i]
    if token.is_space:
        return True
    return token.text in (",", "(", ")") and i - 1 in covered and i + 1 in covered


def _only_aside(doc: Doc, lo: int, hi: int) -> bool:
    """Whether the tokens between source and verb are a relative clause or other insertion."""
    if lo >= hi:
        return True
    return doc[lo].text in (",", "(", "—", "–") or doc[lo].tag_ in ("WP", "WDT", "RB", "VBN", "VBG")


def regoverned(verb: Token) -> Token | None:
    """The cue verb that a coordinated cue verb belongs with, when the parse hangs it in the content.

    "said talks had stalled and warned that …": talks do not warn.
    """
    inner = verb.head
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or inner.head.i > inner.i:
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children):
        return None
    cues = lexicon().verbs
    if lemma(verb) not in cues or lemma(inner.head) not in cues:
        return None
    if not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return None
    own = next((c for c in inner.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None or own.pos_ != "NOUN":
        return None
    kinds = lexicon().kinds
    word = own.lemma_.lower()
    speaks = any(word in kinds[k] for k in ("anonymous", "organisation", "spokesperson", "office"))
    return None if speaks else inner.head


def previous(doc: Doc, i: int, lo: int) -> int:
    """The last token before ``i`` that is not white space, or ``lo`` - 1."""
    i -= 1
    while i >= lo and doc[i].is_space:
        i -= 1
    return i


def following(doc: Doc, i: int, hi: int) -> int:
    """The first token from ``i`` on that is not white space, or ``hi``."""
    while i < hi and doc[i].is_space:
        i += 1
    return i


def quote_behind(
    doc: Doc, verb: Token, group: Range, window: Range, found: tuple[Quote, ...]
) -> Range | None:
    """The quote that opens right behind the cue, over an optional comma, colon or "that"."""
    for start in (verb.i + 1, group[1]):
        i = following(doc, start, window[1])
        while i < window[1] and (doc[i].text in (",", ":", "—", "–", "-") or doc[i].is_space):
            i += 1
        if i >= window[1] or doc[i].text not in _OPEN:
            continue
        for quote in found:
            if quote.lo == i and (quote.full or doc[i - 1].text in (",", ":")):
                return quote.pieces[0]
        if (
            window[0]
            and any(q.lo < window[0] <= q.hi and q.full for q in found)
            and doc[i - 1].text in (",", ":")
        ):
            return i, window[1]
    return None


def right_clause(verb: Token, group: Range) -> Token | None:
    """The finite clause that follows the verb as its complement."""
    for child in verb.children:
        if child.i <= verb.i or child.dep_ not in ("ccomp", "parataxis", "xcomp"):
            continue
        if child.left_edge.i < verb.i and child.left_edge.i < group[0]:
            continue
        finite = child.tag_ not in ("VB", "VBG", "VBN") and child.pos_ in ("VERB", "AUX")
        if child.dep_ == "xcomp" and not finite:
            continue
        if child.dep_ == "ccomp" and child.tag_ == "VBG" and not _has(child, "aux"):
            continue
        if child.dep_ == "ccomp" and child.tag_ == "VB" and is_infinitive(child) and not _wh(child):
            continue
        verbless = child.pos_ not in ("VERB", "AUX") and not _has(child, "cop")
        if verbless and child.left_edge.i > verb.i + 2 and not _has(child, "mark"):
            continue
        return child
    return None


def _has(verb: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in verb.children)


def _wh(verb: Token) -> bool:
    return any(c.tag_ in ("WRB", "WP", "WDT") or c.lower_ == "whether" for c in verb.children)


def sets_off_left(doc: Doc, verb: Token, group: Range, window: Range) -> bool:
    """Whether something that may be the content stands in front of the cue, set off from it."""
    before = previous(doc, group[0], window[0])
    if before < window[0]:
        return False
    mark = doc[before]
    if mark.is_quote and mark.text not in ("“", "«", "„", "``"):
        return True
    if mark.text not in (",", "?", "!", "—", "–", "-", "--", "…"):
        return any(
            c.dep_ in ("ccomp", "parataxis") and c.i < group[0] and c.left_edge.i < c.i
            for c in verb.children
        ) and verb.dep_ not in ("relcl", "acl")
    if verb.dep_ in ("relcl", "acl", "pcomp", "advcl") and not _leading_as(verb):
        return False
    if verb.tag_ == "VBG" and not _has(verb, "aux"):
        return False
    first = window[0]
    if doc[first].lower_ == "according" and not any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[first:before]
    ):
        return False
    if doc[first].lower_ in ("in", "on", "at", "after", "before", "during", "while", "when", "if"):
        opener = doc[first]
        if opener.dep_ == "prep" and opener.head.i == verb.i and opener.right_edge.i + 1 >= before:
            return False
        clause = opener.head
        opens = opener.dep_ == "mark" and clause.dep_ == "advcl" and clause.head.i == verb.i
        if opens and clause.right_edge.i + 1 >= before:
            joined = any(c.dep_ == "conj" for c in clause.children)
            return joined or _ends_unit(doc, group, window)
    only_adverbs = all(
        t.pos_ in ("ADV", "PUNCT", "CCONJ", "SPACE", "INTJ") for t in doc[window[0] : before + 1]
    )
    return not only_adverbs


def _ends_unit(doc: Doc, group: Range, window: Range) -> bool:
    i = group[1]
    while i < window[1] and (doc[i].is_punct or doc[i].is_space):
        i += 1
    return i >= window[1]


def _leading_as(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)


def between_commas(doc: Doc, group: Range) -> bool:
    """Whether the group is a parenthesis: a comma before and a comma or dash behind."""
    behind = following(doc, group[1], len(doc))
    if behind >= len(doc) or doc[behind].text not in (",", "—", "–"):
        return False
    before = previous(doc, group[0], 0)
    return before >= 0 and doc[before].text in (",", "—", "–")


def opens_right(doc: Doc, verb: Token, group: Range, window: Range) -> bool:
    """Whether the words behind the cue must be the content though the parse does not say so."""
    i = following(doc, verb.i + 1, window[1])
    if i >= window[1]:
        return False
    if doc[i].text == ":":
        return i + 1 < window[1]
    if doc[i].text == "," and verb.i + 1 < window[1]:
        j = following(doc, i + 1, window[1])
        finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[j : window[1]])
        return finite and j < window[1] and doc[j].lower_ not in ("and", "but", "as", "while")
    j = following(doc, group[1], window[1])
    if j + 1 < window[1] and j > verb.i and (doc[j].lower_ == "that" or doc[j].text == ":"):
        return True
    return (
        lemma(verb) == "say" and not doc[i].is_punct and doc[i].pos_ not in ("ADP", "ADV", "CCONJ")
    )
