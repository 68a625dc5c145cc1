"""Which numbers belong to which proposition: losses as casualties, the rest as quantities.

A loss told in an event's own clause belongs to the event; a loss that stands alone is a claim of
type ``casualties``, or of ``attack`` when the clause says who did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from sayso.model import Casualties, Flag, Quantity, ontology
from sayso.reading.clauses import arguments, clause_verb
from sayso.reading.mentions import Mentions
from sayso.reading.propositions import Proposition
from sayso.reading.losses import Loss
from sayso.reading.quantities import Number

_SAME_EVENT = frozenset({"advcl", "conj", "xcomp", "acl", "relcl", "ccomp", "prep", "pcomp"})
_BRINGS_LOSSES = frozenset({"in", "by", "during", "after", "from", "as", "when", "amid"})
_NO_LOSSES = frozenset({"denial", "accusation", "threat", "demand", "comment", "intent", "affiliation",
                        "leadership", "appointment", "capability", "responsibility", "control", "presence",
                        "agreement", "talks", "ceasefire", "protest", "strike", "aid", "sanction"})
VAGUE = Flag(code="vague-number", detail="the text gives no exact number")


@dataclass
class LossGroup:
    """Losses told by one predicate: the token that tells them, and each of them."""

    trigger: Token
    losses: list[Loss] = field(default_factory=list)

    @property
    def verb(self) -> Token:
        """The clause verb of the telling word."""
        return clause_verb(self.trigger)


def group_losses(doc: Doc, losses: Sequence[Loss]) -> list[LossGroup]:
    """Losses by the predicate that tells them, in the order of the text."""
    groups: dict[int, LossGroup] = {}
    for loss in losses:
        token = doc[loss.trigger]
        groups.setdefault(token.i, LossGroup(token)).losses.append(loss)
    return [groups[i] for i in sorted(groups)]


def event_of(group: LossGroup, found: Sequence[Proposition]) -> Proposition | None:
    """The event proposition in whose clause the losses are told, if any."""
    trigger = group.trigger
    able = [
        p for p in found
        if p.type not in _NO_LOSSES and ontology()[p.type].class_ == "event"
    ]
    by_trigger = {p.trigger.i: p for p in able}
    if trigger.i in by_trigger:
        return by_trigger[trigger.i]
    by_carrier = {p.hit.carrier.i: p for p in able if p.hit.carrier is not None}
    if trigger.i in by_carrier:
        return by_carrier[trigger.i]
    verb = group.verb
    for proposition in able:
        same_clause = proposition.verb == verb or proposition.trigger == verb
        if same_clause and proposition.trigger.sent == trigger.sent and (
            proposition.hit.form != "noun"
            or proposition.trigger.i in {t.i for t in _event_nouns(verb)}
        ):
            return proposition
    current = verb
    for _ in range(3):
        if current.dep_ not in ("advcl", "conj", "xcomp", "acl", "relcl") or current.head == current:
            break
        own_subject = [c for c in current.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own_subject and current.dep_ not in ("relcl",) and own_subject[0].tag_ not in ("WDT", "WP"):
            break
        current = current.head
        for proposition in able:
            if proposition.trigger == current or (
                proposition.hit.form != "noun" and proposition.verb == current
            ) or proposition.hit.carrier == current:
                return proposition
    return None


def host_of(
    alone: Proposition, group: LossGroup, found: Sequence[Proposition], mentions: Mentions
) -> Proposition | None:
    """The violent event of the same sentence that a killing by the same party belongs to."""
    doers = {_name(mentions, t) for f in alone.in_role("actor") for t in f.means}
    if not doers:
        return None
    for proposition in reversed(found):
        if proposition.trigger.sent != group.trigger.sent or proposition.trigger.i > group.trigger.i:
            continue
        entry = ontology()[proposition.type]
        if not entry.violent or entry.class_ != "event" or proposition.type in ("casualties", "siege"):
            continue
        theirs = {_name(mentions, t) for f in proposition.in_role("actor") for t in f.means}
        if doers & theirs:
            return proposition
    return None


def _name(mentions: Mentions, token: Token) -> str:
    entity = mentions.entity(token)
    return (entity.actor.id or entity.actor.name) if entity.actor else entity.text.lower()


def _event_nouns(verb: Token) -> list[Token]:
    """Nouns that bring the losses of a clause: "killed in an ambush", "a blast killed"."""
    found = []
    for child in verb.children:
        if child.dep_ in ("nsubj", "dobj", "nsubjpass", "csubj"):
            found.append(child)
        elif child.dep_ in ("prep", "agent") and child.lower_ in _BRINGS_LOSSES:
            found += [c for c in child.children if c.dep_ == "pobj"]
    return found


def harmer(group: LossGroup, mentions: Mentions) -> list[Token]:
    """Who did the harm, where the losses' own clause says so."""
    verb = group.trigger
    if verb.pos_ != "VERB":
        return []
    slots = arguments(verb)
    if verb.lemma_ in ("die", "perish", "lose", "suffer", "sustain", "report", "bury", "rise", "leave",
                       "carry", "count", "put", "climb", "reach", "record", "incur", "fall", "have"):
        return []
    doers = slots.by if slots.passive else slots.subject
    return [t for t in doers if mentions.entity(t).kind in ("party", "armed", "people", "crowd")]


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
        part_of_total=loss.part_of_total is not None,
    )


def quantities(
    doc: Doc, numbers: Sequence[Number], proposition: Proposition, losses: Sequence[Loss]
) -> tuple[Quantity, ...]:
    """The counts of things and people that stand in the arguments of a proposition."""
    inside = {t.i for f in proposition.fillers for t in f.token.subtree}
    inside |= {t.i for t in proposition.trigger.children}
    inside.add(proposition.trigger.i)
    if proposition.hit.carrier is not None:
        inside |= {t.i for c in proposition.hit.carrier.children if c.dep_ in ("dobj", "nsubj", "attr", "nsubjpass") for t in c.subtree}
    if proposition.hit.form == "verb":
        inside |= {t.i for c in proposition.verb.children if c.dep_ in ("dobj", "nsubj", "attr", "nsubjpass", "npadvmod", "prep") for t in c.subtree}
    found = []
    for number in numbers:
        if number.kind not in ("people", "things"):
            continue
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or not len(span) or span.root.i not in inside and (
            number.token_head is None or number.token_head not in inside
        ):
            continue
        found.append(
            Quantity(of=number.of_text, low=number.low, high=number.high, mention=number.text)
        )
    for loss in losses:
        if loss.outcome in ("displaced", "captured") and not any(q.low == loss.low for q in found):
            found.append(Quantity(of=None, low=loss.low, high=loss.high, mention=loss.text))
    return tuple(found)
