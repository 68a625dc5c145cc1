"""From what a model points at to claims: each quote found in the text, then resolved.

Who a participant or source is comes from the registry, places from the gazetteer, days and counts
from the grammar, as for claims that no model was asked for. What is not found is dropped and
counted; a doubtful rest is flagged.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from spacy.tokens import Token

from sayso.actors import Registry, ResolvedActor
from sayso.model import (
    Claim,
    ClaimPlace,
    ClaimTime,
    Evidence,
    Flag,
    Forecast,
    Participant,
    Report,
    claim_id,
    codes_of,
    ontology,
)
from sayso.places import Gazetteer, to_claim_place
from sayso.reading.counting import VAGUE
from sayso.reading.horizons import find_horizons
from sayso.reading.llm.answer import SaidClaim, SaidParticipant, SaidPlace
from sayso.reading.llm.counts import Counts
from sayso.reading.llm.grounding import Span, Words
from sayso.reading.llm.sources import Sources
from sayso.reading.mentions import Mentions
from sayso.reading.parsing import parse
from sayso.reading.placing import number_sentences
from sayso.reading.quantities import find_quantities
from sayso.reading.reader import issuer_of
from sayso.reading.said import SPEECH_ACTS
from sayso.reading.structure import blocks
from sayso.reading.times import document_date, find_times
from sayso.reading.timing import DEFAULTED

UNSCORED = Flag(
    code="unscored", detail="nobody has measured this reader; its score of 0.5 says nothing"
)
_UNREAD_DATE = Flag(
    code="date-unread", detail="the text dates it in words that were not understood"
)
_LOST_SOURCE = Flag(
    code="source-not-found", detail="the reader named a source that does not stand in the text"
)
_NO_DATE = Flag(code="no-date", detail="no publication date is known")
_NO_PLACE = Flag(code="not-found", detail="no place of this name was found")


class Making:
    """The layers of one report that claims are made from."""

    def __init__(
        self,
        report: Report,
        registry: Registry,
        gazetteer: Gazetteer,
        reader: str,
        dropped: Counter[str],
    ) -> None:
        page = blocks(report.text)
        self._report = report
        self._reader = reader
        self._dropped = dropped
        self._words = Words(report.text)
        self._doc = parse(report.text, page)
        self._published = report.published or document_date(self._doc)
        self._times = find_times(self._doc, self._published)
        self._horizons = find_horizons(self._doc, self._published, self._times)
        self._numbers = find_quantities(self._doc, self._times)
        self._mentions = Mentions(
            self._doc, page, registry=registry, gazetteer=gazetteer,
            published=self._published, home=None,
        )  # fmt: skip
        self._sentences = number_sentences(self._doc, frozenset())
        self._counts = Counts(self._doc, self._words, self._mentions, self._numbers, dropped)
        self._sources = Sources(
            self._doc, self._words, self._mentions, issuer_of(self._doc, registry), dropped
        )

    def claims(self, said: Sequence[SaidClaim], within: Span) -> list[Claim]:
        """The claims of a passage, in the order given.

        :param within: the characters of the passage
        """
        made = []
        last = within[0]
        for one in said:
            evidence = self._evidence(one.evidence, within, last)
            if evidence is None:
                self._dropped["claims whose evidence does not stand in the text"] += 1
                continue
            last = evidence.start
            made.append(self._claim(one, evidence))
        return made

    def _evidence(self, words: str, within: Span, after: int) -> Evidence | None:
        """The quoted clause, cut to the sentence that holds most of it."""
        found = self._words.spans(words, within)
        span = next((s for s in found if s[0] >= after), found[0] if found else None)
        if span is None:
            return None
        parts = [
            (max(span[0], s.start_char), min(span[1], s.end_char), s)
            for s in self._doc.sents
            if s.start_char < span[1] and s.end_char > span[0]
        ]
        if not parts:
            return None
        start, end, sentence = max(parts, key=lambda part: part[1] - part[0])
        text = self._words.text_of((start, end))
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Evidence(
            text=text, start=start, end=start + len(text),
            sentence=self._sentences.get(sentence.start, 0),
        )  # fmt: skip

    def _claim(self, said: SaidClaim, evidence: Evidence) -> Claim:
        near = (evidence.start, evidence.end)
        participants, sides = self._participants(said.participants, near)
        time, flags = self._time(said, near)
        losses = self._counts.casualties(said.casualties, near)
        numbers = self._counts.quantities(said.quantities, near)
        chain = self._sources.chain(said.sources, near, sides)
        if any(self._words.nearest(one.words, near) is None for one in said.sources):
            flags = (*flags, _LOST_SOURCE)
        if any(c.low != c.high for c in losses) or any(q.low != q.high for q in numbers):
            flags = (*flags, VAGUE)
        return Claim(
            id=claim_id(self._report.id, *near, said.type, participants),
            report=self._report.ref(),
            type=said.type,
            codes=codes_of(said.type),
            participants=participants,
            places=self._places(said.places, near),
            time=time,
            certainty=said.certainty,
            polarity=said.polarity,
            conditional=said.conditional,
            forecast=self._forecast(said, near),
            casualties=losses,
            quantities=numbers,
            attribution=chain,
            evidence=evidence,
            flags=(*flags, UNSCORED),
            score=0.5,
            reader=self._reader,
        )

    # Who

    def _participants(
        self, said: Sequence[SaidParticipant], near: Span
    ) -> tuple[tuple[Participant, ...], list[ResolvedActor]]:
        """The participants, each party once in each role, and those of them who are known."""
        found: dict[tuple[str, str], Participant] = {}
        sides = []
        for one in said:
            span = self._words.nearest(one.words, near)
            token = None if span is None else self._head(span)
            if span is None or token is None:
                self._dropped["participants that do not stand in the text"] += 1
                continue
            entity = self._mentions.entity(token)
            start, end = span
            if entity.start < end and start < entity.end:
                start, end = entity.start, entity.end
            actor = entity.actor
            if actor is not None:
                sides.append(actor)
            mention = self._words.text_of((start, end))
            key = (one.role, (actor.id or actor.name) if actor else mention.casefold())
            found.setdefault(
                key,
                Participant(
                    role=one.role, mention=mention, start=start, end=end,
                    id=actor.id if actor else None,
                    name=actor.name if actor else None,
                    kind=actor.kind if actor else ("person" if entity.person else None),
                    country=actor.country if actor else None,
                    wikidata=actor.wikidata if actor else None,
                ),
            )  # fmt: skip
        return tuple(found.values()), sides

    def _head(self, span: Span) -> Token | None:
        tokens = self._doc.char_span(*span, alignment_mode="expand")
        return tokens.root if tokens is not None and len(tokens) else None

    # Where

    def _places(self, said: Sequence[SaidPlace], near: Span) -> tuple[ClaimPlace, ...]:
        found: dict[tuple[str, int], ClaimPlace] = {}
        for one in said:
            span = self._words.nearest(one.words, near)
            if span is None:
                self._dropped["places that do not stand in the text"] += 1
                continue
            mention = next(
                (
                    m
                    for m in self._mentions.places
                    if m.start < span[1] and span[0] < m.end and not m.adjective
                ),
                None,
            )
            place = (
                ClaimPlace(
                    role=one.role,
                    mention=self._words.text_of(span),
                    start=span[0],
                    end=span[1],
                    flags=(_NO_PLACE,),
                )
                if mention is None
                else to_claim_place(mention, one.role)
            )
            found.setdefault((one.role, place.start or 0), place)
        return tuple(found.values())

    # When

    def _time(self, said: SaidClaim, near: Span) -> tuple[ClaimTime, tuple[Flag, ...]]:
        span = self._words.nearest(said.time, near) if said.time else None
        if said.time and span is None:
            self._dropped["times that do not stand in the text"] += 1
        if span is None:
            if self._published is None:
                return ClaimTime(), (_NO_DATE,)
            return ClaimTime(start=self._published, end=self._published), (DEFAULTED,)
        told = [
            t
            for t in self._times
            if t.start < span[1] and span[0] < t.end and not t.dateline and t.kind != "horizon"
        ]
        best = max(told, key=lambda t: min(t.end, span[1]) - max(t.start, span[0]), default=None)
        if best is None or (best.first is None and best.last is None):
            return ClaimTime(mention=self._words.text_of(span)), (_UNREAD_DATE,)
        first, last = best.first, best.last
        condition = ontology()[said.type].class_ == "condition"
        if last is None or best.kind == "since" or condition:
            last = self._published or last
        if first is not None and last is not None and last < first:
            last = first
        return ClaimTime(mention=best.text, start=first, end=last, precision=best.precision), ()

    def _forecast(self, said: SaidClaim, near: Span) -> Forecast | None:
        if not said.forecast or said.type in SPEECH_ACTS:
            return None
        made = self._published
        span = self._words.nearest(said.horizon, near) if said.horizon else None
        if said.horizon and span is None:
            self._dropped["horizons that do not stand in the text"] += 1
        horizon = next(
            (h for h in self._horizons if span and h.start < span[1] and span[0] < h.end), None
        )
        if horizon is None:
            return Forecast(made=made)
        due = horizon.due
        if due is None and made is not None and horizon.days is not None:
            due = made + timedelta(days=horizon.days)
        return Forecast(made=made, horizon_days=horizon.days, due=due, mention=horizon.text)
