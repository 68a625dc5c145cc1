"""Attribution over a whole report, from the single finds to one table of spoken spans."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.model import SourceKind
from sayso.reading.attribution.adjectives import adjective_drafts
from sayso.reading.attribution.antecedents import antecedents
from sayso.reading.attribution.broadcasts import broadcast_drafts
from sayso.reading.attribution.chains import (
    divide,
    go_on,
    parents,
    place_cited,
    tell_outlets,
    untangle,
)
from sayso.reading.attribution.channels import find_channel, unwrap
from sayso.reading.attribution.declining import declining_drafts
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.interview import interview_draft
from sayso.reading.attribution.kinds import is_first_person, is_pronoun, is_title, kind_of
from sayso.reading.attribution.labels import label_drafts, trim_content
from sayso.reading.attribution.layout import Layout, broken, layout
from sayso.reading.attribution.nouns import noun_drafts
from sayso.reading.attribution.phrases import phrase_drafts
from sayso.reading.attribution.quotes import quotes
from sayso.reading.attribution.reckonings import reckoning_drafts
from sayso.reading.attribution.sources import core, count, holder, members
from sayso.reading.attribution.spans import SpokenSpan
from sayso.reading.attribution.speech import give_quotes
from sayso.reading.attribution.verbs import verb_drafts


def attribute(doc: Doc, *, set_aside: Sequence[tuple[int, int]] = ()) -> tuple[SpokenSpan, ...]:
    """Every attribution of the report, in the order of their cues in the text.

    ``doc`` is the whole report, tagged, parsed, lemmatised and with named entities; ``set_aside``
    are character ranges that are nobody's words (camera defaults, share lines). Parents and
    ``resolved_source`` are indices into the result.
    """
    page = layout(doc, set_aside)
    if not page.units:
        return ()
    items, interview = broadcast_drafts(doc, page), interview_draft(doc, page)
    told = [r[0] for d in (*items, *([interview] if interview else [])) for r in d.contents]
    page = broken(page, told)
    found = quotes(doc, page)
    declined = declining_drafts(doc, page)
    phrases = phrase_drafts(doc, page, found)
    skip = [cue for d in (*declined, *phrases) for cue in d.cue]
    drafts = verb_drafts(doc, page, found, skip)
    drafts.extend(phrases)
    drafts.extend(adjective_drafts(doc, page, found))
    drafts.extend(items)
    labels = label_drafts(doc, page, asked=interview is not None)
    drafts.extend(d for d in labels if not _doubled(d, drafts))
    if interview is not None:
        drafts.append(interview)
    go_on(doc, page, drafts)
    divide(doc, drafts)
    untangle(drafts)
    give_quotes(doc, page, found, drafts)
    drafts.extend(d for d in reckoning_drafts(doc, page, found) if not _doubled(d, drafts))
    drafts.extend(noun_drafts(doc, page, found, drafts))
    _reach_bullets(doc, page, drafts)
    place_cited(doc, page, drafts)
    for draft in drafts:
        unit = page.units[page.unit_of[draft.anchor]]
        unwrap(doc, draft, (unit.lo, unit.hi))
        find_channel(doc, page, draft)
    drafts.extend(tell_outlets(doc, page, drafts))
    drafts.extend(declined)
    drafts = [d for d in drafts if d.contents or d.declined]
    drafts.sort(key=lambda d: (d.anchor, d.form != "outlet"))
    return _spans(doc, drafts)


def _doubled(label: Draft, drafts: list[Draft]) -> bool:
    """Whether a label's words already are source or cue of another find."""
    return label.source is not None and any(
        d.source is not None
        and d.source[0] < label.source[1]
        and label.source[0] < d.source[1]
        and d.start <= label.anchor <= d.group[1] + 1
        for d in drafts
    )


def _reach_bullets(doc: Doc, page: Layout, drafts: list[Draft]) -> None:
    """A cue in a sentence that ends in a colon speaks over the bullets (or paragraph) below."""
    for number, paragraph in enumerate(page.paragraphs[:-1]):
        if doc[paragraph.hi - 1].text != ":":
            continue
        inside = [
            d
            for d in drafts
            if page.units[page.unit_of[d.anchor]].paragraph == number
            and page.units[page.unit_of[d.anchor]].hi == paragraph.hi
            and not d.declined
        ]
        if not inside:
            continue
        draft = inside[-1]
        draft.contents = [r for r in draft.contents if r[1] - r[0] > 1]
        below = number + 1
        while below < len(page.paragraphs) and page.paragraphs[below].bullet:
            piece = trim_content(doc, page.paragraphs[below].lo, page.paragraphs[below].hi)
            if piece[0] < piece[1] and not draft.holds(piece[0]):
                draft.contents.append(piece)
            below += 1


def _spans(doc: Doc, drafts: list[Draft]) -> tuple[SpokenSpan, ...]:
    parent = parents(drafts)
    back = antecedents(doc, drafts, parent)
    spans: list[SpokenSpan] = []
    for k, draft in enumerate(drafts):
        source = draft.source if draft.source and draft.source[0] < draft.source[1] else None
        cue_lo, cue_hi = draft.cue[0]
        cue = doc[cue_lo:cue_hi]
        named = doc[source[0] : source[1]] if source else None
        inner = core(doc, source, draft.head) if source and draft.head is not None else None
        heart = doc[inner[0] : inner[1]] if inner and inner[0] < inner[1] else named
        channel = doc[draft.channel[0] : draft.channel[1]] if draft.channel else None
        earlier = back[k]
        first = source is not None and draft.head is not None and is_first_person(doc, draft.head)
        spans.append(
            SpokenSpan(
                contents=_characters(doc, draft.contents),
                source_start=named.start_char if named is not None else cue.start_char,
                source_end=named.end_char if named is not None else cue.start_char,
                source_text=named.text if named is not None else "",
                source_head=draft.head if source else None,
                core_start=heart.start_char if heart is not None else cue.start_char,
                core_end=heart.end_char if heart is not None else cue.start_char,
                cue=cue.text,
                cue_start=cue.start_char,
                cue_end=cue.end_char,
                cue_class=draft.cue_class,
                kind=_kind(doc, drafts, draft, source, earlier),
                channel=draft.channel_name,
                channel_text=channel.text if channel is not None else None,
                channel_start=channel.start_char if channel is not None else None,
                channel_end=channel.end_char if channel is not None else None,
                count=count(doc, source, draft.head) if source and draft.head is not None else None,
                members=members(doc, source, draft.head)
                if source and draft.head is not None
                else (),
                parent=parent[k],
                outlet=draft.form == "outlet",
                quoted=draft.quoted,
                first_person=first,
                declined=draft.declined,
                negated=draft.negated,
                generic_author=first and parent[k] is None,
                resolved_source=earlier[0] if earlier else None,
                antecedent_start=doc[earlier[1][0]].idx if earlier else None,
                antecedent_end=doc[earlier[1][0] : earlier[1][1]].end_char if earlier else None,
                antecedent_text=doc[earlier[1][0] : earlier[1][1]].text if earlier else None,
            )
        )
    return tuple(spans)


def _kind(
    doc: Doc,
    drafts: list[Draft],
    draft: Draft,
    source: Range | None,
    earlier: tuple[int | None, Range] | None,
) -> SourceKind:
    if draft.kind is not None:
        return draft.kind
    if source is not None and draft.head is not None and holder(doc, source, draft.head):
        return "person"
    own = kind_of(doc, source, draft.head)
    if earlier is None or source is None or draft.head is None:
        return own
    index, tokens = earlier
    first = is_first_person(doc, draft.head)
    if not (first or is_pronoun(doc, draft.head) or own in ("anonymous", "organisation")):
        return own
    if index is None:
        post = doc[tokens[1] - 1]
        unnamed = post.pos_ == "NOUN" or is_title(post)
        if own == "organisation":
            return own
        return "anonymous" if unnamed and kind_of(doc, tokens, post.i) == "anonymous" else "person"
    before = drafts[index]
    if before.source == tokens:
        return before.kind or kind_of(doc, before.source, before.head)
    return own


def _characters(doc: Doc, ranges: list[Range]) -> tuple[tuple[int, int], ...]:
    pieces: list[tuple[int, int]] = []
    for lo, hi in sorted(ranges):
        while lo < hi and (doc[lo].is_space or doc[lo].text in (",", ";")):
            lo += 1
        while hi > lo and doc[hi - 1].is_space:
            hi -= 1
        if lo >= hi:
            continue
        start, end = doc[lo].idx, doc[hi - 1].idx + len(doc[hi - 1])
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    return tuple(pieces)
