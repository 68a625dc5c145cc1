"""Cues without a verb of saying: "according to X", "reportedly", "citing X", "the claim that"."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.draft import Draft, Range, without
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import lexicon
from sayso.reading.attribution.quotes import Quote
from sayso.reading.attribution.sources import head_of, noun_phrase_at, phrase, trim

_CLIMB = frozenset(
    [
        "xcomp",
        "prep",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "acl",
        "relcl",
        "appos",
        "attr",
        "acomp",
        "amod",
        "pcomp",
        "agent",
        "npadvmod",
        "advmod",
        "oprd",
        "dative",
        "quantmod",
        "nummod",
        "compound",
        "dep",
        "nmod",
        "poss",
    ]
)
_LONGEST_PHRASE = 6
_CONTRAST = frozenset(["while", "whereas", "although", "though"])


def phrase_drafts(doc: Doc, page: Layout, found: tuple[Quote, ...]) -> list[Draft]:
    """The attributions whose cue is a preposition, an adverb or a participle like "citing"."""
    words = lexicon()
    drafts: list[Draft] = []
    for unit in page.units:
        for i in range(unit.lo, unit.hi):
            token = doc[i]
            lower = token.lower_
            draft: Draft | None = None
            if lower in words.phrase_starts:
                draft = _source_phrase(doc, page, found, token)
            elif lower in words.adverbs and token.pos_ == "ADV":
                draft = _adverb(doc, grammar.window(doc, page, found, i), token)
            elif lower in words.citing and token.tag_ == "VBG":
                draft = _citing(doc, grammar.window(doc, page, found, i), token)
            elif lower in ("by", "via") and i and doc[i - 1].lower_ == "seen":
                continue
            if draft is not None:
                drafts.append(draft)
    return drafts


def _source_phrase(doc: Doc, page: Layout, found: tuple[Quote, ...], token: Token) -> Draft | None:
    window = _in_brackets(doc, token, grammar.window(doc, page, found, token.i))
    text = doc[token.i : min(token.i + _LONGEST_PHRASE, window[1])].text.lower()
    cue_class, length = "", 0
    for words, name in lexicon().phrases.items():
        if text.startswith(words) and not text[len(words) : len(words) + 1].isalpha():
            size = len(words.split())
            if size > length:
                cue_class, length = name, size
    if not length or (token.lower_ == "per" and not _per_source(doc, token, window)):
        return None
    lo = token.i
    start = lo + length
    source = _source_after(doc, start, window, initial=_initial(doc, lo, window))
    if source is None:
        return None
    head = head_of(doc, source)
    group = (lo, source[1])
    contents = covered(doc, token, group, window)
    if contents and doc[slice(*contents[0])].text.lower() in ("this is", "that is"):
        contents = [_before(page, token.i)]
    if not contents:
        return None
    return Draft(
        cue=[(lo, start)],
        cue_class=cue_class,
        form="phrase",
        anchor=lo,
        source=source,
        head=head,
        contents=contents,
        group=group,
    )


def _in_brackets(doc: Doc, token: Token, window: Range) -> Range:
    """The inside of brackets around the phrase, where they hold more than the phrase: "(48 per OCHA)"."""
    opens = next((i for i in range(token.i - 1, window[0] - 1, -1) if doc[i].text in "()"), None)
    closes = next((i for i in range(token.i, window[1]) if doc[i].text in "()"), None)
    if opens is None or closes is None or doc[opens].text != "(" or doc[closes].text != ")":
        return window
    return (opens + 1, closes) if _wordy(doc, (opens + 1, token.i)) else window


def _before(page: Layout, i: int) -> Range:
    """The sentence in front of that of token ``i``, which "This is according to X" speaks of."""
    number = page.unit_of[i]
    unit = page.units[max(0, number - 1)]
    own = page.units[number]
    return (unit.lo, unit.hi) if unit.paragraph == own.paragraph else (own.lo, own.hi)


def _per_source(doc: Doc, token: Token, window: Range) -> bool:
    """ "per" names a source only in front of a name or a document, not in "per day"."""
    nxt = token.i + 1
    if nxt >= window[1] or (token.text == "Per" and token.i != window[0]):
        return False
    head = doc[nxt]
    if _counted_by(doc, token, window):
        return True
    if head.pos_ == "PROPN" and head.ent_type_ not in ("DATE", "TIME", "PERCENT"):
        return token.i == window[0] or doc[token.i - 1].text == ","
    following = [c for c in token.children if c.dep_ == "pobj"]
    known = lexicon().kinds
    return bool(following) and following[0].lemma_.lower() in (
        known["document"] | known["media"] | known["social"]
    ) - {"file", "list", "record", "map"}


def _counted_by(doc: Doc, token: Token, window: Range) -> bool:
    """ "three killed per Ayder hospital": a source behind "per", not what a rate is counted by."""
    at = token.i + 1
    if at < window[1] and doc[at].pos_ == "DET":
        at += 1
    last = at
    while last < window[1] and doc[last].pos_ in ("PROPN", "NOUN", "ADJ"):
        last += 1
    words = doc[at:last]
    if not words or words[0].ent_type_ in ("DATE", "TIME", "PERCENT"):
        return False
    kinds = lexicon().kinds
    tells = (
        words[-1].lemma_.lower() in kinds["organisation"] | kinds["media"] | kinds["spokesperson"]
    )
    named = words[0].pos_ == "PROPN" and len(words[0].text) > 1
    return tells or (named and token.i > window[0])


def _initial(doc: Doc, lo: int, window: Range) -> bool:
    return all(
        doc[i].is_punct or doc[i].pos_ in ("CCONJ", "ADV", "SPACE") for i in range(window[0], lo)
    )


def _source_after(doc: Doc, start: int, window: Range, *, initial: bool) -> Range | None:
    """The source behind "according to": by parse, and by the first comma when it opens a sentence."""
    if start >= window[1]:
        return None
    head = next(
        (
            c
            for c in (*doc[start - 1].children, *doc[start - 2].children)
            if c.dep_ == "pobj" and c.i >= start
        ),
        None,
    )
    source: Range | None
    if head is None or head.i >= window[1]:
        source = noun_phrase_at(doc, start, window[1])
    else:
        source = phrase(doc, head, (start, window[1]))
        source = (start, max(source[1], head.i + 1))
    if source is None:
        return None
    if initial:
        source = (source[0], _initial_end(doc, source, head, window))
    verbs = [
        i
        for i in range(head.i + 1 if head is not None else source[0], source[1])
        if doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") and doc[i].dep_ not in ("relcl",)
    ]
    if verbs:
        source = (source[0], verbs[0])
    source = trim(doc, *source)
    return source if source[0] < source[1] else None


def _initial_end(doc: Doc, source: Range, head: Token | None, window: Range) -> int:
    """Where a sentence-opening source ends: its first comma, or the comma that closes an apposition."""
    commas = [i for i in range(source[0], window[1]) if doc[i].text == ","]
    if not commas:
        return source[1]
    first = commas[0]
    if head is not None and first < head.i:
        return source[1]
    apposed = first + 1 < window[1] and (
        doc[first + 1].lower_ in ("a", "an", "the", "who", "which") or doc[first + 1].tag_ == "VBN"
    )
    if apposed and len(commas) > 1:
        inside = doc[first + 1 : commas[1]]
        relative = doc[first + 1].lower_ in ("who", "which")
        finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in inside)
        if relative:
            return first
        if not finite and any(
            (t.dep_ == "appos" and t.head.i < first) or t.tag_ == "VBN" for t in inside
        ):
            return commas[1]
    return min(source[1], first) if source[1] > source[0] else first


def covered(doc: Doc, token: Token, group: Range, window: Range) -> list[Range]:
    """What a source phrase covers: its sentence when it opens it, else the clause it hangs on."""
    lo, hi = window
    whole = [_edges(doc, *r) for r in without([(lo, hi)], group)]
    whole = [r for r in whole if _wordy(doc, r)]
    if _initial(doc, group[0], window):
        return whole
    clause = token
    while clause.head.i != clause.i and lo <= clause.head.i < hi:
        contrast = any(c.lower_ in _CONTRAST and c.dep_ == "mark" for c in clause.children)
        if contrast and clause.dep_ == "advcl":
            break
        if clause.dep_ == "conj" and _has_subject(clause):
            break
        if clause.dep_ == "ccomp" and grammar.lemma(clause.head) in lexicon().verbs:
            break
        clause = clause.head
    start, end = lo, hi
    if clause.dep_ in ("conj", "advcl", "ccomp") and clause.left_edge.i >= lo:
        start = max(lo, clause.left_edge.i)
        if clause.right_edge.i + 1 > group[1]:
            end = clause.right_edge.i + 1
        else:
            end = max(group[1], clause.right_edge.i + 1)
    for i in range(lo, hi):
        if doc[i].text == ";" and i < group[0]:
            start = max(start, i + 1)
        elif doc[i].text == ";" and i >= group[1]:
            end = min(end, i)
    for child in _later_clauses(clause, group):
        end = min(end, child.left_edge.i)
    ranges = [_edges(doc, *r) for r in without([(start, max(end, group[1]))], group)]
    ranges = [r for r in ranges if _wordy(doc, r)]
    return ranges or whole


def _later_clauses(clause: Token, group: Range) -> list[Token]:
    return [
        c
        for c in clause.children
        if c.left_edge.i >= group[1]
        and (
            (c.dep_ == "conj" and _has_subject(c))
            or (
                c.dep_ == "advcl"
                and any(m.lower_ in _CONTRAST for m in c.children if m.dep_ == "mark")
            )
        )
    ]


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)


def _edges(doc: Doc, lo: int, hi: int) -> Range:
    while lo < hi and (
        doc[lo].is_space or doc[lo].text in (",", ";", ":", ".", "-", "–", "—", "•", "*")
    ):
        lo += 1
    while hi > lo and (
        doc[hi - 1].is_space
        or doc[hi - 1].text in (",", ";", ".", "—", "–")
        or doc[hi - 1].dep_ == "cc"
    ):
        hi -= 1
    return lo, hi


def _wordy(doc: Doc, ranged: Range) -> bool:
    return any(t.is_alpha or t.like_num for t in doc[ranged[0] : ranged[1]])


def _adverb(doc: Doc, window: Range, token: Token) -> Draft | None:
    """ "reportedly": says that somebody says it, and not who."""
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    lo, hi = max(clause.left_edge.i, window[0]), min(clause.right_edge.i + 1, window[1])
    own = [c.left_edge.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    if own and min(own) < token.i:
        lo = max(lo, min(own))
    if token.head.pos_ in ("ADJ", "NOUN", "NUM") or clause.pos_ not in ("VERB", "AUX"):
        top = token.head
        lo, hi = max(top.left_edge.i, window[0]), min(top.right_edge.i + 1, window[1])
    if not lo <= token.i < hi:
        lo, hi = token.i, min(token.right_edge.i + 1, window[1])
    ranges = [_edges(doc, *r) for r in without([(lo, hi)], (token.i, token.i + 1))]
    ranges = [r for r in ranges if _wordy(doc, r)]
    if not ranges:
        return None
    return Draft(
        cue=[(token.i, token.i + 1)],
        cue_class=lexicon().adverbs[token.lower_],
        form="adverb",
        anchor=token.i,
        contents=ranges,
        group=(token.i, token.i + 1),
    )


def _citing(doc: Doc, window: Range, token: Token) -> Draft | None:
    """ "citing two officers": the source behind another source; its host is found later."""
    head = next((c for c in token.children if c.dep_ in ("dobj", "pobj") and c.i > token.i), None)
    source = (
        phrase(doc, head, (token.i + 1, window[1]))
        if head is not None
        else noun_phrase_at(doc, token.i + 1, window[1])
    )
    if source is None or source[0] >= source[1]:
        return None
    source = (token.i + 1, source[1]) if source[0] > token.i else source
    return Draft(
        cue=[(token.i, token.i + 1)],
        cue_class="say",
        form="citing",
        anchor=token.i,
        source=trim(doc, *source),
        head=head.i if head is not None else head_of(doc, source),
        contents=[],
        group=(token.i, source[1]),
    )
