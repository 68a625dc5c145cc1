"""What every export writes from: the picture, and the claims that its parts cite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import msgspec

from sayso.model import Claim, Incident, Participant, Picture, Role, ontology


@dataclass(frozen=True)
class Material:
    """A picture and its claims, as they may be published."""

    picture: Picture
    claims: Sequence[Claim]

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.claims}

    def cited(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these ids, in order; ids of claims that are not at hand are passed over."""
        return tuple(self.by_id[id_] for id_ in ids if id_ in self.by_id)

    @property
    def stamp(self) -> datetime:
        """The instant a row says it was last written: the picture's own day, so that the same
        picture gives the same bytes."""
        return datetime.combine(self.picture.as_of, time(), tzinfo=UTC)


@dataclass(frozen=True)
class Days:
    """The first and last day something can have happened on; ``assumed`` when no text gives them."""

    first: date
    last: date
    assumed: bool

    @property
    def count(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle, the earlier of two."""
        return self.first + timedelta(days=(self.count - 1) // 2)


_PUBLICATION_REACH = 2
"""A day taken from the publication may stand for so many days before it, as in the picture."""


def days_of(incident: Incident) -> Days | None:
    """When an incident can have happened; null when no day is known.

    A day that no text gives was taken from the publication; it is widened by the two days before.
    """
    first, last = incident.time.start or incident.time.end, incident.time.end or incident.time.start
    if first is None or last is None:
        return None
    if first > last:
        first, last = last, first
    assumed = incident.time.precision == "unknown"
    if assumed:
        reach = min(_PUBLICATION_REACH, (first - date.min).days)
        first -= timedelta(days=reach)
    return Days(first=first, last=last, assumed=assumed)


def number_of(id_: str) -> int:
    """A number for an id that has to be one: its first 52 bits, exact in any reader's floats."""
    digits = id_.rsplit("_", 1)[-1][:13]
    try:
        return int(digits, 16)
    except ValueError:
        return int.from_bytes(id_.encode("utf-8")[-6:], "big")


def label(who: Participant) -> str:
    """What a participant is called: its name, else the words of the text."""
    return who.name or who.mention


def in_roles(incident: Incident, *roles: Role) -> tuple[Participant, ...]:
    """The participants of an incident in these roles, in the order of the roles."""
    return tuple(who for role in roles for who in incident.participants if who.role == role)


def publishers(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who published the reports that these claims stand in, once each; the path where unknown."""
    names = (c.report.publisher or c.report.title or c.report.path for c in claims)
    return tuple(dict.fromkeys(name for name in names if name))


def chain(claim: Claim) -> tuple[str, ...]:
    """The sources a claim came through, outermost first: the publisher, then each link.

    A writer in the first person is the publisher, where one is known.
    """
    publisher = claim.report.publisher
    links = [publisher] if publisher else []
    links.extend(
        link.name or link.mention
        for link in claim.attribution
        if not (link.kind == "author" and publisher)
    )
    return tuple(dict.fromkeys(links))


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as a source of an incident: the chain it came through, and the words that say it."""

    claim: str
    sources: tuple[str, ...]
    report: str
    published: date | None
    url: str | None
    text: str


def statements(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """What each claim says, on whose say-so."""
    return tuple(
        Statement(
            claim=claim.id,
            sources=chain(claim),
            report=claim.report.id,
            published=claim.report.published,
            url=claim.report.url,
            text=claim.evidence.text,
        )
        for claim in claims
    )


def is_violent(type_: str) -> bool:
    """Whether claims of this type tell of harm."""
    entry = ontology().get(type_)
    return bool(entry and entry.violent)
