"""Where a text tells of a claim type: trigger words and the slots they bring.

Verbs, event nouns, adjectives and hyphenated suffixes of the lexicon are matched on lemmas over the
parse; an event noun takes the arguments of the light verb that carries it ("launched an attack",
"clashes erupted", "came under fire").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import msgspec
from spacy.tokens import Token

from sayso.model.knowledge import read_knowledge
from sayso.reading.clauses import Arguments, arguments, clause_verb, meaning_head, noun_arguments
from sayso.reading.lexicon import Frame, Trigger, lexicon, verb_lemma
from sayso.reading.nouns import is_armed_noun

_BESIDE = frozenset(
    {
        "prt",
        "dobj",
        "prep",
        "pobj",
        "advmod",
        "acomp",
        "oprd",
        "xcomp",
        "attr",
        "nsubjpass",
        "npadvmod",
        "amod",
        "dative",
        "ccomp",
        "nsubj",
        "compound",
        "pcomp",
    }
)
_REACH = 12
"""Tokens after a verb in which the other words of a phrase may stand."""


@dataclass
class Hit:
    """One place where the text tells of a type.

    ``verb`` holds tense, mood and negation; ``carrier`` is the light verb of an event noun, with
    the part it plays (``occur``, ``perform``, ``undergo``, ``strike``).
    """

    trigger: Token
    verb: Token
    frame: Frame
    type: str
    slots: Arguments
    form: str
    carrier: Token | None = None
    carried: str | None = None
    negative_word: bool = False
    words: tuple[Token, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        self.negative_word = self.negative_word or self.frame.polarity == "negative"


class _LightVerbs(msgspec.Struct, frozen=True):
    occur: tuple[str, ...]
    perform: tuple[str, ...]
    undergo: tuple[str, ...]
    strike: tuple[str, ...]
    receive: tuple[str, ...]


@cache
def _light_verbs() -> dict[str, tuple[str, ...]]:
    raw = read_knowledge("sayso.reading", "lexicon/light_verbs.toml", _LightVerbs)
    return {name: getattr(raw, name) for name in raw.__struct_fields__}


def verb_matches(token: Token) -> Iterator[tuple[Trigger, tuple[Token, ...]]]:
    """The entries of the lexicon whose words this verb and its neighbours are, longest first."""
    found = lexicon().verbs.get(verb_lemma(token), ())
    near = _words_near(token) if any(len(trigger.words) > 1 for trigger in found) else frozenset()
    for trigger in found:
        if not near.issuperset(trigger.words[1:]):
            continue
        words = _phrase_after(token, trigger.words)
        if words is not None:
            yield trigger, words


def _words_near(verb: Token) -> frozenset[str]:
    """Every word that a phrase of this verb could be made of: most phrases are told away by it."""
    tokens = [*verb.doc[verb.i + 1 : verb.i + _REACH], *verb.children, verb.head]
    return frozenset(form for token in tokens for form in (token.lower_, token.lemma_.lower()))


def _phrase_after(verb: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a verb phrase's words, each tied to the verb by the parse; or None."""
    found = [verb]
    doc = verb.doc
    for word in words[1:]:
        low, high = verb.i + 1, min(len(doc), verb.i + _REACH)
        match = None
        for token in doc[low:high]:
            if token in found or not (token.lower_ == word or token.lemma_.lower() == word):
                continue
            if token.dep_ == "pobj" and token.head.lower_ not in ("of", *words):
                continue
            if _tied(token, verb) and not (
                word == "in" == words[-1] and _only_says_where(token, verb)
            ):
                match = token
                break
        if match is None:
            for child in verb.children:
                means = meaning_head(child) if child.dep_ == "nsubjpass" else child
                if child.dep_ in ("nsubjpass", "advmod") and means.lemma_.lower() == word:
                    match = means
        if match is None and verb.dep_ in ("relcl", "acl") and verb.head.lemma_.lower() == word:
            match = verb.head
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def _only_says_where(word: Token, verb: Token) -> bool:
    """Whether "in" belongs to a place and not to the verb: "took pupils | in Kuriga"."""
    if word.dep_ == "prt" or not any(c.dep_ == "pobj" for c in word.children):
        return False
    return word.i > verb.i + 1 or any(c.dep_ == "nsubjpass" for c in verb.children)


def _tied(token: Token, verb: Token) -> bool:
    current = token
    for _ in range(4):
        if current.dep_ not in _BESIDE:
            return False
        current = current.head
        if current == verb:
            return True
    return False


def noun_matches(token: Token) -> Iterator[tuple[Trigger, tuple[Token, ...]]]:
    """The entries of the lexicon whose words this noun and those before it are, longest first."""
    nouns = lexicon().nouns
    for trigger in nouns.get(token.lemma_.lower()) or nouns.get(token.lower_, ()):
        words = trigger.words
        if len(words) == 1:
            yield trigger, (token,)
            continue
        if words[0] in (token.lemma_.lower(), token.lower_) and "of" in words:
            after = token.doc[token.i + 1 : token.i + len(words)]
            if len(after) == len(words) - 1 and all(
                w in (t.lower_, t.lemma_.lower()) for w, t in zip(words[1:], after, strict=True)
            ):
                yield trigger, (token, *after)
            continue
        first = token.i - len(words) + 1
        if first < 0:
            continue
        before = token.doc[first : token.i]
        if all(w in (t.lower_, t.lemma_.lower()) for w, t in zip(words[:-1], before, strict=True)):
            yield trigger, (*before, token)


