"""What a party can or cannot do: "they can strike anywhere", "the post cannot leave at night".

Any verb may stand under "can": it is the ability that is told, not the act. Verbs of knowing and
telling are left out ("we cannot confirm"): that is the speaker's knowledge. Words are those of
``lexicon/factuality.toml``.
"""

from spacy.tokens import Token

from sayso.reading.clauses import arguments
from sayso.reading.coreference import Coreference
from sayso.reading.factuality import ability_words
from sayso.reading.lexicon import lexicon
from sayso.reading.mentions import Mentions
from sayso.reading.triggers import Hit

_ABLE = frozenset({"party", "armed", "site"})
_SPEAKERS = frozenset({"we", "they", "it", "he", "she", "i", "those", "these", "who"})
_ASKED = frozenset({"WP", "WDT", "WRB"})


def ability_hit(verb: Token, mentions: Mentions, coreference: Coreference) -> Hit | None:
    """The hit of a verb under "can" whose subject is a party, or stands for somebody."""
    words = ability_words()
    if not any(c.dep_ == "aux" and c.lower_ in words["modals"] for c in verb.children):
        return None
    if verb.lemma_.lower() in words["knowing"] or any(
        c.dep_ in ("auxpass", "nsubjpass", "expl") for c in verb.children
    ):
        return None
    slots = arguments(verb)
    if not slots.subject or _is_asked(verb):
        return None
    subject = slots.subject[0]
    means = coreference.resolve(subject) or [subject]
    if subject.lower_ not in _SPEAKERS and mentions.entity(means[0]).kind not in _ABLE:
        return None
    frame = next(
        (f for f in lexicon().frames if f.type == "capability" and f.links == "have"), None
    )
    if frame is None:
        return None
    slots.object = []
    return Hit(verb, verb, frame, frame.type, slots, "ability", words=(verb,))


def _is_asked(verb: Token) -> bool:
    """Whether the clause is about what can be done: "all that they can carry", "what can they do"."""
    if verb.dep_ == "relcl" and not any(
        c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in _ASKED for c in verb.children
    ):
        return True
    return any(c.tag_ in _ASKED and c.dep_ not in ("nsubj", "nsubjpass") for c in verb.children)
