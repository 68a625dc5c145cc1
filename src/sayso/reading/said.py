"""Which sources stand over a claim: spoken spans turned into the claim's chain of attribution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.actors import ResolvedActor
from sayso.model import Attribution, Participant, SourceKind
from sayso.reading.attribution import SpokenSpan, speaking_over
from sayso.reading.attribution.kinds import kind_of
from sayso.reading.mentions import Mentions

_PROMISED = frozenset({"aid", "agreement", "ceasefire"})
"""What a promise tells of by itself: "promised a surgical team"."""

_ACT_CLASSES = {
    "denial": frozenset({"deny", "refuse"}),
    "accusation": frozenset({"accuse", "condemn"}),
    "threat": frozenset({"threaten", "warn", "promise"}),
    "demand": frozenset({"demand", "ask"}),
}

_SILENT = frozenset({"threaten", "demand", "ask", "hope"})
"""Cues whose content is no claim: what is threatened, asked for or hoped has not been said to be."""

_NAMED_KINDS = frozenset(["person", "organisation", "anonymous"])
"""Kinds that the words of a name do not tell apart for sure."""

_KIND_OF_ACTOR: Mapping[str, SourceKind] = {
    "person": "person",
    "media": "media",
    "civilians": "anonymous",
    "crowd": "anonymous",
    "community": "anonymous",
}
"""The kind of source that an actor of the registry is, where it is no organisation."""

_OBSERVERS = frozenset(["ngo", "international organisation", "peace mission"])
"""Kinds of issuers that tell of a war without being a side in it."""

_TELLING = frozenset({"say", "report", "confirm", "estimate"})
"""Cues that can tell of an event by themselves: "registered 300 displaced"."""

SPEECH_ACTS = frozenset(
    {"denial", "accusation", "threat", "demand", "comment", "responsibility", "intent"}
)
"""Claim types that a cue itself can tell of ("denied", "accused")."""


_TOLD_ACTS = frozenset({"denial", "accusation", "threat", "demand", "comment"})
"""Acts of speech that the narrator tells of whoever does them."""


@dataclass(frozen=True)
class Issuer:
    """The party in whose name the whole text speaks: the head of its name, and its offsets."""

    head: Token
    start: int
    end: int


class Said:
    """The attribution layer of one report, asked by character offsets."""

    def __init__(
        self,
        doc: Doc,
        spans: Sequence[SpokenSpan],
        mentions: Mentions,
        issuer: Issuer | None,
    ) -> None:
        self.doc = doc
        self.spans = spans
        self.issuer = issuer
        self._mentions = mentions
        self._links = [self._link(span) for span in spans]
        self._cues = [
            frozenset(token.i for token in _tokens(doc, span.cue_start, span.cue_end))
            for span in spans
        ]
        self.cue_tokens = frozenset(token for cue in self._cues for token in cue)
        self.source_tokens = frozenset(
            token.i
            for span in spans
            for start, end in ((span.core_start, span.core_end), *_channel(span))
            for token in _tokens(doc, start, end)
            if not span.covers(token.idx, token.idx + 1)
        )

    def cues_but(self, token: int) -> frozenset[int]:
        """The tokens of all cues but the one that this token is part of."""
        own = next((cue for cue in self._cues if token in cue), None)
        return self.cue_tokens if own is None else self.cue_tokens - own

    def over(self, start: int, end: int) -> tuple[int, ...]:
        """Indices of the spans over these characters, outermost first."""
        return speaking_over(self.spans, start, end)

    def classes_over(self, start: int, end: int) -> tuple[str, ...]:
        """The cue classes over these characters, outermost first."""
        return tuple(self.spans[i].cue_class for i in self.over(start, end))

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether these characters are the speaker's own words."""
        return any(self.spans[i].quoted for i in self.over(start, end)[-1:])

    def silent(self, start: int, end: int) -> bool:
        """Whether these characters are what somebody threatens, demands or hopes for."""
        over = [span for span in self.spans if span.covers(start, end)]
        if not over:
            return False
        inner = min(over, key=lambda span: span.length)
        return inner.cue_class in _SILENT

    def promised(self, start: int, end: int) -> bool:
        """Whether these characters are what somebody promises to do."""
        return any(s.cue_class == "promise" and s.covers(start, end) for s in self.spans)

    def act_over(self, start: int, end: int) -> Attribution | None:
        """Who refuses or accepts what these characters name ("ruled out any talks")."""
        for span, link in zip(self.spans, self._links, strict=True):
            if span.cue_class in ("refuse", "promise") and span.covers(start, end):
                return link
        return None

    def tells(self, token: int, act: str) -> bool:
        """Whether a word that is part of a cue can tell of this speech act itself."""
        for cue, span in zip(self._cues, self.spans, strict=True):
            if token in cue:
                allowed = _ACT_CLASSES.get(act)
                if span.cue_class == "promise" and act in _PROMISED:
                    return True
                return act in SPEECH_ACTS and (allowed is None or span.cue_class in allowed)
        return True

    def declines(self, token: int) -> bool:
        """Whether a word is part of a cue by which a source declines to speak."""
        return any(
            span.declined and token in cue for cue, span in zip(self._cues, self.spans, strict=True)
        )

    def content_of(self, token: int) -> tuple[tuple[int, int], ...]:
        """The content of the cue that a word is part of."""
        for cue, span in zip(self._cues, self.spans, strict=True):
            if token in cue:
                return span.contents
        return ()

    def chain(self, start: int, end: int, *, telling: int | None = None) -> tuple[Attribution, ...]:
        """The chain of sources over these characters, outermost first.

        :param telling: a word that tells of an event and may be a cue as well ("registered 300
            displaced"): who tells it by that word is then the innermost source
        """
        over = self.over(start, end)
        cue = None if telling is None else self._told_by(telling)
        over = over if cue is None or cue in over else (*over, cue)
        found = [self._links[i] for i in over if self._is_sourced(i)]
        links = [k for n, k in enumerate(found) if n == 0 or k.start != found[n - 1].start]
        if self.issuer is not None and not any(link.kind == "media" for link in links):
            own = self._issuer_link()
            if not links:
                return (own,)
            if all(link.name != own.name for link in links):
                return (own, *links)
        return tuple(links)

    def _told_by(self, token: int) -> int | None:
        """The span whose cue a word is, where that cue puts its content forward."""
        for i, (cue, span) in enumerate(zip(self._cues, self.spans, strict=True)):
            speaks = span.asserts and not span.first_person
            if token in cue and speaks and span.cue_class in _TELLING:
                return i
        return None

    def chain_of(self, token: Token) -> tuple[Attribution, ...]:
        """The chain of the source that a word names, outermost first; empty where it names none."""
        at = token.idx
        for index, span in enumerate(self.spans):
            if span.core_start <= at < span.core_end and self._is_sourced(index):
                chain = [self._links[index]]
                parent = span.parent
                while parent is not None:
                    if self._is_sourced(parent):
                        chain.append(self._links[parent])
                    parent = self.spans[parent].parent
                return tuple(reversed(chain))
        return ()

    def uncued(self, token: Token) -> Attribution:
        """A source that stands without a cue."""
        entity = self._mentions.entity(token)
        span = self.doc.char_span(entity.start, entity.end, alignment_mode="expand")
        words = (span.start, span.end) if span is not None else (token.i, token.i + 1)
        kind = kind_of(self.doc, words, token.i)
        actor = entity.actor if kind not in ("anonymous", "social", "document") else None
        return Attribution(
            mention=entity.text,
            start=entity.start,
            end=entity.end,
            kind=self._kind(kind, token.i),
            id=actor.id if actor else None,
            name=actor.name if actor else None,
        )

    def _is_sourced(self, index: int) -> bool:
        """Whether words name who says it: "reportedly" makes nobody a source, "Gao:" tells where."""
        span = self.spans[index]
        return span.source_start < span.source_end and not self._is_where(span)

    def _is_where(self, span: SpokenSpan) -> bool:
        """Whether what stands in front of a colon is the place of the news alone."""
        if span.cue != ":" or span.source_head is None:
            return False
        head = self.doc[span.source_head]
        if head.pos_ != "PROPN" or " " in span.source_text.strip():
            return False
        place = self._mentions.place_at(head) is not None
        return place and (head.is_upper or self._mentions.actor_at(head) is None)

    def actor_of(self, link: Attribution) -> ResolvedActor | None:
        """Who a link of a chain is, when the registry or the report says."""
        if link.start is None or link.end is None:
            return None
        head = _head(self.doc, link.start, link.end)
        return None if head is None else self._mentions.actor_at(self.doc[head])

    def _issuer_link(self) -> Attribution:
        issuer = self.issuer
        if issuer is None:
            raise ValueError("no issuer")
        actor = self._mentions.entity(issuer.head).actor
        told = actor is not None and actor.kind in _OBSERVERS
        return Attribution(
            mention=self._mentions.text[issuer.start : issuer.end],
            start=issuer.start,
            end=issuer.end,
            kind="organisation",
            id=actor.id if actor else None,
            name=actor.name if actor else None,
            party=not told,
        )

    def _kind(self, kind: SourceKind, head: int | None) -> SourceKind:
        """The kind of a source that is named, as the registry knows it; else as its words say."""
        if head is None or kind not in _NAMED_KINDS or self.doc[head].pos_ != "PROPN":
            return kind
        token = self.doc[head]
        actor = self._mentions.actor_at(token)
        if actor is None or actor.id is None:
            place = self._mentions.place_at(token)
            return "organisation" if kind == "person" and place is not None else kind
        return _KIND_OF_ACTOR.get(actor.kind, "organisation")

    def _link(self, span: SpokenSpan) -> Attribution:
        start, end = span.core_start, span.core_end
        mention = self._mentions.text[start:end]
        head = _head(self.doc, start, end) if end > start else span.source_head
        back = self._goes_back_to(span)
        if back is not None:
            start, end = back
            mention = self._mentions.text[start:end]
            head = _head(self.doc, start, end)
        if span.first_person and self.issuer is not None:
            return self._issuer_link()
        actor = None
        if head is not None and span.kind not in ("anonymous", "social", "document", "author"):
            actor = self._mentions.actor_at(self.doc[head])
        return Attribution(
            mention=mention or span.cue,
            start=start if mention else span.cue_start,
            end=end if mention else span.cue_end,
            cue=span.cue,
            channel=span.channel,
            kind=self._kind(span.kind, head),
            count=span.count,
            members=span.members,
            id=actor.id if actor else None,
            name=actor.name if actor else None,
        )

    def _goes_back_to(self, span: SpokenSpan) -> tuple[int, int] | None:
        """The characters of the earlier mention that a source stands for; no place is "he"."""
        if span.antecedent_start is None or span.antecedent_end is None:
            return None
        head = _head(self.doc, span.antecedent_start, span.antecedent_end)
        if head is not None and span.source_text.lower() in ("he", "she"):
            token = self.doc[head]
            if self._mentions.place_at(token) and self._mentions.actor_at(token) is None:
                return None
        return span.antecedent_start, span.antecedent_end


def without_actor(
    kind: str, chain: tuple[Attribution, ...], participants: Sequence[Participant]
) -> tuple[Attribution, ...]:
    """The chain over an act of speech: who denies is what is told, not on whose word it is told."""
    if kind not in _TOLD_ACTS or not chain or chain[-1].cue is None:
        return chain
    last = chain[-1]
    for actor in participants:
        same = actor.start == last.start or (actor.id is not None and actor.id == last.id)
        if actor.role == "actor" and same:
            return chain[:-1]
    return chain


def _channel(span: SpokenSpan) -> tuple[tuple[int, int], ...]:
    if span.channel_start is None or span.channel_end is None:
        return ()
    return ((span.channel_start, span.channel_end),)


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    if end <= start:
        return []
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


def _head(doc: Doc, start: int, end: int) -> int | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root.i if span is not None and len(span) else None
