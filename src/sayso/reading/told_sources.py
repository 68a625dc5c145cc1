"""On whose word a thing is told by the trained heads, where the grammar finds nobody or the wrong one.

The grammar reads sources from cues and their clauses. A source that stands sentences before what it
tells, or without any cue, it misses; the heads have learned those. They speak where the grammar is
silent, and against it only when sure. ``lexicon/proposals.toml`` holds the probabilities.
"""

from spacy.tokens import Token

from sayso.model import Attribution
from sayso.reading.learned import Told
from sayso.reading.proposals import thresholds
from sayso.reading.said import Said

_WORDS = frozenset({"NOUN", "PROPN", "PRON"})

Chain = tuple[Attribution, ...]


def settle_source(chain: Chain, trigger: Token, told: Told, said: Said) -> Chain:
    """The chain of sources over what a word tells, mended by the heads."""
    limits = thresholds().sources
    kind, sure = told.kind(trigger)
    held = max((_held(link, trigger, told, said) for link in chain), default=0.0)
    best, probability = _best(trigger, told)
    if best is None or probability < limits.fill or kind == "author":
        by_nobody = kind == "author" and sure >= limits.author and held <= limits.distrust
        return () if by_nobody and not said.issuer else chain
    if chain and (probability < limits.overrule or held > limits.distrust):
        return chain
    return said.chain_of(best) or (said.uncued(best),)


def _best(trigger: Token, told: Told) -> tuple[Token | None, float]:
    words = [w for w in told.seen_with(trigger) if w.pos_ in _WORDS and w != trigger]
    best = max(words, key=lambda w: told.role(trigger, w, "source"), default=None)
    return best, told.role(trigger, best, "source") if best is not None else 0.0


def _held(link: Attribution, trigger: Token, told: Told, said: Said) -> float:
    if link.start is None or link.end is None:
        return 0.0
    span = said.doc.char_span(link.start, link.end, alignment_mode="expand")
    return max((told.role(trigger, t, "source") for t in span or ()), default=0.0)
