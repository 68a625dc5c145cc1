"""Which words of a report may name a place: every span that could, with what speaks for it.

Nothing is decided here; :mod:`sayso.places.accept` does that.
"""

from collections.abc import Iterator, Sequence

import msgspec

from sayso.places.gazetteer import Gazetteer
from sayso.places.spelling import ARTICLES, normal
from sayso.places.tokens import Token, joins
from sayso.places.wording import wording

_LONGEST = 6


class Span(msgspec.Struct, kw_only=True):
    """A possible toponym: tokens ``first`` to ``last`` (inclusive), and what surrounds it.

    ``asked`` are the kinds that a type word asks for, in order of preference; ``type_start`` and
    ``type_end`` the offsets of an adjacent type word that belongs to the mention.
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    norm: str
    known: bool
    asked: tuple[str, ...] = ()
    type_of: bool = False
    mention_start: int = 0
    mention_end: int = 0
    hint: float = 0.0
    embedded: bool = False
    demonym: str | None = None
    direction: str | None = None
    directed_start: int | None = None
    directed_end: int | None = None


def spans(
    text: str,
    tokens: Sequence[Token],
    gazetteer: Gazetteer,
    ner: Sequence[tuple[int, int]],
    taken: Sequence[tuple[int, int]],
) -> list[Span]:
    """All spans that may name a place, in order, none overlapping another."""
    covered = _covered(text, taken)
    hinted = _hint_ends(tokens, ner)
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        span = _longest(text, tokens, at, gazetteer, covered, hinted)
        if span is None:
            at += 1
            continue
        found.append(span)
        at = span.last + 1
    return found


def _covered(text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted((max(0, s), min(len(text), e)) for s, e in taken if s < e)


def is_taken(start: int, end: int, covered: Sequence[tuple[int, int]]) -> bool:
    """Whether a span overlaps one that is already somebody's name."""
    return any(s < end and start < e for s, e in covered)


def _hint_ends(tokens: Sequence[Token], ner: Sequence[tuple[int, int]]) -> dict[int, int]:
    """First token of each hint to its last token."""
    out: dict[int, int] = {}
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}
    for start, end in ner:
        first, last = starts.get(start), ends.get(end)
        if first is not None and last is None:
            last = ends.get(end - 2)
        if first is None or last is None:
            continue
        while first < last and tokens[first].lower in ("the", "a"):
            first += 1
        while first < last and not tokens[last].capital and joins(tokens[last - 1]):
            last -= 1  # "Dama bridge" is at Dama
        out[first] = max(last, out.get(first, last))
    return out


def _opens(token: Token, following: Token | None) -> bool:
    if token.capital:
        return True
    return (
        token.lower in ARTICLES
        and following is not None
        and following.capital
        and token.glue in ("-", "‑", "'", "’")
    )


def _longest(
    text: str,
    tokens: Sequence[Token],
    at: int,
    gazetteer: Gazetteer,
    covered: Sequence[tuple[int, int]],
    hinted: dict[int, int],
) -> Span | None:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if not _opens(tokens[at], following):
        return None
    words = wording()
    generic = words.generic
    ends = [last for last in _ends(tokens, at) if not (last == at and not tokens[at].capital)]
    best: Span | None = None
    for last in reversed(ends):
        start, end = tokens[at].start, tokens[last].end
        name = text[start:end]
        norm = normal(name)
        demonym = gazetteer.country_of_demonym(name)
        if demonym is None and is_taken(start, end, covered):
            continue
        if last == at and tokens[at].lower in words.lists.never_first and tokens[at].text != "US":
            continue
        if last == at and demonym is None and tokens[at].lower in generic:
            continue
        if last > at and tokens[at].lower in words.lists.never_first:
            rest = normal(text[tokens[at + 1].start : end])
            if tokens[at].lower != "the" or gazetteer.is_name(rest):
                continue
        if (
            last > at
            and _runs_into_body(tokens, last)
            and gazetteer.is_name(normal(text[start : tokens[last - 1].end]))
        ):
            continue
        if demonym is not None or name in words.abbreviations or gazetteer.is_name(norm):
            best = _span(tokens, at, last, text, norm, demonym=demonym)
            break
    hint_last = hinted.get(at)
    if hint_last is not None and (best is None or hint_last > best.last):
        start, end = tokens[at].start, tokens[hint_last].end
        shape_ok = hint_last - at < _LONGEST and any(t.capital for t in tokens[at : hint_last + 1])
        if best is None and shape_ok and not is_taken(start, end, covered):
            norm = normal(text[start:end])
            best = _span(tokens, at, hint_last, text, norm, known=gazetteer.is_name(norm))
        elif (
            best is not None
            and shape_ok
            and _is_first_word(best, tokens, hint_last, gazetteer)
            and not is_taken(start, end, covered)
        ):
            best = _span(tokens, at, hint_last, text, normal(text[start:end]), known=False)
    if best is not None:
        if hint_last is not None:
            best.hint = 1.0 if hint_last == best.last else 0.6
        elif any(first <= at <= last for first, last in hinted.items()):
            best.hint = 0.4
    return best


_LITTLE_KNOWN = 0.55


def _is_first_word(
    best: Span, tokens: Sequence[Token], hint_last: int, gazetteer: Gazetteer
) -> bool:
    """Whether a small place's name is but the first word of a longer one: "Wad Hamdoun"."""
    words = wording()
    little = gazetteer.best_rank(best.norm) < _LITTLE_KNOWN or best.norm in words.given_names
    return (
        best.demonym is None
        and best.first == best.last
        and (little or tokens[best.first].lower in ARTICLES)
        and all(
            (token.capital or tokens[at].glue in ("-", "‑"))
            and token.lower not in words.types
            and token.lower not in words.bodies
            for at, token in enumerate(tokens[best.last + 1 : hint_last + 1], best.last)
        )
    )


def _runs_into_body(tokens: Sequence[Token], last: int) -> bool:
    """Whether the type word at the end belongs to a body: "Dublin City Council", "Ohio State Police"."""
    if (
        tokens[last].lower not in wording().types
        or not joins(tokens[last])
        or last + 1 >= len(tokens)
    ):
        return False
    return tokens[last + 1].capital and tokens[last + 1].lower in wording().bodies


def _ends(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """The last tokens that a name beginning at ``at`` may have."""
    particles = wording().particles
    last = at
    yield at
    while last + 1 < len(tokens) and last - at < _LONGEST - 1 and joins(tokens[last]):
        last += 1
        if tokens[last].capital:
            yield last
        elif tokens[last].lower not in particles:
            return


def _span(
    tokens: Sequence[Token],
    first: int,
    last: int,
    text: str,
    norm: str,
    *,
    demonym: str | None = None,
    known: bool = True,
) -> Span:
    start, end = tokens[first].start, tokens[last].end
    return Span(
        first=first,
        last=last,
        start=start,
        end=end,
        name=text[start:end],
        norm=norm,
        known=known,
        mention_start=start,
        mention_end=end,
        demonym=demonym,
    )
