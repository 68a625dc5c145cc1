"""The situation report: every sentence cites its claims, hedged as they are, hostile text harmless."""

import html
import re
from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest
from told_by_hand import (
    AS_OF,
    FRONT,
    PEOPLE,
    TALIBAN,
    claim,
    incident,
    killed,
    place,
    toll,
    who,
)

from sayso.model import (
    Attribution,
    ControlState,
    Dispute,
    Forecast,
    ForecastOutcome,
    ForecastVerdict,
    Holder,
    InputError,
    Picture,
)
from sayso.outputs import write_brief
from sayso.outputs.brief.isolation import cleaned
from sayso.outputs.brief.writing import compose
from sayso.outputs.material import Material

MEDICS = (Attribution(mention="two medics", kind="anonymous"),)
FOUGHT = claim(
    "battle",
    TALIBAN,
    FRONT,
    at=place(),
    by=MEDICS,
    text="fighters of both sides met at Banu",
    casualties=(killed(3, 5),),
)
CLAIMED = claim(
    "takeover",
    TALIBAN,
    at=place(),
    when="09-05",
    publisher="Emirate Voice",
    text="our men hold the town",
    by=(Attribution(mention="Taliban", name="Taliban", id="taliban", party=True),),
)
DENIED = claim(
    "takeover",
    TALIBAN,
    at=place(),
    when="09-05",
    publisher="Free Valley",
    polarity="negative",
    text="they never entered it",
    by=(Attribution(mention="Front", name="National Resistance Front", party=True),),
)
POSSIBLE = claim("explosion", PEOPLE, at=place("Qasan"), when="09-07", certainty="possible")
NOWHERE = claim("attack", TALIBAN, PEOPLE, when=None, casualties=(killed(None, None),))
OPEN = claim("battle", text="whether they fought at all is unclear", certainty="unknown")
FORESEEN = claim(
    "takeover",
    text="the valley will fall within weeks",
    forecast=Forecast(made=date(2021, 9, 1), due=date(2021, 9, 28)),
    published="09-01",
)
CLAIMS = [FOUGHT, CLAIMED, DENIED, POSSIBLE, NOWHERE, OPEN, FORESEEN]


def world() -> Picture:
    return Picture(
        incidents=(
            incident(FOUGHT, casualties=(toll(3, 4, 5, side="taliban"),)),
            incident(CLAIMED, party=True),
            incident(POSSIBLE),
            incident(NOWHERE, casualties=(toll(None, None, None),)),
        ),
        control=(
            ControlState(
                place=place(),
                holder=Holder(id="taliban", name="Taliban"),
                status="claimed",
                since=date(2021, 9, 5),
                claims=(CLAIMED.id,),
            ),
            ControlState(place=place("Qasan"), status="unknown", claims=(POSSIBLE.id,)),
        ),
        disputes=(
            Dispute(
                id="dis_1",
                kind="polarity",
                claims=((CLAIMED.id,), (DENIED.id,)),
                about="whether Banu changed hands",
                why="one side says so, the other denies it",
            ),
        ),
        forecasts=(
            ForecastVerdict(
                claim=FORESEEN.id,
                source="Valley Wire",
                made=date(2021, 9, 1),
                due=date(2021, 9, 28),
                verdict="came true sooner",
                outcome=ForecastOutcome(claim=CLAIMED.id, date=date(2021, 9, 5)),
                why="it came about on 2021-09-05",
            ),
        ),
        as_of=AS_OF,
    )


def body_and_sources(text: str) -> tuple[str, str]:
    body, _, sources = text.partition("## Sources")
    return body, sources


def sentences(body: str) -> list[str]:
    """What stands in the body beside headings, table rules and the table of days."""
    found: list[str] = []
    for line in body.splitlines():
        line = line.strip()
        if not line or line.startswith(("#", "| As of", "| Since", "| ---", "| | |", "| One side")):
            continue
        if line == "*none*":
            continue
        for cell in re.split(r"(?<!\\)\||<br>", line):
            found += [part for part in re.split(r"(?<=\]\.)\s+", cell.strip(" -")) if part.strip()]
    return found


def test_every_sentence_of_the_body_cites_claims_that_are_listed() -> None:
    body, sources = body_and_sources(write_brief(world(), CLAIMS))
    listed = dict(re.findall(r"^- \[(\d+)\] (clm\\_\w+)", sources, re.MULTILINE))
    known = {claim.id.replace("_", r"\_") for claim in CLAIMS}
    told = sentences(body)
    assert len(told) > 12
    for sentence in told:
        cites = re.search(r"((?:\[\d+\])+)\.$", sentence)
        assert cites, sentence
        for number in re.findall(r"\d+", cites.group(1)):
            assert listed[number] in known


def test_every_citation_of_the_page_leads_to_its_source() -> None:
    page = write_brief(world(), CLAIMS, format="html")
    spans = re.findall(r'<span class="sentence">(.*?)</span>', page)
    assert len(spans) > 12
    anchors = set(re.findall(r'<li id="source-(\d+)">', page))
    for span in spans:
        targets = re.findall(r'href="#source-(\d+)">\[\1\]</a>', span)
        assert targets
        assert set(targets) <= anchors


