"""Whose sentence is another's sentence: copies of a paragraph in reports that are otherwise their own."""

from collections.abc import Callable, Sequence

from sayso.picture.voices import Voice, who
from sayso.picture.words import words_of

_RUN = 3
"""Words in a row that are compared."""

_SHARE = 0.6
"""Part of the runs of the two sentences, taken together, from which one is a copy of the other."""

_LEAST = 9
"""Words that a sentence must have: of short ones many are told alike without being copied."""

_COMPARED = 40
"""Wordings that a further voice is compared with, the first told ones."""


def join_same_wording(voices: Sequence[Voice], join: Callable[[int, int], None]) -> None:
    """Join the voices of different reports that tell in the same words and have no name of their own."""
    kept: list[int] = []
    for number, voice in enumerate(voices):
        if not _may_copy(voice):
            continue
        for other in kept:
            if is_same_wording(voice, voices[other]):
                join(other, number)
                break
        else:
            if len(kept) < _COMPARED:
                kept.append(number)


def is_same_wording(one: Voice, other: Voice) -> bool:
    """Whether two voices of different reports, neither named, tell in nearly the same words."""
    if one.fact.claim.report.id == other.fact.claim.report.id:
        return False
    if not (_may_copy(one) and _may_copy(other)) or one.narrated != other.narrated:
        return False
    if one.nameless and other.nameless and not one.narrated and not who(one) & who(other):
        return False
    mine, theirs = _runs(one), _runs(other)
    return len(mine & theirs) >= _SHARE * len(mine | theirs)


def _may_copy(voice: Voice) -> bool:
    words = words_of(voice.fact.claim.evidence.text)
    return (voice.narrated or voice.nameless) and len(words) >= _LEAST


def _runs(voice: Voice) -> frozenset[tuple[str, ...]]:
    words = words_of(voice.fact.claim.evidence.text)
    return frozenset(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
