"""The words of time, read from ``lexicon/times.toml`` and checked."""

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.model import DataError


class Feast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feast or fast: its names and when it falls (see the comments of the file)."""

    names: tuple[str, ...]
    calendar: Literal["gregorian", "hijri", "easter", "orthodox"]
    day: int
    days: int
    month: int = 0


class _PartsOfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    into_next_day: tuple[str, ...]
    same_day: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Patterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    patterns: tuple[str, ...]


class ScanWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which times are found: those that tell one, and those that may stand before."""

    core: frozenset[str]
    lead: frozenset[str]


class FutureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What puts a clause into the future: auxiliaries, governing verbs, adjectives and nouns."""

    auxiliaries: frozenset[str]
    governors: frozenset[str]
    words: frozenset[str]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole file."""

    months: dict[str, tuple[str, ...]]
    weekdays: dict[str, tuple[str, ...]]
    seasons: dict[str, tuple[int, int]]
    parts_of_day: _PartsOfDay
    vague_units: dict[str, int]
    vague_words: dict[str, int]
    present: _Words
    recently: dict[str, int]
    not_times: _Patterns
    scan: ScanWords
    future: FutureWords
    feast: tuple[Feast, ...]

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """Each month's names and abbreviations in lower case, without full stop, to 1–12."""
        return _numbered(self.months, 1)

    @cached_property
    def weekday_numbers(self) -> dict[str, int]:
        """Each weekday's names in lower case to 0 (Monday) – 6."""
        return _numbered(self.weekdays, 0)

    @cached_property
    def feasts_by_name(self) -> dict[str, Feast]:
        """Each feast by each of its names, in lower case with straight apostrophes."""
        return {name.casefold(): feast for feast in self.feast for name in feast.names}

    @cached_property
    def nothing(self) -> re.Pattern[str]:
        """What looks like a time and is none."""
        return re.compile("|".join(self.not_times.patterns), re.IGNORECASE)


def _numbered(names: dict[str, tuple[str, ...]], start: int) -> dict[str, int]:
    return {
        name.casefold(): number
        for number, (full, short) in enumerate(names.items(), start)
        for name in (full, *short)
    }


def alternatives(words: "list[str] | tuple[str, ...] | dict[str, int]") -> str:
    """A regular expression for any of the words, the longest first, any apostrophe."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s").replace("'", "['’]")
        for word in sorted(words, key=len, reverse=True)
    )


@cache
def time_words() -> TimeWords:
    """The lexicon of time, loaded once.

    :raises DataError: when the file does not have the shape above
    """
    source = files("sayso.reading").joinpath("lexicon/times.toml")
    try:
        words = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), TimeWords)
        re.compile("|".join(words.not_times.patterns))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    if len(words.months) != 12 or len(words.weekdays) != 7:
        raise DataError(f"{source}: [months] needs 12 entries and [weekdays] 7", remedy="add them")
    return words
