"""Who belongs to whom, who leads whom, who was appointed by whom: as reports tell it, with their sources.

This is evidence. What a registry of actors holds of parents, leaders and allies is background, and
never enters here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from sayso.model import Claim, Role

RelationKind = Literal["membership", "leadership", "appointment", "dismissal", "defection"]
_KINDS: dict[str, RelationKind] = {
    "affiliation": "membership",
    "leadership": "leadership",
    "appointment": "appointment",
    "dismissal": "dismissal",
    "defection": "defection",
}


class Party(msgspec.Struct, frozen=True):
    """One end of a relation: the actor's id where it is known, and what it is called."""

    id: str | None
    name: str


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """That one party stands to another as ``kind`` says, by the word of one claim.

    ``actor`` belongs, leads, appoints, dismisses or defects; ``other`` is the whole, the led, the
    appointed or those left. One of them is null where the claim names nobody: then ``office`` is not. ``office`` is the post. ``start`` and ``end``
    are the claim's days; ``negative`` says that it is told *not* to be so. ``sources`` are those
    it came through, the outermost first; empty when the report itself says it.
    """

    kind: RelationKind
    actor: Party | None
    other: Party | None
    office: str | None
    start: date | None
    end: date | None
    certainty: str
    negative: bool
    sources: tuple[str, ...]
    report: str
    claim: str


def relations(claims: Iterable[Claim], actor: str | None = None) -> tuple[Relation, ...]:
    """The relations that claims tell of, the earliest first, those without a day last.

    Forecasts and conditional claims tell of none.

    :param actor: an actor's id; only relations that it takes part in
    """
    found = [
        relation
        for claim in claims
        if claim.type in _KINDS and claim.forecast is None and not claim.conditional
        for relation in _told(claim)
        if actor is None or actor in _ids(relation)
    ]
    return tuple(sorted(found, key=_order))


def _told(claim: Claim) -> list[Relation]:
    subjects: list[Party | None] = [*_named(claim, "actor")] or [None]
    others: list[Party | None] = [*_named(claim, "recipient")] or [None]
    office = next((p.mention for p in claim.participants if p.role == "office"), None)
    return [
        Relation(
            kind=_KINDS[claim.type],
            actor=subject,
            other=other,
            office=office,
            start=claim.time.start,
            end=claim.time.end,
            certainty=claim.certainty,
            negative=claim.polarity == "negative",
            sources=tuple(link.name or link.mention or link.kind for link in claim.attribution),
            report=claim.report.id,
            claim=claim.id,
        )
        for subject in subjects
        for other in others
        if (subject and other) or (office and (subject or other))
    ]


def _named(claim: Claim, role: Role) -> list[Party]:
    return [Party(who.id, who.name or who.mention) for who in claim.in_role(role)]


def _ids(relation: Relation) -> set[str]:
    return {end.id for end in (relation.actor, relation.other) if end is not None and end.id}


def _order(relation: Relation) -> tuple[date, str]:
    return relation.start or date.max, relation.claim
