"""How many people were killed, wounded, captured, displaced or went missing, as a text tells it.

Verbs, participles and nouns of loss come from ``lexicon/quantities.toml``. Counts are looked for
beside the word of loss first ("22 killed, 9 wounded", "killed at least 22 people") and then through
the dependency parse, which also finds single persons ("a soldier was killed"), people without a
number ("casualties on both sides") and whose people they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Token

from sayso.model import Outcome
from sayso.reading.clauses import arguments, conjuncts
from sayso.reading.counted_nouns import is_person
from sayso.reading.number_lexicon import number_words
from sayso.reading.quantities import Number, indefinite_count


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """One count of people lost.

    ``trigger`` is the index of the word of loss; ``victims_head`` that of the noun for the people
    ("civilians"), null when the text names none; ``negative`` when the text says there were none
    (low = high = 0); ``definite``: the text points at people told of before ("the soldier");
    ``part_of_total``: contained in another loss of the same text; ``number`` is the index of the
    number that counts them, among those given.
    """

    outcome: Outcome
    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    unknown: bool = False
    vague: bool = False
    negative: bool = False
    part_of_total: bool = False
    definite: bool = False
    trigger: int
    victims_head: int | None = None
    number: int | None = None


_LEX = number_words()
_NOUN = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_AUXILIARY = frozenset(
    [
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "have",
        "has",
        "had",
        "having",
        "also",
        "reportedly",
        "confirmed",
        "reported",
        "feared",
        "left",
        "believed",
        "so",
        "far",
        "now",
        "since",
        "then",
        "others",
        "other",
        "more",
        "at",
        "least",
        "allegedly",
        "later",
        "both",
        "all",
        "still",
        "already",
        "immediately",
        "instantly",
        "thought",
        "said",
        "to",
        ",",
        "found",
    ]
)
_ONE_PERSON = frozenset({"he", "him", "she"})
_COUNT_NOUNS = frozenset({"number", "toll", "total", "count", "figure"})
_AFTER_REACH = 9
_NP_START = ("DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON")
_NEGATIONS = frozenset({"no", "not", "n't", "never", "without", "nobody", "none", "neither", "nor"})


@dataclass(slots=True)
class _Finder:
    doc: Doc
    numbers: Sequence[Number]
    by_head: dict[int, list[int]] = field(default_factory=dict)
    by_token: dict[int, int] = field(default_factory=dict)
    found: dict[tuple[str, int], Loss] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        starts = {token.idx: token.i for token in self.doc}
        for index, number in enumerate(self.numbers):
            span = self.doc.char_span(number.start, number.end, alignment_mode="expand")
            if span is None:
                self.spans.append((starts.get(number.start, 0), starts.get(number.start, 0) + 1))
                continue
            self.spans.append((span.start, span.end))
            if number.kind not in ("people", "things"):
                continue
            self.by_head.setdefault(number.token_head, []).append(index)
            for i in range(span.start, span.end):
                self.by_token[i] = index

    def add(self, outcome: Outcome, trigger: Token, index: int, head: Token | None) -> None:
        """A loss counted by a number of the text."""
        number = self.numbers[index]
        if (outcome, index) in self.found:
            return
        left, right = self.spans[index]
        noun = self.doc[number.token_head]
        bare = left <= number.token_head < right or noun.lower_ in _COUNT_NOUNS
        end = number.end
        if not bare and noun.i >= right and noun.i - right < _AFTER_REACH:
            end = noun.idx + len(noun)
        start = number.start
        if not bare and noun.i < left:
            start = noun.idx
        victims = (
            None
            if bare or noun.lower_ in _LEX.adjectives or noun.lemma_.lower() in _LEX.nouns
            else noun.i
        )
        if (
            victims is None
            and head is not None
            and not left <= head.i < right
            and is_person(head)
            and head.lower_ not in _LEX.adjectives
        ):
            victims = head.i
        negative = number.low == 0 and number.high == 0
        self.found[(outcome, index)] = Loss(
            outcome=outcome, start=start, end=end, text=self.doc.text[start:end],
            low=number.low, high=number.high, unknown=number.unknown, vague=number.vague,
            negative=negative, part_of_total=number.part_of_total is not None,
            trigger=trigger.i, victims_head=victims, number=index,
        )  # fmt: skip

    def add_phrase(
        self,
        outcome: Outcome,
        trigger: Token,
        head: Token,
        *,
        low: int | None,
        definite: bool = False,
    ) -> None:
        """A loss without a number: one person, or people nobody counted."""
        key = (outcome, -head.i - 1)
        if key in self.found:
            return
        left = min(
            (
                child.i
                for child in head.children
                if child.dep_ in ("det", "amod", "compound", "poss", "nmod") and child.i < head.i
            ),
            default=head.i,
        )
        span = self.doc[left : head.i + 1]
        self.found[key] = Loss(
            outcome=outcome, start=span.start_char, end=span.end_char, text=span.text,
            low=low, high=low, unknown=low is None, definite=definite, negative=low == 0,
            trigger=trigger.i, victims_head=head.i if head.lemma_.lower() not in _LEX.nouns else None,
        )  # fmt: skip


def find_losses(doc: Doc, numbers: Sequence[Number]) -> tuple[Loss, ...]:
    """The losses of people that a text tells of, in its order.

    :param numbers: what :func:`sayso.reading.quantities.find_quantities` found in the same text
    """
    finder = _Finder(doc, numbers)
    for token in doc:
        lower, lemma = token.lower_, token.lemma_.lower()
        gerund = _gerund(token)
        if gerund is not None:
            lemma = gerund
        ways = _LEX.verbs.get(lemma)
        if ways and (gerund is not None or token.pos_ in ("VERB", "AUX")) and token.dep_ != "amod":
            for rest, outcome, is_object in ways:
                if _has_rest(token, rest):
                    strict = " ".join((lemma, *rest)) in _LEX.strict.verbs
                    _verb(finder, token, outcome, is_object, strict, rest)
                    break
        if lemma == "survive":
            _no_survivors(finder, token)
        if outcome := _LEX.adjectives.get(lower):
            _adjective(finder, token, outcome)
        if (outcome := _LEX.nouns.get(lemma) or _LEX.nouns.get(lower)) and token.pos_ in (
            "NOUN",
            "ADJ",
            "PROPN",
            "VERB",
        ):
            _noun(finder, token, outcome)
        if lemma in ("toll", "dead", "number", "count") and token.pos_ in ("NOUN", "ADJ", "PROPN"):
            _toll(finder, token)
        if lemma in _LEX.carriers.lose and token.pos_ == "VERB":
            _lost_people(finder, token)
    _parts(finder)
    _said_again(finder)
    return tuple(sorted(finder.found.values(), key=lambda loss: (loss.start, loss.outcome)))


_AMONG = re.compile(
    r"\b[Aa]mong(?:st)?\s(?:the|those|its|their)?\s?(?P<word>dead|killed|wounded|injured|victims|casualties)\s(?:are|were|is|was)\s$"
)
_SPEAKS = re.compile(
    r"\b(?:speaks?|spoke|talks?|talked)\sof\s$|\b(?:puts?|putting|gave|gives)\s(?:it|the\s(?:number|figure|count|total))\sat\s$",
    re.IGNORECASE,
)
_MEMORY = 420
"""Characters back within which "they speak of 60" is about the losses just told."""


def _parts(finder: _Finder) -> None:
    """Parts of a counted loss that have no word of loss of their own ("including two children")."""
    text = finder.doc.text
    for index, number in enumerate(finder.numbers):
        if any(counted == index for _, counted in finder.found) or number.kind not in (
            "people",
            "things",
        ):
            continue
        among = _AMONG.search(text[max(0, number.start - 40) : number.start])
        if among and among["word"] in _LEX.adjectives:
            finder.add(
                _LEX.adjectives[among["word"]], finder.doc[finder.spans[index][0] - 1], index, None
            )
            continue
        whole = number.part_of_total
        if (
            whole is None
            or (number.kind == "things" and number.of_text is not None)
            or _has_finite_verb(finder, index)
        ):
            continue
        for (outcome, counted), loss in list(finder.found.items()):
            if counted == whole:
                finder.add(outcome, finder.doc[loss.trigger], index, None)
                break


def _has_finite_verb(finder: _Finder, index: int) -> bool:
    """Whether the part does something itself ("two of them fled")."""
    right = max(finder.spans[index][1], finder.numbers[index].token_head + 1)
    for at in range(right, min(right + 5, len(finder.doc))):
        token = finder.doc[at]
        if token.is_punct or token.lower_ in ("who", "which", "from"):
            return False
        if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
            return token.lower_ not in ("were", "was")
    return False


def _said_again(finder: _Finder) -> None:
    """Another figure for the loss just told: "the ombudsman speaks of more than 60"."""
    text = finder.doc.text
    for index, number in enumerate(finder.numbers):
        if number.of_text is not None or any(counted == index for _, counted in finder.found):
            continue
        if number.kind not in ("people", "things") or not _SPEAKS.search(
            text[max(0, number.start - 30) : number.start]
        ):
            continue
        earlier = [
            loss
            for loss in finder.found.values()
            if 0 < number.start - loss.end < _MEMORY and not loss.part_of_total
        ]
        if earlier:
            last = max(earlier, key=lambda loss: loss.start)
            finder.add(last.outcome, finder.doc[finder.spans[index][0] - 1], index, None)


def _has_rest(verb: Token, rest: tuple[str, ...]) -> bool:
    if not rest:
        return True
    window = [
        verb.doc[i]
        for i in range(verb.i + 1, min(verb.i + 9, len(verb.doc)))
        if verb.doc[i].sent == verb.sent
    ]
    at = 0
    for token in window:
        if at < len(rest) and rest[at] in (token.lower_, token.lemma_.lower()):
            at += 1
    return at == len(rest)


def _negated(token: Token) -> bool:
    return any(
        child.dep_ == "neg" or child.lower_ in ("not", "n't", "never") for child in token.children
    )


def _verb(
    finder: _Finder,
    verb: Token,
    outcome: Outcome,
    is_object: bool,
    strict: bool,
    rest: tuple[str, ...],
) -> None:
    before, after = _number_before(finder, verb), _number_after(finder, verb)
    passive = _looks_passive(verb) and not (after is not None and _misread_participle(verb))
    if (
        outcome == "captured"
        and verb.lemma_.lower() in _LEX.passive.verbs
        and not rest
        and not passive
    ):
        return
    if is_object:
        if after is not None and not passive and _counts_people(finder, after, strict):
            _add_with_list(finder, outcome, verb, after)
        if (
            before is not None
            and (passive or (after is None and _ends_clause(verb)))
            and _counts_people(finder, before, strict)
        ):
            _add_with_list_back(finder, outcome, verb, before)
    elif before is not None and _counts_people(finder, before, strict):
        _add_with_list_back(finder, outcome, verb, before)
    if passive or not is_object:
        _along_with(finder, outcome, verb)
    filled = arguments(verb)
    victims = filled.object if is_object else filled.subject
    if is_object and not victims and verb.tag_ == "VBN" and not passive and verb.dep_ == "conj":
        victims = [child for child in verb.children if child.dep_ == "nsubj"]
    for head in victims:
        for victim in conjuncts(head):
            _victim(finder, outcome, verb, victim, strict)
        _joined_after(finder, outcome, verb, head)


_JOINING = (
    ("and",), ("along", "with"), ("as", "well", "as"), ("together", "with"), ("alongside",), ("plus",), (",", "along", "with"),
    (",", "as", "well", "as"), (",", "together", "with"),
)  # fmt: skip


def _joined_after(finder: _Finder, outcome: Outcome, verb: Token, victim: Token) -> None:
    """ "a leader along with three of his associates": counted people joined to those named."""
    doc = finder.doc
    if not is_person(victim) and victim.i not in finder.by_token:
        return
    for words in _JOINING:
        at = victim.i + 1
        if tuple(token.lower_ for token in doc[at : at + len(words)]) != words:
            continue
        at += len(words)
        index = finder.by_token.get(at)
        if index is not None and finder.numbers[index].kind == "people":
            after = max(finder.numbers[index].token_head + 1, finder.spans[index][1])
            if words != ("and",) or not _has_own_word(finder, after):
                finder.add(outcome, verb, index, None)
        elif words != ("and",):
            noun = next(
                (t for t in doc[at : at + 6] if t.pos_ == "NOUN" and t.dep_ == "pobj"), None
            )
            if noun is not None and is_person(noun):
                _victim(finder, outcome, verb, noun, strict=False)


def _along_with(finder: _Finder, outcome: Outcome, verb: Token) -> None:
    """ "was shot dead along with four bodyguards"."""
    for at in range(verb.i + 1, min(verb.i + 5, len(finder.doc) - 1)):
        if (
            finder.doc[at].lower_ in ("along", "together", "alongside")
            and finder.doc[at].sent == verb.sent
        ):
            index = finder.by_token.get(at + 2, finder.by_token.get(at + 1))
            if index is not None and finder.numbers[index].kind == "people":
                finder.add(outcome, verb, index, None)
            return


def _no_survivors(finder: _Finder, verb: Token) -> None:
    """ "none of the passengers survived": killed, and nobody says how many."""
    for subject in (child for child in verb.children if child.dep_ == "nsubj"):
        index = finder.by_token.get(subject.i, next(iter(finder.by_head.get(subject.i, ())), None))
        if index is None or finder.numbers[index].low != 0:
            continue
        head = finder.doc[finder.numbers[index].token_head]
        finder.add_phrase("killed", verb, head, low=None)


def _victim(finder: _Finder, outcome: Outcome, verb: Token, victim: Token, strict: bool) -> None:
    indices = list(finder.by_head.get(victim.i, ()))
    if victim.i in finder.by_token:
        indices.append(finder.by_token[victim.i])
    for child in victim.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            indices += [
                index
                for inner in child.children
                for index in finder.by_head.get(inner.i, ())
                if victim.i in range(*finder.spans[index])
            ]
    counted = [index for index in indices if _counts_people(finder, index, strict)]
    if indices:
        for index in counted:
            finder.add(outcome, verb, index, None)
        return
    if victim.lower_ in _ONE_PERSON and not _negated(verb):
        finder.add_phrase(outcome, verb, victim, low=1, definite=True)
        return
    if not is_person(victim) or victim.pos_ not in ("NOUN", "PROPN"):
        return
    if strict and victim.pos_ == "PROPN" and victim.tag_ != "NNPS":
        return
    if victim.lemma_.lower() in _LEX.people.groups:
        return
    first = (
        victim.head if victim.dep_ == "conj" and victim.head.pos_ in ("NOUN", "PROPN") else victim
    )
    if any(child.lower_ == "no" for child in (*victim.children, *first.children)):
        finder.add_phrase(outcome, verb, victim, low=0)
    elif _negated(verb):
        if any(child.lower_ == "any" for child in victim.children):
            finder.add_phrase(outcome, verb, victim, low=0)
        return
    elif indefinite_count(victim) is not None:
        finder.add_phrase(outcome, verb, victim, low=1)
    elif (
        victim.ent_type_ == "PERSON"
        or victim.tag_ == "NNP"
        or (
            victim.tag_ == "NN"
            and victim.lemma_.lower()
            not in ("personnel", "staff", "police", "militia", "crew", "enemy", "youth")
        )
    ):
        finder.add_phrase(outcome, verb, victim, low=1, definite=True)
    else:
        finder.add_phrase(outcome, verb, victim, low=None)


def _counts_people(finder: _Finder, index: int, strict: bool) -> bool:
    number = finder.numbers[index]
    if strict and number.of_text is None:
        return False
    if number.kind == "people":
        return True
    noun = finder.doc[number.token_head]
    bare = number.of_text is None
    if noun.lemma_.lower() in _LEX.people.groups:
        return not strict
    return bare and not strict and number.kind == "things" and noun.pos_ != "PROPN"


def _looks_passive(verb: Token) -> bool:
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    previous = verb.doc[verb.i - 1].lower_ if verb.i else ""
    if previous in ("were", "was", "been", "being", "be", "are", "is"):
        return True
    if (
        verb.dep_ in ("acl", "relcl")
        and verb.tag_ == "VBN"
        and verb.head.i < verb.i
        and not any(c.dep_ in ("nsubj", "dobj") for c in verb.children)
    ):
        return True
    if verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.tag_ in ("VBN", "VBD"):
        if any(child.dep_ == "dobj" for child in verb.children):
            return False
        return _looks_passive(verb.head)
    return False


def _misread_participle(verb: Token) -> bool:
    """ "Air strikes killed 30 …" parsed as "strikes that were killed": no persons, so no passive."""
    return verb.dep_ == "acl" and not is_person(verb.head) and verb.head.pos_ in ("NOUN", "PROPN")


def _ends_clause(verb: Token) -> bool:
    """Whether no noun phrase follows a participle, so that what stands before it was harmed."""
    if verb.tag_ == "VBG" or verb.i + 1 >= len(verb.doc):
        return verb.tag_ != "VBG"
    following = verb.doc[verb.i + 1]
    if following.is_sent_start or following.is_space or following.is_punct:
        return True
    if following.pos_ in _NP_START and following.lower_ not in (
        "when",
        "so",
        "there",
        "here",
        "today",
        "yesterday",
        "overnight",
    ):
        return False
    return verb.tag_ in ("VBN", "VBD")


def _number_before(finder: _Finder, verb: Token) -> int | None:
    """The number whose noun stands directly before a verb, but for its auxiliaries."""
    at = verb.i - 1
    bracket = 0
    for _ in range(24):
        if at < 0:
            return None
        token = finder.doc[at]
        if (
            token.lower_ in ("and", "or")
            and at > 0
            and finder.doc[at - 1].lower_ in _LEX.adjectives
        ):
            at -= 2
            continue
        if at in finder.by_token and (
            bracket == 0 or finder.numbers[finder.by_token[at]].part_of_total is None
        ):
            index = finder.by_token[at]
            return index if finder.numbers[index].of_text is None or bracket else None
        if at in finder.by_head:
            index = finder.by_head[at][-1]
            if finder.numbers[index].part_of_total is None or (
                finder.spans[index][0] > 0 and bracket == 0 and token.text != ","
            ):
                whole = finder.numbers[index].part_of_total
                if whole is not None and _comma_between(finder, at, verb.i):
                    return whole
                return index
        if token.text == ",":
            if bracket == 0:
                opened = _inserted(finder, at)
                if opened is None:
                    return None
                at = opened
                continue
            return None
        if token.lower_ not in _AUXILIARY and token.tag_ not in ("RB", "RBR"):
            return None
        at -= 1
    return None


def _comma_between(finder: _Finder, left: int, right: int) -> bool:
    return any(finder.doc[i].text == "," for i in range(left + 1, right))


def _inserted(finder: _Finder, comma: int) -> int | None:
    """For the second comma of ", including two minors,": the token before the first."""
    for at in range(comma - 1, max(-1, comma - 14), -1):
        token = finder.doc[at]
        if token.text == ",":
            opener = finder.doc[at + 1].lower_
            return (
                at - 1
                if opener
                in (
                    "including",
                    "among",
                    "most",
                    "all",
                    "many",
                    "some",
                    "mostly",
                    "mainly",
                    "both",
                    "some",
                )
                or at + 1 in finder.by_token
                else None
            )
        if (token.pos_ in ("VERB",) and token.lower_ not in ("including",)) or token.is_sent_start:
            return None
    return None


_SKIPPED = frozenset(
    [
        "dead",
        "away",
        "hostage",
        "captive",
        "prisoner",
        "off",
        "up",
        "down",
        "the",
        "other",
        "another",
        "all",
        "a",
        "total",
        "of",
        "also",
        "some",
        "death",
        "to",
        "alive",
    ]
)


def _number_after(finder: _Finder, verb: Token) -> int | None:
    """The number that begins the object of a verb, skipping coordinated verbs of loss."""
    doc = finder.doc
    for at in range(verb.i + 1, min(verb.i + 1 + _AFTER_REACH, len(doc))):
        token = doc[at]
        if at in finder.by_token:
            return finder.by_token[at]
        previous, following = doc[at - 1].lower_, doc[at + 1] if at + 1 < len(doc) else None
        if token.lower_ in ("and", "or", ",", "and/or", "/"):
            if following is not None and (
                _loss_verb(following) or following.lower_ in ("and", "or")
            ):
                continue
            return None
        if _loss_verb(token) and previous in ("and", "or", ","):
            continue
        if token.lower_ in _SKIPPED or token.tag_ == "RB":
            if token.lower_ == "of" and previous != "total":
                return None
            if token.lower_ == "to" and (following is None or following.lower_ != "death"):
                return None
            continue
        return None
    return None


def _loss_verb(token: Token) -> bool:
    return (
        token.lemma_.lower() in _LEX.verbs
        or token.lower_ in _LEX.adjectives
        or _gerund(token) is not None
    )


def _gerund(token: Token) -> str | None:
    """The verb of loss whose "-ing" form the tagger took for a noun."""
    word = token.lower_
    if not word.endswith("ing") or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    return next(
        (stem for stem in (word[:-3], word[:-3] + "e", word[:-4]) if stem in _LEX.verbs), None
    )


def _add_with_list(finder: _Finder, outcome: Outcome, trigger: Token, index: int) -> None:
    """The number and those coordinated behind it ("three soldiers and two civilians")."""
    finder.add(outcome, trigger, index, None)
    at = finder.numbers[index].token_head + 1
    at = max(at, finder.spans[index][1])
    while (at < len(finder.doc) and finder.doc[at].lower_ in ("and", ",", "plus")) or (
        at < len(finder.doc) and finder.doc[at].text == ","
    ):
        step = at + 1
        while step < len(finder.doc) and finder.doc[step].lower_ in ("and", "at", "least", "also"):
            step += 1
        following = finder.by_token.get(step)
        if following is None or (
            finder.numbers[following].kind != "people"
            and finder.numbers[following].of_text is not None
        ):
            return
        after = max(finder.numbers[following].token_head + 1, finder.spans[following][1])
        if _has_own_word(finder, after):
            return
        finder.add(outcome, trigger, following, None)
        at = after


def _has_own_word(finder: _Finder, at: int) -> bool:
    """Whether the next words are a participle or adjective of loss, or a verb of their own."""
    for i in range(at, min(at + 3, len(finder.doc))):
        token = finder.doc[i]
        if token.lower_ in _LEX.adjectives or token.pos_ in ("AUX",):
            return True
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBP", "VBZ"):
            return True
        if token.lower_ not in _AUXILIARY:
            return False
    return False


def _add_with_list_back(finder: _Finder, outcome: Outcome, trigger: Token, index: int) -> None:
    """The number and those coordinated before it ("two soldiers and a nurse were killed")."""
    finder.add(outcome, trigger, index, None)
    at = finder.spans[index][0] - 1
    while at > 0 and finder.doc[at].lower_ in ("and", ","):
        at -= 1
        earlier = finder.by_head.get(at)
        if not earlier or finder.numbers[earlier[-1]].kind != "people":
            return
        finder.add(outcome, trigger, earlier[-1], None)
        at = finder.spans[earlier[-1]][0] - 1


def _adjective(finder: _Finder, word: Token, outcome: Outcome) -> None:
    """ "22 dead", "nine hurt", "eleven dead soldiers", "leaving scores dead", "five were wounded"."""
    if word.tag_ == "VBG" or _takes_object(finder, word):
        return
    index = _number_before(finder, word)
    if index is not None and _counts_people(finder, index, strict=False):
        finder.add(outcome, word, index, None)
        return
    head = word.head if word.dep_ == "amod" and word.head.i > word.i else None
    if head is not None and head.i in finder.by_head and is_person(head):
        for index in finder.by_head[head.i]:
            if finder.spans[index][1] <= word.i and word.lower_ not in (
                "captured",
                "arrested",
                "detained",
                "kidnapped",
                "abducted",
            ):
                finder.add(outcome, word, index, None)
    if word.i in finder.by_head:
        for index in finder.by_head[word.i]:
            finder.add(outcome, word, index, None)
        return
    holder = word.head if word.dep_ == "acomp" else word
    if (word.dep_ == "acomp" and holder.lemma_ in ("be", "remain", "go", "lie")) or any(
        child.dep_ == "aux" and child.lemma_ == "be" for child in word.children
    ):
        for subject in (child for child in holder.children if child.dep_ in ("nsubj", "nsubjpass")):
            for victim in conjuncts(subject):
                _victim(finder, outcome, word, victim, strict=False)


def _takes_object(finder: _Finder, word: Token) -> bool:
    """Whether a participle is in truth an active verb ("gunmen killed 3 soldiers")."""
    if word.tag_ not in ("VBD", "VBN") or _looks_passive(word):
        return False
    after = _number_after(finder, word)
    if (
        after is not None
        and finder.spans[after][0] - word.i <= 3
        and finder.doc[word.i + 1].text != ","
    ):
        return finder.doc[word.i + 1].lower_ not in ("and", "or") or any(
            c.dep_ == "dobj" for c in word.children
        )
    return any(child.dep_ == "dobj" and child.i > word.i for child in word.children)


def _noun(finder: _Finder, noun: Token, outcome: Outcome) -> None:
    """ "13 bodies", "12 deaths", "no casualties", "heavy losses", "casualties are unknown"."""
    indices = finder.by_head.get(noun.i, [])
    if indices:
        for index in indices:
            finder.add(outcome, noun, index, None)
        return
    if noun.lemma_.lower() in _LEX.deeds.nouns or noun.tag_ == "NNS":
        for head in (
            inner
            for child in noun.children
            if child.lower_ == "of"
            for inner in child.children
            if inner.dep_ == "pobj"
        ):
            for victim in conjuncts(head):
                _victim(finder, outcome, noun, victim, strict=False)
        if (
            noun.lemma_.lower() in _LEX.deeds.nouns and noun.lemma_.lower() != "death"
        ) or noun.tag_ == "NN":
            return
    if noun.pos_ == "VERB" or noun.lemma_.lower() not in (
        "casualty",
        "loss",
        "fatality",
        "injury",
        "death",
    ):
        return
    if noun.tag_ == "NN" and noun.lemma_.lower() in ("loss", "injury"):
        return
    if (
        any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)
        and noun.lemma_.lower() == "loss"
    ):
        return
    if any(child.lower_ == "no" for child in noun.children) or _denied(noun):
        finder.add_phrase(outcome, noun, noun, low=0)
        return
    verb = noun.head
    if (
        noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "conj", "ROOT", "appos")
        or verb.lemma_.lower() in _LEX.carriers.verbs
    ):
        finder.add_phrase(outcome, noun, noun, low=None)


def _denied(noun: Token) -> bool:
    """ "reported no casualties", "there were not any casualties", "without casualties"."""
    head = noun.head
    if head.lower_ == "without":
        return True
    return (
        noun.dep_ in ("dobj", "attr", "nsubjpass")
        and any(c.lower_ in ("not", "n't") for c in head.children)
        and any(c.lower_ == "any" for c in noun.children)
    )


_TOLL_LINKS = frozenset(
    [
        "to",
        "at",
        "of",
        "is",
        "was",
        "were",
        "stands",
        "stood",
        "rose",
        "rises",
        "risen",
        "climbed",
        "climbs",
        "passed",
        "reached",
        "reaches",
        "exceeded",
        "now",
        ",",
        "-",
        ":",
        "has",
        "had",
        "been",
        "by",
        "from",
        "standing",
        "put",
        "puts",
        "in",
        "the",
        "attack",
        "strike",
        "bombing",
        "blast",
        "and",
        "that",
        "morning",
        "'s",
        "missile",
        "on",
        "an",
        "apartment",
        "block",
    ]
)


def _toll(finder: _Finder, word: Token) -> None:
    """ "put the toll at 37", "a death toll of 12", "the number of dead rose to nine"."""
    lemma = word.lemma_.lower()
    if word.i in finder.by_token or (word.i in finder.by_head and lemma not in ("number", "count")):
        return
    if lemma == "dead" and not any(
        finder.doc[i].lower_ in ("the", "of", "military", "their", "its")
        for i in range(max(0, word.i - 2), word.i)
    ):
        return
    if lemma in ("number", "count"):
        outcome = next(
            (
                _LEX.adjectives.get(finder.doc[i].lower_)
                or _LEX.nouns.get(finder.doc[i].lemma_.lower())
                for i in range(word.i + 1, min(word.i + 7, len(finder.doc)))
                if finder.doc[i].lower_ in _LEX.adjectives
                or finder.doc[i].lemma_.lower() in _LEX.nouns
            ),
            None,
        )
        if outcome is None:
            return
        before = finder.by_token.get(word.i - 2) if word.i >= 2 else None
        if before is not None:
            finder.add(outcome, word, before, None)
            return
    else:
        outcome = (
            "casualties"
            if word.i and finder.doc[word.i - 1].lower_ in ("casualty", "injury")
            else "killed"
        )
    linked = False
    for at in range(word.i + 1, min(word.i + 16, len(finder.doc))):
        token = finder.doc[at]
        if token.is_sent_start or token.text in (".", ";"):
            return
        if at in finder.by_token:
            index = finder.by_token[at]
            number = finder.numbers[index]
            noun = finder.doc[number.token_head]
            own = _LEX.adjectives.get(noun.lower_, outcome)
            if (
                linked
                and number.kind in ("people", "things")
                and (number.of_text is None or number.kind == "people")
            ) and not (number.of_text is None and number.kind == "things" and noun.pos_ == "PROPN"):
                finder.add(own, word, index, None)
            return
        if token.lower_ in (
            "to",
            "at",
            "of",
            "is",
            "was",
            "reached",
            "passed",
            "exceeded",
            "stands",
            ":",
            "by",
        ):
            linked = True


def _lost_people(finder: _Finder, verb: Token) -> None:
    """ "lost 14 men": people lost are counted as killed, as communiqués use the word."""
    after = _number_after(finder, verb)
    if after is not None and finder.numbers[after].kind == "people" and not _looks_passive(verb):
        noun = finder.doc[finder.numbers[after].token_head]
        if noun.lemma_.lower() not in _LEX.nouns:
            _add_with_list(finder, "killed", verb, after)
