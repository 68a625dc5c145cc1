"""How many original observers stand behind claims, and why further reports are none."""

from claims_by_hand import KUNDUZ, TALIBAN, claim, report, source
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Attribution, Claim, Observer, Report, SourceRecord
from sayso.picture import observers

STORY = " ".join(
    f"On the {n}th morning soldier {n} walked past house {n * 3} towards bridge {n * 7} alone."
    for n in range(30)
)


def battle(in_report: Report, *by: Attribution, sentence: int | None = None) -> Claim:
    return claim("battle", in_report, TALIBAN, at=KUNDUZ, by=by, sentence=sentence)


def seen(
    claims: list[Claim], *reports: Report, sources: tuple[SourceRecord, ...] = ()
) -> tuple[Observer, ...]:
    return observers(claims, reports={r.id: r for r in reports}, sources=sources)


def test_two_outlets_that_tell_it_in_their_own_words_are_two() -> None:
    one, two = report("rep_a", publisher="Morning Post"), report("rep_b", publisher="Evening Sun")
    found = seen([battle(one), battle(two)], one, two)
    assert [o.name for o in found] == ["Morning Post", "Evening Sun"]


def test_a_near_copy_is_no_observer_and_says_so() -> None:
    one = report("rep_a", STORY, publisher="Morning Post", published="09-03")
    two = report("rep_b", STORY.replace("bridge 70", "the river"), publisher="Evening Sun")
    (only,) = seen([battle(two), battle(one)], one, two)
    assert only.name == "Morning Post" and only.reports == ("rep_a", "rep_b")
    assert "rep_b is a near-copy of rep_a" in only.via[0]


def test_a_cut_down_copy_is_no_observer() -> None:
    one = report("rep_a", STORY, publisher="Morning Post", published="09-03")
    two = report("rep_b", " ".join(STORY.split()[:120]), publisher="Evening Sun")
    (only,) = seen([battle(one), battle(two)], one, two)
    assert "rep_b is a cut-down copy of rep_a (100%" in only.via[0]


def test_a_shared_quotation_makes_no_copy() -> None:
    quotation = " ".join(STORY.split()[:20])
    one = report("rep_a", f"{quotation} {' '.join(f'a{n}' for n in range(80))}", publisher="Post")
    two = report("rep_b", f"{quotation} {' '.join(f'b{n}' for n in range(80))}", publisher="Sun")
    assert len(seen([battle(one), battle(two)], one, two)) == 2


def test_who_cites_an_outlet_that_tells_it_too_is_that_outlet() -> None:
    one = report("rep_a", publisher="Morning Post", published="09-03")
    two = report("rep_b", publisher="Evening Sun")
    (only,) = seen([battle(one), battle(two, source("the Morning Post", "media"))], one, two)
    assert only.name == "Morning Post" and "rep_b cites the Morning Post" in only.via


def test_a_report_that_names_an_earlier_outlet_as_its_source_is_no_observer() -> None:
    one = report("rep_a", publisher="Morning Post", published="09-03")
    two = report("rep_b", "Fighting broke out, the Morning Post reported.", publisher="Evening Sun")
    (only,) = seen([battle(one), battle(two)], one, two)
    assert only.via == ("rep_b names Morning Post as its source",)


def test_naming_an_outlet_without_taking_its_news_leaves_two() -> None:
    one = report("rep_a", publisher="Morning Post", published="09-03")
    two = report("rep_b", "A shell hit the offices of the Morning Post.", publisher="Evening Sun")
    assert len(seen([battle(one), battle(two)], one, two)) == 2


def test_an_anonymous_group_told_to_another_outlet_counts_once() -> None:
    one = report("rep_a", publisher="Morning Post", published="09-03")
    two = report("rep_b", publisher="Evening Sun")
    chain = (source("the Morning Post", "media"), source("two residents"))
    (only,) = seen([battle(one, source("residents")), battle(two, *chain)], one, two)
    assert only.reports == ("rep_a", "rep_b")


def test_the_same_speaker_in_two_reports_is_one_by_id_or_by_name() -> None:
    one, two, three = (report(f"rep_{n}", publisher=f"Outlet {n}") for n in "abc")
    claims = [
        battle(one, source("Mir Haidar Afzali", "person", id_="Q1")),
        battle(two, source("Mr Afzali", "person", id_="Q1")),
        battle(three, source("Afzali", "person")),
    ]
    (only,) = seen(claims, one, two, three)
    assert only.kind == "person" and len(only.via) == 2
    assert "quotes the same source" in only.via[0]


