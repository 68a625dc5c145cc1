"""Against a known truth: what is one happening is one incident, at a cost that grows with the claims."""

import msgspec
import pytest
from made_world import World, make

from sayso.picture import paint
from sayso.picture.accounts import accounts_of, blocks, pairs
from sayso.picture.extents import Places
from sayso.picture.facts import facts_of
from sayso.picture.incidents import is_incident_claim


@pytest.fixture(scope="module")
def world() -> World:
    return make(2000)


def test_incidents_are_the_happenings(world: World) -> None:
    """B-cubed (Bagga & Baldwin 1998) over the claims that have a place."""
    picture = paint(world.claims, reports=world.reports)
    placed = {c.id for c in world.claims if c.places}
    found = [[id_ for id_ in i.claims if id_ in placed] for i in picture.incidents]
    told: dict[int, int] = {}
    for cluster in found:
        for id_ in cluster:
            told[world.truth[id_]] = told.get(world.truth[id_], 0) + 1
    precision = recall = size = 0.0
    for cluster in found:
        for id_ in cluster:
            same = sum(world.truth[other] == world.truth[id_] for other in cluster)
            precision += same / len(cluster)
            recall += same / told[world.truth[id_]]
            size += 1
    assert precision / size > 0.95
    assert recall / size > 0.95


def test_pairs_compared_grow_with_the_claims_and_not_their_square() -> None:
    per_claim = []
    for size in (2000, 8000):
        facts = facts_of(make(size).claims, Places())
        telling = [fact for fact in facts.all if is_incident_claim(fact)]
        accounts = accounts_of(telling, facts.places, frozenset(), facts.kept)
        per_claim.append(
            sum(1 for block in blocks(accounts, facts) for _ in pairs([accounts[n] for n in block]))
            / size
        )
    assert per_claim[1] < 1.5 * per_claim[0]


def test_the_same_picture_from_any_order_of_a_larger_world(world: World) -> None:
    forwards = paint(world.claims, reports=world.reports)
    backwards = paint(world.claims[::-1], reports=dict(reversed(world.reports.items())))
    assert msgspec.json.encode(forwards) == msgspec.json.encode(backwards)
