"""PLOVER's gold standard records: event type and actors of sentences from the CAMEO manual.

Data: ``PLOVER_GSR_CAMEO.txt`` of the Open Event Data Alliance (github.com/openeventdata/PLOVER), a JSON
list of records with ``text``, ``event``, ``mode``, ``source`` and ``target``, after PLOVER draft 0.5 of 2016; no
metric is laid down with it. Here: *type*, precision, recall and F1 of the event type, where a
sentence's types are those of its claims and it has one wanted; *source* and *target*, the same for
actors in sentences whose type is right. An actor is right when it and the record's words share a
word that carries meaning.

Names that the scheme changed since are mapped by ``SINCE``; types that Sayso has not, such as
INVESTIGATE, stay wanted and missed.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sayso.bench.agreement import Agreement
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, json_list, reader, shown
from sayso.model import Claim

WHERE = "get gold_standard_records/PLOVER_GSR_CAMEO.txt from github.com/openeventdata/PLOVER"

SINCE = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CONCEDE": "CONCEDE",
}
"""Event types of draft 0.5 → what the manual of 2024 calls them."""

OF_TYPE = {
    "intent": "AGREE",
    "control": "ASSAULT",
    "casualties": "ASSAULT",
    "responsibility": "ACCUSE",
    "release": "CONCEDE",
    "surrender": "CONCEDE",
    "dismissal": "CONCEDE",
    "ceasefire": "RETREAT",
}
"""Claim types whose event type in draft 0.5 is another than the claim's own PLOVER code."""

_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "and", "in", "for", "to", "its", "their", "his"})


class _Actor(msgspec.Struct):
    text: str = msgspec.field(default="", name="actorText")


class _Record(msgspec.Struct):
    event: str
    text: str = ""
    source: list[_Actor] | str | None = None
    target: list[_Actor] | str | None = None


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every record.

    :raises InputError: when the file is missing or has another shape
    """
    records = json_list(data / "PLOVER_GSR_CAMEO.txt", _Record, WHERE)
    counts = {"type": Agreement(), "source": Agreement(), "target": Agreement()}
    first = Agreement()
    errors: list[str] = []
    for record in pace.over([r for r in records if r.event != "DOCUMENT"], "records"):
        wanted = SINCE.get(record.event, record.event)
        claims = reader().claims(as_report(record.text))
        given = [event_of(claim) for claim in claims]
        counts["type"].add([g for g in given if g], [wanted])
        first.add([g for g in given if g][:1], [wanted])
        if wanted not in given:
            types = " ".join(c.type for c in claims) or "no claim"
            errors.append(f"{wanted} missed ({types}): {shown(record.text)}")
            continue
        fitting = [c for c, g in zip(claims, given, strict=True) if g == wanted]
        for role, named in (("source", record.source), ("target", record.target)):
            _count_actors(counts[role], _sides(fitting, role), named)
    figures: dict[str, float | int] = {"records": counts["type"].wanted}
    for name, one in counts.items():
        figures |= one.figures(name)
    figures["first claim's type right"] = first.recall
    return Result(
        name="plover",
        about="event types and actors of PLOVER's gold standard records",
        figures=figures,
        headline=("type F1", "source F1", "target F1"),
        errors=tuple(errors),
    )


def event_of(claim: Claim) -> str | None:
    """The event type of a claim in the scheme of the records."""
    return OF_TYPE.get(claim.type, claim.codes.plover)


def _sides(claims: Sequence[Claim], role: str) -> set[frozenset[str]]:
    roles = ("actor",) if role == "source" else ("recipient", "victim", "target")
    return {
        _meaning(f"{p.mention} {p.name or ''}")
        for claim in claims
        for p in claim.participants
        if p.role in roles
    }


def _count_actors(
    count: Agreement, given: set[frozenset[str]], named: list[_Actor] | str | None
) -> None:
    wanted = [_meaning(a.text) for a in named] if isinstance(named, list) else []
    count.given += len(given)
    count.wanted += len(wanted)
    count.right += sum(any(one & want for want in wanted) for one in given)
    count.found += sum(any(one & want for one in given) for want in wanted)


def _meaning(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.casefold())) - _EMPTY_WORDS
