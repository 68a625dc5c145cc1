"""From a report to its claims: the stages in order, and how their layers become claims.

1. ``structure``     blocks of the page            5. ``coreference``   what pronouns stand for
2. ``parsing``       the spaCy Doc                 6. ``propositions``  types and roles
3. ``attribution``   who is speaking over what     7. ``factuality``    how surely, whether at all
4. ``mentions``      actors and places             8. places, times and numbers of each proposition
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from spacy.tokens import Doc, Token

from sayso.actors import Registry, ResolvedActor, is_party
from sayso.model import (
    Attribution,
    Casualties,
    Certainty,
    Claim,
    ClaimPlace,
    Flag,
    Forecast,
    Participant,
    Report,
    Role,
    claim_id,
    codes_of,
    ontology,
)
from sayso.places import Gazetteer
from sayso.reading.attribution import attribute, communique_issuer
from sayso.reading.clauses import Arguments, arguments, noun_arguments
from sayso.reading.coreference import Coreference, Speaker
from sayso.reading.counting import (
    VAGUE,
    LossGroup,
    casualties,
    event_of,
    group_losses,
    harmer,
    host_of,
    quantities,
)
from sayso.reading.evidence import evidence_of
from sayso.reading.factuality import Factuality, factuality
from sayso.reading.horizons import Horizon, find_horizons
from sayso.reading.lexicon import Frame
from sayso.reading.losses import Loss, find_losses
from sayso.reading.mentions import Mentions, is_force_word
from sayso.reading.parsing import parse
from sayso.reading.placing import Placing
from sayso.reading.propositions import Filler, Proposition, propositions
from sayso.reading.quantities import find_quantities
from sayso.reading.said import SPEECH_ACTS, Issuer, Said
from sayso.reading.scoring import score
from sayso.reading.speech_acts import speech_acts
from sayso.reading.structure import Block, blocks
from sayso.reading.times import document_date, find_times
from sayso.reading.timing import Timing
from sayso.reading.triggers import Hit

READER = "grammar-1"

_ROLES: frozenset[str] = frozenset({"actor", "recipient", "victim", "target", "weapon", "office"})
_LOSS_FRAME = Frame(type="casualties", links="undergo")
_KILL_FRAME = Frame(type="attack", links="hit")
_LOWERED: dict[str, Certainty] = {
    "believe": "probable", "fear": "possible",
}  # fmt: skip


@dataclass
class Reading:
    """A report with every layer that was read from it."""

    report: Report
    page: tuple[Block, ...]
    doc: Doc
    said: Said
    mentions: Mentions
    propositions: list[Proposition]
    claims: tuple[Claim, ...]


class Reader:
    """Reads reports with one registry and one gazetteer; holds no state between reports."""

    def __init__(self, registry: Registry, gazetteer: Gazetteer, *, min_score: float = 0.0) -> None:
        self._registry = registry
        self._gazetteer = gazetteer
        self._min_score = min_score

    def claims(self, report: Report) -> tuple[Claim, ...]:
        """The claims of a report, in the order of the text."""
        return self.read(report).claims

    def read(self, report: Report) -> Reading:
        """A report's claims with the layers they were made from."""
        page = blocks(report.text)
        doc = parse(report.text, page)
        aside = [(b.start, b.end) for b in page if b.set_aside]
        spans = attribute(doc, set_aside=aside)
        published = report.published or document_date(doc)
        mentions = Mentions(
            doc, page, registry=self._registry, gazetteer=self._gazetteer,
            published=published, home=None,
        )
        issuer = _issuer(doc)
        said = Said(doc, spans, mentions, issuer)
        coreference = Coreference(
            doc, mentions, speakers=_speakers(doc, said),
            issuer=issuer.head if issuer else None, aside=_aside(doc, page),
        )
        skip = _skipped(doc, page, said)
        found = [
            p
            for p in propositions(doc, mentions, coreference, skip=skip)
            if said.tells(p.trigger.i, p.type)
        ]
        found += speech_acts(doc, spans, found, coreference)
        numbers = [n for n in find_quantities(doc) if not _in_tokens(doc, n.start, said.source_tokens)]
        losses = [x for x in find_losses(doc, numbers) if x.trigger not in skip]
        groups = group_losses(doc, losses)
        counted = _attach(groups, found, mentions, coreference, said)
        times = find_times(doc, published)
        horizons = find_horizons(doc, published, times)
        maker = _Maker(
            report, published, doc, page, said, mentions, coreference, found, counted, horizons,
            Placing(doc, mentions, coreference, found, not_here=skip),
            Timing(doc, times, found, published),
            numbers,
        )
        claims = maker.claims()
        kept = tuple(c for c in claims if c.score >= self._min_score)
        return Reading(report, page, doc, said, mentions, found, kept)


