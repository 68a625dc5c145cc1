"""What one claim leaves open and the others settle.

"Our forces" are those of the side that the publisher speaks for. A place that one report names and
the gazetteer does not find is the one that other reports name so in the same country.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.model import Claim, ClaimPlace, Participant, SourceRecord
from sayso.picture.extents import NOT_FOUND, is_fine
from sayso.picture.parties import Parties, name_key
from sayso.picture.words import source_key, word_lists, words_of


def settled(
    claims: Sequence[Claim], parties: Parties, sources: Sequence[SourceRecord]
) -> list[Claim]:
    """The claims, with what others settle filled in; those that leave nothing open as they are."""
    sides = _sides(parties, sources)
    own = _own_mentions(claims, sides)
    known = _known_places(claims)
    return [_with_places(_with_side(claim, own, sides), known) for claim in claims]


def _sides(parties: Parties, sources: Sequence[SourceRecord]) -> Mapping[str, Participant]:
    """The side that each publisher speaks for, as somebody who acts."""
    found = {}
    for record in sources:
        key = parties.key_of_name(record.party)
        if key is None or record.party is None:
            continue
        known = parties.name(key)
        found[source_key(record.name)] = Participant(
            role="actor",
            mention=record.party,
            name=known or record.party,
            id=key if known is not None else None,
            kind=parties.kind(key) or "unidentified armed",
        )
    return found


_Mention = tuple[str, int]
"""A report and where in it somebody is named."""


def _own_mentions(claims: Iterable[Claim], sides: Mapping[str, Participant]) -> frozenset[_Mention]:
    """Where a partisan report speaks of its own side: behind "our" and the like.

    A later claim that means the same people ("they hold the town") names them where they stand.
    """
    found = set()
    for claim in claims:
        if not sides or source_key(claim.report.publisher or "") not in sides:
            continue
        evidence = claim.evidence
        for who in claim.participants:
            if who.id is None and who.start is not None and who.start >= evidence.start:
                before = words_of(evidence.text[: who.start - evidence.start])[-1:]
                named = words_of(who.mention)[:1]
                if not word_lists().first_person.isdisjoint((*before, *named)):
                    found.add((claim.report.id, who.start))
    return frozenset(found)


def _with_side(claim: Claim, own: frozenset[_Mention], sides: Mapping[str, Participant]) -> Claim:
    if not own or not any((claim.report.id, who.start) in own for who in claim.participants):
        return claim
    side = sides[source_key(claim.report.publisher or "")]
    return msgspec.structs.replace(
        claim,
        participants=tuple(
            msgspec.structs.replace(who, id=side.id, name=side.name, kind=side.kind)
            if (claim.report.id, who.start) in own and name_key(who.mention) is None
            else who
            for who in claim.participants
        ),
    )


_Name = tuple[str | None, tuple[str, ...]]
"""A country and a name in it."""


def _known_places(claims: Sequence[Claim]) -> Mapping[_Name, ClaimPlace]:
    """The one place of a district or finer that reports found under each name."""
    open_ = {
        (place.country, words_of(place.mention))
        for claim in claims
        for place in claim.places
        if _is_open(place)
    }
    found: dict[_Name, dict[str, ClaimPlace]] = {name: {} for name in open_}
    for place in (place for claim in claims if open_ for place in claim.places):
        if place.id is not None and is_fine(place) and not _is_open(place):
            for name in {words_of(place.mention), words_of(place.name or "")} - {()}:
                known = found.get((place.country, name))
                if known is not None:
                    known[place.id] = min(known.get(place.id, place), place, key=_said)
    return {name: next(iter(known.values())) for name, known in found.items() if len(known) == 1}


def _said(place: ClaimPlace) -> tuple[int, str]:
    return (sum(each is None for each in (place.admin1, place.admin2, place.lat)), repr(place))


def _is_open(place: ClaimPlace) -> bool:
    return any(flag.code == NOT_FOUND for flag in place.flags)


def _with_places(claim: Claim, known: Mapping[_Name, ClaimPlace]) -> Claim:
    if not any(map(_is_open, claim.places)):
        return claim
    return msgspec.structs.replace(
        claim, places=tuple(_found(place, known) for place in claim.places)
    )


def _found(place: ClaimPlace, known: Mapping[_Name, ClaimPlace]) -> ClaimPlace:
    there = known.get((place.country, words_of(place.mention))) if _is_open(place) else None
    if there is None:
        return place
    return msgspec.structs.replace(
        there,
        role=place.role,
        mention=place.mention,
        start=place.start,
        end=place.end,
        flags=tuple(flag for flag in place.flags if flag.code != NOT_FOUND),
        candidates=place.candidates,
    )
