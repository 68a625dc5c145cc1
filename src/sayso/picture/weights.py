"""How much speaks for two claims telling of one happening: the table of ``weights.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from sayso.model import DataError, ontology


class Reasons(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"
):
    """Log-odds that each finding adds."""

    prior: float
    same_type: float
    kin_type: float
    same_place: float
    within_place: float
    near_place: float
    inherited_place: float
    unknown_place: float
    apart_place: float
    same_days: float
    most_days: float
    some_days: float
    next_day: float
    same_sides: float
    shared_side: float
    other_sides: float
    same_number: float
    near_number: float
    other_number: float
    words: float
    same_report: float


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table; ``kin`` groups the ontology's families."""

    threshold: float
    tolerance_days: int
    longest_days: int
    sentence_reach: int
    reason: Reasons
    kin: dict[str, tuple[str, ...]]

    def group(self, family: str) -> str:
        """The families whose claims are compared with those of this one, under one name."""
        return next((name for name, families in self.kin.items() if family in families), family)


@cache
def weights() -> Weights:
    """The table, read once.

    :raises DataError: when it has not the shape above or names a family the ontology has not
    """
    source = files("sayso.picture").joinpath("weights.toml")
    try:
        table = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), Weights)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    families = {entry.family for entry in ontology().values()}
    for name, members in table.kin.items():
        for family in members:
            if family not in families:
                raise DataError(
                    f"{source}: kin.{name}: the ontology has no family {family!r}",
                    remedy=f"one of: {', '.join(sorted(families))}",
                )
    return table
