"""The registry of actors: loading it, asking it, and reading texts with it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from sayso.actors.actor import Actor
from sayso.actors.choosing import named_beyond_doubt
from sayso.actors.compiled import Compiled, compiled
from sayso.actors.coordination import conjuncts
from sayso.actors.description import Describer
from sayso.actors.finding import Match, find
from sayso.actors.focus import Focus, Ground
from sayso.actors.linting import lint
from sayso.actors.names import key
from sayso.actors.organs import Organs
from sayso.actors.resolution import resolve
from sayso.actors.resolved import ResolvedActor
from sayso.actors.spotting import ActorHit, spot
from sayso.model import NotFound

_GROUNDS_MOST = 16
_LONGEST = 1000
_NO_BODY = frozenset(
    ["country", "media", "person", "company", "civilians", "crowd", "community", "other"]
)
"""Kinds of actors that put out no communiqué of their own."""


class Registry:
    """Who exists, under every name, and who is meant by a name in its context.

    Made by :meth:`load`. Holds no state but memos: the same question has the same answer.
    """

    def __init__(self, content: Compiled) -> None:
        self._content = content
        self._grounds: dict[tuple[str, Focus], Ground] = {}

    @classmethod
    def load(cls, paths: Sequence[Path] = (), *, builtin: bool = True) -> "Registry":
        """The built-in registry and the user's files, which replace entries of the same id.

        :param paths: registry files (TOML) or folders of them
        :raises DataError: naming the file and the entry that is wrong
        """
        return cls(compiled(paths, builtin=builtin))

    @property
    def actors(self) -> Mapping[str, Actor]:
        """All actors by id, those of the states included."""
        return self._content.actors

    @property
    def origin(self) -> Mapping[str, str]:
        """The file that each actor stands in."""
        return self._content.origin

    def __len__(self) -> int:
        return len(self._content.actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._content.actors.values())

    def __contains__(self, id_: object) -> bool:
        return id_ in self._content.actors

    def actor(self, id_: str) -> Actor:
        """The actor of an id.

        :raises NotFound: when there is none
        """
        try:
            return self._content.actors[id_]
        except KeyError:
            raise NotFound(
                f"no actor has the id {id_!r}", remedy="look it up with: sayso actors find NAME"
            ) from None

    def get(self, id_: str | None) -> Actor | None:
        """The actor of an id, or nothing."""
        return None if id_ is None else self._content.actors.get(id_)

    def lookup(self, name: str) -> tuple[str, ...]:
        """The ids that a name, in any spelling, can mean; guards are not judged."""
        uses = self._content.index.get(key(name))
        return tuple(dict.fromkeys(use.id for use in uses if use.id))

    def names_body(self, name: str) -> bool:
        """Whether a name can mean a body that speaks in its own name: no state, outlet or person."""
        return any(self.actor(id_).kind not in _NO_BODY for id_ in self.lookup(name))

    def find(
        self, name: str, country: str | None = None, on: date | None = None, limit: int = 10
    ) -> list[Match]:
        """The actors whose names are most like ``name``, the likest first."""
        return find(self._content.actors, name, country=country, on=on, limit=limit)

    def lint(self) -> list[str]:
        """What is wrong with the registry, one sentence each; nothing when all is well."""
        content = self._content
        return [*content.problems, *lint(content.actors, content.origin, content.index)]

    def spot(self, text: str) -> tuple[ActorHit, ...]:
        """All names of actors in a text: non-overlapping, longest first, exact offsets."""
        return spot(self._content.index, text)

    def resolve(
        self, hits: Sequence[ActorHit], focus: Focus, text: str
    ) -> tuple[ResolvedActor, ...]:
        """Who the hits of a report mean, in the order of the text, with offsets."""
        return resolve(hits, focus, text, self._content.actors, self._organs)

    def describe(
        self, mention: str, focus: Focus | None = None, context: str = ""
    ) -> ResolvedActor | None:
        """Who a noun phrase means, or nothing when it names nobody and is no word for people.

        :param context: the report's text, so that whom it names elsewhere counts
        """
        ground = self._ground(context, focus or Focus())
        return self._describer.describe(mention, ground)

    def describe_all(
        self, mention: str, focus: Focus | None = None, context: str = ""
    ) -> tuple[ResolvedActor, ...]:
        """Who a coordinated noun phrase means, one for each conjunct: "US and NATO troops"."""
        found: list[ResolvedActor] = []
        mention = mention[:_LONGEST]
        for part in conjuncts(mention, self.spot(mention)):
            one = self.describe(part, focus, context)
            if one is not None and all(one.id is None or one.id != known.id for known in found):
                found.append(one)
        return tuple(found)

    @cached_property
    def _organs(self) -> Organs:
        rulers = tuple(actor for actor in self._content.actors.values() if actor.rules)
        return Organs(self._content.actors, rulers)

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.spot, self._content.actors, self._organs)

    def _ground(self, context: str, focus: Focus) -> Ground:
        if not context:
            return Ground(focus)
        known = self._grounds.get((context, focus))
        if known is None:
            if len(self._grounds) >= _GROUNDS_MOST:
                self._grounds.clear()
            named = named_beyond_doubt(self.spot(context), self._content.actors)
            known = self._grounds[(context, focus)] = Ground(focus, named)
        return known


@cache
def builtin_registry() -> Registry:
    """The registry that Sayso comes with, loaded once."""
    return Registry.load()
