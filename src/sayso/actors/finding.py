"""Which actors have a name like the one asked for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from rapidfuzz import fuzz, process

from sayso.actors.actor import Actor
from sayso.actors.names import as_spelt, key

_SHORT = 4
_LEAST = 72.0


class Match(msgspec.Struct, frozen=True):
    """An actor, which of its names is like the one asked for, and how like (1 is the same)."""

    actor: Actor
    alias: str
    score: float


def find(
    actors: Mapping[str, Actor],
    name: str,
    *,
    country: str | None = None,
    on: date | None = None,
    limit: int = 10,
) -> list[Match]:
    """The likest actors first; names of fewer than four letters must be the same.

    :param country: ISO alpha-2; others are left out
    :param on: actors known not to have existed on this day are left out
    """
    if not key(name) or limit < 1:
        return []
    meant: list[tuple[Actor, str]] = []
    for actor in actors.values():
        if country is not None and country not in actor.countries:
            continue
        if not actor.active(on):
            continue
        meant.extend((actor, alias) for alias in actor.names())
    best: dict[str, Match] = {}
    for form in (key, as_spelt):
        for at, score in _ranked(form(name), [form(alias) for _, alias in meant], limit * 12):
            actor, alias = meant[at]
            if actor.id not in best or best[actor.id].score < score:
                best[actor.id] = Match(actor, alias, score)
    return sorted(best.values(), key=lambda match: (-match.score, match.actor.id))[:limit]


def _ranked(wanted: str, names: Sequence[str], limit: int) -> Iterator[tuple[int, float]]:
    """The positions of the names most like the one wanted, and how like each is."""
    short = len(wanted) < _SHORT
    ranked = process.extract(
        wanted,
        names,
        scorer=fuzz.ratio if short else _likeness,
        limit=limit,
        score_cutoff=100.0 if short else _LEAST,
    )
    for alias, score, at in ranked:
        if len(alias) >= _SHORT or alias == wanted:
            yield at, round(score / 100, 3)


def _likeness(left: str, right: str, **options: object) -> float:
    """Spelling distance, or a little less when all words of one stand in the other."""
    plain = fuzz.ratio(left, right)
    if min(len(left), len(right)) < 2 * _SHORT:
        return plain
    return max(plain, 0.92 * fuzz.token_set_ratio(left, right))
