"""Web pages: the article is the text; date, publisher and headline are what the page says."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_taking import STORY, html, one, refused, take

from sayso.intake import Limits
from sayso.intake.json_ld import read_json_ld
from sayso.intake.titles import clean_title
from sayso.intake.written_days import calendar_day

ARTICLE = f"""
<nav><a href="/">Home</a><a href="/s">Sport</a></nav>
<article><h1>Karsh falls</h1><p>{STORY}</p>
<p>Police posts were empty in the <b>morning</b>, a shopkeeper &amp; his son said.</p>
<p>The army spokesman did not answer calls on Saturday, and the ministry gave no statement.</p>
</article><footer>All rights reserved</footer>"""


def _page(folder: Path, content: bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_the_article_and_what_is_said_of_it(tmp_path: Path) -> None:
    head = "<title>Karsh falls | The Wire</title>" + _json_ld(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "Organization", "@id": "#us", "name": "The Wire"},
                {"@type": "WebPage", "datePublished": "2020-01-01"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "Karsh falls &amp; burns",
                    "datePublished": "2021-08-14T23:50:00+04:30",
                    "publisher": {"@id": "#us"},
                },
            ],
        }
    )
    report = one(_page(tmp_path, html(ARTICLE, head)))
    assert report.text.split("\n\n")[-3:] == [
        STORY,
        "Police posts were empty in the morning, a shopkeeper & his son said.",
        "The army spokesman did not answer calls on Saturday, and the ministry gave no statement.",
    ]
    assert "Sport" not in report.text
    assert report.title == "Karsh falls & burns"
    assert (report.published, report.published_from) == (date(2021, 8, 14), "document")
    assert report.publisher == "The Wire"
    assert report.media_type == "text/html"
    assert report.language == "en"


def test_meta_elements_where_there_is_no_json_ld(tmp_path: Path) -> None:
    head = """<title>Karsh falls – The Wire</title>
    <meta property="og:site_name" content="The Wire">
    <meta property="article:published_time" content="2021-08-14">
    <link rel="canonical" href="https://wire.example/karsh">
    <script type="application/ld+json">{ not json }</script>"""
    report = one(_page(tmp_path, html(ARTICLE, head)))
    assert report.title == "Karsh falls"
    assert report.text.startswith(STORY)
    assert report.published == date(2021, 8, 14)
    assert report.publisher == "The Wire"
    assert report.url == "https://wire.example/karsh"


def test_a_page_that_says_nothing_has_no_date(tmp_path: Path) -> None:
    report = one(_page(tmp_path, html(ARTICLE.replace("<h1>", "<p>2021-08-14</p><h1>"))))
    assert report.published is None
    assert one(_page(tmp_path, html(ARTICLE)), published=date(2021, 8, 15)).published == date(
        2021, 8, 15
    )


@pytest.mark.parametrize(
    "title",
    [
        "SONY DSC", "OLYMPUS DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA", "IMG_20210814",
        "DSC_0042.JPG", "Untitled", "untitled-1", "Microsoft Word - statement.doc", "Home", "…",
    ],
)  # fmt: skip
def test_what_machines_write_is_no_title(tmp_path: Path, title: str) -> None:
    assert clean_title(title) is None
    page = html(ARTICLE.replace("<h1>Karsh falls</h1>", ""), f"<title>{title}</title>")
    assert one(_page(tmp_path, page)).title is None


@pytest.mark.parametrize(
    "title", ["Home Guard takes Karsh", "Sony strike ends", "P-1 mortars", "Document leak at NATO"]
)
def test_titles_that_only_begin_like_none(title: str) -> None:
    assert clean_title(title) == title


def test_what_a_page_says_cannot_harm(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="javascript:alert(1)">' + _json_ld(
        {
            "@type": "NewsArticle",
            "headline": "Karsh\x00 \ud83d falls",
            "publisher": {"name": "The\n\x1bWire"},
            "url": "https://wire.example/ a b",
        }
    )
    report = one(_page(tmp_path, html(ARTICLE, head)))
    assert (report.title, report.publisher, report.url) == ("Karsh falls", "The Wire", None)


def test_a_short_page_without_article_elements(tmp_path: Path) -> None:
    body = "<div>Karsh fell.<br>Nobody was hurt.</div><script>x()</script><p>More follows.</p>"
    text = one(_page(tmp_path, html(body))).text
    assert "Karsh fell." in text
    assert "More follows." in text
    assert "x()" not in text


def test_a_page_without_words(tmp_path: Path) -> None:
    refusal = refused(_page(tmp_path, html("<div id=app></div><script>go()</script>")))
    assert "no article" in refusal.why


def test_declared_encodings(tmp_path: Path) -> None:
    story = "Губернатор уехал ночью, сообщили в его канцелярии в пятницу вечером. " * 3
    for label in ("windows-1251", "koi8-r"):
        page = html(f"<article><p>{story}</p></article>", f'<meta charset="{label}">')
        content = page.decode().encode(label)
        report = one(_page(tmp_path, content))
        assert report.text == story.strip()
        assert report.language == "ru"
    wrong = html(f"<article><p>{story}</p></article>", '<meta charset="rot13">')
    assert one(_page(tmp_path, wrong)).text == story.strip()


def test_hostile_pages_end(tmp_path: Path) -> None:
    deep = html("<div>" * 30_000 + STORY + "</div>" * 30_000)
    many = html("<p>" + "<b>" * 20_000 + STORY)
    nested = html(ARTICLE, '<script type="application/ld+json">' + "[" * 100_000 + "</script>")
    for content in (deep, many, nested):
        reports, refusals = take(_page(tmp_path, content))
        assert len(reports) + len(refusals) == 1
    assert one(_page(tmp_path, nested)).title == "Karsh falls"
    big = html(ARTICLE + " " * 2000)
    assert "more than" in refused(_page(tmp_path, big), limits=Limits(page_bytes=2000)).why


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_page_raises(tmp_path: Path, soup: str) -> None:
    reports, refusals = take(_page(tmp_path, f"<html><body>{soup}</body></html>".encode()))
    assert len(reports) + len(refusals) == 1


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner:
    st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["@type", "@id", "@graph", "headline", "publisher", "datePublished",
                         "name", "url", "inLanguage"]), inner | st.just("NewsArticle"), max_size=5),
    max_leaves=12))  # fmt: skip
def test_no_json_ld_raises(value: object) -> None:
    read_json_ld([json.dumps(value), "", "null", "{"])


@given(st.dates())
def test_days_as_machines_write_them(day: date) -> None:
    for written in (
        day.isoformat(),
        day.strftime("%Y%m%d").rjust(8, "0"),
        f"{day.isoformat()}T23:59:59+14:00",
        f"  {day.isoformat()} 00:00",
    ):
        assert calendar_day(written) == day


@pytest.mark.parametrize(
    "written",
    [None, "", "2021", "2021-08", "2021-13-40", "14/08/2021", "yesterday", "2021-08-14th"],
)
def test_days_that_are_none(written: str | None) -> None:
    assert calendar_day(written) is None


def test_mail_dates() -> None:
    assert calendar_day("Sat, 14 Aug 2021 23:50:00 +0430") == date(2021, 8, 14)
