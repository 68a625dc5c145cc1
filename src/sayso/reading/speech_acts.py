"""Speech acts told by a cue itself: "denied", "accused", "has yet to comment".

The attribution stage finds who denies, accuses, threatens, demands or declines to speak; where the
grammar of frames has not already made a proposition of it, one is made here.
"""

import itertools
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.reading.attribution import SpokenSpan
from sayso.reading.clauses import Arguments, arguments
from sayso.reading.coreference import Coreference
from sayso.reading.lexicon import Frame
from sayso.reading.propositions import Proposition
from sayso.reading.roles import Filler, fill
from sayso.reading.triggers import Hit

_ACT_OF_CLASS = {
    "deny": "denial",
    "accuse": "accusation",
    "condemn": "accusation",
    "threaten": "threat",
    "demand": "demand",
    "decline": "comment",
}

_FRAMES = {act: Frame(type=act, links="tell") for act in set(_ACT_OF_CLASS.values())}


def speech_acts(
    doc: Doc,
    spans: Sequence[SpokenSpan],
    found: Sequence[Proposition],
    coreference: Coreference,
) -> list[Proposition]:
    """Propositions for the acts that ``found`` does not hold yet."""
    told = {(p.type, p.trigger.sent.start, p.trigger.i) for p in found if p.in_role("actor")}
    made: list[Proposition] = []
    for span in spans:
        act = "comment" if span.declined else _ACT_OF_CLASS.get(span.cue_class)
        if span.cue_class in ("warn", "promise") and (
            _of_itself(doc, span) or _of_harm(doc, span, coreference)
        ):
            act = "threat"
        if act is None or span.cue_end <= span.cue_start:
            continue
        cue = doc.char_span(span.cue_start, span.cue_end, alignment_mode="expand")
        if cue is None or not len(cue):
            continue
        verb = _verb_of(list(cue))
        if verb is None:
            continue
        if any(
            kind == act and verb.sent.start == start and abs(at - verb.i) <= 3
            for kind, start, at in told
        ):
            continue
        hit = Hit(
            verb,
            verb,
            _FRAMES[act],
            act,
            arguments(verb) if verb.pos_ == "VERB" else Arguments(),
            "verb",
        )
        proposition = Proposition(hit, act, _fillers(doc, span, hit, coreference), spoken=True)
        proposition.negative = span.declined
        made.append(proposition)
    return made


_SELF = frozenset({"it", "they", "he", "she", "we", "i"})
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "could"})


def _of_itself(doc: Doc, span: SpokenSpan) -> bool:
    """Whether a warning tells what the one who warns will do: "warned it would respond"."""
    if span.cue_class != "warn" or not span.contents:
        return False
    tokens = doc.char_span(*span.contents[0], alignment_mode="expand")
    words = [t.lower_ for t in tokens or () if t.is_alpha or t.lower_ in _WILL][:5]
    return any(a in _SELF and b in _WILL for a, b in itertools.pairwise(words))


_HARM = frozenset(
    {"burn", "kill", "punish", "meet", "treat", "annihilate", "die", "strike", "hit", "destroy", "lie", "target",
     "attack", "thrash", "hang", "execute", "slaughter", "poison", "shoot", "pay", "regret", "lose", "crush", "cut",
     "retaliate", "avenge", "respond", "tolerate", "demolish", "bomb", "shell", "perish", "behead", "eliminate"}
)  # fmt: skip
"""What one who warns or promises threatens with."""


def _of_harm(doc: Doc, span: SpokenSpan, coreference: Coreference) -> bool:
    """Whether a party at arms or at odds warns of, or promises, harm that is to come."""
    if span.source_head is None or not span.contents:
        return False
    means = coreference.resolve(doc[span.source_head]) or [doc[span.source_head]]
    if coreference.mentions.entity(means[0]).kind not in ("party", "armed", "thing"):
        return False
    tokens = doc.char_span(*span.contents[0], alignment_mode="expand")
    return any(
        t.lemma_.lower() in _HARM
        and t.pos_ == "VERB"
        and any(c.lower_ in _COMING for c in t.children if c.dep_ == "aux")
        for t in tokens or ()
    )


_COMING = frozenset({"will", "would", "shall", "to"})


def _verb_of(cue: list[Token]) -> Token | None:
    verbs = [t for t in cue if t.pos_ in ("VERB", "AUX")]
    return verbs[-1] if verbs else next((t for t in cue if t.pos_ == "NOUN"), None)


def _fillers(doc: Doc, span: SpokenSpan, hit: Hit, coreference: Coreference) -> list[Filler]:
    found: list[Filler] = []
    if span.source_head is not None:
        source = doc[span.source_head]
        found.append(Filler("actor", source, tuple(coreference.resolve(source)), "subject"))
    if hit.type in ("accusation", "demand"):
        found += [f for f in fill(hit, coreference) if f.role == "recipient"]
    return found
