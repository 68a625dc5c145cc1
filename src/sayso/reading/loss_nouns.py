"""Losses told by adjectives and nouns: "22 dead", "13 bodies", "no casualties", "a toll of 37"."""

from spacy.tokens import Token

from sayso.model import Outcome
from sayso.reading.clauses import conjuncts
from sayso.reading.counted_nouns import is_person
from sayso.reading.loss_book import LossBook, counts_people
from sayso.reading.loss_numbers import add_with_list_back, number_after, number_before
from sayso.reading.loss_verbs import add_victim, looks_passive
from sayso.reading.number_lexicon import number_words

_LEX = number_words()


def adjective_of_loss(book: LossBook, word: Token, outcome: Outcome) -> None:
    """ "22 dead", "nine hurt", "eleven dead soldiers", "leaving scores dead", "five were wounded"."""
    if _takes_object(book, word):
        return
    index = number_before(book, word)
    if index is not None and counts_people(book, index, strict=False):
        add_with_list_back(book, outcome, word, index)
        return
    head = word.head if word.dep_ == "amod" and word.head.i > word.i else None
    if head is not None and head.i in book.by_head and is_person(head):
        for index in book.by_head[head.i]:
            if book.spans[index][1] <= word.i and word.lower_ not in (
                "captured",
                "arrested",
                "detained",
                "kidnapped",
                "abducted",
            ):
                book.add(outcome, word, index, None)
    if word.i in book.by_head:
        for index in book.by_head[word.i]:
            if not book.killed(index):
                book.add(outcome, word, index, None)
        return
    holder = word.head if word.dep_ == "acomp" else word
    if (word.dep_ == "acomp" and holder.lemma_ in ("be", "remain", "go", "lie", "get")) or any(
        child.dep_ in ("aux", "auxpass") and child.lemma_ in ("be", "get")
        for child in word.children
    ):
        for subject in (child for child in holder.children if child.dep_ in ("nsubj", "nsubjpass")):
            for victim in conjuncts(subject):
                add_victim(book, outcome, word, victim, strict=False)


def _takes_object(book: LossBook, word: Token) -> bool:
    """Whether a participle is in truth an active verb ("gunmen killed 3 soldiers")."""
    if word.tag_ not in ("VBD", "VBN") or looks_passive(word):
        return False
    after = number_after(book, word)
    if (
        after is not None
        and book.spans[after][0] - word.i <= 3
        and book.doc[word.i + 1].text != ","
    ):
        return book.doc[word.i + 1].lower_ not in ("and", "or") or any(
            c.dep_ == "dobj" for c in word.children
        )
    return any(child.dep_ == "dobj" and child.i > word.i for child in word.children)


def noun_of_loss(book: LossBook, noun: Token, outcome: Outcome) -> None:
    """ "13 bodies", "12 deaths", "no casualties", "heavy losses", "casualties are unknown"."""
    indices = book.by_head.get(noun.i, [])
    if indices:
        for index in indices:
            if not book.killed(index):
                book.add(outcome, noun, index, None)
        return
    if noun.lemma_.lower() == "loss" and noun.tag_ == "NN":
        _loss_of_people(book, noun)
        return
    if noun.lemma_.lower() in _LEX.deeds.nouns or noun.tag_ == "NNS":
        for head in (
            inner
            for child in noun.children
            if child.lower_ == "of"
            for inner in child.children
            if inner.dep_ == "pobj"
        ):
            for victim in conjuncts(head):
                add_victim(book, outcome, noun, victim, strict=False)
        if (
            noun.lemma_.lower() in _LEX.deeds.nouns and noun.lemma_.lower() != "death"
        ) or noun.tag_ == "NN":
            return
    if noun.pos_ == "VERB" or noun.lemma_.lower() not in (
        "casualty",
        "loss",
        "fatality",
        "injury",
        "death",
    ):
        return
    if noun.tag_ == "NN" and noun.lemma_.lower() in ("loss", "injury"):
        return
    if (
        any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)
        and noun.lemma_.lower() == "loss"
    ):
        return
    if any(child.lower_ == "no" for child in noun.children) or _denied(noun):
        book.add_phrase(outcome, noun, noun, low=0)
        return
    if _heads_a_list(noun):
        return
    verb = noun.head
    if (
        noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "conj", "ROOT", "appos")
        or verb.lemma_.lower() in _LEX.carriers.verbs
    ):
        book.add_phrase(outcome, noun, noun, low=None)


