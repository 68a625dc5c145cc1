"""From propositions and the layers around them to claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Doc

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
    claim_id,
    codes_of,
    ontology,
)
from sayso.reading.casting import Casting
from sayso.reading.counting import VAGUE, casualties, quantities
from sayso.reading.evidence import evidence_of
from sayso.reading.factuality import Factuality, factuality
from sayso.reading.horizons import Horizon
from sayso.reading.learned import Told
from sayso.reading.losses import Loss
from sayso.reading.mentions import Mentions
from sayso.reading.placing import Placing, number_sentences
from sayso.reading.proposals import thresholds
from sayso.reading.propositions import Proposition
from sayso.reading.quantities import Number
from sayso.reading.said import SPEECH_ACTS, Said, without_actor
from sayso.reading.scoring import features, score
from sayso.reading.structure import Block
from sayso.reading.timing import Timing
from sayso.reading.told_sources import settle_source

_SHORT_CONTENT = 48
"""Characters of a content that is no clause but a noun with what belongs to it."""

_LOWERED: dict[str, Certainty] = {
    "believe": "probable", "fear": "possible",
}  # fmt: skip


_PROMISES = frozenset({"promise", "pledge", "expect"})
"""Verbs whose object is still to come: "promised a surgical team"."""


@dataclass
class ClaimMaker:
    """The layers of one report, and the reader that made them."""

    reader: str
    report: Report
    published: date | None
    doc: Doc
    page: tuple[Block, ...]
    said: Said
    mentions: Mentions
    casting: Casting
    found: list[Proposition]
    counted: dict[int, list[Loss]]
    horizons: Sequence[Horizon]
    placing: Placing
    timing: Timing
    numbers: Sequence[Number]
    told: Told | None
    weighed: dict[str, Mapping[str, float]] = field(default_factory=dict)
    """What each claim's score is made of, by claim id."""

    def claims(self) -> list[Claim]:
        sentences = number_sentences(self.doc, frozenset())
        made: list[Claim] = []
        for proposition in self.found:
            facts = factuality(
                proposition.trigger, proposition.verb, self.said.cues_but(proposition.trigger.i)
            )
            claim = self._claim(proposition, facts, sentences)
            if claim is not None:
                made.append(claim)
        return made

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
        heard = self.told is not None and proposition.told >= thresholds().heard
        if kind not in SPEECH_ACTS and not heard and self.said.silent(start, end):
            return None
        telling = None if kind in SPEECH_ACTS else proposition.trigger.i
        chain = self.said.chain(start, end, telling=telling)
        if self.told is not None:
            chain = settle_source(chain, proposition.trigger, self.told, self.said)
        polarity = facts.polarity
        if proposition.hit.negative_word or (proposition.negative and polarity == "positive"):
            polarity = "positive" if polarity == "negative" else "negative"
        if "deny" in classes[-1:]:
            polarity = "negative"
        if kind == "comment" and self.said.declines(proposition.trigger.i):
            polarity = "negative"
        certainty = facts.certainty
        if kind == "comment" or (proposition.hit.form == "ability" and certainty == "possible"):
            certainty = "certain"
        if proposition.hit.form == "relation" and proposition.trigger.dep_ in ("appos", "compound"):
            certainty = "certain"
        for cue_class in classes[-1:]:
            if cue_class in _LOWERED and certainty == "certain":
                certainty = _LOWERED[cue_class]
        if (
            facts.mood == "attempt"
            and certainty == "certain"
            and kind in ("takeover", "defeat", "release")
        ):
            certainty = "possible"
        cast = self.casting.participants(proposition)
        participants = self.casting.with_speaker(proposition, cast, chain)
        if forecast is not None and self.casting.threatens(proposition, chain, classes):
            kind, forecast = "threat", None
        places = self.placing.places(proposition)
        if not places and _wants_place(kind):
            places = self.placing.inherited(proposition)
        elif places and forecast is None:
            self.placing.remember(proposition, places)
        time, flags = self.timing.time(proposition)
        losses = self.counted.get(proposition.trigger.i, [])
        counts = tuple(casualties(loss, self.doc, self.mentions) for loss in losses)
        if any(loss.negative for loss in losses):
            polarity = "negative"
        numbers = quantities(self.doc, self.numbers, proposition, losses)
        heard = heard and proposition.hit.form != "relation"
        if (
            not heard
            and not self._is_whole_content(proposition)
            and not _says_something(proposition, participants, places, counts)
        ):
            return None
        if not self.said.in_quotes(start, end):
            chain = without_actor(kind, chain, cast)
        chain = self.casting.with_parties(chain, proposition)
        evidence = evidence_of(
            self.doc,
            proposition,
            self._extras(proposition, places, losses, chain),
            sentences.get(proposition.trigger.sent.start, 0),
            self.report.text,
        )
        if any(q.low != q.high for q in numbers) or any(c.low != c.high for c in counts):
            flags = (*flags, VAGUE)
        flags = (*flags, *self._block_flags(start))
        made_of = features(proposition, facts, participants, places, counts)
        claim = Claim(
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
            score=score(kind, made_of),
            reader=self.reader,
        )
        self.weighed[claim.id] = made_of
        return claim

    def _is_whole_content(self, proposition: Proposition) -> bool:
        """Whether a noun is all that somebody is made to say: "denies any defections"."""
        if proposition.hit.form != "noun":
            return False
        start = proposition.trigger.idx
        over = self.said.over(start, start + 1)
        return bool(over) and self.said.spans[over[-1]].length <= _SHORT_CONTENT

    def _forecast(
        self, proposition: Proposition, facts: Factuality, classes: tuple[str, ...]
    ) -> Forecast | None:
        if proposition.type in SPEECH_ACTS:
            return None
        sentence = proposition.trigger.sent
        near = [
            h
            for h in self.horizons
            if sentence.start_char <= h.start and h.end <= sentence.end_char
        ]
        at = proposition.trigger.idx
        promised = facts.mood == "fact" and self.said.promised(at, at + 1)
        future = (
            promised
            or facts.mood == "future"
            or (
                proposition.type in ("aid", "deployment")
                and proposition.trigger.lemma_ in _PROMISES
            )
            or ("predict" in classes[-1:] and facts.mood in ("fact", "future"))
            or (facts.certainty in ("possible", "probable") and facts.mood == "fact" and bool(near))
            or (facts.mood == "fact" and self._is_planned(proposition, near))
        )
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

    def _is_planned(self, proposition: Proposition, near: Sequence[Horizon]) -> bool:
        """Whether a present tense tells of a day to come: "they leave the town within ten days"."""
        verb = proposition.verb
        if verb.tag_ not in ("VBZ", "VBP") or ontology()[proposition.type].class_ != "event":
            return False
        inside = {t.i for t in verb.subtree}
        for horizon in near:
            span = self.doc.char_span(horizon.start, horizon.end, alignment_mode="expand")
            if span is not None and span.root.i in inside and span.root.i > verb.i:
                return True
        return False

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


