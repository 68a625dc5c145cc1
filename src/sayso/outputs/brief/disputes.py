"""Which claims cannot both be true, side by side."""

from collections.abc import Sequence

import msgspec

from sayso.outputs.brief.citing import Citations, Sentence, source_of
from sayso.outputs.brief.isolation import isolated
from sayso.outputs.brief.scope import Scope
from sayso.outputs.material import Material
from sayso.outputs.wording import day_in_words

_MOST_VOICES = 5


class TwoCamps(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute: what about, and what either camp says."""

    lead: Sentence
    one: list[Sentence]
    other: list[Sentence]


def disputes(scope: Scope, citations: Citations) -> list[TwoCamps]:
    """Every dispute; one whose claims are not all at hand on either side is left out."""
    found = []
    for dispute in scope.disputes:
        left, right = dispute.claims
        lead = citations.say(
            f"in dispute is {isolated(dispute.about)}: {isolated(dispute.why)}",
            (*left[:1], *right[:1]),
        )
        one = _camp(left, scope.material, citations)
        other = _camp(right, scope.material, citations)
        if lead and one and other:
            found.append(TwoCamps(lead=lead, one=one, other=other))
    return found


def _camp(ids: Sequence[str], material: Material, citations: Citations) -> list[Sentence]:
    told = []
    for claim in material.cited(ids)[:_MOST_VOICES]:
        day = claim.report.published
        when = f" ({day_in_words(day)})" if day else ""
        words = f"{source_of(claim)}{when}: “{isolated(claim.evidence.text)}”"
        told.append(citations.say(words, [claim.id]))
    return [sentence for sentence in told if sentence is not None]
