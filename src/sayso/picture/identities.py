"""Who reviewers say an actor is: one with another, or a part of what goes by its names.

Claims are never changed; they are looked at through these edges, so that an edge holds for reports
that come later, for a reading made anew and for any state of the registry, and is gone when undone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from sayso.model import ActorCard, ActorEdge, Attribution, Casualties, Claim, Decision, Participant
from sayso.picture.words import words_of

_ARTICLES = frozenset(["the", "a", "an"])
_SIDES = ("actor", "recipient", "victim", "target")


def called(name: str) -> str:
    """A name without case, accents, punctuation and leading article."""
    words = words_of(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


@dataclass
class Identities:
    """The edges in force, asked who is meant.

    Of two edges on the same actor, or on the same name of one, the later counts: an actor that was
    merged into a second, and the second then into it, is itself, and the second is merged into it.
    """

    _into: dict[str, ActorCard] = field(default_factory=dict)
    _split: dict[tuple[str, str], ActorCard] = field(default_factory=dict)
    _about: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Identities":
        """Those that decisions amount to.

        :raises DataError: when a decision on actors does not say who is who
        """
        made = cls()
        for decision in sorted(
            (d for d in decisions if d.undone is None), key=lambda d: (d.made, d.id)
        ):
            edge = decision.on_actors
            if edge is not None and decision.kind == "merge-actors":
                made._merge(edge)
            elif edge is not None:
                made._part(edge)
        made._about = {*made._into, *(actor for actor, _ in made._split)}
        return made

    def __bool__(self) -> bool:
        return bool(self._into or self._split)

    def _merge(self, edge: ActorEdge) -> None:
        self._into.pop(edge.into.id, None)
        for actor in edge.actors:
            if actor != edge.into.id:
                self._into[actor] = edge.into

    def _part(self, edge: ActorEdge) -> None:
        self._into.pop(edge.into.id, None)
        for actor in edge.actors:
            self._split.update(((actor, called(name)), edge.into) for name in edge.called)

    def who(self, id_: str, *names: str | None) -> ActorCard | None:
        """Who an actor that goes by these names is; null when no reviewer said that it is another."""
        if id_ not in self._about:
            return None
        keys = [called(name) for name in names if name]
        card: ActorCard | None = None
        taken: set[tuple[str, str]] = set()
        while True:
            split = next((s for key in keys if (s := (id_, key)) in self._split), None)
            if split is not None and split not in taken:
                taken.add(split)
                card = self._split[split]
            elif id_ in self._into:
                card = self._into[id_]
            else:
                return card
            id_ = card.id

    def behind(self, ids: Iterable[str]) -> tuple[str, ...]:
        """These ids or names of actors, and the ids under which claims may hold what counts as theirs."""
        wanted = dict.fromkeys(ids)
        edges = [*self._into.items(), *((actor, c) for (actor, _), c in self._split.items())]
        grown = True
        while grown:
            keys = {called(one) for one in wanted}
            found = [a for a, card in edges if card.id in wanted or called(card.name) in keys]
            grown = any(actor not in wanted for actor in found)
            wanted.update(dict.fromkeys(found))
        return tuple(wanted)

    def told(self, claim: Claim, actors: Iterable[str]) -> bool:
        """Whether one of these ids or names takes part in a claim, as its participants are seen."""
        wanted = frozenset(actors)
        keys = {called(one) for one in wanted}
        return any(
            p.id in wanted or called(p.name or "") in keys or called(p.mention) in keys
            for p in self.seen(claim).participants
        )

    def says(self, claim: Claim, sources: Iterable[str]) -> bool:
        """Whether one of these ids or names is in a claim's chain of sources, or published it."""
        wanted = frozenset(sources)
        keys = {called(one) for one in wanted}
        if called(claim.report.publisher or "") in keys:
            return True
        return any(
            link.id in wanted or called(link.name or "") in keys or called(link.mention) in keys
            for link in self.seen(claim).attribution
        )

    def seen(self, claim: Claim) -> Claim:
        """The claim with everybody as who they are."""
        if not self:
            return claim
        participants = tuple(self._participant(p) for p in claim.participants)
        sides = {p.id for p in participants if p.id and p.role in _SIDES}
        attribution = tuple(self._link(link, sides) for link in claim.attribution)
        casualties = tuple(self._losses(losses) for losses in claim.casualties)
        changed = (participants, attribution, casualties)
        if changed == (claim.participants, claim.attribution, claim.casualties):
            return claim
        return msgspec.structs.replace(
            claim, participants=participants, attribution=attribution, casualties=casualties
        )

    def _participant(self, part: Participant) -> Participant:
        card = self.who(part.id, part.mention, part.name) if part.id else None
        if card is None or card.id == part.id:
            return part
        return msgspec.structs.replace(
            part,
            id=card.id,
            name=card.name,
            kind=card.kind,
            country=card.country or part.country,
            wikidata=card.wikidata,
        )

    def _link(self, link: Attribution, sides: set[str]) -> Attribution:
        card = self.who(link.id, link.mention, link.name) if link.id else None
        if card is None or card.id == link.id:
            return link
        return msgspec.structs.replace(
            link, id=card.id, name=card.name, party=link.party or card.id in sides
        )

    def _losses(self, losses: Casualties) -> Casualties:
        card = self.who(losses.side, losses.side_name) if losses.side else None
        if card is None or card.id == losses.side:
            return losses
        return msgspec.structs.replace(losses, side=card.id, side_name=card.name)


def concerns(actor: str, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions on actors that name this one, oldest first."""
    return tuple(
        decision
        for decision in decisions
        if (edge := decision.on_actors) is not None and actor in (*edge.actors, edge.into.id)
    )
