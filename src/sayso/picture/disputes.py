"""Which claims cannot both be true."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sayso.model import Dispute, Polarity, Role, ontology, stable_id
from sayso.picture.contradictions import Pattern, Rule, contradictions
from sayso.picture.facts import Fact, Facts, order
from sayso.picture.holders import holders, is_of_a_part
from sayso.picture.incidents import Happening
from sayso.picture.meeting import Meetings
from sayso.picture.naming import finest_name, party_name
from sayso.picture.parties import name_key
from sayso.picture.provenance import Provenance
from sayso.picture.quarrels import Quarrel, quarrels_within
from sayso.picture.same_source import SameSource

_Standing = Mapping[tuple[str, Polarity], Sequence[Fact]]
"""The claims put forward firmly, by type and polarity."""

_HOLDING = frozenset({"takeover", "control"})

_REBELS = frozenset({"rebel group", "jihadist group", "political militia", "unidentified armed"})

_NAMED = 3
"""How many of a camp are named in the sentence that says why."""

_SOMEWHERE = ""
"""The subject of meetings that are about no party and no one place."""


def disputes_of(
    facts: Facts, happenings: Sequence[Happening], provenance: Provenance
) -> tuple[Dispute, ...]:
    """The disputes among these claims, those told first first.

    Claims by one source, one after the other, are an update and no dispute.
    """
    standing: dict[tuple[str, Polarity], list[Fact]] = defaultdict(list)
    for fact in facts.all:
        if fact.is_firm:
            standing[fact.entry.slug, fact.claim.polarity].append(fact)
    same = SameSource(provenance)
    found: dict[str, Dispute] = {}
    for rule in contradictions():
        quarrels = (
            quarrels_within(rule, happenings, facts, same)
            if rule.incident
            else _between(rule, standing, facts, same)
        )
        for quarrel in quarrels:
            dispute = _dispute(rule, quarrel, provenance)
            found.setdefault(dispute.id, dispute)
    return _without_echoes(found.values(), facts)


def _between(rule: Rule, standing: _Standing, facts: Facts, same: SameSource) -> Iterator[Quarrel]:
    """The quarrels of a rule, each a connected set of pairs about one party or pair of rivals."""
    pairs: dict[tuple[str, str], list[tuple[Fact, Fact]]] = defaultdict(list)
    for left, right, parties in _pairs(rule, standing, facts):
        if _meet(rule, left, right, facts) and not same.source(left, right):
            pairs[parties].append((left, right))
    for (actor, other), found in sorted(pairs.items()):
        for lefts, rights in _camps(found):
            yield Quarrel(
                left=lefts,
                right=rights,
                actor=party_name(actor, (*lefts, *rights), facts),
                other=party_name(other, (*rights, *lefts), facts),
                place=finest_name((*lefts, *rights), facts),
            )


def _pairs(
    rule: Rule, standing: _Standing, facts: Facts
) -> Iterator[tuple[Fact, Fact, tuple[str, str]]]:
    if rule.left is None or rule.right is None:
        return
    lefts = _filling_all(rule.left, standing, facts)
    rights = _filling_all(rule.right, standing, facts)
    if rule.party:
        yield from _of_one_party(rule, rule.party, lefts, rights, facts)
    elif rule.rivals:
        yield from _of_rivals(rule, rule.rivals, lefts, rights, facts)
    elif rule.nobody:
        yield from _of_nobody(rule, rule.nobody, lefts, rights, facts)


def _filling_all(pattern: Pattern, standing: _Standing, facts: Facts) -> list[Fact]:
    """The claims that fit and, where they say who holds a place, name somebody who can, in order."""
    found = [
        fact
        for (slug, polarity), told in standing.items()
        if pattern.fits(ontology()[slug], polarity)
        for fact in told
        if slug not in _HOLDING
        or (not is_of_a_part(fact) and fact.actors == holders(fact, facts, "actor"))
    ]
    return sorted(found, key=order)


def _of_one_party(
    rule: Rule,
    roles: tuple[Role, Role],
    lefts: Sequence[Fact],
    rights: Sequence[Fact],
    facts: Facts,
) -> Iterator[tuple[Fact, Fact, tuple[str, str]]]:
    meetings = Meetings(facts, max(rule.days, rule.lasts))
    parties: set[str] = set()
    for left in lefts:
        for party in _filling(left, roles[0]):
            parties.add(party)
            meetings.add(party, left)
    kin = facts.parties.kin_among(parties)
    for right in rights:
        for party in _filling(right, roles[1]):
            for relative in kin(party):
                for left in meetings.near(relative, right, rule.days):
                    yield left, right, (relative, relative)


def _of_rivals(
    rule: Rule,
    roles: tuple[Role, Role],
    lefts: Sequence[Fact],
    rights: Sequence[Fact],
    facts: Facts,
) -> Iterator[tuple[Fact, Fact, tuple[str, str]]]:
    meetings = Meetings(facts, max(rule.days, rule.lasts))
    for left in lefts:
        for place in left.places:
            meetings.add(place, left)
    for right in rights:
        for place in right.places:
            for left in meetings.near(place, right, rule.days):
                mine, theirs = _filling(left, roles[0]), _filling(right, roles[1])
                if order(left) >= order(right) or not mine or not theirs:
                    continue
                if not facts.parties.may_be_one(mine, theirs) and not _described(left, right):
                    yield left, right, (min(mine), min(theirs))


def _described(one: Fact, other: Fact) -> bool:
    """Whether one of the two only describes its rebels: which group it means, a reader guessed."""
    kinds = {who.kind for fact in (one, other) for who in fact.claim.in_role("actor")}
    return kinds <= _REBELS and any(
        who.id and name_key(who.mention) is None
        for fact in (one, other)
        for who in fact.claim.in_role("actor")
    )


def _of_nobody(
    rule: Rule, role: Role, lefts: Sequence[Fact], rights: Sequence[Fact], facts: Facts
) -> Iterator[tuple[Fact, Fact, tuple[str, str]]]:
    """The right denies the thing without saying of whom, and by doing so of everybody else."""
    meetings = Meetings(facts, max(rule.days, rule.lasts))
    open_ = [right for right in rights if not _filling(right, role)]
    named = {place for right in open_ for place in right.places}
    for left in lefts:
        for place in left.places:
            if any(facts.places.overlap(place, other) for other in named):
                meetings.add(_SOMEWHERE, left)
    for right in open_:
        for left in meetings.near(_SOMEWHERE, right, rule.days):
            mine = _filling(left, role)
            if mine and not facts.parties.any_on_side(mine, right.party_word):
                yield left, right, (min(mine), min(mine))


def _filling(fact: Fact, role: Role) -> frozenset[str]:
    if role == "actor":
        return fact.actors
    return fact.recipients if role == "recipient" else fact.victims


def _meet(rule: Rule, left: Fact, right: Fact, facts: Facts) -> bool:
    if rule.alike == "type" and left.claim.type != right.claim.type:
        return False
    if rule.alike == "group":
        if left.group != right.group:
            return False
        if (
            left.recipients
            and right.recipients
            and not (facts.parties.any_on_side(left.recipients, right.recipients))
        ):
            return False
    return _days_meet(rule, left, right) and _places_meet(rule, left, right, facts)


def _days_meet(rule: Rule, left: Fact, right: Fact) -> bool:
    if left.span is None or right.span is None:
        return True
    return (
        right.span[0] <= left.span[1] + max(rule.days, rule.lasts)
        and left.span[0] <= right.span[1] + rule.days
    )


def _places_meet(rule: Rule, left: Fact, right: Fact, facts: Facts) -> bool:
    """A place that a claim took over from what stands before is as good as none."""
    mine = [place for place in left.places if place not in left.inherited]
    theirs = [place for place in right.places if place not in right.inherited]
    if not mine or not theirs:
        if rule.missing == "report":
            return left.claim.report.id == right.claim.report.id
        return rule.missing == "always"
    allowed = {
        "same": ("same",),
        "covers": ("same", "contains"),
        "covered": ("same", "within"),
        "any": ("same", "contains", "within"),
    }[rule.place]
    return any(
        (relation := facts.places.relation(here, there)) in allowed
        and not (rule.place == "covers" and relation == "contains" and _is_loose(here, facts))
        for here in mine
        for there in theirs
    )


def _is_loose(place: str, facts: Facts) -> bool:
    """Who is said to hold a country or a region is not said to hold every corner of it."""
    return facts.places.place(place).precision in ("country", "region")


def _camps(
    pairs: Sequence[tuple[Fact, Fact]],
) -> Iterator[tuple[tuple[Fact, ...], tuple[Fact, ...]]]:
    """The connected sets of pairs, each as its left and its right claims."""
    parent: dict[tuple[int, str], tuple[int, str]] = {}

    def root(node: tuple[int, str]) -> tuple[int, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in pairs:
        one, other = sorted((root((0, left.id)), root((1, right.id))))
        parent[other] = one
    camps: dict[tuple[int, str], tuple[dict[str, Fact], dict[str, Fact]]] = {}
    for left, right in pairs:
        lefts, rights = camps.setdefault(root((0, left.id)), ({}, {}))
        lefts[left.id] = left
        rights[right.id] = right
    for lefts, rights in camps.values():
        yield (
            tuple(sorted(lefts.values(), key=order)),
            tuple(sorted(rights.values(), key=order)),
        )


def _dispute(rule: Rule, quarrel: Quarrel, provenance: Provenance) -> Dispute:
    left, right = (tuple(fact.id for fact in camp) for camp in (quarrel.left, quarrel.right))
    blanks = {
        "actor": quarrel.actor,
        "other": quarrel.other,
        "place": quarrel.place,
        "outcome": quarrel.outcome,
        "what": quarrel.left[0].claim.type.replace("-", " "),
        "left": _word_of(quarrel.left, provenance),
        "right": _word_of(quarrel.right, provenance),
    }
    return Dispute(
        id=stable_id("dsp", (rule.name, quarrel.outcome, left[0], right[0])),
        kind=rule.kind,
        claims=(left, right),
        about=rule.about.format(**blanks),
        why=rule.why.format(**blanks) + (f": {quarrel.detail}" if quarrel.detail else ""),
    )


def _word_of(camp: Iterable[Fact], provenance: Provenance) -> str:
    """Those who speak in a camp, the first few by name: "Oxus News Agency, two witnesses and others"."""
    names = list(dict.fromkeys(v.name for fact in camp for v in provenance.voices(fact)))
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _without_echoes(disputes: Iterable[Dispute], facts: Facts) -> tuple[Dispute, ...]:
    """Each quarrel once, under the first rule that found it, in the order of telling.

    That a town was taken and that it is held are denied in one breath: where one camp shares a
    claim with that of another dispute, and the opposing camps a report, the two are one.
    """
    kept: list[Dispute] = []
    by_claim: dict[str, list[int]] = defaultdict(list)
    for dispute in disputes:
        near = {n for camp in dispute.claims for id_ in camp for n in by_claim[id_]}
        same = next((n for n in sorted(near) if _is_echo(kept[n], dispute, facts)), None)
        if same is None:
            same = len(kept)
            kept.append(dispute)
        else:
            kept[same] = _with_echo(kept[same], dispute, facts)
        for camp in dispute.claims:
            for id_ in camp:
                by_claim[id_].append(same)
    told = {fact.id: number for number, fact in enumerate(facts.all)}
    kept.sort(key=lambda d: (min(told[c] for c in d.claims[0] + d.claims[1]), d.id))
    return tuple(kept)


def _is_echo(one: Dispute, other: Dispute, facts: Facts) -> bool:
    mine, theirs = (tuple(map(set, each.claims)) for each in (one, other))
    if mine[0] | mine[1] == theirs[0] | theirs[1]:
        return True
    if one.kind != other.kind or one.kind != "polarity":
        return False

    def reports(ids: Iterable[str]) -> set[str]:
        return {facts.by_id[id_].claim.report.id for id_ in ids}

    return any(
        mine[side] & theirs[side] and reports(mine[1 - side]) & reports(theirs[1 - side])
        for side in (0, 1)
    )


def _with_echo(one: Dispute, other: Dispute, facts: Facts) -> Dispute:
    if set(one.claims[0] + one.claims[1]) == set(other.claims[0] + other.claims[1]):
        return one
    left, right = (
        tuple(fact.id for fact in facts.of((*mine, *theirs)))
        for mine, theirs in zip(one.claims, other.claims, strict=True)
    )
    return msgspec.structs.replace(one, claims=(left, right))


def opponents(disputes: Iterable[Dispute]) -> dict[str, set[str]]:
    """For each claim, the claims that contradict it as to what happened at all."""
    found: dict[str, set[str]] = defaultdict(set)
    for dispute in disputes:
        if dispute.kind in ("polarity", "attribution", "assessment"):
            left, right = dispute.claims
            for one in left:
                found[one].update(right)
            for other in right:
                found[other].update(left)
    return found
