"""The page in a real browser: what an analyst sees, and what a hostile report cannot do."""

import re

import pytest
from desk_by_hand import DeskByHand
from playwright.sync_api import expect
from visits import Visits

pytestmark = pytest.mark.browser


def _incident(desk: DeskByHand, title: str) -> str:
    return next(i.id for i in desk.picture().incidents if i.title.startswith(title))


def _report(desk: DeskByHand, path: str) -> str:
    return desk.report(path).id


def test_from_the_map_to_the_sentence_that_says_so(visit: Visits) -> None:
    page = visit(with_map=True)
    page.wait_for_selector("#map canvas.maplibregl-canvas")
    page.wait_for_selector("#map[data-idle]")
    rows = page.locator("#rows a.row")
    expect(rows).to_have_count(14)

    slider = page.get_by_label("Day shown")
    slider.focus()
    for _ in range(11):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("output.day b")).to_have_text("Mon 6 Sept 2021")
    page.get_by_role("button", name="7 days").click()
    expect(page.locator("output.day small")).to_have_text("31 Aug – 6 Sept 2021")
    expect(rows).to_have_count(5)

    rows.filter(has_text="Taliban take Panjshir").click()
    detail = page.locator("#detail")
    expect(detail.locator("h2")).to_have_text("Taliban take Panjshir")
    expect(detail.locator(".observers h3")).to_contain_text("3 original observers")
    expect(detail.locator(".camp-name")).to_have_text(
        ["Say that it is so (1)", "Say that it is not (2)"]
    )
    chain = detail.locator(".card .chain").first
    expect(chain.locator("li")).to_have_count(2)
    expect(chain.locator("li").nth(0)).to_contain_text("Emirate Voice Channel")
    expect(chain.locator("li").nth(1)).to_contain_text("Taliban")
    expect(chain.locator(".party-mark")).to_be_visible()

    detail.get_by_role("link", name="Read it in the report").first.click()
    marked = page.locator(".report-text .seg-claim.chosen")
    expect(marked.first).to_be_visible()
    assert "".join(marked.all_text_contents()) == (
        "Panjshir, the last refuge of the paid enemy, was taken completely this morning."
    )
    expect(page.locator(".report-claims .card.chosen")).to_have_count(1)


def test_who_held_panjshir_on_whose_word_and_who_disputes_it(visit: Visits) -> None:
    page = visit("#/?day=2021-09-06")
    page.keyboard.press("/")
    page.keyboard.type("Panjshir", delay=10)
    hit = page.locator(".hit", has_text="claimed by Taliban")
    expect(hit).to_be_visible()
    hit.click()
    detail = page.locator("#detail")
    expect(detail.locator(".lead")).to_contain_text(
        "On 6 Sept 2021: claimed by Taliban, on its own word only."
    )
    told, doubted = detail.locator(".answer dd").all()
    expect(told).to_have_text("Taliban party in Emirate Voice Channel of 6 Sept 2021")
    expect(doubted.locator("b")).to_have_text(
        ["National Resistance Front", "Longview Conflict Monitor"]
    )
    expect(doubted).to_contain_text("in Free Valley Channel of 6 Sept 2021")
    expect(detail.locator(".stretches .now .chain b").first).to_have_text("Emirate Voice Channel")
    detail.get_by_role("link", name=re.compile("Taliban take Panjshir")).click()
    expect(detail.locator(".disagreements")).to_contain_text(
        "whether the Taliban took Panjshir", ignore_case=True
    )
    expect(detail.locator(".camp").nth(1)).to_contain_text("National Resistance Front")


def test_copies_are_folded_under_their_original(visit: Visits, desk: DeskByHand) -> None:
    page = visit(f"#/incident/{_incident(desk, 'Taliban take Pul-e Khumri')}")
    observers = page.locator(".observers")
    expect(observers.locator(".figure")).to_have_text("2")
    expect(observers.locator("h3")).to_contain_text("1 copy or citation not counted")
    observers.locator("summary").click()
    expect(observers.locator(".copies li")).to_contain_text("near copy of Meridian Wire Service")


def test_control_changes_with_the_day(visit: Visits) -> None:
    page = visit("#/?tab=control&day=2021-09-02")
    row = page.locator("#rows a.row", has_text="Panjshir")
    expect(row).to_contain_text("held · National Resistance Front")
    page.get_by_role("button", name="A day later").click()
    expect(row).to_contain_text("contested")
    expect(page).to_have_url(re.compile("day=2021-09-03"))
    for _ in range(3):
        page.get_by_role("button", name="A day later").click()
    expect(row).to_contain_text("claimed · Taliban")


def test_what_is_uncertain_is_no_pin(visit: Visits) -> None:
    page = visit(with_map=True)
    page.wait_for_selector("#map[data-idle]")
    # 14 incidents, of which those in a district or a province are extents: none is left out.
    expect(page.locator("#map")).to_have_attribute("data-incidents", "14")
    expect(page.locator(".legend")).to_contain_text("somewhere in this area")
    expect(page.locator(".legend")).to_contain_text("a district, drawn approximately")
    expect(page.locator(".legend")).to_contain_text("claimed, by its own word only")


