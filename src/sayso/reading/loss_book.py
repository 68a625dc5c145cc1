"""The losses found so far in a text, and the numbers that may count more of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Token

from sayso.model import Outcome
from sayso.reading.counted_nouns import is_person
from sayso.reading.number import Number
from sayso.reading.number_lexicon import number_words

_LEX = number_words()

_COUNT_NOUNS = frozenset({"number", "toll", "total", "count", "figure"})

AFTER_REACH = 9


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """One count of people lost.

    ``trigger`` is the index of the word of loss; ``victims_head`` that of the noun for the people
    ("civilians"), null when the text names none; ``negative`` when the text says there were none
    (low = high = 0); ``definite``: the text points at people told of before ("the soldier");
    ``part_of_total``: contained in another loss of the same text; ``number`` is the index of the
    number that counts them, among those given.
    """

    outcome: Outcome
    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    unknown: bool = False
    vague: bool = False
    negative: bool = False
    part_of_total: bool = False
    definite: bool = False
    trigger: int
    victims_head: int | None = None
    number: int | None = None


@dataclass(slots=True)
class LossBook:
    doc: Doc
    numbers: Sequence[Number]
    by_head: dict[int, list[int]] = field(default_factory=dict)
    by_token: dict[int, int] = field(default_factory=dict)
    found: dict[tuple[Outcome, int], Loss] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    outcomes: dict[int, list[Outcome]] = field(default_factory=dict)
    """By number, what it was found to count."""
    text: str = ""

    def __post_init__(self) -> None:
        self.text = self.doc.text
        starts = {token.idx: token.i for token in self.doc}
        for index, number in enumerate(self.numbers):
            span = self.doc.char_span(number.start, number.end, alignment_mode="expand")
            if span is None:
                self.spans.append((starts.get(number.start, 0), starts.get(number.start, 0) + 1))
                continue
            self.spans.append((span.start, span.end))
            if number.kind not in ("people", "things"):
                continue
            self.by_head.setdefault(number.token_head, []).append(index)
            for i in range(span.start, span.end):
                self.by_token[i] = index

    def killed(self, index: int) -> bool:
        """Whether a number already counts people killed ("executing forty wounded")."""
        return "killed" in self.outcomes.get(index, ())

    def add(self, outcome: Outcome, trigger: Token, index: int, head: Token | None) -> None:
        """A loss counted by a number of the text."""
        number = self.numbers[index]
        if (outcome, index) in self.found:
            return
        self.outcomes.setdefault(index, []).append(outcome)
        left, right = self.spans[index]
        noun = self.doc[number.token_head]
        bare = left <= number.token_head < right or noun.lower_ in _COUNT_NOUNS
        end = number.end
        if not bare and noun.i >= right and noun.i - right < AFTER_REACH:
            end = noun.idx + len(noun)
        start = number.start
        if not bare and noun.i < left:
            start = noun.idx
        victims = (
            None
            if bare or noun.lower_ in _LEX.adjectives or noun.lemma_.lower() in _LEX.nouns
            else noun.i
        )
        if (
            victims is None
            and head is not None
            and not left <= head.i < right
            and is_person(head)
            and head.lower_ not in _LEX.adjectives
        ):
            victims = head.i
        negative = number.low == 0 and number.high == 0
        self.found[(outcome, index)] = Loss(
            outcome=outcome, start=start, end=end, text=self.text[start:end],
            low=number.low, high=number.high, unknown=number.unknown, vague=number.vague,
            negative=negative, part_of_total=number.part_of_total is not None,
            trigger=trigger.i, victims_head=victims, number=index,
        )  # fmt: skip

    def keep_last(self, outcome: Outcome, index: int) -> None:
        """Make a count that "rose from 12 to 19" the one that it rose to."""
        loss = self.found[(outcome, index)]
        self.found[(outcome, index)] = msgspec.structs.replace(loss, low=loss.high)

    def add_phrase(
        self,
        outcome: Outcome,
        trigger: Token,
        head: Token,
        *,
        low: int | None,
        definite: bool = False,
    ) -> None:
        """A loss without a number: one person, or people nobody counted."""
        key = (outcome, -head.i - 1)
        if key in self.found:
            return
        left = min(
            (
                child.i
                for child in head.children
                if child.dep_ in ("det", "amod", "compound", "poss", "nmod") and child.i < head.i
            ),
            default=head.i,
        )
        span = self.doc[left : head.i + 1]
        self.found[key] = Loss(
            outcome=outcome, start=span.start_char, end=span.end_char, text=span.text,
            low=low, high=low, unknown=low is None, definite=definite, negative=low == 0,
            trigger=trigger.i, victims_head=head.i if head.lemma_.lower() not in _LEX.nouns else None,
        )  # fmt: skip


def counts_people(book: LossBook, index: int, strict: bool) -> bool:
    number = book.numbers[index]
    if strict and number.of_text is None:
        return False
    if number.kind == "people":
        return True
    noun = book.doc[number.token_head]
    bare = number.of_text is None
    if noun.lemma_.lower() in _LEX.people.groups:
        return not strict
    return bare and not strict and number.kind == "things" and noun.pos_ != "PROPN"