_BETWEEN_SIDES = frozenset({"fight", "meet"})
"""Linking patterns of events between sides: whom such an event harms is none of them."""


def noun_hit(token: Token, frame: Frame, words: tuple[Token, ...]) -> Hit:
    """The hit of an event noun, with the arguments of the light verb that carries it."""
    slots = noun_arguments(token)
    if frame.copular:
        _described_by(token, slots)
        return Hit(token, clause_verb(token), frame, frame.type, slots, "relation", words=words)
    carrier, carried = _carrier(token)
    verb = clause_verb(carrier or token)
    harmed_between_sides = frame.links in _BETWEEN_SIDES and carried in ("strike", "struck")
    if carrier is not None and carried is not None and not harmed_between_sides:
        _borrow(slots, carrier, carried, token)
    _state_of(token, slots)
    kind = frame.type
    for child in (*slots.modifier, *words[:-1]):
        kind = frame.modifiers.get(child.lemma_.lower(), kind)
    return Hit(token, verb, frame, kind, slots, "noun", carrier, carried, words=words)


def _carrier(noun: Token) -> tuple[Token | None, str | None]:
    """The light verb that carries an event noun, and how."""
    lists = _light_verbs()
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    head = top.head
    passive = top.dep_ == "nsubjpass"
    if top.dep_ in ("nsubj", "nsubjpass", "attr", "dobj", "pobj", "conj", "csubj"):
        if top.dep_ == "pobj":
            preposition = head
            governor = preposition.head
            if preposition.lower_ == "under" and governor.lemma_ in (
                "come",
                "be",
                "remain",
                "fall",
            ):
                return governor, "undergo"
            if preposition.lower_ == "to" and governor.lemma_ in ("subject", "expose"):
                return governor, "undergo"
            if preposition.lower_ in ("in", "into") and governor.lemma_ in (
                "engage",
                "lock",
                "involve",
                "clash",
            ):
                return governor, "perform"
            if preposition.lower_ == "by" and preposition.dep_ == "agent":
                if governor.lemma_ in lists["strike"]:
                    return governor, "struck"
                return governor, "undergo"
            return None, None
        lemma = verb_lemma(head)
        if head.pos_ not in ("VERB", "AUX"):
            return None, None
        particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), None)
        names = {lemma, f"{lemma} {particle}"} if particle else {lemma}
        names |= {f"{lemma} {c.lower_}" for c in head.children if c.dep_ == "prep"}
        names |= {f"{lemma} {c.lemma_.lower()}" for c in head.children if c.dep_ == "dobj"}
        if top.dep_ == "attr" or (top.dep_ == "nsubj" and names & set(lists["occur"])):
            return head, "occur"
        if passive and names & set(lists["receive"]):
            return head, "occur"
        if passive and names & set(lists["perform"]):
            return head, "perform"
        if top.dep_ in ("nsubj", "csubj") and names & set(lists["strike"]):
            return head, "strike"
        if top.dep_ == "dobj" and names & set(lists["perform"]):
            return head, "perform"
        if top.dep_ == "dobj" and names & set(lists["undergo"]):
            return head, "undergo"
        if top.dep_ == "dobj" and lemma == "claim":
            return head, "perform"
        if top.dep_ == "dobj" and names & set(lists["receive"]):
            return head, "report"
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl") or child.pos_ != "VERB":
            continue
        if child.lemma_.lower() in lists["perform"] or child.lemma_ == "carry":
            return child, "perform"
    return None, None


_PAST = frozenset({"former", "ex", "late", "then", "onetime", "erstwhile", "deposed", "ousted"})
"""What somebody was is no claim about who leads or belongs now."""


def _described_by(noun: Token, slots: Arguments) -> None:
    """Whom a noun of relation describes: "X, a branch of Y", "X is Y's leader", "Y's leader, X"."""
    if any(c.dep_ == "amod" and c.lower_ in _PAST for c in noun.children):
        return
    owned = slots.owner
    if noun.dep_ == "appos":
        slots.subject.append(noun.head)
    elif noun.dep_ == "attr":
        found = arguments(noun.head)
        slots.subject += found.subject
    elif noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        slots.subject += [c for c in noun.head.children if c.dep_ == "attr"]
    else:
        slots.subject += [
            c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > noun.i
        ]
    slots.prepositions.setdefault("of", []).extend(owned)
    slots.owner = []


_BEFALLS = frozenset(
    {"kill", "wound", "injure", "hurt", "die", "destroy", "damage", "lose", "say", "report", "hit",
     "arrest", "detain", "capture", "shoot", "burn", "fall", "perish", "displace", "trap", "maim"}
)  # fmt: skip
"""What befalls somebody "in an attack" does not make it theirs."""


