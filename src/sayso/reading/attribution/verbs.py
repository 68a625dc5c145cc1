"""Verbs that announce speech, belief or judgement, with their source and content.

Each verb of the lexicon is read through the dependency parse; the surface of the sentence decides
where the parse is known to fail (inverted clauses, quotes behind a comma, parentheses).
"""

from spacy.tokens import Doc, Token

from sayso.reading.attribution import grammar
from sayso.reading.attribution.contents import left_content, right_content
from sayso.reading.attribution.draft import Draft, Range
from sayso.reading.attribution.layout import Layout
from sayso.reading.attribution.lexicon import Lexicon, VerbCue, lexicon
from sayso.reading.attribution.passives import passive
from sayso.reading.attribution.quotes import Quote
from sayso.reading.attribution.subjects import plausible, subject

_PHASES = frozenset(["stop", "begin", "start", "keep", "resume", "halt", "cease"])
_LIVES = frozenset(["life", "victim", "casualty", "toll"])
_PREPOSITIONS = frozenset(["of", "for", "with", "about", "against", "on", "to", "in"])
_SAYING = frozenset(
    ["say", "announce", "claim", "report", "confirm", "deny", "predict", "warn", "accuse"]
)
_STRONG = frozenset(
    [
        "say",
        "tell",
        "state",
        "add",
        "tweet",
        "claim",
        "announce",
        "report",
        "deny",
        "write",
        "declare",
    ]
)


def verb_drafts(doc: Doc, page: Layout, found: tuple[Quote, ...], skip: list[Range]) -> list[Draft]:
    """The attributions whose cue is a verb; ``skip`` are tokens that already are a cue."""
    words = lexicon()
    drafts: list[Draft] = []
    for unit in page.units:
        for i in range(unit.lo, unit.hi):
            token = doc[i]
            senses = words.verbs.get(grammar.lemma(token))
            if senses is None or not grammar.is_verb(token):
                continue
            if any(lo <= i < hi for lo, hi in skip):
                continue
            window = grammar.window(doc, page, found, i)
            draft = _read(doc, token, senses, window, found, words)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _read(
    doc: Doc,
    verb: Token,
    senses: tuple[VerbCue, ...],
    window: Range,
    found: tuple[Quote, ...],
    words: Lexicon,
) -> Draft | None:
    frames = frozenset().union(*(sense.frames for sense in senses))
    for particle in ("out", "up", "on", "down"):
        if f"particle:{particle}" in frames and not any(
            c.lower_ == particle and c.dep_ in ("prt", "advmod", "prep") for c in verb.children
        ):
            return None
    if "colon" in frames and not _opens_with_colon(doc, verb, window):
        return None
    if any(_stays_unnamed(c) for c in verb.children):
        return None
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and grammar.lemma(verb.head) in _PHASES:
        return None
    if verb.dep_ == "xcomp" and grammar.is_passive(verb.head) and verb.head.lower_ == "corrected":
        return None
    if grammar.is_passive(verb):
        return passive(doc, verb, senses, window)
    who = subject(doc, verb, window, frames)
    if who is None:
        return None
    source, head = who
    shape = _content(doc, verb, frames, window, source, found)
    if shape is None:
        return None
    frame, contents, group = shape
    spoken = frame in ("clause", "quote") and grammar.sense(senses, frame).cue_class in _SAYING
    strong = spoken or frame in ("figure", "put-at") or grammar.lemma(verb) in _STRONG
    if not plausible(doc, source, head, frames, strong=strong):
        return None
    if "only-clause" in frames and frame not in ("clause", "quote"):
        allowed = [s for s in senses if frame in s.frames and "only-clause" not in s.frames]
        if not allowed and frame != "order":
            return None
    cue_class = grammar.sense(senses, frame).cue_class
    cue = grammar.cue_range(doc, verb, window, source, contents)
    return Draft(
        cue=[cue],
        cue_class=cue_class,
        form="verb:" + frame,
        anchor=verb.i,
        source=source,
        head=head,
        contents=contents,
        group=group,
        negated=grammar.is_negated(verb),
    )


