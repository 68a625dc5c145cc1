"""What nobody tells: the gaps in what is told."""

from collections.abc import Iterator

from sayso.model import Incident
from sayso.outputs.brief.citing import Citations, Sentence, source_of
from sayso.outputs.brief.isolation import isolated
from sayso.outputs.brief.scope import Scope
from sayso.outputs.material import days_of, in_roles, is_violent
from sayso.outputs.wording import days_in_words, happening, phrases, whereabouts


def unknowns(scope: Scope, citations: Citations) -> list[Sentence]:
    """One sentence a gap: by whom, where, when, how many; and what a source leaves open itself."""
    told = [
        citations.say(words, incident.claims)
        for incident in scope.incidents
        for words in _gaps(incident)
    ]
    told += _left_open(scope, citations)
    return [sentence for sentence in told if sentence is not None]


def _gaps(incident: Incident) -> Iterator[str]:
    what = happening(incident, isolated)
    where, when = whereabouts(incident, isolated), days_in_words(days_of(incident))
    violent = is_violent(incident.type)
    if violent and incident.type != "casualties" and not in_roles(incident, "actor"):
        noun = phrases()[incident.type].noun
        yield f"who was behind {noun} {where} {when} is not told".replace("  ", " ")
    if incident.place is None or (incident.place.country is None and not incident.place.name):
        yield f"where {what} took place {when}".rstrip() + " is not told"
    if not when:
        yield f"when {what} took place {where}".rstrip() + " is not told"
    killed = [one for one in incident.casualties if one.outcome == "killed"]
    if killed and all(one.low is None and one.high is None for one in killed):
        yield f"how many were killed in {what} {where} {when}".rstrip() + " is not told"


def _left_open(scope: Scope, citations: Citations) -> Iterator[Sentence | None]:
    for claim in scope.material.claims:
        if claim.certainty != "unknown" or claim.forecast is not None:
            continue
        published = claim.report.published
        if scope.since is not None and (published is None or published < scope.since):
            continue
        words = f"{source_of(claim)} leaves it open: “{isolated(claim.evidence.text)}”"
        yield citations.say(words, [claim.id])
