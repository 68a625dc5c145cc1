"""Through what a source speaks: "in a tweet", "on Telegram", "a statement by the ministry"."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.sources import phrase, trim

_PREPOSITIONS = frozenset(
    ["in", "on", "by", "via", "over", "through", "during", "at", "to", "with"]
)
_UNWRAPPED = frozenset(
    [
        "statement",
        "tweet",
        "post",
        "message",
        "video",
        "letter",
        "communique",
        "communiqué",
        "remark",
        "speech",
        "interview",
        "declaration",
        "announcement",
        "comment",
        "release",
        "testimony",
        "email",
        "briefing",
        "conference",
    ]
)
_VIA = frozenset(["radio", "television", "tv", "media", "telegram", "twitter", "facebook", "x"])


def unwrap(doc: Doc, draft: Draft, window: Range) -> None:
    """A source "a statement by X" or "X's tweet" becomes the source X with its channel."""
    if draft.head is None or draft.source is None:
        return
    noun = doc[draft.head]
    if noun.lemma_.lower() not in _UNWRAPPED:
        return
    name = lexicon().channels.get(noun.lemma_.lower()) or lexicon().channels.get(noun.lower_)
    for child in noun.children:
        author: Token | None = None
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            author = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ in _ISSUED:
            by = next((c for c in child.children if c.dep_ == "agent"), None)
            author = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        elif child.dep_ == "poss" and child.i < noun.i and child.pos_ != "PRON":
            author = child
        if author is None or not window[0] <= author.i < window[1]:
            continue
        if child.lower_ == "of" and author.ent_type_ in ("DATE", "TIME"):
            continue
        channel_hi = child.i if child.i > noun.i else noun.i + 1
        lo = draft.source[0] if child.i > noun.i else noun.i
        source = phrase(doc, author, window)
        source = (max(source[0], channel_hi), source[1]) if child.i > noun.i else source
        hi = source[1]
        while hi > source[0] and doc[hi - 1].tag_ == "POS":
            hi -= 1
        draft.channel = trim(doc, lo, channel_hi)
        draft.channel_name = name
        draft.source = (source[0], hi)
        draft.head = author.i
        return


_ISSUED = frozenset(["issued", "released", "published", "posted", "read", "made", "sent", "signed"])


def find_channel(doc: Doc, page: Layout, draft: Draft) -> None:
    """The prepositional phrase beside the cue that names a channel, if there is one."""
    if draft.channel is not None or draft.form.startswith(("noun", "adverb", "label", "tail")):
        return
    channels = lexicon().channels
    unit = page.units[page.unit_of[draft.anchor]]
    for i in range(unit.lo, unit.hi):
        token = doc[i]
        name = channels.get(token.lower_) or channels.get(token.text)
        if name is None or token.pos_ not in ("NOUN", "PROPN") or draft.holds(i):
            continue
        if draft.source is not None and draft.source[0] <= i < draft.source[1]:
            continue
        prep = _governing(doc, token, unit.lo)
        if prep is None or draft.holds(prep.i):
            continue
        if token.text == "X" and prep.lower_ != "on":
            continue
        if not _beside(draft, prep.i, token.i, unit.lo, doc):
            continue
        lo, hi = trim(doc, prep.i, token.i + 1)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("on", "to", "with") and child.i == hi:
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                if inner is not None and inner.i - hi < 3:
                    other = channels.get(inner.lower_) or channels.get(inner.text)
                    if other is not None and child.lower_ == "on":
                        hi = inner.i + 1
        draft.channel = (lo, hi)
        draft.channel_name = name
        return


def _governing(doc: Doc, token: Token, lo: int) -> Token | None:
    """The preposition the channel noun stands under."""
    i = token.i - 1
    while i >= lo and doc[i].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"):
        if token.i - i > 5:
            return None
        i -= 1
    if i >= lo and doc[i].lower_ in _PREPOSITIONS:
        return doc[i]
    return None


def _beside(draft: Draft, prep: int, noun: int, lo: int, doc: Doc) -> bool:
    """Whether the phrase touches source and cue: opens the sentence or stands in their run."""
    if draft.group[0] <= prep < draft.group[1] + 1:
        return True
    if prep < draft.start and all(
        doc[i].is_punct or doc[i].is_space or doc[i].pos_ in ("CCONJ", "ADV")
        for i in range(lo, prep)
    ):
        return not draft.contents or draft.contents[0][0] > prep
    last = max(hi for _, hi in draft.cue)
    gap = doc[last:prep] if prep >= last else doc[noun + 1 : draft.start]
    return len(gap) <= 6 and not any(t.text in (";", ".") for t in gap)
