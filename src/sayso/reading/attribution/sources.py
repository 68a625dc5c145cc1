"""Which words name a source: the noun phrase around a head, trimmed as a reader would cite it."""

import re

from spacy.tokens import Doc, Token

from sayso.reading.attribution.draft import Range
from sayso.reading.attribution.kinds import is_title

_NUMBERS = {
    "one": 1,
    "a": 1,
    "an": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "both": 2,
}
_CUT_DEPS = frozenset(["relcl", "parataxis", "ccomp", "advcl"])
_EDGE = frozenset(",;:–—-“”\"'‘’…")
_ACL_LONG = 5
_NO_HOLDERS = frozenset(["GPE", "ORG", "NORP", "LOC", "FAC", "DATE"])
_NAME_LONG = 8
_JOINTS = frozenset(["-", "’", "'", "."])
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_NUMBERING = re.compile(r"\(?\d{1,3}[.)/]|[a-z]\)|[①-⑳]")


def phrase(doc: Doc, head: Token, window: Range) -> Range:
    """The noun phrase of ``head`` within ``window``: with appositions, without relative clauses.

    A participle phrase is kept only when short and not set off by a comma.
    """
    lo, hi = head.i, head.i + 1
    for token in _members(head):
        if window[0] <= token.i < window[1]:
            lo, hi = min(lo, token.i), max(hi, token.i + 1)
    cut = [
        child.left_edge.i
        for token in _members(head)
        for child in token.children
        if child.i > head.i and _dropped(doc, child)
    ]
    if cut:
        hi = max(head.i + 1, min(hi, min(cut)))
    lo, hi = _whole_name(doc, lo, hi, window)
    return trim(doc, lo, hi)


def _members(head: Token) -> list[Token]:
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(c for c in token.children if not _dropped(token.doc, c))
    return found


def _dropped(doc: Doc, child: Token) -> bool:
    if child.dep_ in _CUT_DEPS:
        return child.i > child.head.i
    if child.dep_ == "acl" and child.i > child.head.i:
        comma = child.left_edge.i > 0 and doc[child.left_edge.i - 1].text == ","
        return comma or child.right_edge.i - child.left_edge.i >= _ACL_LONG
    if child.dep_ == "conj" and child.i > child.head.i and child.pos_ in ("VERB", "AUX"):
        return True
    return child.dep_ == "cc" and any(
        c.pos_ in ("VERB", "AUX") for c in child.head.children if c.dep_ == "conj"
    )


def _whole_name(doc: Doc, lo: int, hi: int, window: Range) -> Range:
    """Names are not cut in the middle: proper nouns that touch the phrase belong to it."""
    while lo > window[0] and doc[lo].ent_iob_ == "I" and doc[lo].ent_type_ in ("PERSON", "ORG"):
        lo -= 1
    while (
        hi < window[1]
        and doc[hi].ent_iob_ == "I"
        and doc[hi].ent_type_ in ("PERSON", "ORG")
        and doc[hi].pos_ == "PROPN"
    ):
        hi += 1
    return lo, hi


def trim(doc: Doc, lo: int, hi: int) -> Range:
    """The range without white space, numbering, stray punctuation and conjunctions at its edges."""
    if hi - lo > 1 and _NUMBERING.fullmatch(doc[lo].text):
        lo += 1
    elif hi - lo > 2 and doc[lo].text.isdigit() and doc[lo + 1].text in (".", ")"):
        lo += 2
    if hi - lo > 1 and _CLOCK.fullmatch(doc[lo].text):
        lo += 1
    while lo < hi and (
        doc[lo].is_space
        or doc[lo].text in _EDGE
        or doc[lo].text == ")"
        or doc[lo].dep_ == "cc"
        or doc[lo].lower_ in ("but", "and", "however", "meanwhile", "yet", "then")
        or doc[lo].pos_ == "SCONJ"
        or (doc[lo].tag_ == "WDT" and hi - lo > 1)
    ):
        lo += 1
    while hi > lo and (
        doc[hi - 1].is_space
        or doc[hi - 1].text in _EDGE
        or (doc[hi - 1].text in (".", "(") and not re.search(r"\w\.$", doc[hi - 1].text))
        or doc[hi - 1].dep_ == "cc"
    ):
        hi -= 1
    return lo, hi


def core(doc: Doc, source: Range, head: int) -> Range:
    """The source without its appositions: up to the first comma or bracket behind the head.

    Of a post and who holds it ("the mayor of Ramo, Idris Saleh") the name is the heart.
    """
    lo, hi = source
    named = holder(doc, source, head)
    if named is not None:
        return named
    for i in range(head + 1, hi):
        if doc[i].text in (",", "(", "—", "–", ";"):
            following = doc[i + 1] if i + 1 < hi else None
            if doc[i].text == "," and following is not None and _is_listed(doc, i, hi):
                continue
            hi = i
            break
    for i in range(head - 1, lo, -1):
        if doc[i].text == "," and doc[head].pos_ == "PROPN" and not _is_listed(doc, i, source[1]):
            lo = i + 1
            break
    return trim(doc, lo, hi)


