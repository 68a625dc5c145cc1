"""The page for those who cannot see it, or not well: axe-core finds nothing serious in any view."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_by_hand import DeskByHand
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = (
    "start",
    "control",
    "incident",
    "report",
    "dispute",
    "forecast",
    "claim",
    "actor",
    "source",
    "search",
    "compare",
    "brief",
    "history",
    "scoreboard",
    "review",
    "nothing",
)


@pytest.fixture(scope="module", params=["light and wide", "dark and narrow"])
def page(request: pytest.FixtureRequest, address: str, quick_browser: Browser) -> Iterator[Page]:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make page")
    light = request.param == "light and wide"
    context = quick_browser.new_context(
        color_scheme="light" if light else "dark",
        reduced_motion="reduce",
        viewport={"width": 1440 if light else 360, "height": 900},
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{address}/")
    page.wait_for_selector("#rows > li")
    page.wait_for_selector(".legend", state="attached")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    yield page
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_stands_in_the_way(page: Page, desk: DeskByHand, view: str) -> None:
    picture = desk.picture()
    incident = picture.incidents[1]
    route = {
        "start": "#/",
        "control": f"#/control/{picture.control[-4].place.id}?tab=control",
        "incident": f"#/incident/{incident.id}",
        "report": f"#/report/{desk.report('12-jalalabad-protest.txt').id}?tab=reports",
        "dispute": f"#/dispute/{picture.disputes[0].id}?tab=disputes",
        "forecast": f"#/forecast/{picture.forecasts[0].claim}?tab=forecasts",
        "claim": f"#/claim/{incident.claims[0]}",
        "actor": "#/actor/taliban?tab=actors",
        "source": f"#/source/{incident.sources[0].key}?tab=sources",
        "search": "#/search/Taliban?f.type=takeover",
        "compare": "#/compare/2021-08-10..2021-09-06",
        "brief": "#/brief/mine",
        "history": "#/history/all",
        "scoreboard": "#/scoreboard/all?tab=forecasts",
        "review": "#/?tab=review",
        "nothing": "#/incident/inc_nothing",
    }[view]
    if view == "brief":
        page.evaluate("location.hash = '#/incident/" + incident.id + "'")
        page.get_by_role("button", name="Into the brief").click()
    page.evaluate("route => { location.hash = route; }", route)
    if "tab=" in route:
        page.wait_for_selector(f"#tab-{route.split('tab=')[1]}[aria-selected=true]")
    if route.startswith(("#/?", "#/ ")) or route == "#/":
        page.wait_for_selector("#detail", state="hidden")
        page.wait_for_selector("#rows a.row")
    else:
        kind = route.split("/")[1]
        page.wait_for_selector(f"#detail[data-kind={kind}] h2", state="attached")
    found = page.evaluate("axe.run(document).then((r) => r.violations)")
    serious = [
        {"id": v["id"], "nodes": [n["html"][:160] for n in v["nodes"][:3]]}
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == [], json.dumps(serious, indent=1)
