"""Addresses: pages and feeds are fetched, the inside of a network is not."""

import gzip
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from intake_server import Served, serving
from intake_taking import STORY, html, one, refused, take

from sayso.intake import Limits
from sayso.intake.addresses import is_public
from sayso.intake.fetch import fetch
from sayso.model import FetchError


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


def _rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Wire</title><language>en-gb</language>{''.join(items)}</channel></rss>"
    ).encode()


def test_a_page(served: Served) -> None:
    url = served.page("/karsh", html(f"<article><p>{STORY}</p></article>", "<title>K</title>"))
    report = one(url, allow_private=True, published=date(2021, 8, 14))
    assert (report.text, report.url, report.path) == (STORY, url, url)
    assert report.published == date(2021, 8, 14)


def test_plain_text_and_its_declared_encoding(served: Served) -> None:
    text = "Губернатор уехал."
    url = served.page("/t", text.encode("koi8-r"), "text/plain; charset=koi8-r")
    assert one(url, allow_private=True).text == text


def test_redirects_are_followed_and_end(served: Served) -> None:
    page = served.page("/here", html(f"<p>{STORY}</p>"))
    for n in range(4):
        served.redirect(f"/{n}", f"/{n + 1}")
    served.redirect("/4", page)
    assert one(served.base + "/0", allow_private=True).url == page
    served.redirect("/loop", "/loop")
    assert "redirects" in refused(served.base + "/loop", allow_private=True).why


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://[::1",
        "//user:pw@127.0.0.1/x",
        "gopher://x",
    ],
)
def test_redirects_out_of_the_web_are_not_followed(served: Served, to: str) -> None:
    refusal = refused(served.redirect("/away", to), allow_private=True)
    assert refusal.remedy or "redirects" in refusal.why


def test_the_inside_is_not_fetched(served: Served) -> None:
    url = served.page("/secret", html(f"<p>{STORY}</p>"))
    port = url.split(":")[2].split("/")[0]
    for address in (
        url,
        f"http://localhost:{port}/secret",
        f"http://[::ffff:127.0.0.1]:{port}/secret",
        f"http://2130706433:{port}/secret",
        f"http://0:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
    ):
        assert "public internet" in refused(address).why, address
    assert served.asked == []


def test_a_public_host_may_not_lead_inside(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to two addresses is judged by the worse of them."""

    def two(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, port)) for address in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetch("http://rebinding.example/")


def test_the_connection_goes_to_the_address_that_was_checked(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = served.page("/x", html(f"<p>{STORY}</p>"))
    port = int(url.split(":")[2].split("/")[0])
    asked: list[str] = []

    def local(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if len(asked) > 1 and host != "127.0.0.1":
            raise AssertionError("the name was resolved twice")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", local)
    fetched = fetch(f"http://news.example:{port}/x", allow_private=True)
    assert fetched.url == f"http://news.example:{port}/x"
    assert asked == ["news.example", "127.0.0.1"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_cannot_be_fetched_is_said(served: Served) -> None:
    assert "404" in refused(served.base + "/nothing", allow_private=True).why
    image = served.page("/i", b"\xff\xd8\xff", "image/jpeg")
    assert "image/jpeg" in refused(image, allow_private=True).why
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    assert "cannot be fetched" in refused(f"http://127.0.0.1:{closed}/", allow_private=True).why
    assert "not known" in refused("http://no-such-host.invalid/").why
    assert "password" in refused("http://user:secret@news.example/").why
    assert "secret" not in refused("http://user:secret@news.example/").why


def test_pages_without_end_and_packed_pages(served: Served) -> None:
    served.pages["/endless"] = (200, {"Content-Type": "text/html", "X-Endless": "1"}, b"")
    limits = Limits(report_bytes=1_000_000)
    assert "larger" in refused(served.base + "/endless", allow_private=True, limits=limits).why
    served.pages["/bomb"] = (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b" " * 20_000_000),
    )
    assert "larger" in refused(served.base + "/bomb", allow_private=True, limits=limits).why


def test_a_feed_with_whole_articles_and_with_summaries(served: Served) -> None:
    link = served.page("/2", html(f"<article><p>{STORY}</p></article>", "<title>Page two</title>"))
    whole = (
        "<item><title>One</title><pubDate>Sat, 14 Aug 2021 23:50:00 +0430</pubDate>"
        f"<link>{served.base}/1</link>"
        f"<content:encoded><![CDATA[<p>{STORY}</p><p>And more.</p>]]></content:encoded></item>"
    )
    summary = (
        "<item><title>Two</title><pubDate>Sun, 15 Aug 2021 01:00:00 GMT</pubDate>"
        f"<link>{link}</link><description>Short.</description></item>"
    )
    gone = (
        f"<item><title>Three</title><link>{served.base}/gone</link>"
        "<description>Only a summary of what happened.</description></item>"
    )
    feed = served.page("/feed", _rss(whole, summary, gone), "application/rss+xml")
    (first, second, third), (refusal,) = take(feed, allow_private=True)
    assert first.text == f"{STORY}\n\nAnd more."
    assert (first.title, first.published) == ("One", date(2021, 8, 14))
    assert first.publisher == "The Wire"
    assert (second.text, second.title) == (STORY, "Page two")
    assert (second.published, second.publisher) == (date(2021, 8, 15), "The Wire")
    assert third.text == "Only a summary of what happened."
    assert "only the feed's summary" in refusal.why
    assert "/1" not in served.asked
    reports, refusals = take(feed, allow_private=True, follow=False)
    assert (len(reports), refusals) == (3, [])


def test_an_atom_feed_in_a_file_fetches_nothing(served: Served, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title>A</title>'
        f'<link href="{served.base}/a"/><published>2021-08-14T23:00:00-05:00</published>'
        f"<summary>{STORY}</summary></entry></feed>"
    )
    report = one(path)
    assert (report.text, report.published) == (STORY, date(2021, 8, 14))
    assert served.asked == []


def test_feeds_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<note>not a feed</note>")
    assert "not an RSS or Atom feed" in refused(path).why
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    for encoding in ("utf-8", "utf-16"):
        path.write_bytes(
            f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
            "<rss version='2.0'><channel><item><description>&x;</description></item></channel></rss>"
            "".encode(encoding)
        )
        assert "secret" not in str(take(path))
    path.write_text(str(secret))
    assert "not an RSS" in refused(path).why
