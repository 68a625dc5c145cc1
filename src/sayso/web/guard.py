"""Who may ask, and what a browser may do with the answer.

A page on loopback is still open to other pages in the same browser: a foreign site may aim its own
name at 127.0.0.1 (DNS rebinding) or send requests across. So the Host header must be a loopback
name, requests from other sites are refused, and nothing but our own files may run in the page.
What changes anything must moreover be JSON sent from our own page: no form of another site can
send that without asking first.
"""

from collections.abc import Iterable
from math import ceil
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.access import CALLER, Caller, Token, Tokens
from sayso.web.faults import fault
from sayso.web.rate import Rate

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE: Final = "sayso_key"

SECURITY_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_CHANGING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
"""Methods that bring something; any further one no address takes, which the application says."""

LONGEST_BODY: Final = 1_000_000


class Guard:
    """Checks each request before the application sees it, and marks each answer.

    :param hosts: names that the Host header may give, without a port; null admits any
    :param tokens: one of which a request must bring, as ``Authorization: Bearer …`` or as the
        cookie that ``/?token=…`` sets; when there are none, none is asked for
    :param asks: how often one asker may ask
    :param changes: how often one asker may change anything
    :param failures: how often one address may bring a wrong token
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Iterable[str] | None = LOOPBACK,
        tokens: Tokens | None = None,
        asks: Rate | None = None,
        changes: Rate | None = None,
        failures: Rate | None = None,
    ) -> None:
        self._app = app
        self._hosts = None if hosts is None else frozenset(hosts)
        self._tokens = tokens or Tokens()
        self._asks = asks or Rate(burst=600, per_second=60)
        self._changes = changes or Rate(burst=120, per_second=4)
        self._failures = failures or Rate(burst=10, per_second=0.2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        answer = self._other_site(scope, headers) or self._admit(scope, headers)
        await (answer or self._app)(scope, receive, marked)

    def _other_site(self, scope: Scope, headers: Headers) -> Response | None:
        if self._hosts is not None and _name(headers.get("host", "")) not in self._hosts:
            return fault(
                400,
                "wrong-host",
                "this address does not go by that name",
                "open it as http://127.0.0.1 or http://localhost with the port it told you",
            )
        if not scope["path"].startswith("/api"):
            return None
        site = headers.get("sec-fetch-site")
        if site == "cross-site":
            return fault(403, "refused", "another site may not ask here")
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin")
        if site == "same-site" or (
            origin is not None and urlsplit(origin).netloc != headers.get("host", "")
        ):
            return fault(403, "refused", "another site may not change anything here")
        if scope["method"] not in _CHANGING:
            return None
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return fault(415, "not-json", "what changes anything is sent as application/json")
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return fault(
                413, "too-long", f"a request says its length, of at most {LONGEST_BODY:,} bytes"
            )
        return None

    def _admit(self, scope: Scope, headers: Headers) -> Response | None:
        """Finds out who asks; an answer when they are not let on to the application."""
        address = (scope.get("client") or ("",))[0]
        caller, asker = Caller(), address
        if self._tokens:
            if wait := self._failures.spent(address):
                return _too_often(wait)
            given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
            if scope["path"] == "/" and (token := self._tokens.by_secret(given)):
                return _welcome(token, secure=scope.get("scheme") == "https")
            held = self._brought(headers)
            if held is None:
                if given or "authorization" in headers:
                    self._failures.wait(address)
                return fault(
                    401,
                    "no-token",
                    "this desk is open only to those who bring its token",
                    "open /?token=… once in this browser, or send Authorization: Bearer …",
                    {"www-authenticate": "Bearer"},
                )
            caller, asker = Caller(name=held.name, role=held.role), held.name
        scope[CALLER] = caller
        if scope["path"].startswith("/api"):
            rate = self._asks if scope["method"] in _SAFE else self._changes
            if wait := rate.wait(asker):
                return _too_often(wait)
        return None

    def _brought(self, headers: Headers) -> Token | None:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and (token := self._tokens.by_secret(bearer.strip())):
            return token
        return self._tokens.by_key(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))


def _welcome(token: Token, *, secure: bool) -> Response:
    welcome = RedirectResponse("/", 303)
    welcome.set_cookie(COOKIE, token.key, httponly=True, samesite="strict", secure=secure)
    return welcome


def _too_often(wait: float) -> Response:
    seconds = max(1, ceil(wait))
    return fault(
        429,
        "too-often",
        "too many requests",
        f"wait {seconds} s",
        {"retry-after": str(seconds)},
    )


def _name(host: str) -> str:
    """The name in a Host header, without its port; IPv6 addresses stand in brackets there."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host
