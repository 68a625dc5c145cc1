"""What the picture amounts to, on the page: actors, sources, search, two days, and a brief to write."""

import re
from pathlib import Path

import pytest
from desk_by_hand import DeskByHand
from playwright.sync_api import Page, expect
from visits import Visits

pytestmark = pytest.mark.browser


def _incident(desk: DeskByHand, title: str) -> str:
    return next(i.id for i in desk.picture().incidents if i.title.startswith(title))


def _go(page: Page, route: str) -> None:
    page.evaluate("route => { location.hash = route; }", route)


def test_a_brief_is_picked_written_and_saved_with_its_citations(
    visit: Visits, desk: DeskByHand
) -> None:
    page = visit("#/brief/mine")
    detail = page.locator("#detail")
    expect(detail).to_contain_text("No incident is picked yet")
    expect(detail.get_by_role("button", name="Save as Markdown")).to_be_hidden()
    for title in ("Taliban take Panjshir", "Suicide bombing at Kabul airport"):
        _go(page, f"#/incident/{_incident(desk, title)}")
        expect(detail.locator("h2")).to_have_text(title)
        detail.get_by_role("button", name="Into the brief").click()
        expect(detail.get_by_role("button", name="In the brief")).to_have_attribute(
            "aria-pressed", "true"
        )
    page.get_by_role("link", name="Brief", exact=True).click()
    preview = detail.locator(".brief-preview")
    expect(preview.locator(".footnotes li").first).to_contain_text("Emirate Voice Channel")
    detail.get_by_label("Title of the brief").fill("Morning <b>brief</b>")
    detail.get_by_role("button", name="Later").first.click()
    words = detail.get_by_role("textbox", name="Words on Suicide bombing at Kabul airport")
    words.fill("Nobody disputes the toll. " + words.input_value())
    paragraphs = preview.locator("> p")
    expect(paragraphs.first).to_contain_text("Nobody disputes the toll.")
    expect(paragraphs.first.locator("sup a").first).to_have_text("[1]")
    expect(preview.locator(".brief-heading")).to_have_text("Morning <b>brief</b>")
    assert preview.locator("b b").count() == 0

    with page.expect_download() as saving:
        detail.get_by_role("button", name="Save as Markdown").click()
    markdown = Path(saving.value.path()).read_text(encoding="utf-8")
    assert markdown.startswith("# Morning &lt;b&gt;brief")
    assert "Nobody disputes the toll." in markdown
    assert re.search(r"^- \[1\] .+“.+”$", markdown, re.MULTILINE)
    assert "[?]" not in markdown
    with page.expect_download() as saving:
        detail.get_by_role("button", name="Save as a page").click()
    saved = Path(saving.value.path()).read_text(encoding="utf-8")
    assert "<script" not in saved
    assert "#/claim/" not in saved
    assert "Morning &lt;b&gt;brief&lt;/b&gt;" in saved

    page.reload()
    expect(detail.locator(".brief-part")).to_have_count(2)
    expect(paragraphs.first).to_contain_text("Nobody disputes the toll.")
    detail.get_by_role("button", name="Leave out").first.click()
    expect(detail.locator(".brief-part")).to_have_count(1)
    page.emulate_media(media="print")
    expect(preview).to_be_visible()
    for hidden in (".brief-parts", ".brief-tools", "#list", "#map", "#time", ".search"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_two_days_are_compared(visit: Visits) -> None:
    page = visit("#/compare/2021-08-10..2021-09-06")
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("10 Aug 2021 → 6 Sept 2021")
    row = detail.locator("tr", has_text="Panjshir")
    expect(row).to_contain_text("nothing known")
    expect(row).to_contain_text("Claimed by Taliban")
    names = detail.locator(".changes tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    # No name is broken in two for want of room.
    page.set_viewport_size({"width": 360, "height": 760})
    for name in detail.locator(".changes tbody th a", has_not_text=" ").all():
        assert name.evaluate("e => e.getClientRects().length") == 1
    assert detail.evaluate("e => e.scrollWidth <= e.clientWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    detail.get_by_label("Earlier day").fill("2021-09-02")
    expect(page).to_have_url(re.compile(r"compare/2021-09-02\.\.2021-09-06"))
    expect(row).to_contain_text("Held by National Resistance Front")
    detail.get_by_label("each as known then").check()
    expect(page).to_have_url(re.compile(r"\.\.then"))
    row.get_by_role("link").click()
    expect(detail.locator("h2")).to_have_text("Panjshir")


def test_a_search_is_narrowed_and_widened_again(visit: Visits) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("Taliban")
    page.get_by_role("option", name="All claims that hold “Taliban”").click()
    detail = page.locator("#detail")
    hits = detail.locator(".hits-long > li")
    hits.first.wait_for()
    all_of_them = hits.count()
    assert all_of_them > 10
    detail.get_by_role("button", name="Protest").click()
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("Protest")
    expect(page).to_have_url(re.compile(r"f\.type=protest"))
    detail.get_by_role("button", name="What: Protest, remove").click()
    expect(hits).to_have_count(all_of_them)
    hits.first.get_by_role("link").first.click()
    expect(detail.locator(".card")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 760})
    _go(page, "#/search/Taliban")
    detail.locator(".facets").wait_for()
    # On a phone the ways to narrow are folded away, for what was found to be seen.
    assert hits.first.bounding_box()["y"] < 400


def test_an_actor_leads_to_whom_it_fights_and_what_it_holds(visit: Visits) -> None:
    page = visit("#/?tab=actors&day=2021-09-06")
    page.locator("#rows a.row", has_text="National Resistance Front").click()
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("National Resistance Front")
    detail.locator("section", has_text="Against").get_by_role("link", name="Taliban").click()
    expect(detail.locator("h2")).to_have_text("Taliban")
    holds = detail.locator("section", has_text="Holds on 6 Sept 2021")
    expect(holds).to_contain_text("Panjshir claimed by Taliban")
    holds.get_by_role("link", name="Kabul", exact=True).click()
    expect(detail.locator(".lead")).to_contain_text("held by Taliban")


def test_a_source_shows_its_record_and_who_copies_it(visit: Visits) -> None:
    page = visit("#/?tab=sources")
    page.locator("#rows a.row", has_text="Longview Conflict Monitor").click()
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("Longview Conflict Monitor")
    expect(detail.locator(".record li", has_text="disputed")).to_contain_text("1")
    expect(detail.locator(".rows a.row", has_text="Taliban take Panjshir")).to_be_visible()


def test_what_is_open_is_what_the_map_marks_and_nothing_else(
    visit: Visits, desk: DeskByHand
) -> None:
    page = visit(f"#/incident/{_incident(desk, 'Losses in Andarab')}", with_map=True)
    page.wait_for_selector("#map[data-chosen='geonames:1420742']")
    _go(page, "#/actor/taliban")
    expect(page.locator("#detail h2")).to_have_text("Taliban")
    expect(page.locator("#map")).not_to_have_attribute("data-chosen", re.compile("."))
    expect(page.locator(".legend")).to_contain_text("National Resistance Front")


@pytest.mark.parametrize("direction", ["light", "dark"])
def test_a_text_from_the_right_reads_from_the_right(
    visit: Visits, desk: DeskByHand, direction: str
) -> None:
    report = desk.report("hostile.txt").id
    page = visit(f"#/report/{report}", width=360, dark=direction == "dark")
    text = page.locator(".report-text")
    text.wait_for()
    # Each paragraph in its own direction: the Arabic one ends at the left.
    edges = text.evaluate(
        """(frame) => {
          const range = document.createRange();
          const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("قال");
            if (at < 0) continue;
            const box = (from) => { range.setStart(node, from); range.setEnd(node, from + 1); return range.getBoundingClientRect().x; };
            return [box(at), box(at + 4), frame.getBoundingClientRect().right];
          }
        }"""
    )
    first, later, right = edges
    assert later < first
    assert right - first < 40


def test_who_foretells_well_is_one_step_from_the_forecasts(visit: Visits) -> None:
    page = visit("#/?tab=forecasts")
    page.get_by_role("link", name="Who foretells well").click()
    detail = page.locator("#detail")
    expect(detail.locator(".lead")).to_have_text("1 judged forecast, of which 100 % came true.")
    row = detail.locator("tbody tr", has_text="US defence official")
    expect(row.locator("td")).to_have_text(["1", "0", "0", "86", "none given"])
    page.set_viewport_size({"width": 360, "height": 760})
    assert detail.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_server_that_is_gone_is_told_and_its_return_too(visit: Visits) -> None:
    page = visit()
    page.route("**/api/**", lambda route: route.abort())
    page.evaluate("location.hash = '#/report/rep_any'")
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("That did not work")
    expect(detail).to_contain_text("The desk's server does not answer")
    page.unroute("**/api/**")
    page.evaluate("location.hash = '#/history/all'")
    expect(detail.locator("h2")).to_have_text("0 decisions")

    page.route("**/api/stream", lambda route: route.abort())
    page.reload()
    expect(page.locator("#news")).to_contain_text("The desk’s server cannot be reached")
    page.unroute("**/api/stream")
    expect(page.locator("#news")).to_be_hidden()
    visit.errors = [error for error in visit.errors if "ERR_FAILED" not in error]