def _heads_a_list(noun: Token) -> bool:
    """Whether a noun only heads what follows: "Enemy losses: eleven killed", "CASUALTIES"."""
    after = noun.doc[noun.i + 1 : noun.i + 2]
    return after.text == ":" or not any(t.is_alpha and t != noun for t in noun.sent)


def _loss_of_people(book: LossBook, noun: Token) -> None:
    """ "the loss of two soldiers": people lost are counted as killed, as with "lost"."""
    for child in noun.children:
        if child.lower_ != "of":
            continue
        for head in (c for c in child.children if c.dep_ == "pobj" and is_person(c)):
            for index in book.by_head.get(head.i, ()):
                book.add("killed", noun, index, None)


def _denied(noun: Token) -> bool:
    """ "reported no casualties", "there were not any casualties", "without casualties"."""
    head = noun.head
    if head.lower_ == "without":
        return True
    return (
        noun.dep_ in ("dobj", "attr", "nsubjpass")
        and any(c.lower_ in ("not", "n't") for c in head.children)
        and any(c.lower_ == "any" for c in noun.children)
    )


def toll(book: LossBook, word: Token) -> None:
    """ "put the toll at 37", "a death toll of 12", "the number of dead rose to nine"."""
    lemma = word.lemma_.lower()
    if word.i in book.by_token or (word.i in book.by_head and lemma not in ("number", "count")):
        return
    if lemma == "dead" and not any(
        book.doc[i].lower_ in ("the", "of", "military", "their", "its")
        for i in range(max(0, word.i - 2), word.i)
    ):
        return
    outcome: Outcome
    if lemma == "loss":
        if word.tag_ != "NNS":
            return
        outcome = "casualties"
    elif lemma in ("number", "count"):
        told = next(
            (
                _LEX.adjectives.get(book.doc[i].lower_)
                or _LEX.nouns.get(book.doc[i].lemma_.lower())
                for i in range(word.i + 1, min(word.i + 7, len(book.doc)))
                if book.doc[i].lower_ in _LEX.adjectives or book.doc[i].lemma_.lower() in _LEX.nouns
            ),
            None,
        )
        if told is None:
            return
        outcome = told
        before = book.by_token.get(word.i - 2) if word.i >= 2 else None
        if before is not None:
            book.add(outcome, word, before, None)
            return
    else:
        outcome = (
            "casualties"
            if word.i and book.doc[word.i - 1].lower_ in ("casualty", "injury")
            else "killed"
        )
    linked = False
    for at in range(word.i + 1, min(word.i + 16, len(book.doc))):
        token = book.doc[at]
        if token.is_sent_start or token.text in (".", ";"):
            return
        if at in book.by_token:
            index = book.by_token[at]
            number = book.numbers[index]
            noun = book.doc[number.token_head]
            own = _LEX.adjectives.get(noun.lower_, outcome)
            if at == book.spans[index][0] and token.lower_ == "from":
                book.add(own, word, index, None)
                book.keep_last(own, index)
                return
            if (
                linked
                and number.kind in ("people", "things")
                and (number.of_text is None or number.kind == "people")
            ) and not (number.of_text is None and number.kind == "things" and noun.pos_ == "PROPN"):
                book.found.pop((own, -word.i - 1), None)
                book.add(own, word, index, None)
            return
        if token.lower_ in _LEX.between.toll:
            linked = True