def test_disputes_and_forecasts_open_on_both_sides(visit: Visits) -> None:
    page = visit("#/?tab=disputes")
    page.locator("#rows a.row", has_text="How many Taliban were killed").click()
    expect(page.locator("#detail .camp")).to_have_count(2)
    expect(page.locator("#detail .camp").nth(0)).to_contain_text("60 Taliban")
    expect(page.locator("#detail .camp").nth(1)).to_contain_text("15 bodies")
    page.get_by_role("tab", name=re.compile("Forecasts")).click()
    page.locator("#rows a.row", has_text="a US defence official").click()
    expect(page.locator("#detail .kicker")).to_contain_text("86 days sooner than said")
    expect(page.locator("#detail .horizon")).to_be_visible()


def test_everything_can_be_done_from_the_keyboard(visit: Visits, desk: DeskByHand) -> None:
    page = visit()
    page.keyboard.press("j")
    expect(page.locator("#detail h2")).to_have_text("Suicide bombing at Kabul airport")
    page.keyboard.press("j")
    expect(page.locator("#detail h2")).to_have_text("Losses in Andarab")
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).to_be_hidden()
    page.goto(page.url.split("#")[0] + f"#/report/{_report(desk, '17-airport-blast.txt')}")
    page.locator(".report-text").wait_for()
    page.locator("body").press("j")
    first = page.locator(".report-claims .card.chosen").get_attribute("data-claim")
    page.locator("body").press("j")
    second = page.locator(".report-claims .card.chosen").get_attribute("data-claim")
    assert first != second
    expect(page).to_have_url(re.compile(f"claim={second}"))
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_marks_follow_the_words_past_signs_of_two_units(visit: Visits, desk: DeskByHand) -> None:
    page = visit(f"#/report/{_report(desk, 'hostile.txt')}")
    marked = page.locator(".report-text .seg-claim")
    expect(marked.first).to_be_visible()
    assert "".join(marked.all_text_contents()) == "Gunmen attacked a market in Khost on 1 September"
    expect(page.locator(".report-text .seg-source")).to_have_text("a trader")


def test_marks_can_be_turned_off_and_lead_to_their_card(visit: Visits, desk: DeskByHand) -> None:
    page = visit(f"#/report/{_report(desk, '12-jalalabad-protest.txt')}")
    places = page.get_by_role("button", name="Places")
    places.click()
    expect(places).to_have_attribute("aria-pressed", "false")
    clear = "rgba(0, 0, 0, 0)"
    expect(page.locator(".seg-place").first).to_have_css("text-decoration-color", clear)
    page.locator(".seg-claim", has_text="gave a lower figure").click()
    expect(page.locator(".report-claims .card.chosen")).to_contain_text("A health official")


@pytest.mark.parametrize(
    "route", ["report", "incident", "#/?tab=reports", "#/?tab=incidents", "search"]
)
def test_hostile_words_are_only_words(visit: Visits, desk: DeskByHand, route: str) -> None:
    start = {
        "report": f"#/report/{_report(desk, 'hostile.txt')}",
        "incident": f"#/incident/{_incident(desk, 'Attack on a market')}",
        "search": "#/",
    }.get(route, route)
    page = visit(start)
    if route == "search":
        page.locator("#search").fill("market")
        expect(page.locator(".hit", has_text="Attack on a market")).to_be_visible()
    elif route in ("report", "incident"):
        page.locator("#detail h2").wait_for()
    expect(page.locator("body")).to_contain_text("<img src=x onerror=")
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x], #detail script, #rows b b, #rows u").count() == 0
    assert page.evaluate("/\\u202e/.test(document.body.innerText)") is False


def test_a_turned_text_is_shown_turned_and_an_arabic_one_from_the_right(
    visit: Visits, desk: DeskByHand
) -> None:
    page = visit(f"#/report/{_report(desk, 'hostile.txt')}")
    expect(page.locator(".turning").first).to_have_text("⟨RLO⟩")
    assert page.locator(".report-text").get_attribute("dir") == "auto"


def test_what_is_not_there_is_said_so(visit: Visits) -> None:
    page = visit("#/incident/inc_nothing")
    expect(page.locator("#detail h2")).to_have_text("Not here")
    page.locator("#filter").fill("zzzz")
    expect(page.locator("#rows .nothing")).to_contain_text("Nothing here holds “zzzz”")


@pytest.mark.parametrize("width", [360, 768, 1180, 2560])
def test_nothing_runs_off_the_screen(visit: Visits, desk: DeskByHand, width: int) -> None:
    page = visit(f"#/incident/{_incident(desk, 'Shots at a crowd')}", width=width, height=800)
    page.locator("#detail h2").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('#detail').scrollWidth") <= width


def test_light_and_dark_follow_the_system_until_told(visit: Visits) -> None:
    page = visit(dark=True)
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="To light colours").click()
    expect(html).to_have_attribute("data-theme", "light")
    page.reload()
    page.wait_for_selector("#rows > li")
    expect(html).to_have_attribute("data-theme", "light")


def test_a_link_brings_back_the_whole_view(visit: Visits, desk: DeskByHand) -> None:
    page = visit(f"#/incident/{_incident(desk, 'US drone')}?day=2021-09-01&window=7&tab=disputes")
    expect(page.locator("#detail h2")).to_have_text("US drone strike in Kabul")
    expect(page.locator("output.day b")).to_have_text("Wed 1 Sept 2021")
    expect(page.get_by_role("button", name="7 days")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("tab", name=re.compile("Disputes"))).to_have_attribute(
        "aria-selected", "true"
    )
