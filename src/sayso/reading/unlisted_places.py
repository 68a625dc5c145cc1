"""Which proper names may be places that no gazetteer has, by the grammar they stand in.

"ambushed a convoy at Gaskindé", "two hamlets near Skelani": a name after a preposition of place is
a place unless something else is known of it.
"""

import re

from spacy.tokens import Doc, Span, Token

from sayso.places import Gazetteer
from sayso.places.spelling import normal
from sayso.places.wording import wording
from sayso.reading.learned import Told
from sayso.reading.nouns import is_site_noun

_AT = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "into", "towards", "toward", "past", "beyond",
     "down", "up", "via"}
)  # fmt: skip
_FROM_TO = frozenset({"from", "to", "through", "reached", "of"})
_MOVING = frozenset(
    {"flee", "move", "withdraw", "march", "advance", "return", "travel", "drive", "escape", "retreat",
     "fly", "walk", "arrive", "deploy", "send", "head", "evacuate", "displace", "go", "come", "road"}
)  # fmt: skip
_OTHERWISE = frozenset(
    {"DATE", "TIME", "NORP", "LANGUAGE", "EVENT", "LAW", "MONEY", "PERCENT", "WORK_OF_ART", "CARDINAL",
     "ORDINAL", "QUANTITY"}
)  # fmt: skip


def unlisted_places(doc: Doc) -> list[tuple[int, int]]:
    """Character spans of names that stand where a place is wanted."""
    found = []
    for token in doc:
        if token.pos_ != "PROPN" or not _stands_for_a_place(token):
            continue
        start = token.i
        while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head == token:
            start -= 1
        if _is_person(doc, start, token) or any(c.dep_ == "poss" for c in token.lefts):
            continue
        found.append((doc[start].idx, token.idx + len(token)))
    return [*found, *headings(doc)]


_HERE = 0.5
"""The trained heads' probability from which something happens at a word."""


def told_places(doc: Doc, told: Told) -> list[tuple[int, int]]:
    """Character spans of names at which the trained heads hold that something happens."""
    found = []
    for sentence in doc.sents:
        for at in told.filled(sentence, "place", _HERE):
            if doc[at].pos_ == "PROPN" and doc[at].text[:1].isupper():
                first, last = _name_around(doc, at, sentence)
                found.append((doc[first].idx, doc[last].idx + len(doc[last])))
    return sorted(set(found))


def _name_around(doc: Doc, at: int, sentence: Span) -> tuple[int, int]:
    """The first and last word of the name that a word ends, or is hyphenated into."""
    first = last = at
    while first > sentence.start and (
        (doc[first - 1].pos_ == "PROPN" and doc[first - 1].head.i in range(first, last + 1))
        or (_hyphen(doc[first - 1]) and first - 2 >= sentence.start)
        or _hyphen(doc[first])
    ):
        first -= 1
    while last + 2 < sentence.end and _hyphen(doc[last + 1]) and not doc[last].whitespace_:
        last += 2
    return first, last


def _hyphen(token: Token) -> bool:
    return token.text in ("-", "‑") and not token.whitespace_


_LONGEST_HEADING = 4


def headings(doc: Doc) -> list[tuple[int, int]]:
    """Names that alone head an entry: "2. Bela Crkva.", "Mon 8 – Biu.", "GOMA: …"."""
    found = []
    for at, token in enumerate(doc):
        if token.pos_ != "PROPN" or not _opens_block(doc, at):
            continue
        end = at
        while end < len(doc) and end - at < _LONGEST_HEADING and doc[end].pos_ == "PROPN":
            end += 1
        closed = end < len(doc) and doc[end].text in (".", ":", "–", "—")
        if not closed or any(t.ent_type_ in _NO_HEADING for t in doc[at:end]):
            continue
        if not doc[end - 1].text.isupper():
            found.append((doc[at].idx, doc[end - 1].idx + len(doc[end - 1])))
    return found