def test_sources_give_chain_publisher_day_and_the_words() -> None:
    _, sources = body_and_sources(write_brief(world(), CLAIMS))
    line = next(line for line in sources.splitlines() if "both sides met" in line)
    assert "Valley Wire → two medics" in line
    assert "4 September 2021" in line
    assert "“fighters of both sides met at Banu”" in line


def words(since: date | None = None) -> str:
    brief = compose(Material(world(), CLAIMS), since)
    return cleaned(msgspec.json.encode(brief).decode())


@pytest.mark.parametrize(
    "expected",
    [
        "Fighting between Taliban and National Resistance Front was reported at Banu (Andarab, "
        "Baghlan, Afghanistan) on 3 September 2021, according to two medics (one source, unconfirmed, "
        "graded F2)",
        "The toll told is 3 to 5 killed (taliban), according to two medics",
        "Taliban claims a takeover by Taliban at Banu",
        "only a side in it says so (unconfirmed)",
        "National Resistance Front denies it",
        "An explosion harming villagers may have taken place at Qasan",
        "Taliban claims to hold Banu (Andarab, Baghlan, Afghanistan) since 5 September 2021",
        "Who holds Qasan (Andarab, Baghlan, Afghanistan) is not known",
        "The forecast by Valley Wire on 1 September 2021, “the valley will fall within weeks”, due by 28 "
        "September 2021, came true sooner than said",
        "Who was behind an explosion at Qasan",
        "Where an attack by Taliban on villagers took place is not told",
        "When an attack by Taliban on villagers took place is not told",
        "How many were killed in an attack by Taliban on villagers is not told",
        "Valley Wire leaves it open: “whether they fought at all is unclear”",
        "4 incidents are told of in 4 reports",
        "3 to 5 people are reported killed, in 1 incident",
    ],
)
def test_what_is_told_and_how_surely(expected: str) -> None:
    assert expected in words()


def test_since_leaves_out_what_is_older() -> None:
    told = words(date(2021, 9, 6))
    assert "An explosion harming villagers" in told
    assert "two medics" not in told
    assert "claims to hold" not in told
    assert "came true sooner" in told


def test_a_brief_of_nothing_says_none() -> None:
    empty = write_brief(Picture(as_of=AS_OF), [])
    assert empty.count("*none*") == 7
    assert not sentences(body_and_sources(empty)[0])
    assert "none" in write_brief(Picture(as_of=AS_OF), [], format="html")


def test_nothing_is_said_whose_claims_are_not_at_hand() -> None:
    body, _ = body_and_sources(write_brief(world(), []))
    assert not sentences(body)


def test_no_such_format() -> None:
    with pytest.raises(InputError, match="md, html"):
        write_brief(world(), CLAIMS, format="pdf")


HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="a()"> [9] | `x` *b* [y](javascript:z) {{ 7*7 }}'
)


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile_brief(format_: str) -> str:
    told = claim(
        "battle",
        who(HOSTILE),
        FRONT,
        text=HOSTILE,
        at=place(HOSTILE, admin1=HOSTILE, admin2=HOSTILE),
        by=(Attribution(mention=HOSTILE),),
        publisher=HOSTILE,
        title=HOSTILE,
        url=f"javascript:{HOSTILE}",
        language='en" onload="x',
    )
    dispute = Dispute(
        id="d", kind="number", claims=((told.id,), (told.id,)), about=HOSTILE, why=HOSTILE
    )
    picture = Picture(incidents=(incident(told),), disputes=(dispute,), as_of=AS_OF)
    return write_brief(picture, [told], format=format_)


def test_hostile_text_is_only_text_on_the_page() -> None:
    page = hostile_brief("html")
    tags = Tags()
    tags.feed(page)
    assert {tag for tag, _ in tags.found}.isdisjoint({"script", "img", "iframe", "link", "object"})
    for tag, attributes in tags.found:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert "src" not in attributes
        assert re.fullmatch(r"#source-\d+", attributes.get("href") or "#source-1")
    assert html.escape("<script>") in page
    assert "49" not in re.sub(r"\d{5,}", "", page.split("</style>")[1])


def test_the_page_needs_nothing_from_anywhere() -> None:
    page = write_brief(world(), CLAIMS, format="html")
    head = page.split("</head>")[0]
    assert "default-src 'none'" in head
    assert page.count("<style>") == 1
    assert not re.search(r"@import|url\(|<script|<link", page)


def test_hostile_text_is_only_text_in_markdown() -> None:
    text = hostile_brief("md")
    body, _ = body_and_sources(text)
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    for sentence in sentences(body):
        cites = re.findall(r"(?<!\\)\[(\d+)\]", sentence)
        assert cites
        assert set(cites) == {"1"}


def test_marks_of_direction_cannot_reorder_a_sentence() -> None:
    evil = "\u202eTaliban\u2069\u2066"
    told = claim("battle", who(evil), FRONT, text="می‌جنگند در بانو", at=place("بانو"))
    picture = Picture(incidents=(incident(told),), as_of=AS_OF)
    page = write_brief(picture, [told], format="html")
    assert "\u202e" not in page
    assert page.count("<bdi>") == page.count("</bdi>")
    assert "<bdi>Taliban</bdi>" in page
    assert "<bdi>بانو</bdi>" in page
    text = write_brief(picture, [told])
    assert text.count("\u2068") == text.count("\u2069") > 0
    assert "\u2068بانو\u2069" in text
