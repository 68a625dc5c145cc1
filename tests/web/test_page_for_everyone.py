"""The page for those who cannot see it, or not well: axe-core finds nothing serious."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_by_hand import DeskByHand
from playwright.sync_api import Page, sync_playwright

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make page")
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-quic"]
        )
        context = browser.new_context(
            color_scheme=request.param,
            reduced_motion="reduce",
            viewport={"width": 1440, "height": 900},
        )
        yield context.new_page()
        browser.close()


@pytest.mark.parametrize("view", ["start", "control", "incident", "report", "dispute", "forecast"])
def test_nothing_serious_stands_in_the_way(
    page: Page, address: str, desk: DeskByHand, view: str
) -> None:
    picture = desk.picture()
    route = {
        "start": "#/",
        "control": f"#/control/{picture.control[-4].place.id}?tab=control",
        "incident": f"#/incident/{picture.incidents[1].id}",
        "report": f"#/report/{desk.report('12-jalalabad-protest.txt').id}?tab=reports",
        "dispute": f"#/dispute/{picture.disputes[0].id}?tab=disputes",
        "forecast": f"#/forecast/{picture.forecasts[0].claim}?tab=forecasts",
    }[view]
    page.goto("about:blank")
    page.goto(f"{address}/{route}")
    page.wait_for_selector("#rows > li")
    page.wait_for_selector(".legend")
    if view != "start":
        page.wait_for_selector("#detail h2")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document).then((r) => r.violations)")
    serious = [
        {"id": v["id"], "nodes": [n["html"][:160] for n in v["nodes"][:3]]}
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == [], json.dumps(serious, indent=1)
