"""Which number stands beside a word of loss: before a participle, after a verb, in a list."""

from spacy.tokens import Token

from sayso.model import Outcome
from sayso.reading.loss_book import AFTER_REACH, LossBook
from sayso.reading.number_lexicon import number_words

_LEX = number_words()

_INSERTION_OPENERS = frozenset(
    {"according", "by", "as", "it", "he", "she", "they", "officials", "police"}
)

_OPENERS = frozenset(
    {"including", "among", "most", "all", "many", "some", "mostly", "mainly", "both"}
)


def number_before(book: LossBook, verb: Token) -> int | None:
    """The number whose noun stands directly before a verb, but for its auxiliaries."""
    at = verb.i - 1
    bracket = 0
    for _ in range(24):
        if at < 0:
            return None
        token = book.doc[at]
        if token.lower_ in ("and", "or") and at > 0 and book.doc[at - 1].lower_ in _LEX.adjectives:
            at -= 2
            continue
        if at in book.by_token and (
            bracket == 0 or book.numbers[book.by_token[at]].part_of_total is None
        ):
            index = book.by_token[at]
            return index if book.numbers[index].of_text is None or bracket else None
        if at in book.by_head:
            index = book.by_head[at][-1]
            if book.numbers[index].part_of_total is None or (
                book.spans[index][0] > 0 and bracket == 0 and token.text != ","
            ):
                whole = book.numbers[index].part_of_total
                if whole is not None and _comma_between(book, at, verb.i):
                    return whole
                return index
        if token.text == ",":
            if bracket == 0:
                opened = _inserted(book, at)
                if opened is None:
                    return None
                at = opened
                continue
            return None
        if token.text.isupper() and token.pos_ == "PROPN" and at - 1 in book.by_token:
            index = book.by_token[at - 1]
            return index if book.numbers[index].kind in ("people", "things") else None
        if token.lower_ in _THEM and at > 0 and book.doc[at - 1].lower_ == "of":
            return book.by_token.get(at - 2)
        if token.lower_ not in _LEX.between.before and token.tag_ not in ("RB", "RBR"):
            return None
        at -= 1
    return None


_THEM = frozenset({"them", "us", "ours", "these", "those"})


def _comma_between(book: LossBook, left: int, right: int) -> bool:
    return any(book.doc[i].text == "," for i in range(left + 1, right))


def _inserted(book: LossBook, comma: int) -> int | None:
    """For the second comma of ", including two minors,": the token before the first."""
    for at in range(comma - 1, max(-1, comma - 14), -1):
        token = book.doc[at]
        if token.text == ",":
            opener = book.doc[at + 1].lower_
            return at - 1 if opener in _OPENERS or at + 1 in book.by_token else None
        if (token.pos_ in ("VERB",) and token.lower_ not in ("including",)) or token.is_sent_start:
            return None
    return None


_LONGEST_INSERTION = 12


def _past_insertion(book: LossBook, verb: Token) -> int | None:
    """ "capturing, according to the spokesman, 150 fighters": the number behind the insertion."""
    doc = book.doc
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    for at in range(verb.i + 2, min(verb.i + 2 + _LONGEST_INSERTION, len(doc) - 1)):
        if doc[at].text == "," and doc[at + 1].i in book.by_token:
            opener = doc[verb.i + 2].lower_
            return book.by_token[at + 1] if opener in _INSERTION_OPENERS else None
        if doc[at].is_sent_start or doc[at].text in (".", ";"):
            return None
    return None


def number_after(book: LossBook, verb: Token) -> int | None:
    """The number that begins the object of a verb, skipping coordinated verbs of loss."""
    doc = book.doc
    inserted = _past_insertion(book, verb)
    if inserted is not None:
        return inserted
    for at in range(verb.i + 1, min(verb.i + 1 + AFTER_REACH, len(doc))):
        token = doc[at]
        if at in book.by_token:
            return book.by_token[at]
        previous, following = doc[at - 1].lower_, doc[at + 1] if at + 1 < len(doc) else None
        if token.lower_ in ("and", "or", ",", "and/or", "/"):
            if following is not None and (
                _loss_verb(following) or following.lower_ in ("and", "or")
            ):
                continue
            return None
        if _loss_verb(token) and previous in ("and", "or", ","):
            continue
        if token.lower_ in _LEX.between.after or token.tag_ == "RB":
            if token.lower_ == "of" and previous != "total":
                return None
            if token.lower_ == "to" and (following is None or following.lower_ != "death"):
                return None
            continue
        return None
    return None


def _loss_verb(token: Token) -> bool:
    return (
        token.lemma_.lower() in _LEX.verbs
        or token.lower_ in _LEX.adjectives
        or gerund_of(token) is not None
    )


def gerund_of(token: Token) -> str | None:
    """The verb of loss whose "-ing" form the tagger took for a noun."""
    word = token.lower_
    if not word.endswith("ing") or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    return next(
        (stem for stem in (word[:-3], word[:-3] + "e", word[:-4]) if stem in _LEX.verbs), None
    )


def add_with_list(book: LossBook, outcome: Outcome, trigger: Token, index: int) -> None:
    """The number and those coordinated behind it ("three soldiers and two civilians")."""
    book.add(outcome, trigger, index, None)
    at = book.numbers[index].token_head + 1
    at = max(at, book.spans[index][1])
    while (at < len(book.doc) and book.doc[at].lower_ in ("and", ",", "plus")) or (
        at < len(book.doc) and book.doc[at].text == ","
    ):
        step = at + 1
        while step < len(book.doc) and book.doc[step].lower_ in ("and", "at", "least", "also"):
            step += 1
        following = book.by_token.get(step)
        if (
            following is None
            or book.numbers[following].part_of_total is not None
            or (
                book.numbers[following].kind != "people"
                and book.numbers[following].of_text is not None
            )
        ):
            return
        after = max(book.numbers[following].token_head + 1, book.spans[following][1])
        if has_own_word(book, after):
            return
        book.add(outcome, trigger, following, None)
        at = after


def has_own_word(book: LossBook, at: int) -> bool:
    """Whether the next words are a participle or adjective of loss, or a verb of their own."""
    for i in range(at, min(at + 3, len(book.doc))):
        token = book.doc[i]
        if token.lower_ in _LEX.adjectives or token.pos_ in ("AUX",):
            return True
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBP", "VBZ"):
            return True
        if token.lower_ not in _LEX.between.before:
            return False
    return False


def add_with_list_back(book: LossBook, outcome: Outcome, trigger: Token, index: int) -> None:
    """The number and those coordinated before it ("two soldiers and a nurse were killed")."""
    book.add(outcome, trigger, index, None)
    if book.doc[book.spans[index][1] - 1].lower_ in _THEM or (
        book.doc[min(book.spans[index][1], len(book.doc) - 1)].lower_ == "of"
    ):
        return
    at = book.spans[index][0] - 1
    while at > 0 and book.doc[at].lower_ in ("and", ","):
        at -= 1
        earlier = book.by_head.get(at)
        if not earlier or book.numbers[earlier[-1]].kind != "people":
            return
        if any(other != outcome for other in book.outcomes.get(earlier[-1], ())):
            return
        book.add(outcome, trigger, earlier[-1], None)
        at = book.spans[earlier[-1]][0] - 1
