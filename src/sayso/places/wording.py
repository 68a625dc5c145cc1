"""The words by which reports speak of places, from ``wording.toml`` and ``not_places.txt``."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from sayso.model import DataError
from sayso.places.curated import KINDS
from sayso.places.parts import DIRECTIONS


class _Words(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class _Affixes(msgspec.Struct, frozen=True):
    before: tuple[str, ...]
    after: tuple[str, ...]


class _Locatives(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    strong: tuple[str, ...]


class _Metonymy(msgspec.Struct, frozen=True):
    verbs: tuple[str, ...]


class Lists(msgspec.Struct, frozen=True):
    """The smaller lists; ``wording.toml`` says what each is for."""

    never_first: frozenset[str]
    plurals: frozenset[str]
    unjoined: frozenset[str]
    before_bare: frozenset[str]
    before_named: frozenset[str]
    weak: frozenset[str]
    not_of: frozenset[str]
    parts: frozenset[str]
    roads: frozenset[str]
    attached: frozenset[str]
    passed_over: frozenset[str]


class _File(msgspec.Struct, frozen=True):
    types: dict[str, tuple[str, ...]]
    type_affixes: _Affixes
    bodies: _Words
    titles: _Words
    locatives: _Locatives
    directions: dict[str, tuple[str, ...]]
    metonymy: _Metonymy
    particles: _Words
    abbreviations: dict[str, str]
    lists: Lists


class Wording(msgspec.Struct, frozen=True):
    """All of it, in the shape the finder wants. ``directions`` maps a word to a direction."""

    types: dict[str, tuple[str, ...]]
    before: tuple[str, ...]
    after: tuple[str, ...]
    bodies: frozenset[str]
    titles: frozenset[str]
    locatives: frozenset[str]
    strong_locatives: frozenset[str]
    directions: dict[str, str]
    metonymy: frozenset[str]
    particles: frozenset[str]
    not_places: frozenset[str]
    given_names: frozenset[str]
    generic: frozenset[str]
    abbreviations: dict[str, str]
    lists: Lists


@cache
def wording() -> Wording:
    """The words, read once.

    :raises DataError: when the file is not of the shape above or names an unknown kind or direction
    """
    source = files("sayso.places").joinpath("wording.toml")
    try:
        raw = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"wording.toml: {error}", remedy="correct the entry named") from error
    for word, kinds in raw.types.items():
        if unknown := set(kinds) - KINDS:
            raise DataError(f"wording.toml, [types] {word}: no kind is called {unknown}")
    if unknown := set(raw.directions) - set(DIRECTIONS):
        raise DataError(f"wording.toml, [directions]: no direction is called {unknown}")
    return Wording(
        types=raw.types,
        before=tuple(sorted(raw.type_affixes.before, key=len, reverse=True)),
        after=tuple(sorted(raw.type_affixes.after, key=len, reverse=True)),
        bodies=frozenset(raw.bodies.words),
        titles=frozenset(raw.titles.words),
        locatives=frozenset(raw.locatives.words),
        strong_locatives=frozenset(raw.locatives.strong),
        directions={word: key for key, words in raw.directions.items() for word in words},
        metonymy=frozenset(raw.metonymy.verbs),
        particles=frozenset(raw.particles.words),
        not_places=_word_list("not_places.txt"),
        given_names=_word_list("given_names.txt"),
        abbreviations=raw.abbreviations,
        lists=raw.lists,
        generic=frozenset(raw.types)
        | frozenset(raw.bodies.words)
        | frozenset(raw.titles.words)
        | raw.lists.roads
        | frozenset(word for words in raw.directions.values() for word in words),
    )


def _word_list(name: str) -> frozenset[str]:
    text = files("sayso.places").joinpath(name).read_text(encoding="utf-8")
    words = (word for line in text.splitlines() for word in line.partition("#")[0].split())
    return frozenset(word.replace("_", " ").casefold() for word in words)
