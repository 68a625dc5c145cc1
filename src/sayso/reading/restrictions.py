"""Whether what fills the slots of a trigger is of the kinds that its frame asks for."""

from collections.abc import Iterable

from spacy.tokens import Token

from sayso.reading.clauses import meaning_head
from sayso.reading.coreference import Coreference
from sayso.reading.lexicon import FillerKind
from sayso.reading.mentions import Mentions
from sayso.reading.triggers import Hit, weapon_head

_KIND_COVERS: dict[str, frozenset[str]] = {
    "party": frozenset({"party", "armed"}),
    "armed": frozenset({"armed", "party"}),
    "people": frozenset({"people", "crowd"}),
    "crowd": frozenset({"crowd", "people"}),
    "place": frozenset({"place", "site"}),
    "thing": frozenset({"thing", "site"}),
    "control": frozenset({"control"}),
}


def allowed(hit: Hit, mentions: Mentions, coreference: Coreference) -> bool:
    """Whether the fillers are of the kinds that the frame asks for."""
    frame = hit.frame
    for slot, words in frame.when.items():
        fillers = _fillers(hit, slot)
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
    for slot, kinds in frame.only.items():
        if hit.form == "noun" and slot in ("subject", "object"):
            continue
        fillers = hit.slots.slot(slot) or (hit.slots.by if slot == "subject" else [])
        if not fillers:
            if "none" in kinds or slot != "object" or hit.slots.passive or len(hit.words) > 1:
                continue
            return False
        found = [_kind(t, mentions, coreference) for t in fillers]
        if any(covers(kind, kinds) for kind in found):
            continue
        if not _unknown_name(fillers[0], found[0]):
            return False
        if not (slot == "subject" and "none" in kinds) and not (
            slot in ("subject", "object") and _speaks_for_itself(hit, mentions, coreference)
        ):
            return False
    return True


def _fillers(hit: Hit, slot: str) -> list[Token]:
    """What fills a slot; ``carrier`` is what comes or is sent, ``load`` what it carries."""
    slots = hit.slots
    if slot in ("carrier", "load"):
        carriers = slots.object if slots.passive or not slots.subject else slots.subject
        if slot == "carrier":
            return carriers
        return [t for one in carriers for t in one.subtree if t != one]
    return slots.slot(slot) or (slots.by if slot == "subject" else [])


_OF_PLACES = frozenset({"take", "fall", "hold", "held", "move", "catch", "snatch"})
"""Linking patterns of verbs whose object, unless it is known to be none, is a place or a captive."""


def _speaks_for_itself(hit: Hit, mentions: Mentions, coreference: Coreference) -> bool:
    """Whether a verb and its armed subject tell enough for an object whose name nobody knows."""
    if hit.form != "verb" or hit.frame.links not in _OF_PLACES:
        return False
    doers = (*hit.slots.subject, *hit.slots.by)
    return any(_kind(t, mentions, coreference) in ("party", "armed") for t in doers)


def _counted(hit: Hit) -> list[Token]:
    """The fillers that a number counts: "has 2,000 men", "is down to 60 men"."""
    slots = hit.slots
    return [
        t
        for t in (*slots.object, *slots.slot("to"), *slots.slot("at"))
        if t.pos_ == "NUM" or any(c.dep_ in ("nummod", "quantmod") for c in t.children)
    ]


def _is_located(token: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("in", "at", "near", "on") for c in token.children)


def _means_to_act(hit: Hit) -> bool:
    """Whether the infinitive is the subject's own act: "wants to go", not "wants you to go"."""
    return any(
        c.dep_ == "xcomp"
        and any(to.dep_ == "aux" and to.lower_ == "to" for to in c.children)
        and not any(own.dep_ in ("nsubj", "nsubjpass") for own in c.children)
        for c in hit.trigger.children
    )


def _denied(hit: Hit) -> bool:
    """Whether it is said not to be done, or by nobody: "did not open", "has said nothing"."""
    verb = hit.verb
    if any(c.lower_ in ("no", "neither") for c in hit.trigger.children):
        return True
    return any(
        c.dep_ == "neg" or c.lower_ in ("nothing", "nobody", "neither") for c in verb.children
    ) or any(c.lower_ in ("no", "neither") for word in verb.children for c in word.children)


def _person(token: Token) -> bool:
    """Whether one person is named or meant, and not a number or a kind of people."""
    return token.pos_ == "PROPN" or token.lower_ in ("him", "her", "he", "she", "who")


_ALL = frozenset({"household", "population", "folk", "whole"})
_ANYBODY = frozenset({"people", "woman", "child", "man", "mother", "staff", "arrival", "national"})


def _many(token: Token) -> bool:
    """Whether a noun stands for a number of people rather than for one."""
    counted = token.tag_ == "CD" or any(c.dep_ in ("nummod", "quantmod") for c in token.children)
    if counted or meaning_head(token) != token:
        return True
    lemma = token.lemma_.lower()
    return (token.tag_ in ("NNS", "NNPS") or lemma in _ALL) and lemma not in _ANYBODY


_THRONGS = frozenset({"hundred", "thousand", "score", "dozen", "million"})
_A_THRONG = 100


def _throng(token: Token) -> bool:
    """Whether a bare number is so great that it can only be of people who go: "8,000 have left"."""
    digits = token.text.replace(",", "")
    if digits.isdigit():
        return int(digits) >= _A_THRONG
    return token.lemma_.lower() in _THRONGS and not any(c.dep_ == "prep" for c in token.children)


def _unknown_name(token: Token, kind: FillerKind) -> bool:
    """Whether a subject is a name that nobody knows: who it is says nothing against a frame."""
    return kind == "thing" and token.pos_ == "PROPN"


def covers(kind: str, wanted: Iterable[str]) -> bool:
    return any(kind == one or kind in _KIND_COVERS.get(one, ()) for one in wanted)


def _kind(token: Token, mentions: Mentions, coreference: Coreference) -> FillerKind:
    place = coreference.place_of(token)
    if place is not None:
        return "place"
    means = coreference.resolve(token)
    if not means or means[0].pos_ == "PRON":
        return "none"
    return mentions.entity(means[0]).kind


def _on_object(hit: Hit, preposition: str) -> bool:
    """Whether the parser hung a preposition on the object: "has | cells in the town"."""
    return any(c.lower_ == preposition for t in hit.slots.object for c in t.children)


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
        elif need == "counted":
            if _counted(hit):
                return True
        elif need == "counted-only":
            if any(not _is_located(t) for t in _counted(hit)):
                return True
        elif need == "own infinitive":
            if _means_to_act(hit):
                return True
        elif need == "denied":
            if _denied(hit):
                return True
        elif need == "person":
            if any(_person(t) for t in hit.slots.object):
                return True
        elif need == "many":
            if any(_many(t) for t in (*hit.slots.object, *hit.slots.subject)):
                return True
        elif need == "throng":
            if any(_throng(t) for t in hit.slots.subject):
                return True
        elif need == "that":
            if any(c.dep_ == "ccomp" for c in hit.trigger.children):
                return True
        elif hit.slots.slot(need) or (hit.frame.links == "hosting" and _on_object(hit, need)):
            return True
    return False
