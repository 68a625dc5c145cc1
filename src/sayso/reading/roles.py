"""Which role each argument of a trigger fills: slots through the linking pattern of its frame.

Coordinated fillers are spread, pronouns and descriptions replaced by what they stand for, and the
two open roles settled: a *patient* by what fills it, a *side* as one of the actors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.reading.clauses import arguments, conjuncts, meaning_head
from sayso.reading.coreference import Coreference
from sayso.reading.counted_nouns import is_person
from sayso.reading.lexicon import lexicon
from sayso.reading.mentions import Entity, Mentions
from sayso.reading.nouns import (
    delivers_weapon,
    is_deed,
    is_owned_noun,
    is_time_noun,
    is_weapon_noun,
    stands_for_force,
    stands_for_somebody,
)
from sayso.reading.triggers import Hit


@dataclass(frozen=True)
class Filler:
    """One role of a proposition: the token as it stands, and the tokens it stands for."""

    role: str
    token: Token
    means: tuple[Token, ...]
    slot: str


_BY_STATES = frozenset(
    {"sanction", "aid", "accusation", "denial", "demand", "threat", "comment", "recruitment", "intent"}
)  # fmt: skip
"""Types that a town's name as subject tells of those who govern there: "Brussels imposed nothing"."""

_BETWEEN_PARTIES = frozenset({"tell", "give", "support", "meet", "belong", "name", "lead", "yield"})
"""Linking patterns whose ends are parties even when a capital's name stands for one."""


def fill(hit: Hit, coreference: Coreference) -> list[Filler]:
    """The roles of a hit: its slots through the linking pattern of its frame."""
    mentions = coreference.mentions
    links = lexicon().links[hit.frame.links]
    between_parties = hit.frame.links in _BETWEEN_PARTIES
    by_states = between_parties or hit.type in _BY_STATES
    delivers = delivers_weapon(hit.carrier or hit.trigger)
    found: list[Filler] = []
    seen: set[tuple[str, int]] = set()
    for slot, token in (*hit.slots.slots(), *_planned(hit)):
        role = links.get(slot)
        if role is None and hit.type in _BLASTS and slot in _BESIDE_BLAST:
            role = "patient"
        if role is None or role == "none":
            continue
        if slot == "modifier" and not _is_behind(token, hit, mentions):
            continue
        for member in _members(token, mentions):
            if member in hit.words and not stands_for_somebody(member):
                continue
            if member == hit.trigger and hit.form != "suffix":
                continue
            sent = slot == "object" and is_weapon_noun(meaning_head(member)) and delivers
            parties = by_states if slot == "subject" else between_parties
            filler = _filler(role, slot, member, mentions, coreference, parties, sent)
            if filler is None or _is_asked_for(filler, hit, mentions):
                continue
            if _goes_free(filler, hit, mentions):
                filler = Filler("recipient", filler.token, filler.means, filler.slot)
            for one in (filler, *_also_suffers(filler, role, hit, mentions)):
                key = (one.role, one.means[0].i)
                if key not in seen:
                    seen.add(key)
                    found.append(one)
    found += _companions(found, hit, coreference)
    if hit.form == "noun" and hit.frame.links == "hit" and is_person(hit.trigger):
        found.append(Filler("actor", hit.trigger, (hit.trigger,), "subject"))
    suffer = {
        f.means[0].i for f in found if f.role in ("victim", "recipient") and f.slot == "object"
    }
    return [
        f
        for f in found
        if not (f.role == "actor" and f.slot == "subject" and f.means[0].i in suffer)
    ]


_BLASTS = frozenset({"explosion", "suicide-bombing"})
_BESIDE_BLAST = frozenset({"beside", "near", "outside", "under", "beneath", "among", "amid"})
"""What a bomb goes off beside is hit by it: "exploded outside the ministry"."""


def _is_asked_for(filler: Filler, hit: Hit, mentions: Mentions) -> bool:
    """Whether the object of a demand is what is asked and not of whom: "demanded | a ransom"."""
    if hit.frame.type != "demand" or filler.role != "recipient" or filler.slot != "object":
        return False
    entity = mentions.entity(filler.means[0])
    return entity.kind == "thing" and filler.means[0].pos_ in ("NOUN", "NUM")


