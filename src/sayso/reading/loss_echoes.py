"""Another figure for the losses just told, without a word of loss of its own.

"The ombudsman speaks of more than 60", "a doctor counted 51", "the ministry says 55", "the bishop's
office: at least five": a bare number that somebody gives shortly after losses were counted.
"""

import re

from spacy.tokens import Token

from sayso.model import Outcome
from sayso.reading.loss_book import Loss, LossBook
from sayso.reading.number_lexicon import number_words

_SPEAKS = re.compile(
    r"\b(?:speaks?|spoke|talks?|talked)\sof\s$|\b(?:puts?|putting|gave|gives)\s(?:it|the\s(?:number|figure|count|total))\sat\s$",
    re.IGNORECASE,
)
_MEMORY = 420
"""Characters back within which "they speak of 60" is about the losses just told."""
_SHORT_SOURCE = 9
"""Tokens before the colon of "County commissioner: 6"."""
_LONG_HEADING = 12
"""Tokens before the colon of "Dead since 3 May, by the town's count: 142"."""
_WORDS = number_words()
_LEX = _WORDS.echoes


def figures_said_again(book: LossBook) -> None:
    """Add the bare numbers that somebody gives for the loss told before."""
    for index, number in enumerate(book.numbers):
        if number.of_text is not None or number.high == 0 or index in book.outcomes:
            continue
        if number.kind not in ("people", "things") or not _is_given(book, index):
            continue
        outcome = _headed(book, book.spans[index][0])
        if outcome is None:
            last = _loss_before(book, index)
            outcome = last.outcome if last is not None else None
        if outcome is not None:
            book.add(outcome, book.doc[book.spans[index][1] - 1], index, None)


def _headed(book: LossBook, first: int) -> Outcome | None:
    """What "Dead since May: 142" and "Bodies seen by me: 17" count."""
    if first < 2 or book.doc[first - 1].text != ":":
        return None
    for token in book.doc[max(0, first - 1 - _LONG_HEADING) : first - 1]:
        opens = token.i == 0 or token.is_sent_start or token.nbor(-1).text in (".", ";", "\n")
        outcome = _WORDS.adjectives.get(token.lower_) or _WORDS.nouns.get(token.lemma_.lower())
        if opens and outcome is not None:
            return outcome
    return None


def _is_given(book: LossBook, index: int) -> bool:
    """Whether somebody gives the number as a count."""
    number = book.numbers[index]
    if _SPEAKS.search(book.text[max(0, number.start - 30) : number.start]):
        return True
    first, end = book.spans[index]
    figure = book.doc[end - 1]
    if (
        end < len(book.doc)
        and book.doc[end].pos_ in ("NOUN", "PROPN", "ADJ")
        and figure.dep_ == "nummod"
    ):
        return False
    return _object_of_count(figure) or _of_a_figure(figure) or _after_colon(book, first, end)


def _object_of_count(figure: Token) -> bool:
    verb = figure.head
    if figure.dep_ not in ("dobj", "ccomp", "oprd", "attr") or verb.pos_ not in ("VERB", "AUX"):
        return False
    return verb.lemma_.lower() in _LEX.verbs and verb.i < figure.i


def _of_a_figure(figure: Token) -> bool:
    """ "a figure of 31", "a toll of 40", "put the number at eleven"."""
    preposition = figure.head
    if figure.dep_ != "pobj":
        return False
    upper = preposition.head
    if preposition.lower_ == "of":
        return upper.lemma_.lower() in _LEX.nouns
    return preposition.lower_ == "at" and any(
        c.dep_ == "dobj" and c.lemma_.lower() in (*_LEX.nouns, "it") for c in upper.children
    )


def _after_colon(book: LossBook, first: int, end: int) -> bool:
    """ "County commissioner: 6." """
    doc = book.doc
    if first < 2 or doc[first - 1].text != ":":
        return False
    if end < len(doc) and not (doc[end].is_punct or doc[end].is_space or doc[end].is_sent_start):
        return False
    start = first - 1
    while start > 0 and not (doc[start - 1].is_punct or doc[start - 1].is_space):
        start -= 1
    source = doc[start : first - 1]
    return 0 < len(source) <= _SHORT_SOURCE and any(t.pos_ in ("NOUN", "PROPN") for t in source)


def _loss_before(book: LossBook, index: int) -> Loss | None:
    """The loss told last, unless something else was counted since."""
    number = book.numbers[index]
    earlier = [
        loss
        for loss in book.found.values()
        if 0 < number.start - loss.end < _MEMORY and not loss.part_of_total
    ]
    last = max(earlier, key=lambda loss: loss.start, default=None)
    if last is None:
        return None
    since = [
        other
        for at, other in enumerate(book.numbers)
        if last.end <= other.start < number.start
        and other.kind in ("people", "things")
        and other.of_text is not None
        and at not in book.outcomes
    ]
    return None if since else last
