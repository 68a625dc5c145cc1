#!/usr/bin/env python3
"""Writes docs/images/desk.png: the page over a store of the bundled reports, in Debian's chromium.

.venv/bin/python scripts/write_desk_image.py STORE
"""

import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from sayso.archive import open_archive
from sayso.web import create_app

IMAGE = Path(__file__).parent.parent / "docs" / "images" / "desk.png"
PORT = 8799


def main(store: str) -> None:
    """Serve the store, look at it, write the image."""
    with open_archive(store, create=False) as archive:
        server = uvicorn.Server(uvicorn.Config(create_app(archive), port=PORT, log_level="error"))
        serving = threading.Thread(target=server.run)
        serving.start()
        while not server.started:
            time.sleep(0.1)
        incidents = archive.picture().incidents
        most = max(incidents, key=lambda i: (i.independent_sources, len(i.claims)))
        try:
            _look(most.id)
        finally:
            server.should_exit = True
            serving.join()


def _look(incident: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-quic", "--no-first-run", "--use-gl=swiftshader"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{PORT}/#/incident/{incident}")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(8000)
        IMAGE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(IMAGE))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
