"""What an actor can be, and what each kind is in ACLED, PLOVER and UCDP. Read from ``kinds.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.model import DataError


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of actor and its codes; null where a scheme has none.

    ``inter`` is the ACLED code at home, ``abroad`` the one outside the actor's own country.
    """

    name: str
    meaning: str
    inter: int | None = None
    abroad: int | None = None
    plover: str | None = None
    plover_country: str | None = None
    ucdp: Literal["government", "organised group", "civilians"] | None = None

    @property
    def armed(self) -> bool:
        """Whether an actor of this kind can be a side in UCDP's sense."""
        return self.ucdp in ("government", "organised group")


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in the order of the file.

    :raises DataError: when the file does not have the shape above
    """
    source = files("sayso.actors").joinpath("kinds.toml")
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        return {name: msgspec.convert({**entry, "name": name}, Kind) for name, entry in raw.items()}
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error


def inter_code(kind: str, country: str | None, focus: tuple[str, ...]) -> int | None:
    """The ACLED actor code of a kind, given where the events are.

    A state's forces are external when the state is not the first country in focus.
    """
    entry = kinds().get(kind)
    if entry is None:
        return None
    if entry.abroad is not None and country is not None and focus and country != focus[0]:
        return entry.abroad
    return entry.inter
