"""Decisions are kept for ever and can be undone; the source list is what was last put."""

from datetime import UTC, datetime

import pytest
from store_made import claim, report

from sayso.model import Claim, Decision, InputError, NotFound, SourceRecord, StoreError
from sayso.store import Store

MADE = datetime(2021, 9, 5, 8, 0, tzinfo=UTC)


@pytest.fixture
def two(store: Store) -> tuple[Claim, Claim]:
    one = report()
    store.add_report(one)
    pair = (claim(one, 0, 10), claim(one, 10, 20))
    store.record_reading(one.id, "grammar-1", pair)
    return pair


def _merge(pair: tuple[Claim, Claim], id_: str = "dec_1") -> Decision:
    return Decision(
        id=id_, kind="merge", claims=(pair[0].id, pair[1].id), by="reviewer", made=MADE, why="same"
    )


def test_a_decision_is_kept_and_undone(store: Store, two: tuple[Claim, Claim]) -> None:
    merge = _merge(two)
    before = store.fingerprint()
    assert store.decide(merge)
    assert not store.decide(merge)
    assert store.decisions() == (merge,)
    decided = store.fingerprint()
    undone = store.undo("dec_1", at=datetime(2021, 9, 6, tzinfo=UTC))
    assert undone.undone == datetime(2021, 9, 6, tzinfo=UTC)
    assert store.undo("dec_1") == undone
    assert store.decisions() == ()
    assert store.decisions(undone=True) == (undone,)
    assert len({before, decided, store.fingerprint()}) == 3
    assert store.counts().decisions == 0


def test_a_correction_carries_its_value(store: Store, two: tuple[Claim, Claim]) -> None:
    fix = Decision(
        id="dec_2",
        kind="correct",
        claims=(two[0].id,),
        field="type",
        value="control",
        by="reviewer",
        made=MADE,
    )
    store.decide(fix)
    assert store.decisions() == (fix,)


def test_decisions_survive_a_new_reading(store: Store, two: tuple[Claim, Claim]) -> None:
    store.decide(_merge(two))
    one = report()
    store.record_reading(one.id, "grammar-2", (claim(one, 0, 10, reader="grammar-2"),))
    assert len(store.decisions()) == 1
    assert store.decide(_merge(two, "dec_3"))


def test_what_a_decision_may_not_be(store: Store, two: tuple[Claim, Claim]) -> None:
    with pytest.raises(NotFound, match="clm_unknown"):
        store.decide(
            Decision(id="dec_4", kind="reject", claims=("clm_unknown",), by="me", made=MADE)
        )
    store.decide(_merge(two))
    with pytest.raises(StoreError, match="another decision"):
        store.decide(Decision(id="dec_1", kind="reject", claims=(two[0].id,), by="me", made=MADE))
    with pytest.raises(NotFound):
        store.undo("dec_unknown")
    assert len(store.decisions()) == 1


def test_the_source_list(store: Store) -> None:
    wire = SourceRecord(name="Hindukush Wire", kind="agency", owner="Group", reliability="B")
    daily = SourceRecord(name="Bāmyān Daily", country="AF")
    before = store.fingerprint()
    assert store.put_sources((wire, daily)) == 2
    assert store.sources() == (daily, wire)
    better = SourceRecord(name="bamyan daily", reliability="C", party="taliban")
    first = store.fingerprint()
    assert store.put_sources([better]) == 1
    assert store.sources() == (better, wire)
    assert len({before, first, store.fingerprint()}) == 3
    assert store.put_sources(()) == 0
    with pytest.raises(InputError):
        store.put_sources([SourceRecord(name=" … ")])
