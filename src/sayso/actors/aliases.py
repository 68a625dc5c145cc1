"""Which words name which actors: the index that texts are searched by."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from sayso.actors.actor import Actor
from sayso.actors.names import POSSESSIVE, Token, fold, tokens
from sayso.actors.states import Role, State

Guard = Literal["none", "metonym", "demonym", "guarded", "surname", "generic"]
GUARDS: tuple[Guard, ...] = get_args(Guard)
"""How sure a name is of its actor, the surest first."""


class Use(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One thing that a name can mean.

    ``id`` is an actor's, or empty for the word of a state's organ (then ``role`` is the organ).
    ``upper``: the text must have it in capitals; ``cased``: it must begin with a capital,
    and so must the words whose bits are set in ``caps``; ``the``: "the" must stand before it; ``owned``: an owner must be named ("US troops").
    """

    id: str
    guard: Guard
    upper: bool = False
    cased: bool = False
    caps: int = 0
    the: bool = False
    owned: bool = False
    role: str | None = None


class AliasIndex(msgspec.Struct, frozen=True, gc=False):
    """Folded names to what they can mean, and how many tokens the longest name with a first token has."""

    uses: dict[str, tuple[Use, ...]]
    longest: dict[str, int]

    def get(self, key: str) -> tuple[Use, ...]:
        """What a folded name can mean; nothing when it names nobody."""
        return self.uses.get(key, ())


@cache
def common_words() -> frozenset[str]:
    """English words, folded, that also stand in names: alone in small letters they name nobody."""
    source = files("sayso.actors").joinpath("common_words.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(
        fold(word) for line in lines if not line.startswith("#") for word in line.split()
    )


def build_index(
    actors: Iterable[Actor], states: Mapping[str, State], roles: Mapping[str, Role]
) -> AliasIndex:
    """The index over registry entries, states and the words for a state's organs."""
    gathered: dict[str, list[Use]] = {}
    for actor in actors:
        _add_actor(gathered, actor)
    for state in states.values():
        _add_state(gathered, state, roles)
    for role in roles.values():
        for words, owned in ((role.words, False), (role.loose, False), (role.owned, True)):
            for word in words:
                _add(gathered, word, "", "generic", role=role.key, owned=owned)
    longest: dict[str, int] = {}
    for key in gathered:
        first, count = key.split(" ", 1)[0], key.count(" ") + 1
        longest[first] = max(longest.get(first, 0), count)
    ordered = {key: tuple(sorted(uses, key=_certainty)) for key, uses in gathered.items()}
    return AliasIndex(ordered, longest)


def _certainty(use: Use) -> int:
    return GUARDS.index(use.guard)


def _add_actor(gathered: dict[str, list[Use]], actor: Actor) -> None:
    media = actor.kind == "media"
    place = actor.kind == "country"
    for name in (actor.name, *actor.aliases, *actor.native, *actor.former):
        _add(gathered, name, actor.id, "metonym" if place else "none", cased=media)
    for name in actor.guarded:
        _add(gathered, name, actor.id, "guarded", cased=media)
    for name in actor.generic:
        _add(gathered, name, actor.id, "generic")
    if actor.kind == "person":
        surname = actor.name.split()[-1] if actor.surname is None else actor.surname
        if len(fold(surname)) >= 3 and surname != actor.name:
            _add(gathered, surname, actor.id, "surname", cased=True)


def _add_state(gathered: dict[str, list[Use]], state: State, roles: Mapping[str, Role]) -> None:
    for name in (state.name, *state.aliases, *state.capital, *state.seats):
        _add(gathered, name, state.code, "metonym", cased=True)
    for adjective in state.adjectives:
        if adjective != state.name:
            _add(gathered, adjective, state.code, "demonym", cased=True)
        if fold(adjective)[-1] in "ni" and not adjective.isupper():
            _add(gathered, adjective + "s", state.code, "demonym", cased=True)
    for people in state.people:
        _add(gathered, people, state.code, "demonym", cased=True)
    for role in roles.values():
        for name in state.organ_names(role):
            _add(gathered, name, f"{role.id}-{state.code}", "none", cased=True)


def _add(
    gathered: dict[str, list[Use]],
    name: str,
    id_: str,
    guard: Guard,
    *,
    cased: bool = False,
    role: str | None = None,
    owned: bool = False,
) -> None:
    if name.endswith("?"):
        name, guard = name[:-1], "guarded"
    parts = tokens(name)
    forms = [part.form for part in parts]
    if not forms:
        return
    bare = name[4:] if name.lower().startswith("the ") else name
    letters = [c for c in bare if c.isalpha()]
    upper = len(letters) > 1 and bare == bare.upper() != bare.lower()
    small = guard == "generic" and not any(c.isupper() for c in bare)
    must = not small and (cased or _needs_capital(forms))
    use = Use(
        id=id_,
        guard=guard,
        upper=upper,
        cased=must,
        caps=_capitals(name, parts) if must else 0,
        the=name.startswith("The "),
        owned=owned,
        role=role,
    )
    keys = {" ".join(forms)}
    if POSSESSIVE in forms:
        keys.add(" ".join(forms).replace(f" {POSSESSIVE}", "s"))
    for key in keys:
        uses = gathered.setdefault(key, [])
        if not any(known.id == id_ and known.role == role for known in uses):
            uses.append(use)


def _needs_capital(forms: list[str]) -> bool:
    words = common_words()
    return len("".join(forms)) < 5 or all(form in words or form == POSSESSIVE for form in forms)


def _capitals(name: str, parts: list[Token]) -> int:
    return sum(1 << at for at, part in enumerate(parts) if name[part.start].isupper())
