"""What a reviewer hands in, made into decisions that the archive keeps."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from sayso.archive import decision_id
from sayso.model import Claim, Decision, InputError, NotFound, Participant
from sayso.picture.decisions import decided
from sayso.store import ClaimQuery
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


class Promoting(BaseModel):
    """Who a provisional actor is: one of the registry's (``id``), or one in its own right."""

    model_config = ConfigDict(extra="forbid")

    actor: Annotated[str, Field(min_length=1, max_length=200)]
    id: Annotated[str, Field(min_length=1, max_length=200)]
    name: Annotated[str, Field(min_length=1, max_length=300)]
    kind: Annotated[str, Field(min_length=1, max_length=60)]
    wikidata: Annotated[str, Field(pattern=r"^Q[0-9]+$", max_length=20)] | None = None
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


def promote(desk: Desk, wish: Promoting, by: str) -> tuple[Decision, ...]:
    """Say in every claim that names a provisional actor who that is: a correction for each claim.

    :raises NotFound: when no claim names it
    :raises InputError: when it is not provisional
    """
    if not wish.actor.startswith("new:"):
        raise InputError(
            f"{wish.actor!r} is in the registry already", remedy="only new:… is provisional"
        )
    if wish.id.startswith("new:"):
        raise InputError(f"{wish.id!r} is provisional itself", remedy="give it an id of its own")
    found = [c for c in _as_decided(desk, wish.actor) if _names(c, wish.actor)]
    if not found:
        raise NotFound(f"no claim names {wish.actor!r}")
    made, kept = datetime.now(UTC), []
    for claim in found:
        told = tuple(_promoted(p, wish) if p.id == wish.actor else p for p in claim.participants)
        value = msgspec.json.encode(told).decode()
        decision = Decision(
            id=decision_id("correct", claim.id, "participants", value, by, made.isoformat()),
            kind="correct",
            claims=(claim.id,),
            field="participants",
            value=value,
            by=by,
            made=made,
            why=wish.why or f"{wish.actor} is {wish.name}",
        )
        desk.decide(decision)
        kept.append(decision)
    return tuple(kept)


def _as_decided(desk: Desk, actor: str) -> Iterable[Claim]:
    return decided(list(desk.claims(ClaimQuery(actor=actor))), desk.decisions())


def _names(claim: Claim, actor: str) -> bool:
    return any(p.id == actor for p in claim.participants)


def _promoted(participant: Participant, wish: Promoting) -> Participant:
    plain = msgspec.to_builtins(participant)
    plain.update(id=wish.id, name=wish.name, kind=wish.kind, wikidata=wish.wikidata)
    return msgspec.convert(plain, Participant)


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
