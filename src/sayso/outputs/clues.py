"""Whether the words of claims give a clue that a scheme's finer lines turn on. See ``clues.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from sayso.model import DataError


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each clue, by ``table.key`` of the file.

    :raises DataError: when the file does not have tables of lists of words
    """
    source = files("sayso.outputs").joinpath("clues.toml")
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        tables = msgspec.convert(raw, dict[str, dict[str, list[str]]])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    return {
        f"{table}.{key}": re.compile("|".join(map(_pattern, words)), re.IGNORECASE)
        for table, keys in tables.items()
        for key, words in keys.items()
    }


def _pattern(word: str) -> str:
    end = "" if word.endswith("*") else r"\b"
    return rf"\b{re.escape(word.rstrip('*'))}{end}"


def has_clue(clue: str, texts: Iterable[str]) -> bool:
    """Whether any of the texts holds a word of this clue.

    :raises KeyError: when there is no such clue
    """
    pattern = _patterns()[clue]
    return any(pattern.search(text) for text in texts)
