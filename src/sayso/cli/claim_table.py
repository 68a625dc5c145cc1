"""Claims as a table for the eye."""

from collections.abc import Iterable, Iterator

from sayso.cli.terminal import Column, table
from sayso.cli.wording import chain, days, place
from sayso.model import Claim

_COLUMNS = (
    Column("claim", whole=True),
    Column("what", whole=True),
    Column("who", 4),
    Column("where", 4),
    Column("when", 3),
    Column("on whose say-so", 5),
    Column("in these words", 8),
)
_OF_ID = 12
"""Characters of an id that are shown: enough for `sayso why`."""


def print_claims(title: str, claims: Iterable[Claim]) -> None:
    """Print claims, one a row."""
    table(title, _COLUMNS, (_row(claim) for claim in claims))


def _row(claim: Claim) -> Iterator[str]:
    yield claim.id[:_OF_ID]
    yield "\n".join(_what(claim))
    yield "\n".join(f"{p.role}: {p.name or p.mention}" for p in claim.participants)
    yield "\n".join(place(p) for p in claim.places)
    yield days(claim.time)
    yield chain(claim)
    yield " ".join(claim.evidence.text.split())


def _what(claim: Claim) -> Iterator[str]:
    yield claim.type
    if claim.polarity == "negative":
        yield "(not so)"
    if claim.certainty != "certain":
        yield f"({claim.certainty})"
    if claim.forecast is not None:
        yield "(forecast)"
        if claim.forecast.due is not None:
            yield f"due {claim.forecast.due}"
    for loss in claim.casualties:
        low, high = ("?" if n is None else str(n) for n in (loss.low, loss.high))
        number = "?" if low == high == "?" else low if low == high else f"{low}–{high}"
        yield f"{loss.outcome}: {number}"
