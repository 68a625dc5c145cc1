"""100,000 incidents: the first view is there soon, by the browser's own clock, and it can be used."""

from collections.abc import Iterator
from typing import Any

import pytest
from great_desk import MANY, lay_great_desk
from playwright.sync_api import Page, expect, sync_playwright
from serving_for_tests import served

from sayso.web import create_app

pytestmark = pytest.mark.browser

TRIES = 2
MOST_MS = 20_000
"""What the first view may take on two cores that others use too; the aim on idle ones is 2,000,
and the least that was measured 2,500."""


@pytest.fixture(scope="module")
def page(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    desk = lay_great_desk(tmp_path_factory.mktemp("great") / "desk.db")
    with served(create_app(desk)) as at, sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-quic"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, base_url=at)
        page.set_default_timeout(60_000)
        yield page
        browser.close()
    desk.store.close()


def _opened(page: Page) -> dict[str, Any]:
    page.goto("about:blank")
    page.goto("/")
    page.wait_for_selector("#rows a.row")
    times: dict[str, Any] = page.evaluate(
        """() => ({
          list: performance.getEntriesByName('sayso-list')[0].startTime,
          paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
          bytes: performance.getEntriesByType('resource')
            .find((one) => one.name.includes('/api/overview')).encodedBodySize,
        })"""
    )
    return times


def test_the_first_view_is_there_soon(page: Page) -> None:
    tries = [_opened(page) for _ in range(TRIES)]
    expect(page.locator("#tab-incidents b")).to_have_text(f"{MANY:,}")
    assert min(one["list"] for one in tries) < MOST_MS, tries
    assert tries[0]["bytes"] < 8_000_000


def test_so_many_can_be_narrowed(page: Page) -> None:
    page.locator("#filter").fill("Town 3999")
    expect(page.locator("#rows a.row").first).to_contain_text("Town 3999", timeout=30_000)
