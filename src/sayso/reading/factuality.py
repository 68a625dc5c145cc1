"""How surely a predicate is put forward, and whether as so or as not so.

FactBank's certainty × polarity (Saurí & Pustejovsky 2009), read from what stands over a predicate
in its own clause and the clauses that embed it, up to the edge of the source's words. Certainty is
relative to the innermost source: saying verbs themselves change nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from sayso.model import Certainty, Polarity
from sayso.model.knowledge import read_knowledge
from sayso.reading.clauses import clause_verb

Mood = Literal["fact", "future", "intent", "directed", "hypothetical", "question", "attempt"]


@dataclass(frozen=True)
class Factuality:
    """``mood`` tells what kind of statement it is: only facts, attempts and futures are claims."""

    certainty: Certainty
    polarity: Polarity
    mood: Mood
    conditional: bool = False
    yet: bool = False


class _Cues(msgspec.Struct, frozen=True):
    embedding: dict[str, tuple[str, ...]]
    modal: dict[str, tuple[str, ...]]
    adverb: dict[str, tuple[str, ...]]
    determiner: dict[str, tuple[str, ...]]
    preposition: dict[str, tuple[str, ...]]
    condition: dict[str, tuple[str, ...]]
    yet: dict[str, tuple[str, ...]]
    ability: dict[str, tuple[str, ...]]


@cache
def _cues() -> _Cues:
    return read_knowledge("sayso.reading", "lexicon/factuality.toml", _Cues)


def ability_words() -> dict[str, tuple[str, ...]]:
    """The modals of ability, and the verbs of knowing under which they tell of none."""
    return _cues().ability


@cache
def _embedding() -> dict[str, str]:
    return {word: effect for effect, words in _cues().embedding.items() for word in words}


_COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "csubj", "csubjpass"})
_RANK: dict[Certainty, int] = {"certain": 3, "probable": 2, "possible": 1, "unknown": 0}


class _State:
    def __init__(self) -> None:
        self.certainty: Certainty = "certain"
        self.negative = False
        self.mood: Mood = "fact"
        self.conditional = False
        self.yet = False

    def lower(self, to: Certainty) -> None:
        if _RANK[to] < _RANK[self.certainty]:
            self.certainty = to

    def set_mood(self, mood: Mood) -> None:
        if self.mood in ("fact", "attempt", "future") and not (
            self.mood == "future" and mood in ("attempt", "fact")
        ):
            self.mood = mood


def factuality(trigger: Token, verb: Token, edges: frozenset[int]) -> Factuality:
    """Certainty, polarity and mood of the predicate at ``trigger`` whose clause verb is ``verb``.

    :param edges: indices of cue tokens ("said", "according"): what stands over them says who
        speaks, not how surely, and is not looked at
    """
    state = _State()
    if trigger.pos_ in ("NOUN", "PROPN"):
        _noun(trigger, state)
    _clause(verb, trigger, state)
    if trigger.pos_ in ("NOUN", "PROPN") and trigger != verb:
        _foreseen(trigger, verb, state)
    for governor, lower in _governors(verb, edges):
        _governor(governor, lower, state)
    if _is_called_untrue(verb if verb.head != verb else trigger):
        state.negative = not state.negative
    sentence = verb.sent
    if sentence.text.rstrip().endswith("?"):
        state.set_mood("question")
    return Factuality(
        state.certainty,
        "negative" if state.negative else "positive",
        state.mood,
        state.conditional,
        state.yet,
    )


def _noun(noun: Token, state: _State) -> None:
    for child in noun.children:
        if (
            child.dep_ == "det" and child.lower_ in _cues().determiner["negative"]
        ) or child.dep_ == "neg":
            state.negative = not state.negative
        elif child.lower_ in ("possible", "potential", "planned", "future", "imminent", "looming"):
            state.set_mood("hypothetical")
        elif child.lower_ in ("likely", "suspected", "alleged", "apparent"):
            if child.lower_ != "alleged":
                state.lower("probable")
        elif child.lower_ in ("attempted", "foiled", "averted"):
            state.set_mood("attempt")
    if noun.dep_ == "pobj" and (
        noun.head.lower_ in _cues().preposition["negative"]
        or (any(c.dep_ == "neg" for c in noun.head.children) and noun.head.head != noun)
    ):
        state.negative = not state.negative


def _clause(verb: Token, trigger: Token, state: _State) -> None:
    """What the clause itself says: negation, modals, adverbs, conditions, wishes."""
    cues = _cues()
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or (
            child.dep_ in ("advmod", "preconj", "det", "cc") and word in cues.adverb["negative"]
        ):
            if word == "not" and _only(child):
                continue
            state.negative = not state.negative
        elif word == "longer" and any(c.lower_ == "no" for c in child.children):
            state.negative = not state.negative
        elif child.dep_ == "aux" and child.tag_ == "MD":
            if child.text != "May":
                _modal(word, perfect, state)
        elif child.dep_ == "advmod" and word in (
            *cues.adverb["probable"],
            *cues.adverb["distance"],
        ):
            state.lower("probable")
        elif child.dep_ == "advmod" and word in cues.adverb["possible"]:
            state.lower("possible")
        elif child.dep_ == "mark" and word in cues.condition["marks"]:
            if word in cues.condition["hard"]:
                state.set_mood("hypothetical")
            elif word == "whether":
                state.lower("unknown")
                state.set_mood("hypothetical")
        elif (
            child.dep_ == "prep"
            and word == "without"
            and trigger.head != child
            and any(
                trigger == inner or trigger.is_ancestor(inner)
                for inner in child.subtree
                if inner == trigger
            )
        ):
            state.negative = not state.negative
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and child != trigger:
            if _none_of(child):
                state.negative = not state.negative
        elif child.dep_ in ("prep", "agent") and any(
            c.dep_ == "pobj" and c != trigger and c.lower_ != "nothing" and _none_of(c)
            for c in child.children
        ):
            state.negative = not state.negative
        elif child.dep_ == "advcl" and any(
            mark.dep_ == "mark" and mark.lower_ in cues.condition["hard"] for mark in child.children
        ):
            state.conditional = True
    if (
        verb.tag_ == "VB"
        and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in verb.children)
        and verb.dep_ == "ROOT"
    ):
        state.set_mood("directed")
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and verb.dep_ in (
        "acl",
        "relcl",
        "advcl",
        "ROOT",
    ):
        _infinitive(verb, state)


def _none_of(noun: Token) -> bool:
    """Whether a noun phrase says that there is none: "no unit", "not a single soldier", "nobody"."""
    if noun.lower_ in ("none", "nobody", "neither", "nothing"):
        return True
    if noun.lower_ == "one" and any(t.lower_ in ("not", "no") for t in noun.lefts):
        return True
    before = [t for child in noun.lefts for t in (*child.lefts, child)]
    for token in before:
        if token.lower_ in ("no", "neither") and not _bounds_number(token):
            return True
        if token.lower_ == "not" and any(t.lower_ in ("one", "single") for t in noun.lefts):
            return True
    return False


def _bounds_number(negation: Token) -> bool:
    """Whether "no" only bounds a number: "no fewer than 61", "no more than 300"."""
    doc = negation.doc
    following = [t.lower_ for t in doc[negation.i + 1 : negation.i + 3]]
    return following[:1] in (["fewer"], ["less"]) or following == ["more", "than"]


def _infinitive(verb: Token, state: _State) -> None:
    head = verb.head
    if any(c.dep_ == "advmod" and c.lower_ == "only" for c in verb.children):
        return
    if verb.dep_ == "advcl" and not any(c.dep_ == "mark" for c in verb.children):
        state.set_mood("intent")
    elif verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        if any(
            c.dep_ == "amod" and c.lower_ in ("only", "first", "last", "latest")
            for c in head.children
        ):
            return
        state.set_mood("intent")


def _only(negation: Token) -> bool:
    following = negation.nbor(1) if negation.i + 1 < len(negation.doc) else None
    return following is not None and following.lower_ in ("only", "just", "least")


def _modal(word: str, perfect: bool, state: _State) -> None:
    modal = _cues().modal
    if word in modal["future"]:
        state.set_mood("future")
    elif word in modal["would"]:
        state.set_mood("hypothetical" if perfect else "future")
    elif word in modal["possible"]:
        state.lower("possible")
    elif word in modal["directed"]:
        state.set_mood("directed")


def _governors(verb: Token, edges: frozenset[int]) -> Iterator[tuple[Token, Token]]:
    """Each predicate that embeds the clause, with the clause it embeds, up to the edge."""
    lower = verb
    for _ in range(8):
        if lower.dep_ == "conj" and lower.head.pos_ in ("VERB", "AUX", "ADJ"):
            if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in lower.children):
                lower_head = lower.head
                if lower_head.dep_ not in _COMPLEMENT:
                    return
            else:
                yield lower.head, lower
            lower = lower.head
            continue
        if lower.dep_ not in _COMPLEMENT or lower.head == lower:
            return
        governor = lower.head
        if governor.dep_ == "prep":
            governor = governor.head
        if governor.i in edges or lower.head.i in edges:
            if _is_hearsay(governor, lower):
                yield governor, lower
            return
        if lower.dep_ == "advcl" and not _purpose(lower):
            return
        if _only_stands_before(lower, governor):
            return
        if lower.dep_ == "acl" and governor.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return
        yield governor, lower
        lower = (
            clause_verb(governor) if governor.pos_ in ("NOUN", "PROPN", "ADJ", "ADP") else governor
        )
        if lower == governor and lower.head == lower:
            return


def _is_hearsay(governor: Token, lower: Token) -> bool:
    """Whether something is only "reported to be": nobody is named who says so."""
    return (
        lower.dep_ == "xcomp"
        and governor.lemma_ in _cues().embedding["hearsay"]
        and governor.tag_ == "VBN"
        and _purpose(lower)
        and not any(c.dep_ == "agent" for c in governor.children)
    )


def _only_stands_before(lower: Token, governor: Token) -> bool:
    """Whether a clause is parsed as governed by a later one that merely follows it after a comma."""
    return (
        lower.dep_ == "ccomp"
        and lower.i < governor.i
        and governor.pos_ in ("VERB", "AUX")
        and governor.lemma_.lower() not in _embedding()
    )


def _purpose(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _governor(governor: Token, lower: Token, state: _State) -> None:
    if lower.dep_ == "conj":
        _shared(governor, lower, state)
        return
    lemma = governor.lemma_.lower()
    effect = _embedding().get(lemma)
    if _has_yet_to(governor, lower):
        state.negative = not state.negative
        state.yet = True
        return
    negated = any(c.dep_ == "neg" for c in governor.children)
    if negated and lemma in _cues().embedding["exclude"]:
        state.lower("possible")
        return
    if _is_to(governor, lower):
        state.set_mood("future")
        return
    match effect:
        case "negative":
            state.negative = not state.negative
            if lemma == "unlikely":
                state.lower("probable")
        case "attempt":
            state.set_mood("attempt")
        case "intent":
            state.set_mood("intent")
        case "directed":
            state.set_mood("directed")
        case "probable":
            state.lower("probable")
        case "possible":
            state.lower("possible")
        case "hearsay":
            if _is_hearsay(governor, lower):
                state.lower("probable")
        case "foreseen":
            state.set_mood("future")
            state.lower("probable")
        case "future":
            if lemma != "go" or governor.tag_ == "VBG":
                state.set_mood("future")
        case _:
            pass
    if negated and effect in (None, "probable", "possible", "transparent", "future", "attempt"):
        state.negative = not state.negative
    for child in governor.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            _modal(child.lower_, False, state)
        elif child.dep_ == "mark" and child.lower_ in _cues().condition["hard"]:
            state.set_mood("hypothetical")
        elif child.dep_ == "advmod" and child.lower_ in _cues().adverb["probable"]:
            state.lower("probable")


def _is_to(governor: Token, lower: Token) -> bool:
    """Whether it is settled to come: "are to resume in May"."""
    return (
        governor.lemma_ == "be"
        and governor.tag_ in ("VBZ", "VBP")
        and lower.dep_ == "xcomp"
        and _purpose(lower)
        and not any(c.dep_ in ("attr", "acomp") for c in governor.children)
    )


def _foreseen(noun: Token, verb: Token, state: _State) -> None:
    """An event that is itself expected or likely: "further raids are expected", "expects an attack"."""
    if not noun.is_ancestor(verb) and noun != verb and verb.is_ancestor(noun):
        effects = [_embedding().get(verb.lemma_.lower())]
        effects += [_embedding().get(c.lemma_.lower()) for c in verb.children if c.dep_ == "acomp"]
        near = noun.head == verb or noun.head.head == verb
        if near and any(_is_to(verb, c) for c in verb.children):
            state.set_mood("future")
        if (near and "foreseen" in effects) or (
            near and verb.lemma_ == "be" and "probable" in effects
        ):
            state.set_mood("future")
            state.lower("probable")


_UNTRUE = frozenset({"false", "untrue", "lie", "invention", "fabrication", "baseless", "unfounded", "fake", "nonsense", "mischievous"})  # fmt: skip


def _is_called_untrue(verb: Token) -> bool:
    """Whether the report of it is said to be untrue: "the claim that they surrendered is false"."""
    current = verb
    for _ in range(6):
        if current.head == current:
            return False
        if (
            current.dep_ in ("nsubj", "csubj")
            and current.head.lemma_ == "be"
            and any(
                c.dep_ in ("acomp", "attr") and c.lemma_.lower() in _UNTRUE
                for c in current.head.children
            )
        ):
            return not any(c.dep_ == "neg" for c in current.head.children)
        current = current.head
    return False


def _shared(head: Token, lower: Token, state: _State) -> None:
    """A modal or "to" before the first of coordinated verbs holds for the later ones."""
    for child in head.children:
        if child.dep_ in ("nsubj", "nsubjpass") and _none_of(child):
            state.negative = not state.negative
        if (
            child.dep_ == "aux"
            and child.tag_ == "MD"
            and not any(c.dep_ == "aux" for c in lower.children)
        ):
            _modal(child.lower_, False, state)


def _has_yet_to(governor: Token, lower: Token) -> bool:
    if governor.lemma_ not in _cues().yet["verbs"]:
        return False
    window = governor.doc[governor.i + 1 : lower.i]
    return any(token.lower_ == "yet" for token in window)