def _in_tokens(doc: Doc, offset: int, tokens: frozenset[int]) -> bool:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span is not None and len(span) > 0 and span[0].i in tokens


def _issuer(doc: Doc) -> Issuer | None:
    span = communique_issuer(doc)
    if span is None:
        return None
    tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
    return Issuer(tokens.root, span[0], span[1]) if tokens is not None and len(tokens) else None


def _speakers(doc: Doc, said: Said) -> list[Speaker]:
    found = []
    for span in said.spans:
        if span.source_head is None:
            continue
        head = doc[span.source_head]
        if span.antecedent_start is not None and span.antecedent_end is not None:
            tokens = doc.char_span(
                span.antecedent_start, span.antecedent_end, alignment_mode="expand"
            )
            head = tokens.root if tokens is not None and len(tokens) else head
        found += [Speaker(start, end, head, span.quoted) for start, end in span.contents]
    return found


def _skipped(doc: Doc, page: Sequence[Block], said: Said) -> frozenset[int]:
    return _aside(doc, page) | said.source_tokens


def _aside(doc: Doc, page: Sequence[Block]) -> frozenset[int]:
    aside = [(b.start, b.end) for b in page if b.set_aside]
    return frozenset(
        token.i for token in doc if any(start <= token.idx < end for start, end in aside)
    )


def _attach(
    groups: Sequence[LossGroup],
    found: list[Proposition],
    mentions: Mentions,
    coreference: Coreference,
    said: Said,
) -> dict[int, list[Loss]]:
    """Losses by trigger of the proposition they belong to; makes propositions for those alone."""
    counted: dict[int, list[Loss]] = {}
    for group in groups:
        event = event_of(group, found)
        if event is None:
            event = _alone(group, mentions, coreference)
            host = host_of(event, group, found, mentions) or _told_with(event, found, said)
            if host is None:
                found.append(event)
            else:
                host.hit.carrier = host.hit.carrier or group.trigger
                host.fillers += [f for f in event.fillers if f.role not in ("actor",)]
                event = host
        counted.setdefault(event.trigger.i, []).extend(group.losses)
    found.sort(key=lambda p: p.trigger.i)
    return counted


_ONE_COUNT = 14
"""Tokens within which two counts without an event are one statement ("4 killed, 9 hurt")."""


def _told_with(
    event: Proposition, found: Sequence[Proposition], said: Said
) -> Proposition | None:
    """The count told just before in the same sentence by the same source, if neither says who."""
    if event.type != "casualties":
        return None
    at = event.trigger.idx
    for other in reversed(found):
        if other.type == "casualties" and other.trigger.sent == event.trigger.sent and (
            abs(other.trigger.i - event.trigger.i) <= _ONE_COUNT
            and said.over(other.trigger.idx, other.trigger.idx + 1) == said.over(at, at + 1)
        ):
            return other
    return None


