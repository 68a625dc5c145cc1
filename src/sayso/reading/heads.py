"""Who leads whom, told without a verb: "the OLA under Jaal Marroo", "the group of Hamada Kheirou"."""

from spacy.tokens import Token

from sayso.reading.clauses import Arguments, clause_verb
from sayso.reading.lexicon import lexicon
from sayso.reading.mentions import Mentions
from sayso.reading.triggers import Hit

_GROUPS = frozenset({"party", "armed"})
_BANDS = frozenset({"group", "faction", "militia", "movement", "band", "gang", "wing", "splinter"})


def head_hit(group: Token, mentions: Mentions) -> Hit | None:
    """The hit of a group with a person named after "under" or "of"; its trigger is the preposition."""
    if group.pos_ not in ("NOUN", "PROPN"):
        return None
    for preposition in group.children:
        if preposition.dep_ != "prep" or preposition.lower_ not in ("under", "of"):
            continue
        for name in preposition.children:
            if name.dep_ != "pobj" or not _is_person(name, mentions):
                continue
            entity = mentions.entity(group)
            unknown = group.pos_ == "PROPN" and entity.kind == "thing"
            if entity.person or not (entity.kind in _GROUPS or unknown):
                continue
            if preposition.lower_ == "of" and not (
                group.pos_ == "PROPN" or group.lemma_.lower() in _BANDS
            ):
                continue
            frame = next(f for f in lexicon().frames if f.type == "leadership")
            slots = Arguments(subject=[name], prepositions={"of": [group]})
            return Hit(preposition, clause_verb(group), frame, frame.type, slots, "relation")
    return None


def _is_person(name: Token, mentions: Mentions) -> bool:
    """Whether a name is a person's, known as one or of two parts and neither a place nor a body."""
    if name.pos_ != "PROPN":
        return False
    entity = mentions.entity(name)
    if entity.person:
        return True
    parts = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in name.children)
    return entity.kind == "thing" and parts and entity.place is None and entity.actor is None
