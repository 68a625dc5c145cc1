"""What a report puts forward: typed propositions with their roles filled.

Triggers (``triggers``) are checked against the restrictions of their frame, their slots are mapped
to roles by the frame's linking pattern, coordinated fillers are spread, and verbs that only carry
or repeat an event noun are merged with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from sayso.model import ontology
from sayso.reading.clauses import arguments, clause_verb, conjuncts, meaning_head
from sayso.reading.coreference import Coreference
from sayso.reading.lexicon import FillerKind, Frame, lexicon
from sayso.reading.mentions import Entity, Mentions
from sayso.reading.nouns import is_time_noun, is_weapon_noun, stands_for_somebody
from sayso.reading.triggers import (
    Hit,
    adjective_hit,
    noun_hit,
    noun_matches,
    state_hit,
    verb_matches,
    weapon_head,
)

_KIND_COVERS: dict[str, frozenset[str]] = {
    "party": frozenset({"party", "armed"}),
    "armed": frozenset({"armed", "party"}),
    "people": frozenset({"people", "crowd"}),
    "crowd": frozenset({"crowd", "people"}),
    "place": frozenset({"place", "site"}),
    "thing": frozenset({"thing", "site"}),
    "control": frozenset({"control"}),
}


@dataclass(frozen=True)
class Filler:
    """One role of a proposition: the token as it stands, and the tokens it stands for."""

    role: str
    token: Token
    means: tuple[Token, ...]
    slot: str


@dataclass
class Proposition:
    """One thing put forward, before places, times, numbers and sources are added.

    ``spoken`` marks a speech act made from its cue; ``negative`` that the act did not take place
    ("has yet to comment").
    """

    hit: Hit
    type: str
    fillers: list[Filler] = field(default_factory=list)
    spoken: bool = False
    negative: bool = False

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
) -> list[Proposition]:
    """All propositions of a report, in the order of the text.

    :param skip: indices of tokens that tell nothing themselves: set-aside lines, sources and cues
    """
    hits = _hits(doc, mentions, coreference, skip)
    found: list[Proposition] = []
    for hit in hits:
        proposition = Proposition(hit, hit.type)
        proposition.fillers = fill(hit, coreference)
        _take_up(proposition, found)
        if hit.type in ("battle",):
            sides = [t for f in proposition.in_role("actor", "recipient") for t in f.means]
            coreference.remember_sides(hit.trigger, sides)
        found.append(proposition)
    return found


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
    starts = [s.start for s in trigger.doc[: trigger.sent.end].sents][-_REACH - 1 :]
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


def _hits(
    doc: Doc, mentions: Mentions, coreference: Coreference, skip: frozenset[int]
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
        if token.dep_ in ("compound", "amod", "nmod") or mentions.actor_at(token) is not None:
            continue
        for trigger, words in noun_matches(token):
            if trigger.frame is None:
                break
            hit = noun_hit(token, trigger.frame, words)
            if not _allowed(hit, mentions, coreference):
                continue
            nouns[token.i] = hit
            used |= {w.i for w in words}
            break
    verbs: dict[int, Hit] = {}
    for token in doc:
        if token.i in skip or token.i in used or token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
            continue
        if token.dep_ in ("amod", "compound") or (token.pos_ == "NOUN" and token.dep_ != "ROOT"):
            hit = state_hit(token)
            if hit is not None and hit.trigger.i not in skip:
                verbs[token.i] = hit
            continue
        hit = _verb_hit(token, mentions, coreference) if token.pos_ != "ADJ" else None
        if hit is None and token.pos_ in ("ADJ", "VERB"):
            hit = state_hit(token) or _adjective(token, mentions)
        if hit is not None:
            verbs[token.i] = hit
            for word in hit.words[1:]:
                nouns.pop(word.i, None)
    for hit in list(verbs.values()):
        if hit.frame.when and _goes_on(hit, verbs):
            verbs.pop(hit.trigger.i)
    for noun in list(nouns.values()):
        if noun.carrier is not None and noun.carrier.i in verbs:
            carrier = verbs[noun.carrier.i]
            if noun.carried in ("strike", "struck", "undergo", "perform", "occur"):
                if carrier.frame.type in (
                    "denial",
                    "demand",
                    "accusation",
                    "threat",
                    "comment",
                    "intent",
                    "responsibility",
                ):
                    continue
                verbs.pop(noun.carrier.i)
    together = {**nouns, **verbs}
    return [together[i] for i in sorted(together)]


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
        frame = trigger.frame
        if frame is None:
            return None
        hit = Hit(token, token, frame, frame.type, slots, "verb", words=words)
        if len(words) > 1:
            hit.slots = arguments(token).without(words[1:], keep=stands_for_somebody)
        if _allowed(hit, mentions, coreference):
            return hit
    return None


def _adjective(token: Token, mentions: Mentions) -> Hit | None:
    for frame in lexicon().adjectives.get(token.lower_, ()):
        hit = adjective_hit(token, frame)
        if hit is None:
            continue
        if token.dep_ == "amod":
            continue
        subject = mentions.entity(hit.slots.subject[0])
        if frame.only and not _covers(subject.kind, frame.only.get("subject", ("party",))):
            continue
        return hit
    return None


def _covers(kind: str, wanted: Iterable[str]) -> bool:
    return any(kind == one or kind in _KIND_COVERS.get(one, ()) for one in wanted)


def _allowed(hit: Hit, mentions: Mentions, coreference: Coreference) -> bool:
    """Whether the fillers are of the kinds that the frame asks for."""
    frame = hit.frame
    for slot, words in frame.when.items():
        fillers = hit.slots.slot(slot) or (hit.slots.by if slot == "subject" else [])
        if not any(
            weapon_head(meaning_head(means), words)
            for token in fillers
            for means in (token, *coreference.resolve(token))
        ):
            return False
    for slot, words in frame.unless.items():
        fillers = hit.slots.slot(slot) or (hit.slots.by if slot == "subject" else [])
        if any(weapon_head(meaning_head(t), words) for t in fillers):
            return False
    if frame.needs and not _has_need(hit):
        return False
    if hit.form == "noun" and not (frame.only and "of" in frame.only):
        return True
    for slot, kinds in frame.only.items():
        fillers = hit.slots.slot(slot) or (hit.slots.by if slot == "subject" else [])
        if not fillers:
            if "none" in kinds or slot != "object" or hit.slots.passive or len(hit.words) > 1:
                continue
            return False
        if not any(_covers(_kind(t, mentions, coreference), kinds) for t in fillers):
            return False
    return True


def _kind(token: Token, mentions: Mentions, coreference: Coreference) -> FillerKind:
    place = coreference.place_of(token)
    if place is not None:
        return "place"
    means = coreference.resolve(token)
    if not means or means[0].pos_ == "PRON":
        return "none"
    return mentions.entity(means[0]).kind


def _has_need(hit: Hit) -> bool:
    for need in hit.frame.needs:
        if need == "infinitive":
            if any(
                c.dep_ in ("xcomp", "ccomp", "advcl", "acl")
                and any(to.dep_ == "aux" and to.lower_ == "to" for to in c.children)
                for word in (hit.trigger, *hit.words)
                for c in word.children
            ):
                return True
        elif need == "that":
            if any(c.dep_ == "ccomp" for c in hit.trigger.children):
                return True
        elif hit.slots.slot(need):
            return True
    return False


def fill(hit: Hit, coreference: Coreference) -> list[Filler]:
    """The roles of a hit: its slots through the linking pattern of its frame."""
    mentions = coreference.mentions
    links = lexicon().links[hit.frame.links]
    between_parties = hit.frame.links in _BETWEEN_PARTIES
    found: list[Filler] = []
    seen: set[tuple[str, int]] = set()
    for slot, token in (*hit.slots.slots(), *_planned(hit)):
        role = links.get(slot)
        if role is None or role == "none":
            continue
        if slot == "modifier" and mentions.actor_at(token) is None:
            continue
        for member in _members(token, mentions):
            if member in hit.words and not stands_for_somebody(member):
                continue
            if member == hit.trigger and hit.form != "suffix":
                continue
            filler = _filler(role, slot, member, mentions, coreference, between_parties)
            if filler is None:
                continue
            key = (filler.role, filler.means[0].i)
            if key not in seen:
                seen.add(key)
                found.append(filler)
    return found


_BETWEEN_PARTIES = frozenset({"tell", "give", "support", "meet", "belong", "name", "lead", "yield"})
"""Linking patterns whose ends are parties even when a capital's name stands for one."""


