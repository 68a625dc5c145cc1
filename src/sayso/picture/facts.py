"""What every question needs to know of a claim, worked out once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from sayso.model import Claim, ClaimPlace, DataError, SourceRecord, TypeEntry, ontology
from sayso.picture.extents import Places, location, place_key
from sayso.picture.kept import Kept, Known, Views
from sayso.picture.parties import Parties, name_key
from sayso.picture.settling import settled
from sayso.picture.weights import weights
from sayso.picture.words import content_words, source_key

_NEVER = date.max.toordinal()

DEFAULT_DAY = "date-default"
"""Flag of a claim whose day was taken from the publication for want of a better one."""

INHERITED_PLACE = "place-inherited"
"""Flag of a place that the claim does not name itself: it was taken over from what stands before."""

CARRIED_DAY = "time-carried"
"""Flag of a claim whose day was taken over from what stands before."""

NEWS_DAYS = 3
"""Where no day is told, news is of the day it is published or the two before."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A claim with its places, days and parties as keys that can be compared.

    Facts are told apart as objects: see ``kept``.

    ``group`` names the families that may tell of the same happening, ``places`` are where it happened, without those that only contain another of them; ``start``
    and ``end`` are day ordinals, null when the claim gives no day; ``span`` are the days on which it
    may have been, wider than told where the day is only the publication's; ``party_word`` are the
    sides by whose own word alone it is known; ``inherited`` are the places that it does not name
    itself.
    """

    claim: Claim
    entry: TypeEntry
    group: str
    places: tuple[str, ...]
    start: int | None
    end: int | None
    actors: frozenset[str]
    recipients: frozenset[str]
    victims: frozenset[str]
    span: tuple[int, int] | None
    published: int
    party_word: frozenset[str]
    inherited: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id

    @property
    def told_span(self) -> tuple[int, int] | None:
        """First and last day as ordinals, as the claim gives them."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    @property
    def sides(self) -> frozenset[str]:
        """Everybody who acts or is acted on as a side."""
        return self.actors | self.recipients

    @property
    def words(self) -> frozenset[str]:
        """The words of the evidence that carry meaning."""
        return content_words(self.claim.evidence.text)

    @property
    def has_default_day(self) -> bool:
        """Whether the day was taken from the publication for want of a better one."""
        return self.claim.has_flag(DEFAULT_DAY)

    @property
    def has_own_day(self) -> bool:
        """Whether the claim itself tells the day."""
        return not (self.has_default_day or self.claim.has_flag(CARRIED_DAY))

    @property
    def is_firm(self) -> bool:
        """Whether it is put forward firmly enough to contradict another claim or hold a place."""
        claim = self.claim
        return (
            claim.forecast is None
            and not claim.conditional
            and claim.certainty in ("certain", "probable")
        )

    @property
    def happened(self) -> bool:
        """Whether the claim puts forward that something was so, and leaves it neither open nor to come."""
        claim = self.claim
        return (
            claim.polarity == "positive"
            and claim.forecast is None
            and not claim.conditional
            and claim.certainty != "unknown"
        )


def order(fact: Fact) -> tuple[int, str, int, str]:
    """Sorts by publication, then place in the report: the order in which the world was told."""
    return (fact.published, fact.claim.report.id, fact.claim.evidence.start, fact.claim.id)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All facts that take part, in the order in which the world was told, and what relates them."""

    kept: Kept

    all: tuple[Fact, ...]
    by_id: dict[str, Fact]
    parties: Parties
    places: Places

    def of(self, ids: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these claims, in order; ids that take no part are passed over."""
        found = (self.by_id[id_] for id_ in set(ids) if id_ in self.by_id)
        return tuple(sorted(found, key=order))


