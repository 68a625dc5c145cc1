"""The words of number and loss, read from ``lexicon/quantities.toml`` and checked."""

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files

import msgspec

from sayso.model import DataError, Outcome


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]


class _Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nouns: frozenset[str]


class _Carriers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]
    lose: frozenset[str]


class _Patterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    patterns: tuple[str, ...]


class Modifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside a number, by what they do to it."""

    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    nearly: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


class Measures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Units of measure by kind."""

    money: frozenset[str]
    percent: frozenset[str]
    other: frozenset[str]
    mass: frozenset[str]


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which nouns stand for persons."""

    nouns: frozenset[str]
    suffixes: tuple[str, ...]
    things: frozenset[str]
    groups: frozenset[str]


class LossWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one outcome is told (see the comments of the file)."""

    outcome: Outcome
    object: tuple[str, ...]
    subject: tuple[str, ...]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    tolls: tuple[str, ...]


class _Between(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: frozenset[str]
    after: frozenset[str]
    toll: frozenset[str]


class _Echoes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]
    nouns: frozenset[str]


class _Falls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]
    elsewhere: frozenset[str]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    including: tuple[str, ...]


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole file."""

    vague: dict[str, tuple[int, int]]
    modifiers: Modifiers
    after: Modifiers
    unknown: _Patterns
    designators: _Words
    measures: Measures
    people: People
    loss: tuple[LossWords, ...]
    carriers: _Carriers
    strict: _Verbs
    passive: _Verbs
    deeds: _Nouns
    between: _Between
    part: _Part
    echoes: _Echoes
    falls: _Falls

    @cached_property
    def designator_words(self) -> frozenset[str]:
        """Nouns that make a name of the number after them."""
        return frozenset(self.designators.words)

    @cached_property
    def unknown_pattern(self) -> re.Pattern[str]:
        """Counts that the text itself calls unknown or leaves open."""
        return re.compile(
            "|".join(f"(?:{pattern})\\b" for pattern in self.unknown.patterns), re.IGNORECASE
        )

    @cached_property
    def verbs(self) -> dict[str, tuple[tuple[tuple[str, ...], Outcome, bool], ...]]:
        """By first lemma: (the further words, outcome, whether the object is lost)."""
        found: dict[str, list[tuple[tuple[str, ...], Outcome, bool]]] = {}
        for entry in self.loss:
            for phrases, is_object in ((entry.object, True), (entry.subject, False)):
                for phrase in phrases:
                    head, *rest = phrase.split()
                    found.setdefault(head, []).append((tuple(rest), entry.outcome, is_object))
        return {
            head: tuple(sorted(ways, key=lambda way: -len(way[0]))) for head, ways in found.items()
        }

    @cached_property
    def adjectives(self) -> dict[str, Outcome]:
        """Participles and adjectives said of the lost, to their outcome."""
        return {word: entry.outcome for entry in self.loss for word in entry.adjectives}

    @cached_property
    def nouns(self) -> dict[str, Outcome]:
        """Lemmas of nouns of loss, to their outcome."""
        return {word: entry.outcome for entry in self.loss for word in entry.nouns}


@cache
def number_words() -> NumberWords:
    """The lexicon of number and loss, loaded once.

    :raises DataError: when the file does not have the shape above
    """
    source = files("sayso.reading").joinpath("lexicon/quantities.toml")
    try:
        words = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), NumberWords)
        re.compile("|".join(words.unknown.patterns))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    for word, (low, high) in words.vague.items():
        if low > high:
            raise DataError(
                f"{source}: [vague] {word}: {low} is more than {high}", remedy="swap them"
            )
    return words
