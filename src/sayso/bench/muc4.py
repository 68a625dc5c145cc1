"""MUC-4: templates of terrorist incidents in Latin America.

Data: ``dev.jsonl``, one object a line with ``doctext`` (lower case) and ``templates``, as
github.com/xinyadu/gtt has processed the NIST release: the type of incident, and for five roles the
entities, each a list of its mentions with their offsets.

Metrics. *Template F1* (Du, Rush, Cardie 2021, *Template Filling with Generative Transformers*, NAACL,
section 5): each given template is paired with at most one wanted one of a type that is its own, so
that the micro F1 over the types and the five roles is greatest; an entity is right when all its
mentions are among those of one wanted entity. Mentions are compared without case, punctuation and
articles. *CEAF-REE F1* (Du, Rush, Cardie 2021, *GRIT: Generative Role-filler Transformers for Document-level
Event Entity Extraction*, EACL, section 4.1): entities of a role, over all templates of a document, are
paired one to one so that most are right.

A document's templates are its claims of violent types, those of one type of incident taken together.
The texts have no capitals, so that few names of people are read as such.
"""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import msgspec

from sayso.bench.agreement import Agreement, total
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, json_lines, reader, shown
from sayso.model import Claim, Participant

WHERE = "get the processed MUC-4 data of github.com/xinyadu/gtt and put its development half there as dev.jsonl"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

INCIDENTS = {
    "attack": "attack",
    "sexual-violence": "attack",
    "airstrike": "attack",
    "explosion": "bombing",
    "suicide-bombing": "bombing",
    "abduction": "kidnapping",
    "arson": "arson",
    "robbery": "robbery",
    "looting": "robbery",
}
"""Claim type → type of incident; fights between forces are none."""

STATE = frozenset({"state forces", "police", "country", "government", "coalition"})
"""Kinds of actor whose deeds are no incidents here."""

HARMED = "casualties"
_LEAST_SCORE = 0.5

_MEMBERS = re.compile(r"^.*\b(?:of|from|with) (?:the )?(?=\w)")
"""What stands before the organisation in the mention of those who belong to it."""

Entity = frozenset[str]


class Template(msgspec.Struct, frozen=True):
    """A type of incident (several, with a slash between them, where it may be either), and entities by role."""

    incident: str
    roles: dict[str, tuple[Entity, ...]]

    def size(self) -> int:
        """How many things it says: its type and its entities."""
        return 1 + sum(len(self.roles.get(role, ())) for role in ROLES)


class _Document(msgspec.Struct):
    docid: str
    doctext: str
    templates: list[dict[str, str | list[list[tuple[str, int]]]]]


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score templates and role fillers on every document of ``data/dev.jsonl``.

    :raises InputError: when it is missing or a line has another shape
    """
    parts = {name: Agreement() for name in ("incident", *ROLES)}
    fillers = {role: Agreement() for role in ROLES}
    errors: list[str] = []
    documents = json_lines(data / "dev.jsonl", _Document, WHERE)
    for document in pace.over(documents, "documents"):
        wanted = _wanted(document)
        given = templates_of(reader().claims(as_report(document.doctext)))
        _count(parts, given, wanted, pairing(given, wanted))
        for role in ROLES:
            _count_fillers(fillers[role], _entities(given, role), _entities(wanted, role))
        errors += [f"{document.docid}: {line}" for line in _differences(given, wanted)]
    whole, entities = total(parts.values()), total(fillers.values())
    figures: dict[str, float | int] = {"documents": len(documents[: pace.limit])}
    figures |= whole.figures("template") | entities.figures("CEAF-REE")
    figures |= {f"{name} F1": one.f1 for name, one in parts.items()}
    figures |= {f"CEAF-REE {name} F1": one.f1 for name, one in fillers.items()}
    return Result(
        name="muc4",
        about="templates of terrorist incidents, dev half",
        figures=figures,
        headline=("template F1", "CEAF-REE F1"),
        errors=tuple(errors),
    )


def templates_of(claims: Sequence[Claim]) -> list[Template]:
    """The templates that a document's claims amount to, one a type of incident."""
    held: dict[str, dict[str, dict[Entity, None]]] = {}
    for claim in claims:
        incident = INCIDENTS.get(claim.type)
        if incident is None or not _is_incident(claim):
            continue
        roles = held.setdefault(incident, {role: {} for role in ROLES})
        beside = [c for c in claims if c.type == HARMED and _same_sentence(c, claim)]
        for one in (claim, *beside):
            for participant in one.participants:
                for role, mention in _fillers(participant):
                    if plain(mention):
                        roles[role].setdefault(frozenset({plain(mention)}))
    return [Template(i, {r: tuple(es) for r, es in roles.items()}) for i, roles in held.items()]


def _is_incident(claim: Claim) -> bool:
    return (
        claim.polarity == "positive"
        and claim.forecast is None
        and not claim.conditional
        and claim.score >= _LEAST_SCORE
        and not any(p.kind in STATE for p in claim.in_role("actor"))
    )


def _same_sentence(one: Claim, other: Claim) -> bool:
    return one.evidence.sentence == other.evidence.sentence


