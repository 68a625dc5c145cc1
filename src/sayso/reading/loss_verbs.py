"""Losses told by verbs: who was killed, hurt, taken or driven out, in the active and the passive."""

from spacy.tokens import Token

from sayso.model import Outcome
from sayso.reading.clauses import arguments, conjuncts
from sayso.reading.counted_nouns import is_person
from sayso.reading.loss_book import LossBook, counts_people
from sayso.reading.loss_numbers import (
    add_with_list,
    add_with_list_back,
    has_own_word,
    number_after,
    number_before,
)
from sayso.reading.number_lexicon import number_words
from sayso.reading.quantities import indefinite_count

_LEX = number_words()

_ONE_PERSON = frozenset({"he", "him", "she"})

_NP_START = ("DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON")

_JOINING = (
    ("and",), ("along", "with"), ("as", "well", "as"), ("together", "with"), ("alongside",), ("plus",), (",", "along", "with"),
    (",", "as", "well", "as"), (",", "together", "with"),
)  # fmt: skip


def verb_of_loss(
    book: LossBook,
    verb: Token,
    outcome: Outcome,
    is_object: bool,
    strict: bool,
    rest: tuple[str, ...],
) -> None:
    if _goes_elsewhere(verb):
        return
    before, after = number_before(book, verb), number_after(book, verb)
    passive = looks_passive(verb) and not (after is not None and _misread_participle(verb))
    if (
        outcome == "captured"
        and verb.lemma_.lower() in _LEX.passive.verbs
        and not rest
        and not passive
    ):
        return
    if is_object:
        if after is not None and not passive and counts_people(book, after, strict):
            add_with_list(book, outcome, verb, after)
        if (
            before is not None
            and (passive or (after is None and _ends_clause(verb)))
            and counts_people(book, before, strict)
        ):
            add_with_list_back(book, outcome, verb, before)
        elif before is not None and after is None and _goes_on_listing(book, before):
            book.add(outcome, verb, before, None)
    elif before is not None and counts_people(book, before, strict):
        add_with_list_back(book, outcome, verb, before)
    if passive or not is_object:
        _along_with(book, outcome, verb)
    filled = arguments(verb)
    victims = filled.object if is_object else filled.subject
    if is_object and not victims and verb.tag_ == "VBN" and not passive and verb.dep_ == "conj":
        victims = [child for child in verb.children if child.dep_ == "nsubj"]
    for head in victims:
        for victim in conjuncts(head):
            add_victim(book, outcome, verb, victim, strict)
        _joined_after(book, outcome, verb, head)


def _goes_on_listing(book: LossBook, index: int) -> bool:
    """Whether a bare number goes on with a list of losses: "eleven killed, four captured"."""
    at = book.spans[index][0] - 1
    while at > 0 and book.doc[at].lower_ in (",", "and", "&"):
        at -= 1
    return any(loss.trigger == at and loss.number is not None for loss in book.found.values())


def _goes_elsewhere(verb: Token) -> bool:
    """Whether people who "fall" fall back, ill or into something, and do not die."""
    if verb.lemma_.lower() not in _LEX.falls.verbs:
        return False
    return any(
        c.dep_ in ("acomp", "prt", "oprd", "dobj") or c.lower_ in _LEX.falls.elsewhere
        for c in verb.children
    )


def add_victim(book: LossBook, outcome: Outcome, verb: Token, victim: Token, strict: bool) -> None:
    """A loss of those that a noun stands for, counted or not.

    :param strict: the verb takes things as well as people, so only nouns for persons count
    """
    indices = list(book.by_head.get(victim.i, ()))
    if victim.i in book.by_token:
        indices.append(book.by_token[victim.i])
    for child in victim.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            indices += [
                index
                for inner in child.children
                for index in book.by_head.get(inner.i, ())
                if victim.i in range(*book.spans[index])
            ]
    counted = [index for index in indices if counts_people(book, index, strict)]
    if indices:
        for index in counted:
            book.add(outcome, verb, index, None)
        return
    if victim.lower_ in _ONE_PERSON and not _negated(verb):
        book.add_phrase(outcome, verb, victim, low=1, definite=True)
        return
    if victim.pos_ not in ("NOUN", "PROPN") or not (
        is_person(victim) or _is_named(victim, outcome)
    ):
        return
    if strict and victim.pos_ == "PROPN" and victim.tag_ != "NNPS":
        return
    if victim.lemma_.lower() in _LEX.people.groups:
        return
    first = (
        victim.head if victim.dep_ == "conj" and victim.head.pos_ in ("NOUN", "PROPN") else victim
    )
    if any(child.lower_ == "no" for child in (*victim.children, *first.children)):
        book.add_phrase(outcome, verb, victim, low=0)
    elif _negated(verb):
        if any(child.lower_ == "any" for child in victim.children):
            book.add_phrase(outcome, verb, victim, low=0)
        return
    elif indefinite_count(victim) is not None:
        book.add_phrase(outcome, verb, victim, low=1)
    elif (
        victim.ent_type_ == "PERSON"
        or victim.tag_ == "NNP"
        or (
            victim.tag_ == "NN"
            and victim.lemma_.lower()
            not in ("personnel", "staff", "police", "militia", "crew", "enemy", "youth")
        )
    ):
        book.add_phrase(outcome, verb, victim, low=1, definite=True)
    else:
        book.add_phrase(outcome, verb, victim, low=None)


_NO_PERSONS = frozenset(
    {"GPE", "LOC", "FAC", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "DATE"}
)


