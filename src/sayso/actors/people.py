"""Common nouns for people and what each makes of an actor. Read from ``people.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from sayso.actors.kinds import kinds
from sayso.actors.names import key
from sayso.model import DataError


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People called by one of ``words``: their kind, PLOVER sector and ACLED code."""

    kind: str
    sector: str
    inter: int | None = None
    words: tuple[str, ...]


class Links(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns that tie a phrase to the organisation it names, or set it apart from it."""

    members: frozenset[str]
    organs: frozenset[str]
    apart: frozenset[str]


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a person's name."""

    words: frozenset[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[Group, ...]
    links: Links
    titles: Titles


class People(msgspec.Struct, frozen=True):
    """The lexicon by folded noun (singular and plural)."""

    groups: dict[str, Group]
    links: Links
    titles: frozenset[str]

    def group_of(self, forms: list[str]) -> tuple[Group, int] | None:
        """The group that the longest ending of ``forms`` names, and how many words that is."""
        for count in range(min(4, len(forms)), 0, -1):
            group = self.groups.get(" ".join(forms[-count:]))
            if group is not None:
                return group, count
        return None


@cache
def people() -> People:
    """The lexicon.

    :raises DataError: when ``people.toml`` does not have the shape above
    """
    source = files("sayso.actors").joinpath("people.toml")
    try:
        raw = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    groups: dict[str, Group] = {}
    for group in raw.group:
        if group.kind not in kinds():
            raise DataError(f"{source}: unknown kind {group.kind!r}", remedy="see kinds.toml")
        for word in group.words:
            for form in _numbers(word):
                groups.setdefault(form, group)
    links = Links(
        members=_all(raw.links.members),
        organs=_all(raw.links.organs),
        apart=_all(raw.links.apart),
    )
    return People(groups, links, frozenset(key(word) for word in raw.titles.words))


def _all(words: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in _numbers(word))


def _numbers(word: str) -> tuple[str, ...]:
    """A noun folded, in the singular and the regular plural."""
    form = key(word)
    if form.endswith(("s", "x", "ch")):
        return (form, form + "es") if form.endswith(("ss", "x", "ch")) else (form,)
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return form, form[:-1] + "ies"
    return form, form + "s"
