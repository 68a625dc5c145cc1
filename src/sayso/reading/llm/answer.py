"""What the model is asked to answer: its JSON schema, and the answer read with suspicion.

All that an answer says is words of the text and choices from closed lists; ids, coordinates, dates
and numbers have no place in it, so that none can be made up.
"""

import json
from collections import Counter
from functools import cache
from typing import Any

import msgspec

from sayso.model import Certainty, Outcome, PlaceRole, Polarity, Role, SourceKind, ontology


class SaidParticipant(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what takes part, in the words of the text."""

    role: Role
    words: str


class SaidPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where, in the words of the text."""

    role: PlaceRole = "location"
    words: str


class SaidLoss(msgspec.Struct, frozen=True, kw_only=True):
    """People harmed: the words that count them, and those that say whose people they are."""

    outcome: Outcome
    words: str
    whose: str | None = None


class SaidSource(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of sources."""

    words: str
    cue: str | None = None
    kind: SourceKind = "organisation"


class SaidClaim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as the model points at it."""

    type: str
    evidence: str
    participants: tuple[SaidParticipant, ...] = ()
    places: tuple[SaidPlace, ...] = ()
    time: str | None = None
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    conditional: bool = False
    forecast: bool = False
    horizon: str | None = None
    casualties: tuple[SaidLoss, ...] = ()
    quantities: tuple[str, ...] = ()
    sources: tuple[SaidSource, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """All claims of a passage."""

    claims: tuple[SaidClaim, ...]


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer, as strict as the protocol's structured output wants it."""
    made = msgspec.json.schema(Answer)
    for definition in made["$defs"].values():
        definition["additionalProperties"] = False
        definition["required"] = list(definition["properties"])
        definition.pop("description", None)
        for field in definition["properties"].values():
            field.pop("default", None)
    made["$defs"]["SaidClaim"]["properties"]["type"] = {"enum": list(ontology())}
    return made


def read_answer(content: str, dropped: Counter[str]) -> tuple[SaidClaim, ...] | None:
    """The claims of an answer that are of the right shape; null when it is no answer at all.

    :param dropped: counts what was left out, by why
    """
    try:
        raw = json.loads(_bare(content))
    except (ValueError, RecursionError):
        return None
    listed = raw.get("claims") if isinstance(raw, dict) else None
    if not isinstance(listed, list):
        return None
    claims = []
    for one in listed:
        try:
            claim = msgspec.convert(one, SaidClaim)
        except msgspec.ValidationError:
            dropped["claims of another shape"] += 1
            continue
        if claim.type not in ontology():
            dropped["claims of an unknown type"] += 1
            continue
        claims.append(claim)
    return tuple(claims)


def _bare(content: str) -> str:
    """The answer without the fence that some models put around JSON."""
    text = content.strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rstrip().removesuffix("```")
    return text
