"""What the words around a possible toponym say of it: type words and directions.

"the town of X", "X Valley", "districts, including A and B", "northern X", "the eastern part of X",
"X's north".
"""

from collections.abc import Sequence

from sayso.places.gazetteer import Gazetteer
from sayso.places.spelling import normal
from sayso.places.tokens import Token, joins
from sayso.places.toponyms import Span, is_taken
from sayso.places.wording import wording


def add_typed_unknowns(
    text: str,
    tokens: Sequence[Token],
    found: list[Span],
    taken: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
) -> list[Span]:
    """Names the gazetteer lacks, but that the text calls a district, village, valley…"""
    types = wording().types
    held = {number for span in found for number in range(span.first, span.last + 1)}
    added: list[Span] = []
    for at, token in enumerate(tokens):
        kinds = types.get(token.lower)
        if kinds is None or token.lower in wording().lists.weak:
            continue
        for first, last in _named_beside(tokens, at):
            numbers = range(first, last + 1)
            start, end = tokens[first].start, tokens[last].end
            if any(n in held for n in numbers) or is_taken(start, end, taken):
                continue
            if tokens[first].initial and first == last:
                continue
            name = text[start:end]
            if len(name) < 3 or any(_common(tokens[n].lower) for n in numbers):
                continue
            held.update(numbers)
            added.append(
                Span(
                    first=first,
                    last=last,
                    start=start,
                    end=end,
                    name=name,
                    norm=normal(name),
                    known=False,
                    mention_start=start,
                    mention_end=end,
                )
            )
    return sorted([*found, *added], key=lambda span: span.start)


def _common(word: str) -> bool:
    words = wording()
    return word in words.generic or word in words.not_places or word in words.titles


def _named_beside(tokens: Sequence[Token], at: int) -> list[tuple[int, int]]:
    """Runs of capitalised words right before the type word, or after it and "of"."""
    out: list[tuple[int, int]] = []
    last = at - 1
    if (
        last >= 0
        and tokens[last].capital
        and joins(tokens[last])
        and tokens[at].lower not in wording().lists.plurals
    ):
        first = last
        while (
            first > 0
            and tokens[first - 1].capital
            and joins(tokens[first - 1])
            and last - first < 2
        ):
            first -= 1
        while first < last and tokens[first].lower in ("the", "in", "a", "at", "on"):
            first += 1
        if tokens[first].lower not in wording().directions:
            out.append((first, last))
    if at + 2 < len(tokens) and tokens[at + 1].lower == "of" and tokens[at].glue == " ":
        first = at + 2
        last = first
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].capital
            and joins(tokens[last])
            and last - first < 2
        ):
            last += 1
        if tokens[first].capital and tokens[at + 1].glue == " ":
            out.append((first, last))
    return out


def read_types(tokens: Sequence[Token], found: Sequence[Span]) -> None:
    """Note on each span which kinds a type word beside it asks for."""
    for span in found:
        if span.demonym is None:
            _type_after(tokens, span)
            _type_before(tokens, span)
    _share_plurals(tokens, found)


def _type_after(tokens: Sequence[Token], span: Span) -> None:
    """ "Andarab Valley", "Balkh province"."""
    words = wording()
    after = span.last + 1
    if after >= len(tokens) or tokens[span.last].possessive:
        return
    word = tokens[after]
    if tokens[span.last].glue not in (" ", "-", "\n", "  ") or word.lower not in words.types:
        return
    span.asked = words.types[word.lower]
    runs_on = (
        word.capital
        and joins(word)
        and after + 1 < len(tokens)
        and tokens[after + 1].lower not in words.types
        and (tokens[after + 1].capital or _body_of(word, tokens[after + 1]))
    )
    belongs = word.lower not in words.lists.plurals and not runs_on
    if belongs and (word.capital or word.lower not in words.lists.unjoined):
        span.mention_end = word.end


def _type_before(tokens: Sequence[Token], span: Span) -> None:
    """ "the town of X", "the village X", "Lake X"."""
    words = wording()
    before = span.first - 1
    while before >= 0 and tokens[before].lower in ("the", "its", "besieged", "occupied"):
        before -= 1
    if before < 0 or tokens[before].glue not in (" ", "\n"):
        return
    word = tokens[before]
    if word.lower == "of" and before >= 1:
        kind = tokens[before - 1].lower
        if kind in words.types and kind not in words.lists.not_of:
            span.asked = span.asked or words.types[kind]
            span.type_of = True
    elif before == span.first - 1 and word.lower in words.lists.before_bare and not span.asked:
        span.asked = words.types.get(word.lower, ())
        span.type_of = True
        if word.capital and word.lower in words.lists.before_named:
            span.mention_start = word.start


def _body_of(word: Token, following: Token) -> bool:
    """ "Kentucky Department of Education" is a body, "Balkh Province of Afghanistan" a place."""
    return following.lower in ("of", "for") and word.lower in wording().bodies


