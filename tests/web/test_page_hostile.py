"""Hostile words stay words: each of a corpus of strings, in every field, in every view."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hostile_desk import STRINGS, lay_hostile_desk
from playwright.sync_api import Browser, Page
from serving_for_tests import served

from sayso.web import create_app

pytestmark = pytest.mark.browser

TABS = ("incidents", "control", "disputes", "forecasts", "actors", "sources", "reports", "review")
ONE = STRINGS[1]
SHEETS = (
    "incident/inc_all",
    "report/rep_all",
    "claim/clm_001",
    "dispute/dis_001",
    "forecast/clm_001",
    "control/sayso%3A1",
    f"actor/{quote('new:' + ONE, safe='')}",
    f"source/{quote(ONE, safe='')}",
    "search/onerror",
    "compare/2021-09-01..2021-09-10",
    "history/all",
    "brief/mine",
)


@pytest.fixture(scope="module")
def page(quick_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    desk = lay_hostile_desk(tmp_path_factory.mktemp("hostile") / "desk.db")
    with served(create_app(desk)) as at:
        page = quick_browser.new_page(viewport={"width": 1300, "height": 900}, base_url=at)
        page.set_default_timeout(60_000)
        page.goto("/")
        page.wait_for_selector("#rows a.row")
        yield page
        page.close()
    desk.store.close()


def _nothing_ran(page: Page, view: str) -> None:
    assert page.evaluate("window.ran") is None, view
    made = page.locator(
        "main script, main img, main iframe, main object, main embed, main video, main style, "
        "main form[action], main [onerror], main [onload], main [onfocus], a[href^='javascript' i], dialog img"
    )
    assert made.count() == 0, f"{view}: {made.first.evaluate('e => e.outerHTML')}"


def test_the_corpus_is_of_a_hundred_strings_and_more() -> None:
    assert len(set(STRINGS)) == len(STRINGS) >= 100


def test_no_string_runs_in_any_list(page: Page) -> None:
    for tab in TABS:
        page.evaluate(f"location.hash = '#/?tab={tab}'")
        page.wait_for_selector(f"#tab-{tab}[aria-selected=true]")
        page.wait_for_selector("#rows a.row")
        words = page.locator("#rows").inner_text()
        assert sum(one in words for one in STRINGS) > 100, tab
        _nothing_ran(page, tab)


@pytest.mark.parametrize("route", SHEETS)
def test_no_string_runs_in_any_sheet(page: Page, route: str) -> None:
    kind = route.split("/")[0]
    if kind == "brief":
        parts = [
            {"incident": f"inc_{n:03}", "title": one, "text": None}
            for n, one in enumerate(STRINGS[:20])
        ]
        parts += [{"incident": None, "title": one, "text": one} for one in STRINGS]
        page.evaluate(
            "b => localStorage.setItem('sayso.brief', JSON.stringify(b))",
            {"title": ONE, "parts": parts},
        )
        page.reload()
    page.evaluate(f"location.hash = '#/{route}'")
    page.wait_for_selector(f"#detail[data-kind={kind}] h2", state="attached")
    words = page.locator("#detail").inner_text()
    assert "That did not work" not in words
    assert "Not here" not in words
    assert ONE in words or kind in ("search", "compare", "control")
    if route.endswith("_all") or kind in ("history", "brief"):
        assert sum(one in words for one in STRINGS) > 100
    _nothing_ran(page, route)


def test_no_string_runs_when_it_is_searched_or_corrected(page: Page) -> None:
    page.locator("#search").fill("onerror")
    page.locator(".hit").first.wait_for()
    _nothing_ran(page, "search")
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#/claim/clm_002'")
    page.locator("#detail[data-kind=claim] [data-act=correct]").click()
    page.locator("dialog[open] blockquote").wait_for()
    _nothing_ran(page, "correcting")
    page.keyboard.press("Escape")
