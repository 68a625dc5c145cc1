"""The clause that says it: which characters of the sentence are a claim's evidence."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from sayso.model import Evidence
from sayso.reading.propositions import Proposition


def evidence_of(
    doc: Doc,
    proposition: Proposition,
    extra: Iterable[tuple[int, int]],
    sentence_number: int,
    report_text: str,
) -> Evidence:
    """The contiguous stretch of one sentence from the first to the last word that matters.

    :param extra: character spans of places, times, numbers and the source; those outside the
        sentence are left out
    :param report_text: the text of ``doc``, which would be joined anew at each asking
    """
    sentence = proposition.trigger.sent
    tokens = {proposition.trigger.i, *(w.i for w in proposition.hit.words)}
    if proposition.hit.carrier is not None and proposition.hit.carrier.sent == sentence:
        tokens.add(proposition.hit.carrier.i)
    for filler in proposition.fillers:
        if filler.token.sent == sentence:
            tokens |= _compact(filler.token)
    for child in proposition.verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "mark"):
            tokens.add(child.i)
    low = min(doc[i].idx for i in tokens)
    high = max(doc[i].idx + len(doc[i]) for i in tokens)
    for start, end in extra:
        if sentence.start_char <= start and end <= sentence.end_char:
            low, high = min(low, start), max(high, end)
    low, high = max(low, sentence.start_char), min(high, sentence.end_char)
    text = report_text[low:high]
    stripped = text.strip()
    low += len(text) - len(text.lstrip())
    return Evidence(text=stripped, start=low, end=low + len(stripped), sentence=sentence_number)


def _compact(token: Token) -> set[int]:
    """A filler's own words: left modifiers and "of" phrases, no clauses."""
    found = {token.i}
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod", "nummod", "poss", "det", "quantmod") or (
            child.dep_ == "prep" and child.lower_ == "of"
        ):
            found |= {t.i for t in child.subtree}
    return found