_NO_HEADING = _OTHERWISE | {"ORG", "PRODUCT"}


def _opens_block(doc: Doc, at: int) -> bool:
    """Whether a token is the first of its paragraph, but for a number, a bullet or a date."""
    while at > 0:
        before = doc[at - 1]
        if "\n" in before.text or "\n" in before.whitespace_:
            return True
        dated = before.ent_type_ in ("DATE", "TIME") or before.lower_.rstrip(".") in _DAYS
        if not (before.like_num or before.is_punct or dated or _ENTRY.fullmatch(before.text)):
            return False
        at -= 1
    return True


_DAYS = frozenset(
    {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
     "wednesday", "thursday", "friday", "saturday", "sunday"}
)  # fmt: skip
_ENTRY = re.compile(r"\d{1,3}(?:[/.:)]\d{0,3})*[/.)]?")
"""What numbers or times an entry: "4/", "3/9", "08:05"."""


def named_as_places(doc: Doc) -> list[tuple[int, int]]:
    """What the recogniser takes for persons, but the text calls places: "the village of Wad Hamid"."""
    found = list(headings(doc))
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        if entity.end < len(doc) and _names_site(entity.root):
            found.append((entity.start_char, entity.end_char))
        elif entity.root.dep_ == "pobj":
            preposition = entity.root.head
            located = preposition.lower_ in _AT or (
                preposition.lower_ == "of" and preposition.head.lemma_.lower() in _CALLED
            )
            if located and preposition.i < entity.start:
                found.append((entity.start_char, entity.end_char))
    return found


def borne_by_places(entity: Span, gazetteer: Gazetteer) -> bool:
    """Whether what the recogniser takes for a person bears all of a known place's name.

    "Ras Lanuf", "Abu al-Duhur". A first name, a title or an act of the one named speaks against it.
    """
    words = wording()
    first = entity[0].lower_
    before = entity.doc[entity.start - 1].lower_ if entity.start else ""
    if first in words.given_names or before.rstrip(".") in words.titles:
        return False
    rank = gazetteer.best_rank(normal(entity.text))
    if entity.root.dep_ == "nsubj" and entity.root.head.pos_ == "VERB":
        return rank >= _CITY_RANK
    return rank >= _KNOWN_RANK


_KNOWN_RANK = 0.38
"""The prominence of a village of some five hundred people."""

_CITY_RANK = 0.65
"""The prominence of a city of some hundred thousand, whose name no person who acts bears."""

_CALLED = frozenset(
    {"village", "town", "city", "hamlet", "district", "county", "province", "region", "commune",
     "municipality", "township", "quarter", "suburb", "settlement", "island", "port", "area"}
)  # fmt: skip


def _stands_for_a_place(token: Token) -> bool:
    if token.ent_type_ in _OTHERWISE or not token.text[:1].isupper() or len(token) < 3:
        return False
    if token.text.isupper() and len(token) <= 6:
        return False
    top = token
    while top.dep_ == "conj" and top.head.pos_ == "PROPN":
        top = top.head
    if _names_site(top):
        top = top.head
    if top.dep_ != "pobj":
        return False
    word = top.head.lower_
    if word in _AT:
        return True
    return word in _FROM_TO and top.head.head.lemma_.lower() in _MOVING


def _names_site(name: Token) -> bool:
    """Whether a name says which site is meant: "at the Paiam hospital", "Sohoton checkpoint"."""
    site = name.head
    return (
        name.dep_ in ("compound", "nmod")
        and site.i == name.i + 1
        and site.pos_ == "NOUN"
        and is_site_noun(site)
    )


def _is_person(doc: Doc, start: int, token: Token) -> bool:
    """Whether a name reads as a person's: several words that the recogniser takes for one."""
    return start < token.i and any(t.ent_type_ == "PERSON" for t in doc[start : token.i + 1])
