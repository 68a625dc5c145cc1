"""Which known names is a misspelt one near to?

Blocking on consonant skeletons (:func:`sayso.places.spelling.blocking_keys`), then edit distance.
"""

import sqlite3

from rapidfuzz import fuzz, process

from sayso.places.spelling import bare, blocking_keys, skeleton

FEWEST_LETTERS = 5
"""Shorter names are near to too many others."""

_MOST = 60
_LEAST, _LEAST_SHORT = 80.0, 86.0
_SAME_CONSONANTS = 8.0
"""How much further apart two names may be when only their vowels differ (Arabic and Persian names)."""


def near_spellings(connection: sqlite3.Connection, norm: str) -> list[tuple[str, float]]:
    """Known normalised names near to one, best first, with a similarity of 0 to 1."""
    letters = len(norm.replace(" ", ""))
    if letters < FEWEST_LETTERS or not norm.isascii():
        return []
    wanted = bare(norm)
    frame = skeleton(norm)
    near: set[str] = set()
    for key in blocking_keys(norm):
        near.update(
            row[0]
            for row in connection.execute(
                "SELECT norm FROM fuzzy WHERE key = ? AND length(norm) BETWEEN ? AND ?",
                (key, len(norm) - 4, len(norm) + 4),
            )
        )
    least = _LEAST_SHORT if letters < 7 else _LEAST
    scored: list[tuple[float, str]] = []
    for other, score, _ in process.extract(
        wanted,
        sorted(near),
        scorer=fuzz.ratio,
        score_cutoff=least - _SAME_CONSONANTS,
        limit=_MOST,
    ):
        same_frame = skeleton(other) == frame
        if not same_frame and (score < least or bare(other)[:1] != wanted[:1]):
            continue
        scored.append((min(score + (3 if same_frame else 0), 98.0), other))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(other, score / 100 * 0.95) for score, other in scored]