def _alone(group: LossGroup, mentions: Mentions, coreference: Coreference) -> Proposition:
    doers = harmer(group, mentions)
    frame = _KILL_FRAME if doers else _LOSS_FRAME
    hit = Hit(group.trigger, group.verb, frame, frame.type, Arguments(), "verb")
    fillers = [
        Filler("actor", token, tuple(coreference.resolve(token)), "subject") for token in doers
    ]
    sides = [mentions.doc[x.victims_head] for x in group.losses if x.victims_head is not None]
    for token in sides or _bearers(group.trigger):
        means = tuple(coreference.resolve(token))
        entity = mentions.entity(means[0])
        if entity.kind == "place":
            continue
        role = "recipient" if entity.kind in ("party", "armed") or entity.person else "victim"
        if not doers and entity.kind in ("party", "armed"):
            role = "victim"
        for one in means:
            fillers.append(Filler(role, token, (one,), "object"))
    return Proposition(hit, frame.type, fillers)


def _bearers(trigger: Token) -> list[Token]:
    """Whose losses they are when no victims are counted: "on both sides", "X suffered"."""
    found: list[Token] = []
    if trigger.pos_ == "NOUN":
        slots = noun_arguments(trigger)
        for preposition in ("on", "among", "for", "to", "of"):
            found += slots.slot(preposition)
        found += slots.owner
        head = trigger.head
        if not found and trigger.dep_ == "dobj" and head.pos_ == "VERB":
            found = arguments(head).subject
    elif trigger.pos_ == "VERB":
        found = arguments(trigger).subject
    return found


