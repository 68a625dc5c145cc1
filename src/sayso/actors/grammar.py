"""Small words that steer how phrases about actors are read. Read from ``grammar.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from sayso.model import DataError

Words = frozenset[str]


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists, folded; what each is for stands beside it in the file."""

    compound_before: Words
    compound_after: Words
    qualifiers: Words
    parts: Words
    participles: Words
    skipped: Words
    quantities: Words
    belongs: Words
    within: Words
    leads: Words
    words_in_capitals: Words
    particles: Words


@cache
def grammar() -> Grammar:
    """The lists.

    :raises DataError: when the file does not have the shape above
    """
    source = files("sayso.actors").joinpath("grammar.toml")
    try:
        return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), Grammar)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the list named") from error
