"""What reviewers decided, and what follows for the claims."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from sayso.model import Claim, DataError, Decision, codes_of
from sayso.picture.identities import Identities

_JSON_STARTS = ("{", "[", '"')


class Bonds(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of claims that must, and that must not, stand in one incident."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that were not undone, oldest first."""
    return tuple(sorted((d for d in decisions if d.undone is None), key=lambda d: (d.made, d.id)))


def decided(claims: Iterable[Claim], decisions: Sequence[Decision]) -> tuple[Claim, ...]:
    """The claims as corrected, without those rejected, and with everybody as who reviewers say they are.

    The last word on a claim counts: a claim accepted after it was rejected takes part again.

    :raises DataError: when a correction names a field that a claim does not have, or a value the
        field cannot take
    """
    rejected: set[str] = set()
    corrections: dict[str, list[Decision]] = {}
    for decision in in_force(decisions):
        for id_ in decision.claims:
            if decision.kind == "reject":
                rejected.add(id_)
            elif decision.kind == "accept":
                rejected.discard(id_)
            elif decision.kind == "correct":
                corrections.setdefault(id_, []).append(decision)
    identities = Identities.of(decisions)
    return tuple(
        identities.seen(_corrected(claim, corrections.get(claim.id, ())))
        for claim in claims
        if claim.id not in rejected
    )


def nonsense(claim: Claim) -> str | None:
    """Why no happening can be as the claim has it: it ends before it begins, at most is under at least."""
    start, end = claim.time.start, claim.time.end
    if start and end and end < start:
        return f"what begins on {start} cannot end on {end}"
    ranges = [(c.low, c.high) for c in claim.casualties] + [
        (q.low, q.high) for q in claim.quantities
    ]
    for low, high in ranges:
        if low is not None and high is not None and high < low:
            return f"at least {low} cannot be at most {high}"
    return None


def bonds(decisions: Sequence[Decision]) -> Bonds:
    """What merges and splits ask for.

    A merge puts all its claims together. A split puts no two of its claims together. Of two
    decisions on the same pair the later counts.
    """
    last: dict[tuple[str, str], bool] = {}
    for decision in in_force(decisions):
        if decision.kind in ("merge", "split"):
            for left, right in combinations(sorted(set(decision.claims)), 2):
                last[left, right] = decision.kind == "merge"
    return Bonds(
        together=frozenset(pair for pair, joined in last.items() if joined),
        apart=frozenset(pair for pair, joined in last.items() if not joined),
    )


def _corrected(claim: Claim, corrections: Iterable[Decision]) -> Claim:
    for decision in corrections:
        claim = _correct(claim, decision)
    return claim


def _correct(claim: Claim, decision: Decision) -> Claim:
    """The claim with one field replaced: ``type``, ``certainty``, ``time.start``, ``places``…"""
    path = (decision.field or "").split(".")
    fields = msgspec.to_builtins(claim)
    holder = fields
    for part in path[:-1]:
        holder = holder.get(part) if isinstance(holder, dict) else None
    if not isinstance(holder, dict) or path[-1] not in holder or path[-1] in ("id", "report"):
        raise DataError(
            f"decision {decision.id} corrects {decision.field!r}, which is no field of a claim"
            " that can be corrected",
            remedy="name a field of the contract, such as type, polarity or time.start",
        )
    holder[path[-1]] = _value(decision.value)
    try:
        changed = msgspec.convert(fields, Claim, strict=False)
    except msgspec.ValidationError as error:
        raise DataError(
            f"decision {decision.id} gives {decision.field} a value it cannot take: {error}",
            remedy="give plain text, or JSON in the shape of the contract",
        ) from error
    if changed.type != claim.type:
        changed = msgspec.structs.replace(changed, codes=codes_of(changed.type))
    return changed


def _value(text: str | None) -> object:
    if text is None or text == "null":
        return None
    if text in ("true", "false"):
        return text == "true"
    if text.startswith(_JSON_STARTS):
        try:
            value: object = msgspec.json.decode(text)
        except msgspec.DecodeError:
            return text
        return value
    return text
