"""Which proposition a loss belongs to, and what a loss tells that belongs to none.

A loss told in an event's own clause belongs to the event; a loss that stands alone is a claim of
type ``casualties``, or of ``attack`` when the clause says who did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from sayso.model import ontology
from sayso.reading.clauses import Arguments, arguments, clause_verb, noun_arguments
from sayso.reading.coreference import Coreference
from sayso.reading.learned import Told
from sayso.reading.lexicon import Frame, verb_lemma
from sayso.reading.losses import Loss
from sayso.reading.mentions import Mentions
from sayso.reading.proposals import thresholds
from sayso.reading.propositions import Proposition
from sayso.reading.roles import Filler
from sayso.reading.said import Said
from sayso.reading.triggers import Hit

_LOSS_FRAME = Frame(type="casualties", links="undergo")
_KILL_FRAME = Frame(type="attack", links="hit")
_ARREST_FRAME = Frame(type="arrest", links="catch")
_ABDUCT_FRAME = Frame(type="abduction", links="snatch")
_FLEE_FRAME = Frame(type="displacement", links="flee")
_SNATCH_VERBS = frozenset(
    {"kidnap", "abduct", "snatch", "take", "lead", "drag", "carry", "whisk", "keep"}
)
_BRINGS_LOSSES = frozenset({"in", "by", "during", "after", "from", "as", "when", "amid"})
_NO_LOSSES = frozenset(
    {
        "denial",
        "accusation",
        "threat",
        "demand",
        "comment",
        "intent",
        "affiliation",
        "leadership",
        "appointment",
        "capability",
        "responsibility",
        "control",
        "presence",
        "agreement",
        "talks",
        "ceasefire",
        "protest",
        "strike",
        "aid",
        "sanction",
    }
)
_ONE_COUNT = 14
"""Tokens within which two counts without an event are one statement ("4 killed, 9 hurt")."""


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


def attach_losses(
    groups: Sequence[LossGroup],
    found: list[Proposition],
    mentions: Mentions,
    coreference: Coreference,
    said: Said,
    told: Told | None = None,
) -> dict[int, list[Loss]]:
    """Losses by trigger of the proposition they belong to; makes propositions for those alone."""
    counted: dict[int, list[Loss]] = {}
    for group in groups:
        event = event_of(group, found)
        if event is not None and event.hit.form != "noun" and _stands_apart(group, told):
            if event.trigger == group.trigger:
                found.remove(event)
            event = None
        if event is None:
            event = _alone(group, mentions, coreference)
            host = host_of(event, group, found, mentions) or _told_with(event, found, said)
            if host is None:
                found.append(event)
            else:
                host.hit.carrier = host.hit.carrier or group.trigger
                host.fillers += [f for f in event.fillers if f.role not in ("actor",)]
                event = host
        counted.setdefault(event.trigger.i, []).extend(group.losses)
    found.sort(key=lambda p: p.trigger.i)
    return counted


def _stands_apart(group: LossGroup, told: Told | None) -> bool:
    """Whether the trained heads hold that losses are told for their own sake, beside any event."""
    return told is not None and told.of(group.trigger, "casualties") >= thresholds().apart


def event_of(group: LossGroup, found: Sequence[Proposition]) -> Proposition | None:
    """The event proposition in whose clause the losses are told, if any."""
    trigger = group.trigger
    able = [p for p in found if p.type not in _NO_LOSSES and ontology()[p.type].class_ == "event"]
    by_trigger = {p.trigger.i: p for p in able}
    if trigger.i in by_trigger:
        return by_trigger[trigger.i]
    by_carrier = {p.hit.carrier.i: p for p in able if p.hit.carrier is not None}
    if trigger.i in by_carrier:
        return by_carrier[trigger.i]
    verb = group.verb
    for proposition in able:
        same_clause = proposition.verb == verb or proposition.trigger == verb
        if (
            same_clause
            and proposition.trigger.sent == trigger.sent
            and (
                proposition.hit.form != "noun"
                or proposition.trigger.i in {t.i for t in _event_nouns(verb)}
            )
        ):
            return proposition
    current = verb
    for _ in range(3):
        if (
            current.dep_ not in ("advcl", "conj", "xcomp", "acl", "relcl")
            or current.head == current
        ):
            break
        own_subject = [c for c in current.children if c.dep_ in ("nsubj", "nsubjpass")]
        if (
            own_subject
            and current.dep_ not in ("relcl",)
            and own_subject[0].tag_ not in ("WDT", "WP")
        ):
            break
        current = current.head
        for proposition in able:
            if (
                proposition.trigger == current
                or (proposition.hit.form != "noun" and proposition.verb == current)
                or proposition.hit.carrier == current
            ):
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
        if (
            proposition.trigger.sent != group.trigger.sent
            or proposition.trigger.i > group.trigger.i
        ):
            continue
        entry = ontology()[proposition.type]
        if (
            not entry.violent
            or entry.class_ != "event"
            or proposition.type in ("casualties", "siege")
        ):
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


def harmer(group: LossGroup, mentions: Mentions, coreference: Coreference) -> list[Token]:
    """Who did the harm, where the losses' own clause says so."""
    verb = group.trigger
    if verb.pos_ != "VERB":
        return []
    slots = arguments(verb)
    if verb.lemma_ in (
        "die",
        "perish",
        "lose",
        "suffer",
        "sustain",
        "report",
        "bury",
        "rise",
        "leave",
        "carry",
        "count",
        "put",
        "climb",
        "reach",
        "record",
        "incur",
        "fall",
        "have",
    ):
        return []
    passive = slots.passive or (verb.tag_ == "VBN" and verb.dep_ in ("oprd", "xcomp", "acomp"))
    doers = slots.by if passive else slots.subject
    return [t for t in doers if _kind_meant(t, mentions, coreference) in _DOERS]


