"""re3d: parties, people, places, times, weapons and numbers in texts on Syria and Iraq.

Data: ``dev.txt``, sentences of Dstl's Relationship and Entity Extraction Evaluation Dataset
(github.com/dstl/re3d), a word, a tab and its BIO tag a line; ten types. The metric is F1 of whole spans
with their type over all types, as ConfliBERT's authors score it (Hu et al. 2022, NAACL). *Loose F1*
counts a span as right when one of its type overlaps it: re3d marks whole phrases with their articles,
pronouns too, and its annotators differ on where they end.

Spans are those of the mention layer (``sayso.reading.mentions``), with times and numbers; what each kind
of mention is called stands in ``OF_KIND``. Sayso has no mentions of documents.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Token

from sayso.bench.agreement import Agreement
from sayso.bench.bio import Span, Tagged, read_tagged
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, reader, shown
from sayso.reading.nouns import is_weapon_noun
from sayso.reading.quantities import find_quantities
from sayso.reading.reader import Reading
from sayso.reading.times import find_times

WHERE = "get the texts of github.com/dstl/re3d as BIO (ConfliBERT's repository has them) and put the development half there as dev.txt"

TYPES = (
    "Organisation", "Person", "Location", "Temporal", "Quantity", "Weapon", "MilitaryPlatform",
    "Nationality", "Money", "DocumentReference",
)  # fmt: skip

OF_KIND = {
    "party": "Organisation",
    "armed": "Organisation",
    "people": "Organisation",
    "crowd": "Organisation",
    "place": "Location",
    "site": "Location",
}
"""What a noun phrase stands for → the type; one person is a ``Person``."""

OF_PRONOUN = {
    "we": "Organisation", "us": "Organisation", "they": "Organisation", "i": "Person",
    "me": "Person", "he": "Person", "she": "Person", "him": "Person", "here": "Location",
}  # fmt: skip

PLATFORMS = frozenset(
    {"aircraft", "tank", "vehicle", "helicopter", "bomber", "jet", "drone", "truck", "ship", "vessel",
     "frigate", "warplane", "plane", "fighter jet", "carrier"}
)  # fmt: skip
"""Lemmas of what carries weapons."""

_DETERMINERS = frozenset({"det", "predet"})


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the mention layer on every sentence of ``data/dev.txt``.

    :raises InputError: when it is missing or a line has another shape
    """
    counts = {kind: Agreement() for kind in (*TYPES, "entity")}
    loose = Agreement()
    errors: list[str] = []
    sentences = read_tagged(data / "dev.txt", WHERE)
    for sentence in pace.over(sentences, "sentences"):
        given = frozenset(mentioned(sentence, reader().read(as_report(sentence.text))))
        counts["entity"].add(given, sentence.spans)
        for kind in TYPES:
            counts[kind].add(_of(given, kind), _of(sentence.spans, kind))
        loose.given += len(given)
        loose.wanted += len(sentence.spans)
        loose.right += sum(_met(one, sentence.spans) for one in given)
        loose.found += sum(_met(one, given) for one in sentence.spans)
        for title, left in (("missed", sentence.spans - given), ("wrong", given - sentence.spans)):
            errors += [
                f"{title} {sentence.wording(one)}: {shown(sentence.text)}" for one in sorted(left)
            ]
    figures: dict[str, float | int] = {"sentences": len(sentences[: pace.limit])}
    figures |= counts.pop("entity").figures("entity")
    figures["loose F1"] = loose.f1
    figures |= {f"{kind} F1": one.f1 for kind, one in counts.items()}
    return Result(
        name="re3d",
        about="entities of texts on Syria and Iraq, dev half",
        figures=figures,
        headline=("entity F1", "loose F1"),
        errors=tuple(errors),
    )


def mentioned(sentence: Tagged, reading: Reading) -> Iterator[Span]:
    """The spans a reading has in a sentence; where two overlap, the longer one stands."""
    found: list[tuple[int, int, str]] = []
    for kind, start, end in _stretches(reading):
        words = sentence.covering(start, end)
        if words is not None:
            found.append((*words, kind))
    taken: set[int] = set()
    for first, after, kind in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if taken.isdisjoint(range(first, after)):
            taken.update(range(first, after))
            yield kind, first, after


def _stretches(reading: Reading) -> Iterator[tuple[str, int, int]]:
    doc = reading.doc
    times = find_times(doc, None)
    for time in times:
        yield "Temporal", time.start, time.end
    counted: dict[int, int] = {}
    for number in find_quantities(doc, times):
        if number.kind in ("people", "things"):
            yield "Quantity", number.start, number.end
            counted[number.start] = number.end
        elif number.kind == "money":
            yield "Money", number.start, number.end
    for place in reading.mentions.places:
        if place.adjective and not place.embedded:
            yield "Nationality", place.start, place.end
    for kind, start, end in _nouns(reading):
        after = counted.get(start, start)
        if after < end:
            yield kind, after + (after > start), end


def _nouns(reading: Reading) -> Iterator[tuple[str, int, int]]:
    for token in reading.doc:
        if token.lower_ in OF_PRONOUN:
            yield OF_PRONOUN[token.lower_], token.idx, token.idx + len(token)
        elif token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            yield from _noun(reading, token)


def _noun(reading: Reading, token: Token) -> Iterator[tuple[str, int, int]]:
    entity = reading.mentions.entity(token)
    start = _with_determiner(reading, token, entity.start)
    if token.lemma_.lower() in PLATFORMS:
        yield "MilitaryPlatform", start, entity.end
    elif is_weapon_noun(token):
        yield "Weapon", entity.start, entity.end
    elif entity.person and not entity.plural:
        yield "Person", start, entity.end
    elif entity.kind in OF_KIND:
        yield OF_KIND[entity.kind], start, entity.end


def _with_determiner(reading: Reading, token: Token, start: int) -> int:
    """Where the phrase starts with its article and its possessive."""
    before = [c for c in token.lefts if c.dep_ in _DETERMINERS or c.tag_ == "PRP$"]
    return min([start, *(c.idx for c in before)])


def _of(spans: Iterable[Span], kind: str) -> list[Span]:
    return [span for span in spans if span[0] == kind]


def _met(span: Span, others: Iterable[Span]) -> bool:
    return any(o[0] == span[0] and o[1] < span[2] and span[1] < o[2] for o in others)
