"""Who leads whom, told without a verb: "the OLA under Jaal Marroo", "the LRA's chief, Joseph Kony"."""

from spacy.tokens import Token

from sayso.reading.clauses import Arguments, clause_verb
from sayso.reading.coreference import Coreference
from sayso.reading.lexicon import lexicon
from sayso.reading.mentions import Mentions
from sayso.reading.triggers import Hit

_GROUPS = frozenset({"party", "armed"})
_BANDS = frozenset({"group", "faction", "militia", "movement", "band", "gang", "wing", "splinter"})
_TITLES = frozenset(
    {"leader", "chief", "commander", "chairman", "chairwoman", "emir", "founder", "boss", "patron", "coordinator"}
)  # fmt: skip
_PAST = frozenset({"former", "ex", "late", "then", "deposed", "ousted", "local", "police"})


def leader_hit(token: Token, mentions: Mentions, coreference: Coreference) -> Hit | None:
    """The hit of a group with a person named after "under" or "of", or of a title beside a name."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    return _named_after(token, mentions, coreference) or _titled(token, mentions, coreference)


def _named_after(group: Token, mentions: Mentions, coreference: Coreference) -> Hit | None:
    """The hit of "GROUP under NAME" and "GROUP of NAME"; its trigger is the preposition."""
    for preposition in group.children:
        if preposition.dep_ != "prep" or preposition.lower_ not in ("under", "of"):
            continue
        for name in preposition.children:
            if name.dep_ != "pobj" or not _is_person(name, mentions):
                continue
            if not _is_group(group, mentions, coreference):
                continue
            if preposition.lower_ == "of" and not (
                group.pos_ == "PROPN" or group.lemma_.lower() in _BANDS
            ):
                continue
            return _hit(preposition, name, group)
    return None


def _titled(title: Token, mentions: Mentions, coreference: Coreference) -> Hit | None:
    """The hit of "its chairman, NAME", "the LRA leader NAME" and "the group's commander NAME"."""
    if title.lemma_.lower() not in _TITLES or any(c.lower_ in _PAST for c in title.children):
        return None
    if title.dep_ == "compound" and title.head.i > title.i:
        name, owners = title.head, [*title.head.children, *title.children]
    else:
        names = [c for c in title.children if c.dep_ == "appos" and c.i > title.i]
        if not names:
            return None
        name, owners = names[0], list(title.children)
    if not _is_person(name, mentions):
        return None
    for owner in owners:
        if owner.i >= title.i:
            continue
        if owner.dep_ == "poss" and (
            owner.tag_ in ("PRP$", "WP$") or _is_group(owner, mentions, coreference)
        ):
            return _hit(title, name, owner)
        if owner.dep_ in ("compound", "nmod", "amod") and mentions.actor_at(owner) is not None:
            return _hit(title, name, owner)
    return None


def _hit(trigger: Token, name: Token, group: Token) -> Hit:
    frame = next(f for f in lexicon().frames if f.type == "leadership")
    slots = Arguments(subject=[name], prepositions={"of": [group]})
    return Hit(trigger, clause_verb(trigger), frame, frame.type, slots, "relation")


def _is_group(token: Token, mentions: Mentions, coreference: Coreference) -> bool:
    """Whether a noun stands for a party or an armed group, or is a name that nobody knows."""
    means = coreference.resolve(token) or [token]
    entity = mentions.entity(means[0])
    unknown = token.pos_ == "PROPN" and entity.kind == "thing"
    return not entity.person and (entity.kind in _GROUPS or unknown)


def _is_person(name: Token, mentions: Mentions) -> bool:
    """Whether a name is a person's, known as one or of two parts and neither a place nor a body."""
    if name.pos_ != "PROPN":
        return False
    entity = mentions.entity(name)
    if entity.person:
        return True
    parts = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in name.children)
    return entity.kind == "thing" and parts and entity.place is None and entity.actor is None
