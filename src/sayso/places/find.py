"""Finds the places a report speaks of and says which they are, or how far it got."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sayso.model import ClaimPlace, Flag, PlaceRole
from sayso.places.accept import THRESHOLD, Judge, reconsidered
from sayso.places.cues import add_typed_unknowns, read_directions, read_types
from sayso.places.gazetteer import Gazetteer
from sayso.places.locate import Located, located
from sayso.places.place import POPULATED, Candidate, Place, PlaceMention, distance_km
from sayso.places.relations import Relative, between, containers, relative
from sayso.places.resolve import Group, Resolution, Resolver
from sayso.places.strays import without_strays
from sayso.places.tokens import Token, tokenise
from sayso.places.toponyms import Span, spans
from sayso.places.wording import wording

LONGEST_TEXT = 400_000
"""Characters looked at; what stands beyond is not read for places."""

_STRONG = 1.6
_SETTLED_SPELLING = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))
"""Countries whose names English reports seldom misspell: a near name there is another name."""

_ALIKE = 0.86
_SETTLED_ALIKE = 0.88
"""How like a misspelt name must be to the one that it is taken for, unless the text names what
contains it: below, nine in ten are other places."""

_SURE_SPELLING = 0.93
_SURE_PROMINENCE = 0.5
"""What a misspelt name needs when nothing else in the text speaks of its country."""

_BETWEEN_KM = 150.0


def find_places(
    text: str,
    gazetteer: Gazetteer,
    *,
    ner: Sequence[tuple[int, int]] = (),
    placed: Sequence[tuple[int, int]] = (),
    taken: Sequence[tuple[int, int]] = (),
    home: str | None = None,
) -> tuple[PlaceMention, ...]:
    """Every place named in a report, in the order of the text.

    :param ner: offsets that a named-entity recogniser calls places; hints, no more
    :param placed: offsets of names where the text says that something happened; kept as places even
        where no gazetteer has them
    :param taken: offsets of people and actors, which are no places (a demonym inside stays a cue)
    :param home: the country (alpha-2) that the report is most likely about, if known
    """
    text = text[:LONGEST_TEXT]
    tokens = tokenise(text)
    ner = [*ner, *placed]
    found = spans(text, tokens, gazetteer, ner, taken)
    found = add_typed_unknowns(text, tokens, found, taken, gazetteer)
    read_types(tokens, found)
    read_directions(text, tokens, found)
    kept, weights = _accepted(text, tokens, found, gazetteer, ner, taken)
    within = containers(text, kept)
    resolution = Resolver(gazetteer, kept, within, home).resolve()
    for at, span in enumerate(kept):
        if any(start <= span.start and span.end <= end for start, end in placed):
            weights[at] = max(weights[at], THRESHOLD + _STRONG)
    found_places = _mentions(text, tokens, kept, weights, within, resolution, gazetteer)
    return without_strays(found_places, gazetteer, resolution.focus)


def _accepted(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[Span],
    gazetteer: Gazetteer,
    ner: Sequence[tuple[int, int]],
    taken: Sequence[tuple[int, int]],
) -> tuple[list[Span], list[float]]:
    surnames = frozenset(
        text[s:e].split()[-1].casefold() for s, e in taken if len(text[s:e].split()) > 1
    )
    judge = Judge(text, tokens, gazetteer, hinted=bool(ner), persons=surnames)
    weights = [
        judge.weigh(
            span,
            (found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None),
        )
        for at, span in enumerate(found)
    ]
    weights = reconsidered(text, found, weights, gazetteer)
    pairs = [(s, w) for s, w in zip(found, weights, strict=True) if w >= THRESHOLD]
    return [s for s, _ in pairs], [w for _, w in pairs]


def _mentions(
    text: str,
    tokens: Sequence[Token],
    kept: Sequence[Span],
    weights: Sequence[float],
    within: Sequence[int | None],
    resolution: Resolution,
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    out: list[PlaceMention | None] = []
    for number, span in enumerate(kept):
        group = resolution.groups[resolution.group_of[number]]
        offset = None if span.demonym else relative(text, span)
        pick = group.pick
        if pick is not None and not _stands(group, pick, resolution, span, weights[number]):
            pick = None
        if pick is None:
            out.append(_unresolved(text, span, group, weights[number]))
            continue
        out.append(_resolved(text, tokens, span, group, pick, offset, gazetteer))
    _spread_between(text, kept, out)
    index: dict[int, int] = {}
    for number, mention in enumerate(out):
        if mention is not None:
            index[number] = len(index)
    final: list[PlaceMention] = []
    for number, mention in enumerate(out):
        if mention is None:
            continue
        container = within[number]
        flags = mention.flags
        if container is not None and (holder := out[container]) is not None:
            if mention.place is not None and holder.place is not None:
                flags = _container_flags(flags, mention.place, holder.place, gazetteer)
            mention = msgspec.structs.replace(
                mention,
                within=index.get(container),
                flags=flags,
            )
        final.append(mention)
    return tuple(final)


def _stands(
    group: Group, pick: Candidate, resolution: Resolution, span: Span, weight: float
) -> bool:
    """Whether the best candidate is good enough to be given; else the mention stays unresolved."""
    focus = resolution.focus
    share = focus.get(pick.place.country or "", 0.0)
    if pick.fuzzy:
        least = _SETTLED_ALIKE if pick.place.country in _SETTLED_SPELLING else _ALIKE
        if pick.similarity < least and not _is_inside(group, pick, resolution):
            return False
        if share < max(focus.values(), default=0.0) and not _named_otherwise(
            group, pick, resolution
        ):
            return False
        if not _named_otherwise(group, pick, resolution) and pick.place.country != resolution.home:
            return pick.similarity >= _SURE_SPELLING and pick.prominence >= _SURE_PROMINENCE
        return share >= 0.15 or pick.similarity >= 0.93 or bool(group.containers and share > 0)
    if pick.prominence >= 0.55 or pick.place.kind in ("country", "adm1") or span.demonym:
        return True
    if share >= 0.12 or (pick.place.curated and pick.place.kind not in POPULATED):
        return True
    leader = max(focus.values(), default=0.0)
    return leader < 0.45 or len(resolution.groups) < 3


def _is_inside(group: Group, pick: Candidate, resolution: Resolution) -> bool:
    """Whether the text puts the name into something that contains the pick."""
    holders = (resolution.groups[resolution.group_of[n]].pick for n in group.containers)
    return any(h is not None and h.place.id in pick.place.parents for h in holders)


def _named_otherwise(group: Group, pick: Candidate, resolution: Resolution) -> bool:
    """Whether the text speaks of the pick's country by another name than this one."""
    return any(
        other is not group
        and other.pick is not None
        and not other.pick.fuzzy
        and other.pick.place.country == pick.place.country
        for other in resolution.groups
    )


