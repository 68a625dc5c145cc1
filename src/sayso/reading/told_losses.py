"""Losses that the trained heads hear of where no word of loss tells them: "says 42 of ours", "lists 120".

The heads say which word tells of losses; the count is the nearest number that counts people or
nothing said, the outcome that of a word of loss in the sentence, else of the loss told last.
"""

from spacy.tokens import Token

from sayso.model import Outcome
from sayso.reading.clauses import arguments, conjuncts
from sayso.reading.learned import Told
from sayso.reading.loss_book import LossBook, counts_people
from sayso.reading.loss_verbs import add_victim
from sayso.reading.number_lexicon import number_words

_LEX = number_words()
_APART = 8
"""Tokens from the word that tells to its number."""
_MEMORY = 420
"""Characters back within which a count without a word of loss is of the losses just told."""


def told_losses(book: LossBook, told: Told, least: float) -> None:
    """Add the losses that only the heads hear of.

    :param least: the probability from which their word is taken
    """
    heard = {
        token: probability
        for token in book.doc
        if (token.is_alpha or token.like_num)
        and (probability := told.of(token, "casualties")) >= least
        and told.best(token)[0] == "casualties"
    }
    for token in heard:
        near = (t for t in heard if t.sent == token.sent and abs(t.i - token.i) <= _APART)
        if max(near, key=lambda t: heard[t]) == token and not _is_counted(book, token):
            _add(book, token)


def _is_counted(book: LossBook, token: Token) -> bool:
    """Whether a loss of the same clause has been found: then the word tells of nothing more."""
    low, high = token.i - _APART, token.i + _APART
    for loss in book.found.values():
        trigger = book.doc[loss.trigger]
        if trigger.sent != token.sent:
            continue
        if low <= trigger.i <= high or loss.start <= token.idx < loss.end:
            return True
        if loss.number is not None and low <= book.spans[loss.number][0] <= high:
            return True
    return False


def _add(book: LossBook, token: Token) -> None:
    outcome = _outcome(book, token)
    index = _number(book, token)
    if index is not None:
        book.add(outcome, token, index, None)
        return
    if token.pos_ != "VERB":
        return
    slots = arguments(token)
    for head in slots.object if slots.passive else (*slots.object, *slots.subject)[:1]:
        for victim in conjuncts(head):
            add_victim(book, outcome, token, victim, strict=False)


def _number(book: LossBook, token: Token) -> int | None:
    """The nearest number of the sentence that may count people and counts no loss yet."""
    found = []
    for index, (first, end) in enumerate(book.spans):
        if index in book.outcomes or book.doc[first].sent != token.sent:
            continue
        if book.numbers[index].kind not in ("people", "things"):
            continue
        if not (counts_people(book, index, strict=False) or _is_of_side(book, index)):
            continue
        apart = first - token.i if first > token.i else token.i - (end - 1)
        if apart <= _APART:
            found.append((max(0, apart), index))
    return min(found)[1] if found else None


def _is_of_side(book: LossBook, index: int) -> bool:
    """Whether a number counts by a name: "42 LTTE dead"."""
    noun = book.doc[book.numbers[index].token_head]
    return len(noun) > 1 and noun.text.isupper()


def _outcome(book: LossBook, token: Token) -> Outcome:
    """What befell them: by a word of loss of the sentence, else what was told last."""
    for word in sorted(token.sent, key=lambda w: abs(w.i - token.i)):
        said = (
            _LEX.adjectives.get(word.lower_)
            or _LEX.nouns.get(word.lemma_.lower())
            or next((o for rest, o, _ in _LEX.verbs.get(word.lemma_.lower(), ()) if not rest), None)
        )
        if said is not None:
            return said
    before = [
        x for x in book.found.values() if 0 <= token.idx - x.end < _MEMORY and not x.part_of_total
    ]
    return max(before, key=lambda x: x.start).outcome if before else "casualties"
