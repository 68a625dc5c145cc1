"""Whether two claims come from one source, each claim looked at once."""

from sayso.picture.facts import Fact
from sayso.picture.provenance import Provenance
from sayso.picture.words import source_key


class SameSource:
    """Whether two claims come from one source, each claim looked at once."""

    def __init__(self, provenance: Provenance) -> None:
        self._provenance = provenance
        self._known: dict[str, frozenset[str]] = {}

    def keys(self, fact: Fact) -> frozenset[str]:
        """The keys of all who speak in a claim; a report that narrates speaks for itself too, and
        people nobody names for the outlet that had it from them."""
        known = self._known.get(fact.id)
        if known is None:
            voices = self._provenance.voices(fact)
            root = f"report:{self._provenance.root(fact.claim.report.id)}"
            told = {root} if any(voice.narrated for voice in voices) else set()
            told |= {
                f"name:{source_key(voice.cited)}"
                for voice in voices
                if voice.cited and not voice.party
            }
            known = frozenset(key for voice in voices for key in voice.keys) | told
            self._known[fact.id] = known
        return known

    def source(self, one: Fact, other: Fact) -> bool:
        """Whether a source of the one is a source of the other, or one is told by a copy."""
        mine, theirs = one.claim.report.id, other.claim.report.id
        root = self._provenance.root
        if mine != theirs and root(mine) == root(theirs):
            return True
        return not self.keys(one).isdisjoint(self.keys(other))
