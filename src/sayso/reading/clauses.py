"""What a verb's or event noun's arguments are, after undoing what grammar does to them.

Over spaCy's dependency parse (ClearNLP labels): passives, relative clauses, participles, subject
and object control, coordination and partitives ("hundreds of supporters") are undone, so that the
rest of the reading sees a flat list of slots.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.reading.counted_nouns import is_person

SUBJECT_DEPS = frozenset({"nsubj", "csubj"})
PASSIVE_DEPS = frozenset({"nsubjpass", "csubjpass"})
CLAUSE_DEPS = frozenset(
    {"ROOT", "conj", "advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp", "parataxis", "dep"}
)
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})

PARTITIVES = frozenset(
    {
        "hundred", "thousand", "dozen", "score", "ten", "million", "couple", "number", "group",
        "handful", "majority", "part", "member", "element", "unit", "column", "band", "wave",
        "series", "most", "some", "many", "all", "several", "few", "none", "half", "one", "two",
        "three", "four", "five", "six", "seven", "eight", "nine", "lot", "remnant", "crowd",
        "convoy", "team", "total", "rest", "bulk", "remainder", "both", "each", "any", "third",
        "quarter", "body", "detachment", "batch",
    }
)  # fmt: skip

OBJECT_CONTROL = frozenset(
    {
        "force", "order", "urge", "ask", "tell", "allow", "permit", "enable", "compel", "persuade",
        "call", "cause", "instruct", "command", "oblige", "press", "require", "lead", "see", "show",
        "accuse", "encourage", "help", "want", "expect", "prompt", "invite", "warn", "prevent",
        "stop", "keep", "leave", "send", "spot", "blame", "suspect", "use", "beg", "film",
    }
)  # fmt: skip


_HOLDS = frozenset({"hand", "control", "rule", "grip", "possession", "custody"})
"""Nouns whose modifier holds what is in them: "in | rebel | hands"."""

_PARTICLES = frozenset({"in", "up", "off", "out", "down", "over", "away", "back"})
"""Particles of verbs that the parser may take for prepositions: "hauled | in the brothers"."""


@dataclass
class Arguments:
    """The slots of one predicate: subject, object, indirect, by, and each preposition's objects."""

    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    indirect: list[Token] = field(default_factory=list)
    by: list[Token] = field(default_factory=list)
    owner: list[Token] = field(default_factory=list)
    modifier: list[Token] = field(default_factory=list)
    prepositions: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False

    def slots(self) -> Iterator[tuple[str, Token]]:
        """Each filled slot with its head token."""
        for name in ("subject", "object", "indirect", "by", "owner", "modifier"):
            for token in getattr(self, name):
                yield name, token
        for preposition, tokens in list(self.prepositions.items()):
            for token in tokens:
                yield preposition, token

    def without(self, words: Sequence[Token], *, keep: Callable[[Token], bool]) -> "Arguments":
        """The slots less words of a trigger phrase, whose own arguments move up.

        :param keep: words that stand for somebody stay, though they are part of the phrase
        """
        left = Arguments(modifier=list(self.modifier), owner=list(self.owner), passive=self.passive)
        for name, token in self.slots():
            if name in ("modifier", "owner"):
                continue
            if token not in words or keep(token):
                left.slot(name).append(token)
                continue
            for child in token.children:
                if child.dep_ == "poss":
                    left.owner.append(child)
                elif child.dep_ in ("amod", "compound", "nmod") and token.lemma_ in _HOLDS:
                    left.by.append(child)
                elif child.dep_ == "prep":
                    left.slot(child.lower_).extend(
                        c for c in child.children if c.dep_ == "pobj" and c not in words
                    )
        for word in words:
            if word.dep_ == "prep" and word.lower_ in _PARTICLES and not left.object:
                left.object += left.prepositions.pop(word.lower_, [])
            if word.dep_ in ("attr", "acomp", "advmod"):
                for preposition in word.children:
                    if preposition.dep_ == "prep":
                        _add_preposition(left, preposition)
        return left

    def slot(self, name: str) -> list[Token]:
        """The fillers of one slot, by slot name or preposition."""
        if name in ("subject", "object", "indirect", "by", "owner", "modifier"):
            found: list[Token] = getattr(self, name)
            return found
        return self.prepositions.setdefault(name, [])


