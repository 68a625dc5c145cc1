"""Which earlier, fuller mention a pronoun, a surname or "the ministry" as a source goes back to."""

from spacy.tokens import Doc

from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.kinds import kind_of
from sayso.reading.attribution.lexicon import lexicon

_HE = frozenset(["he", "she", "him", "her"])
_THEY = frozenset(["they", "them", "we"])
_NEXT = 2
"""How many sentences on somebody just introduced is still "he"."""
_REACH = 400
"""How far back, in tokens, a pronoun may reach for a name that is no source."""


def antecedents(
    doc: Doc, drafts: list[Draft], parent: list[int | None]
) -> list[tuple[int | None, Range] | None]:
    """For each draft the index of the earlier draft and the tokens its source goes back to.

    ``drafts`` are in text order. The index is None where the antecedent is a name in the text that
    was no source; the whole is None where the source stands for itself.
    """
    resolved: list[tuple[int | None, Range] | None] = []
    for k, draft in enumerate(drafts):
        resolved.append(_resolve(doc, drafts, resolved, parent, k) if draft.source else None)
    return resolved


def _resolve(
    doc: Doc,
    drafts: list[Draft],
    resolved: list[tuple[int | None, Range] | None],
    parent: list[int | None],
    k: int,
) -> tuple[int | None, Range] | None:
    draft = drafts[k]
    if draft.source is None or draft.head is None:
        return None
    token = doc[draft.head]
    lower = token.lower_
    if lower in ("i", "me", "my") or (
        lower in ("we", "us") and draft.source[1] - draft.source[0] == 1
    ):
        above = parent[k]
        while above is not None and not (_speaks(drafts[above]) and drafts[above].source):
            above = parent[above]
        return _through(drafts, resolved, above) if above is not None else None
    if lower in _HE or lower in _THEY or lower == "it":
        return _pronoun(doc, drafts, resolved, k, lower)
    if draft.kind is not None:
        return None
    if token.pos_ == "PROPN":
        return _name(doc, drafts, resolved, k)
    return _own_outlet(doc, drafts, parent, k) or _definite(doc, drafts, resolved, k)


def _speaks(draft: Draft) -> bool:
    """Whether somebody's own words are given: in quotes, or behind the name of a speaker."""
    return draft.quoted or draft.form == "label"


def _own_outlet(
    doc: Doc, drafts: list[Draft], parent: list[int | None], k: int
) -> tuple[int | None, Range] | None:
    """ "the station": the outlet whose item this is told in."""
    draft, above = drafts[k], parent[k]
    if above is None or draft.source is None or draft.head is None:
        return None
    host = drafts[above]
    bare = draft.source[1] - draft.source[0] <= 2 and doc[draft.source[0]].lower_ == "the"
    if host.kind == "media" and host.source is not None and bare:
        return (above, host.source) if kind_of(doc, draft.source, draft.head) == "media" else None
    return None


def _through(
    drafts: list[Draft], resolved: list[tuple[int | None, Range] | None], j: int
) -> tuple[int | None, Range]:
    """The draft ``j`` itself, or what it goes back to."""
    further = resolved[j] if j < len(resolved) else None
    if further is not None:
        return (further[0] if further[0] is not None else j), further[1]
    source = drafts[j].source
    return j, source if source is not None else (drafts[j].anchor, drafts[j].anchor + 1)


def _pronoun(
    doc: Doc,
    drafts: list[Draft],
    resolved: list[tuple[int | None, Range] | None],
    k: int,
    lower: str,
) -> tuple[int | None, Range] | None:
    at = drafts[k].start
    heads = {
        d.head: j
        for j, d in enumerate(drafts[:k])
        if d.source is not None and d.head is not None and d.form != "outlet" and d.kind != "media"
    }
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if any(d.holds(i) and not d.holds(at) for d in drafts[:k] if d.form != "outlet"):
            continue
        j = heads.get(i)
        if j is not None and drafts[k].host is not drafts[j] and _agrees(doc, drafts[j], lower):
            return _through(drafts, resolved, j)
        if j is None and lower in _HE and doc[i].dep_ in ("nsubj", "nsubjpass"):
            named = _person_at(doc, i)
            if named is not None:
                return None, named
            if _introduced(doc, i, at):
                return None, (doc[i].left_edge.i, i + 1)
    if lower == "it":
        return _body_named(doc, at)
    if lower not in _HE:
        return None
    for entity in reversed(doc.ents):
        if entity.label_ == "PERSON" and entity.end <= at and at - entity.end < _REACH:
            return None, (entity.start, entity.end)
    for i in range(at - 1, max(-1, at - _REACH), -1):
        token = doc[i]
        if token.dep_ == "nsubj" and token.tag_ == "NNP" and token.ent_type_ in ("", "ORG"):
            return None, (i, i + 1)
    return None


