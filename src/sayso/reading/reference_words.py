"""Which words point back at whom, and which names stand beside or for one another.

Read from ``lexicon/coreference.toml``.
"""

from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from sayso.model.knowledge import read_knowledge
from sayso.reading.counted_nouns import is_person
from sayso.reading.nouns import is_day_name


class ReferenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``lexicon/coreference.toml``, by their keys."""

    kinds: dict[str, tuple[str, ...]]
    first: dict[str, tuple[str, ...]]
    measures: tuple[str, ...]
    never_kinds: tuple[str, ...]
    plain: tuple[str, ...]
    titles: tuple[str, ...]
    anybody: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]
    of_things: tuple[str, ...]
    fighting_kinds: tuple[str, ...]
    many_kinds: tuple[str, ...]
    party: tuple[str, ...]
    person: tuple[str, ...]
    place: dict[str, tuple[str, ...]]
    sides: tuple[str, ...]
    paired_bodies: tuple[str, ...]
    paired_people: tuple[str, ...]
    part_of: tuple[str, ...]
    vague_places: tuple[str, ...]


@cache
def reference_words() -> ReferenceWords:
    """The lists.

    :raises DataError: when the file does not have the shape above
    """
    return read_knowledge("sayso.reading", "lexicon/coreference.toml", ReferenceWords)


def surnames(doc: Doc) -> dict[str, int]:
    """The head of the full name that each surname belongs to, by the surname in lower case.

    A surname that two persons share names neither.
    """
    found: dict[str, int] = {}
    names: dict[str, str] = {}
    for entity in doc.ents:
        last = entity[-1]
        if entity.label_ != "PERSON" or len(entity) < 2 or last.pos_ != "PROPN":
            continue
        if not all(token.pos_ == "PROPN" for token in entity):
            continue
        known = names.setdefault(last.lower_, entity.text)
        if known == entity.text:
            found.setdefault(last.lower_, last.i)
        elif not known.endswith(entity.text) and not entity.text.endswith(known):
            found.pop(last.lower_, None)
    return found


def name_beside(token: Token) -> Token | None:
    """The name that stands beside a word for one person: "the policeman Juan Rojas".

    "The Minister of Defence, Juan Rojas" and "a third, Juan Rojas" are named as well.
    """
    one_of_many = token.lower_ in ("one", "another", "other") or token.tag_ == "JJ"
    titled = token.lemma_.lower() in (*reference_words().person, *reference_words().titles)
    if token.tag_ in ("NNS", "NNPS") or (token.pos_ == "PROPN" and not titled):
        return None
    if not (one_of_many or titled or is_person(token)):
        return None
    for child in token.children:
        name = _name_borne(child)
        if name is not None:
            return name
    for holder in (token, *_office_of(token)):
        for child in holder.children:
            named = child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > holder.i
            able = not one_of_many and (child.i == token.i + 1 or child.ent_type_ == "")
            if named and (child.ent_type_ == "PERSON" or able):
                return child
    return None


def _name_borne(clause: Token) -> Token | None:
    """The name in "a man called X", "known as X", "calling itself X"."""
    if clause.dep_ != "acl" or clause.lemma_ not in ("call", "name", "identify", "dub", "know"):
        return None
    for child in clause.children:
        inner = [c for c in child.children if c.dep_ == "pobj"] if child.lower_ == "as" else [child]
        if clause.tag_ == "VBG" and child.dep_ not in ("oprd", "dobj", "attr", "ccomp"):
            continue
        for one in inner:
            if one.pos_ == "PROPN" and child.dep_ not in ("agent", "npadvmod"):
                return one
    return None


def named_group(token: Token) -> Token | None:
    """The name that a group bears or gives itself: "a group calling itself the Sons of X"."""
    if token.tag_ in ("NNS", "NNPS") or token.lemma_.lower() not in reference_words().party:
        return None
    return next((n for n in map(_name_borne, token.children) if n is not None), None)


def _office_of(token: Token) -> list[Token]:
    """What an office is of, on which the parser may hang the holder's name."""
    return [
        inner
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "for", "at")
        for inner in child.children
        if inner.dep_ == "pobj" and inner.ent_type_ != "PERSON"
    ]


def antecedent(token: Token) -> Token | None:
    """What a relative pronoun stands for: "the party, whose men …", "some of whom …"."""
    if token.tag_ not in ("WP", "WP$", "WDT"):
        return None
    clause = token
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    if clause.dep_ == "relcl" and clause.head.i < token.i:
        return clause.head
    if token.lower_ != "whom":
        return None
    before = reversed(token.doc[token.sent.start : token.i])
    return next((t for t in before if t.tag_ in ("NNS", "NNPS") and is_person(t)), None)


def described_name(token: Token) -> Token | None:
    """The name that a description stands behind: "the M23, | a rebel group led by …"."""
    name = token.head
    if token.dep_ != "appos" or token.pos_ != "NOUN" or name.i > token.i:
        return None
    if name.ent_type_ in ("DATE", "TIME") or is_day_name(name):
        return None
    if any(child.dep_ in ("conj", "cc") for child in token.children):
        return None
    while name.dep_ == "pobj" and name.head.lower_ == "of" and name.head.head.pos_ == "PROPN":
        name = name.head.head
    named = name.pos_ == "PROPN" or any(
        child.pos_ == "PROPN" and child.dep_ == "compound" for child in name.children
    )
    return name if named else None


def is_called(name: Token, lemma: str) -> bool:
    """Whether a name has a word beside it that says what the person is: "Juan Rojas, the mayor"."""
    beside = [c for c in name.children if c.dep_ == "appos"]
    if name.dep_ == "appos":
        beside.append(name.head)
    return any(word.lemma_.lower() == lemma for word in beside)
