"""Who takes part in a proposition, as the claim names them."""

import msgspec
from spacy.tokens import Token

from sayso.actors import ResolvedActor, is_party
from sayso.model import Attribution, Participant, Role, ontology
from sayso.reading.clauses import arguments
from sayso.reading.coreference import Coreference
from sayso.reading.mentions import Mentions
from sayso.reading.nouns import is_owned_noun
from sayso.reading.propositions import Proposition
from sayso.reading.said import Said

_OWN_DEEDS = frozenset(
    {"ceasefire", "withdrawal", "sanction", "aid", "appointment", "dismissal", "release", "strike",
     "responsibility", "intent", "recruitment", "deployment"}
)  # fmt: skip
"""What somebody who announces it without naming another doer does himself."""

_ROLES: frozenset[str] = frozenset({"actor", "recipient", "victim", "target", "weapon", "office"})


class Casting:
    """Turns the fillers of propositions into participants and knows which sources are parties."""

    def __init__(self, mentions: Mentions, coreference: Coreference, said: Said) -> None:
        self.mentions = mentions
        self.coreference = coreference
        self.said = said

    def participants(self, proposition: Proposition) -> tuple[Participant, ...]:
        """The participants of a proposition, each party once in each role."""
        found: list[Participant] = []
        seen: set[tuple[str, str]] = set()
        for filler in proposition.fillers:
            if filler.role not in _ROLES:
                continue
            for token in filler.means:
                entity = self.mentions.entity(token)
                actor = self._actor_of(token)
                if (
                    actor is not None
                    and filler.role == "recipient"
                    and any(
                        p.role == "actor" and p.id is not None and p.id == actor.id for p in found
                    )
                ):
                    actor, entity = None, self.mentions.bare(token)
                key = (filler.role, (actor.id or actor.name) if actor else entity.text.lower())
                if key in seen:
                    continue
                seen.add(key)
                found.append(
                    Participant(
                        role=_role(filler.role),
                        mention=entity.text,
                        start=entity.start,
                        end=entity.end,
                        id=actor.id if actor else None,
                        name=actor.name
                        if actor and actor.id
                        else self._owner_name(token) or (actor.name if actor else None),
                        kind=actor.kind if actor else ("person" if entity.person else None),
                        country=actor.country if actor else None,
                        wikidata=actor.wikidata if actor else None,
                    )
                )
        return tuple(found)

    def _owner_name(self, token: Token) -> str | None:
        """Whose "his men" and "their fighters" are, as the text names the owner."""
        pointer = next((c for c in token.children if c.tag_ in ("PRP$", "WP$")), None)
        if pointer is None or not is_owned_noun(token):
            return None
        owner = self.coreference.owner(token)
        if owner is None or owner == pointer or owner.pos_ != "PROPN":
            return None
        return self.mentions.entity(owner).text

    def with_speaker(
        self,
        proposition: Proposition,
        participants: tuple[Participant, ...],
        chain: tuple[Attribution, ...],
    ) -> tuple[Participant, ...]:
        """Participants with the source as actor where the words themselves are its act."""
        speaks = proposition.type in ("denial", "accusation", "threat", "demand")
        refuses = proposition.type in ("talks", "agreement", "ceasefire")
        if speaks:
            named = {
                self.mentions.entity(token).start
                for filler in proposition.in_role("actor")
                for token in filler.means
                if token.pos_ == "PROPN"
                or (filler.slot in ("subject", "by") and self._is_somebody(token))
            }
            able = [
                p
                for p in participants
                if p.role != "actor" or p.id is not None or p.kind is not None or p.start in named
            ]
            if any(p.role == "actor" for p in able) or not chain:
                return participants
            return (*able, self._as_actor(chain[-1]))
        if chain and self._is_announced(proposition, participants, chain[-1]):
            return (self._as_actor(chain[-1]), *participants)
        at = proposition.trigger.idx
        act = self.said.act_over(at, at + 1) if refuses else None
        if act is not None and not any(p.mention == act.mention for p in participants):
            return (self._as_actor(act), *participants)
        return participants

    def _is_somebody(self, token: Token) -> bool:
        """Whether a common noun stands for people or a body: "the callers", "the command"."""
        kind = self.mentions.entity(token).kind
        return token.pos_ == "NOUN" and kind in ("party", "armed", "people")

    def _is_announced(
        self,
        proposition: Proposition,
        participants: tuple[Participant, ...],
        link: Attribution,
    ) -> bool:
        """Whether the very source announces a deed that only it can do: "proclaimed a truce"."""
        noun = proposition.trigger
        verb = noun.head
        if proposition.type not in _OWN_DEEDS or proposition.hit.form != "noun":
            return False
        if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
            return False
        if link.start is None or link.end is None or any(p.role == "actor" for p in participants):
            return False
        slots = arguments(verb)
        speakers = slots.by if slots.passive else slots.subject
        return any(link.start <= t.idx < link.end for t in speakers)

    def threatens(
        self, proposition: Proposition, chain: tuple[Attribution, ...], classes: tuple[str, ...]
    ) -> bool:
        """Whether a future act of violence is announced by the very party that would do it."""
        entry = ontology()[proposition.type]
        if not chain or not (entry.violent or "warn" in classes[-1:]):
            return False
        link = chain[-1]
        if any(f.token.lower_ in ("we", "i") for f in proposition.in_role("actor")):
            return True
        if any(
            link.start is not None
            and link.end is not None
            and link.start <= self.mentions.entity(token).start < link.end
            for filler in proposition.in_role("actor")
            for token in filler.means
        ):
            return True
        source = self.said.actor_of(link)
        if source is None:
            return False
        doers = [
            actor
            for filler in proposition.in_role("actor")
            for token in filler.means
            if (actor := self._actor_of(token)) is not None
        ]
        return is_party(source, doers, self.mentions.registry)

    def with_parties(
        self, chain: tuple[Attribution, ...], proposition: Proposition
    ) -> tuple[Attribution, ...]:
        """The chain with each source marked that is a side in what it tells."""
        sides = [
            actor
            for filler in proposition.fillers
            for token in filler.means
            if (actor := self.mentions.entity(token).actor) is not None
        ]
        marked = []
        for link in chain:
            source = self.said.actor_of(link)
            party = link.party or (
                source is not None and is_party(source, sides, self.mentions.registry)
            )
            marked.append(msgspec.structs.replace(link, party=party))
        return tuple(marked)

    def _as_actor(self, link: Attribution) -> Participant:
        actor = self.said.actor_of(link)
        return Participant(
            role="actor",
            mention=link.mention,
            start=link.start,
            end=link.end,
            id=link.id,
            name=link.name,
            kind=actor.kind if actor else None,
            country=actor.country if actor else None,
            wikidata=actor.wikidata if actor else None,
        )

    def _actor_of(self, token: Token) -> ResolvedActor | None:
        """Who a filler is; fighters and men of somebody are that somebody's."""
        actor = self.mentions.entity(token).actor
        if actor is not None and actor.id is not None:
            return actor
        owner = self.coreference.owner(token)
        if owner is not None and is_owned_noun(token):
            owner = self.coreference.side_of(owner) or owner
            owning = self.mentions.entity(owner).actor
            if owning is not None and owning.id is not None:
                return owning
        return actor


def _role(name: str) -> Role:
    match name:
        case "actor" | "recipient" | "victim" | "target" | "weapon" | "office":
            return name
    raise ValueError(name)