_BEFORE_HEADING = re.compile(r"(?:^|\n)\W*\d{0,3}\W*$")
_AFTER_HEADING = re.compile(r"\s*(?:[:–—]|\.\s)")


def _heads_entry(text: str, span: Span) -> bool:
    """Whether a hinted name stands alone at the head of an entry: "2. Bela Crkva."."""
    return (
        span.hint >= 1.0
        and _BEFORE_HEADING.search(text, max(0, span.start - 12), span.start) is not None
        and _AFTER_HEADING.match(text, span.end) is not None
    )


def _unresolved(text: str, span: Span, group: Group, weight: float) -> PlaceMention | None:
    """A mention that the words call a place, but that nothing answers to."""
    if not (
        span.asked
        or weight >= THRESHOLD + _STRONG
        or (span.hint >= 1.0 and span.known)
        or _heads_entry(text, span)
    ):
        return None
    return PlaceMention(
        start=span.directed_start or span.mention_start,
        end=span.directed_end or span.mention_end,
        text=text[
            span.directed_start or span.mention_start : span.directed_end or span.mention_end
        ],
        name_start=span.start,
        name_end=span.end,
        candidates=len(group.candidates),
        direction=span.direction,
        flags=(Flag(code="not-found", detail=f"no place called {span.name!r} is known there"),),
    )


def _resolved(
    text: str,
    tokens: Sequence[Token],
    span: Span,
    group: Group,
    pick: Candidate,
    offset: Relative | None,
    gazetteer: Gazetteer,
) -> PlaceMention:
    place = pick.place
    start = span.directed_start or span.mention_start
    end = span.directed_end or span.mention_end
    flags: list[Flag] = []
    where = Located(precision="country", lat=place.lat, lon=place.lon, radius_km=place.extent_km)
    if span.demonym is None:
        where = located(gazetteer, place, span.direction, offset, span.asked)
        if group.rivals:
            names = "; ".join(dict.fromkeys(_described(c.place) for c in group.rivals[:3]))
            flags.append(Flag(code="ambiguous", detail=f"could also be {names}"))
        if where.coarse:
            flags.append(Flag(code="coarse", detail="only the area that contains it is known"))
        if place.disputed:
            flags.append(Flag(code="disputed-area", detail=place.disputed))
        if span.direction and place.kind in ("country", "adm1"):
            place = msgspec.structs.replace(place, id=f"{place.id}#{span.direction}")
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        name_start=span.start,
        name_end=span.end,
        place=place,
        precision=where.precision,
        radius_km=where.radius_km,
        lat=where.lat,
        lon=where.lon,
        score=_probability(group, pick),
        candidates=len(group.candidates),
        flags=tuple(flags),
        adjective=span.demonym is not None or span.embedded,
        embedded=span.embedded,
        metonym=_speaks(tokens, span, place),
        direction=span.direction,
    )