def holder(doc: Doc, source: Range, head: int) -> Range | None:
    """The name set beside a post behind a comma, if one is: "the mayor of Ramo, Idris Saleh"."""
    post = is_title(doc[head]) and doc[head].tag_ in ("NN", "NNP")
    if doc[head].pos_ != "NOUN" and not post:
        return None
    for child in doc[head].subtree:
        name = child.dep_ == "appos" and child.pos_ == "PROPN" and head < child.i < source[1]
        if not name or child.ent_type_ in _NO_HOLDERS - ({"ORG"} if post else set()):
            continue
        lo = child.i
        while lo - 1 > head and _in_name(doc, lo - 1):
            lo -= 1
        if doc[lo - 1].text == "," and (lo < child.i or child.ent_type_ == "PERSON"):
            return lo, child.i + 1
    return _between_commas(doc, source, head) if post else None


def _between_commas(doc: Doc, source: Range, head: int) -> Range | None:
    """The name behind a post where the parse hangs it elsewhere: "…, Abu Mus'ab al-Zawba'i, relates"."""
    comma = next((i for i in range(head + 1, source[1]) if doc[i].text == ","), source[1])
    if comma >= len(doc) or doc[comma].text != ",":
        return None
    hi = comma + 1
    while hi < len(doc) and _in_name(doc, hi):
        hi += 1
    name = doc[comma + 1 : hi]
    if not 2 <= len(name) <= _NAME_LONG or hi >= len(doc) or doc[hi].text != ",":
        return None
    if any(t.ent_type_ in ("GPE", "LOC", "FAC", "DATE") for t in name):
        return None
    return comma + 1, hi


def _in_name(doc: Doc, i: int) -> bool:
    """Whether a token is part of a name: a proper noun, or the mark inside one, "al-Murtada"."""
    joined = not doc[i].whitespace_ and not doc[i - 1].whitespace_ and doc[i].text in _JOINTS
    return doc[i].pos_ == "PROPN" or doc[i].tag_ == "POS" or joined


def _is_listed(doc: Doc, comma: int, hi: int) -> bool:
    """Whether the comma parts the members of a list rather than an apposition."""
    return any(
        doc[i].dep_ == "conj" and doc[i].pos_ in ("NOUN", "PROPN") for i in range(comma + 1, hi)
    )


def members(doc: Doc, source: Range, head: int) -> tuple[str, ...]:
    """The names of a joint source ("UNHCR and IOM"), empty for a single one."""
    heads = [doc[head]]
    for token in heads:
        heads.extend(
            c
            for c in token.children
            if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") and source[0] <= c.i < source[1]
        )
    if len(heads) < 2:
        return ()
    names = []
    bounds = [*(h.left_edge.i if h.i != head else source[0] for h in heads), source[1]]
    for k, token in enumerate(heads):
        hi = min(bounds[k + 1], source[1]) if bounds[k + 1] > token.i else token.i + 1
        lo, hi = trim(doc, max(bounds[k], source[0]), hi)
        if hi > lo:
            names.append(doc[lo:hi].text)
    return tuple(names)


def count(doc: Doc, source: Range, head: int) -> int | None:
    """How many people a numeral in the source counts ("two medical workers")."""
    for child in doc[head].children:
        if child.dep_ == "nummod" and source[0] <= child.i < head:
            text = child.lower_.replace(",", "")
            if text in _NUMBERS:
                return _NUMBERS[text]
            if text.isdecimal() and len(text) <= 4:
                return int(text)
    if doc[head].lower_ in ("two", "three", "four", "five", "both") and doc[head].pos_ in (
        "NUM",
        "PRON",
    ):
        return _NUMBERS[doc[head].lower_]
    return None


def noun_phrase_at(doc: Doc, lo: int, hi: int) -> Range | None:
    """The noun phrase that begins at token ``lo``, read from tags where the parse fails.

    Takes determiners, adjectives, numbers, nouns and names, and goes on over "of", "for", "at",
    "in", "from", "on" with another such run; ends at a comma, a verb or ``hi``.
    """
    nominal = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADV")
    links = ("of", "for", "at", "in", "from", "with", "&", "and")
    i = lo
    last_noun = None
    while i < hi:
        token = doc[i]
        if token.is_space or token.text in (",", ";", ":", "(", "—", "–") or token.is_quote:
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            last_noun = i
        elif token.text == "-" or token.pos_ in nominal or token.lower_ in links:
            pass
        elif token.pos_ == "PUNCT" and token.text in (".", "'"):
            break
        else:
            break
        if token.lower_ in ("on", "in") and last_noun is None:
            break
        i += 1
    if last_noun is None:
        return None
    return trim(doc, lo, last_noun + 1)


def head_of(doc: Doc, source: Range) -> int:
    """The token the phrase hangs on: the one whose head lies outside, rightmost name otherwise."""
    lo, hi = source
    for i in range(lo, hi):
        token = doc[i]
        top = not (lo <= token.head.i < hi) or token.head.i == i
        if top and token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"):
            return i
    for i in range(hi - 1, lo - 1, -1):
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            return i
    return hi - 1
