"""What can be asked of a store, and the small answers it gives."""

from datetime import date

import msgspec

from sayso.model import ReportRef, ReportStatus

AnyOf = str | tuple[str, ...] | None
"""One value, several of which any will do, or no restriction."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle in WGS84 degrees; ``west`` > ``east`` means it crosses the date line."""

    west: float
    south: float
    east: float
    north: float


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """Everything within ``km`` kilometres of a point in WGS84 degrees."""

    lat: float
    lon: float
    km: float


class ClaimQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are wanted; every field that is set must hold.

    :param ids: claim ids; more than 500 come in order of arrival within each 500
    :param report: report ids
    :param type: slugs of the ontology
    :param actor: ids or names of participants, in any role
    :param place: ids or names of places or of the admin areas they lie in
    :param country: ISO 3166 alpha-2 codes of the places
    :param source: ids or names of anyone in the attribution, or of the publisher
    :param since: the claim's time reaches this day or later; claims without a time are left out
    :param until: the claim's time begins on this day or earlier; likewise
    :param published_since: the report was published on this day or later
    :param published_until: the report was published on this day or earlier
    :param text: words that the evidence or the names in the claim hold (see ``find``)
    :param box: one of the claim's points lies in it
    :param near: one of the claim's points lies within it
    :param reader: reader and version, as in ``Claim.reader``
    :param min_score: at least this calibrated probability
    :param forecast: only forecasts (true) or only others (false)
    :param withdrawn: only claims flagged ``withdrawn`` (true) or only others (false)
    :param superseded: also claims that a later reading of their report replaced
    :param limit: at most so many
    :param after: only claims stored after the one with this id (to page through)
    """

    ids: tuple[str, ...] | None = None
    report: AnyOf = None
    type: AnyOf = None
    actor: AnyOf = None
    place: AnyOf = None
    country: AnyOf = None
    source: AnyOf = None
    since: date | None = None
    until: date | None = None
    published_since: date | None = None
    published_until: date | None = None
    text: str | None = None
    box: Box | None = None
    near: Circle | None = None
    reader: AnyOf = None
    min_score: float | None = None
    forecast: bool | None = None
    withdrawn: bool | None = None
    superseded: bool = False
    limit: int | None = None
    after: str | None = None


class ReportQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports are wanted; every field that is set must hold.

    ``publisher`` is compared without case and accents; ``after`` is the id of the last report of
    the page before.
    """

    ids: tuple[str, ...] | None = None
    status: ReportStatus | None = None
    publisher: AnyOf = None
    language: AnyOf = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    limit: int | None = None
    after: str | None = None


class ReportHit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that holds the words looked for, and the piece of it where they stand."""

    report: ReportRef
    snippet: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much a store holds. ``superseded`` claims are not counted in ``claims``."""

    reports: int
    unread: int
    read: int
    not_read: int
    claims: int
    superseded: int
    decisions: int
    sources: int


def several(value: AnyOf) -> tuple[str, ...]:
    """The values of a restriction as a tuple; empty when there is none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value
