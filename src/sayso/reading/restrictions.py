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
        found = [_kind(t, mentions, coreference) for t in fillers]
        if not any(covers(kind, kinds) for kind in found) and not (
            "none" in kinds and slot == "subject" and _unknown_name(fillers[0], found[0])
        ):
            return False
    return True


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
