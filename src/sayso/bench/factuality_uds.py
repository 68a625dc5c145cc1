"""Factuality of predicates: how surely what a word tells did happen.

Data: ``dev.conll`` of UDS-IH2 in the unified form of Stanovsky et al. (2017, *Integrating Deep Linguistic
Features in Factuality Prediction over Unified Datasets*, ACL), a word a line with its factuality from
−3 (did surely not happen) to 3 (surely did) in the third column, ``_`` where the word is no predicate,
and a blank line between sentences. The metrics are theirs and those of Rudinger, White, Van Durme (2018,
*Neural Models of Factuality*, NAACL): Pearson's r and the mean absolute error.

Sayso's certainty, polarity and mood (``sayso.reading.factuality``) are set on that scale by the values
below. Annotators said whether a thing "happened or will happen", so what is wanted, told to do or to
come lies below 0; the values are rounded means over the development half. The words stand as the set
has split them.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from math import sqrt
from pathlib import Path

from spacy.tokens import Doc

from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import content_of, shown
from sayso.model import InputError
from sayso.reading.attribution import attribute
from sayso.reading.clauses import clause_verb
from sayso.reading.factuality import Factuality, factuality
from sayso.reading.parse_repairs import repair
from sayso.reading.parsing import language

WHERE = (
    "get UDS-IH2 in the unified form (github.com/gabrielStanovsky/unified-factuality) and put its "
    "development half there as dev.conll"
)
OF_FACT = {
    ("certain", "positive"): 2.5,
    ("probable", "positive"): 0.5,
    ("possible", "positive"): -0.75,
    ("unknown", "positive"): -0.5,
    ("certain", "negative"): -1.0,
    ("probable", "negative"): -1.0,
    ("possible", "negative"): -0.5,
    ("unknown", "negative"): -0.5,
}
"""What is put forward as a fact, by certainty and polarity."""

OF_MOOD = {
    "attempt": 0.0,
    "future": -1.0,
    "intent": -0.5,
    "directed": -1.0,
    "hypothetical": -0.5,
    "question": 0.5,
}
"""What is put forward otherwise."""

CONDITIONAL = -1.0

_NOT_SAID = frozenset(
    {"threaten", "demand", "ask", "hope", "refuse", "promise", "deny", "predict", "warn", "fear"}
)
"""Classes of cue that leave open, or deny, what they tell; other cues only say who speaks."""

Word = tuple[str, float | None]


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score factuality on every predicate of ``data/dev.conll``.

    :raises InputError: when it is missing or a line has another shape
    """
    pairs: list[tuple[float, float]] = []
    errors: list[tuple[float, str]] = []
    sentences = _sentences(data / "dev.conll")
    for sentence in pace.over(sentences, "sentences"):
        doc, given = values(sentence)
        for at, value in given.items():
            wanted = sentence[at][1] or 0.0
            pairs.append((value, wanted))
            if abs(value - wanted) > 1:
                line = f"{value:+.1f} for {wanted:+.1f} at {sentence[at][0]!r}: {shown(doc.text)}"
                errors.append((abs(value - wanted), line))
    return Result(
        name="factuality_uds",
        about="factuality of predicates, dev half",
        figures={
            "predicates": len(pairs),
            "Pearson r": pearson(pairs),
            "mean absolute error": sum(abs(a - b) for a, b in pairs) / max(1, len(pairs)),
        },
        headline=("Pearson r", "mean absolute error"),
        errors=tuple(line for _, line in sorted(errors, key=lambda one: -one[0])),
    )


def values(sentence: Sequence[Word]) -> tuple[Doc, dict[int, float]]:
    """The Doc of a sentence, and the factuality of its predicates by their number in it."""
    doc = Doc(language().vocab, words=[word for word, _ in sentence])
    for _, component in language().pipeline:
        doc = component(doc)
    doc = repair(doc)
    cues = frozenset(
        token.i
        for span in attribute(doc)
        if span.cue_class not in _NOT_SAID
        for token in doc.char_span(span.cue_start, span.cue_end, alignment_mode="expand") or ()
    )
    found = {}
    for at, (_, wanted) in enumerate(sentence):
        if wanted is not None:
            token = doc[at]
            found[at] = value_of(factuality(token, clause_verb(token), cues))
    return doc, found


def value_of(told: Factuality) -> float:
    """Certainty, polarity and mood on the scale from −3 to 3."""
    if told.conditional:
        return CONDITIONAL
    if told.mood != "fact":
        return OF_MOOD[told.mood]
    return OF_FACT[told.certainty, told.polarity]


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    count = max(1, len(pairs))
    mean_a, mean_b = sum(a for a, _ in pairs) / count, sum(b for _, b in pairs) / count
    both = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    spread = sqrt(
        sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs)
    )
    return both / spread if spread else 0.0


def _sentences(path: Path) -> list[list[Word]]:
    numbered = list(enumerate(content_of(path, WHERE).split("\n"), start=1))
    held = groupby(numbered, key=lambda line: bool(line[1].strip()))
    return [[_word(path, n, line) for n, line in lines] for filled, lines in held if filled]


def _word(path: Path, number: int, line: str) -> Word:
    columns = line.split("\t")
    if len(columns) < 3 or not re.fullmatch(r"_|-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", columns[2]):
        raise InputError(f"{path}:{number}: has no factuality in column 3", remedy=WHERE)
    return columns[1], None if columns[2] == "_" else float(columns[2])
