"""Runs of one pronoun as subject: "They came … They took …" are the same people."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from sayso.reading.candidates import SUBJECT

_LONGEST_CHAIN = 12
"""Pronouns in a row that are followed back to the first."""


class PronounRuns:
    """Finds the first of a run, given each token's sentence, the subjects and the quotations."""

    def __init__(
        self,
        sentence: Mapping[int, int],
        subjects: frozenset[int],
        quotations: Sequence[tuple[int, int]],
    ) -> None:
        self._sentence = sentence
        self._subjects = subjects
        self._quotations = quotations

    def first_of_chain(self, token: Token) -> Token:
        """The first of a run of the same pronoun as subject, nobody else having acted between."""
        if token.lower_ not in ("they", "he", "she", "it"):
            return token
        for _ in range(_LONGEST_CHAIN):
            earlier = self._same_subject(token)
            if earlier is None:
                break
            token = earlier
        return token

    def _same_subject(self, token: Token) -> Token | None:
        if token.dep_ not in SUBJECT:
            return None
        here = self._sentence[token.i]
        for at in range(token.i - 1, -1, -1):
            earlier = token.doc[at]
            if here - self._sentence[at] > 2 or at in self._subjects:
                return None
            if earlier.lower_ == token.lower_ and earlier.dep_ in SUBJECT:
                return earlier if self._quoting(earlier) == self._quoting(token) else None
        return None

    def _quoting(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._quotations)
