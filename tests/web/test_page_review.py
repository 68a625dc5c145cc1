"""Reviewing on the page: decide, correct, merge, split, promote, take back, and see what others do."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from desk_by_hand import lay_desk
from playwright.sync_api import Page, expect
from serving_for_tests import served
from visits import Visits

from sayso.archive import Archive, open_archive
from sayso.model import Claim
from sayso.web import create_app

pytestmark = pytest.mark.browser


@dataclass
class Desk:
    archive: Archive
    at: str

    def claim(self, words: str) -> Claim:
        return next(c for c in self.archive.claims() if words in c.evidence.text)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("laid") / "desk.db"
    lay_desk(path).store.close()
    return path


# Named before `visit` by the tests, so that every window is closed before the server goes.
@pytest.fixture
def shared(laid: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of one's own: the claims written by hand, and the picture computed from them."""
    path = shutil.copy(laid, tmp_path / "desk.db")
    with open_archive(path, create=False) as archive, served(create_app(archive)) as at:
        yield Desk(archive, at)


def _called(page: Page, name: str) -> None:
    field = page.get_by_label("You decide as")
    field.fill(name)
    field.blur()


def test_the_queue_is_worked_through_from_the_keyboard_and_a_slip_taken_back(
    shared: Desk, visit: Visits
) -> None:
    page = visit("#/?tab=review", at=shared.at)
    _called(page, "Ada")
    rows = page.locator("#rows a.row", has_text="Is this read right?")
    before = int(page.locator("#tab-review b").inner_text())
    first = rows.first.locator(".row-title").inner_text()
    rows.first.click()
    page.locator("#detail .card").wait_for()
    page.locator("body").press("a")
    expect(page.locator("#tab-review b")).to_have_text(str(before - 1))
    expect(page.locator("#rows")).not_to_contain_text(first)
    # The next of the queue is open; it is rejected, and then not.
    page.locator("#detail .card").wait_for()
    page.locator("body").press("x")
    toast = page.locator("#toast")
    expect(toast).to_contain_text("Rejected: the picture goes on without it")
    toast.get_by_role("button", name="Undo").click()
    expect(toast).to_have_text("Taken back")
    page.get_by_role("link", name="Decisions so far").click()
    lines = page.locator("#detail .decisions li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("Rejected by Ada")
    expect(lines.nth(0)).to_contain_text("taken back")
    expect(lines.nth(1)).to_contain_text("Accepted by Ada")
    assert [d.kind for d in shared.archive.decisions()] == ["accept"]


def test_a_claim_is_corrected_with_places_and_actors_looked_up(shared: Desk, visit: Visits) -> None:
    claim = shared.claim("Panjshir, the last refuge")
    page = visit(f"#/claim/{claim.id}", at=shared.at)
    page.locator("#detail [data-act=correct]").click()
    form = page.get_by_role("dialog", name="Correct this claim")
    form.get_by_label("What", exact=True).select_option("presence")
    form.get_by_label("How surely").select_option("possible")
    form.get_by_label("From").fill("2021-09-05")
    place = form.get_by_role("combobox", name="Which place it is")
    place.fill("Bazarak")
    form.locator(".hit", has_text="Bazarak").first.wait_for()
    place.press("Enter")
    expect(form).to_contain_text("Bazarak")
    actor = form.get_by_role("combobox", name="Add somebody of the registry")
    actor.fill("NRF")
    form.locator(".hit").first.wait_for()
    actor.press("Enter")
    expect(form.locator(".part small", has_text="nrf-afg")).to_be_visible()
    form.get_by_role("button", name="Add losses").click()
    form.get_by_label("at least").fill("4")
    form.get_by_label("at least").blur()
    form.get_by_label("Why").fill("the later bulletin says so")
    form.get_by_label("Why").press("Enter")
    expect(form).to_be_hidden()
    card = page.locator("#detail .card")
    expect(card.locator("h4")).to_have_text("Presence")
    expect(card).to_contain_text("possibly")
    for words in ("Bazarak", "National Resistance Front", "5–6 Sept 2021", "Killed: at least 4"):
        expect(card.locator(".facts")).to_contain_text(words)
    expect(card.locator(".decisions li").first).to_contain_text("the later bulletin says so")
    fields = {d.field for d in shared.archive.decisions()}
    assert fields == {"type", "certainty", "time", "places", "participants", "casualties"}
    [place_now] = next(c for c in shared.archive.reviewed_claims() if c.id == claim.id).places
    assert (place_now.name, place_now.mention) == ("Bazarak", claim.places[0].mention)


def test_a_correction_that_is_refused_says_why_and_stays_open(shared: Desk, visit: Visits) -> None:
    claim = shared.claim("Panjshir, the last refuge")
    page = visit(f"#/claim/{claim.id}", at=shared.at)
    page.locator("#detail [data-act=correct]").click()
    form = page.get_by_role("dialog", name="Correct this claim")
    form.get_by_role("button", name="Keep the correction").click()
    expect(form.get_by_role("alert")).to_have_text("Nothing was changed.")
    form.get_by_label("From").fill("2022-09-05")
    form.get_by_role("button", name="Keep the correction").click()
    expect(form.get_by_role("alert")).to_contain_text("cannot end on 2021-09-06")
    assert shared.archive.decisions() == ()
    # The browser logs that the server refused.
    visit.errors = [error for error in visit.errors if "400" not in error]


def test_claims_are_split_off_and_two_incidents_merged(shared: Desk, visit: Visits) -> None:
    incidents = shared.archive.picture().incidents
    whole = max(incidents, key=lambda i: len(i.claims))
    page = visit(f"#/incident/{whole.id}", at=shared.at)
    page.locator("#detail summary", has_text="One happening?").click()
    split = page.get_by_role("button", name="Split the ticked claims off")
    expect(split).to_be_disabled()
    page.get_by_label("another happening").first.check()
    split.click()
    expect(page.locator("#toast")).to_contain_text("Split off")
    after = shared.archive.picture().incidents
    assert len(after) == len(incidents) + 1

    one, other = [i for i in after if len(i.claims) == 1][:2]
    page.evaluate("route => { location.hash = route; }", f"#/incident/{one.id}")
    expect(page.locator("#detail h2")).to_have_text(one.title)
    page.locator("#detail summary", has_text="One happening?").click()
    merge = page.get_by_role("combobox", name="Merge with another incident")
    merge.fill(other.title)
    page.locator(".choices .hit").first.click()
    expect(page.locator("#toast")).to_contain_text("Merged with")
    merged = shared.archive.picture().incidents
    assert any({one.claims[0], other.claims[0]} <= set(i.claims) for i in merged)


def test_an_actor_that_reports_introduced_is_promoted(shared: Desk, visit: Visits) -> None:
    read = next(c for c in shared.archive.claims() if c.participants and c.type == "attack")
    falcons = msgspec.structs.replace(
        read.participants[0], id="new:black-falcons", name="Black Falcons"
    )
    new = msgspec.structs.replace(read, id="clm_falcons", participants=(falcons,))
    shared.archive.store.record_reading(read.report.id, "hand-2", [new])
    page = visit("#/actor/new:black-falcons?tab=actors", at=shared.at)
    expect(page.locator("#detail .kicker")).to_contain_text("not in the registry")
    page.get_by_role("button", name="It is an actor of its own").click()
    expect(page.locator("#toast")).to_contain_text("Black Falcons counts as an actor of its own")
    expect(page.locator("#rows a.row[data-id='desk:black-falcons']")).to_be_visible()
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#rows a.row[data-id='new:black-falcons']")).to_be_visible()


def test_two_reviewers_see_what_the_other_decides(shared: Desk, visit: Visits) -> None:
    claim = shared.claim("Panjshir, the last refuge")
    ada = visit("#/?tab=review", at=shared.at)
    bela = visit(f"#/claim/{claim.id}", at=shared.at)
    _called(ada, "Ada")
    ada.evaluate("route => { location.hash = route; }", f"#/claim/{claim.id}?tab=review")
    ada.locator("#detail [data-act=reject]").click()
    expect(bela.locator("#toast")).to_contain_text("Ada rejected a claim")
    expect(bela.locator("#detail .decisions")).to_contain_text("Rejected by Ada")
    expect(bela.locator("#detail [data-act=reject]")).to_have_attribute("aria-pressed", "true")
    bela.locator("#detail .decisions").get_by_role("button", name="Undo").click()
    expect(ada.locator("#toast")).to_contain_text("took back a decision")
    expect(ada.locator("#rows")).to_contain_text(re.compile("Panjshir, the last refuge"))
