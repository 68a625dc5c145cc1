"""A desk laid once for all tests of the web room; nothing here changes it."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from desk_by_hand import DeskByHand, lay_desk
from serving_for_tests import asking, served

from sayso.web import create_app
from sayso.web.page import PAGE

CHROMIUM = Path("/usr/bin/chromium")


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
def address(desk: DeskByHand) -> Iterator[str]:
    """The address of the desk with its built page, for a browser to open."""
    _need(CHROMIUM.exists(), f"{CHROMIUM} is missing: apt-get install chromium")
    _need((PAGE / "index.html").is_file(), "the page is not built: make page")
    with served(create_app(desk)) as address:
        yield address


def _need(there: bool, why: str) -> None:
    if there:
        return
    if os.environ.get("SAYSO_REQUIRE_SERVICES") == "1":
        pytest.fail(why)
    pytest.skip(why)
