"""Who was taken, driven out or slain, counted: a claim of flight, arrest, abduction or killing is itself a loss.

The verbs of such claims are many ("carted off", "turned up in", "picked up", "are making for"), so
the count is taken from whom the claim names, where no word of loss has told it.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.model import Outcome
from sayso.reading.counted_nouns import is_person
from sayso.reading.lexicon import verb_lemma
from sayso.reading.loss_book import Loss
from sayso.reading.loss_verbs import has_rest
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
_BESIDE = 3
"""Tokens before the word of flight in which its number stands ("85,000 had left")."""
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
    taken = {x.number for losses in counted.values() for x in losses}
    free = [number for at, number in enumerate(numbers) if at not in taken]
    for proposition in found:
        outcome = _FATES.get(proposition.type) or _killing(proposition)
        told = counted.get(proposition.trigger.i, [])
        if outcome is None or any(loss.outcome == outcome for loss in told):
            continue
        if any(
            c.dep_ == "neg" for c in (*proposition.trigger.children, *proposition.verb.children)
        ):
            continue
        losses = _of(proposition, outcome, by_token, mentions)
        if not losses and outcome == "displaced":
            losses = _only_number(doc, proposition, outcome, free)
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
        numbers = [n for n in by_token.get(token.i, ()) if _counts_people(n, token, outcome)]
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


def _only_number(
    doc: Doc, proposition: Proposition, outcome: Outcome, numbers: Sequence[Number]
) -> list[Loss]:
    """The one bare number of a clause about flight: "partners registered 12,600 in a week"."""
    at = proposition.trigger.i
    clause = {t.i for t in proposition.verb.subtree} | set(range(max(0, at - _BESIDE), at))
    inside = [
        n
        for n in numbers
        if n.kind in ("people", "things")
        and (n.of_text is None or n.kind == "people")
        and (span := doc.char_span(n.start, n.end, alignment_mode="expand")) is not None
        and span.root.i in clause
    ]
    return [_counted(proposition, outcome, inside[0])] if len(inside) == 1 else []


def _killing(proposition: Proposition) -> Outcome | None:
    """What the word of an attack says of whom it befell: "the slaying of eleven herders"."""
    trigger, words = proposition.trigger, number_words()
    if proposition.type != "attack":
        return None
    if trigger.pos_ != "VERB":
        return "killed" if trigger.lemma_.lower() in words.deeds.nouns else None
    for rest, outcome, is_object in words.verbs.get(verb_lemma(trigger), ()):
        if is_object and outcome == "killed" and has_rest(trigger, rest):
            return outcome
    return "killed" if _shoots_many(proposition) else None


_BODY = frozenset(
    {"leg", "foot", "hand", "arm", "shoulder", "knee", "thigh", "face", "stomach", "ankle", "jaw"}
)


def _shoots_many(proposition: Proposition) -> bool:
    """Whether people are counted whom somebody shot, and not where: "shot twelve men"."""
    trigger = proposition.trigger
    if verb_lemma(trigger) != "shoot" or any(t.lemma_.lower() in _BODY for t in trigger.subtree):
        return False
    return any(
        t.tag_ in ("NNS", "CD") and (t.tag_ == "CD" or any(c.dep_ == "nummod" for c in t.children))
        for t in _undergone(proposition)
    )


def _undergone(proposition: Proposition) -> list[Token]:
    """Those who are taken or driven out; those who flee when nobody drives them."""
    harmed = [f.token for f in proposition.fillers if f.role in ("victim", "recipient")]
    if not harmed and proposition.type == "displacement":
        harmed = [f.token for f in proposition.fillers if f.role == "actor"]
        harmed = harmed or [proposition.trigger]
    return list(dict.fromkeys(harmed))


def _counts_people(number: Number, token: Token, outcome: Outcome) -> bool:
    """Whether a number counts persons: only they are taken or slain, houses and villages empty too."""
    people = number_words().people
    if number.of_text is None:
        return True
    lemma = token.lemma_.lower()
    if lemma in people.groups or lemma in people.things:
        return False
    return number.kind == "people" or (outcome != "displaced" and token.pos_ == "NOUN")


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
