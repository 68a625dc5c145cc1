"""Who says it, of the words that a model says name the sources."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from sayso.actors import ResolvedActor, is_party
from sayso.model import Attribution
from sayso.reading.llm.answer import SaidSource
from sayso.reading.llm.grounding import Span, Words
from sayso.reading.mentions import Mentions
from sayso.reading.said import Issuer, Said

_NAMED = frozenset({"person", "organisation", "media"})
"""Kinds of sources that the registry can know."""


class Sources:
    """The sources of one report, asked by quotes.

    :param issuer: in whose name the whole text speaks; it stands before every other source
    """

    def __init__(
        self,
        doc: Doc,
        words: Words,
        mentions: Mentions,
        issuer: Issuer | None,
        dropped: Counter[str],
    ) -> None:
        self._doc = doc
        self._words = words
        self._mentions = mentions
        self._said = Said(doc, (), mentions, issuer)
        self._dropped = dropped

    def chain(
        self, said: Sequence[SaidSource], near: Span, sides: Sequence[ResolvedActor]
    ) -> tuple[Attribution, ...]:
        """The chain of sources, outermost first.

        :param sides: who takes part in what is told
        """
        links = []
        for one in said:
            link = self._link(one, near)
            if link is None:
                self._dropped["sources that do not stand in the text"] += 1
                continue
            actor = self._said.actor_of(link)
            party = actor is not None and is_party(actor, sides, self._mentions.registry)
            links.append(msgspec.structs.replace(link, party=party))
        own = self._said.chain(0, 0)
        if not own or any(link.kind == "media" for link in links):
            return tuple(links)
        issuer = own[0]
        others = [
            link
            for link in links
            if link.kind != "author"
            and link.mention != issuer.mention
            and (link.name is None or link.name != issuer.name)
        ]
        return (issuer, *others)

    def _link(self, said: SaidSource, near: Span) -> Attribution | None:
        span = self._words.nearest(said.words, near)
        if span is None:
            return None
        tokens = self._doc.char_span(*span, alignment_mode="expand")
        head = tokens.root if tokens is not None and len(tokens) else None
        actor = self._mentions.actor_at(head) if head is not None and said.kind in _NAMED else None
        cue = self._words.nearest(said.cue, near) if said.cue else None
        if said.cue and cue is None:
            self._dropped["cues that do not stand in the text"] += 1
        return Attribution(
            mention=self._words.text_of(span),
            start=span[0],
            end=span[1],
            cue=None if cue is None else self._words.text_of(cue),
            kind=said.kind,
            id=actor.id if actor else None,
            name=actor.name if actor else None,
        )
