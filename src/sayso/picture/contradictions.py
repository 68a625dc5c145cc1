"""Which claims cannot both be true: the table of ``contradictions.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal

import msgspec

from sayso.model import DataError, DisputeKind, Polarity, Role, TypeEntry, ontology

Fit = Literal["same", "covers", "covered", "any"]
_BLANKS = frozenset({"actor", "other", "place", "outcome", "what", "left", "right"})


class Pattern(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"class_": "class"},
):
    """The claims that one side of a rule is about."""

    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    class_: Literal["event", "condition"] | None = None
    polarity: Polarity = "positive"

    def fits(self, entry: TypeEntry, polarity: Polarity) -> bool:
        """Whether a claim of this type and polarity is meant."""
        if polarity != self.polarity or self.class_ not in (None, entry.class_):
            return False
        return "*" in self.types or entry.slug in self.types or entry.family in self.families


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two patterns that contradict each other, and in what scope; the file explains the fields."""

    name: str
    kind: DisputeKind
    about: str
    why: str
    left: Pattern | None = None
    right: Pattern | None = None
    party: tuple[Role, Role] | None = None
    rivals: tuple[Role, Role] | None = None
    nobody: Role | None = None
    alike: Literal["type", "group"] | None = None
    place: Fit = "any"
    missing: Literal["always", "never", "report"] = "never"
    days: int = 0
    lasts: int = 0
    incident: Literal["actors", "numbers", "days", "places"] | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]


@cache
def contradictions() -> tuple[Rule, ...]:
    """The rules, in the order of the file.

    :raises DataError: when a rule has not the shape above, names a type or family that the
        ontology has not, or leaves open what makes its two claims meet
    """
    source = files("sayso.model").joinpath("contradictions.toml")
    try:
        rules = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _Table).rule
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the rule named") from error
    for rule in rules:
        _check(str(source), rule)
    return rules


def _check(source: str, rule: Rule) -> None:
    def wrong(what: str, remedy: str) -> DataError:
        return DataError(f"{source}: rule {rule.name!r}: {what}", remedy=remedy)

    families = {entry.family for entry in ontology().values()}
    for pattern in (rule.left, rule.right):
        for slug in pattern.types if pattern else ():
            if slug != "*" and slug not in ontology():
                raise wrong(f"no claim type is called {slug!r}", "use a slug of ontology.toml")
        for family in pattern.families if pattern else ():
            if family not in families:
                raise wrong(f"no family is called {family!r}", "use a family of ontology.toml")
    for template in (rule.about, rule.why):
        blanks = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
        if blanks - _BLANKS:
            raise wrong(
                f"{template!r} has a blank that is never filled",
                f"use {', '.join(sorted(_BLANKS))}",
            )
    if rule.incident is None and (
        rule.left is None
        or rule.right is None
        or sum(each is not None for each in (rule.party, rule.rivals, rule.nobody)) != 1
    ):
        raise wrong(
            "it has no incident, so it needs left, right and one of party, rivals and nobody",
            "say which claims meet",
        )