def _fillers(participant: Participant) -> Iterator[tuple[str, str]]:
    """The roles that a participant fills, with the words that fill them.

    Organisations and victims are wanted by name, other perpetrators and targets as they are called.
    """
    named = participant.id is not None
    match participant.role:
        case "actor" if named and participant.kind != "person":
            name = _MEMBERS.sub("", participant.mention.casefold())
            if plain(name) != plain(participant.mention):
                yield "PerpInd", participant.mention
            yield "PerpOrg", name
        case "actor":
            yield "PerpInd", participant.mention
        case "victim" | "recipient" if participant.kind == "person":
            yield "Victim", participant.mention
        case "target":
            yield "Target", participant.mention
        case "weapon":
            yield "Weapon", participant.mention


def plain(mention: str) -> str:
    """A mention without case, punctuation, articles and more than single spaces."""
    bare = "".join(c for c in mention.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", bare).split())


def pairing(given: Sequence[Template], wanted: Sequence[Template]) -> dict[int, int]:
    """Which wanted template each given one answers, so that the document's micro F1 is greatest.

    Over sets of wanted templates already taken, the pairs of right and found counts are kept that no other
    surpasses in both.
    """
    states: dict[int, dict[tuple[int, int], dict[int, int]]] = {0: {(0, 0): {}}}
    for i, template in enumerate(given):
        reached: dict[int, dict[tuple[int, int], dict[int, int]]] = {}
        for taken, sums in states.items():
            for (right, found), pairs in sums.items():
                _keep(reached.setdefault(taken, {}), (right, found), pairs)
                for j, other in enumerate(wanted):
                    if taken >> j & 1 or template.incident not in other.incident:
                        continue
                    more = [_answers(template, other), _answers(other, template, turned=True)]
                    both = (right + more[0], found + more[1])
                    _keep(reached.setdefault(taken | 1 << j, {}), both, {**pairs, i: j})
        states = reached
    said, asked = sum(t.size() for t in given), sum(t.size() for t in wanted)

    def f1(sums: tuple[int, int]) -> float:
        return Agreement(sums[0], said, asked, sums[1]).f1

    every = [item for sums in states.values() for item in sums.items()]
    return max(every, key=lambda item: f1(item[0]))[1] if every else {}


def _keep(
    sums: dict[tuple[int, int], dict[int, int]], both: tuple[int, int], pairs: dict[int, int]
) -> None:
    if any(a >= both[0] and b >= both[1] for a, b in sums):
        return
    for worse in [k for k in sums if k[0] <= both[0] and k[1] <= both[1]]:
        del sums[worse]
    sums[both] = pairs


def _answers(one: Template, other: Template, *, turned: bool = False) -> int:
    """How much of ``one`` is in ``other``, its type counted; ``turned`` when ``other`` is the given one."""
    return 1 + sum(_right(one, other, role, turned=turned) for role in ROLES)


def _right(one: Template, other: Template, role: str, *, turned: bool) -> int:
    others = other.roles.get(role, ())
    return sum(
        any((its <= entity if turned else entity <= its) for its in others)
        for entity in one.roles.get(role, ())
    )


def _count(
    parts: Mapping[str, Agreement],
    given: Sequence[Template],
    wanted: Sequence[Template],
    pairs: Mapping[int, int],
) -> None:
    parts["incident"].given += len(given)
    parts["incident"].wanted += len(wanted)
    parts["incident"].right += len(pairs)
    parts["incident"].found += len(pairs)
    for role in ROLES:
        parts[role].given += sum(len(t.roles.get(role, ())) for t in given)
        parts[role].wanted += sum(len(t.roles.get(role, ())) for t in wanted)
        for i, j in pairs.items():
            parts[role].right += _right(given[i], wanted[j], role, turned=False)
            parts[role].found += _right(wanted[j], given[i], role, turned=True)


def _count_fillers(count: Agreement, given: Sequence[Entity], wanted: Sequence[Entity]) -> None:
    """Pair entities one to one, as many as can be right (augmenting paths)."""
    answered: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j, want in enumerate(wanted):
            if j in tried or not given[i] <= want:
                continue
            tried.add(j)
            if j not in answered or place(answered[j], tried):
                answered[j] = i
                return True
        return False

    right = sum(place(i, set()) for i in range(len(given)))
    count.given += len(given)
    count.wanted += len(wanted)
    count.right += right
    count.found += right


def _entities(templates: Iterable[Template], role: str) -> list[Entity]:
    return list(dict.fromkeys(e for t in templates for e in t.roles.get(role, ())))


def _differences(given: Sequence[Template], wanted: Sequence[Template]) -> list[str]:
    lines = []
    missing = {t.incident for t in wanted} - {t.incident for t in given}
    extra = {t.incident for t in given} - {t.incident for t in wanted}
    lines += [f"missed incident {one}" for one in sorted(missing)]
    lines += [f"wrong incident {one}" for one in sorted(extra)]
    for role, (title, ones, others) in product(
        ROLES, (("missed", wanted, given), ("wrong", given, wanted))
    ):
        there = _entities(others, role)
        lines += [
            f"{title} {role}: {shown(' | '.join(sorted(entity)))}"
            for entity in _entities(ones, role)
            if not any(entity & other for other in there)
        ]
    return lines


def _wanted(document: _Document) -> list[Template]:
    found = []
    for raw in document.templates:
        roles = {}
        for role in ROLES:
            entities = raw.get(role, [])
            if isinstance(entities, str):
                continue
            roles[role] = tuple(frozenset(plain(m) for m, _ in e) for e in entities if e)
        template = Template(str(raw.get("incident_type", "")), roles)
        if template not in found:
            found.append(template)
    return found
