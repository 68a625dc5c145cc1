"""Which words point back at whom, and which names stand beside or for one another.

Read from ``lexicon/coreference.toml``.
"""

from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from sayso.model.knowledge import read_knowledge
from sayso.reading.counted_nouns import is_person


class ReferenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``lexicon/coreference.toml``, by their keys."""

    kinds: dict[str, tuple[str, ...]]
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
    """The name that stands beside a word for one person: "the policeman Juan Rojas"."""
    if token.tag_ == "NNS" or not (
        is_person(token)
        or token.lemma_.lower() in (*reference_words().person, *reference_words().titles)
    ):
        return None
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_ in ("call", "name", "identify", "dub"):
            name = next((c for c in child.children if c.pos_ == "PROPN"), None)
            if name is not None and child.tag_ == "VBN":
                return name
        named = child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > token.i
        if named and (child.ent_type_ == "PERSON" or child.i == token.i + 1):
            return child
    return None


def is_called(name: Token, lemma: str) -> bool:
    """Whether a name has a word beside it that says what the person is: "Juan Rojas, the mayor"."""
    beside = [c for c in name.children if c.dep_ == "appos"]
    if name.dep_ == "appos":
        beside.append(name.head)
    return any(word.lemma_.lower() == lemma for word in beside)
