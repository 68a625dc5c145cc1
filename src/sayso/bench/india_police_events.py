"""India Police Events: what the police did in Gujarat in March 2002.

Data: ``docs/dev.tsv`` and ``sents/dev.tsv`` without a heading, tab-separated: the text, then 0 or 1 for
KILL, ARREST, ANY_ACTION, FAIL and FORCE (Halterman, Keith, Sarwar, O'Connor 2021, *Corpus-Level
Evaluation for Event QA: The IndiaPoliceEvents Corpus*, Findings of ACL-IJCNLP). The metric is that
paper's for sentences and documents: F1 of the positive class of each question, here with its mean over
the five (macro F1), as ConfliBERT's authors report it (Hu et al. 2022, NAACL).

A text is answered by its claims alone: the police must be who acts. Police are found by the words
of ``POLICE``, as the corpus's are not those of any registry.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from sayso.bench.agreement import Agreement, macro_f1
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, lines_of, reader, shown
from sayso.model import Claim, InputError

WHERE = (
    "get the corpus from github.com/slanglab/IndiaPoliceEvents and put its development halves there "
    "as docs/dev.tsv and sents/dev.tsv: text, KILL, ARREST, ANY_ACTION, FAIL, FORCE, without a heading"
)
QUESTIONS = ("KILL", "ARREST", "ANY_ACTION", "FAIL", "FORCE")
"""In the order of the columns."""

POLICE = re.compile(
    r"\b(?:police\w*|cops?|constables?|inspectors?|commissioners?|crpf|rpf|rapid action force|raf|"
    r"bsf|cbi|dgp|sps?|dsps?|jawans|law enforce\w+|security (?:forces|personnel)|forces|personnel)\b",
    re.IGNORECASE,
)
"""Who counts as police in the corpus's guidelines: police officers and forces that police."""

_FORCE = frozenset({"attack", "battle", "shelling", "explosion", "arson"})
_IDLE = frozenset({"accusation", "capability", "responsibility"})
_UNSAID_ACTOR = frozenset({"arrest"})
"""What only the police do, whoever the sentence leaves out."""


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on documents and on sentences.

    :raises InputError: when a file is missing or a line has another shape
    """
    figures: dict[str, float | int] = {}
    errors: list[str] = []
    for unit, folder in (("documents", "docs"), ("sentences", "sents")):
        rows = _rows(data / folder / "dev.tsv")
        counts = {question: Agreement() for question in QUESTIONS}
        for text, wanted in pace.over(rows, unit):
            given = answers(reader().claims(as_report(text)))
            for question in QUESTIONS:
                counts[question].add({question} & given, {question} & wanted)
            errors += [
                f"{unit}: {'missed' if question in wanted else 'wrong'} {question}: {shown(text)}"
                for question in sorted(given ^ wanted)
            ]
        figures[unit] = len(rows[: pace.limit])
        figures[f"{unit} macro F1"] = macro_f1(counts)
        figures |= {f"{unit} {question} F1": one.f1 for question, one in counts.items()}
    return Result(
        name="india_police_events",
        about="questions on what the police did, dev half",
        figures=figures,
        headline=("documents macro F1", "sentences macro F1"),
        errors=tuple(errors),
    )


def answers(claims: Iterable[Claim]) -> frozenset[str]:
    """The questions that claims answer with yes."""
    told = tuple(claims)
    found: set[str] = set()
    for claim in told:
        of_claim = _of_claim(claim)
        if "FORCE" in of_claim and any(_kills(other, claim) for other in told):
            of_claim.add("KILL")
        found |= of_claim
    return frozenset(found)


def _kills(claim: Claim, force: Claim) -> bool:
    """Whether a claim of the same sentence tells of people killed."""
    return (
        claim.evidence.sentence == force.evidence.sentence
        and claim.polarity == "positive"
        and any(c.outcome == "killed" for c in claim.casualties)
    )


def _of_claim(claim: Claim) -> set[str]:
    if not _by_police(claim) or claim.forecast is not None:
        return set()
    if claim.polarity == "negative" or claim.type in _IDLE:
        return {"FAIL"} if claim.polarity == "negative" else set()
    found = {"ANY_ACTION"}
    if claim.type == "arrest":
        found.add("ARREST")
    if claim.type in _FORCE:
        found.add("FORCE")
    return found


def _by_police(claim: Claim) -> bool:
    actors = claim.in_role("actor")
    if not actors:
        return claim.type in _UNSAID_ACTOR
    return any(a.kind == "police" or POLICE.search(a.mention) for a in actors)


def _rows(path: Path) -> list[tuple[str, frozenset[str]]]:
    rows = []
    for number, line in lines_of(path, WHERE):
        text, *marks = line.split("\t")
        if len(marks) != len(QUESTIONS) or not set(marks) <= {"0", "1"}:
            raise InputError(f"{path}:{number}: five columns of 0 or 1 are wanted", remedy=WHERE)
        rows.append(
            (text, frozenset(q for q, mark in zip(QUESTIONS, marks, strict=True) if mark == "1"))
        )
    return rows
