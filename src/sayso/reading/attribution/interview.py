"""Interviews: which paragraphs are answers, and whose.

Questions and answers are marked (``Q:``/``A:``), or take turns, a short question and a longer
answer, after an introduction that presents the one who is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.kinds import is_title
from sayso.reading.attribution.labels import trim_content
from sayso.reading.attribution.layout import Layout, Paragraph
from sayso.reading.attribution.lexicon import lexicon

_LABEL = re.compile(r"\s*\W*(?P<who>Q|A|Question|Answer)\s*(?::|\.\s|\s[–—-]\s)", re.IGNORECASE)
_QUESTION_WORDS = 40
_MOST_ANSWERS_ASK = 0.2
_FEWEST_QUESTIONS = 0.6
_FEWEST_PERSONAL = 0.3
_TURNS = 3
_ME = ("i", "my", "me", "mine", "we", "our", "us")
_YOU = ("you", "your", "sir", "mr", "dr", "doctor", "mayor", "colonel", "commander", "father")
_HOW_MET = re.compile(
    r"\b(?:interview(?:ed)?|in conversation|conversation with|questions (?:to|for)|(?:spoke|talked|speaks|talks|"
    r"speaking) (?:to|with|by)|we (?:spoke|met|reached)|received us|reached (?:him|her|them)|by (?:tele)?phone|"
    r"as told to|answers)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?!Q\b|A\b)[A-Z][\w .’'-]{1,24}:\s")
_BY = frozenset(["by", "photo", "photos", "text"])
_MET = frozenset(["with", "to", "interview", "questions", "interviewed", "met", "reached", "asked"])


@dataclass(frozen=True, slots=True)
class Interview:
    """The one who is asked, as tokens of the introduction, and the tokens of the answers."""

    source: Range
    head: int
    answers: tuple[Range, ...]


def interview_draft(doc: Doc, page: Layout) -> Draft | None:
    """One draft over all the answers of an interview; None where the text is none."""
    found = find_interview(doc, page)
    if found is None:
        return None
    return Draft(
        cue=[(found.head, found.head)],
        cue_class="say",
        form="label:interview",
        anchor=found.head,
        source=found.source,
        head=found.head,
        contents=list(found.answers),
        group=found.source,
        quoted=True,
        kind="person" if _is_named(doc, found.source) else None,
    )


def find_interview(doc: Doc, page: Layout) -> Interview | None:
    """The interview that the text is, if it is one."""
    turns = _labelled(doc, page) or _alternating(doc, page)
    if turns is None:
        return None
    first, answers = turns
    asked = _asked(doc, [p for p in page.paragraphs if p.hi <= page.paragraphs[first].lo])
    if asked is None:
        return None
    return Interview(*asked, tuple(answers))


def _labelled(doc: Doc, page: Layout) -> tuple[int, list[Range]] | None:
    labels = [_LABEL.match(_text(doc, p)) for p in page.paragraphs]
    asks = [n for n, m in enumerate(labels) if m and m["who"].upper().startswith("Q")]
    replies = [n for n, m in enumerate(labels) if m and m["who"].upper().startswith("A")]
    if len(asks) < 2 or len(replies) < 2:
        return None
    answers: list[Range] = []
    speaking = False
    for number in range(asks[0], len(page.paragraphs)):
        speaking = number in replies or (speaking and number not in asks)
        if speaking:
            paragraph, label = page.paragraphs[number], labels[number]
            start = doc[paragraph.lo].idx + (label.end() if label else 0)
            lo = next((i for i in range(paragraph.lo, paragraph.hi) if doc[i].idx >= start), None)
            if lo is not None:
                answers.append(trim_content(doc, lo, paragraph.hi))
    return asks[0], [r for r in answers if r[0] < r[1]]


def _alternating(doc: Doc, page: Layout) -> tuple[int, list[Range]] | None:
    asks = [n for n, p in enumerate(page.paragraphs) if _is_question(doc, p)]
    if len(asks) < _TURNS:
        return None
    first = asks[0]
    turns = page.paragraphs[first:]
    questions, answers = turns[::2], turns[1::2]
    in_turn = sum(_is_question(doc, p) for p in questions) >= _FEWEST_QUESTIONS * len(
        questions
    ) and sum(_is_question(doc, p) for p in answers) <= _MOST_ANSWERS_ASK * len(answers)
    if not in_turn:
        questions = tuple(p for p in turns if _is_question(doc, p))
        answers = tuple(p for p in turns if not _is_question(doc, p))
    personal = sum(_speaks(doc, p, _ME) for p in answers) >= _FEWEST_PERSONAL * len(answers)
    addressed = any(_speaks(doc, p, _YOU) for p in questions)
    met = _HOW_MET.search(doc.text, 0, doc[page.paragraphs[first].lo].idx) is not None
    if met + personal + addressed < 2 or _named_turns(doc, turns):
        return None
    return first, [r for p in answers if (r := trim_content(doc, p.lo, p.hi))[0] < r[1]]


def _named_turns(doc: Doc, turns: Sequence[Paragraph]) -> bool:
    """Whether paragraphs open with the name of who speaks, as in a transcript."""
    speakers = [m.group() for p in turns if (m := _SPEAKER.match(_text(doc, p))) is not None]
    return len(speakers) > len(set(speakers))


def _is_question(doc: Doc, paragraph: Paragraph) -> bool:
    text = _text(doc, paragraph).rstrip("\"'”’ ")
    return text.endswith("?") and len(text.split()) <= _QUESTION_WORDS and text[0] not in '"“'


def _speaks(doc: Doc, paragraph: Paragraph, words: tuple[str, ...]) -> bool:
    return any(t.lower_ in words and t.text != "US" for t in doc[paragraph.lo : paragraph.hi])


def _text(doc: Doc, paragraph: Paragraph) -> str:
    text: str = doc[paragraph.lo : paragraph.hi].text
    return text


def _asked(doc: Doc, introduction: list[Paragraph]) -> tuple[Range, int] | None:
    """Who is presented in the introduction: a person by name, else by what they are."""
    names = [name for p in introduction for name in _names(doc, p)]
    weighed = [(_presented(doc, name, introduction), name) for name in names]
    weighed = [(weight, name) for weight, name in weighed if weight > 0]
    if weighed:
        _, (lo, hi) = max(weighed, key=lambda one: one[0])
        return (lo, hi), hi - 1
    for paragraph in introduction:
        for token in doc[paragraph.lo : paragraph.hi]:
            if token.lemma_.lower() in lexicon().kinds["anonymous"] and token.pos_ == "NOUN":
                return (max(token.left_edge.i, paragraph.lo), token.i + 1), token.i
    return None


def _names(doc: Doc, paragraph: Paragraph) -> list[Range]:
    """Runs of names without a title in front: "Basil Abu Shawish"."""
    runs: list[Range] = []
    for i in range(paragraph.lo, paragraph.hi):
        if not _names_somebody(doc, i) or is_title(doc[i]):
            continue
        hyphens = runs and all(t.text == "-" for t in doc[runs[-1][1] : i])
        if hyphens and i - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _names_somebody(doc: Doc, i: int) -> bool:
    """Whether a word is a name: tagged so, or written large within a sentence."""
    token = doc[i]
    large = token.is_title and not token.is_sent_start and token.pos_ in ("ADJ", "NOUN", "X")
    return token.pos_ == "PROPN" or large


def _presented(doc: Doc, name: Range, introduction: list[Paragraph]) -> int:
    """How much a name is that of the one the introduction is about."""
    lo, hi = name
    start = lo
    while start > 0 and (is_title(doc[start - 1]) or doc[start - 1].text == "."):
        start -= 1
    labels = {t.ent_type_ for t in doc[lo:hi]}
    subject = any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[lo:hi])
    before = {t.lower_ for t in doc[max(0, start - 2) : start]}
    weight = 2 * any(p.lo in (start, lo) for p in introduction) + 2 * subject
    weight += (
        2 * (start < lo)
        + 2 * bool(before & _MET)
        + 2 * _asks_who(doc, hi)
        + ("PERSON" in labels)
        + (hi - lo > 1)
    )
    weight -= 3 * bool(labels & {"GPE", "LOC", "NORP", "ORG", "DATE"} and "PERSON" not in labels)
    weight -= 3 * (hi < len(doc) and doc[hi].tag_ == "POS") + 6 * bool(before & _BY)
    weight -= 2 * (hi - lo == 1 and start == lo)
    return weight - 3 * any(t.is_upper for t in doc[lo:hi])


def _asks_who(doc: Doc, i: int) -> bool:
    return any(t.lower_ == "who" for t in doc[i : i + 2])


def _is_named(doc: Doc, source: Range) -> bool:
    return any(t.pos_ == "PROPN" for t in doc[slice(*source)])
