"""How losses and other counts are written in a claim: casualties and quantities."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.model import Casualties, Flag, Quantity
from sayso.reading.losses import Loss
from sayso.reading.mentions import Mentions
from sayso.reading.propositions import Proposition
from sayso.reading.quantities import Number

VAGUE = Flag(code="vague-number", detail="the text gives no exact number")


def casualties(loss: Loss, doc: Doc, mentions: Mentions) -> Casualties:
    """A loss as the contract writes it, with whose people they are where the text says."""
    side = name = None
    if loss.victims_head is not None:
        entity = mentions.entity(doc[loss.victims_head])
        if entity.actor is not None:
            side = entity.actor.id or ("civilians" if entity.actor.kind == "civilians" else None)
            name = entity.actor.name
    return Casualties(
        outcome=loss.outcome,
        side=side,
        side_name=name,
        low=loss.low,
        high=loss.high,
        unknown=loss.unknown,
        mention=loss.text,
        part_of_total=loss.part_of_total,
    )


def quantities(
    doc: Doc, numbers: Sequence[Number], proposition: Proposition, losses: Sequence[Loss]
) -> tuple[Quantity, ...]:
    """The counts of things and people that stand in the arguments of a proposition."""
    inside = {t.i for f in proposition.fillers for t in f.token.subtree}
    inside |= {t.i for t in proposition.trigger.children}
    inside.add(proposition.trigger.i)
    if proposition.hit.carrier is not None:
        inside |= {
            t.i
            for c in proposition.hit.carrier.children
            if c.dep_ in ("dobj", "nsubj", "attr", "nsubjpass")
            for t in c.subtree
        }
    if proposition.hit.form == "verb":
        inside |= {
            t.i
            for c in proposition.verb.children
            if c.dep_ in ("dobj", "nsubj", "attr", "nsubjpass", "npadvmod", "prep")
            for t in c.subtree
        }
    found = _told_within(doc, numbers, inside)
    if not found and (proposition.hit.form == "verb" or proposition.type == "strength"):
        found = _told_within(doc, numbers, _clause(proposition.verb))
    for loss in losses:
        if loss.unknown or loss.outcome not in ("displaced", "captured"):
            continue
        if not any(q.low == loss.low for q in found):
            found.append(Quantity(of=None, low=loss.low, high=loss.high, mention=loss.text))
    return tuple(found)


def _told_within(doc: Doc, numbers: Sequence[Number], inside: set[int]) -> list[Quantity]:
    """The counts of people and things that stand at these tokens, or whose noun does."""
    found = []
    for number in numbers:
        if number.kind not in ("people", "things"):
            continue
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if (
            span is None
            or not len(span)
            or (
                span.root.i not in inside
                and (number.token_head is None or number.token_head not in inside)
            )
        ):
            continue
        found.append(
            Quantity(of=number.of_text, low=number.low, high=number.high, mention=number.text)
        )
    return found


def _clause(verb: Token) -> set[int]:
    """The tokens under a verb that stand under no other verb, and the noun that it is told of."""
    inside = {verb.head.i} if verb.dep_ == "acl" else set()
    left = [verb]
    while left:
        token = left.pop()
        inside.add(token.i)
        left += [c for c in token.children if c.pos_ not in ("VERB", "AUX") or c.dep_ == "aux"]
    return inside
