"""Whether the words at a place in the text speak of what was or of what is to come.

Walks up the dependency parse to the verb that governs a token and looks at its auxiliaries and at
the verb it depends on ("is expected to …"). Words are those of ``lexicon/times.toml``.
"""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from sayso.reading.calendar_days import Tense
from sayso.reading.time_words import time_words

_CLIMB = 9
_MODALS = frozenset({"may", "might", "could", "can", "should", "must"})
_DIRECT = frozenset({"schedule", "expect", "slate", "due", "postpone"})
_HAVE = frozenset({"have", "has", "had", "'ve", "'d", "having"})


class TenseReader:
    """Tense at character offsets of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._parsed = doc.has_annotation("DEP")

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character offset."""
        at = bisect_right(self._starts, offset) - 1
        return self._doc[at] if at >= 0 else None

    def at(self, offset: int) -> Tense:
        """Past, future, or unknown when no finite verb governs the place."""
        token = self.token_at(offset)
        if token is None or not self._parsed:
            return "unknown"
        return governing_tense(token)


def _is_modal(token: Token) -> bool:
    """Whether a word is a modal, and not the month ("29 to 31 May left …")."""
    return token.dep_ == "aux" and token.lower_ in _MODALS and (token.text != "May" or token.i == 0)


def governing_tense(token: Token) -> Tense:
    """The tense of the clause that a token stands in."""
    future = time_words().future
    infinitive = False
    for step in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.tag_ != "NNP":
            auxiliaries = [
                child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")
            ]
            if any(word in future.auxiliaries for word in auxiliaries):
                return "past" if "would" in auxiliaries and "have" in auxiliaries else "future"
            if infinitive and token.lemma_ in future.governors:
                return "future"
            if any(word in _HAVE for word in auxiliaries):
                return "past"
            if not infinitive and step <= 4 and token.lemma_ in _DIRECT and token.tag_ == "VBN":
                return "future"
            if any(_is_modal(child) for child in token.children):
                return "future"
            infinitive = token.tag_ == "VB" and "to" in auxiliaries
            if token.tag_ == "VBD" or (
                token.tag_ == "VBN" and (auxiliaries or token.dep_ == "acl")
            ):
                return "past"
            if token.tag_ in ("VBZ", "VBP"):
                return "present"
        elif token.lower_ in future.words or (
            infinitive and token.lemma_.lower() in future.governors
        ):
            return "future"
        if token.head == token:
            break
        token = token.head
    return "future" if infinitive else "unknown"