def meaning_head(token: Token) -> Token:
    """The noun that a noun phrase is about: "hundreds of supporters" is about supporters."""
    for _ in range(4):
        if token.lemma_.lower() not in PARTITIVES and token.pos_ != "NUM":
            return token
        inner = next(
            (
                grandchild
                for child in token.children
                if child.dep_ == "prep" and child.lower_ == "of"
                for grandchild in child.children
                if grandchild.dep_ == "pobj"
            ),
            None,
        )
        if inner is None or inner.lower_ in ("them", "those", "which", "whom", "us"):
            return token
        token = inner
    return token


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in order."""
    found = [token]
    for child in token.children:
        if (
            child.dep_ == "conj"
            and child.i > token.i
            and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
        ) or (child.dep_ == "appos" and child.i > token.i and _lists(token, child)):
            found += conjuncts(child)
    return found


def _lists(token: Token, apposed: Token) -> bool:
    """Whether a parsed apposition is really the next item of a list ("A, B and C").

    Two common nouns are one list where both are plural ("houses, shops and cars") or both definite
    and no person ("the bazaar, the clinic and the mill").
    """
    if not any(child.dep_ == "conj" for child in apposed.children):
        return False
    if apposed.pos_ == token.pos_ == "PROPN":
        return True
    if apposed.pos_ != "NOUN" or token.pos_ != "NOUN":
        return False
    if apposed.tag_ == token.tag_ == "NNS":
        return True
    return _is_the(token) and _is_the(apposed) and not is_person(apposed)


def _is_the(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def clause_verb(token: Token) -> Token:
    """The verb (or clause root) whose tense, mood and negation hold for this token."""
    current = token
    while current.head != current:
        if current.pos_ in ("VERB", "AUX") and current.dep_ not in (
            "aux",
            "auxpass",
            "amod",
            "compound",
        ):
            return current
        if current.dep_ in ("relcl", "advcl", "ccomp", "acl") and current.pos_ not in (
            "NOUN",
            "PROPN",
        ):
            return current
        current = current.head
    return current


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, including reduced relatives ("arrested by…")."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if is_caused(verb):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "amod")
        and not any(child.dep_ == "aux" for child in verb.children)
    ) or (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and not any(child.dep_ in ("aux", "nsubj") for child in verb.children)
        and verb.head.pos_ == "VERB"
        and is_passive(verb.head)
    )


CAUSING = frozenset({"have", "get", "order", "want", "see", "watch", "leave", "find", "keep"})


def is_caused(verb: Token) -> bool:
    """Whether a participle tells what somebody has done to another: "had him arrested"."""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("ccomp", "xcomp", "oprd")
        and verb.head.lemma_ in CAUSING
        and verb.head.i < verb.i
        and not any(c.dep_ in ("aux", "auxpass", "mark") for c in verb.children)
        and any(c.dep_ in SUBJECT_DEPS for c in verb.children)
    )


def arguments(verb: Token) -> Arguments:
    """The arguments of a verb, with passive, relative, control and coordination undone."""
    found = Arguments(passive=is_passive(verb))
    surface_subject = [c for c in verb.children if c.dep_ in SUBJECT_DEPS | PASSIVE_DEPS]
    if not surface_subject:
        surface_subject = _understood_subject(verb)
    surface_subject = [_antecedent(token) for token in surface_subject if token.dep_ != "expl"]
    if any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children):
        surface_subject = [c for c in verb.children if c.dep_ == "attr"]
    if found.passive:
        found.object += surface_subject
    else:
        found.subject += surface_subject
    if found.passive:
        found.by += _by_order(verb)
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd") and not (found.passive and child.dep_ == "dobj"):
            if child.dep_ == "dobj":
                found.object.append(_antecedent(child))
        elif child.dep_ == "dobj":
            found.indirect.append(child)
        elif child.dep_ == "dative":
            inner = [c for c in child.children if c.dep_ == "pobj"]
            if inner:
                found.prepositions.setdefault(child.lower_, []).extend(inner)
            else:
                found.indirect.append(child)
        elif child.dep_ == "agent":
            found.by += [c for c in child.children if c.dep_ == "pobj" and c.lemma_ not in _ORDERS]
        elif child.dep_ in ("prep", "prt") or child.pos_ == "ADP":
            _add_preposition(found, child)
        elif child.dep_ == "ccomp" and not found.object:
            if child.pos_ in ("NOUN", "PROPN"):
                found.object.append(child)
            elif verb.lemma_ == "let" and child.tag_ == "VB":
                found.object += [c for c in child.children if c.dep_ in SUBJECT_DEPS]
    if not found.by and is_caused(verb) and verb.head.lemma_ in ("have", "get", "order"):
        found.by += [_antecedent(c) for c in verb.head.children if c.dep_ in SUBJECT_DEPS]
    if verb.dep_ == "relcl" and not found.passive and not found.object and _object_gap(verb):
        found.object.append(verb.head)
    return found


_ORDERS = frozenset({"order", "decree", "command", "behest", "instruction", "decision"})


def _by_order(verb: Token) -> list[Token]:
    """Whose order a passive names: "was relieved by order of the Chief of Staff"."""
    return [
        whose
        for preposition in verb.children
        if preposition.lower_ in ("by", "on", "under", "at")
        for order in preposition.children
        if order.dep_ == "pobj" and order.lemma_ in _ORDERS
        for of in order.children
        if of.dep_ in ("prep", "poss")
        for whose in ([of] if of.dep_ == "poss" else of.children)
        if whose.dep_ in ("pobj", "poss") and (of.dep_ == "poss" or of.lower_ == "of")
    ]


def shared_object(verb: Token) -> list[Token]:
    """The object that a verb shares with the next: "attacked | and looted the village"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB") or is_passive(verb):
        return []
    for child in verb.children:
        if child.dep_ != "conj" or child.tag_ != verb.tag_ or child.i - verb.i != 2:
            continue
        if verb.nbor(1).dep_ != "cc" or any(c.dep_ in SUBJECT_DEPS for c in child.children):
            continue
        return [_antecedent(c) for c in child.children if c.dep_ == "dobj"]
    return []