@dataclass
class _Maker:
    report: Report
    published: date | None
    doc: Doc
    page: tuple[Block, ...]
    said: Said
    mentions: Mentions
    coreference: Coreference
    found: list[Proposition]
    counted: dict[int, list[Loss]]
    horizons: Sequence[Horizon]
    placing: Placing
    timing: Timing
    numbers: Sequence[object]

    def claims(self) -> list[Claim]:
        sentences = {s.start: n for n, s in enumerate(self.doc.sents)}
        made: list[Claim] = []
        for proposition in self.found:
            facts = factuality(
                proposition.trigger, proposition.verb, self.said.cues_but(proposition.trigger.i)
            )
            claim = self._claim(proposition, facts, sentences)
            if claim is not None:
                made.append(claim)
        return _without_repeats(made, self.page)

    def _claim(
        self, proposition: Proposition, facts: Factuality, sentences: dict[int, int]
    ) -> Claim | None:
        kind = proposition.type
        start = proposition.trigger.idx
        end = start + len(proposition.trigger)
        classes = self.said.classes_over(start, end)
        forecast = self._forecast(proposition, facts, classes)
        if not _is_claim(kind, facts, forecast):
            return None
        if kind not in SPEECH_ACTS and self.said.silent(start, end):
            return None
        chain = self.said.chain(start, end)
        polarity = facts.polarity
        if proposition.hit.negative_word or (proposition.negative and polarity == "positive"):
            polarity = "positive" if polarity == "negative" else "negative"
        if "deny" in classes[-1:]:
            polarity = "positive" if polarity == "negative" else "negative"
        certainty = facts.certainty
        for cue_class in classes[-1:]:
            if cue_class in _LOWERED and certainty == "certain":
                certainty = _LOWERED[cue_class]
        if facts.mood == "attempt" and certainty == "certain" and kind in ("takeover", "defeat", "release"):
            certainty = "possible"
        participants = self._participants(proposition)
        participants = self._with_speaker(proposition, participants, chain)
        if forecast is not None and self._threatens(proposition, chain, classes):
            kind, forecast = "threat", None
        places = self.placing.places(proposition)
        if not places and _wants_place(kind):
            places = self.placing.inherited(proposition)
        elif places:
            self.placing.remember(proposition, places)
        time, flags = self.timing.time(proposition)
        losses = self.counted.get(proposition.trigger.i, [])
        counts = tuple(casualties(loss, self.doc, self.mentions) for loss in losses)
        if any(loss.negative for loss in losses):
            polarity = "negative"
        numbers = quantities(self.doc, self.numbers, proposition, losses)  # type: ignore[arg-type]
        if not _says_something(proposition, participants, places, counts):
            return None
        chain = self._parties(chain, proposition)
        evidence = evidence_of(
            self.doc, proposition, self._extras(proposition, places, losses, chain),
            sentences.get(proposition.trigger.sent.start, 0),
        )
        if any(q.low != q.high for q in numbers) or any(c.low != c.high for c in counts):
            flags = (*flags, VAGUE)
        flags = (*flags, *self._block_flags(start))
        return Claim(
            id=claim_id(self.report.id, evidence.start, evidence.end, kind, participants),
            report=self.report.ref(),
            type=kind,
            codes=codes_of(kind),
            participants=participants,
            places=places,
            time=time,
            certainty=certainty,
            polarity=polarity,
            conditional=facts.conditional,
            forecast=forecast,
            casualties=counts,
            quantities=numbers,
            attribution=chain,
            evidence=evidence,
            flags=flags,
            score=score(proposition, facts, participants, places, counts),
            reader=READER,
        )

    def _forecast(
        self, proposition: Proposition, facts: Factuality, classes: tuple[str, ...]
    ) -> Forecast | None:
        if proposition.type in SPEECH_ACTS:
            return None
        sentence = proposition.trigger.sent
        near = [
            h for h in self.horizons
            if sentence.start_char <= h.start and h.end <= sentence.end_char
        ]
        at = proposition.trigger.idx
        promised = facts.mood == "fact" and self.said.promised(at, at + 1)
        future = promised or facts.mood == "future" or (
            "predict" in classes[-1:] and facts.mood in ("fact", "future")
        ) or (facts.certainty in ("possible", "probable") and facts.mood == "fact" and bool(near))
        if not future:
            return None
        horizon = min(near, key=lambda h: abs(h.start - proposition.trigger.idx), default=None)
        made = self.published
        if horizon is None:
            return Forecast(made=made)
        due = horizon.due
        if due is None and made is not None and horizon.days is not None:
            due = made + timedelta(days=horizon.days)
        return Forecast(made=made, horizon_days=horizon.days, due=due, mention=horizon.text)

    def _threatens(
        self, proposition: Proposition, chain: tuple[Attribution, ...], classes: tuple[str, ...]
    ) -> bool:
        """Whether a future act of violence is announced by the very party that would do it."""
        entry = ontology()[proposition.type]
        if not chain or not (entry.violent or "warn" in classes[-1:]):
            return False
        source = self.said.actor_of(chain[-1])
        if source is None:
            return False
        doers = [
            actor
            for filler in proposition.in_role("actor")
            for token in filler.means
            if (actor := self._actor_of(token)) is not None
        ]
        return is_party(source, doers, self.mentions.registry)

    def _participants(self, proposition: Proposition) -> tuple[Participant, ...]:
        found: list[Participant] = []
        seen: set[tuple[str, str]] = set()
        for filler in proposition.fillers:
            if filler.role not in _ROLES:
                continue
            for token in filler.means:
                entity = self.mentions.entity(token)
                actor = self._actor_of(token)
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
                        name=actor.name if actor else None,
                        kind=actor.kind if actor else ("person" if entity.person else None),
                        country=actor.country if actor else None,
                        wikidata=actor.wikidata if actor else None,
                    )
                )
        return tuple(found)

    def _with_speaker(
        self,
        proposition: Proposition,
        participants: tuple[Participant, ...],
        chain: tuple[Attribution, ...],
    ) -> tuple[Participant, ...]:
        """Participants with the source as actor where the words themselves are its act."""
        speaks = proposition.type in ("denial", "accusation", "threat", "demand")
        refuses = proposition.type in ("talks", "agreement", "ceasefire")
        if speaks:
            able = [
                p for p in participants
                if p.role != "actor" or p.id is not None or p.kind is not None
            ]
            if any(p.role == "actor" for p in able) or not chain:
                return participants
            return (*able, self._as_actor(chain[-1]))
        at = proposition.trigger.idx
        act = self.said.act_over(at, at + 1) if refuses else None
        if act is not None and not any(p.mention == act.mention for p in participants):
            return (self._as_actor(act), *participants)
        return participants

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
        if owner is not None and is_force_word(token):
            owning = self.mentions.entity(owner).actor
            if owning is not None and owning.id is not None:
                return owning
        return actor

    def _parties(
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

    def _extras(
        self,
        proposition: Proposition,
        places: Iterable[ClaimPlace],
        losses: Iterable[Loss],
        chain: Iterable[Attribution],
    ) -> list[tuple[int, int]]:
        spans = [(p.start, p.end) for p in places if p.start is not None and p.end is not None]
        spans += [(x.start, x.end) for x in losses]
        if proposition.type in SPEECH_ACTS:
            spans += self.said.content_of(proposition.trigger.i)
        inner = tuple(chain)[-1:]
        spans += [(a.start, a.end) for a in inner if a.start is not None and a.end is not None]
        return [(s, e) for s, e in spans if s is not None and e is not None]

    def _block_flags(self, offset: int) -> tuple[Flag, ...]:
        for block in self.page:
            if block.start <= offset < block.end and block.kind == "correction":
                return (Flag(code="correction", detail="the report corrects itself here"),)
        return ()


def _role(name: str) -> Role:
    match name:
        case "actor" | "recipient" | "victim" | "target" | "weapon" | "office":
            return name
    raise ValueError(name)


def _is_claim(kind: str, facts: Factuality, forecast: Forecast | None) -> bool:
    """Whether a proposition in this mood under these cues is put forward as a claim at all."""
    if facts.mood in ("hypothetical", "question", "directed"):
        return False
    if facts.mood == "intent" and kind not in ("intent",):
        return False
    return not (facts.certainty == "unknown" and forecast is None)


def _says_something(
    proposition: Proposition,
    participants: tuple[Participant, ...],
    places: tuple[ClaimPlace, ...],
    counts: tuple[Casualties, ...],
) -> bool:
    """Whether a nominal mention says enough to be a claim of its own."""
    if proposition.hit.form == "relation":
        roles = {p.role for p in participants}
        if proposition.type == "basing":
            return "actor" in roles and bool(places)
        return {"actor", "recipient"} <= roles
    if proposition.hit.form != "noun":
        return bool(participants or places or counts)
    if counts:
        return True
    own = [p for p in participants if p.role in ("actor", "recipient", "victim", "target")]
    carried = proposition.hit.carried in ("occur", "perform", "undergo", "strike", "struck")
    if carried:
        return bool(own or places)
    return bool(own) and (len(own) > 1 or bool(places))


def _wants_place(kind: str) -> bool:
    return kind not in ("affiliation", "leadership", "appointment", "dismissal")


def _without_repeats(claims: list[Claim], page: Sequence[Block]) -> list[Claim]:
    """Without a headline that says again what the text says, and without the same claim twice."""
    headings = [b for b in page if b.kind == "heading"]
    kept: list[Claim] = []
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            continue
        seen.add(claim.id)
        at = claim.evidence.start
        if any(b.start <= at < b.end for b in headings) and _said_again(claim, claims, headings):
            continue
        kept.append(claim)
    return kept


def _said_again(claim: Claim, claims: Sequence[Claim], headings: Sequence[Block]) -> bool:
    mine = {p.id or p.mention.lower() for p in claim.participants}
    where = {p.id for p in claim.places if p.id}
    for other in claims:
        if other is claim:
            continue
        if claim.casualties and _counts(claim) & _counts(other) and not any(
            b.start <= other.evidence.start < b.end for b in headings
        ):
            return True
        if other.type != claim.type:
            continue
        if any(b.start <= other.evidence.start < b.end for b in headings):
            continue
        theirs = {p.id or p.mention.lower() for p in other.participants}
        if mine & theirs or where & {p.id for p in other.places if p.id}:
            return other.polarity == claim.polarity
    return False


def _counts(claim: Claim) -> set[tuple[str, int | None, int | None]]:
    return {(c.outcome, c.low, c.high) for c in claim.casualties if c.low is not None}


def token_text(tokens: Iterable[Token]) -> str:
    """The words of some tokens, for messages."""
    return " ".join(t.text for t in tokens)
