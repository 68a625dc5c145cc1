"""A picture painted after each batch of reports is the picture that a rebuild gives.

Whatever is kept from earlier pictures saves work and never shows.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_world import make
from test_properties import BY_ID, CLAIMS

import sayso
from sayso.intake import read_sources
from sayso.model import Claim, Decision, Report, SourceRecord
from sayso.picture import paint
from sayso.picture.kept import Kept, Shelf

BUNDLE = Path(__file__).parents[2] / "bundles" / "mali-2023"


class Desk(msgspec.Struct):
    """What a store would hold."""

    claims: Sequence[Claim]
    reports: dict[str, Report]
    sources: tuple[SourceRecord, ...] = ()

    def of(self, ids: Sequence[str]) -> "Desk":
        """The desk with these reports alone, in this order."""
        claims = [c for id_ in ids for c in self.claims if c.report.id == id_]
        return Desk(claims, {id_: self.reports[id_] for id_ in ids}, self.sources)


def same_as_rebuilt(desk: Desk, kept: Kept, decisions: Sequence[Decision] = ()) -> None:
    after = paint(
        desk.claims, reports=desk.reports, sources=desk.sources, decisions=decisions, kept=kept
    )
    rebuilt = paint(desk.claims, reports=desk.reports, sources=desk.sources, decisions=decisions)
    assert msgspec.json.encode(after) == msgspec.json.encode(rebuilt)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A theatre of ten reports and more, read from its texts."""
    with sayso.open(str(tmp_path_factory.mktemp("desk") / "desk.db")) as archive:
        archive.put_sources(read_sources(BUNDLE / "sources.yaml"))
        archive.add([], manifest=BUNDLE / "manifest.yaml")
        reports = {report.id: report for report in archive.reports()}
        return Desk(list(archive.claims()), reports, archive.sources())


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_real_reports_in_any_order_and_batch(real: Desk, data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(real.reports)))
    ends = data.draw(st.sets(st.integers(1, len(order)), min_size=1, max_size=len(order)))
    kept = Kept()
    for end in sorted({*ends, len(order)}):
        same_as_rebuilt(real.of(order[:end]), kept)


@settings(max_examples=40, deadline=None)
@given(claims=CLAIMS, data=st.data())
def test_any_claims_in_any_batches(claims: list[Claim], data: st.DataObject) -> None:
    """Claims come and go, with their reports or without: what is withdrawn leaves no trace."""
    kept = Kept()
    for _ in range(3):
        some = data.draw(st.lists(st.sampled_from(claims), unique=True) if claims else st.just([]))
        ids = data.draw(st.sets(st.sampled_from(sorted(BY_ID))))
        reports = {id_: BY_ID[id_] for id_ in sorted(ids | {c.report.id for c in some})}
        same_as_rebuilt(Desk(some, reports), kept)


@settings(max_examples=30, deadline=None)
@given(claims=CLAIMS, data=st.data())
def test_decisions_and_sources_change_between(claims: list[Claim], data: st.DataObject) -> None:
    kept = Kept()
    for number in range(3):
        decisions = []
        if len(claims) > 1:
            pair = data.draw(st.lists(st.sampled_from(claims), unique=True, min_size=2, max_size=2))
            kind = data.draw(st.sampled_from(["merge", "split", "reject", "accept"]))
            decisions.append(
                Decision(
                    id=f"dec_{number}",
                    kind=kind,
                    claims=tuple(c.id for c in pair),
                    by="ann",
                    made=datetime(2021, 9, 9, tzinfo=UTC),
                )
            )
        owner = data.draw(st.sampled_from([None, "Holding", "Taliban"]))
        sources = tuple(
            SourceRecord(
                name=name,
                owner=owner,
                party=owner and data.draw(st.sampled_from([None, "Taliban"])),
            )
            for name in ("Post", "Sun")
        )
        same_as_rebuilt(Desk(claims, BY_ID, sources), kept, decisions)


def test_a_report_that_changes_under_its_id_is_looked_at_again() -> None:
    world = make(60)
    kept = Kept()
    same_as_rebuilt(Desk(world.claims, world.reports), kept)
    first, *others = sorted(world.reports)
    copied = msgspec.structs.replace(world.reports[others[0]], text=world.reports[first].text)
    same_as_rebuilt(Desk(world.claims, {**world.reports, copied.id: copied}), kept)


def test_one_more_report_scores_only_what_it_touches() -> None:
    world = make(2000)
    ids = sorted(world.reports)
    late = ids[len(ids) // 2]
    desk, kept = Desk(world.claims, world.reports), Kept()
    same_as_rebuilt(desk.of([id_ for id_ in ids if id_ != late]), kept)
    scored, seen = kept.scores.worked, kept.witnesses.worked
    same_as_rebuilt(desk.of(ids), kept)
    assert 0 < kept.scores.worked - scored < 0.05 * scored
    assert 0 < kept.witnesses.worked - seen < 0.05 * seen


def test_what_a_picture_did_not_need_is_let_go() -> None:
    shelf: Shelf[int] = Shelf()
    for key in (1, 1, 2):
        shelf.get(key, lambda: 0)
    shelf.turn()
    shelf.get(1, lambda: 0)
    assert shelf.worked == 2
    shelf.turn()
    shelf.get(1, lambda: 0)
    shelf.get(2, lambda: 0)
    assert shelf.worked == 3
