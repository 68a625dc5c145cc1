"""Who the subject of a cue verb is, through control, coordination, relatives and inversion."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution.draft import Range
from sayso.reading.attribution.grammar import regoverned
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.sources import head_of, noun_phrase_at, phrase, trim

_SUBJECTS = ("nsubj", "nsubjpass")
_DEPTH = 6
_ITSELF = frozenset(
    ["story", "article", "report", "version", "post", "headline", "piece", "thread"]
)
_REJECTED = frozenset(
    [
        "this",
        "that",
        "these",
        "those",
        "there",
        "what",
        "which",
        "it",
        "you",
        "nothing",
        "such",
        "nobody",
        "none",
    ]
)


def subject(
    doc: Doc, verb: Token, window: Range, frames: frozenset[str] = frozenset()
) -> tuple[Range, int] | None:
    """The source phrase of ``verb`` and its head token; None where no words stand for it."""
    image = _image(doc, verb, window) if "only-document" in frames or "document" in frames else None
    if image is not None:
        return image
    inverted = _inverted(doc, verb, window)
    if inverted is not None:
        return inverted
    clausal = next((c for c in verb.children if c.dep_ == "csubj" and c.i < verb.i), None)
    if clausal is not None and doc[verb.i - 1].pos_ == "NOUN" and clausal.tag_ == "VB":
        # "Aid workers fear" read as a clause "aid workers" by the parser.
        return (max(clausal.left_edge.i, window[0]), verb.i), verb.i - 1
    cited = _cited(verb)
    head = cited if cited is not None else _controller(verb, _DEPTH)
    if head is None or not window[0] <= head.i < window[1]:
        return _right_before(doc, verb, window)
    source = phrase(doc, head, window)
    lo, hi = _joined(doc, verb, head, source)
    source = (max(lo, window[0]), hi)
    if verb.i in range(*source):
        source = trim(doc, source[0], verb.i) if head.i < verb.i else (head.i, head.i + 1)
    source = trim(doc, *source)
    return (source, head.i) if source[0] < source[1] else None


def _cited(verb: Token) -> Token | None:
    """Who is saying in "quoted the command as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.tag_ == "VBN":
        return None
    quoting = verb.head.head
    return next((c for c in quoting.children if c.dep_ == "dobj" and c.i > quoting.i), None)


def _right_before(doc: Doc, verb: Token, window: Range) -> tuple[Range, int] | None:
    """The noun phrase that ends right before a finite verb to which the parse gives no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == window[0]:
        return None
    last = doc[verb.i - 1]
    if last.pos_ not in ("NOUN", "PROPN", "PRON") or last.tag_ in ("WDT", "WP"):
        return None
    lo = verb.i - 1
    while lo > window[0] and not (
        doc[lo - 1].text in (",", ";", ":", "(", ")")
        or doc[lo - 1].pos_ in ("VERB", "AUX", "SCONJ")
    ):
        lo -= 1
    found = noun_phrase_at(doc, lo, verb.i)
    if found is not None and found[1] == verb.i and doc[lo].lower_ not in ("in", "on", "at"):
        return found, head_of(doc, found)
    lo = verb.i - 1
    if last.pos_ != "PROPN":
        return None
    while lo - 1 >= window[0] and doc[lo - 1].pos_ == "PROPN":
        lo -= 1
    return (lo, verb.i), verb.i - 1


def _joined(doc: Doc, verb: Token, head: Token, source: Range) -> Range:
    """A subject that the parser has split into neighbours is put together again."""
    lo, hi = source
    owner = head.head if head.dep_ in _SUBJECTS else verb
    for child in owner.children:
        if child.dep_ in _SUBJECTS and child.i != head.i and child.i < owner.i:
            a, b = child.left_edge.i, child.right_edge.i + 1
            gap = doc[min(hi, b) : max(lo, a)]
            if all(t.pos_ in ("PROPN", "NOUN", "ADJ", "PUNCT") and t.text != "," for t in gap):
                lo, hi = min(lo, a), max(hi, b)
    return lo, hi


def _image(doc: Doc, verb: Token, window: Range) -> tuple[Range, int] | None:
    """The document or image that a participle speaks of: "posted videos showing …"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl", "xcomp", "prep"):
        return None
    words = lexicon().kinds
    near = [verb.head, *verb.head.children]
    for token in near:
        shows = token.i < verb.i and token.lemma_.lower() in words["social"] | words["document"]
        held = token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass") or token is verb.head
        if shows and held:
            source = phrase(doc, token, window)
            source = (source[0], min(source[1], verb.i))
            return trim(doc, *source), token.i
    return None


