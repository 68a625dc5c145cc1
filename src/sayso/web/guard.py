"""Who may ask, and what a browser may do with the answer.

A page on loopback is still open to other pages in the same browser: a foreign site may aim its own
name at 127.0.0.1 (DNS rebinding) or send requests across. So the Host header must be a loopback
name, requests from other sites are refused, and nothing but our own files may run in the page.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.faults import fault

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


class Guard:
    """Checks each request before the application sees it, and marks each answer.

    :param hosts: names that the Host header may give, without a port; null admits any
    :param token: what a request must bring, as ``Authorization: Bearer …`` or as the cookie that
        ``/?token=…`` sets; null asks for none
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str] | None = LOOPBACK, token: str | None = None
    ) -> None:
        self._app = app
        self._hosts = None if hosts is None else frozenset(hosts)
        self._token = token

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

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, marked)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._hosts is not None and _name(headers.get("host", "")) not in self._hosts:
            return fault(
                400,
                "wrong-host",
                "this address does not go by that name",
                "open it as http://127.0.0.1 or http://localhost with the port it told you",
            )
        if scope["path"].startswith("/api") and headers.get("sec-fetch-site") == "cross-site":
            return fault(403, "refused", "another site may not ask here")
        if self._token is None:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and _same(given, self._token):
            welcome = RedirectResponse("/", 303)
            welcome.set_cookie(COOKIE, _key(self._token), httponly=True, samesite="strict")
            return welcome
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(bearer.strip(), self._token):
            return None
        if _same(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""), _key(self._token)):
            return None
        return fault(
            401,
            "no-token",
            "this desk is open only to those who bring its token",
            "open /?token=… once in this browser, or send Authorization: Bearer …",
            {"www-authenticate": "Bearer"},
        )


def _name(host: str) -> str:
    """The name in a Host header, without its port; IPv6 addresses stand in brackets there."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _key(token: str) -> str:
    """What the cookie holds: enough to be let in here, not the token itself."""
    return sha256(f"sayso desk\x1f{token}".encode()).hexdigest()
