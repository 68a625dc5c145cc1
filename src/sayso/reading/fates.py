"""Who was taken or driven out, counted: a claim of flight, arrest or abduction is itself a loss.

The verbs of such claims are many ("carted off", "turned up in", "picked up", "are making for"), so
the count is taken from whom the claim names, where no word of loss has told it.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.model import Outcome
from sayso.reading.counted_nouns import is_person
from sayso.reading.loss_book import Loss
from sayso.reading.mentions import Mentions
from sayso.reading.number import Number
from sayso.reading.number_lexicon import number_words
from sayso.reading.propositions import Proposition
from sayso.reading.quantities import indefinite_count

_FATES: dict[str, Outcome] = {
    "displacement": "displaced",
    "abduction": "captured",
    "arrest": "captured",
}
_COLLECTIVE = frozenset({"personnel", "staff", "police", "militia", "crew", "enemy", "youth"})


def add_fates(
    doc: Doc,
    counted: dict[int, list[Loss]],
    found: Sequence[Proposition],
    numbers: Sequence[Number],
    mentions: Mentions,
) -> None:
    """Add to the losses those that flight, arrest and abduction claims tell of by themselves."""
    by_token: dict[int, list[Number]] = {}
    for number in numbers:
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or number.kind not in ("people", "things"):
            continue
        for at in {number.token_head, *(t.i for t in span)}:
            by_token.setdefault(at, []).append(number)
    for proposition in found:
        outcome = _FATES.get(proposition.type)
        told = counted.get(proposition.trigger.i, [])
        if outcome is None or any(loss.outcome == outcome for loss in told):
            continue
        losses = _of(proposition, outcome, by_token, mentions)
        if losses:
            counted[proposition.trigger.i] = [*told, *losses]


def _of(
    proposition: Proposition,
    outcome: Outcome,
    by_token: dict[int, list[Number]],
    mentions: Mentions,
) -> list[Loss]:
    numbered: list[Loss] = []
    single: list[Token] = []
    many: list[Token] = []
    for token in _undergone(proposition):
        numbers = [n for n in by_token.get(token.i, ()) if _counts_people(n, token)]
        if numbers:
            numbered += [_counted(proposition, outcome, number) for number in numbers[:1]]
        elif _is_one(token, mentions):
            single.append(token)
        elif token.tag_ in ("NNS", "NNPS") and is_person(token):
            many.append(token)
    losses = numbered
    if single:
        losses = [*losses, _uncounted(proposition, outcome, single, len(single))]
    if not losses and many:
        losses = [_uncounted(proposition, outcome, many[:1], None)]
    return losses


def _undergone(proposition: Proposition) -> list[Token]:
    """Those who are taken or driven out; those who flee when nobody drives them."""
    harmed = [f.token for f in proposition.fillers if f.role in ("victim", "recipient")]
    if not harmed and proposition.type == "displacement":
        harmed = [f.token for f in proposition.fillers if f.role == "actor"]
        harmed = harmed or [proposition.trigger]
    return list(dict.fromkeys(harmed))


def _counts_people(number: Number, token: Token) -> bool:
    groups = number_words().people.groups
    if number.of_text is None:
        return True
    return number.kind == "people" and token.lemma_.lower() not in groups


def _is_one(token: Token, mentions: Mentions) -> bool:
    """Whether a word stands for one person: "a teacher", "the mayor", a name."""
    if indefinite_count(token) is not None:
        return True
    if token.tag_ == "NNP":
        return mentions.entity(token).person
    if token.tag_ != "NN" or token.lemma_.lower() in _COLLECTIVE or not is_person(token):
        return False
    return not any(c.lower_ in ("no", "any", "every", "each") for c in token.children)


def _counted(proposition: Proposition, outcome: Outcome, number: Number) -> Loss:
    bare = number.of_text is None
    return Loss(
        outcome=outcome, start=number.start, end=number.end, text=number.text, low=number.low,
        high=number.high, unknown=number.unknown, vague=number.vague,
        negative=number.low == 0 and number.high == 0,
        part_of_total=number.part_of_total is not None, trigger=proposition.trigger.i,
        victims_head=None if bare else number.token_head,
    )  # fmt: skip


def _uncounted(
    proposition: Proposition, outcome: Outcome, tokens: Sequence[Token], count: int | None
) -> Loss:
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    span = first.doc[first.i : last.i + 1]
    return Loss(
        outcome=outcome, start=span.start_char, end=span.end_char, text=span.text, low=count,
        high=count, unknown=count is None, definite=count == 1, trigger=proposition.trigger.i,
        victims_head=last.i,
    )  # fmt: skip