def _is_claim(kind: str, facts: Factuality, forecast: Forecast | None) -> bool:
    """Whether a proposition in this mood under these cues is put forward as a claim at all."""
    if facts.mood in ("hypothetical", "question", "directed"):
        return False
    if facts.mood == "intent" and kind not in ("intent",):
        return False
    return not (facts.certainty == "unknown" and forecast is None)


_PLACE_ROLES = frozenset({"location", "origin", "destination"})
_WHERE = frozenset({"of", "on", "against", "at", "over", "into", "to", "for"})
"""Slots of an event noun whose place makes it news: "the liberation of Pecigrad"."""


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
    if counts:
        return True
    event = ontology()[proposition.type].class_ == "event"
    if proposition.hit.form != "noun":
        return bool(participants or places) or (event and proposition.type not in SPEECH_ACTS)
    own = [p for p in participants if p.role in ("actor", "recipient", "victim", "target")]
    carried = proposition.trigger.dep_ == "ROOT" or proposition.hit.carried in (
        "occur", "perform", "undergo", "strike", "struck", "report",
    )  # fmt: skip
    if carried:
        return bool(own or places) or event
    if event and any(f.role in _PLACE_ROLES and f.slot in _WHERE for f in proposition.fillers):
        return True
    return bool(own) and (len(own) > 1 or bool(places))


def _wants_place(kind: str) -> bool:
    return kind not in ("affiliation", "leadership", "appointment", "dismissal")
