"""Every state as actors: the country itself and its organs, made from ``states.csv`` and ``roles.toml``.

An organ's id is its role's prefix and the lower-case ISO 3166 alpha-3 code: ``gov-syr``,
``mil-syr``, ``pol-syr``; the country's own id is the bare code: ``syr``.
"""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from sayso.actors.actor import Actor
from sayso.model import DataError


class Role(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An organ that every state has, and the words that name it."""

    key: str
    id: str
    kind: str
    name: str
    csv: str | None = None
    words: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country's names: as a country, of its people, of its capital and of its organs."""

    iso2: str
    iso3: str
    name: str
    cameo: str
    wikidata: str | None
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]
    forces: tuple[str, ...]
    police: tuple[str, ...]
    parliament: tuple[str, ...]
    intelligence: tuple[str, ...]

    @property
    def code(self) -> str:
        """The lower-case alpha-3 code: the country's id and the end of its organs' ids."""
        return self.iso3.lower()

    @property
    def adjective(self) -> str:
        """What stands before "government": the first adjective, else the name."""
        return self.adjectives[0] if self.adjectives else self.name

    def organ_names(self, role: Role) -> tuple[str, ...]:
        """The names of its own that an organ has in this state."""
        match role.csv:
            case "forces":
                return self.forces
            case "police":
                return self.police
            case "parliament":
                return self.parliament
            case "intelligence":
                return self.intelligence
            case _:
                return ()


@cache
def roles() -> Mapping[str, Role]:
    """The organs of a state by key.

    :raises DataError: when ``roles.toml`` does not have the shape above
    """
    source = files("sayso.actors").joinpath("roles.toml")
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        return {key: msgspec.convert({**entry, "key": key}, Role) for key, entry in raw.items()}
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error


@cache
def states() -> Mapping[str, State]:
    """All states by ISO 3166 alpha-2 code.

    :raises DataError: when a row of ``states.csv`` is malformed
    """
    source = files("sayso.actors").joinpath("states.csv")
    found: dict[str, State] = {}
    with source.open(encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            if None in row or None in row.values() or len(row["iso2"]) != 2:
                raise DataError(
                    f"{source}, line {number}: wrong number of cells or no ISO code",
                    remedy="give every column of the header, empty where unknown",
                )
            found[row["iso2"]] = State(
                iso2=row["iso2"],
                iso3=row["iso3"],
                name=row["name"],
                cameo=row["cameo"] or row["iso3"],
                wikidata=row["wikidata"] or None,
                aliases=_cell(row["aliases"]),
                adjectives=_cell(row["adjectives"]),
                people=_cell(row["people"]),
                capital=_cell(row["capital"]),
                seats=_cell(row["seats"]),
                forces=_cell(row["forces"]),
                police=_cell(row["police"]),
                parliament=_cell(row["parliament"]),
                intelligence=_cell(row["intelligence"]),
            )
    return found


def state_actors(state: State) -> tuple[Actor, ...]:
    """The country and its organs as actors, the country first."""
    country = Actor(
        id=state.code,
        name=state.name,
        kind="country",
        aliases=state.aliases,
        countries=(state.iso2,),
        wikidata=state.wikidata,
        cameo=state.cameo,
        source="ISO 3166; CAMEO country codes",
    )
    made = [country]
    for role in roles().values():
        own = tuple(name.rstrip("?") for name in state.organ_names(role))
        parent = state.code if role.key == "government" else f"gov-{state.code}"
        made.append(
            Actor(
                id=f"{role.id}-{state.code}",
                name=own[0] if own else role.name.format(adjective=state.adjective),
                kind=role.kind,
                aliases=own[1:],
                countries=(state.iso2,),
                parent=parent,
                cameo=state.cameo,
            )
        )
    return tuple(made)


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())
