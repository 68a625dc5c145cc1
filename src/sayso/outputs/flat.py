"""A claim as one flat row: what a spreadsheet or a data frame needs without unfolding anything.

Of several participants, places or sources a column holds all, "; " between; coordinates and
precision are those of the first location.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from sayso.model import Claim, ClaimPlace, Outcome, Role
from sayso.outputs.cells import joined
from sayso.outputs.geography import name_of, point_of
from sayso.outputs.material import chain, label

Sort = Literal["text", "integer", "real", "day", "truth"]
"""What a column holds."""

Value = str | int | float | date | bool | None

_INT64 = 2**63


class Column(NamedTuple):
    """One flat column: its name, what it holds, what it means, and how it is got from a claim."""

    name: str
    sort: Sort
    meaning: str
    of: Callable[[Claim], Value]


def _roles(*roles: Role) -> Callable[[Claim], str]:
    return lambda claim: joined([label(who) for who in claim.in_role(*roles)])


def _ids(*roles: Role) -> Callable[[Claim], str]:
    return lambda claim: joined([who.id for who in claim.in_role(*roles)])


def _where(claim: Claim) -> ClaimPlace | None:
    located = [place for place in claim.places if place.role == "location"]
    return next(iter((*located, *claim.places)), None)


def _place(attribute: str) -> Callable[[Claim], Value]:
    def get(claim: Claim) -> Value:
        place = _where(claim)
        return getattr(place, attribute) if place else None

    return get


def _coordinate(axis: Literal["lat", "lon"]) -> Callable[[Claim], float | None]:
    def get(claim: Claim) -> float | None:
        point = point_of(_where(claim))
        return getattr(point, axis) if point else None

    return get


def _toll(outcome: Outcome, end: Literal["low", "high"]) -> Callable[[Claim], int | None]:
    """The counts of an outcome added up over sides; parts of a total are not counted twice."""

    def get(claim: Claim) -> int | None:
        told = [c for c in claim.casualties if c.outcome == outcome and not c.part_of_total]
        numbers = [number for c in told if (number := getattr(c, end)) is not None]
        if not numbers or len(numbers) < len(told):
            return None
        return whole(sum(numbers))

    return get


def whole(number: int) -> int | None:
    """A number that fits a table's integers; null for one that no count of anything can be."""
    return number if -_INT64 <= number < _INT64 else None


COLUMNS: tuple[Column, ...] = (
    Column("claim_id", "text", "id of the claim", lambda c: c.id),
    Column("claim_type", "text", "slug of the ontology", lambda c: c.type),
    Column("report_id", "text", "id of the report", lambda c: c.report.id),
    Column("report_title", "text", "title of the report", lambda c: c.report.title),
    Column("report_publisher", "text", "who published it", lambda c: c.report.publisher),
    Column("report_published", "day", "when", lambda c: c.report.published),
    Column("report_url", "text", "its address", lambda c: c.report.url),
    Column("report_language", "text", "its language", lambda c: c.report.language),
    Column("actors", "text", "names in the role actor", _roles("actor")),
    Column("actor_ids", "text", "their registry ids", _ids("actor")),
    Column("recipients", "text", "names in the role recipient", _roles("recipient")),
    Column("recipient_ids", "text", "their registry ids", _ids("recipient")),
    Column("victims", "text", "names in the role victim", _roles("victim")),
    Column("targets", "text", "names in the role target", _roles("target")),
    Column("weapons", "text", "names in the role weapon", _roles("weapon")),
    Column("offices", "text", "names in the role office", _roles("office")),
    Column(
        "locations", "text", "names of all places", lambda c: joined([name_of(p) for p in c.places])
    ),
    Column("place_id", "text", "id of the first location", _place("id")),
    Column("place_name", "text", "its name", lambda c: name_of(_where(c))),
    Column("place_admin2", "text", "its district", _place("admin2")),
    Column("place_admin1", "text", "its province", _place("admin1")),
    Column("place_country", "text", "its country, ISO 3166-1 alpha-2", _place("country")),
    Column("place_lat", "real", "latitude; empty when wider than a province", _coordinate("lat")),
    Column("place_lon", "real", "longitude; empty when wider than a province", _coordinate("lon")),
    Column(
        "place_precision", "text", "exact, near, adm2, adm1, region, country", _place("precision")
    ),
    Column("time_start", "day", "first day it can have been", lambda c: c.time.start),
    Column("time_end", "day", "last day", lambda c: c.time.end),
    Column("time_precision", "text", "day, week, month, year, unknown", lambda c: c.time.precision),
    Column(
        "claim_certainty", "text", "certain, probable, possible, unknown", lambda c: c.certainty
    ),
    Column("claim_polarity", "text", "positive, negative", lambda c: c.polarity),
    Column("is_conditional", "truth", "hangs on a condition", lambda c: c.conditional),
    Column("is_forecast", "truth", "is about what will be", lambda c: c.forecast is not None),
    Column("forecast_due", "day", "by when", lambda c: c.forecast.due if c.forecast else None),
    Column("killed_low", "integer", "killed, at least", _toll("killed", "low")),
    Column("killed_high", "integer", "killed, at most", _toll("killed", "high")),
    Column("wounded_low", "integer", "wounded, at least", _toll("wounded", "low")),
    Column("wounded_high", "integer", "wounded, at most", _toll("wounded", "high")),
    Column(
        "source_chain",
        "text",
        "publisher and sources, outermost first, ' > ' between",
        lambda c: " > ".join(chain(c)),
    ),
    Column(
        "source_is_party",
        "truth",
        "the innermost source is a side in what it tells",
        lambda c: c.attribution[-1].party if c.attribution else False,
    ),
    Column("evidence_text", "text", "the clause that says it", lambda c: c.evidence.text),
    Column("evidence_start", "integer", "its first character", lambda c: c.evidence.start),
    Column("evidence_end", "integer", "after its last character", lambda c: c.evidence.end),
    Column(
        "claim_flags", "text", "codes of its flags", lambda c: joined([f.code for f in c.flags])
    ),
    Column("plover_type", "text", "PLOVER type", lambda c: c.codes.plover),
    Column("plover_mode", "text", "PLOVER mode", lambda c: c.codes.plover_mode),
    Column("cameo_code", "text", "CAMEO code", lambda c: c.codes.cameo),
    Column(
        "acled_event_type",
        "text",
        "ACLED event type of such claims",
        lambda c: c.codes.acled[0] if c.codes.acled else None,
    ),
    Column(
        "acled_sub_event_type",
        "text",
        "ACLED sub-event type of such claims",
        lambda c: c.codes.acled[1] if c.codes.acled else None,
    ),
    Column("claim_score", "real", "probability that a coder would keep it", lambda c: c.score),
    Column("claim_reader", "text", "which reader made it", lambda c: c.reader),
)
"""The flat columns, in order."""
