"""What a report puts forward: typed propositions with their roles filled.

Triggers (``triggers``) are checked against the restrictions of their frame (``restrictions``), their
slots are mapped to roles (``roles``), and verbs that only carry or repeat an event noun are merged
with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from sayso.model import ontology
from sayso.reading.abilities import ability_hit
from sayso.reading.clauses import arguments, shared_object
from sayso.reading.coreference import Coreference
from sayso.reading.leaders import leader_hit
from sayso.reading.lexicon import Trigger, lexicon
from sayso.reading.mentions import Mentions
from sayso.reading.nouns import stands_for_somebody
from sayso.reading.restrictions import allowed, covers
from sayso.reading.roles import Filler, fill
from sayso.reading.triggers import (
    Hit,
    adjective_hit,
    existence_hit,
    noun_hit,
    noun_matches,
    state_hit,
    verb_matches,
)


@dataclass
class Proposition:
    """One thing put forward, before places, times, numbers and sources are added.

    ``spoken`` marks a speech act made from its cue; ``negative`` that the act did not take place
    ("has yet to comment"); ``told`` is the probability that the trained heads give it.
    """

    hit: Hit
    type: str
    fillers: list[Filler] = field(default_factory=list)
    spoken: bool = False
    negative: bool = False
    told: float = 0.0

    @property
    def trigger(self) -> Token:
        """The word that tells of it."""
        return self.hit.trigger

    @property
    def verb(self) -> Token:
        """The clause verb that holds its tense, mood and negation."""
        return self.hit.verb

    def in_role(self, *roles: str) -> list[Filler]:
        """Fillers in any of these roles."""
        return [f for f in self.fillers if f.role in roles]


def propositions(
    doc: Doc,
    mentions: Mentions,
    coreference: Coreference,
    *,
    skip: frozenset[int],
    naming: frozenset[int] = frozenset(),
) -> list[Proposition]:
    """All propositions of a report, in the order of the text.

    :param skip: indices of tokens that tell nothing themselves: set-aside lines, sources and cues
    :param naming: those of them that name sources: they may still tell who leads whom
    """
    hits = _hits(doc, mentions, coreference, skip, naming)
    found: list[Proposition] = []
    for hit in hits:
        proposition = Proposition(hit, hit.type)
        proposition.fillers = fill(hit, coreference)
        _take_up(proposition, found)
        _go_on_between(proposition, found)
        _go_on_with_means(proposition, found, mentions)
        if hit.type in _TWO_SIDED:
            sides = [t for f in proposition.in_role("actor", "recipient") for t in f.means]
            coreference.remember_sides(hit.trigger, sides)
        found.append(proposition)
    return found


_TWO_SIDED = frozenset({"battle", "talks", "agreement", "ceasefire"})
"""Types whose parties are "both sides" and "the parties" of what follows."""

_TAKES_UP = frozenset(
    {
        "attack",
        "raid",
        "assault",
        "strike",
        "incident",
        "bombing",
        "operation",
        "violence",
        "blast",
        "explosion",
    }
)
_REACH = 3
"""Sentences back over which "the attack" may take up what was told before."""


def _take_up(proposition: Proposition, before: Sequence[Proposition]) -> None:
    """Let "the attack" be of the type, and by whom, that was told just before."""
    trigger = proposition.trigger
    if proposition.hit.form != "noun" or trigger.lemma_.lower() not in _TAKES_UP:
        return
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in trigger.children):
        return
    if any(c.dep_ in ("compound", "amod", "nmod") for c in trigger.children):
        return
    here = trigger.sent.start
    starts = [s.start for s in trigger.doc.sents if s.start <= here][-_REACH - 1 :]
    for earlier in reversed(before):
        if earlier.trigger.i < starts[0]:
            return
        if not ontology()[earlier.type].violent or earlier.type in ("casualties", "siege"):
            continue
        if proposition.type == "attack":
            proposition.type = earlier.type
        if not proposition.in_role("actor"):
            proposition.fillers += earlier.in_role("actor")
        return


_BETWEEN_TWO = frozenset({"talks", "agreement", "ceasefire"})


def _go_on_between(proposition: Proposition, before: Sequence[Proposition]) -> None:
    """Let "the talks" and "the truce" of nobody be between those who talked or agreed just before."""
    trigger = proposition.trigger
    if proposition.type not in _BETWEEN_TWO or proposition.hit.form != "noun":
        return
    if any(f.slot not in ("by", "at") for f in proposition.in_role("actor", "recipient")):
        return
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in trigger.children):
        return
    starts = [s.start for s in trigger.doc.sents if s.start <= trigger.i][-_REACH - 1 :]
    for earlier in reversed(before):
        if earlier.trigger.i < starts[0]:
            return
        sides = earlier.in_role("actor")
        if earlier.type in _BETWEEN_TWO and sum(len(f.means) for f in sides) > 1:
            proposition.fillers += sides
            return


_HITS = frozenset({"hit", "strike", "target", "destroy", "flatten", "level", "damage"})
_FROM_AFAR = frozenset({"airstrike", "shelling"})
_NEAR = 2
"""Sentences back over which a hit without a weapon is by the means told before."""


def _go_on_with_means(
    proposition: Proposition, before: Sequence[Proposition], mentions: Mentions
) -> None:
    """Let a bare hit be by the means that the same side used just before.

    "Two strikes, Adi Haki. The first | hit an empty lot" goes on with the strikes.
    """
    trigger = proposition.trigger
    if proposition.type != "attack" or proposition.hit.form != "verb":
        return
    if trigger.lemma_.lower() not in _HITS or proposition.in_role("weapon"):
        return
    doers = _sides(proposition, mentions)
    starts = [s.start for s in trigger.doc.sents if s.start <= trigger.i][-_NEAR - 1 :]
    for earlier in reversed(before):
        if earlier.trigger.i < starts[0]:
            return
        if earlier.type in _FROM_AFAR:
            theirs = _sides(earlier, mentions)
            if not doers or not theirs or doers & theirs:
                proposition.type = earlier.type
            return


def _sides(proposition: Proposition, mentions: Mentions) -> set[str]:
    """The doers of a proposition, by id or by name."""
    entities = [mentions.entity(t) for f in proposition.in_role("actor") for t in f.means]
    return {
        (e.actor.id or e.actor.name) if e.actor is not None else e.text.lower()
        for e in entities
        if e.kind in ("party", "armed")
    }


def _hits(
    doc: Doc,
    mentions: Mentions,
    coreference: Coreference,
    skip: frozenset[int],
    naming: frozenset[int],
) -> list[Hit]:
    nouns: dict[int, Hit] = {}
    used: set[int] = set()
    for token in doc:
        if token.i in skip or token.pos_ not in ("NOUN", "PROPN", "VERB"):
            continue
        if token.pos_ == "VERB" and token.dep_ not in (
            "pobj",
            "dobj",
            "nsubj",
            "nsubjpass",
            "csubj",
        ):
            continue
        if token.dep_ in ("compound", "amod", "nmod") or _is_named(token, mentions):
            continue
        for trigger, words in noun_matches(token):
            if trigger.frame is None:
                break
            hit = noun_hit(token, trigger.frame, words)
            if not allowed(hit, mentions, coreference):
                continue
            nouns[token.i] = hit
            used |= {w.i for w in words}
            break
    verbs: dict[int, Hit] = {}
    for token in doc:
        if token.i in skip or token.i in used or token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
            continue
        if token.dep_ in ("amod", "compound") or (token.pos_ == "NOUN" and token.dep_ != "ROOT"):
            state = state_hit(token)
            if state is not None and state.trigger.i not in skip:
                verbs[token.i] = state
            continue
        told = ability_hit(token, mentions, coreference) if token.pos_ in ("VERB", "AUX") else None
        if told is None and token.pos_ != "ADJ":
            told = _verb_hit(token, mentions, coreference)
        if told is None and token.pos_ in ("AUX", "VERB"):
            told = existence_hit(token)
        if told is None and token.pos_ in ("ADJ", "VERB"):
            told = state_hit(token) or _adjective(token, mentions, coreference)
        if told is not None and not _says_less(told, nouns):
            verbs[token.i] = told
            for word in told.words[1:]:
                if told.type != "responsibility" or not _is_news(word):
                    nouns.pop(word.i, None)
    for one in list(verbs.values()):
        if one.frame.when and _goes_on(one, verbs):
            verbs.pop(one.trigger.i)
    for noun in list(nouns.values()):
        if noun.carrier is not None and noun.carrier.i in verbs:
            carrier = verbs[noun.carrier.i]
            if carrier.form == "ability":
                nouns.pop(noun.trigger.i)
                continue
            if noun.carried in ("strike", "struck", "undergo", "perform", "occur"):
                if carrier.frame.type in (
                    "denial",
                    "demand",
                    "accusation",
                    "threat",
                    "comment",
                    "intent",
                    "responsibility",
                    "displacement",
                ):
                    continue
                verbs.pop(noun.carrier.i)
    for token in doc:
        if token.i not in skip or token.i in naming:
            head = leader_hit(token, mentions, coreference)
            if head is not None and head.trigger.i not in nouns:
                nouns[head.trigger.i] = head
    together = {**nouns, **verbs}
    return [together[i] for i in sorted(together)]


def _is_news(noun: Token) -> bool:
    """Whether what somebody claims as theirs is told here first: "claimed | a bombing in Kabul"."""
    return noun.dep_ == "dobj" and not any(
        c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an") for c in noun.children
    )


def _says_less(phrase: Hit, nouns: Mapping[int, Hit]) -> bool:
    """Whether the event noun in a phrase tells more than it does: "came under | mortar fire"."""
    return phrase.frame.links == "undergo" and any(
        word.i in nouns and nouns[word.i].type != phrase.type for word in phrase.words[1:]
    )


def _is_named(noun: Token, mentions: Mentions) -> bool:
    """Whether a noun is part of an actor's name; "the leader of X" may name X's leader and tell so."""
    actor = mentions.actor_at(noun)
    if actor is None:
        return False
    tells = noun.pos_ == "NOUN" and noun.dep_ in ("attr", "appos")
    return not tells


def _goes_on(hit: Hit, verbs: Mapping[int, Hit]) -> bool:
    """Whether a verb without a subject of its own only goes on with what an earlier one told."""
    current = hit.trigger
    while current.dep_ in ("advcl", "conj") and not any(
        c.dep_ in ("nsubj", "nsubjpass") for c in current.children
    ):
        current = current.head
        upper = verbs.get(current.i)
        if upper is not None:
            return upper.type == hit.type
    return False


def _verb_hit(token: Token, mentions: Mentions, coreference: Coreference) -> Hit | None:
    if token.pos_ == "NOUN" and not any(c.dep_ == "nsubj" for c in token.children):
        return None
    slots = None
    for trigger, words in verb_matches(token):
        if slots is None:
            slots = arguments(token)
        if not slots.object and len(words) == 1 and _takes_object(trigger):
            slots.object += shared_object(token)
        frame = trigger.frame
        if frame is None:
            return None
        hit = Hit(token, token, frame, frame.type, slots, "verb", words=words)
        if len(words) > 1:
            hit.slots = arguments(token).without(words[1:], keep=stands_for_somebody)
        if allowed(hit, mentions, coreference):
            for subject in hit.slots.subject:
                for child in subject.children:
                    hit.type = frame.modifiers.get(child.lemma_.lower(), hit.type)
            return hit
    return None


_OF_OBJECTS = frozenset({"hit", "burn", "take", "catch", "snatch", "free", "support", "give"})


def _takes_object(trigger: Trigger) -> bool:
    """Whether the verb of an entry does something to somebody, so that it may share an object."""
    return trigger.frame is not None and trigger.frame.links in _OF_OBJECTS


def _adjective(token: Token, mentions: Mentions, coreference: Coreference) -> Hit | None:
    for frame in lexicon().adjectives.get(token.lower_, ()):
        hit = adjective_hit(token, frame)
        if hit is None:
            continue
        if token.dep_ == "amod":
            continue
        subject = mentions.entity(hit.slots.subject[0])
        if (
            frame.only
            and not frame.needs
            and not covers(subject.kind, frame.only.get("subject", ("party",)))
        ):
            continue
        if frame.needs and not allowed(hit, mentions, coreference):
            continue
        return hit
    return None
