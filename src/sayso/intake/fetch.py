"""Fetches one address of the public internet, within bounds (httpx)."""

import time
from email.message import Message

import httpx
import msgspec

from sayso.intake.addresses import resolve
from sayso.intake.limits import Limits, megabytes
from sayso.model import FetchError

_REDIRECTS = 5
_DEADLINE_S = 60.0
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_MOVED = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "sayso (+reads reports on armed conflict)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/xml;q=0.9, application/pdf, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What an address holds; ``url`` is where the redirects ended."""

    content: bytes
    url: str
    media_type: str
    charset: str | None = None


def fetch(url: str, *, limits: Limits | None = None, allow_private: bool = False) -> Fetched:
    """What is at a web address, after at most five redirects.

    Each host is resolved once, its addresses are checked, and the connection goes to the address
    that was checked. Proxies of the environment are not used: they would resolve the host again.

    :param allow_private: fetch from this machine and its network too
    :raises FetchError: when the address may not or cannot be fetched
    """
    most = (limits or Limits()).report_bytes
    deadline = time.monotonic() + _DEADLINE_S
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=_TIMEOUT) as client:
        target = _parsed(url)
        for _ in range(_REDIRECTS + 1):
            fetched = _get(client, target, most, deadline, allow_private=allow_private)
            if isinstance(fetched, Fetched):
                return fetched
            target = fetched
    raise FetchError(f"more than {_REDIRECTS} redirects", remedy="give the final address")


def _parsed(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise FetchError("it is not a web address", remedy="give http:// or https://") from error
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError(
            f"{target.scheme or 'an address without a scheme'} is not fetched",
            remedy="give http:// or https://",
        )
    if target.userinfo:
        raise FetchError(
            "the address holds a user name or password",
            remedy="fetch the page yourself and give the file",
        )
    return target


def _get(
    client: httpx.Client, target: httpx.URL, most: int, deadline: float, *, allow_private: bool
) -> Fetched | httpx.URL:
    port = target.port or (443 if target.scheme == "https" else 80)
    last: Exception | None = None
    for address in resolve(target.host, port, allow_private=allow_private):
        request = client.build_request(
            "GET",
            target.copy_with(host=address.partition("%")[0], fragment=None),
            headers={**_HEADERS, "Host": target.netloc.decode("ascii")},
            # The certificate must be that of the name, though the connection goes to the address.
            extensions={"sni_hostname": target.raw_host.decode("ascii")},
        )
        try:
            response = client.send(request, stream=True)
        except httpx.ConnectError as error:
            last = error
            continue
        except httpx.HTTPError as error:
            raise _failed(error) from error
        try:
            return _read(response, target, most, deadline)
        except httpx.HTTPError as error:
            raise _failed(error) from error
        finally:
            response.close()
    raise _failed(last) from last


def _failed(error: Exception | None) -> FetchError:
    reason = "the server took too long" if isinstance(error, httpx.TimeoutException) else str(error)
    return FetchError(
        f"it cannot be fetched ({reason or type(error).__name__})",
        remedy="try again later, or save the page and give the file",
    )


def _read(
    response: httpx.Response, target: httpx.URL, most: int, deadline: float
) -> Fetched | httpx.URL:
    if response.status_code in _MOVED:
        location = response.headers.get("location")
        if not location:
            raise FetchError("the server redirects to nowhere")
        try:
            return _parsed(str(target.join(location)))
        except httpx.InvalidURL as error:
            raise FetchError("the server redirects to what is no address") from error
    if response.status_code != 200:
        raise FetchError(
            f"the server answered {response.status_code} {response.reason_phrase}".strip(),
            remedy="check the address",
        )
    header = Message()
    header["content-type"] = response.headers.get("content-type", "text/html")
    media_type = header.get_content_type()
    if media_type not in _TYPES:
        raise FetchError(
            f"{media_type} is not a kind of report", remedy="give a page, a feed or a document"
        )
    content = bytearray()
    for chunk in response.iter_bytes(65_536):
        content += chunk
        if len(content) > most:
            raise FetchError(f"it is larger than the {megabytes(most)} that one report may have")
        if time.monotonic() > deadline:
            raise FetchError(f"it took longer than {_DEADLINE_S:g} seconds")
    return Fetched(
        content=bytes(content),
        url=str(target),
        media_type=media_type,
        charset=header.get_content_charset(),
    )
