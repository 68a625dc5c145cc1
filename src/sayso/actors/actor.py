"""An actor of the registry: who exists, under which names, where, when, and tied to whom."""

from datetime import date

import msgspec


class Tie(msgspec.Struct, frozen=True, gc=False, kw_only=True, rename={"from_": "from"}):
    """A tie to another actor (or to a person by name), with the days it held where known."""

    id: str
    from_: date | None = None
    until: date | None = None

    def holds(self, on: date | None) -> bool:
        """Whether the tie may hold on a day; without a day or dates it may."""
        if on is None:
            return True
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on <= self.until)


class Rule(msgspec.Struct, frozen=True, gc=False, kw_only=True, rename={"from_": "from"}):
    """That an actor rules a country in fact: its "government" and "army" are this actor's."""

    country: str
    from_: date
    until: date | None = None

    def holds(self, country: str, on: date | None) -> bool:
        """Whether the actor rules ``country`` on a known day."""
        if on is None or country != self.country:
            return False
        return self.from_ <= on and (self.until is None or on <= self.until)


class Actor(msgspec.Struct, frozen=True, gc=False, kw_only=True, rename={"from_": "from"}):
    """Somebody who does, says or suffers things in reports.

    ``aliases`` name it anywhere; ``guarded`` only where one of ``countries`` is in focus on a
    fitting day or the actor is named otherwise; ``generic`` are common nouns that mean it in its
    countries; ``native`` are names in other scripts; ``former`` are names it has given up.
    ``from_`` and ``until`` are its first and last active day. For a person, ``member_of`` is the
    organisation spoken for and ``office`` the post held there between those days.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    parent: str | None = None
    from_: date | None = None
    until: date | None = None
    wikidata: str | None = None
    acled: str | None = None
    cameo: str | None = None
    leaders: tuple[Tie, ...] = ()
    allies: tuple[Tie, ...] = ()
    enemies: tuple[Tie, ...] = ()
    rules: tuple[Rule, ...] = ()
    member_of: str | None = None
    office: str | None = None
    surname: str | None = None
    owner: str | None = None
    source: str | None = None

    @property
    def country(self) -> str | None:
        """The country it belongs to: the first of its countries."""
        return self.countries[0] if self.countries else None

    def active(self, on: date | None) -> bool:
        """Whether it existed on a day; unknown counts as yes."""
        if on is None:
            return True
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on <= self.until)

    def names(self) -> tuple[str, ...]:
        """Every proper name it goes by, the canonical one first."""
        return (self.name, *self.aliases, *self.guarded, *self.native, *self.former)