def _state_of(noun: Token, slots: Arguments) -> None:
    """The subject of "in control of" and "under the control of", verbless headlines included."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "under"):
        return
    preposition = noun.head
    governor = preposition.head
    if governor.pos_ in ("VERB", "AUX"):
        if governor.lemma_ in _BEFALLS:
            return
        found = arguments(governor)
        subjects = found.object if found.passive else found.subject
    elif governor.pos_ in ("NOUN", "PROPN"):
        subjects = [governor]
    else:
        return
    if preposition.lower_ == "in":
        slots.by += subjects
    elif subjects:
        slots.prepositions.setdefault("of", [])
        slots.by += slots.prepositions["of"]
        slots.prepositions["of"] = list(subjects)


def _borrow(slots: Arguments, carrier: Token, carried: str, noun: Token) -> None:
    """Give an event noun the arguments of its light verb."""
    outer = arguments(carrier)
    own = {noun, *(t for t in noun.conjuncts)}
    for preposition, tokens in outer.prepositions.items():
        slots.prepositions.setdefault(preposition, []).extend(t for t in tokens if t not in own)
    if carried == "perform":
        slots.by += [t for t in (*outer.subject, *outer.by) if t not in own]
    elif carried == "undergo":
        slots.prepositions.setdefault("on", []).extend(
            t for t in (*outer.subject, *(outer.object if outer.passive else [])) if t not in own
        )
    elif carried == "strike" and carrier.lemma_ not in ("cause", "leave", "claim"):
        slots.object += [t for t in outer.object if t not in own]
        slots.object += outer.slot("through")
    elif carried == "struck":
        slots.object += [t for t in outer.object if t not in own]


def state_hit(token: Token) -> Hit | None:
    """The hit of an adjective or hyphenated word that tells a condition ("rebel-held")."""
    lex = lexicon()
    if token.i < 2 or token.nbor(-1).text not in ("-", "–"):
        return None
    owner = token.nbor(-2)
    ending = f"-{token.lower_}"
    for suffix, frame, negative in lex.suffixes:
        if ending == suffix and owner.pos_ in ("NOUN", "PROPN", "ADJ"):
            slots = Arguments()
            subject = _described_noun(token)
            if subject is None or subject == owner:
                return None
            slots.subject.append(subject)
            slots.by.append(owner)
            return Hit(
                token,
                clause_verb(token),
                frame,
                frame.type,
                slots,
                "suffix",
                negative_word=negative,
            )
    return None


def adjective_hit(token: Token, frame: Frame) -> Hit | None:
    """The hit of a predicate adjective ("are not well equipped", "loyal to X")."""
    subject = _described_noun(token)
    if subject is None:
        return None
    slots = Arguments(subject=[subject])
    for child in token.children:
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    slots.prepositions.setdefault(child.lower_, []).append(inner)
    return Hit(token, clause_verb(token), frame, frame.type, slots, "adjective")


def _described_noun(token: Token) -> Token | None:
    if token.dep_ in ("acomp", "oprd", "attr", "xcomp") or (
        token.dep_ in ("ROOT", "ccomp", "conj") and token.pos_ in ("ADJ", "VERB")
    ):
        verb = token.head if token.dep_ not in ("ROOT",) else token
        if verb.pos_ in ("VERB", "AUX") and verb != token:
            found = arguments(verb)
            candidates = found.object if found.passive or token.dep_ == "oprd" else found.subject
            if not candidates:
                candidates = found.subject or found.object
            return candidates[0] if candidates else None
        found = arguments(token)
        return (found.subject or found.object or [None])[0]  # type: ignore[list-item]
    if token.dep_ in ("amod", "acl", "relcl", "appos", "compound") and token.head.pos_ in (
        "NOUN",
        "PROPN",
    ):
        return token.head
    return None


def weapon_head(token: Token, words: tuple[str, ...]) -> bool:
    """Whether a noun phrase is headed by one of these words (or has it as its last two)."""
    head = meaning_head(token)
    lemma = head.lemma_.lower()
    if lemma in words or head.lower_.removesuffix("s") in words:
        return True
    before = head.doc[max(0, head.i - 1) : head.i + 1].text.lower()
    two = " ".join((head.doc[head.i - 1].lower_, lemma)) if head.i else lemma
    return before in words or two in words


def existence_hit(verb: Token) -> Hit | None:
    """The hit of "there are fighters in the town": somebody armed is said to be somewhere."""
    if verb.lemma_ != "be" or not any(c.dep_ == "expl" for c in verb.children):
        return None
    there = [c for c in verb.children if c.dep_ == "attr"]
    if not there or not is_armed_noun(meaning_head(there[0])):
        return None
    frame = next((f for f in lexicon().frames if f.type == "presence"), None)
    if frame is None:
        return None
    slots = Arguments(subject=there)
    return Hit(verb, verb, frame, frame.type, slots, "verb", words=(verb,))
