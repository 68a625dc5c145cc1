"""How probable it is that a careful human coder would keep a claim."""

from sayso.model import Casualties, ClaimPlace, Participant
from sayso.reading.factuality import Factuality
from sayso.reading.propositions import Proposition


def score(
    proposition: Proposition,
    facts: Factuality,
    participants: tuple[Participant, ...],
    places: tuple[ClaimPlace, ...],
    counts: tuple[Casualties, ...],
) -> float:
    """The probability, 0 to 1."""
    return 0.5