def test_the_same_document_is_one_source_but_any_document_is_not() -> None:
    one, two = report("rep_a", publisher="Post"), report("rep_b", publisher="Sun")
    report_of = source("the Sigar quarterly report", "document")
    assert len(seen([battle(one, report_of), battle(two, report_of)], one, two)) == 1
    a_report = source("a report", "document")
    assert len(seen([battle(one, a_report), battle(two, a_report)], one, two)) == 2


def test_outlets_of_one_owner_are_one() -> None:
    one, two = report("rep_a", publisher="Morning Post"), report("rep_b", publisher="Evening Sun")
    owned = tuple(
        SourceRecord(name=name, owner="Big Press") for name in ("Morning Post", "Evening Sun")
    )
    (only,) = seen([battle(one), battle(two)], one, two, sources=owned)
    assert only.via == ("rep_b has the same owner, Big Press",)


def test_two_unlike_anonymous_mentions_in_one_report_are_two() -> None:
    one = report("rep_a")
    claims = [battle(one, source("several field sources")), battle(one, source("a nurse"))]
    assert len(seen(claims, one)) == 2


def test_the_same_anonymous_group_named_again_is_one_but_others_are_others() -> None:
    one = report("rep_a")
    again = [battle(one, source("several field sources")), battle(one, source("field sources"))]
    assert len(seen(again, one)) == 1
    assert len(seen([*again, battle(one, source("other field sources"))], one)) == 2


def test_two_outlets_with_anonymous_sources_are_two() -> None:
    one, two = report("rep_a", publisher="Post"), report("rep_b", publisher="Sun")
    claims = [battle(one, source("residents")), battle(two, source("residents"))]
    assert len(seen(claims, one, two)) == 2


def test_a_source_of_two_members_is_two() -> None:
    one = report("rep_a")
    both = Attribution(mention="UNHCR and IOM", members=("UNHCR", "IOM"))
    assert {o.name for o in seen([battle(one, both)], one)} == {"UNHCR", "IOM"}


def test_the_authors_own_word_and_plain_narration_are_one() -> None:
    one = report("rep_a", publisher="Post")
    assert len(seen([battle(one), battle(one, source("I", "author"))], one)) == 1


def test_what_stands_before_the_lawmaker_said_is_on_his_word() -> None:
    one = report("rep_a", publisher="Post")
    lead = battle(one, sentence=0)
    assert len(seen([lead, battle(one, source("The lawmaker"), sentence=1)], one)) == 1
    assert len(seen([lead, battle(one, source("A lawmaker"), sentence=1)], one)) == 2


def test_a_speaker_who_publishes_is_the_publisher() -> None:
    one, two = report("rep_a", publisher="Doctors Network"), report("rep_b", publisher="Sun")
    claims = [battle(one), battle(two, source("the Doctors Network", "organisation"))]
    assert len(seen(claims, one, two)) == 1


_SPEAKERS = st.sampled_from(
    [
        (),
        (source("residents"),),
        (source("a nurse"),),
        (source("Afzali", "person"),),
        (source("the Post", "media"),),
        (source("the Post", "media"), source("officials")),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    told=st.lists(st.tuples(st.integers(0, 3), _SPEAKERS), min_size=1, max_size=8),
    copied=st.integers(0, 3),
    early=st.booleans(),
)
def test_a_copy_never_adds_an_observer(
    told: list[tuple[int, tuple[Attribution, ...]]], copied: int, early: bool
) -> None:
    reports = [
        report(f"rep_{n}", published=f"09-0{n + 2}", publisher=publisher)
        for n, publisher in enumerate(("Post", "Sun", None, "Sun"))
    ]
    claims = [battle(reports[n], *by) for n, by in told]
    before = seen(claims, *reports)
    copy = report(
        "rep_copy",
        reports[copied].text,
        published="09-01" if early else "09-20",
        publisher="Mirror",
    )
    again = [battle(copy, *by) for n, by in told if n == copied]
    assert len(seen([*claims, *again], *reports, copy)) <= len(before)
