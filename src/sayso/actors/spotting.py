"""Which stretches of a text name an actor: all names of the index, longest first, exact offsets."""

from typing import NamedTuple

import msgspec

from sayso.actors.aliases import AliasIndex, Guard, Use
from sayso.actors.grammar import grammar
from sayso.actors.names import BREAK, HYPHEN, POSSESSIVE, Token, tokens
from sayso.actors.states import roles, states

_MOST_QUALIFIERS = 2


class ActorHit(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that names, or may name, an actor. Offsets are half-open.

    ``guard`` says what it takes to believe it: ``none`` (a proper name), ``guarded`` (a name only in
    its context), ``generic`` (a role word such as "the army"), ``metonym`` (a place that may stand
    for a state), ``demonym`` (a nationality). ``role`` is the state organ a role word means,
    ``owned`` that it counts only with an owner. ``modifier``: it stands inside a compound that means
    somebody else ("anti-Taliban", "Russian-backed").
    """

    start: int
    end: int
    text: str
    candidates: tuple[str, ...]
    guard: Guard
    role: str | None = None
    owned: bool = False
    modifier: bool = False
    uses: tuple[Use, ...] = ()


class _Found(NamedTuple):
    first: int
    last: int
    uses: tuple[Use, ...]


def spot(index: AliasIndex, text: str) -> tuple[ActorHit, ...]:
    """All names in a text, non-overlapping, in order; the longest at each place wins."""
    words = tokens(text)
    found = _names(index, words, text)
    return tuple(_composed(found, words, text))


def _names(index: AliasIndex, words: list[Token], text: str) -> list[_Found]:
    longest, uses = index.longest, index.uses
    found: list[_Found] = []
    at, end = 0, len(words)
    while at < end:
        most = longest.get(words[at].form)
        if most is None:
            at += 1
            continue
        reach = at + 1
        while reach < end and reach - at < most and words[reach - 1].gap != BREAK:
            reach += 1
        for last in range(reach, at, -1):
            if last - at == 1:
                key = words[at].form
            else:
                key = " ".join([word.form for word in words[at:last]])
            known = uses.get(key)
            if known is None:
                continue
            fitting = tuple(use for use in known if _fits(use, words, at, last, text))
            if fitting:
                found.append(_Found(at, last, fitting))
                at = last
                break
        else:
            at += 1
    return found


def _fits(use: Use, words: list[Token], first: int, last: int, text: str) -> bool:
    if use.the and not words[first].the:
        return False
    if not (use.upper or use.cased):
        return True
    surface = text[words[first].start : words[last - 1].end]
    if use.upper:
        if surface.upper() != surface:
            written_as_word = last - first == 1 and len(surface) >= 4 and surface.istitle()
            return written_as_word and words[first].form not in grammar().words_in_capitals
        return not (
            words[first].form in grammar().words_in_capitals
            and last - first == 1
            and "." not in surface
            and _in_capitals(text, words[first].start, words[last - 1].end)
        )
    return not any(
        use.caps >> at & 1 and text[words[first + at].start].islower() for at in range(last - first)
    )


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the rest of the line is in capitals too, so that capitals mean nothing."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    rest = text[left:start] + text[end : right if right >= 0 else len(text)]
    return any(c.isalpha() for c in rest) and rest == rest.upper()


def _composed(found: list[_Found], words: list[Token], text: str) -> list[ActorHit]:
    """Hits, with a state and the word for one of its organs joined into that organ."""
    by_first = {item.first: item for item in found}
    hits: list[ActorHit] = []
    taken = 0
    for item in found:
        if item.first < taken:
            continue
        joined = None
        if not _modifies(item, words):
            if _state_of(item, words) is not None:
                joined = _owner_then_role(item, by_first, words, text)
            elif _role_of(item) is not None:
                joined = _role_then_owner(item, by_first, words, text)
        if joined is not None:
            hit, taken = joined
            hits.append(hit)
        else:
            taken = item.last
            hits.append(_hit(item, words, text))
    return hits


def _owner_then_role(
    item: _Found, by_first: dict[int, _Found], words: list[Token], text: str
) -> tuple[ActorHit, int] | None:
    state = _state_of(item, words)
    at = item.last
    if state is None or at >= len(words) or words[at - 1].gap == BREAK:
        return None
    if words[at].form == POSSESSIVE:
        at += 1
    for _ in range(_MOST_QUALIFIERS + 1):
        if at >= len(words) or words[at - 1].gap == BREAK:
            return None
        after = by_first.get(at)
        role = _role_of(after) if after is not None else None
        if after is not None and role is not None:
            if _modifies(after, words):
                return None
            return _organ(state, role, item.first, after.last, words, text), after.last
        if words[at].form not in grammar().qualifiers:
            return None
        at += 1
    return None


def _role_then_owner(
    item: _Found, by_first: dict[int, _Found], words: list[Token], text: str
) -> tuple[ActorHit, int] | None:
    at = item.last
    if at + 1 >= len(words) or BREAK in (words[at - 1].gap, words[at].gap):
        return None
    after = by_first.get(at + 1)
    if after is None or words[at].form not in ("of", "in") or _modifies(after, words):
        return None
    state = _state_of(after, words)
    role = _role_of(item)
    seat = after is not None and _names_seat(after, words)
    if state is None or role is None or (words[at].form == "in") != seat:
        return None
    if words[at].form == "in":
        owned = all(use.owned for use in item.uses if use.role)
        if owned or roles()[role].kind not in ("government", "ministry"):
            return None
    if after.uses[0].guard == "demonym":
        return None
    return _organ(state, role, item.first, after.last, words, text), after.last


def _organ(state: str, role: str, first: int, last: int, words: list[Token], text: str) -> ActorHit:
    start, end = words[first].start, words[last - 1].end
    return ActorHit(
        start=start,
        end=end,
        text=text[start:end],
        candidates=(f"{roles()[role].id}-{state}",),
        guard="none",
        role=role,
    )


def _hit(item: _Found, words: list[Token], text: str) -> ActorHit:
    start, end = words[item.first].start, words[item.last - 1].end
    role = _role_of(item)
    candidates = tuple(dict.fromkeys(use.id for use in item.uses if use.id))
    guard = item.uses[0].guard
    return ActorHit(
        start=start,
        end=end,
        text=text[start:end],
        candidates=candidates,
        guard="guarded" if guard == "surname" else guard,
        role=role,
        owned=role is not None and all(use.owned for use in item.uses if use.role),
        modifier=_modifies(item, words),
        uses=item.uses,
    )


def _modifies(item: _Found, words: list[Token]) -> bool:
    if item.first and words[item.first - 1].gap == HYPHEN:
        before = words[item.first - 1]
        if before.form in grammar().compound_before and before.end + 1 == words[item.first].start:
            return True
    if item.last < len(words):
        after = words[item.last]
        if after.form in grammar().compound_after:
            joined = words[item.last - 1].gap == HYPHEN
            return joined or (after.form == "backed" and item.uses[0].guard == "demonym")
    return False


def _state_of(item: _Found, words: list[Token]) -> str | None:
    """The state that a country's name, nationality or capital stands for, when it is but one."""
    codes = {use.id for use in item.uses if use.guard in ("metonym", "demonym")}
    return codes.pop() if len(codes) == 1 else None


def _names_seat(item: _Found, words: list[Token]) -> bool:
    form = " ".join(word.form for word in words[item.first : item.last])
    return form in _seats()


def _role_of(item: _Found | None) -> str | None:
    if item is None:
        return None
    return next((use.role for use in item.uses if use.role), None)


_SEATS: set[str] = set()


def _seats() -> set[str]:
    if not _SEATS:
        for state in states().values():
            for name in (*state.capital, *state.seats):
                _SEATS.add(" ".join(word.form for word in tokens(name)))
    return _SEATS
