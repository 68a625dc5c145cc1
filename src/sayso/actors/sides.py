"""Who is on whose side: the same actor, a part of it, its minister, its spokesman."""

from collections.abc import Iterable, Iterator

from sayso.actors.registry import Registry, builtin_registry
from sayso.actors.resolved import ResolvedActor

_STATE_KINDS = frozenset(
    {"country", "government", "state forces", "police", "ministry", "intelligence", "person"}
)


def same_side(a: ResolvedActor, b: ResolvedActor, registry: Registry | None = None) -> bool:
    """Whether two actors are one, or one belongs to the other, or both to one organisation.

    Parts of one state are on one side; members of an international body or an alliance are not on
    each other's. Actors without an id are on nobody's side.
    """
    book = registry or builtin_registry()
    left, right = tuple(_chain(a, book)), tuple(_chain(b, book))
    if not left or not right:
        return False
    if left[0] in right or right[0] in left:
        return True
    shared = set(left) & set(right)
    return any((actor := book.get(id_)) is not None and _binds(actor.kind) for id_ in shared)


def is_party(
    source: ResolvedActor, participants: Iterable[ResolvedActor], registry: Registry | None = None
) -> bool:
    """Whether a source is, speaks for or belongs to a side in what it tells."""
    return any(same_side(source, participant, registry) for participant in participants)


def _binds(kind: str) -> bool:
    """Whether two parts of an actor of this kind are on one side."""
    return kind not in ("international organisation", "coalition", "community", "other")


def _chain(actor: ResolvedActor, book: Registry) -> Iterator[str]:
    """The actor's id and those it belongs to, from the nearest up."""
    if actor.id is None:
        if actor.parent is None:
            return
        above: str | None = actor.parent
    else:
        yield actor.id
        above = actor.parent
    seen: set[str] = set()
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        entry = book.get(above)
        above = None if entry is None else entry.member_of or entry.parent