def _body_named(doc: Doc, at: int) -> tuple[int | None, Range] | None:
    """The body named last in the sentence before: "what the ministry called …. …, it said"."""
    ends = 0
    for i in range(at - 1, max(-1, at - _REACH), -1):
        ends += bool(doc[i + 1].is_sent_start)
        if ends > 1:
            return None
        token = doc[i]
        if ends == 1 and token.dep_ == "nsubj" and token.tag_ in ("NN", "NNP"):
            span = (token.left_edge.i, i + 1)
            if token.left_edge.i <= i and kind_of(doc, span, i) == "organisation":
                return None, span
    return None


def _introduced(doc: Doc, i: int, at: int) -> bool:
    """Whether the subject at token ``i`` brings up somebody unnamed, shortly before: "A mechanic …"."""
    token = doc[i]
    words = lexicon().kinds
    person = token.lemma_.lower() in words["anonymous"] | words["spokesperson"]
    if not person or token.tag_ not in ("NN", "NNP") or token.left_edge.lower_ not in ("a", "an"):
        return False
    ends = sum(doc[j].is_sent_start is True for j in range(i + 1, at + 1))
    return ends <= _NEXT


def _person_at(doc: Doc, i: int) -> Range | None:
    """The name of the person who is subject at token ``i``; None where it names nobody."""
    token = doc[i]
    names = [token, *(c for c in token.children if c.dep_ == "appos")]
    for name in names:
        if name.tag_ != "NNP" or name.ent_type_ in ("GPE", "NORP", "LOC", "DATE"):
            continue
        lo = name.i
        while lo > 0 and doc[lo - 1].pos_ == "PROPN" and doc[lo - 1].dep_ in ("compound", "nmod"):
            lo -= 1
        span = (lo, name.i + 1)
        several = lo < name.i or (name.ent_type_ in ("", "PERSON") and name.is_title)
        if several and kind_of(doc, span, name.i) == "person":
            return span
    return None


def _agrees(doc: Doc, draft: Draft, lower: str) -> bool:
    if draft.head is None or draft.source is None:
        return False
    token = doc[draft.head]
    earlier = token.lower_
    if earlier in _HE | _THEY | {"it", "i", "who", "one"}:
        return (
            earlier == lower
            or {earlier, lower} <= {"he", "him"}
            or {earlier, lower} <= {"she", "her"}
        )
    kind = kind_of(doc, draft.source, draft.head)
    plural = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.children)
    if lower in _HE:
        return (not plural and kind in ("person", "anonymous")) or (
            not plural and kind == "organisation" and token.lemma_.lower().startswith("spokes")
        )
    if lower == "it":
        return not plural and kind in ("organisation", "document", "media", "social")
    return plural or kind == "organisation"


def _name(
    doc: Doc,
    drafts: list[Draft],
    resolved: list[tuple[int | None, Range] | None],
    k: int,
) -> tuple[int | None, Range] | None:
    """A surname goes back to the first full name that ends in it."""
    draft = drafts[k]
    if draft.source is None or draft.head is None:
        return None
    name = doc[draft.head].text
    own = [t for t in doc[draft.source[0] : draft.source[1]] if t.pos_ == "PROPN"]
    if len(own) > 1 and draft.head != draft.source[0]:
        return None
    for j in range(k):
        source, head = drafts[j].source, drafts[j].head
        if source is None or head is None or source[0] >= draft.source[0]:
            continue
        if doc[head].text == name and source[1] - source[0] > 1:
            return _through(drafts, resolved, j)
    for entity in doc.ents:
        if entity.end > draft.source[0]:
            break
        if entity.label_ in ("PERSON", "ORG") and len(entity) > 1 and entity[-1].text == name:
            return None, (entity.start, entity.end)
    return None


def _definite(
    doc: Doc,
    drafts: list[Draft],
    resolved: list[tuple[int | None, Range] | None],
    k: int,
) -> tuple[int | None, Range] | None:
    """ "the volunteer", "the ministry": the last source with the same head noun."""
    draft = drafts[k]
    if draft.source is None or draft.head is None:
        return None
    token = doc[draft.head]
    if token.pos_ != "NOUN" or doc[draft.source[0]].lower_ != "the":
        return None
    if draft.source[1] - draft.source[0] > 3:
        return None
    for j in range(k - 1, -1, -1):
        source, head = drafts[j].source, drafts[j].head
        if source is None or head is None or source[0] >= draft.source[0]:
            continue
        if doc[head].lemma_.lower() == token.lemma_.lower():
            return _through(drafts, resolved, j)
    for i in range(draft.source[0] - 2, -1, -1):
        # "the captain": somebody named with that title before.
        if doc[i].lower_ == token.lower_ and doc[i].pos_ == doc[i + 1].pos_ == "PROPN":
            hi = i + 1
            while hi < draft.source[0] and doc[hi].pos_ == "PROPN":
                hi += 1
            return None, (i, hi)
    return None