def _planned(hit: Hit) -> list[tuple[str, Token]]:
    """Whom an intention or a demand is directed at: the object of the one's act, the doer of the other's."""
    found: list[tuple[str, Token]] = []
    if hit.frame.type == "demand" and not (hit.slots.object or hit.slots.slot("on")):
        for child in hit.trigger.children:
            if child.dep_ in ("ccomp", "xcomp"):
                found += [("on", c) for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
        return found
    if hit.frame.type != "intent":
        return found
    for child in hit.trigger.children:
        if child.dep_ in ("xcomp", "acl", "advcl", "ccomp") and child.pos_ == "VERB":
            found += [("against", t) for t in arguments(child).object]
    return found


def _members(token: Token, mentions: Mentions) -> Sequence[Token]:
    """A filler and what is coordinated with it; parties coordinated before a common noun too."""
    members: list[Token] = []
    for one in conjuncts(token):
        inner = meaning_head(one)
        parties = _parties_before(inner, mentions) or _behind_event(inner, mentions)
        members += parties or [one]
    return members


def _parties_before(head: Token, mentions: Mentions) -> list[Token]:
    """The parties coordinated in "US and NATO troops"."""
    for child in head.lefts:
        if (
            child.dep_ in ("compound", "nmod", "amod", "poss")
            and mentions.actor_at(child) is not None
        ):
            chain = [child, *(c for c in child.conjuncts if c.i < head.i)]
            named = {
                actor.id or actor.name: c
                for c in chain
                if (actor := mentions.actor_at(c)) is not None
            }
            if len(named) > 1:
                return sorted(named.values(), key=lambda t: t.i)
    return []


def _behind_event(noun: Token, mentions: Mentions) -> list[Token]:
    """Who is behind an event noun that stands as a filler: "repelled Russian attacks"."""
    if mentions.actor_at(noun) is not None or noun.lemma_.lower() not in lexicon().nouns:
        return []
    return [
        child
        for child in noun.children
        if child.dep_ in ("poss", "compound", "amod", "nmod")
        and mentions.actor_at(child) is not None
    ]


def _filler(
    role: str,
    slot: str,
    token: Token,
    mentions: Mentions,
    coreference: Coreference,
    between_parties: bool,
) -> Filler | None:
    place = coreference.place_of(token)
    means = [place] if place is not None else coreference.resolve(token)
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") or (
        token.lower_ in ("midst", "amid", "amidst")
    ):
        return None
    if token.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL") or is_time_noun(token):
        return None
    if means[0].tag_ in ("WDT", "WP", "EX", "WRB"):
        return None
    entity = mentions.entity(means[0])
    weapon = slot == "object" and is_weapon_noun(meaning_head(token))
    settled = _settle(role, slot, entity, between_parties, weapon)
    if settled is None:
        return None
    return Filler(settled, token, tuple(means), slot)


