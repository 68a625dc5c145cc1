"""Which noun a number counts, and whether that noun stands for persons."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from sayso.reading.number_lexicon import number_words

_LEX = number_words()
_QUOTES = frozenset({'"', "”", "’", "'"})
_REACH = 10
_NOUN = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "DET", "PRON", "PART"})
_NEVER_COUNTED = frozenset({"following", "including", "during", "since", "according"})
"""Prepositions in the form of adjectives: what follows them is not counted."""
_BARE_AFTER_OF = frozenset({"them", "those", "these", "us", "whom", "which", "you", "it"})
_COLLECTIVES = frozenset(
    {"dead", "wounded", "injured", "missing", "displaced", "killed", "hurt", "others"}
)
_MODIFIERS = frozenset({"nummod", "quantmod", "amod", "det", "nmod", "compound", "predet", "poss"})


def counted_noun(doc: Doc, first: int, last: int) -> Token | None:
    """The noun that the number in tokens ``first`` to ``last`` counts, null for a bare number.

    "two of its soldiers" counts soldiers, "a family of six" the family.
    """
    number = doc[last]
    family = _group_before(doc, first)
    if family is not None:
        return family
    after = last + 1
    if number.lower_ == "of":
        after = last
    if after + 1 < len(doc) and doc[after].text in _QUOTES and doc[after + 1].lower_ == "of":
        after += 1
    if after >= len(doc) or doc[after].lower_ in _NEVER_COUNTED:
        return None
    if doc[after].lower_ in ("of", "more") and after + 1 < len(doc):
        at = after + 1
        if doc[after].lower_ == "more" and doc[at].lower_ == "of":
            at += 1
        if at < len(doc) and (doc[at].lower_ in _BARE_AFTER_OF or _their_number(doc, at)):
            return None
        if doc[after].lower_ == "of" or doc[at].pos_ in _NOUN | {"ADJ"}:
            return _head_of_phrase(doc, at)
        return None
    head = number.head
    if (
        number.dep_ in _MODIFIERS
        and head.pos_ in _NOUN
        and 0 < head.i - last <= _REACH
        and _unbroken(doc, last, head.i)
    ):
        return _whole_noun(doc, head)
    return _head_of_phrase(doc, after)


def _whole_noun(doc: Doc, head: Token) -> Token:
    """The last noun of a compound whose first the parser took for its head."""
    for _ in range(4):
        after = head.i + 1
        if (
            head.dep_ in ("compound", "nmod", "npadvmod")
            and 0 < head.head.i - head.i <= _REACH
            and head.head.pos_ in _NOUN
        ):
            head = head.head
        elif (
            after + 1 < len(doc)
            and doc[after].text == "-"
            and doc[after + 1].tag_ in ("VBN", "VBD", "JJ")
        ):
            return _head_of_phrase(doc, after + 1) or head
        else:
            break
    return head


def _their_number(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and doc[at].tag_ == "PRP$" and doc[at + 1].lower_ == "number"


def _group_before(doc: Doc, first: int) -> Token | None:
    if (
        first >= 2
        and doc[first - 1].lower_ == "of"
        and doc[first - 2].lemma_.lower() in _LEX.people.groups
    ):
        following = doc[first + 1] if first + 1 < len(doc) else None
        if following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return doc[first - 2]
    return None


def _unbroken(doc: Doc, last: int, head: int) -> bool:
    return all(
        doc[i].pos_ not in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ") or doc[i].tag_ in ("VBN", "VBG")
        for i in range(last + 1, head)
    )


def _head_of_phrase(doc: Doc, start: int) -> Token | None:
    """The last noun of the noun phrase that begins at a token."""
    found: Token | None = None
    for i in range(start, min(start + _REACH + 1, len(doc))):
        token = doc[i]
        if token.pos_ in _NOUN or (
            token.lower_ in _COLLECTIVES
            and (found is None or found.tag_ not in ("NNS", "NNPS"))
            and _ends_phrase(doc, i)
        ):
            found = token
            if token.lower_ in _COLLECTIVES:
                break
            continue
        if found is not None:
            if token.text in ("-", "–", "/") and i + 1 < len(doc) and doc[i + 1].pos_ in _NOUN:
                continue
            break
        if token.is_space or (token.is_punct and token.text not in ("-", "“", '"', "'", "‘")):
            break
        if (
            token.pos_ not in _INSIDE
            and token.tag_ not in ("VBN", "VBG")
            and token.text not in ("-", "“", '"', "'", "‘")
        ):
            break
        if token.tag_ == "VBN" and token.lower_ in _COLLECTIVES:
            return None
    return found


def _ends_phrase(doc: Doc, i: int) -> bool:
    """Whether "dead", "wounded" … stands as the noun itself, with no noun after it."""
    return i + 1 >= len(doc) or doc[i + 1].pos_ not in _NOUN


def noun_phrase(doc: Doc, head: Token, last: int) -> str:
    """The counted noun with what stands before it, without number, article or possessive."""
    start = min(last + 1, head.i)
    while start < head.i and (
        doc[start].pos_ in ("DET", "NUM")
        or doc[start].tag_ in ("PRP$", "DT", "POS")
        or doc[start].lower_ in ("of", "more", "other", "-")
    ):
        start += 1
    return doc[start : head.i + 1].text


def is_person(token: Token) -> bool:
    """Whether a noun stands for persons."""
    if token.ent_type_ in ("PERSON", "NORP") and token.pos_ in _NOUN:
        return True
    if token.tag_ == "NNPS":
        return token.ent_type_ not in ("ORG", "GPE", "LOC", "FAC", "PRODUCT")
    if token.lower_ in _COLLECTIVES:
        return True
    return _is_person_word(token.lemma_.casefold())


@lru_cache(maxsize=4096)
def _is_person_word(lemma: str) -> bool:
    people = _LEX.people
    if lemma in people.nouns:
        return True
    if lemma in people.things or lemma.endswith(tuple(people.things)):
        return False
    return len(lemma) > 4 and lemma.endswith(people.suffixes)
