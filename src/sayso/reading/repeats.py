"""Which claims say again what another claim of the report says."""

from collections.abc import Sequence

from sayso.model import Claim
from sayso.reading.structure import Block


def without_repeats(claims: list[Claim], page: Sequence[Block]) -> list[Claim]:
    """Without a headline that says again what the text says, and without the same claim twice."""
    headings = [b for b in page if b.kind == "heading"]
    kept: list[Claim] = []
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            continue
        seen.add(claim.id)
        at = claim.evidence.start
        if any(b.start <= at < b.end for b in headings) and _said_again(claim, claims, headings):
            continue
        kept.append(claim)
    return kept


def _said_again(claim: Claim, claims: Sequence[Claim], headings: Sequence[Block]) -> bool:
    mine = {p.id or p.mention.lower() for p in claim.participants}
    where = {p.id for p in claim.places if p.id}
    for other in claims:
        if other is claim:
            continue
        if (
            claim.casualties
            and _counts(claim) & _counts(other)
            and not any(b.start <= other.evidence.start < b.end for b in headings)
        ):
            return True
        if other.type != claim.type:
            continue
        if any(b.start <= other.evidence.start < b.end for b in headings):
            continue
        theirs = {p.id or p.mention.lower() for p in other.participants}
        there = {p.id for p in other.places if p.id}
        same = (mine & theirs or where & there) and (not where or not there or where & there)
        if same and other.polarity == claim.polarity:
            return True
    return False


def _counts(claim: Claim) -> set[tuple[str, int | None, int | None]]:
    return {(c.outcome, c.low, c.high) for c in claim.casualties if c.low is not None}
