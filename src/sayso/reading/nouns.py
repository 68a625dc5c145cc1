"""What common nouns stand for, where no name says so: armed people, sites, weapons, times.

Read from ``lexicon/nouns.toml``.
"""

from functools import cache

import msgspec
from spacy.tokens import Token

from sayso.model.knowledge import read_knowledge
from sayso.reading.counted_nouns import is_person

_LONGEST_ACRONYM = 7


class _Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    armed: frozenset[str]
    party: frozenset[str]
    owned: frozenset[str]
    site: frozenset[str]
    weapon: frozenset[str]
    delivers: frozenset[str]
    forces: frozenset[str]
    deeds: frozenset[str]
    time: frozenset[str]
    spans: frozenset[str]
    no_person: frozenset[str]


@cache
def _nouns() -> _Nouns:
    return read_knowledge("sayso.reading", "lexicon/nouns.toml", _Nouns)


def is_armed_noun(token: Token) -> bool:
    """Whether a noun stands for armed people or a unit of them."""
    return token.lemma_.lower() in _nouns().armed


def is_party_noun(token: Token) -> bool:
    """Whether a noun stands for a body or office that acts as a party; an acronym does too."""
    if token.pos_ == "PROPN" and token.text.isupper() and token.text.isalpha():
        return 2 <= len(token.text) <= _LONGEST_ACRONYM
    return token.pos_ == "NOUN" and token.lemma_.lower() in _nouns().party


def is_owned_noun(token: Token) -> bool:
    """Whether a noun stands for people or arms that are their owner's: "its fighters"."""
    lemma = token.lemma_.lower()
    return lemma in _nouns().armed or lemma in _nouns().owned


def is_site_noun(token: Token) -> bool:
    """Whether a noun stands for a place without naming it."""
    return token.lemma_.lower() in _nouns().site


def is_weapon_noun(token: Token) -> bool:
    """Whether a noun stands for something fired, dropped, laid or worn to harm."""
    return token.lemma_.lower() in _nouns().weapon


def delivers_weapon(verb: Token) -> bool:
    """Whether the object of a verb is the weapon it sends: "fired a missile", not "shot it down"."""
    down = any(child.lower_ == "down" and child.dep_ == "prt" for child in verb.children)
    return verb.lemma_.lower() in _nouns().delivers and not down


def stands_for_force(token: Token) -> bool:
    """Whether a noun before another says whose the deed is: "rebel shelling", "police raid"."""
    return token.lemma_.lower() in _nouns().forces


def is_deed(token: Token) -> bool:
    """Whether a noun stands for what somebody does or owns: "Taliban attempts", "army accounts"."""
    return token.lemma_.lower() in _nouns().deeds


def stands_for_somebody(token: Token) -> bool:
    """Whether a noun stands for people, armed or not, even inside a set phrase ("free hostages")."""
    return is_armed_noun(token) or is_person(token)


def is_time_noun(token: Token) -> bool:
    """Whether a noun is a day, month or part of a day."""
    return token.lower_ in _nouns().time and not (token.lower_ == "march" and token.pos_ != "PROPN")


def is_time_span(token: Token) -> bool:
    """Whether a noun is a length of time: "six months of"."""
    return token.lemma_.lower() in _nouns().spans


def is_day_name(token: Token) -> bool:
    """Whether a noun names a day or month, so that no party's name goes on across it."""
    if token.pos_ != "PROPN" and token.lower_ not in ("yesterday", "today", "tomorrow"):
        return False
    lower = token.lower_
    return lower == "may" or (lower in _nouns().time and lower not in _nouns().spans)


def is_no_person(token: Token) -> bool:
    """Whether a name that ends in this word is an address's or a body's, not a person's."""
    return token.lower_ in _nouns().no_person or is_site_noun(token)
