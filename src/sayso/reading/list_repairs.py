"""Lists of doers and names beside offices that the parser hangs on the wrong noun, put right.

Like ``parse_repairs``, each repair undoes one habit of the small model, and touches nothing else.
"""

from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import is_person
from sayso.reading.nouns import is_armed_noun, is_no_person

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def repair_lists(doc: Doc) -> Doc:
    """Repair the lists of a Doc in place, and return it."""
    for token in doc:
        if token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN"):
            _name_of_office(token, in_list=True)
            _second_force(token)
        elif token.dep_ == "appos" and token.pos_ == "PROPN":
            _name_of_office(token, in_list=False)
        elif token.dep_ == "appos" and token.pos_ == "NOUN":
            _after_heading(token)
        elif token.tag_ == "JJ" and token.dep_ in ("advcl", "ccomp", "amod", "acl"):
            _loyal(token)
    return doc


def _people(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and (is_armed_noun(noun) or is_person(noun))


def _soldiers(name: Token) -> bool:
    """Whether a name in the plural is that of troops of some country: "US Marines"."""
    return name.tag_ == "NNPS" and any(
        c.dep_ == "compound" and c.ent_type_ in ("GPE", "NORP", "ORG") for c in name.children
    )


def _second_force(second: Token) -> None:
    """ "fighters of the Front | and soldiers of the junta" are two of a kind, not one of the Front."""
    name = second.head
    if name.dep_ != "pobj" or name.head.lower_ != "of" or name.pos_ != "PROPN":
        return
    first = name.head.head
    if not _people(first) or first.tag_ != "NNS":
        return
    if second.tag_ not in ("NNS", "NNPS") or not (_people(second) or _soldiers(second)):
        return
    for child in list(name.children):
        if child.dep_ == "cc" and name.i < child.i < second.i:
            child.head = first
    second.head = first


def _name_of_office(name: Token, *, in_list: bool) -> None:
    """A holder's name behind the place that the office is of: "the mayor of X, | Juan Rojas, and …"."""
    place = name.head
    if not _may_be_person(name) or place.pos_ != "PROPN" or place.i > name.i:
        return
    if place.dep_ != "pobj" or place.head.pos_ != "ADP":
        return
    office = place.head.head
    if office.pos_ == "VERB" and office.dep_ == "acl" and place.head.lower_ == "by":
        office = office.head
    if office.tag_ != "NN" or not is_person(office) or office.i > place.i:
        return
    between = name.doc[place.i + 1 : name.left_edge.i]
    if [t.text for t in between if not t.is_space] != [","]:
        return
    for child in list(name.children):
        if in_list and child.dep_ in ("conj", "cc"):
            child.head = office
    name.head = office
    name.dep_ = "appos"


def _may_be_person(name: Token) -> bool:
    """Whether a name may be a person's: known as one, or of two parts and no place's or body's."""
    if name.ent_type_ == "PERSON":
        return True
    parts = [c for c in name.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
    unplaced = name.ent_type_ not in ("GPE", "LOC", "FAC", "DATE", "NORP")
    return len(parts) in (1, 2) and unplaced and not is_no_person(name)


def _after_heading(subject: Token) -> None:
    """A subject behind a heading and a colon: "Minsk, 12 February: | leaders of … agreed"."""
    heading = subject.head
    verb = heading.head
    if heading.dep_ not in ("nsubj", "nsubjpass") or verb.i < subject.i or heading.i > subject.i:
        return
    if not any(t.text == ":" for t in subject.doc[heading.i + 1 : subject.left_edge.i]):
        return
    subject.head = verb
    subject.dep_ = heading.dep_
    heading.dep_ = "dep"


def _loyal(adjective: Token) -> None:
    """An adjective taken for a clause: "while troops | loyal to X came under fire"."""
    upper = adjective.head
    subject = next((c for c in adjective.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i + 1 != adjective.i or upper.pos_ != "VERB":
        return
    if any(c.dep_ in ("aux", "cop") for c in adjective.children):
        return
    if not any(c.dep_ == "prep" for c in adjective.children):
        return
    for verb in upper.children:
        if verb.dep_ != "conj" or verb.i < adjective.i or verb.tag_ not in _FINITE:
            continue
        if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return
        if any(c.dep_ == "cc" for c in upper.children):
            return
        subject.head = verb
        subject.dep_ = "nsubj"
        for child in list(adjective.children):
            if child.dep_ == "mark":
                child.head = verb
        verb.dep_ = "advcl"
        adjective.head = subject
        adjective.dep_ = "amod"
        return