def facts_of(
    claims: Iterable[Claim],
    places: Places,
    sources: Sequence[SourceRecord] = (),
    kept: Kept | None = None,
    reports: Views | None = None,
) -> Facts:
    """The claims as facts.

    :param sources: the source list, which tells of publishers that belong to a side
    :param kept: what earlier pictures worked out
    :param reports: of each report all that its facts are compared by

    :raises DataError: when a claim's type is not in the ontology
    """
    given = list(claims)
    parties = Parties(given)
    standing = settled(given, parties, sources)
    for claim in standing:
        places.learn(claim.places)
    partisan = {
        source_key(record.name): key
        for record in sources
        if (key := parties.key_of_name(record.party)) is not None
    }
    kept = kept if kept is not None else Kept()
    views = (
        parties.views() | {_PUBLISHER + name: side for name, side in partisan.items()},
        places.views(),
        reports or {},
    )
    found = kept.facts(standing, views, lambda c: _known(_fact(c, parties, places, partisan)))
    found.sort(key=order)
    return Facts(
        all=tuple(found),
        by_id={fact.id: fact for fact in found},
        parties=parties,
        places=places,
        kept=kept,
    )


_PUBLISHER = "@"
"""Before the key of a publisher, where it stands among the keys of parties."""


def _known(fact: Fact) -> Known:
    """The fact with the keys of everybody and every place its claim names."""
    claim = fact.claim
    named = [(who.id, who.name or who.mention) for who in claim.participants]
    named += [(link.id, link.name or link.mention) for link in claim.attribution]
    parties = {key for id_, name in named for key in (id_, name_key(name)) if key}
    parties.update(fact.party_word)
    parties.update(each.side for each in claim.casualties if each.side)
    if claim.report.publisher:
        parties.add(_PUBLISHER + source_key(claim.report.publisher))
    return Known(
        fact=fact,
        parties=frozenset(parties),
        places=frozenset((*fact.places, *map(place_key, claim.places))),
    )


def _fact(claim: Claim, parties: Parties, places: Places, partisan: Mapping[str, str]) -> Fact:
    def keys(*roles: str) -> frozenset[str]:
        return frozenset(
            key
            for who in claim.participants
            if who.role in roles and (key := parties.key(who)) is not None
        )

    entry = _entry(claim)
    start, end = claim.time.start, claim.time.end
    first, last = start or end, end or start
    published = claim.report.published
    days = (first.toordinal(), last.toordinal()) if first and last else None
    if days and claim.has_flag(DEFAULT_DAY) and days[1] - days[0] < NEWS_DAYS:
        days = (days[1] - NEWS_DAYS + 1, days[1])
    return Fact(
        claim=claim,
        entry=entry,
        group=weights().group(entry.family),
        places=_finest(location(claim), places),
        start=first.toordinal() if first else None,
        end=last.toordinal() if last else None,
        actors=keys("actor"),
        recipients=keys("recipient"),
        victims=keys("victim"),
        span=days,
        published=published.toordinal() if published else _NEVER,
        party_word=_party_word(claim, parties, partisan),
        inherited=inherited_places(claim),
    )


def inherited_places(claim: Claim) -> frozenset[str]:
    """The keys of the places that the claim does not name itself."""
    return frozenset(
        place_key(place)
        for place in claim.places
        if any(flag.code == INHERITED_PLACE for flag in place.flags)
    )


def _entry(claim: Claim) -> TypeEntry:
    try:
        return ontology()[claim.type]
    except KeyError:
        raise DataError(
            f"claim {claim.id} has the type {claim.type!r}, which the ontology does not know",
            remedy=f"one of: {', '.join(ontology())}",
        ) from None


def _finest(given: tuple[ClaimPlace, ...], places: Places) -> tuple[str, ...]:
    keys = list(dict.fromkeys(place_key(place) for place in given))
    return tuple(
        key
        for key in keys
        if not any(other != key and places.relation(key, other) == "contains" for other in keys)
    )


def _party_word(claim: Claim, parties: Parties, partisan: Mapping[str, str]) -> frozenset[str]:
    """The sides whose word it is: a claim that came through a side is known by its word alone.

    So is what a side's own outlet says, and what it quotes somebody as saying whom nobody knows.
    """
    chain = claim.attribution
    sides = {
        parties.key_of_name(link.name or link.mention, link.id) or link.mention
        for link in chain
        if link.party
    }
    publisher = claim.report.publisher
    if publisher and (not chain or chain[-1].id is None):
        side = partisan.get(source_key(publisher))
        if side is not None:
            sides.add(side)
    return frozenset(sides)
