"""What the parser gets wrong in reports, put right by rule before anything is read.

The small model attaches by habit. Each repair below undoes one habit that a wrong tag or a missing
subject gives away, and touches nothing else.
"""

from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import is_person
from sayso.reading.nouns import is_armed_noun, is_day_name

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_JOINS = frozenset({"-", "–", "’s", "'s", ","})
_INSIDE = frozenset({"compound", "amod", "nummod", "det", "nmod", "poss", "npadvmod"})


def repair(doc: Doc) -> Doc:
    """Repair the tree of a Doc in place, and return it."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.i > token.sent.start:
            if token.tag_ == "VBN":
                _participle(token)
            if token.tag_ in _FINITE or _has_auxiliary(token):
                _swallowed_subject(token)
            if token.tag_ == "VBD" and token.dep_ == "conj":
                _other_tense(token)
        elif token.lower_ == "who" and token.i > 1:
            _nearest_person(token)
    return doc


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ in (*_FINITE, "MD") for c in verb.children)


def _participle(verb: Token) -> None:
    """A participle that is a past tense, or the other way round.

    "Coalition aircraft | conducted airstrikes": a participle after a noun takes no object of its own.
    "Ten men | arrested in June | are in prison": a subject has one finite verb.
    """
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.pos_ in ("NOUN", "PROPN"):
        takes = any(c.dep_ == "dobj" for c in verb.children)
        if takes and not any(c.dep_ in ("agent", "aux", "auxpass") for c in verb.children):
            noun = verb.head
            verb.tag_ = "VBD"
            _make_root(verb, noun)
            noun.dep_ = "nsubj"
        return
    if verb.dep_ == "ROOT" and not any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children):
        later = [
            c for c in verb.children
            if c.dep_ == "conj" and c.i > verb.i and c.tag_ in _FINITE and not _has_subject(c)
        ]  # fmt: skip
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None or not later or any(c.dep_ == "cc" for c in verb.children):
            return
        _make_root(later[0], verb)
        subject.head = later[0]
        verb.head = subject
        verb.dep_ = "acl"


def _make_root(verb: Token, old: Token) -> None:
    """Let a verb be the root in place of what it hung on, whose clause-level parts it takes."""
    verb.head = verb
    verb.dep_ = "ROOT"
    for child in list(old.children):
        before = child.dep_ in ("prep", "npadvmod", "advmod") and child.i < old.i
        if child != verb and (before or child.dep_ in ("punct", "advcl", "conj", "cc")):
            child.head = verb
    old.head = verb


def _swallowed_subject(verb: Token) -> None:
    """A subject taken into the adverbial before it: "On 12 May | gunmen abducted …"."""
    if _has_subject(verb) or verb.dep_ not in ("ROOT", "ccomp"):
        return
    before = [c for c in verb.lefts if c.dep_ == "prep"]
    if not before:
        return
    preposition = before[-1]
    pobj = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    while pobj is not None:
        inner = [
            g for c in pobj.children if c.dep_ == "prep" and c.i > pobj.i and _only_of(pobj)
            for g in c.children if g.dep_ == "pobj"
        ]  # fmt: skip
        found = _new_phrase(pobj)
        if found is not None:
            _split(pobj, found, verb)
            return
        pobj = inner[-1] if inner else None


def _only_of(noun: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("of", "in") for c in noun.children)


def _new_phrase(noun: Token) -> int | None:
    """Where, in what the parser took for one noun phrase, a second one starts."""
    doc = noun.doc
    start = noun.left_edge.i
    for at in range(start + 1, noun.i + 1):
        word, last = doc[at], doc[at - 1]
        if word.dep_ not in _INSIDE and word != noun:
            continue
        if last.head.i > noun.i or last.pos_ not in ("PROPN", "NOUN", "NUM"):
            continue
        if word.dep_ == "det" and word.lower_ in ("the", "a", "an") and last.pos_ != "NUM":
            return at
        if is_day_name(last) and not is_day_name(word) and word.pos_ in ("NOUN", "PROPN", "ADJ"):
            return at
        dated = last.ent_type_ in ("DATE", "TIME") and word.ent_type_ not in ("DATE", "TIME")
        if dated and word.text not in _JOINS and last.text != "-":
            return at
    return None


def _split(noun: Token, at: int, verb: Token) -> None:
    doc = noun.doc
    preposition = noun.head
    last = doc[at - 1]
    for child in list(noun.children):
        if child.i < at and child != last:
            child.head = last
    for word in doc[noun.left_edge.i : at]:
        if word != last and word.head.i >= at:
            word.head = last
    last.head = preposition
    last.dep_ = "pobj"
    noun.head = verb
    noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def _nearest_person(who: Token) -> None:
    """ "the action of youths | who …" speaks of the youths."""
    verb = who.head
    if verb.dep_ != "relcl" or who.dep_ not in _SUBJECTS:
        return
    before = who.nbor(-1)
    if before.is_punct:
        before = before.nbor(-1)
    upper = verb.head
    if before == upper or not upper.is_ancestor(before) or upper.pos_ not in ("NOUN", "VERB"):
        return
    if before.pos_ != "NOUN" or not (is_person(before) or is_armed_noun(before)):
        return
    if not (is_person(upper) or is_armed_noun(upper)):
        verb.head = before


def _other_tense(verb: Token) -> None:
    """A past tense joined to a present over a relative clause goes on with that clause."""
    head = verb.head
    if _has_subject(verb) or head.tag_ not in ("VBZ", "VBP"):
        return
    for token in verb.doc[head.i + 1 : verb.i]:
        if token.dep_ != "relcl" or token.tag_ != "VBD" or not head.is_ancestor(token):
            continue
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if subject is not None and subject.tag_ in ("WP", "WDT"):
            verb.head = token
            return
