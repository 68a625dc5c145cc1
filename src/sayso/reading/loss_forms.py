"""Losses told in set forms: "claimed 17 lives", "were among the dead", "the injured include", "Killed: 3"."""

from spacy.tokens import Token

from sayso.model import Outcome
from sayso.reading.clauses import conjuncts
from sayso.reading.loss_book import LossBook, counts_people
from sayso.reading.loss_verbs import add_victim
from sayso.reading.number_lexicon import number_words

_LEX = number_words()

_ENDS_LIVES = frozenset({"claim", "cost", "take"})
_INCLUDES = frozenset({"include", "comprise", "number"})
_HARMED = frozenset({"victim", "casualty", "fatality"})
_LISTED = 2
"""Tokens from a word of loss that heads a line to its number: "Killed : 3"."""


def lives(book: LossBook, noun: Token) -> None:
    """ "the blast claimed 17 lives", "has cost at least 40 lives"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in _ENDS_LIVES:
        return
    for index in book.by_head.get(noun.i, ()):
        book.add("killed", noun, index, None)


def among(book: LossBook, word: Token) -> None:
    """ "two children were among the dead", "among those killed was the minister"."""
    top = word
    while top.dep_ in ("acl", "amod", "conj") and top.head != top:
        top = top.head
    preposition = top.head
    if preposition.lower_ not in ("among", "amongst") or preposition.head.lemma_ != "be":
        return
    outcome = _outcome(word) or _told_before(book, word)
    for child in preposition.head.children:
        if child.dep_ in ("nsubj", "attr") and child.i != preposition.i:
            for person in conjuncts(child):
                _add_one(book, outcome, word, person)


def included(book: LossBook, verb: Token) -> None:
    """ "the injured include four nurses"."""
    if verb.lemma_.lower() not in _INCLUDES:
        return
    for subject in (c for c in verb.children if c.dep_ == "nsubj"):
        outcome = _outcome(subject)
        if outcome is None and subject.lemma_.lower() in _HARMED:
            outcome = _told_before(book, subject)
        if outcome is None:
            continue
        for child in verb.children:
            if child.dep_ in ("dobj", "attr"):
                for person in conjuncts(child):
                    _add_one(book, outcome, subject, person)


def listed(book: LossBook, word: Token, outcome: Outcome) -> None:
    """ "Killed: 3. Wounded: 9."."""
    doc = book.doc
    if word.i + _LISTED >= len(doc) or doc[word.i + 1].text != ":":
        return
    index = book.by_token.get(word.i + _LISTED)
    if index is not None and counts_people(book, index, strict=False):
        book.add(outcome, word, index, None)


def _add_one(book: LossBook, outcome: Outcome, word: Token, person: Token) -> None:
    if book.by_head.get(person.i) or person.i in book.by_token:
        index = book.by_token.get(person.i, next(iter(book.by_head.get(person.i, ())), None))
        if index is not None and counts_people(book, index, strict=False):
            book.add(outcome, word, index, person)
        return
    add_victim(book, outcome, word, person, strict=False)


def _outcome(word: Token) -> Outcome | None:
    if word.lower_ in _LEX.adjectives:
        return _LEX.adjectives[word.lower_]
    return next(
        (_LEX.adjectives[c.lower_] for c in word.children if c.lower_ in _LEX.adjectives), None
    )


def _told_before(book: LossBook, word: Token) -> Outcome:
    """What befell the victims told of last, when they are only called victims."""
    before = [x for x in book.found.values() if x.start < word.idx and x.outcome != "displaced"]
    return max(before, key=lambda x: x.start).outcome if before else "casualties"