def _content(
    doc: Doc,
    verb: Token,
    frames: frozenset[str],
    window: Range,
    source: Range,
    found: tuple[Quote, ...],
) -> tuple[str, list[Range], Range] | None:
    group = grammar.group(doc, verb, window, source)
    figure = _figure(verb, frames, window) if "figure" in frames else None
    if figure is not None:
        start = max(figure.left_edge.i, verb.i + 1)
        return "figure", right_content(doc, verb, None, window, start=start), group
    if "clause" in frames or "quote" in frames:
        behind = grammar.quote_behind(doc, verb, group, window, found)
        if behind is not None:
            return "quote", [behind], group
        clause = grammar.right_clause(verb, group)
        before = not _has_object(verb, frames, source) and grammar.sets_off_left(
            doc, verb, group, window
        )
        if clause is not None and not (before and grammar.between_commas(doc, group)):
            contents = right_content(doc, verb, clause, window)
            order = "order" in frames and grammar.is_infinitive(clause)
            return ("order" if order else "clause"), contents, group
        if before:
            contents = left_content(doc, verb, group, window, found)
            if contents:
                return "clause", contents, group
        if grammar.opens_right(doc, verb, group, window):
            contents = right_content(doc, verb, None, window, start=group[1])
            if contents:
                return "clause", contents, group
    return _phrase_content(doc, verb, frames, window, group)


def _opens_with_colon(doc: Doc, verb: Token, window: Range) -> bool:
    """Whether a colon or a quote stands right behind the verb and its particle: "he went on: …"."""
    behind = grammar.following(doc, verb.i + 2, window[1])
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if behind >= window[1] or who is None or who.lemma_.lower() in lexicon().reckonings:
        return False
    return doc[behind].text == ":" or doc[behind].is_quote


def _figure(verb: Token, frames: frozenset[str], window: Range) -> Token | None:
    """The number that is all that is said: "says 43", "told us 28", "gives 36 dead"."""
    if any(c.dep_ in ("ccomp", "xcomp", "parataxis") and c.i > verb.i for c in verb.children):
        return None
    objects = [c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < window[1]]
    if not objects or objects[-1].ent_type_ in ("MONEY", "PERCENT", "DATE", "TIME"):
        return None
    last = objects[-1]
    if "hearer" in frames and len(objects) == 1 and last.pos_ != "NUM":
        return None
    counted = last.pos_ == "NUM" or any(c.dep_ == "nummod" for c in last.children)
    measured = last.lemma_.lower() in lexicon().measures
    return last if counted and not measured else None


def _stays_unnamed(complement: Token) -> bool:
    """ "asked not to be named" is about the source, not about the news."""
    return complement.dep_ in ("xcomp", "ccomp") and (
        complement.lower_ in ("named", "identified", "quoted")
        and any(c.dep_ == "auxpass" for c in complement.children)
    )


def _has_object(verb: Token, frames: frozenset[str], source: Range) -> bool:
    """Whether the verb has its content behind it as a phrase, so that nothing in front is it."""
    if frames & {"infinitive", "gerund"} and any(
        c.dep_ == "xcomp" and c.i > verb.i and (grammar.is_infinitive(c) or grammar.is_gerund(c))
        for c in verb.children
    ):
        return True
    if "noun" not in frames or "hearer" in frames:
        return False
    return any(
        c.dep_ == "dobj" and c.i > verb.i and not source[0] <= c.i < source[1]
        for c in verb.children
    )