_BROKERS = frozenset({"mediate", "broker", "host", "facilitate", "sponsor", "chair", "monitor"})
"""What third parties do to the talks of others."""


def noun_arguments(noun: Token) -> Arguments:
    """The arguments of an event noun, with those of the light verb that carries it."""
    found = Arguments()
    for child in noun.children:
        if child.dep_ == "poss":
            found.owner.append(child)
        elif child.dep_ in ("compound", "nmod", "amod", "npadvmod") and child.i < noun.i:
            found.modifier.append(child)
        elif child.dep_ == "prep" or child.dep_ == "agent":
            if child.lower_ == "by":
                found.by += [c for c in child.children if c.dep_ == "pobj"]
            else:
                _add_preposition(found, child)
        elif child.dep_ == "acl" and child.lemma_ in ("involve", "pit", "target"):
            for token in child.children:
                if token.dep_ == "dobj":
                    found.prepositions.setdefault("between", []).append(token)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ not in _BROKERS:
            for token in child.children:
                if token.dep_ == "agent":
                    found.by += [c for c in token.children if c.dep_ == "pobj"]
    return found


def _add_preposition(found: Arguments, preposition: Token) -> None:
    name = "on" if preposition.lower_ == "upon" else preposition.lower_
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            if child.pos_ in ("VERB", "AUX"):
                continue
            found.prepositions.setdefault(name, []).append(child)
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found.prepositions.setdefault(
                        name if child.lower_ == "of" else child.lower_, []
                    ).append(inner)


def _understood_subject(verb: Token) -> list[Token]:
    """The subject of a verb that shows none: from its head clause or the noun it modifies."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        if is_passive(head) == is_passive(verb) or any(
            c.dep_ in SUBJECT_DEPS | PASSIVE_DEPS for c in head.children
        ):
            own = [c for c in head.children if c.dep_ in SUBJECT_DEPS | PASSIVE_DEPS]
            return own or (_understood_subject(head) if head.pos_ in ("VERB", "AUX") else [])
        return _understood_subject(head) if head.pos_ in ("VERB", "AUX") else []
    if verb.dep_ in ("acl", "relcl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return [] if verb.dep_ == "relcl" and _object_gap(verb) else [head]
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "dep") and head != verb:
        governor = _first(head).head if verb.dep_ == "pcomp" else head
        if governor.pos_ not in ("VERB", "AUX"):
            if verb.dep_ == "pcomp" and _is_accused(governor):
                return [governor]
            if governor.pos_ in ("NOUN", "PROPN"):
                return [c for c in governor.children if c.dep_ == "poss"]
            return []
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
            return []
        if governor.lemma_ in OBJECT_CONTROL or verb.dep_ == "ccomp":
            objects = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass")]
            if not objects and governor.lemma_ in ("call", "appeal"):
                objects = [
                    pobj
                    for c in governor.children
                    if c.dep_ == "prep"
                    for pobj in c.children
                    if pobj.dep_ == "pobj"
                ]
            if objects:
                return objects
        return [
            c for c in governor.children if c.dep_ in SUBJECT_DEPS | PASSIVE_DEPS
        ] or _understood_subject(governor)
    return []


def _first(preposition: Token) -> Token:
    """The first of prepositions in a row: "of doing this and | of doing that"."""
    while preposition.dep_ == "conj" and preposition.head.pos_ == "ADP":
        preposition = preposition.head
    return preposition


def _is_accused(noun: Token) -> bool:
    """Whether a noun is who is said to do what follows: "accuses X | of doing"."""
    return (
        noun.dep_ in ("dobj", "nsubjpass")
        and noun.pos_ in ("NOUN", "PROPN", "PRON")
        and noun.head.lemma_ in OBJECT_CONTROL
    )


def _object_gap(verb: Token) -> bool:
    """Whether a relative clause lacks its object ("the town the rebels took")."""
    own_subject = [c for c in verb.children if c.dep_ in SUBJECT_DEPS | PASSIVE_DEPS]
    return bool(own_subject) and own_subject[0].lower_ not in RELATIVES


def _antecedent(token: Token) -> Token:
    """What a relative pronoun stands for."""
    if token.lower_ in RELATIVES and token.tag_ in ("WDT", "WP", "WP$", "IN"):
        clause = token.head
        while clause.dep_ not in ("relcl", "ROOT") and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token