def _is_named(victim: Token, outcome: Outcome) -> bool:
    """Whether a name that the recogniser did not place can be a person's: only persons die."""
    return (
        outcome in ("killed", "wounded", "missing")
        and victim.tag_ == "NNP"
        and victim.ent_type_ not in _NO_PERSONS
        and victim.dep_ in ("nsubj", "nsubjpass", "dobj", "conj", "pobj")
    )


def _joined_after(book: LossBook, outcome: Outcome, verb: Token, victim: Token) -> None:
    """ "a leader along with three of his associates": counted people joined to those named."""
    doc = book.doc
    if not is_person(victim) and victim.i not in book.by_token:
        return
    for words in _JOINING:
        at = victim.i + 1
        if tuple(token.lower_ for token in doc[at : at + len(words)]) != words:
            continue
        at += len(words)
        index = book.by_token.get(at)
        if index is not None and book.numbers[index].kind == "people":
            after = max(book.numbers[index].token_head + 1, book.spans[index][1])
            if words != ("and",) or not has_own_word(book, after):
                book.add(outcome, verb, index, None)
        elif words != ("and",):
            noun = next(
                (t for t in doc[at : at + 6] if t.pos_ == "NOUN" and t.dep_ == "pobj"), None
            )
            if noun is not None and is_person(noun):
                add_victim(book, outcome, verb, noun, strict=False)


def _along_with(book: LossBook, outcome: Outcome, verb: Token) -> None:
    """ "was shot dead along with four bodyguards"."""
    for at in range(verb.i + 1, min(verb.i + 5, len(book.doc) - 1)):
        if (
            book.doc[at].lower_ in ("along", "together", "alongside")
            and book.doc[at].sent == verb.sent
        ):
            index = book.by_token.get(at + 2, book.by_token.get(at + 1))
            if index is not None and book.numbers[index].kind == "people":
                book.add(outcome, verb, index, None)
            return


def no_survivors(book: LossBook, verb: Token) -> None:
    """ "none of the passengers survived": killed, and nobody says how many."""
    for subject in (child for child in verb.children if child.dep_ == "nsubj"):
        index = book.by_token.get(subject.i, next(iter(book.by_head.get(subject.i, ())), None))
        if index is None or book.numbers[index].low != 0:
            continue
        head = book.doc[book.numbers[index].token_head]
        book.add_phrase("killed", verb, head, low=None)


def lost_people(book: LossBook, verb: Token) -> None:
    """ "lost 14 men": people lost are counted as killed, as communiqués use the word."""
    if looks_passive(verb):
        before = number_before(book, verb)
        if before is not None and book.numbers[before].kind == "people":
            add_with_list_back(book, "killed", verb, before)
        return
    after = number_after(book, verb)
    if after is not None and book.numbers[after].kind == "people":
        noun = book.doc[book.numbers[after].token_head]
        if noun.lemma_.lower() not in _LEX.nouns:
            add_with_list(book, "killed", verb, after)


_LIMBS = frozenset({"leg", "foot", "hand", "arm", "eye", "limb", "finger", "hearing", "sight"})


def lost_limbs(book: LossBook, verb: Token) -> None:
    """ "The driver lost a leg": whoever loses a limb is wounded."""
    if not any(c.dep_ == "dobj" and c.lemma_.lower() in _LIMBS for c in verb.children):
        return
    for subject in arguments(verb).subject:
        for victim in conjuncts(subject):
            add_victim(book, "wounded", verb, victim, strict=False)


def has_rest(verb: Token, rest: tuple[str, ...]) -> bool:
    if not rest:
        return True
    window = [
        verb.doc[i]
        for i in range(verb.i + 1, min(verb.i + 9, len(verb.doc)))
        if verb.doc[i].sent == verb.sent
    ]
    at = 0
    for token in window:
        if at < len(rest) and rest[at] in (token.lower_, token.lemma_.lower()):
            at += 1
    return at == len(rest)


def _negated(token: Token) -> bool:
    return any(
        child.dep_ == "neg" or child.lower_ in ("not", "n't", "never") for child in token.children
    )


def looks_passive(verb: Token) -> bool:
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    previous = verb.doc[verb.i - 1].lower_ if verb.i else ""
    if previous in ("were", "was", "been", "being", "be", "are", "is"):
        return True
    if (
        verb.dep_ in ("acl", "relcl")
        and verb.tag_ == "VBN"
        and verb.head.i < verb.i
        and not any(c.dep_ in ("nsubj", "dobj") for c in verb.children)
    ):
        return True
    if verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.tag_ in ("VBN", "VBD"):
        if any(child.dep_ == "dobj" for child in verb.children):
            return False
        return looks_passive(verb.head)
    return False


def _misread_participle(verb: Token) -> bool:
    """ "Air strikes killed 30 …" parsed as "strikes that were killed": no persons, so no passive."""
    return verb.dep_ == "acl" and not is_person(verb.head) and verb.head.pos_ in ("NOUN", "PROPN")


def _ends_clause(verb: Token) -> bool:
    """Whether no noun phrase follows a participle, so that what stands before it was harmed."""
    if verb.tag_ == "VBG" or verb.i + 1 >= len(verb.doc):
        return verb.tag_ != "VBG"
    following = verb.doc[verb.i + 1]
    if following.is_sent_start or following.is_space or following.is_punct:
        return True
    if following.pos_ in _NP_START and following.lower_ not in (
        "when",
        "so",
        "there",
        "here",
        "today",
        "yesterday",
        "overnight",
    ):
        return False
    return verb.tag_ in ("VBN", "VBD")
