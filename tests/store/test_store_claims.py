"""Claims are kept as they are for ever, and every field of a query narrows them."""

from collections.abc import Callable
from datetime import date

import pytest
from store_made import claim, place, report

from sayso.model import Claim, InputError, NotFound, Report, StoreError
from sayso.store import Box, Circle, ClaimQuery, ReportQuery, Store

TEXT = (
    "Taliban fighters took Andarab, two residents said. "
    "The army shelled Kunduz. "
    "Kabul may fall within a month."
)


@pytest.fixture
def told(store: Store) -> tuple[Report, dict[str, Claim]]:
    """A report with a takeover, a shelling and a forecast."""
    one = report(TEXT)
    other = report(TEXT, publisher="Bāmyān Daily")
    store.add_reports((one, other))
    taken = claim(one, 0, 50, where=(place(),), source="two residents", score=0.9)
    shelled = claim(
        one,
        51,
        75,
        type_="shelling",
        actor="The army",
        actor_id="ansf",
        where=(
            place("Kabul", lat=None, lon=None, admin1="Kabul", id_="geonames:2"),
            place("Kunduz", lat=36.73, lon=68.86, admin1="Kunduz", id_="geonames:3"),
        ),
        when=(date(2021, 8, 1), date(2021, 8, 10)),
        score=0.4,
    )
    forecast = claim(
        one, 76, len(TEXT), actor=None, when=(None, None), forecast=True, flags=("withdrawn",)
    )
    copied = claim(other, 0, 50, type_="control", when=(date(2021, 9, 1), None))
    store.record_reading(one.id, "grammar-1", (taken, shelled, forecast))
    store.record_reading(other.id, "grammar-1", (copied,))
    return one, {"taken": taken, "shelled": shelled, "forecast": forecast, "copied": copied}


def test_claims_come_back_as_they_were(
    told: tuple[Report, dict[str, Claim]], reopen: Callable[[], Store]
) -> None:
    with reopen() as other:
        assert list(other.claims()) == list(told[1].values())
        assert other.report(told[0].id).status == "read"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (ClaimQuery(type="takeover"), "taken forecast"),
        (ClaimQuery(type=("shelling", "control")), "shelled copied"),
        (ClaimQuery(actor="taliban"), "taken copied"),
        (ClaimQuery(actor="The Taliban"), "taken copied"),
        (ClaimQuery(actor="army"), "shelled"),
        (ClaimQuery(actor=("ansf", "taliban")), "taken shelled copied"),
        (ClaimQuery(place="Andarab"), "taken"),
        (ClaimQuery(place="baghlan"), "taken"),
        (ClaimQuery(place="geonames:3"), "shelled"),
        (ClaimQuery(country="af"), "taken shelled"),
        (ClaimQuery(country="SY"), ""),
        (ClaimQuery(source="two residents"), "taken"),
        (ClaimQuery(source="bamyan daily"), "copied"),
        (ClaimQuery(since=date(2021, 9, 1)), "taken copied"),
        (ClaimQuery(since=date(2021, 9, 2)), "taken"),
        (ClaimQuery(until=date(2021, 8, 1)), "shelled"),
        (ClaimQuery(since=date(2021, 8, 5), until=date(2021, 8, 6)), "shelled"),
        (ClaimQuery(published_since=date(2021, 9, 5)), ""),
        (ClaimQuery(published_until=date(2021, 9, 4)), "taken shelled forecast copied"),
        (ClaimQuery(text="shelled kunduz"), "shelled"),
        (ClaimQuery(text="baghlan"), "taken"),
        (ClaimQuery(min_score=0.85), "taken"),
        (ClaimQuery(forecast=True), "forecast"),
        (ClaimQuery(withdrawn=False), "taken shelled copied"),
        (ClaimQuery(withdrawn=True), "forecast"),
        (ClaimQuery(reader="grammar-1", limit=2), "taken shelled"),
        (ClaimQuery(reader="grammar-2"), ""),
        (ClaimQuery(box=Box(west=69, south=35, east=70, north=36)), "taken"),
        (ClaimQuery(box=Box(west=170, south=-90, east=69, north=90)), "shelled"),
        (ClaimQuery(near=Circle(lat=36.7, lon=68.9, km=10)), "shelled"),
        (ClaimQuery(near=Circle(lat=36.7, lon=68.9, km=200)), "taken shelled"),
        (ClaimQuery(near=Circle(lat=89.9, lon=0, km=50)), ""),
        (ClaimQuery(type="takeover", actor="taliban", since=date(2021, 9, 3)), "taken"),
        (ClaimQuery(ids=()), ""),
    ],
)
def test_a_query_narrows(
    store: Store, told: tuple[Report, dict[str, Claim]], query: ClaimQuery, names: str
) -> None:
    wanted = [told[1][name].id for name in names.split()]
    assert [one.id for one in store.claims(query)] == wanted


def test_by_id_report_and_page(store: Store, told: tuple[Report, dict[str, Claim]]) -> None:
    one, made = told
    ids = (made["copied"].id, made["taken"].id, "clm_unknown")
    assert {found.id for found in store.claims(ClaimQuery(ids=ids))} == set(ids[:2])
    assert len(list(store.claims(ClaimQuery(report=one.id)))) == 3
    rest = list(store.claims(ClaimQuery(after=made["shelled"].id)))
    assert rest == [made["forecast"], made["copied"]]
    with pytest.raises(NotFound):
        list(store.claims(ClaimQuery(after="clm_unknown")))


