"""PETRARCH's unit tests: who did what to whom, as triples of source, target and CAMEO code.

Data: ``unit.json``, the unit-test sentences of github.com/openeventdata/petrarch with their triples, a
list of objects with ``text`` and ``gold``. The metric is the project's own, each triple right as a whole
(Schrodt, Beieler, Idris 2014, *Three's a Charm?: Open Event Data Coding with EL:DIABLO, PETRARCH, and
the Open Event Data Alliance*): precision, recall and F1 of exact triples. *Root F1* asks of the code
only its first two figures, *pair F1* only for source and target.

The sentences are about Tolkien's realms, coded by a dictionary that PETRARCH brings along; ``REALMS``
stands in for it. Some verbs stand for codes of the tests alone (from 900 on, or in the older WEIS scheme)
and can be known to PETRARCH only.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from sayso.bench.agreement import Agreement
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, json_list, reader, shown
from sayso.model import Claim, Participant

WHERE = (
    "take the unit tests of github.com/openeventdata/petrarch and write them as unit.json, "
    "a list of objects with text and gold: [[source, target, CAMEO code], …]"
)

REALMS = {
    "ARN": "arnor", "GON": "gondor", "OSG": "osgiliath", "ERI": "eriador", "CAL": "calenardhon",
    "DAG": "dagolath", "ITH": "ithilen", "FOR": "fornost", "BRE": "bree", "MOR": "mordor",
    "HOB": "hobbit", "ETH": "ethir", "ROH": "rohan", "ELF": "elf", "DOL": "dol amroth",
}  # fmt: skip
"""Code → how the realm's names begin; "Gondorian" is of Gondor."""

AGENTS = (
    ("GOV", r"government|president|prime minister|minister|diplomat|ambassador|official|king"),
    ("MIL", r"soldier|troop|army|militia|military|air force"),
    ("COP", r"police|officer"),
    ("OPP", r"opposition|activist|dissident"),
    ("LEG", r"parliament|lawmaker|senator|legislat"),
    ("REL", r"cleric|priest|bishop"),
    ("CIV", r"civilian|villager"),
)
"""What makes an actor more than its realm, by words of the mention."""

Triple = tuple[str, str, str]


class _Sentence(msgspec.Struct):
    text: str
    gold: list[Triple]


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every sentence.

    :raises InputError: when the file is missing or has another shape
    """
    sentences = json_list(data / "unit.json", _Sentence, WHERE)
    counts = {"triple": Agreement(), "root": Agreement(), "pair": Agreement()}
    errors: list[str] = []
    for sentence in pace.over(sentences, "sentences"):
        text = " ".join(sentence.text.split())
        given, wanted = triples(reader().claims(as_report(text))), set(sentence.gold)
        counts["triple"].add(given, wanted)
        counts["root"].add(
            {(a, b, c[:2]) for a, b, c in given}, {(a, b, c[:2]) for a, b, c in wanted}
        )
        counts["pair"].add({(a, b) for a, b, _ in given}, {(a, b) for a, b, _ in wanted})
        if given != wanted:
            errors.append(f"{_told(given)} for {_told(wanted)}: {shown(text)}")
    figures: dict[str, float | int] = {"sentences": len(sentences[: pace.limit])}
    for name, one in counts.items():
        figures |= one.figures(name)
    return Result(
        name="petrarch",
        about="source, target and CAMEO code of PETRARCH's unit tests",
        figures=figures,
        headline=("triple F1", "root F1", "pair F1"),
        errors=tuple(errors),
    )


def triples(claims: Iterable[Claim]) -> set[Triple]:
    """The triples that claims amount to; of several equal sides each acts on each other."""
    found: set[Triple] = set()
    for claim in claims:
        code = claim.codes.cameo
        if code is None:
            continue
        actors = _coded(claim.in_role("actor"))
        others = _coded(claim.in_role("recipient", "victim", "target"))
        if not others and len(actors) > 1:
            found |= {(one, other, code) for one in actors for other in actors if one != other}
        found |= {(one, other, code) for one in actors for other in others if one != other}
    return found


def _coded(participants: Sequence[Participant]) -> list[str]:
    return [code for p in participants if (code := code_of(p.mention)) is not None]


def code_of(mention: str) -> str | None:
    """The code of an actor: its realm's and what it is there."""
    words = mention.casefold()
    realm = next((code for code, name in REALMS.items() if re.search(rf"\b{name}", words)), None)
    if realm is None:
        return None
    return realm + next((code for code, stems in AGENTS if re.search(stems, words)), "")


def _told(some: set[Triple]) -> str:
    return " ".join("/".join(one) for one in sorted(some)) or "nothing"
