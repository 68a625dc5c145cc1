"""From a report to its claims: the stages in order.

1. ``structure``     blocks of the page            5. ``coreference``   what pronouns stand for
2. ``parsing``       the spaCy Doc                 6. ``propositions``  types and roles
3. ``attribution``   who is speaking over what     7. ``bearing``       whose losses are counted
4. ``mentions``      actors and places             8. ``claiming``      claims, by way of ``casting``,
   ``placing``, ``timing``, ``counting``, ``factuality``, ``evidence`` and ``scoring``
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.actors import Registry
from sayso.model import Claim, Report
from sayso.places import Gazetteer
from sayso.reading.attribution import attribute, communique_issuer
from sayso.reading.bearing import attach_losses, group_losses
from sayso.reading.casting import Casting
from sayso.reading.claiming import ClaimMaker
from sayso.reading.coreference import Coreference
from sayso.reading.fates import add_fates
from sayso.reading.horizons import find_horizons
from sayso.reading.learned import Told
from sayso.reading.losses import find_losses
from sayso.reading.mentions import Mentions
from sayso.reading.parsing import parse
from sayso.reading.placing import Placing
from sayso.reading.proposals import added, note
from sayso.reading.propositions import Proposition, propositions
from sayso.reading.quantities import find_quantities
from sayso.reading.repeats import without_repeats
from sayso.reading.said import SPEECH_ACTS, Issuer, Said
from sayso.reading.scoring import threshold
from sayso.reading.speakers import Speaker
from sayso.reading.speech_acts import speech_acts
from sayso.reading.structure import Block, blocks
from sayso.reading.times import document_date, find_times
from sayso.reading.timing import Timing
from sayso.reading.told_roles import settle_roles
from sayso.reading.told_twice import once

READER = "learned-1"
"""The grammar helped by the trained heads."""

GRAMMAR = "grammar-1"
"""The grammar alone."""


@dataclass
class Reading:
    """A report with every layer that was read from it."""

    report: Report
    page: tuple[Block, ...]
    doc: Doc
    said: Said
    mentions: Mentions
    propositions: list[Proposition]
    placing: Placing
    claims: tuple[Claim, ...]
    weighed: Mapping[str, Mapping[str, float]]
    """What each claim's score is made of, by claim id."""


class Reader:
    """Reads reports with one registry and one gazetteer; holds no state between reports."""

    def __init__(
        self,
        registry: Registry,
        gazetteer: Gazetteer,
        *,
        min_score: float | None = None,
        learned: bool = False,
    ) -> None:
        """:param min_score: claims that score less are left out; by default where F1 is best
        :param learned: whether the trained heads help the grammar
        """
        self._registry = registry
        self._gazetteer = gazetteer
        self._min_score = threshold() if min_score is None else min_score
        self._learned = learned

    def claims(self, report: Report) -> tuple[Claim, ...]:
        """The claims of a report, in the order of the text."""
        return self.read(report).claims

    def read(self, report: Report) -> Reading:
        """A report's claims with the layers they were made from."""
        page = blocks(report.text)
        doc = parse(report.text, page)
        told = Told(doc) if self._learned else None
        aside = [(b.start, b.end) for b in page if b.set_aside]
        spans = attribute(doc, set_aside=aside)
        published = report.published or document_date(doc)
        mentions = Mentions(
            doc,
            page,
            registry=self._registry,
            gazetteer=self._gazetteer,
            published=published,
            home=None,
            told=told,
        )
        issuer = issuer_of(doc, self._registry)
        said = Said(doc, spans, mentions, issuer)
        coreference = Coreference(
            doc,
            mentions,
            speakers=_speakers(doc, said),
            issuer=issuer.head if issuer else None,
            aside=_aside(doc, page),
        )
        skip = _skipped(doc, page, said)
        found = [
            p
            for p in propositions(doc, mentions, coreference, skip=skip, naming=said.source_tokens)
            if len(p.hit.words) > 1 or said.tells(p.trigger.i, p.type)
        ]
        found += speech_acts(doc, spans, found, coreference)
        if told is not None:
            for proposition in found:
                note(proposition, told)
            found += added(doc, told, found, coreference, skip=skip)
            for proposition in found:
                settle_roles(proposition, told, coreference)
            found.sort(key=lambda p: p.trigger.i)
        found = once(found)
        times = find_times(doc, published)
        tellers = {f.token.i for p in found if p.type not in SPEECH_ACTS for f in p.fillers}
        numbers = [
            n
            for n in find_quantities(doc, times)
            if n.token_head in tellers or not _in_tokens(doc, n.start, said.source_tokens)
        ]
        losses = [x for x in find_losses(doc, numbers, told) if x.trigger not in skip]
        groups = group_losses(doc, losses)
        counted = attach_losses(groups, found, mentions, coreference, said, told)
        if told is not None:
            for proposition in found:
                note(proposition, told)
        add_fates(doc, counted, found, numbers, mentions)
        horizons = find_horizons(doc, published, times)
        placing = Placing(
            doc, mentions, coreference, found, not_here=skip - _in_events(found), told=told
        )
        maker = ClaimMaker(
            READER if self._learned else GRAMMAR,
            report,
            published,
            doc,
            page,
            said,
            mentions,
            Casting(mentions, coreference, said),
            found,
            counted,
            horizons,
            placing,
            Timing(doc, times, found, published, page),
            numbers,
            told,
        )
        claims = without_repeats(maker.claims(), page)
        kept = tuple(c for c in claims if c.score >= self._min_score)
        return Reading(report, page, doc, said, mentions, found, placing, kept, maker.weighed)


def _in_events(found: Sequence[Proposition]) -> frozenset[int]:
    """What stands under the verb of an event: a place there is its place, whoever speaks."""
    return frozenset(
        token.i
        for p in found
        if p.hit.form == "verb" and p.type not in SPEECH_ACTS and p.trigger.dep_ in ("acl", "relcl")
        for token in p.trigger.subtree
    )


def _in_tokens(doc: Doc, offset: int, tokens: frozenset[int]) -> bool:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span is not None and len(span) > 0 and span[0].i in tokens


def issuer_of(doc: Doc, registry: Registry) -> Issuer | None:
    """The body in whose name a report speaks, null for plain narration."""
    span = communique_issuer(doc, registry.names_body)
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
    named = {i for i in said.source_tokens if doc[i].pos_ != "VERB"}
    return _aside(doc, page) | named


def _aside(doc: Doc, page: Sequence[Block]) -> frozenset[int]:
    aside = [(b.start, b.end) for b in page if b.set_aside]
    return frozenset(
        token.i for token in doc if any(start <= token.idx < end for start, end in aside)
    )
