"""Cues in the passive: "was quoted as saying", "is believed to", "112 impacts counted by …"."""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.contents import right_content
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.lexicon import VerbCue
from sayso.reading.attribution.sources import phrase

_EVIDENTIAL = frozenset(
    [
        "say",
        "report",
        "believe",
        "think",
        "allege",
        "claim",
        "understand",
        "rumour",
        "rumor",
        "fear",
        "estimate",
        "suspect",
        "presume",
        "know",
        "consider",
    ]
)
_NOMINAL = frozenset(["noun", "put-at"])
_QUOTING = frozenset(["quote", "cite", "report", "hear", "describe"])


def passive(doc: Doc, verb: Token, senses: tuple[VerbCue, ...], window: Range) -> Draft | None:
    """The attribution of a passive cue verb, or None where it attributes nothing."""
    frames = frozenset().union(*(sense.frames for sense in senses))
    lemma = grammar.lemma(verb)
    by = next((c for c in verb.children if c.dep_ == "agent" and c.i < window[1]), None)
    agent = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    source = phrase(doc, agent, window) if agent is not None else None
    hearer = "hearer" in frames or ("order" in frames and lemma not in _EVIDENTIAL)
    if verb.dep_ == "xcomp" and lemma not in _EVIDENTIAL:
        return None
    patient = next(
        (c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < verb.i), None
    )
    saying = [
        c
        for p in verb.children
        if p.lower_ == "as" and p.i > verb.i
        for c in p.children
        if c.dep_ == "pcomp"
    ]
    if saying and lemma in _QUOTING:
        return None
    clause = grammar.right_clause(verb, (verb.i, verb.i + 1))
    infinitive = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and grammar.is_infinitive(c)
        ),
        None,
    )
    frame = ""
    contents: list[Range] = []
    if clause is not None and ("clause" in frames):
        if agent is None and not hearer and lemma not in _EVIDENTIAL and patient is None:
            return None
        frame, contents = "clause", right_content(doc, verb, clause, window)
    elif infinitive is not None and lemma in _EVIDENTIAL and patient is not None:
        frame, contents = "infinitive", _split_content(doc, verb, patient, infinitive, window)
    elif infinitive is not None and "order" in frames and agent is not None:
        frame, contents = "order", right_content(doc, verb, infinitive, window)
    elif agent is not None and frames & _NOMINAL and not hearer and _tells(senses, lemma):
        noun = patient if patient is not None else verb.head if verb.dep_ == "acl" else None
        if noun is None or noun.i > verb.i or noun.pos_ not in ("NOUN", "PROPN", "NUM"):
            return None
        if lemma == "put" and not _measure(verb, window):
            return None
        span = phrase(doc, noun, window)
        frame, contents = "noun", [(span[0], min(span[1], verb.i)), *_measure(verb, window)]
    elif lemma == "report" and patient is not None and agent is None and patient.lower_ != "it":
        frame = "noun"
        span = phrase(doc, patient, window)
        contents = [span]
    if not contents or not contents[0][0] < contents[0][1]:
        return None
    cue = grammar.cue_range(doc, verb, window, source, contents)
    lo = min(cue[0], source[0] if source else cue[0])
    hi = max(cue[1], source[1] if source else cue[1])
    return Draft(
        cue=[cue],
        cue_class=grammar.sense(senses, frame).cue_class,
        form="passive:" + frame,
        anchor=verb.i,
        source=source,
        head=agent.i if agent is not None and source is not None else None,
        contents=contents,
        group=(lo, hi),
        negated=grammar.is_negated(verb),
    )


def _measure(verb: Token, window: Range) -> list[Range]:
    """What something is put or estimated at: "at 8,000 to 10,000"."""
    at = next((c for c in verb.children if c.lower_ == "at" and verb.i < c.i < window[1]), None)
    numbers = any(t.like_num for t in at.subtree) if at is not None else False
    return [(at.i, min(at.right_edge.i + 1, window[1]))] if at is not None and numbers else []


def _tells(senses: tuple[VerbCue, ...], lemma: str) -> bool:
    """Whether "X was VERBed by Y" tells of X on Y's word: counted, confirmed; not announced, ordered."""
    return lemma in ("count", "list", "describe", "tally", "put") or any(
        s.cue_class in ("report", "confirm", "claim", "deny", "estimate") for s in senses
    )


def _split_content(
    doc: Doc, verb: Token, patient: Token, infinitive: Token, window: Range
) -> list[Range]:
    lo = max(patient.left_edge.i, window[0])
    span = phrase(doc, patient, window)
    tail = right_content(doc, verb, infinitive, window)
    return [(lo, max(span[1], patient.i + 1)), *tail]
