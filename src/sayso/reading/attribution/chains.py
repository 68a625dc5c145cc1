"""Sources behind sources: outlets that were told, sources that are cited, speech within speech."""

from itertools import pairwise

from spacy.tokens import Doc

from sayso.reading.attribution import grammar
from sayso.reading.attribution.draft import Draft, Range, without
from sayso.reading.attribution.kinds import kind_of
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.sources import phrase, trim


def tell_outlets(doc: Doc, page: Layout, drafts: list[Draft]) -> list[Draft]:
    """A span for every outlet that a source spoke to ("told Reuters", "in an interview with CNN").

    The outlet comes in front in the chain: it is through the outlet that the words are known.
    """
    made: list[Draft] = []
    for draft in drafts:
        if draft.declined or not draft.contents:
            continue
        unit = page.units[page.unit_of[draft.anchor]]
        outlet = _seen_by(doc, draft)
        if outlet is None and draft.form.startswith("verb"):
            outlet = _told(doc, draft, (unit.lo, unit.hi))
        if outlet is None:
            continue
        source, cue = outlet
        host = Draft(
            cue=[cue],
            cue_class="report",
            form="outlet",
            anchor=source[0],
            source=source,
            head=source[1] - 1,
            contents=list(draft.contents),
            group=source,
            kind="media",
        )
        draft.host = host
        made.append(host)
    return made


def _told(doc: Doc, draft: Draft, window: Range) -> tuple[Range, Range] | None:
    verb = doc[draft.anchor]
    heads = [
        (c, (verb.i, verb.i + 1)) for c in verb.children if c.dep_ in ("dobj", "dative", "nsubj")
    ]
    for prep in verb.children:
        if prep.dep_ not in ("prep", "dative"):
            continue
        for noun in prep.children:
            if noun.dep_ != "pobj":
                continue
            if prep.lower_ in ("to", "by", "on", "via", "with"):
                heads.append((noun, (prep.i, prep.i + 1)))
            for inner in noun.children:
                if inner.lower_ in ("with", "to", "on", "by", "for") and inner.dep_ == "prep":
                    heads.extend(
                        (c, (inner.i, inner.i + 1)) for c in inner.children if c.dep_ == "pobj"
                    )
    for head, cue in heads:
        if head.i <= verb.i or draft.holds(head.i) or head.i >= window[1]:
            continue
        if draft.source is not None and draft.source[0] <= head.i < draft.source[1]:
            continue
        if head.pos_ != "PROPN" and head.lemma_.lower() not in _OUTLETS:
            continue
        source = phrase(doc, head, window)
        if kind_of(doc, source, head.i) == "media":
            return trim(doc, *source), cue
    return None


_SEEN = frozenset(
    [
        "seen",
        "obtained",
        "reviewed",
        "viewed",
        "published",
        "broadcast",
        "aired",
        "carried",
        "cited",
        "quoted",
    ]
)


def _seen_by(doc: Doc, draft: Draft) -> tuple[Range, Range] | None:
    """The outlet through which a document is known: "a report seen by Reuters"."""
    if draft.source is None:
        return None
    for i in range(draft.source[0], draft.source[1] - 2):
        if doc[i].lower_ in _SEEN and doc[i + 1].lower_ == "by":
            source = trim(doc, i + 2, draft.source[1])
            if source[0] < source[1] and kind_of(doc, source, source[1] - 1) == "media":
                return source, (i, i + 2)
    return None


_OUTLETS = frozenset(
    ["radio", "television", "tv", "station", "newspaper", "agency", "media", "daily"]
)