_DOERS = frozenset({"party", "armed", "people", "crowd"})


def _kind_meant(token: Token, mentions: Mentions, coreference: Coreference) -> str:
    """The kind of what a word stands for: "it" is the army that was named before."""
    return mentions.entity(coreference.resolve(token)[0]).kind


def _told_with(event: Proposition, found: Sequence[Proposition], said: Said) -> Proposition | None:
    """The count told just before in the same sentence by the same source, if neither says who."""
    if event.type != "casualties":
        return None
    at = event.trigger.idx
    for other in reversed(found):
        if (
            other.type == "casualties"
            and other.trigger.sent == event.trigger.sent
            and (
                abs(other.trigger.i - event.trigger.i) <= _ONE_COUNT
                and said.over(other.trigger.idx, other.trigger.idx + 1) == said.over(at, at + 1)
            )
        ):
            return other
    return None


def _frame_of(group: LossGroup, doers: Sequence[Token]) -> Frame:
    """What a loss that belongs to no event is: taking people and driving them out are acts."""
    outcomes = {x.outcome for x in group.losses}
    if outcomes == {"captured"}:
        taken = verb_lemma(group.trigger) in _SNATCH_VERBS
        return _ABDUCT_FRAME if taken else _ARREST_FRAME
    if outcomes == {"displaced"}:
        return _FLEE_FRAME
    return _KILL_FRAME if doers else _LOSS_FRAME


def _alone(group: LossGroup, mentions: Mentions, coreference: Coreference) -> Proposition:
    harmed = {x.victims_head for x in group.losses}
    doers = [
        t
        for t in harmer(group, mentions, coreference)
        if t.i not in harmed and not any(x.start <= t.idx < x.end for x in group.losses)
    ]
    frame = _frame_of(group, doers)
    hit = Hit(group.trigger, group.verb, frame, frame.type, Arguments(), "verb")
    fillers = [
        Filler("actor", token, tuple(coreference.resolve(token)), "subject") for token in doers
    ]
    sides = [mentions.doc[x.victims_head] for x in group.losses if x.victims_head is not None]
    for token in _unique([*sides, *_losers(group.trigger, sides, mentions, coreference)]):
        if any(x.start <= token.idx < x.end for x in group.losses) and token.pos_ == "NUM":
            continue
        means = tuple(coreference.resolve(token))
        entity = mentions.entity(means[0])
        if entity.kind == "place":
            continue
        role = "recipient" if entity.kind in ("party", "armed") or entity.person else "victim"
        if not doers and entity.kind in ("party", "armed"):
            role = "victim"
        fillers += [Filler(role, token, (one,), "object") for one in means]
    return Proposition(hit, frame.type, fillers)


_LOSE = frozenset({"lose", "suffer", "sustain", "admit", "concede", "acknowledge"})
"""Verbs whose subject is the side that has the losses, victims counted or not."""


def _losers(
    trigger: Token, counted: Sequence[Token], mentions: Mentions, coreference: Coreference
) -> list[Token]:
    """The side that bears losses, beside the victims that are counted: "the army lost two men"."""
    if not counted:
        return _bearers(trigger, mentions)
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    if verb.lemma_ not in _LOSE:
        return []
    return [
        t
        for t in arguments(verb).subject
        if _kind_meant(t, mentions, coreference) in ("party", "armed")
    ]


def _unique(tokens: Sequence[Token]) -> list[Token]:
    return list(dict.fromkeys(tokens))


def _bearers(trigger: Token, mentions: Mentions) -> list[Token]:
    """Whose losses they are when no victims are counted: "on both sides", "rebel losses"."""
    found: list[Token] = []
    if trigger.pos_ == "NOUN":
        slots = noun_arguments(trigger)
        found += [t for t in slots.modifier if mentions.entity(t).kind in ("party", "armed")]
        for preposition in ("on", "among", "for", "to", "of"):
            found += slots.slot(preposition)
        found += slots.owner
        head = trigger.head
        if not found and trigger.dep_ == "dobj" and head.pos_ == "VERB":
            found = arguments(head).subject
    elif trigger.pos_ == "VERB":
        found = arguments(trigger).subject
    return found
