"""The picture that a set of claims amounts to."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from sayso.model import Claim, Decision, Picture, Report, SourceRecord
from sayso.picture.campaigns import campaigns_of
from sayso.picture.control import Control
from sayso.picture.decisions import bonds, decided
from sayso.picture.disputes import disputes_of, opponents
from sayso.picture.extents import Places, Within
from sayso.picture.facts import facts_of
from sayso.picture.forecasts import verdicts
from sayso.picture.grades import Judge, records_of
from sayso.picture.incidents import happenings
from sayso.picture.independence import witnesses_of
from sayso.picture.kept import Kept
from sayso.picture.merging import incident_of
from sayso.picture.provenance import Provenance
from sayso.picture.scoreboard import scoreboard


def paint(
    claims: Sequence[Claim],
    *,
    reports: Mapping[str, Report],
    decisions: Sequence[Decision] = (),
    sources: Sequence[SourceRecord] = (),
    within: Within | None = None,
    at: date | None = None,
    known: date | None = None,
    kept: Kept | None = None,
) -> Picture:
    """The picture: incidents, control, disputes and forecasts, as of a day.

    A pure function of its arguments; the order of the claims makes no difference. Claims flagged
    ``withdrawn`` and claims that a reviewer rejected take no part.

    :param reports: the reports by id, for their texts (who copies whom) and days
    :param sources: the user's source list
    :param within: whether the first place lies in the second; without it the names of the
        containing areas decide
    :param at: the day whose state of affairs is shown; what happened later is left out. Without
        it, the day of the latest report
    :param known: take only reports published up to this day; those without a day are left out
    :param kept: what earlier pictures worked out, to use again where it still stands; the picture
        is the same without
    :raises DataError: when a claim has a type that the ontology does not know, or a correction
        does not fit its claim
    """
    with _no_search_for_cycles():
        return _paint(claims, reports, decisions, sources, within, at, known, kept or Kept())


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Painting makes many things that last and no cycles: to look for some in between takes longer
    than the painting itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _paint(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
    sources: Sequence[SourceRecord],
    within: Within | None,
    at: date | None,
    known: date | None,
    kept: Kept,
) -> Picture:
    reports = {id_: report for id_, report in reports.items() if _is_known(report.published, known)}
    told = [claim for claim in claims if _is_known(claim.report.published, known)]
    as_of = at or _latest(told, reports.values()) or known or date.min
    corrected = decided(told, decisions)
    withdrawn = [claim for claim in corrected if claim.has_flag("withdrawn")]
    kept.begin(sources, within)
    provenance = Provenance(reports, sources, kept)
    facts = facts_of(
        (c for c in corrected if not c.has_flag("withdrawn") and not _is_later(c, as_of)),
        Places(within),
        sources,
        kept,
        provenance.views(),
    )
    found = happenings(facts, bonds(decisions))
    disputes = disputes_of(facts, found, provenance)
    witnesses = [witnesses_of(happening.facts, provenance) for happening in found]
    against = opponents(disputes)
    records = records_of(
        witnesses, against, facts, provenance, facts_of(withdrawn, Places(within), sources).all
    )
    judge = Judge(facts, provenance, against, records)
    incidents = [
        incident_of(happening, seen, judge.grade(happening.facts, seen), facts)
        for happening, seen in zip(found, witnesses, strict=True)
    ]
    incidents.sort(key=lambda i: (i.time.start or date.max, i.time.end or date.max, i.id))
    forecasts = verdicts(facts, provenance, as_of, against)
    return Picture(
        incidents=tuple(incidents),
        control=Control(facts, judge, as_of).states(),
        disputes=disputes,
        forecasts=forecasts,
        scoreboard=scoreboard(forecasts),
        campaigns=campaigns_of(incidents, facts.parties),
        as_of=as_of,
    )


def _is_known(published: date | None, known: date | None) -> bool:
    return known is None or (published is not None and published <= known)


def _is_later(claim: Claim, at: date) -> bool:
    """Whether the claim tells of something after the day; a forecast is judged, not left out."""
    if claim.forecast is not None:
        made = claim.forecast.made or claim.report.published
        return made is not None and made > at
    return claim.time.start is not None and claim.time.start > at


def _latest(claims: Iterable[Claim], reports: Iterable[Report]) -> date | None:
    days = [claim.report.published for claim in claims] + [report.published for report in reports]
    return max((day for day in days if day is not None), default=None)
