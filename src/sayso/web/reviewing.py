"""What a reviewer hands in, made into decisions that the archive keeps."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from sayso.archive import actor_decision, decision_id
from sayso.model import ActorCard, ActorEdge, Decision, InputError
from sayso.web.desk import Desk

MOST_PAIRS = 400
"""A split keeps every claim of one part from every claim of the other, as a decision each."""

Kind = Literal["accept", "reject", "correct", "merge", "split"]
CORRECTABLE = frozenset(
    [
        "type",
        "certainty",
        "polarity",
        "conditional",
        "participants",
        "places",
        "time",
        "time.start",
        "time.end",
        "time.precision",
        "casualties",
        "quantities",
        "attribution",
        "forecast",
    ]
)
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Ids = Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(min_length=1)]


class Deciding(BaseModel):
    """A decision to be made.

    ``field`` and ``value`` go with ``correct`` (the value in the shape of the contract), ``apart``
    with ``split``: the claims that the others are to be kept from. ``by`` counts only where the
    desk asks for no token.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    claims: Annotated[Ids, Field(max_length=500)]
    apart: Annotated[Ids, Field(max_length=500)] | None = None
    field: Annotated[str, Field(max_length=40)] | None = None
    value: JsonValue = None
    why: Words | None = None
    by: Name | None = None


class Card(BaseModel):
    """Who somebody is: one of the registry's, or one in its own right."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=300)]
    kind: Annotated[str, Field(min_length=1, max_length=60)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    wikidata: Annotated[str, Field(pattern=r"^Q[0-9]+$", max_length=20)] | None = None


class Promoting(Card):
    """Who a provisional actor (``actor``) is."""

    actor: Id
    why: Words | None = None
    by: Name | None = None


class Identifying(BaseModel):
    """That actors are (or, with ``called``, what goes by these names of theirs is) somebody.

    ``called`` makes it a split, of one actor; without it, it is a merge.
    """

    model_config = ConfigDict(extra="forbid")

    actors: Annotated[list[Id], Field(min_length=1, max_length=100)]
    into: Card
    called: Annotated[list[Name], Field(max_length=50)] = []
    why: Words | None = None
    by: Name | None = None


def decide(desk: Desk, wish: Deciding, by: str) -> tuple[Decision, ...]:
    """Keep what a reviewer decided.

    :raises InputError: when it cannot be decided so
    :raises NotFound: when a claim is not there
    """
    made = datetime.now(UTC)
    decisions = [_decision(*parts, wish=wish, by=by, made=made) for parts in _parts(wish)]
    for decision in decisions:
        desk.decide(decision)
    return tuple(decisions)


def identify(desk: Desk, wish: Identifying, by: str) -> Decision:
    """Merge actors, or split what goes by some names of theirs from them.

    :raises NotFound: when no claim names one of them
    :raises InputError: when they cannot be merged or split so
    """
    into = ActorCard(**wish.into.model_dump())
    edge = ActorEdge(actors=tuple(dict.fromkeys(wish.actors)), into=into, called=tuple(wish.called))
    decision = actor_decision(edge, by=by, why=wish.why)
    desk.decide(decision)
    return decision


def promote(desk: Desk, wish: Promoting, by: str) -> Decision:
    """Say who a provisional actor is, in every claim that names it or will.

    :raises NotFound: when no claim names it
    :raises InputError: when it is not provisional
    """
    if not wish.actor.startswith("new:"):
        raise InputError(
            f"{wish.actor!r} is in the registry already",
            remedy="only new:… is provisional; merge it with another instead",
        )
    if wish.id.startswith("new:"):
        raise InputError(f"{wish.id!r} is provisional itself", remedy="give it an id of its own")
    into = Card(**wish.model_dump(include=set(Card.model_fields)))
    return identify(desk, Identifying(actors=[wish.actor], into=into, why=wish.why), by)


def _parts(wish: Deciding) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The claims of each decision that a wish comes to, and the value each gives."""
    claims = tuple(dict.fromkeys(wish.claims))
    if wish.kind != "correct" and (wish.field is not None or wish.value is not None):
        raise InputError(f"to {wish.kind} takes no field and no value")
    if wish.kind == "correct":
        if wish.field not in CORRECTABLE:
            raise InputError(
                f"{wish.field!r} is nothing that can be corrected",
                remedy=f"one of: {', '.join(sorted(CORRECTABLE))}",
            )
        yield claims, _plain(wish.value)
    elif wish.kind == "split" and wish.apart:
        apart = [id_ for id_ in dict.fromkeys(wish.apart) if id_ not in claims]
        if len(claims) * len(apart) > MOST_PAIRS:
            raise InputError("these are too many claims to split at once", remedy="take fewer")
        yield from (((left, right), None) for left in claims for right in apart)
    else:
        yield claims, None


def _plain(value: JsonValue) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _decision(
    claims: Sequence[str], value: str | None, *, wish: Deciding, by: str, made: datetime
) -> Decision:
    return Decision(
        id=decision_id(wish.kind, *claims, wish.field, value, by, made.isoformat()),
        kind=wish.kind,
        claims=tuple(claims),
        field=wish.field,
        value=value,
        by=by,
        made=made,
        why=wish.why,
    )
