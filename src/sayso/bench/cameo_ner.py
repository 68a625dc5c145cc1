"""Who does what to whom: source, target and related actors of news sentences.

Data: ``train.txt`` of the set in ConfliBERT's repository, a word and its tag a line; tags are BIO with S
(source), T (target) and R (related). The metric is that of Hu et al. (2022, *ConfliBERT: A Pre-trained
Language Model for Political Conflict and Violence*, NAACL): F1 of whole spans with their type.

A source is the actor of a claim, a target its recipient, victim or target; Sayso knows no related
actors. *Head F1* counts a span as right when it shares its last word: the set's spans leave out what
stands before a name ("the Croatian government") as often as not.
"""

from collections.abc import Iterable
from pathlib import Path

from sayso.bench.agreement import Agreement
from sayso.bench.bio import Span, Tagged, read_tagged
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, reader, shown
from sayso.model import Claim

WHERE = "get the CAMEO NER data of github.com/eventdata/ConfliBERT and put its first half there as train.txt"
OF_ROLE = {"actor": "S", "recipient": "T", "victim": "T", "target": "T"}
"""A participant's role → the tag."""

_ARTICLES = frozenset({"a", "an", "the"})


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every sentence of ``data/train.txt``.

    :raises InputError: when it is missing or a line has another shape
    """
    counts = {kind: Agreement() for kind in ("S", "T", "R", "all", "head")}
    errors: list[str] = []
    sentences = read_tagged(data / "train.txt", WHERE)
    for sentence in pace.over(sentences, "sentences"):
        given = spans_of_claims(sentence, reader().claims(as_report(sentence.text)))
        for kind in ("S", "T", "R"):
            counts[kind].add(_of(given, kind), _of(sentence.spans, kind))
        counts["all"].add(given, sentence.spans)
        counts["head"].add({(k, b) for k, _, b in given}, {(k, b) for k, _, b in sentence.spans})
        for title, left in (("missed", sentence.spans - given), ("wrong", given - sentence.spans)):
            errors += [
                f"{title} {sentence.wording(one)}: {shown(sentence.text)}" for one in sorted(left)
            ]
    figures: dict[str, float | int] = {"sentences": len(sentences[: pace.limit])}
    figures |= counts["all"].figures("span")
    figures |= {"source F1": counts["S"].f1, "target F1": counts["T"].f1}
    figures |= counts["head"].figures("head")
    return Result(
        name="cameo_ner",
        about="source and target spans, training half (nothing is trained on it)",
        figures=figures,
        headline=("span F1", "head F1"),
        errors=tuple(errors),
    )


def spans_of_claims(sentence: Tagged, claims: Iterable[Claim]) -> frozenset[Span]:
    """The spans that the participants of claims take up, without articles.

    Who takes part in several claims has the role of the first.
    """
    found: dict[tuple[int, int], str] = {}
    for claim in claims:
        for participant in claim.participants:
            kind = OF_ROLE.get(participant.role)
            if kind is None or participant.start is None or participant.end is None:
                continue
            words = sentence.covering(participant.start, participant.end)
            if words is not None:
                found.setdefault(_with_article(sentence, words), kind)
    return frozenset((kind, first, after) for (first, after), kind in found.items())


def _with_article(sentence: Tagged, words: tuple[int, int]) -> tuple[int, int]:
    first, after = words
    if first and _word(sentence, first - 1) in _ARTICLES:
        return first - 1, after
    return words


def _word(sentence: Tagged, number: int) -> str:
    start, end = sentence.words[number]
    return sentence.text[start:end].casefold()


def _of(spans: Iterable[Span], kind: str) -> list[Span]:
    return [span for span in spans if span[0] == kind]