def _share_plurals(tokens: Sequence[Token], found: Sequence[Span]) -> None:
    """A plural type word goes for every name of its list: "A and B districts", "towns of A, B"."""
    types = wording().types
    plain = [span for span in found if span.demonym is None]
    shares = False
    for at in range(len(plain) - 1, 0, -1):
        left, right = plain[at - 1], plain[at]
        after = right.last + 1
        plural = after < len(tokens) and tokens[after].lower in wording().lists.plurals
        shares = bool(right.asked) and (plural or shares) and _listed(tokens, left, right)
        if shares and not left.asked:
            left.asked = right.asked
    for at, span in enumerate(plain):
        before = span.first - 1
        skipped = 0
        while (
            before >= 0
            and skipped < 3
            and tokens[before].lower in ("of", "the", "including", "namely", "like", "as", "such")
        ):
            before -= 1
            skipped += 1
        if (
            before < 0
            or tokens[before].lower not in wording().lists.plurals
            or (span.asked and not span.type_of)
        ):
            continue
        if before != span.first - 1 and not (skipped or tokens[before].glue == " "):
            continue
        kinds = types[tokens[before].lower]
        span.asked = kinds
        span.type_of = True
        follow = at
        while follow + 1 < len(plain) and _listed(tokens, plain[follow], plain[follow + 1]):
            follow += 1
            if not plain[follow].asked:
                plain[follow].asked = kinds


def _listed(tokens: Sequence[Token], left: Span, right: Span) -> bool:
    between = [t.lower for t in tokens[left.last + 1 : right.first]]
    if not between:
        return tokens[left.last].glue.strip() == ","
    return between in (["and"], ["or"], ["and", "the"], ["as", "well", "as"])


def read_directions(text: str, tokens: Sequence[Token], found: Sequence[Span]) -> None:
    """Note on each span the part of it that the text speaks of."""
    words = wording().directions
    for span in found:
        if span.demonym is not None:
            continue
        first = span.first
        if first > 0 and tokens[first - 1].lower == "the":
            first -= 1
        direction, start = _adjective_before(tokens, first, words)
        if direction is None:
            direction, start = _part_before(tokens, first, words)
        if direction is not None and start is not None:
            span.direction = direction
            span.directed_start = tokens[start].start
            continue
        if tokens[span.last].possessive and span.last + 1 < len(tokens):
            at = span.last + 1
            direction, end = _direction_from(tokens, at, words)
            if direction is None:
                continue
            follows = tokens[end + 1].lower if end + 1 < len(tokens) else ""
            noun = tokens[end].lower in ("north", "south", "east", "west", "centre", "center") or (
                tokens[end].lower.endswith(("east", "west"))
            )
            if follows in wording().lists.parts:
                end += 1
            elif not noun or tokens[at].capital:
                continue
            span.direction = direction
            span.directed_end = tokens[end].end


def _adjective_before(
    tokens: Sequence[Token], first: int, words: dict[str, str]
) -> tuple[str | None, int | None]:
    """ "northern X", "eastern and northern X", "north-eastern X"."""
    at = first - 1
    if at < 0 or tokens[at].glue not in (" ", "\n", "-"):
        return None, None
    direction, start = _direction_to(tokens, at, words)
    if direction is None or start is None:
        return None, None
    if tokens[at].lower in ("north", "south", "east", "west") and tokens[at].glue != " ":
        return None, None
    if start >= 2 and tokens[start - 1].lower in ("and", "or") and tokens[start - 1].glue == " ":
        other, other_start = _direction_to(tokens, start - 2, words)
        if other is not None and other_start is not None:
            return f"{other}+{direction}", other_start
    return direction, start


def _part_before(
    tokens: Sequence[Token], first: int, words: dict[str, str]
) -> tuple[str | None, int | None]:
    """ "the eastern part of X", "the north of X"; not "north of X", which is outside it."""
    at = first - 1
    if at < 1 or tokens[at].lower != "of":
        return None, None
    at -= 1
    named_part = tokens[at].lower in wording().lists.parts
    if named_part:
        at -= 1
    if at < 0:
        return None, None
    direction, start = _direction_to(tokens, at, words)
    if direction is None or start is None:
        return None, None
    if not named_part and (start == 0 or tokens[start - 1].lower != "the"):
        return None, None
    if start >= 2 and tokens[start - 1].lower in ("and", "or"):
        other, other_start = _direction_to(tokens, start - 2, words)
        if other is not None and other_start is not None:
            return f"{other}+{direction}", other_start
    return direction, start


def _direction_to(
    tokens: Sequence[Token], at: int, words: dict[str, str]
) -> tuple[str | None, int | None]:
    """The direction whose words end at a token, and where they begin."""
    if at >= 1:
        two = f"{tokens[at - 1].lower}-{tokens[at].lower}"
        if tokens[at - 1].glue in ("-", " ") and two in words:
            return words[two], at - 1
    word = tokens[at].lower
    if word in words and word not in ("upper", "middle"):
        return words[word], at
    return None, None


def _direction_from(
    tokens: Sequence[Token], at: int, words: dict[str, str]
) -> tuple[str | None, int]:
    if at + 1 < len(tokens):
        two = f"{tokens[at].lower}-{tokens[at + 1].lower}"
        if tokens[at].glue in ("-", " ") and two in words:
            return words[two], at + 1
    return words.get(tokens[at].lower), at
