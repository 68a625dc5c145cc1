"""Closing words of saying that the parser took into the sentence they close, set over it again.

"Three people were shot, | a nun who had buried them said": the small model reads the speaker into
the last phrase before it. A finite verb of saying that ends its sentence with nothing said behind
it governs what stands in front.
"""

from spacy.tokens import Doc, Token

_SAY = frozenset({"say", "tell", "report", "add", "claim", "state", "write", "confirm", "declare"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SAID = frozenset({"ccomp", "xcomp", "parataxis"})
_OBJECTS = frozenset({"them", "him", "her", "me", "us", "it"})
_LOOSE = frozenset({"appos", "conj"})
_NAMES = frozenset({"NOUN", "PROPN"})


def repair_speech(doc: Doc) -> Doc:
    """Repair the tree of a Doc in place, and return it."""
    for token in doc:
        if token.lemma_.lower() in _SAY and token.tag_ in _FINITE and _says_nothing_behind(token):
            if token.dep_ == "relcl":
                _after_a_clause(token)
            elif token.dep_ == "ROOT":
                _without_speaker(token)
            elif token.dep_ == "conj":
                _joint(token)
    return doc


def _says_nothing_behind(verb: Token) -> bool:
    behind = [c for c in verb.children if c.i > verb.i]
    if any(c.dep_ in _SAID or c.text == ":" or c.is_quote for c in behind):
        return False
    objects = [c for c in behind if c.dep_ == "dobj"]
    return not objects or verb.lemma_.lower() == "tell"


def _after_a_clause(verb: Token) -> None:
    """ "…, a nun | who had helped to bury them said.": the verb is that of the noun, not its clause."""
    speaker, root = verb.head, verb.sent.root
    closes = all(t.is_punct or t.is_space for t in verb.doc[verb.i + 1 : verb.sent.end])
    asks = any(c.tag_ in ("WP", "WDT", "WP$", "IN") for c in verb.children)
    own = [c for c in speaker.children if c.dep_ == "relcl" and c.i < verb.i]
    if not closes or asks or not own or root.i > speaker.i or root.tag_ not in (*_FINITE, "VBN"):
        return
    if speaker.left_edge.i == 0 or speaker.left_edge.nbor(-1).text != ",":
        return
    for child in list(verb.children):
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i:
            child.head, child.dep_ = own[-1], "dobj"
    _close(verb, speaker, root)


def _without_speaker(verb: Token) -> None:
    """ "…, a nun who had fled to Goma | said.": the noun whose clause runs up to the verb says it."""
    content = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    swallowed = subject is not None and subject.i == verb.i - 1 and subject.lower_ in _OBJECTS
    if content is None or (subject is not None and not swallowed):
        return
    for noun in content.subtree:
        told = next((c for c in noun.children if c.dep_ == "relcl" and c.i > noun.i), None)
        if told is None or noun.dep_ not in _LOOSE or told.right_edge.i < verb.i - 1 - swallowed:
            continue
        if noun.left_edge.i == 0 or noun.left_edge.nbor(-1).text != ",":
            continue
        if swallowed and subject is not None:
            subject.head, subject.dep_ = verb.doc[subject.i - 1], "dobj"
        noun.head, noun.dep_ = verb, "nsubj"
        return


def _joint(verb: Token) -> None:
    """ "…, Amadou Sy, a lawmaker, and two residents | told Reuters": both say it, of all before them."""
    root = verb.head
    last = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    both = next((c for c in root.children if c.dep_ == "cc" and root.i < c.i < verb.i), None)
    if last is None or both is None or root.dep_ != "ROOT" or last.left_edge.i != both.i + 1:
        return
    first = next(
        (
            t
            for t in verb.doc[root.i + 1 : both.i]
            if t.dep_ in _LOOSE and t.pos_ in _NAMES and t.left_edge.nbor(-1).text == ","
        ),
        None,
    )
    if first is None or any(t.tag_ in _FINITE for t in verb.doc[first.i + 1 : both.i]):
        return
    _close(verb, first, root)
    both.head, last.head, last.dep_ = first, first, "conj"


def _close(verb: Token, speaker: Token, root: Token) -> None:
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, "ccomp"
    speaker.head, speaker.dep_ = verb, "nsubj"