def _inverted(doc: Doc, verb: Token, window: Range) -> tuple[Range, int] | None:
    """The source behind the verb: "…,” tweeted Afzali"."""
    before = verb.i - 1
    while before >= window[0] and doc[before].is_space:
        before -= 1
    edge = (
        before < window[0] or doc[before].is_quote or doc[before].text in (",", "?", "!", "—", "–")
    )
    bare = verb.tag_ == "VB" and any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    if not edge or verb.tag_ == "VBG" or bare:
        return None
    if any(c.dep_ in _SUBJECTS and c.i < verb.i and c.i >= window[0] for c in verb.children):
        if not (before >= window[0] and doc[before].is_quote):
            return None
        if any(c.dep_ in _SUBJECTS and c.i == before for c in verb.children):
            return None
    for child in verb.children:
        role = child.dep_ in (*_SUBJECTS, "dobj", "attr", "npadvmod", "oprd")
        noun = child.pos_ in ("NOUN", "PROPN", "PRON") and child.ent_type_ not in ("DATE", "TIME")
        if role and noun and child.left_edge.i == verb.i + 1:
            source = phrase(doc, child, window)
            return (max(source[0], verb.i + 1), source[1]), child.i
    if before < window[0]:
        return None
    found = noun_phrase_at(doc, verb.i + 1, window[1])
    if found is None or doc[found[0]].ent_type_ in ("DATE", "TIME"):
        return None
    return found, head_of(doc, found)


def _controller(verb: Token, depth: int) -> Token | None:
    """The noun that does the saying."""
    above = regoverned(verb)
    if above is not None and depth:
        return _controller(above, depth - 1)
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if own:
        nearest = min(own, key=lambda c: abs(c.i - verb.i))
        named = [c for c in own if c.pos_ in ("NOUN", "PROPN", "PRON")]
        pick = nearest if not named else min(named, key=lambda c: abs(c.i - verb.i))
        if pick.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
            return verb.head
        return pick
    if depth == 0:
        return None
    head = verb.head
    if verb.dep_ == "relcl" and any(
        c.tag_ in ("WP", "WDT") and c.i < verb.i for c in verb.children
    ):
        return head
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis") and head is not verb:
        if head.pos_ == "ADJ" and verb.dep_ == "xcomp" and head.head.pos_ in ("VERB", "AUX"):
            return _controller(head.head, depth - 1)
        if head.pos_ not in ("VERB", "AUX"):
            return head if verb.dep_ != "ccomp" and head.pos_ in ("NOUN", "PROPN") else None
        if verb.dep_ == "xcomp":
            told = [c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i]
            if told and verb.tag_ == "VB":
                return told[0]
        if verb.dep_ in ("ccomp", "parataxis", "dep") and verb.tag_ not in ("VB", "VBG", "VBD"):
            return None
        return _controller(head, depth - 1)
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG":
            return head
        if head.dep_ in ("dobj", "nsubj", "attr") and verb.tag_ == "VB":
            return _controller(head.head, depth - 1)
        return None
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "agent", "mark"):
        if head.head.pos_ in ("VERB", "AUX"):
            return _controller(head.head, depth - 1)
        return None
    if verb.dep_ == "aux":
        return _controller(head, depth - 1)
    return None


def plausible(doc: Doc, source: Range, head: int, frames: frozenset[str], *, strong: bool) -> bool:
    """Whether what the phrase names can speak, think or show."""
    token = doc[head]
    lower = token.lower_
    words = lexicon().kinds
    if doc[source[0]].lower_ in ("this", "our") and token.lemma_.lower() in _ITSELF:
        return False
    if "only-document" in frames:
        kinds = words["document"] | words["social"] | words["media"]
        return token.lemma_.lower() in kinds or any(
            t.lower_ in words["social_names"] for t in doc[source[0] : source[1]]
        )
    if token.tag_ == "WP" and source[1] - source[0] == 1:
        return False
    if lower in _REJECTED and token.pos_ in ("PRON", "DET", "SCONJ"):
        return lower == "it" and (strong or "document" not in frames)
    if token.pos_ in ("PRON", "PROPN") or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    lemma = token.lemma_.lower()
    if any(lemma in words[k] or lower in words[k] for k in ("anonymous", "organisation", "media")):
        return True
    if any(lemma in words[k] for k in ("spokesperson", "office")):
        return True
    if lemma in words["document"] or lemma in words["social"]:
        return strong or "document" in frames
    if strong:
        return True
    return lemma.endswith(("er", "or", "ist", "ian", "man", "woman", "ant", "ee")) or (
        token.tag_ in ("NN", "NNS") and token.lower_.endswith(("ers", "ors", "ists", "ians", "men"))
    )
