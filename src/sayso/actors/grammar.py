"""Small words that steer how phrases about actors are read. Read from ``grammar.toml``."""

from functools import cache

import msgspec

from sayso.model.knowledge import read_knowledge

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
    introduces: Words


@cache
def grammar() -> Grammar:
    """The lists.

    :raises DataError: when the file does not have the shape above
    """
    return read_knowledge("sayso.actors", "grammar.toml", Grammar, remedy="correct the list named")
