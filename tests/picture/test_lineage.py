"""Who repeats whom, as a graph."""

from claims_by_hand import KUNDUZ, NRF, TALIBAN, claim, day, report, source

from sayso.model import Picture
from sayso.picture import paint
from sayso.picture.lineage import as_dot, lineage

WIRE = " ".join(f"first{n}" for n in range(120))
OTHER = " ".join(f"second{n}" for n in range(120))


def _told(*reports: object) -> list[tuple[str, str, str]]:
    graph = lineage(Picture(as_of=day("09-09")), reports)  # type: ignore[arg-type]
    return [(link.by, link.of, link.kind) for link in graph.links]


def test_copies_point_to_the_earlier_and_say_how_much_they_share() -> None:
    wire = report("rep_a", publisher="Wire", published="09-01", text=WIRE)
    copy = report("rep_b", publisher="Post", published="09-02", text=f"{WIRE} more words here")
    cut = report("rep_c", publisher="Sun", published="09-03", text=WIRE[:450])
    assert _told(cut, copy, wire) == [
        ("Post", "Wire", "copy"),
        ("Sun", "Wire", "cut-down copy"),
    ]
    (first, _) = lineage(Picture(as_of=day("09-09")), (wire, copy, cut)).links
    assert first.reports == ("rep_b",)
    assert "rep_b shares 97% of its word shingles with rep_a" in first.why


def test_a_paragraph_put_among_others_is_a_passage_in_common() -> None:
    one = report("rep_a", publisher="Wire", published="09-01", text=WIRE)
    paragraph = " ".join(WIRE.split()[20:70])
    two = report(
        "rep_b", publisher="Post", published="09-02", text=f"{OTHER} {paragraph} {OTHER[:300]}"
    )
    assert _told(one, two) == [("Post", "Wire", "passage")]


def test_reports_of_one_publisher_and_unlike_ones_are_not_linked() -> None:
    one = report("rep_a", publisher="Wire", published="09-01", text=WIRE)
    two = report("rep_b", publisher="Wire", published="09-02", text=WIRE)
    three = report("rep_c", publisher="Post", published="09-02", text=OTHER)
    assert _told(one, two, three) == []


def test_what_is_told_on_anothers_word_is_a_link_with_its_reason() -> None:
    wire = report("rep_a", publisher="Oxus News", published="09-03")
    post = report("rep_b", publisher="Post", published="09-04")
    reports = {r.id: r for r in (wire, post)}
    picture = paint(
        (
            claim("battle", wire, TALIBAN, NRF, at=KUNDUZ),
            claim("battle", post, TALIBAN, NRF, at=KUNDUZ, by=(source("Oxus News", "media"),)),
        ),
        reports=reports,
    )
    (link,) = lineage(picture, reports.values()).links
    assert (link.by, link.of, link.kind, link.times) == ("Post", "Oxus News", "telling", 1)
    assert link.why == ("rep_b cites Oxus News",)


def test_the_graph_can_be_drawn() -> None:
    one = report("rep_a", publisher='The "Wire"', published="09-01", text=WIRE)
    two = report("rep_b", publisher="Post", published="09-02", text=WIRE)
    drawn = as_dot(lineage(Picture(as_of=day("09-09")), (one, two)))
    assert drawn.startswith("digraph")
    assert '"Post" -> "The \\"Wire\\"" [label="copy 1"];' in drawn
