"""Whose names in the claims are those of private people.

A person is private who has no id in the registry of actors: holders of public office and leaders have
one. So are people harmed whom nobody says to be a group, and sources who are persons or the author.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from sayso.model import Attribution, Claim, Participant

_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_HANDLE = re.compile(r"@[\w.]{2,}")
_OF_PLACE = frozenset(
    ("of", "in", "from", "for", "at", "near", "with", "to", "by", "under", "against", "on")
)
_PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "ben", "ul", "ur", "de", "da", "van", "von", "abu")
)


@cache
def _beside_names() -> frozenset[str]:
    lines = (
        files("sayso.outputs").joinpath("not_names.txt").read_text(encoding="utf-8").splitlines()
    )
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


def is_private(who: Participant | Attribution) -> bool:
    """Whether a participant or source is a person without a public office."""
    if who.id is not None:
        return False
    if isinstance(who, Participant):
        return who.kind == "person" or (who.role == "victim" and who.kind is None)
    return who.kind in ("person", "author", "social")


def names_in(words: str) -> Iterator[str]:
    """The names in the words that stand for a person, without titles: "shopkeeper Gul Karimi of
    Kunduz" has "Gul Karimi". What follows "of" and the like is where the person belongs."""
    run: list[str] = []
    end, before = 0, ""
    for found in _WORD.finditer(words):
        word = found.group()
        broken = "," in words[end : found.start()] or "(" in words[end : found.start()]
        if broken and run:
            yield from _name(run)
            run, before = [], ""
        end = found.end()
        if _is_capital(word) or (run and word.casefold() in _PARTICLES):
            if before not in _OF_PLACE:
                run.append(word)
            continue
        yield from _name(run)
        run, before = [], word.casefold()
    yield from _name(run)


def _name(run: list[str]) -> Iterator[str]:
    while run and run[0].casefold() in _beside_names():
        run = run[1:]
    while run and run[-1].casefold() in _PARTICLES:
        run = run[:-1]
    if run:
        yield " ".join(run)


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or belongs to a script that has none."""
    return word[0] != word[0].lower() or word.lower() == word.upper()


def private_names(claims: Iterable[Claim]) -> set[str]:
    """All names of private people in the claims, and each word of them that is a name by itself."""
    found: set[str] = set()
    for claim in claims:
        everybody: list[Participant | Attribution] = [*claim.participants, *claim.attribution]
        for who in filter(is_private, everybody):
            told = [who.name or "", who.mention]
            if isinstance(who, Attribution):
                told += who.members
            for words in told:
                found.update(handle[1:] for handle in _HANDLE.findall(words))
                if who.kind != "social":
                    found.update(names_in(words))
    parts = {part for name in found for part in name.split() if _is_part(part)}
    return found | parts


def _is_part(word: str) -> bool:
    if len(word) < 2 or not _is_capital(word):
        return False
    return word.casefold() not in _beside_names() | _PARTICLES


def public_names(claims: Iterable[Claim], private: set[str]) -> set[str]:
    """Names that stay: of parties in the registry, and of places that were found.

    A single word that a person in the registry goes by stays only if no private person bears it.
    """
    found: set[str] = set()
    for claim in claims:
        everybody: list[Participant | Attribution] = [*claim.participants, *claim.attribution]
        for who in everybody:
            if who.id is None:
                continue
            told = {who.name or who.mention, who.mention}
            if who.kind == "person":
                told = {name for name in told if len(name.split()) > 1 or name not in private}
            found |= told
        for place in claim.places:
            if place.precision is not None:
                told_of = (place.name, place.admin1, place.admin2)
                found.update(name for name in told_of if name)
    return found