def _described(place: Place) -> str:
    parts = [place.name, place.admin1 if place.admin1 != place.name else None, place.country]
    return ", ".join(part for part in parts if part)


def _probability(group: Group, pick: Candidate) -> float:
    """The chance that the pick is right, from its lead and how well the name fits."""
    doubt = 6.0 * (1.0 - pick.similarity)
    value = 1 / (1 + math.exp(-(0.3 + 1.3 * group.margin - doubt)))
    return round(min(0.99, max(0.01, value)), 3)


def _speaks(tokens: Sequence[Token], span: Span, place: Place) -> bool:
    at = span.last + 1
    if span.demonym or at >= len(tokens) or tokens[span.last].glue != " ":
        return False
    if place.kind not in ("country", "city"):
        return False
    before = tokens[span.first - 1].lower if span.first else ""
    return tokens[at].lower in wording().metonymy and before not in wording().strong_locatives


def _container_flags(
    flags: tuple[Flag, ...], place: Place, holder: Place, gazetteer: Gazetteer
) -> tuple[Flag, ...]:
    plain = msgspec.structs.replace(holder, id=holder.id.partition("#")[0])
    inner = msgspec.structs.replace(place, id=place.id.partition("#")[0])
    if plain.kind not in ("adm1", "adm2", "country") or gazetteer.within(inner, plain):
        return flags
    if inner.kind in ("country", "region", "sea", "river") or gazetteer.within(plain, inner):
        return flags
    has = {"adm1": inner.admin1, "adm2": inner.admin2 or inner.admin1, "country": None}[plain.kind]
    if plain.kind == "country" and inner.country:
        has = gazetteer.country(inner.country).name
    if not has or has == plain.name:
        return flags
    detail = f"the report puts it in {plain.name}; the gazetteer has it in {has}"
    return (*flags, Flag(code="place-disagrees", detail=detail))


def _spread_between(text: str, kept: Sequence[Span], out: list[PlaceMention | None]) -> None:
    """ "between A and B": each is known to half the way to the other."""
    for at in range(len(kept) - 1):
        left, right = out[at], out[at + 1]
        if left is None or right is None or not between(text, kept[at], kept[at + 1]):
            continue
        if left.precision not in ("exact", "near") or right.precision not in ("exact", "near"):
            continue
        if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
            continue
        apart = distance_km(left.lat, left.lon, right.lat, right.lon)
        if apart > _BETWEEN_KM:
            continue
        middle = (round((left.lat + right.lat) / 2, 4), round((left.lon + right.lon) / 2, 4))
        for number in (at, at + 1):
            mention = out[number]
            if mention is not None:
                out[number] = msgspec.structs.replace(
                    mention,
                    precision="near",
                    lat=middle[0],
                    lon=middle[1],
                    radius_km=round(apart / 2 + 2, 1),
                )


def to_claim_place(mention: PlaceMention, role: PlaceRole) -> ClaimPlace:
    """The mention as a claim carries it."""
    place = mention.place
    return ClaimPlace(
        role=role,
        mention=mention.text,
        start=mention.start,
        end=mention.end,
        id=place.id if place else None,
        name=place.name if place else None,
        admin1=place.admin1 if place else None,
        admin2=place.admin2 if place else None,
        country=place.country if place else None,
        lat=mention.lat,
        lon=mention.lon,
        precision=mention.precision,
        radius_km=mention.radius_km,
        candidates=mention.candidates,
        score=mention.score if place else None,
        flags=mention.flags,
    )


def country_focus(mentions: Sequence[PlaceMention]) -> list[str]:
    """The countries (alpha-2) that a report is about, the most mentioned first."""
    votes: dict[str, float] = defaultdict(float)
    for mention in mentions:
        if mention.place is not None and mention.place.country is not None:
            votes[mention.place.country] += mention.score * (0.7 if mention.adjective else 1.0)
    return sorted(votes, key=lambda country: (-votes[country], country))
