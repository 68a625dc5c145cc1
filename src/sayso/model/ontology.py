"""The types a claim can have, and what each is in the field's schemes.

Read from ``ontology.toml``; every slug of the contract stands there once.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from sayso.model.claim import Codes, Role
from sayso.model.errors import DataError


class TypeEntry(msgspec.Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """One claim type: what it means, which roles it takes, and its codes elsewhere."""

    slug: str = ""
    class_: Literal["event", "condition"]
    family: str
    meaning: str
    roles: tuple[Role, ...]
    violent: bool = False
    symmetric: bool = False
    plover: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None
    acled: tuple[str, str] | None = None
    ucdp: int | None = None

    @property
    def codes(self) -> Codes:
        """The type in PLOVER, CAMEO, ACLED and UCDP; null where a scheme has none."""
        return Codes(
            plover=self.plover,
            plover_mode=self.plover_mode,
            cameo=self.cameo,
            acled=self.acled,
            ucdp=self.ucdp,
        )


@cache
def ontology() -> Mapping[str, TypeEntry]:
    """All claim types by slug, in the order of the file.

    :raises DataError: when the file does not have the shape above
    """
    source = files("sayso.model").joinpath("ontology.toml")
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        return {
            slug: msgspec.convert({**entry, "slug": slug}, TypeEntry) for slug, entry in raw.items()
        }
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error


def codes_of(slug: str) -> Codes:
    """The codes of a claim type.

    :raises DataError: when there is no such type
    """
    try:
        return ontology()[slug].codes
    except KeyError:
        raise DataError(
            f"no claim type is called {slug!r}", remedy=f"one of: {', '.join(ontology())}"
        ) from None
