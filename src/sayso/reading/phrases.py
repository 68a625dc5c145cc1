"""Where a noun phrase starts and ends, as a party's mention shows it."""

from spacy.tokens import Doc, Span, Token

from sayso.reading.clauses import PARTITIVES, meaning_head
from sayso.reading.nouns import is_day_name


def phrase_bounds(token: Token) -> tuple[int, int]:
    """First and one-past-last token of a noun phrase, without determiner, clauses, appositions."""
    doc = token.doc
    start = token.i
    for child in token.lefts:
        if child.dep_ in (
            "compound",
            "amod",
            "nmod",
            "nummod",
            "poss",
            "quantmod",
            "advmod",
            "npadvmod",
            "case",
        ):
            start = min(start, child.left_edge.i)
    while start < token.i and (
        doc[start].dep_ in ("det", "predet", "cc", "preconj")
        or doc[start].is_punct
        or doc[start].tag_ == "PRP$"
        or doc[start].is_space
    ):
        start += 1
    start = _after_day(doc, start, token.i)
    if token.pos_ == "PROPN":
        commas = [at for at in range(start, token.i) if doc[at].text == ","]
        start = commas[-1] + 1 if commas else start
    end = token.i + 1
    head = token
    if token.lemma_.lower() in PARTITIVES or token.pos_ == "NUM":
        inner = meaning_head(token)
        if inner != token:
            end = max(end, phrase_bounds(inner)[1])
            head = inner
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i == end:
            objects = [c for c in child.children if c.dep_ == "pobj"]
            if objects and (objects[0].pos_ == "PROPN" or child.lower_ == "of"):
                end = max(end, phrase_bounds(objects[0])[1])
    return start, end + _numbered(doc, end)


def _numbered(doc: Doc, end: int) -> int:
    """How many tokens of a name's own number follow it: "Battalion | 226"."""
    if end >= len(doc) or not doc[end].is_digit or doc[end - 1].pos_ != "PROPN":
        return 0
    return int(doc[end].dep_ in ("nummod", "appos") and doc[end].head.i < end)


def _after_day(doc: Doc, start: int, head: int) -> int:
    """Where a phrase starts when the parser has glued a date to it: "On 12 May | gunmen"."""
    for at in range(start, head):
        if doc[at].text in (")", "]") and not any(t.text in ("(", "[") for t in doc[start:at]):
            start = at + 1
        if not is_day_name(doc[at]) or doc[at + 1].text in ("-", "–", "’s", "'s", "’", "'"):
            continue
        if doc[at + 1].ent_type_ in ("DATE", "TIME") and doc[at + 1].pos_ == "NUM":
            continue
        start = at + 1
    return start


def trimmed(doc: Doc, start: int, end: int) -> Span:
    """The tokens of a phrase without articles and space before it, punctuation and space after it."""
    while start < end - 1 and (doc[start].is_space or doc[start].lower_ in ("the", "a", "an")):
        start += 1
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return doc[start:end]


def tokens_between(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens that character offsets touch."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []
