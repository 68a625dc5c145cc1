"""Whom the trained heads hold to fill the roles of a proposition, beside the grammar's fillers.

The grammar knows what stands in which slot of a clause; the heads have learned who acts and who
suffers over a few sentences, without slots. Where the grammar finds nobody, the heads' word is
taken; where both speak, the heads prevail only when they are sure and hold next to nothing of
what the grammar found. ``lexicon/proposals.toml`` holds the probabilities.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.reading.coreference import Coreference
from sayso.reading.learned import Told
from sayso.reading.proposals import thresholds
from sayso.reading.propositions import Proposition
from sayso.reading.roles import Filler

_ROLES = (("actor", ("actor",)), ("recipient", ("recipient", "victim", "target")))
_WORDS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def settle_roles(proposition: Proposition, told: Told, coreference: Coreference) -> None:
    """Fill empty roles of a proposition, and replace fillers that the heads hold for wrong."""
    limits = thresholds().roles
    for role, same in _ROLES:
        mine = proposition.in_role(*same)
        ranked = _ranked(proposition, role, told, limits.fill)
        if not ranked:
            continue
        best, probability = ranked[0]
        if mine:
            if probability < limits.overrule or any(
                _held(f, proposition.trigger, role, told) >= limits.distrust for f in mine
            ):
                continue
            proposition.fillers = [f for f in proposition.fillers if f not in mine]
        for one in (best, *_beside(best, proposition, role, told, limits.beside)):
            means = tuple(coreference.resolve(one)) or (one,)
            proposition.fillers.append(Filler(role, one, means, "learned"))


def _ranked(
    proposition: Proposition, role: str, told: Told, least: float
) -> Sequence[tuple[Token, float]]:
    """Words that no other role has, with their probability for this one, the highest first."""
    trigger = proposition.trigger
    taken = {t.i for f in proposition.fillers for t in (f.token, *f.means)}
    found = [
        (word, probability)
        for word in told.seen_with(trigger)
        if word.i not in taken
        and word != trigger
        and word.pos_ in _WORDS
        and (probability := told.role(trigger, word, role)) >= least
    ]
    return sorted(found, key=lambda item: -item[1])


def _beside(
    best: Token, proposition: Proposition, role: str, told: Told, least: float
) -> list[Token]:
    """Those coordinated with the likeliest word that may well have the role too."""
    taken = {t.i for f in proposition.fillers for t in (f.token, *f.means)}
    return [
        word
        for word in best.conjuncts
        if word.i not in taken
        and word.pos_ in _WORDS
        and told.role(proposition.trigger, word, role) >= least
    ]


def _held(filler: Filler, trigger: Token, role: str, told: Told) -> float:
    return max(told.role(trigger, token, role) for token in (filler.token, *filler.means))
