"""CAMEO quad classes of news sentences.

Data: ``train.tsv`` of the set in ConfliBERT's repository, without a heading: a sentence, a tab, and its
class: 0 making a statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
conflict. The metric is that of Hu et al. (2022, *ConfliBERT: A Pre-trained Language Model for Political
Conflict and Violence*, NAACL): macro F1 over the classes; the share right stands beside it.

A sentence has the class of the first claim that stands outside the words of others, by its CAMEO code:
roots 01–02 are statements, 03–05 verbal and 06–08 material cooperation, 09–13 verbal and 14–20
material conflict (Schrodt 2012, *CAMEO Codebook*, chapter 6). Without a claim it is a statement.
"""

from collections.abc import Sequence
from pathlib import Path

from sayso.bench.agreement import by_class, macro_f1
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, lines_of, reader, shown
from sayso.model import Claim, InputError

WHERE = "get the quad class data of github.com/eventdata/ConfliBERT and put its first half there as train.tsv"
CLASSES = (
    "statement",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)
"""By the number that stands in the file."""

_OF_TYPE = {
    "demand": 0,
    "casualties": 4,
    "responsibility": 3,
    "intent": 0,
    "defection": 2,
    "escape": 4,
    "control": 4,
}
"""Claim types without a CAMEO code, and demands, most of which are appeals (root 02)."""


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every sentence of ``data/train.tsv``.

    :raises InputError: when it is missing or a line has another shape
    """
    pairs: list[tuple[str, str]] = []
    errors: list[str] = []
    for text, wanted in pace.over(_sentences(data / "train.tsv"), "sentences"):
        claims = reader().claims(as_report(text))
        given = CLASSES[class_of(claims)]
        pairs.append((given, wanted))
        if given != wanted:
            types = " ".join(c.type for c in claims) or "no claim"
            errors.append(f"{given} for {wanted} ({types}): {shown(text)}")
    classes = by_class(pairs)
    figures: dict[str, float | int] = {
        "sentences": len(pairs),
        "macro F1": macro_f1(classes),
        "share right": sum(a == b for a, b in pairs) / max(1, len(pairs)),
    }
    figures |= {f"{name} F1": classes[name].f1 for name in CLASSES if name in classes}
    return Result(
        name="cameo_class",
        about="CAMEO quad classes of sentences, training half (nothing is trained on it)",
        figures=figures,
        headline=("macro F1", "share right"),
        errors=tuple(errors),
    )


def class_of(claims: Sequence[Claim]) -> int:
    """The quad class that a sentence's claims give it."""
    return next((one for one in map(_of_claim, claims) if one is not None), 0)


def _of_claim(claim: Claim) -> int | None:
    if claim.codes.cameo is None or claim.type in _OF_TYPE:
        return _OF_TYPE.get(claim.type)
    root = int(claim.codes.cameo[:2])
    return 0 if root <= 2 else 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _sentences(path: Path) -> list[tuple[str, str]]:
    found = []
    for number, line in lines_of(path, WHERE):
        text, _, mark = line.rpartition("\t")
        if mark.strip() not in {str(n) for n in range(len(CLASSES))}:
            raise InputError(f"{path}:{number}: ends in no class from 0 to 4", remedy=WHERE)
        found.append((text, CLASSES[int(mark)]))
    return found
