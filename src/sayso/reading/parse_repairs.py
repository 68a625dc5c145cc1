"""What the parser gets wrong in reports, put right by rule before anything is read.

The small model attaches by habit. Each repair below undoes one habit that a wrong tag or a missing
subject gives away, and touches nothing else.
"""

from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import is_person
from sayso.reading.lexicon import is_undergone, lexicon, undergone_by_people, verb_lemma
from sayso.reading.nouns import is_armed_noun, is_day_name
from sayso.reading.reference_words import reference_words

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
                _part_led(token)
            if token.tag_ in _FINITE or _has_auxiliary(token):
                _swallowed_subject(token)
            if token.tag_ == "VBD" and token.dep_ == "conj":
                _other_tense(token)
            if token.tag_ == "VBN" and token.dep_ == "acomp":
                _complement(token)
            if token.tag_ in ("VBD", "VBN"):
                _without_auxiliary(token)
                _passive_goes_on(token)
        elif token.lower_ == "who" and token.i > 1:
            _nearest_person(token)
    return doc


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ in (*_FINITE, "MD") for c in verb.children)


def _participle(verb: Token) -> None:
    """A participle that is a past tense, or the other way round.

    "Coalition aircraft | conducted airstrikes": a participle after a noun takes no object of its own;
    "a column | headed north": nor is it one of a verb that has none.
    "Ten men | arrested in June | are in prison": a subject has one finite verb.
    """
    top = verb.head
    if top.dep_ == "pobj" and top.head.lower_ == "of":
        top = top.head.head
    if verb.dep_ == "acl" and top.dep_ == "ROOT" and top.pos_ in ("NOUN", "PROPN"):
        if _is_main(verb) and not any(c.dep_ in ("agent", "aux", "auxpass") for c in verb.children):
            verb.tag_ = "VBD"
            _make_root(verb, top)
            top.dep_ = "nsubj"
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


def _part_led(verb: Token) -> None:
    """Who leads a part does not lead the whole: "a breakaway faction of the army | led by X"."""
    whole = verb.head
    if verb.dep_ != "acl" or whole.dep_ != "pobj" or whole.head.lower_ != "of":
        return
    part = whole.head.head
    leader = any(c.dep_ in ("agent", "prep") and c.lower_ in ("by", "under") for c in verb.children)
    if leader and part.lemma_.lower() in reference_words().part_of:
        verb.head = part


def _is_main(verb: Token) -> bool:
    """Whether what was taken for a participle after a noun is the verb of a sentence without one."""
    if any(c.dep_ == "dobj" for c in verb.children):
        return True
    if verb.lemma_.lower() not in _GO:
        return False
    return not any(t.tag_ in (*_FINITE, "MD") for t in verb.sent)


_GO = frozenset(
    {"advance", "arrive", "come", "cross", "depart", "flee", "go", "head", "march", "move", "proceed",
     "retreat", "return", "roll", "sail", "travel", "withdraw", "surrender", "defect", "escape"}
)  # fmt: skip
"""Verbs of going: their participle after a noun is rarely one."""


def _complement(verb: Token) -> None:
    """A passive taken for an adjective: "the checkpoints were | overrun"."""
    auxiliary = verb.head
    if auxiliary.lemma_ != "be" or auxiliary.pos_ != "AUX" or not is_undergone(verb_lemma(verb)):
        return
    verb.head = verb if auxiliary.dep_ == "ROOT" else auxiliary.head
    verb.dep_ = auxiliary.dep_
    auxiliary.head = verb
    auxiliary.dep_ = "auxpass"
    for child in list(auxiliary.children):
        if child == verb:
            continue
        child.head = verb
        if child.dep_ == "nsubj":
            child.dep_ = "nsubjpass"


def _without_auxiliary(verb: Token) -> None:
    """A passive without its auxiliary, as headlines and lists have it.

    "Khan Shaykhun | recaptured by the army", "two villages | shelled", "houses were burned and
    the store | emptied": what such a verb does needs an object, so its subject is one.
    """
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ in ("PRP", "WP", "WDT"):
        return
    if any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp") for c in verb.children):
        return
    by_whom = any(c.dep_ == "agent" or _names_doer(c, verb) for c in verb.children)
    if any(c.dep_ == "prt" for c in verb.children) and not by_whom:
        return
    goes_on = (
        verb.dep_ == "conj"
        and verb.head.tag_ in ("VBN", "VBD")
        and any(c.dep_ == "auxpass" for c in verb.head.children)
        and _takes_objects(verb)
    )
    if by_whom or goes_on or is_undergone(verb_lemma(verb)) or _befalls(verb, subject):
        verb.tag_ = "VBN"
        subject.dep_ = "nsubjpass"


def _names_doer(preposition: Token, verb: Token) -> bool:
    """Whether "by" after a bare participle brings in armed people: "taken … | by men in masks"."""
    if preposition.lower_ != "by" or verb.tag_ != "VBN":
        return False
    return any(is_armed_noun(c) or is_person(c) for c in preposition.children if c.dep_ == "pobj")


def _befalls(verb: Token, subject: Token) -> bool:
    """Whether what is told of unarmed people, counted or "a" and "one", befell them.

    "One girl | shot in the leg", "three men | held", "two organisers | taken by men in masks".
    """
    if not is_person(subject) or is_armed_noun(subject) or subject.pos_ != "NOUN":
        return False
    counted = any(c.dep_ == "nummod" or c.lower_ in ("a", "an") for c in subject.children)
    return counted and undergone_by_people(verb_lemma(verb))


def _passive_goes_on(verb: Token) -> None:
    """A second passive that shares the first one's auxiliary: "were taken and | set free"."""
    first = verb.head
    if verb.tag_ != "VBD" or verb.dep_ not in ("conj", "dep") or first.i > verb.i:
        return
    passive = first.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in first.children)
    own = any(c.dep_ in (*_SUBJECTS, "dobj", "aux", "ccomp") for c in verb.children)
    if passive and not own and _takes_objects(verb):
        verb.tag_ = "VBN"
        verb.dep_ = "conj"


_DONE_TO_SOMEBODY = frozenset({"hit", "burn", "take", "catch", "snatch", "free", "send", "lead"})


def _takes_objects(verb: Token) -> bool:
    """Whether the lexicon knows the verb as one whose object is harmed, taken, freed or sent."""
    found = lexicon().verbs.get(verb_lemma(verb), ())
    return any(t.frame is not None and t.frame.links in _DONE_TO_SOMEBODY for t in found)


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
    inside = [c for c in preposition.children if c.dep_ == "prep" and c.i > preposition.i]
    preposition = inside[-1] if inside else preposition
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
    """ "the action of youths | who …" speaks of the youths, "the mayor of Lyman | who …" of the mayor."""
    verb = who.head
    if verb.dep_ != "relcl" or who.dep_ not in _SUBJECTS:
        return
    upper = verb.head
    if upper.dep_ == "pobj" and upper.head.lower_ == "of" and upper.ent_type_ in ("GPE", "LOC"):
        holder = upper.head.head
        if is_person(holder):
            verb.head = holder
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