def _goes_free(filler: Filler, hit: Hit, mentions: Mentions) -> bool:
    """Whether the subject of a release without an object is who is let go: "twelve women came home"."""
    if hit.type != "release" or hit.form != "verb" or filler.role != "actor":
        return False
    if filler.slot != "subject" or hit.slots.by:
        return False
    if any(mentions.entity(o).kind != "place" for o in hit.slots.object):
        return False
    return mentions.entity(filler.means[0]).kind in ("people", "crowd")


def _also_suffers(filler: Filler, role: str, hit: Hit, mentions: Mentions) -> list[Filler]:
    """Those who flee both go and are driven out, those sent by somebody go and are sent."""
    if role == "actor" and hit.frame.links == "send" and filler.slot == "object":
        sent = bool(hit.slots.subject or hit.slots.by)
        kind = mentions.entity(filler.means[0]).kind
        if sent and kind in ("party", "armed", "people"):
            return [Filler("recipient", filler.token, filler.means, filler.slot)]
    if role != "displaced" or filler.role != "actor":
        return []
    entity = mentions.entity(filler.means[0])
    if entity.kind not in ("people", "crowd"):
        return []
    suffers = "recipient" if entity.person else "victim"
    return [Filler(suffers, filler.token, filler.means, filler.slot)]


_TOGETHER = frozenset({"together", "along", "jointly", "side"})
_BESIDE = frozenset({"alongside", "beside"})
_JOINED = frozenset({"accompany", "join"})
_GOING = frozenset({"move", "arrive", "send"})
"""Linking patterns of going, in which whoever one goes "with" goes as well."""


def _companions(found: Sequence[Filler], hit: Hit, coreference: Coreference) -> list[Filler]:
    """Those who act together with the doer: "the army, together with X, advanced".

    Of a doer "accompanied by X", one who acts "alongside X", and one who goes somewhere "with X".
    """
    doers = [f for f in found if f.role == "actor" and f.slot in ("subject", "by")]
    if not doers:
        return []
    mentions = coreference.mentions
    beside: list[Token] = []
    for holder in dict.fromkeys([*(f.token for f in doers), hit.verb]):
        for child in holder.children:
            if child.dep_ == "acl" and child.lemma_ in _JOINED and child.tag_ == "VBN":
                beside += [g for c in child.children if c.lower_ == "by" for g in c.children]
            elif child.dep_ == "prep" and _joins(child, hit, at_verb=holder == hit.verb):
                beside += [g for g in child.children if g.dep_ == "pobj"]
    known = {f.means[0].i for f in found}
    made: list[Filler] = []
    for token in beside:
        for member in _members(token, mentions):
            means = coreference.resolve(member) or [member]
            if mentions.entity(means[0]).kind in ("party", "armed") and means[0].i not in known:
                known.add(means[0].i)
                made.append(Filler("actor", member, tuple(means), "with"))
    return made


def _joins(preposition: Token, hit: Hit, *, at_verb: bool) -> bool:
    """Whether a preposition brings in others who do the same."""
    if preposition.lower_ in _BESIDE:
        return True
    if preposition.lower_ != "with":
        return False
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    return before in _TOGETHER or (at_verb and hit.form == "verb" and hit.frame.links in _GOING)


_UNDERGONE = frozenset(
    {"kill", "murder", "abduct", "kidnap", "arrest", "detain", "swap", "exchange"}
)
"""Stems of nouns before which people stand as often undergoing as doing: "soldier killings"."""


def _is_behind(modifier: Token, hit: Hit, mentions: Mentions) -> bool:
    """Whether a word before an event noun says whose it is: "rebel shelling", "Taliban attack"."""
    if mentions.actor_at(modifier) is not None:
        return True
    if hit.trigger.lemma_.lower().startswith(tuple(_UNDERGONE)):
        return False
    return stands_for_force(modifier)


