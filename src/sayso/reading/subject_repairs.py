"""Subjects that the parser loses, put right: bare pasts taken for participles, passives for adjectives.

Like ``parse_repairs``, each repair undoes one habit of the small model, and touches nothing else.
"""

from spacy.tokens import Doc, Token

from sayso.reading.counted_nouns import is_person
from sayso.reading.lexicon import is_undergone, lexicon, undergone_by_people, verb_lemma
from sayso.reading.nouns import is_armed_noun

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PREFIXES = frozenset({"counter", "re", "cross", "over"})
_CLAUSES = frozenset({"dep", "conj", "ccomp", "parataxis"})


def repair_subjects(doc: Doc) -> Doc:
    """Repair the subjects of a Doc in place, and return it."""
    for token in doc:
        if token.text == "-" and 0 < token.i < len(doc) - 1:
            _prefixed(token)
        elif token.tag_ == "JJ" and any(c.dep_ == "auxpass" for c in token.children):
            _passive_adjective(token)
        elif token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and token.head.i < token.i:
            _told_of_people(token)
        elif token.dep_ == "conj" and token.lemma_ == "be" and token.tag_ in ("VBD", "VBZ", "VBP"):
            _interrupted_passive(token)
    return doc


def _prefixed(hyphen: Token) -> None:
    """A verb split from its prefix: "dozens of fighters | counter - attacked"."""
    prefix, verb = hyphen.nbor(-1), hyphen.nbor(1)
    if prefix.lower_ not in _PREFIXES or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return
    if prefix.dep_ not in ("nsubj", "nsubjpass") or prefix.head != verb:
        return
    doers = [c for c in prefix.children if c.dep_ in ("compound", "nmod", "amod", "poss")]
    if not doers:
        return
    doer = doers[-1]
    doer.head = verb
    doer.dep_ = "nsubj"
    for other in (*doers[:-1], *(c for c in prefix.children if c.dep_ in ("det", "nummod"))):
        other.head = doer
    prefix.dep_ = "compound"
    hyphen.head = verb
    hyphen.dep_ = "punct"
    hyphen.tag_ = "HYPH"
    hyphen.pos_ = "PUNCT"
    verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_


def _passive_adjective(word: Token) -> None:
    """A passive with its own subject and auxiliary, tagged as an adjective: "units | were encircled"."""
    if not any(c.dep_ == "nsubjpass" for c in word.children):
        return
    word.tag_ = "VBN"
    word.pos_ = "VERB"
    if word.lemma_ == word.text:
        known = lexicon().verbs
        stem = word.lower_.removesuffix("ed")
        word.lemma_ = next((x for x in (stem, stem + "e") if x in known), word.lemma_)


def _told_of_people(verb: Token) -> None:
    """A clause of its own taken for a noun and its participle.

    "Some two hundred recruits | left for Mogadishu, an officer says", "… in flames, and the bandits
    | made off", "200 demonstrators | assembled in Haifa": what people did, or what befell them.
    """
    people = verb.head
    if people.pos_ not in ("NOUN", "PROPN") or people.tag_ not in ("NNS", "NNPS"):
        return
    if not (is_person(people) or is_armed_noun(people)):
        return
    if any(c.dep_ in ("agent", "aux", "auxpass") for c in verb.children):
        return
    if any(t.is_punct for t in verb.doc[people.i + 1 : verb.i]):
        return
    lemma = verb_lemma(verb)
    suffers = is_undergone(lemma) or undergone_by_people(lemma)
    if people.dep_ == "ROOT":
        if suffers or any(t.tag_ in ("VBZ", "VBP", "MD") for t in verb.sent):
            return
        if any(c.dep_ == "conj" for c in people.children) or not _is_deed(lemma):
            return
        verb.head = verb
        verb.dep_ = "ROOT"
        for child in list(people.children):
            if child.i > verb.i:
                child.head = verb
    elif people.dep_ in _CLAUSES and people.head.pos_ in ("VERB", "AUX"):
        if suffers or (people.dep_ == "conj" and not _is_deed(lemma)):
            return
        upper, label = people.head, people.dep_
        verb.head = upper
        verb.dep_ = "ccomp" if label == "dep" else label
        for child in list(people.children):
            if child.i > verb.i:
                child.head = verb
    else:
        return
    people.head = verb
    people.dep_ = "nsubj"
    verb.tag_ = "VBD"


_DEEDS = frozenset({"move", "do", "fight", "flee", "meet", "hit", "take"})


def _is_deed(lemma: str) -> bool:
    """Whether the lexicon has the verb for something that its subject does."""
    return any(
        t.frame is not None and t.frame.links in _DEEDS for t in lexicon().verbs.get(lemma, ())
    )


def _interrupted_passive(auxiliary: Token) -> None:
    """A passive with something between its parts: "laid down arms and were, with few exceptions, | sent home"."""
    if any(not c.is_punct and c.dep_ != "prep" for c in auxiliary.children):
        return
    upper = auxiliary.head
    verb = next(
        (
            c
            for c in upper.children
            if c.i > auxiliary.i and c.dep_ == "conj" and c.tag_ in ("VBD", "VBN")
        ),
        None,
    )
    if verb is None or any(c.dep_ in (*_SUBJECTS, "aux") for c in verb.children):
        return
    if auxiliary.nbor(1).text != ",":
        return
    for child in list(auxiliary.children):
        child.head = verb
    auxiliary.head = verb
    auxiliary.dep_ = "auxpass"
    verb.tag_ = "VBN"
