"""Which of a sentence's places an event took place at.

Data: ``gold_dev.jsonl`` of Halterman's event–location set (github.com/ahalterman; the method's paper is
Halterman 2019, *Geolocating Political Events in Text*, NLP+CSS at NAACL), one object a line: ``text``
and ``spans``, of which one is the event's ``VERB`` and any number are its ``LOCATION``. The metric is the
paper's: precision, recall and F1 over tokens that are part of a location of the event.

Verbs are marked by characters; locations partly by characters and partly by token numbers, both ends
included. A location is taken for characters where these are a whole word or more.

The places of an event are those of the claims told by the marked verb, by the name alone, without "the
town of" or "northern". *Told F1* is over sentences whose
verb tells a claim; where it tells none, no place is given.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sayso.bench.agreement import Agreement
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, json_lines, reader, shown
from sayso.model import Claim
from sayso.reading.parsing import language

WHERE = (
    "get the labelled sentences that go with github.com/ahalterman's paper on geolocating events and put "
    "the development half there as gold_dev.jsonl"
)

_WORD = re.compile(r"\w+")
_NOT_MEANT = frozenset({"place-inherited"})
"""Flags of places that the sentence does not say."""


class _Span(msgspec.Struct):
    start: int
    end: int
    label: str


class _Sentence(msgspec.Struct):
    text: str
    spans: list[_Span]


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every sentence of ``data/gold_dev.jsonl``.

    :raises InputError: when it is missing or a line has another shape
    """
    counts, told = Agreement(), Agreement()
    errors: list[str] = []
    sentences = [
        s for s in json_lines(data / "gold_dev.jsonl", _Sentence, WHERE) if _verb(s) is not None
    ]
    silent = 0
    for sentence in pace.over(sentences, "sentences"):
        reading = reader().read(as_report(sentence.text))
        claims = claims_at(sentence, reading.claims)
        names = {m.start: (m.name_start, m.name_end) for m in reading.mentions.places}
        wanted = _words(sentence.text, locations(sentence))
        given = _words(sentence.text, [names.get(at[0], at) for at in places_of(claims)])
        counts.add(given, wanted)
        silent += not claims
        if claims:
            told.add(given, wanted)
        if given != wanted:
            errors.append(
                f"{_wording(sentence.text, given)} for {_wording(sentence.text, wanted)} at "
                f"{_wording(sentence.text, _words(sentence.text, [_verb(sentence) or (0, 0)]))} "
                f"({' '.join(c.type for c in claims) or 'no claim'}): {shown(sentence.text)}"
            )
    figures: dict[str, float | int] = {"sentences": len(sentences[: pace.limit])}
    figures |= counts.figures("token") | {"told F1": told.f1, "verbs that tell no claim": silent}
    return Result(
        name="event_location",
        about="places of the event a verb tells, dev half",
        figures=figures,
        headline=("token F1", "told F1"),
        errors=tuple(errors),
    )


def claims_at(sentence: _Sentence, claims: Iterable[Claim]) -> list[Claim]:
    """The claims whose evidence is the closest around the event's verb."""
    verb = _verb(sentence) or (0, 0)
    around = [c for c in claims if c.evidence.start <= verb[0] and verb[1] <= c.evidence.end]
    closest = min((c.evidence.end - c.evidence.start for c in around), default=0)
    return [c for c in around if c.evidence.end - c.evidence.start == closest]


def places_of(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    """Where the places of claims stand, those left out that their clause does not name."""
    return [
        (place.start, place.end)
        for claim in claims
        for place in claim.places
        if place.start is not None
        and place.end is not None
        and not any(flag.code in _NOT_MEANT for flag in place.flags)
    ]


def locations(sentence: _Sentence) -> list[tuple[int, int]]:
    """The characters of the event's locations."""
    tokens = [
        (t.idx, t.idx + len(t)) for t in language().tokenizer(sentence.text) if not t.is_space
    ]
    found = []
    for span in sentence.spans:
        if span.label != "LOCATION":
            continue
        if _is_words(sentence.text, span.start, span.end) or span.end >= len(tokens):
            found.append((span.start, span.end))
        else:
            found.append((tokens[span.start][0], tokens[span.end][1]))
    return found


def _is_words(text: str, start: int, end: int) -> bool:
    ends = {at for match in _WORD.finditer(text) for at in match.span()}
    return start < end and start in ends and end in ends and text[start].isalnum()


def _verb(sentence: _Sentence) -> tuple[int, int] | None:
    return next(((s.start, s.end) for s in sentence.spans if s.label == "VERB"), None)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {
        match.span()
        for start, end in spans
        for match in _WORD.finditer(text)
        if match.start() < end and start < match.end()
    }


def _wording(text: str, words: Iterable[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in sorted(words)) or "nowhere"
