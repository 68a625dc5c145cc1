"""A desk laid once for all tests of the web room; nothing here changes it. One browser for all."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from desk_by_hand import DeskByHand, lay_desk
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from serving_for_tests import asking, served
from visits import Visits

from sayso.web import create_app
from sayso.web.page import PAGE

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What a user waits for is measured where it is the question; elsewhere a busy machine fails nothing.
expect.set_options(timeout=30_000)
DRAWS = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""The map drawn in software."""

DRAWS_NOT = ("--disable-gpu", "--disable-3d-apis")
"""No WebGL at all. Where it fails only once it is asked for, no frame comes for half a minute."""


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskByHand]:
    laid = lay_desk(tmp_path_factory.mktemp("desk") / "desk.db")
    yield laid
    laid.store.close()


@pytest.fixture(scope="session")
def api(desk: DeskByHand) -> Iterator[httpx.Client]:
    with asking(create_app(desk)) as client:
        yield client


@pytest.fixture(scope="session")
def built() -> None:
    """The page is built, and there is a browser to look at it with."""
    _need(CHROMIUM.exists(), f"{CHROMIUM} is missing: apt-get install chromium")
    _need((PAGE / "index.html").is_file(), "the page is not built: make page")


@pytest.fixture(scope="session")
def address(desk: DeskByHand, built: None) -> Iterator[str]:
    """The address of the desk with its built page, for a browser to open."""
    with served(create_app(desk)) as address:
        yield address


@pytest.fixture(scope="session")
def driver(built: None) -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """A browser that draws the map, in software."""
    launched = driver.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *DRAWS])
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def quick_browser(driver: Playwright) -> Iterator[Browser]:
    """A browser that cannot draw the map, and is quicker for that: the page does without."""
    launched = driver.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *DRAWS_NOT])
    yield launched
    launched.close()


@pytest.fixture
def visit(address: str, browser: Browser, quick_browser: Browser) -> Iterator[Visits]:
    """Opens the page; afterwards nothing may have failed or left the machine."""
    visits = Visits(address, browser, quick_browser)
    yield visits
    visits.end()


def _need(there: bool, why: str) -> None:
    if there:
        return
    if os.environ.get("SAYSO_REQUIRE_SERVICES") == "1":
        pytest.fail(why)
    pytest.skip(why)