def _phrase_content(
    doc: Doc, verb: Token, frames: frozenset[str], window: Range, group: Range
) -> tuple[str, list[Range], Range] | None:
    right = [c for c in verb.children if c.i > verb.i and c.i < window[1]]
    told = next((c for c in right if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
    for child in right:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and grammar.is_infinitive(child):
            if told is not None and "order" in frames:
                return "order", right_content(doc, verb, child, window), group
            if "infinitive" in frames and child.dep_ == "xcomp" and told is None:
                return "infinitive", right_content(doc, verb, child, window), group
            if "order" in frames and child.dep_ == "ccomp":
                return "order", right_content(doc, verb, child, window), group
        if child.dep_ in ("xcomp", "ccomp") and grammar.is_gerund(child) and "gerund" in frames:
            return "gerund", right_content(doc, verb, child, window), group
    for child in right:
        if "upon-order" in frames and child.lower_ in ("on", "upon", "to", "with"):
            order = next(
                (
                    c
                    for c in (*verb.children, *child.subtree)
                    if c.i > child.i and c.pos_ == "VERB" and grammar.is_infinitive(c)
                ),
                None,
            )
            if order is not None and order.i < window[1]:
                return "upon-order", right_content(doc, verb, order, window), group
    if told is not None and told.left_edge.i > verb.i:
        start = told.left_edge.i
        prep = [c for c in (*verb.children, *told.children) if c.dep_ == "prep" and c.i > told.i]
        if "blame" in frames and any(c.lower_ in ("of", "for", "in") for c in prep):
            return "blame", right_content(doc, verb, None, window, start=start), group
        if "put-at" in frames and any(c.lower_ == "at" for c in (*prep, *told.subtree)):
            return "put-at", right_content(doc, verb, None, window, start=start), group
        named = any(c.dep_ == "oprd" and c.i > verb.i for c in verb.children)
        if "as" in frames and (any(c.lower_ == "as" for c in prep) or named):
            return "as", right_content(doc, verb, None, window, start=start), group
        if "noun" in frames and not _is_no_content(doc, verb, told):
            return "noun", right_content(doc, verb, told, window), group
    behind = doc[verb.i + 1] if verb.i + 1 < window[1] else None
    if (
        told is None
        and "noun" in frames
        and behind is not None
        and behind.pos_ in ("NUM", "DET", "NOUN", "ADJ")
        and verb.dep_ in ("ROOT", "conj", "ccomp")
    ):
        contents = right_content(doc, verb, None, window, start=verb.i + 1)
        return ("noun", contents, group) if contents else None
    for child in right:
        if child.dep_ in ("prep", "agent") and child.lower_ in frames & _PREPOSITIONS:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if (inner and "hearer" not in frames | {"-"}) or (inner and _abstract(inner[0])):
                return child.lower_, right_content(doc, verb, inner[0], window), group
    return None


def _abstract(token: Token) -> bool:
    return token.ent_type_ != "PERSON" and token.pos_ != "PRON" and token.ent_type_ != "DATE"


def _is_count(told: Token) -> bool:
    """Whether a number stands for what is counted: "registered seven", "gives 36"."""
    return told.pos_ == "NUM" and told.ent_type_ not in ("MONEY", "PERCENT", "DATE", "TIME")


def _is_no_content(doc: Doc, verb: Token, told: Token) -> bool:
    """Objects that are not something said: "claimed 12 lives", "announced his resignation"."""
    lemma = grammar.lemma(verb)
    if told.pos_ == "PRON" or (told.ent_type_ == "PERSON" and lemma not in ("blame", "condemn")):
        return lemma not in ("blame", "condemn", "deny", "confirm")
    only = lexicon().objects.get(lemma)
    if only is not None and told.lemma_.lower() not in only and not _is_count(told):
        return True
    if lemma == "claim" and (told.lemma_.lower() in _LIVES or told.ent_type_ == "CARDINAL"):
        return True
    if lemma in ("announce", "offer", "declare", "record"):
        return any(
            c.dep_ == "poss" and c.lower_ in ("his", "her", "its", "their") for c in told.children
        )
    return False
