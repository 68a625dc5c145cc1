"""What stands around a claim's evidence in its own report."""

from collections.abc import Iterable

from sayso.model import Claim, Decision, NotFound
from sayso.picture.decisions import decided
from sayso.web.answers import Context
from sayso.web.desk import Desk

REACH = 280
"""Characters on each side, at most; a reader needs a sentence or two, not the report."""


def contexts(desk: Desk, claims: Iterable[Claim]) -> dict[str, Context]:
    """For each claim's id, the words before and after it; empty where the report is gone."""
    texts: dict[str, str] = {}
    found = {}
    for claim in claims:
        if claim.report.id not in texts:
            try:
                texts[claim.report.id] = desk.report(claim.report.id).text
            except NotFound:
                texts[claim.report.id] = ""
        found[claim.id] = around(texts[claim.report.id], claim.evidence.start, claim.evidence.end)
    return found


def reviewed(desk: Desk, claims: Iterable[Claim]) -> tuple[tuple[Decision, ...], dict[str, Claim]]:
    """All decisions ever made on any of these claims, and those of the claims that they changed.

    Also decisions on actors change a claim, but are not on it.
    """
    held = {claim.id: claim for claim in claims}
    every = desk.decisions(undone=True)
    ever = tuple(d for d in every if not held.keys().isdisjoint(d.claims))
    changing = [d for d in every if d.kind not in ("accept", "reject")]
    seen = decided(held.values(), changing)
    return ever, {claim.id: claim for claim in seen if claim != held[claim.id]}


def around(text: str, start: int, end: int) -> Context:
    """The rest of the paragraph on both sides of ``text[start:end]``, cut at a word."""
    if not 0 <= start <= end <= len(text):
        return Context(before="", after="")
    opening = text.rfind("\n\n", 0, start)
    closing = text.find("\n\n", end)
    before = text[(opening + 2 if opening >= 0 else 0) : start]
    after = text[end : closing if closing >= 0 else len(text)]
    if len(before) > REACH:
        cut = before[-REACH:]
        before = "…" + (cut.split(None, 1)[1] if len(cut.split(None, 1)) > 1 else cut)
    if len(after) > REACH:
        cut = after[:REACH]
        after = (cut.rsplit(None, 1)[0] if len(cut.rsplit(None, 1)) > 1 else cut) + "…"
    return Context(before=before, after=after)