def place_cited(doc: Doc, page: Layout, drafts: list[Draft]) -> None:
    """A source behind "citing" takes over the content of the cue that cites it."""
    for draft in drafts:
        if draft.form != "citing":
            continue
        unit = page.unit_of[draft.anchor]
        near = [
            d
            for d in drafts
            if d is not draft
            and not d.declined
            and d.contents
            and page.unit_of.get(d.anchor) == unit
            and d.form != "outlet"
        ]
        verb = doc[draft.anchor].head
        hosts = [d for d in near if d.anchor == verb.i] or near
        if hosts:
            host = min(hosts, key=lambda d: abs(d.anchor - draft.anchor))
            draft.contents = [
                r for part in host.contents for r in without([part], _behind_comma(doc, draft))
            ]
            host.contents = list(draft.contents)
            draft.host = host
            draft.quoted = host.quoted
        else:
            lo, hi = page.units[unit].lo, page.units[unit].hi
            rest = without([(lo, hi)], _behind_comma(doc, draft))
            draft.contents = [trim(doc, *r) for r in rest if r[1] - r[0] > 2]


def _behind_comma(doc: Doc, draft: Draft) -> Range:
    lo, hi = draft.group
    before = grammar.previous(doc, lo, 0)
    return (before, hi) if before >= 0 and doc[before].text == "," else (lo, hi)


def untangle(drafts: list[Draft]) -> None:
    """Takes out of a content the cue of another voice that stands at its edge and covers it."""
    for outer in drafts:
        if outer.form in ("outlet", "citing") or outer.declined:
            continue
        for inner in drafts:
            if inner is outer or inner.form in ("outlet", "citing") or not inner.contents:
                continue
            if not outer.holds(inner.anchor) or inner.holds(outer.anchor) is False:
                continue
            if inner.contents[0][0] <= outer.start and outer.anchor < inner.anchor:
                outer.contents = [
                    r for part in outer.contents for r in without([part], (inner.group[0], 10**9))
                ]


def go_on(doc: Doc, page: Layout, drafts: list[Draft]) -> None:
    """Gives "…, X said, adding that …" the source X, whatever the parse hangs the participle on."""
    for draft in drafts:
        verb = doc[draft.anchor]
        if verb.tag_ != "VBG" or not draft.form.startswith("verb") or draft.cue[0][0] < verb.i:
            continue
        comma = grammar.previous(doc, verb.i, 0)
        if doc[comma].text != ",":
            continue
        unit = page.unit_of[draft.anchor]
        for earlier in drafts:
            ends = earlier.group[1] in (comma, comma + 1)
            behind = earlier.contents and earlier.contents[0][1] <= earlier.anchor
            if earlier.source and ends and behind and page.unit_of[earlier.anchor] == unit:
                draft.source, draft.head = earlier.source, earlier.head


def divide(doc: Doc, drafts: list[Draft]) -> None:
    """Shares a sentence between voices that are parted by "…, X said, and …, Y said"."""
    behind = sorted(
        (
            d
            for d in drafts
            if d.contents and d.form.startswith("verb") and d.contents[0][1] <= d.anchor
        ),
        key=lambda d: d.anchor,
    )
    for first, second in pairwise(behind):
        if not (second.holds(first.anchor) and second.contents[0][0] <= first.contents[0][0]):
            continue
        i = first.group[1]
        if not (doc[i].text in (",", ";") and doc[i + 1].lower_ in ("and", "but", "while")):
            continue
        first.contents = [r for r in first.contents if r[1] <= i]
        second.contents = [(max(lo, i + 2), hi) for lo, hi in second.contents if hi > i + 2]


def parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the index of the one it is told within: its host, or the smallest around it."""
    index = {id(d): k for k, d in enumerate(drafts)}
    found: list[int | None] = []
    for k, draft in enumerate(drafts):
        if draft.host is not None and id(draft.host) in index:
            found.append(index[id(draft.host)])
            continue
        around = [
            j
            for j, other in enumerate(drafts)
            if j != k
            and other.holds(draft.anchor)
            and not draft.holds(other.anchor)
            and (draft.source is None or other.form == "outlet" or other.holds(draft.source[0]))
        ]
        found.append(
            min(around, key=lambda j: sum(b - a for a, b in drafts[j].contents), default=None)
        )
    return [_acyclic(found, k) for k in range(len(found))]


def _acyclic(found: list[int | None], k: int) -> int | None:
    seen = {k}
    at = found[k]
    while at is not None:
        if at in seen:
            found[k] = None
            return None
        seen.add(at)
        at = found[at]
    return found[k]
