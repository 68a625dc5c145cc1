"""Visits to the page in a real browser, each in a window of its own that remembers nothing."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

PATIENCE_MS = 30_000


class Visits:
    """Called with what to open; hears of every error, and of every request to another host.

    :param quick: a browser that cannot draw the map, for what needs none
    """

    def __init__(self, address: str, browser: Browser, quick: Browser) -> None:
        self._address = address
        self._browser = browser
        self._quick = quick
        self._contexts: list[BrowserContext] = []
        self._own = {address}
        self.strays: list[str] = []
        self.errors: list[str] = []

    def __call__(
        self,
        route: str = "#/",
        width: int = 1440,
        height: int = 900,
        *,
        dark: bool = False,
        at: str | None = None,
        with_map: bool = False,
    ) -> Page:
        """The page at ``route``, once its list stands."""
        address = at or self._address
        self._own.add(address)
        context = (self._browser if with_map else self._quick).new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", self._asked)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{address}/{route}")
        page.wait_for_selector("#rows > li")
        return page

    def end(self) -> None:
        """Close all windows; fails when anything failed in them or left the machine."""
        for context in self._contexts:
            context.close()
        assert self.strays == [], self.strays
        assert self.errors == [], self.errors

    def _asked(self, request: Request) -> None:
        url = request.url
        own = any(url.startswith(f"{address}/") for address in self._own)
        if not own and urlsplit(url).scheme not in ("blob", "data"):
            self.strays.append(url)

    def _heard(self, message: ConsoleMessage) -> None:
        # A sheet that is not there is asked for and answered with 404, which the browser logs, as
        # it does when it has no WebGL.
        if message.type == "error" and not any(w in message.text for w in ("404", "WebGL")):
            self.errors.append(message.text)
