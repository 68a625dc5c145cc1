"""What reviewers decided, as coded sentences that the heads can learn from.

Every sentence in which a claim was reviewed becomes one coded text. Its accepted claims, and those
corrected, as corrected, are rows; the rejected are none, so that their words tell of nothing; those
nobody has looked at are optional, neither right nor wrong. What the reader missed in such a
sentence counts as told of by nobody: review a sentence as a whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc, Token

from sayso.learning.corpus import Coded, anchor_span
from sayso.model import Claim, Decision, Report, stable_id
from sayso.picture.decisions import decided, in_force
from sayso.reading.parsing import parse
from sayso.reading.structure import blocks
from sayso.reading.triggers import noun_matches, verb_matches

_CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")
_ROLES: Mapping[str, str] = {
    "actor": "actor", "recipient": "recipient", "victim": "recipient", "target": "recipient",
}  # fmt: skip
"""The two roles of a coded row that participants fill."""


def reviewed(decisions: Iterable[Decision]) -> frozenset[str]:
    """The claims on which a decision is in force that says whether the reader was right."""
    return frozenset(
        id_
        for decision in in_force(decisions)
        if decision.kind in ("accept", "reject", "correct")
        for id_ in decision.claims
    )


def coded_by_reviewers(
    claims: Iterable[Claim], decisions: Sequence[Decision], report: Callable[[str], Report]
) -> Iterator[Coded]:
    """The sentences that reviewers have gone through, coded as they left them.

    A tenth is kept for testing and a tenth for tuning, by the report: the same ones every time.

    :param claims: those decided on, and whatever else is claimed of the same reports
    :param report: the report of an id
    """
    seen = reviewed(decisions)
    of_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_report[claim.report.id].append(claim)
    for id_, made in sorted(of_report.items()):
        if not any(claim.id in seen for claim in made):
            continue
        kept = {claim.id: claim for claim in decided(made, decisions)}
        text = report(id_).text
        doc = parse(text, blocks(text))
        part = int(stable_id("part", (id_,))[-4:], 16) % 10
        for number, sentence in enumerate(doc.sents, start=1):
            here = [c for c in made if sentence.start_char <= c.evidence.start < sentence.end_char]
            if not any(claim.id in seen for claim in here):
                continue
            rows = []
            for claim in here:
                if claim.id not in kept:
                    continue
                row = _row(kept[claim.id], claim, doc, (sentence.start_char, sentence.end_char))
                if row is not None:
                    rows.append(row if claim.id in seen else {**row, "optional": True})
            yield Coded(
                name=f"{id_}-{part}#{number}",
                text=text[sentence.start_char : sentence.end_char],
                published=made[0].report.published,
                rows=rows,
                about={"by": "reviewers"},
            )


def _row(claim: Claim, told: Claim, doc: Doc, sentence: tuple[int, int]) -> dict[str, Any] | None:
    """A claim as a row; null where none of its words carries it.

    :param told: the claim as the reader made it
    """
    start, end = claim.evidence.start, min(claim.evidence.end, sentence[1])
    trigger = _trigger(doc, start, end, (told.type, claim.type), told)
    if trigger is None:
        return None
    if doc.text.find(trigger.text, start) != trigger.idx:
        start = trigger.idx
    text = doc.text[sentence[0] : sentence[1]]
    words = doc.text[start:end]
    nth = text[: start - sentence[0] + len(words)].count(words)
    row: dict[str, Any] = {
        "anchor": words if text.count(words) == 1 else [words, nth],
        "trigger": trigger.text,
        "type": [claim.type],
        "certainty": claim.certainty,
        "polarity": claim.polarity,
    }
    if claim.forecast is not None:
        row["forecast"] = True
    for participant in claim.participants:
        role = _ROLES.get(participant.role)
        if role is not None and participant.mention in text:
            row.setdefault(role, []).append([participant.mention])
    places = [{"name": [p.mention]} for p in claim.places if p.mention and p.mention in text]
    if places:
        row["places"] = places
    inner = claim.attribution[-1] if claim.attribution else None
    if inner is not None and inner.mention in text:
        row["source"], row["source_kind"] = [inner.mention], inner.kind
    # What the row says must be found again where it is meant, or it teaches something else.
    return row if anchor_span(row, text) == (start - sentence[0], end - sentence[0]) else None


def _trigger(doc: Doc, start: int, end: int, types: Sequence[str], claim: Claim) -> Token | None:
    """The word that carries a claim: one that the lexicon has for its type, else the head."""
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or not len(span):
        return None
    for slug in types:
        for token in span:
            if any(
                trigger.frame is not None and trigger.frame.type == slug
                for trigger, _ in (*verb_matches(token), *noun_matches(token))
            ):
                return token
    taken = [(p.start, p.end) for p in claim.participants]
    taken += [(p.start, p.end) for p in claim.places]
    able = [
        token
        for token in span
        if token.pos_ in _CONTENT
        and not any(a is not None and b is not None and a <= token.idx < b for a, b in taken)
    ]
    return span.root if span.root in able else next(iter(able), None)
