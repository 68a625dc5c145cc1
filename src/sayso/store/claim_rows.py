"""A claim as the rows that it is stored in."""

from collections.abc import Iterable

import msgspec

from sayso.model import Claim, ClaimPlace
from sayso.store.names import name_key

Row = dict[str, object]
"""Column names and values of one row of the table named beside it."""


class ClaimRows(msgspec.Struct, frozen=True, kw_only=True):
    """The row in ``claims``, and the rows that belong to it in the other tables."""

    claim: Row
    participants: tuple[Row, ...]
    places: tuple[Row, ...]
    sources: tuple[Row, ...]


def _main_place(claim: Claim) -> ClaimPlace | None:
    """Where the claim is on the map: its location before origin and destination, a point first."""
    ordered = sorted(claim.places, key=lambda p: (p.role != "location", p.lat is None))
    return ordered[0] if ordered else None


def _names(claim: Claim) -> Iterable[str | None]:
    for participant in claim.participants:
        yield participant.mention
        yield participant.name
    for place in claim.places:
        yield from (place.mention, place.name, place.admin1, place.admin2)
    for link in claim.attribution:
        yield from (link.mention, link.name, *link.members)


def claim_rows(claim: Claim, *, report_seq: int, read_seq: int) -> ClaimRows:
    """The rows of a claim of this report and reading; ``claim_seq`` is set when it is known."""
    place = _main_place(claim)
    return ClaimRows(
        claim={
            "id": claim.id,
            "report_seq": report_seq,
            "read_seq": read_seq,
            "type": claim.type,
            "certainty": claim.certainty,
            "polarity": claim.polarity,
            "country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "time_start": claim.time.start,
            "time_end": claim.time.end,
            "published": claim.report.published,
            "reader": claim.reader,
            "forecast": claim.forecast is not None,
            "withdrawn": claim.has_flag("withdrawn"),
            "superseded": False,
            "score": claim.score,
            "evidence": claim.evidence.text,
            "names": " ; ".join(dict.fromkeys(name for name in _names(claim) if name)),
            "document": msgspec.json.encode(claim).decode(),
        },
        participants=tuple(
            {
                "role": who.role,
                "actor_id": who.id,
                "name": who.name,
                "name_key": name_key(who.name),
                "mention_key": name_key(who.mention),
            }
            for who in claim.participants
        ),
        places=tuple(
            {
                "role": where.role,
                "place_id": where.id,
                "name": where.name,
                "name_key": name_key(where.name),
                "mention_key": name_key(where.mention),
                "admin1_key": name_key(where.admin1),
                "admin2_key": name_key(where.admin2),
                "country": where.country,
                "lat": where.lat if where.lon is not None else None,
                "lon": where.lon if where.lat is not None else None,
                "precision": where.precision,
            }
            for where in claim.places
        ),
        sources=tuple(
            {
                "position": position,
                "kind": link.kind,
                "party": link.party,
                "source_id": link.id,
                "name": link.name,
                "name_key": name_key(link.name),
                "mention_key": name_key(link.mention),
            }
            for position, link in enumerate(claim.attribution)
        ),
    )