def _planned(hit: Hit) -> list[tuple[str, Token]]:
    """Whom an intention, a threat or a demand is directed at: the object of the act, the doer of what is asked."""
    found: list[tuple[str, Token]] = []
    if hit.frame.type == "demand" and not (hit.slots.object or hit.slots.slot("on")):
        for child in hit.trigger.children:
            if child.dep_ in ("ccomp", "xcomp"):
                found += [("on", c) for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
        return found
    if hit.frame.type not in ("intent", "threat"):
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
        parties = (
            _parties_before(inner, mentions)
            or _parties_of(inner, mentions)
            or _behind_event(inner, mentions)
        )
        parts = conjuncts(inner) if inner != one and inner.tag_ == "NNS" else []
        members += parties or (parts if len(parts) > 1 else [one])
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


def _parties_of(head: Token, mentions: Mentions) -> list[Token]:
    """The parties coordinated in "leaders of Russia and France", "fighters of the one and the other"."""
    if not is_owned_noun(head):
        return []
    for child in head.children:
        if child.dep_ != "prep" or child.lower_ not in ("of", "from"):
            continue
        for inner in child.children:
            named = [t for t in conjuncts(inner) if t.pos_ == "PROPN"]
            if inner.dep_ == "pobj" and len(named) > 1 and mentions.actor_at(inner) is not None:
                return named
    return []


def _behind_event(noun: Token, mentions: Mentions) -> list[Token]:
    """Who is behind an event noun that stands as a filler: "repelled Russian attacks"."""
    lemma = noun.lemma_.lower()
    if mentions.actor_at(noun) is not None or not (lemma in lexicon().nouns or is_deed(noun)):
        return []
    if is_owned_noun(noun) or is_person(noun):
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
    weapon: bool,
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
    if not any(c.isalpha() or c.isdigit() for c in token.text) or token.lower_ in ("ex", "non"):
        return None
    if token.head.lower_ == "by" and token.pos_ == "NOUN" and _is_means(token, entity):
        return None
    if slot == "by" and token.pos_ == "NUM" and not any(token.children):
        return None
    if _is_each_other(token):
        return None
    named = means[0].pos_ == "PROPN" and means[0].ent_type_ not in ("GPE", "LOC", "FAC", "EVENT")
    settled = _settle(role, slot, entity, between_parties, weapon, named)
    if settled is None:
        return None
    return Filler(settled, token, tuple(means), slot)


def _is_each_other(token: Token) -> bool:
    """Whether a word is the end of "each other" or "one another": nobody else."""
    before = {child.lower_ for child in token.children}
    return (token.lower_ == "other" and "each" in before) or (
        token.lower_ == "another" and "one" in before
    )


def _is_means(token: Token, entity: Entity) -> bool:
    """Whether a noun after "by" says how, not who: "by sea", "by force"."""
    if entity.kind in ("thing", "site"):
        return True
    nobody = entity.actor is None or entity.actor.id is None
    return nobody and token.tag_ == "NN" and not any(token.lefts)


_SIDE_SLOTS = frozenset({"subject", "object", "by", "with", "against", "between", "among"})
"""Slots in which a country's name is a party to an event between parties."""


def _is_country(entity: Entity) -> bool:
    place = entity.place.place if entity.place is not None else None
    return place is not None and place.kind == "country"


def _settle(
    role: str, slot: str, entity: Entity, between_parties: bool, weapon: bool, named: bool
) -> str | None:
    """The role that a filler of this kind takes under a linking pattern's role."""
    kind = entity.kind
    if role == "patient":
        if kind == "place":
            attacked = _is_country(entity) and slot in ("at", "against", "on")
            return "recipient" if attacked else "location"
        if kind in ("people", "crowd"):
            return "victim" if not entity.person else "recipient"
        if kind in ("party", "armed"):
            return "recipient"
        if kind not in ("thing", "site"):
            return None
        return "weapon" if weapon else "target"
    if role == "side":
        country = _is_country(entity) and slot in _SIDE_SLOTS
        if country or kind in ("party", "armed", "people", "crowd") or (kind == "thing" and named):
            return "actor"
        if kind == "place":
            return "actor" if slot == "with" else "location"
        return None
    if role == "doer":
        return "actor" if kind in ("party", "armed", "people", "crowd") else None
    if role == "weapon":
        return "weapon" if kind in ("thing", "site") else None
    if role == "displaced":
        if kind not in ("party", "people", "crowd", "armed"):
            return None
        return "actor" if slot != "object" else "victim" if not entity.person else "recipient"
    if role == "actor":
        if kind == "place":
            acts = entity.acts or slot == "by" or (slot == "subject" and between_parties)
            return "location" if slot in ("of", "modifier") or not acts else "actor"
        return "actor" if kind != "control" else None
    if role in ("location", "origin", "destination"):
        return role if kind == "place" else ("target" if slot == "subject" else None)
    if role == "recipient":
        return "location" if kind == "place" and not between_parties else "recipient"
    return role
