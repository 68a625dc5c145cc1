"""How many people were killed, wounded, captured, displaced or went missing, as a text tells it.

Verbs, participles and nouns of loss come from ``lexicon/quantities.toml``. Counts are looked for
beside the word of loss first ("22 killed, 9 wounded", "killed at least 22 people") and then through
the dependency parse, which also finds single persons ("a soldier was killed"), people without a
number ("casualties on both sides") and whose people they are.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.reading.learned import Told
from sayso.reading.loss_book import Loss, LossBook
from sayso.reading.loss_echoes import figures_said_again
from sayso.reading.loss_forms import among, included, listed, lives
from sayso.reading.loss_nouns import adjective_of_loss, noun_of_loss, toll
from sayso.reading.loss_numbers import gerund_of
from sayso.reading.loss_verbs import has_rest, lost_limbs, lost_people, no_survivors, verb_of_loss
from sayso.reading.number import Number
from sayso.reading.number_lexicon import number_words
from sayso.reading.proposals import thresholds
from sayso.reading.told_losses import told_losses

__all__ = ["Loss", "find_losses"]

_LEX = number_words()
_HARMED = frozenset({"victim", "casualty", "fatality"})

_AMONG = re.compile(
    r"\b[Aa]mong(?:st)?\s(?:the|those|its|their)?\s?(?P<word>dead|killed|wounded|injured|victims|casualties)\s(?:are|were|is|was)\s$"
)


def find_losses(doc: Doc, numbers: Sequence[Number], told: Told | None = None) -> tuple[Loss, ...]:
    """The losses of people that a text tells of, in its order.

    :param numbers: what :func:`sayso.reading.quantities.find_quantities` found in the same text
    :param told: what the trained heads make of the text, where they help
    """
    book = LossBook(doc, numbers)
    for token in doc:
        lower, lemma = token.lower_, token.lemma_.lower()
        gerund = gerund_of(token)
        if gerund is not None:
            lemma = gerund
        ways = _LEX.verbs.get(lemma)
        if ways and (gerund is not None or token.pos_ in ("VERB", "AUX")) and token.dep_ != "amod":
            for rest, outcome, is_object in ways:
                if has_rest(token, rest):
                    strict = " ".join((lemma, *rest)) in _LEX.strict.verbs
                    verb_of_loss(book, token, outcome, is_object, strict, rest)
                    break
        if lemma == "survive":
            no_survivors(book, token)
        said = _LEX.adjectives.get(lower)
        if said is not None:
            adjective_of_loss(book, token, said)
            listed(book, token, said)
        if said is not None or lemma in _HARMED:
            among(book, token)
        if lemma == "life":
            lives(book, token)
        if token.pos_ == "VERB":
            included(book, token)
        named = _LEX.nouns.get(lemma) or _LEX.nouns.get(lower) or _LEX.nouns.get(lower[:-1])
        if named is not None and token.pos_ in ("NOUN", "ADJ", "PROPN", "VERB"):
            noun_of_loss(book, token, named)
        if lemma in ("toll", "dead", "number", "count", "loss") and token.pos_ in (
            "NOUN",
            "ADJ",
            "PROPN",
        ):
            toll(book, token)
        if lemma in _LEX.carriers.lose and token.pos_ == "VERB":
            lost_people(book, token)
            lost_limbs(book, token)
    parts_of_losses(book)
    figures_said_again(book)
    if told is not None:
        told_losses(book, told, thresholds().losses)
        parts_of_losses(book)
    return tuple(sorted(book.found.values(), key=lambda loss: (loss.start, loss.outcome)))


def parts_of_losses(book: LossBook) -> None:
    """Parts of a counted loss that have no word of loss of their own ("including two children")."""
    text = book.text
    for index, number in enumerate(book.numbers):
        if index in book.outcomes or number.kind not in ("people", "things"):
            continue
        among = _AMONG.search(text[max(0, number.start - 40) : number.start])
        if among and among["word"] in _LEX.adjectives:
            book.add(
                _LEX.adjectives[among["word"]], book.doc[book.spans[index][0] - 1], index, None
            )
            continue
        whole = number.part_of_total
        if (
            whole is None
            or (number.kind == "things" and number.of_text is not None)
            or _has_finite_verb(book, index)
        ):
            continue
        for outcome in book.outcomes.get(whole, ())[:1]:
            book.add(outcome, book.doc[book.found[(outcome, whole)].trigger], index, None)


def _has_finite_verb(book: LossBook, index: int) -> bool:
    """Whether the part does something itself ("two of them fled")."""
    right = max(book.spans[index][1], book.numbers[index].token_head + 1)
    for at in range(right, min(right + 5, len(book.doc))):
        token = book.doc[at]
        if token.is_punct or token.lower_ in ("who", "which", "from"):
            return False
        if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
            return token.lower_ not in ("were", "was")
    return False