def _settle(
    role: str, slot: str, entity: Entity, between_parties: bool, weapon: bool
) -> str | None:
    """The role that a filler of this kind takes under a linking pattern's role."""
    kind = entity.kind
    if role == "patient":
        if kind == "place":
            country = (
                entity.place is not None
                and entity.place.place is not None
                and (entity.place.place.kind == "country")
            )
            return "recipient" if country and slot in ("at", "against", "on") else "location"
        if kind in ("people", "crowd"):
            return "victim" if not entity.person else "recipient"
        if kind in ("party", "armed"):
            return "recipient"
        if kind not in ("thing", "site"):
            return None
        return "weapon" if weapon else "target"
    if role == "side":
        return (
            "actor"
            if kind in ("party", "armed", "people", "crowd")
            else ("location" if kind == "place" else None)
        )
    if role == "doer":
        return "actor" if kind in ("party", "armed", "people", "crowd") else None
    if role == "weapon":
        return "weapon" if kind in ("thing", "site") else None
    if role == "displaced":
        return "actor" if kind in ("party", "people", "crowd", "armed") else None
    if role == "actor":
        if kind == "place":
            return "location" if slot in ("of", "modifier") else "actor"
        return "actor" if kind != "control" else None
    if role in ("location", "origin", "destination"):
        return role if kind == "place" else ("target" if slot == "subject" else None)
    if role == "recipient":
        return "location" if kind == "place" and not between_parties else "recipient"
    return role


def governs(upper: Proposition, lower: Proposition) -> bool:
    """Whether one proposition's clause contains the other's trigger."""
    return upper.verb.is_ancestor(lower.trigger) and clause_verb(lower.trigger) != upper.verb


def frame_of(slug: str) -> Frame | None:
    """Some frame of a claim type."""
    return next((f for f in lexicon().frames if f.type == slug), None)
