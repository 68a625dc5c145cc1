"""From registry files to actors: reading, checking each entry, naming file and entry when wrong."""

import tomllib
from datetime import date
from typing import Annotated, Any, Literal, get_args

import msgspec

from sayso.actors.actor import Actor, Rule, Tie
from sayso.actors.kinds import kinds
from sayso.actors.names import slug
from sayso.model import DataError

Day = date | int
"""A day, or a year that stands for its first day in ``from`` and for its last in ``until``."""

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Office = Literal[
    "president", "prime minister", "head of state", "leader", "deputy leader", "spokesman",
    "commander", "deputy commander", "minister", "defence minister", "foreign minister",
    "interior minister", "army chief", "governor", "mayor", "envoy", "official", "member",
    "secretary-general", "director", "activist", "warlord", "king", "vice president", "general",
]  # fmt: skip
OFFICES: tuple[str, ...] = get_args(Office)
"""The posts a person of the registry can hold."""


class RawTie(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A tie as written: an id (or a leader's name) with optional days."""

    id: Text
    from_: Day | None = None
    until: Day | None = None


class RawRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A span of days in which an actor rules a country in fact."""

    country: Country
    from_: Day
    until: Day | None = None


class RawActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """An ``[[actor]]`` of a registry file, field by field as documented in the data card."""

    id: Id
    name: Text
    kind: str
    aliases: tuple[Text, ...] = ()
    guarded: tuple[Text, ...] = ()
    generic: tuple[Text, ...] = ()
    native: tuple[Text, ...] = ()
    former: tuple[Text, ...] = ()
    countries: tuple[Country, ...] = ()
    parent: Id | None = None
    from_: Day | None = None
    until: Day | None = None
    wikidata: Annotated[str, msgspec.Meta(pattern=r"^Q\d+$")] | None = None
    acled: Text | None = None
    cameo: Text | None = None
    leaders: tuple[Text | RawTie, ...] = ()
    allies: tuple[Text | RawTie, ...] = ()
    enemies: tuple[Text | RawTie, ...] = ()
    rules: tuple[RawRule, ...] = ()
    member_of: Id | None = None
    office: Office | None = None
    surname: str | None = None
    owner: Text | None = None
    source: Text | None = None


def read_entries(content: str, where: str) -> list[Actor]:
    """The actors of one registry file; leaders given by name become persons of their own.

    :param where: the file's name, for messages
    :raises DataError: naming the file and the entry that is wrong
    """
    try:
        raw = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: {error}", remedy="correct the TOML at the line named") from error
    unknown = set(raw) - {"actor"}
    if unknown or not isinstance(raw.get("actor", []), list):
        raise DataError(
            f"{where}: holds {', '.join(sorted(unknown)) or 'no list of actors'}",
            remedy="a registry file is a sequence of [[actor]] tables and nothing else",
        )
    found: list[Actor] = []
    for number, entry in enumerate(raw.get("actor", []), start=1):
        place = f"{where}, [[actor]] number {number} ({entry.get('id', 'without id')})"
        found.extend(actors_of(entry, place))
    return found


def actors_of(entry: dict[str, Any], place: str) -> list[Actor]:
    """The actor of one entry, and the persons that its leaders given by name are.

    :param place: where the entry stands, for messages
    :raises DataError: naming the place, and what is wrong
    """
    try:
        raw = msgspec.convert(entry, RawActor)
    except msgspec.ValidationError as error:
        raise DataError(f"{place}: {error}", remedy="correct the field named") from error
    if raw.kind not in kinds():
        raise DataError(
            f"{place}: unknown kind {raw.kind!r}", remedy=f"one of: {', '.join(kinds())}"
        )
    if raw.kind != "person" and (raw.member_of or raw.office):
        raise DataError(f"{place}: only a person has member_of or office", remedy="use parent")
    leaders = tuple(_tie(tie) for tie in raw.leaders)
    actor = Actor(
        id=raw.id,
        name=raw.name,
        kind=raw.kind,
        aliases=raw.aliases,
        guarded=raw.guarded,
        generic=raw.generic,
        native=raw.native,
        former=raw.former,
        countries=raw.countries,
        parent=raw.parent,
        from_=_first_day(raw.from_, place),
        until=_last_day(raw.until, place),
        wikidata=raw.wikidata,
        acled=raw.acled,
        cameo=raw.cameo,
        leaders=tuple(_as_id(tie) for tie in leaders),
        allies=tuple(_tie(tie) for tie in raw.allies),
        enemies=tuple(_tie(tie) for tie in raw.enemies),
        rules=tuple(
            Rule(
                country=rule.country,
                from_=_first_day(rule.from_, place) or date.min,
                until=_last_day(rule.until, place),
            )
            for rule in raw.rules
        ),
        member_of=raw.member_of,
        office=raw.office,
        surname=raw.surname,
        owner=raw.owner,
        source=raw.source,
    )
    return [actor, *(_leader(tie, actor) for tie in leaders if is_name(tie.id))]


def is_name(text: str) -> bool:
    """Whether a leader is given by name and not by id: a name has a capital or a space."""
    return text != text.lower() or " " in text


def person_id(name: str) -> str:
    """The id of a person who is known only as somebody's leader."""
    return f"p-{slug(name)}"


def _as_id(tie: Tie) -> Tie:
    return msgspec.structs.replace(tie, id=person_id(tie.id)) if is_name(tie.id) else tie


def _leader(tie: Tie, actor: Actor) -> Actor:
    return Actor(
        id=person_id(tie.id),
        name=tie.id,
        kind="person",
        countries=actor.countries,
        member_of=actor.id,
        office="leader",
        from_=tie.from_,
        until=tie.until,
        source=actor.source,
    )


def _tie(raw: str | RawTie) -> Tie:
    if isinstance(raw, str):
        return Tie(id=raw)
    return Tie(id=raw.id, from_=_first_day(raw.from_, raw.id), until=_last_day(raw.until, raw.id))


def _first_day(day: Day | None, place: str) -> date | None:
    return day if day is None or isinstance(day, date) else date(_year(day, place), 1, 1)


def _last_day(day: Day | None, place: str) -> date | None:
    return day if day is None or isinstance(day, date) else date(_year(day, place), 12, 31)


def _year(year: int, place: str) -> int:
    if not 1800 <= year <= 2200:
        raise DataError(f"{place}: {year} is no year", remedy="a year or a day as YYYY-MM-DD")
    return year