def test_a_claim_by_id_or_its_beginning(
    store: Store, told: tuple[Report, dict[str, Claim]]
) -> None:
    taken = told[1]["taken"]
    assert store.claim(taken.id) == taken
    assert store.claim(taken.id[:14]) == taken
    for name in ("clm_", "clm_nothing", "", "%"):
        with pytest.raises(NotFound):
            store.claim(name)


def test_find_puts_the_best_match_first(
    store: Store, told: tuple[Report, dict[str, Claim]]
) -> None:
    one = report("Kunduz. Kunduz shelled again in Kunduz.", publisher="Wire")
    store.add_report(one)
    store.record_reading(one.id, "grammar-1", (claim(one),))
    found = list(store.find("kunduz"))
    assert found[0].report.id == one.id
    assert found[1] == told[1]["shelled"]
    assert list(store.find("kunduz", ClaimQuery(type="shelling"))) == [told[1]["shelled"]]
    assert len(list(store.find("kunduz", ClaimQuery(limit=1)))) == 1
    with pytest.raises(InputError):
        list(store.find("***"))


def test_reading_again_supersedes_and_removes_nothing(
    store: Store, told: tuple[Report, dict[str, Claim]]
) -> None:
    one, made = told
    again = claim(one, 0, 50, reader="grammar-2", score=0.7)
    assert [r.id for r in store.stale("grammar-2")] == [r.id for r in store.reports()]
    assert store.record_reading(one.id, "grammar-2", (again,)) == 1
    assert store.claim(again.id) == again
    assert again.id == made["taken"].id
    assert set(store.claims()) == {again, made["copied"]}
    assert len(list(store.claims(ClaimQuery(superseded=True)))) == 5
    assert store.claim(made["shelled"].id) == made["shelled"]
    counts = store.counts()
    assert (counts.claims, counts.superseded) == (2, 3)
    assert [r.id for r in store.stale("grammar-2")] == [made["copied"].report.id]


def test_the_same_reading_twice_adds_nothing(
    store: Store, told: tuple[Report, dict[str, Claim]]
) -> None:
    one, made = told
    mine = [made[name] for name in ("taken", "shelled", "forecast")]
    before = store.fingerprint()
    assert store.record_reading(one.id, "grammar-1", mine) == 0
    assert store.fingerprint() == before


def test_a_reading_is_all_or_nothing(store: Store) -> None:
    one, other = report("One."), report("Other.")
    store.add_reports((one, other))
    with pytest.raises(StoreError, match=other.id):
        store.record_reading(one.id, "grammar-1", (claim(one), claim(other)))
    assert list(store.claims()) == []
    assert len(list(store.unread())) == 2
    with pytest.raises(NotFound):
        store.record_reading("rep_unknown", "grammar-1", ())
    with pytest.raises(NotFound):
        store.mark_not_read("rep_unknown", "why")


def test_a_report_without_claims_is_read(store: Store) -> None:
    one = report()
    store.add_report(one)
    store.record_reading(one.id, "grammar-1", ())
    assert store.report(one.id).status == "read"
    assert list(store.unread()) == []


def test_a_claim_said_twice_in_one_reading_is_kept_once(store: Store) -> None:
    one = report()
    store.add_report(one)
    assert store.record_reading(one.id, "grammar-1", (claim(one), claim(one))) == 1


def test_more_claims_than_a_page(store: Store) -> None:
    one = report("x" * 2500)
    store.add_report(one)
    made = [claim(one, n, n + 1) for n in range(2345)]
    store.record_reading(one.id, "grammar-1", made)
    assert list(store.claims()) == made
    assert [c.id for c in store.claims(ClaimQuery(limit=1500, after=made[99].id))] == [
        c.id for c in made[100:1600]
    ]
    ids = tuple(c.id for c in made[:1200])
    assert {c.id for c in store.claims(ClaimQuery(ids=ids))} == set(ids)
    assert len(list(store.claims(ClaimQuery(ids=ids, limit=700)))) == 700


def test_the_fingerprint_follows_every_change(
    store: Store, told: tuple[Report, dict[str, Claim]]
) -> None:
    seen = {store.fingerprint()}
    one = report("Something new.")
    for change in (
        lambda: store.add_report(one),
        lambda: store.mark_not_read(one.id, "why"),
        lambda: store.record_reading(one.id, "grammar-1", (claim(one),)),
        lambda: store.record_reading(one.id, "grammar-2", (claim(one),)),
    ):
        change()
        assert store.fingerprint() == store.fingerprint()
        assert store.fingerprint() not in seen
        seen.add(store.fingerprint())


def test_not_read_reports_keep_their_reason(store: Store) -> None:
    one = report(language="fa")
    store.add_report(one)
    store.mark_not_read(one.id, "the reader knows no Persian")
    (kept,) = store.reports(ReportQuery(status="not-read"))
    assert kept.status_why == "the reader knows no Persian"
    assert kept.text == one.text
