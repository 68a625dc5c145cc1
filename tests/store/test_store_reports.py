"""Reports go in once, come out as they were, and are found by id, path and words."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from store_made import report

from sayso.model import InputError, NotFound, Report, stable_id
from sayso.store import ReportQuery, Store


def test_a_report_comes_back_as_it_was(store: Store, reopen: Callable[[], Store]) -> None:
    text = "\ufeffFirst line\r\n\tsecond “line” — کابل\n\n\U0001f525"
    added = datetime(2021, 9, 5, 12, 30, tzinfo=UTC)
    one = replace(report(text, title="A title"), added=added)
    assert store.add_report(one)
    with reopen() as other:
        assert other.report(one.id) == one


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_any_text_comes_back_to_the_character(store: Store, text: str) -> None:
    # White space does not make another report, but here every text is to be its own.
    one = replace(report(text), id=stable_id("rep", [repr(text)]))
    store.add_report(one)
    assert store.report(one.id).text == text


def test_the_same_report_twice_is_known(store: Store) -> None:
    assert store.add_report(report())
    assert not store.add_report(report(path="elsewhere.txt"))
    assert store.add_reports((report(), report(publisher="Another"))) == (False, True)
    assert store.counts().reports == 2


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d of a pair"])
def test_what_is_not_text_is_refused(store: Store, text: str) -> None:
    broken = Report(id="rep_x", text=text, path="bad.txt")
    with pytest.raises(InputError, match=r"bad\.txt"):
        store.add_report(broken)
    assert store.counts().reports == 0


def test_named_by_id_beginning_path_and_end_of_path(store: Store) -> None:
    one, two = report(), report("Other words.", path="wire/second.txt")
    store.add_reports((one, two))
    assert store.report(one.id[:12]).id == one.id
    assert store.report("wire/second.txt").id == two.id
    assert store.report("first.txt").id == one.id
    with pytest.raises(NotFound):
        store.report("irst.txt")
    with pytest.raises(NotFound, match="may be any of"):
        store.report("rep_")


def test_of_one_path_the_newest_report_is_meant(store: Store) -> None:
    old, new = report("Old words."), report("New words.")
    store.add_reports((old, new))
    assert store.report("wire/first.txt").id == new.id


def test_wildcards_in_a_name_mean_themselves(store: Store) -> None:
    store.add_report(report(path="a/b.txt"))
    for name in ("%", "_.txt", "rep_%"):
        with pytest.raises(NotFound):
            store.report(name)


def test_reports_in_order_of_arrival_page_by_page(store: Store) -> None:
    made = [report(f"Report number {n}.") for n in range(450)]
    store.add_reports(made)
    assert [one.id for one in store.reports()] == [one.id for one in made]
    page = list(store.reports(ReportQuery(limit=3, after=made[9].id)))
    assert [one.id for one in page] == [one.id for one in made[10:13]]
    assert [ref.id for ref in store.report_refs()] == [one.id for one in made]


def test_reports_by_publisher_day_and_language(store: Store) -> None:
    store.add_reports(
        (
            report("One.", publisher="Ātīš Media", published=date(2021, 9, 1)),
            report("Two.", publisher="Other", published=date(2021, 9, 9), language="fa"),
            report("Three.", publisher=None, published=None),
        )
    )

    def texts(query: ReportQuery) -> list[str]:
        return [one.text for one in store.reports(query)]

    assert texts(ReportQuery(publisher="atis media")) == ["One."]
    assert texts(ReportQuery(since=date(2021, 9, 9))) == ["Two."]
    assert texts(ReportQuery(until=date(2021, 9, 1))) == ["One."]
    assert texts(ReportQuery(language=("fa", "ps"))) == ["Two."]


def test_iterating_while_writing(store: Store) -> None:
    store.add_reports([report(f"Number {n}") for n in range(5)])
    for one in store.unread():
        store.mark_not_read(one.id, "not English")
    assert store.counts().not_read == 5
    assert {one.status_why for one in store.reports(ReportQuery(status="not-read"))} == {
        "not English"
    }


def test_an_iterator_left_half_way_blocks_nobody(store: Store, reopen: Callable[[], Store]) -> None:
    store.add_reports([report(f"Number {n}") for n in range(5)])
    half = store.reports()
    next(half)
    with reopen() as other:
        assert other.add_report(report("From elsewhere"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("andarab", {1}),
        ("ANDARĀB", {1}),
        ("shelling", {1, 2}),
        ('"pul-e hisar"', {2}),
        ("pul-e-hisar", {2}),
        ("hisar pul", {2}),
        ('"hisar pul"', set()),
        ("shelled -hisar", {1}),
        ("andarab OR hisar", {1, 2}),
        ("hosp*", {3}),
        ("کابل", {3}),
        ("title", {3}),
        ('AND NOT) "x" NEAR(', set()),
        ("hisar') OR 1=1 --", {2}),
        ("text:hisar", set()),
    ],
)
def test_words_are_found_and_operators_mean_nothing(
    store: Store, words: str, found: set[int]
) -> None:
    store.add_reports(
        (
            report("They shelled Andarāb at dawn."),
            report("Shelling near Pul-e Hisar went on."),
            report("A hospital in کابل was hit.", title="The title"),
        )
    )
    order = {one.id: n for n, one in enumerate(store.reports(), 1)}
    hits = store.find_reports(words)
    assert {order[hit.report.id] for hit in hits} == found


def test_a_hit_shows_where_the_words_stand(store: Store) -> None:
    store.add_report(report("Padding. " * 200 + "The bridge at Khinjan fell. " + "More. " * 200))
    (hit,) = store.find_reports("khinjan")
    assert "Khinjan" in hit.snippet
    assert len(hit.snippet) < 400


@pytest.mark.parametrize("words", ["", "   ", "***", '""', "-kabul", "OR", "\x00"])
def test_nothing_to_look_for_is_said(store: Store, words: str) -> None:
    with pytest.raises(InputError, match="nothing to look for"):
        store.find_reports(words)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_words_break_the_search(store: Store, words: str) -> None:
    try:
        store.find_reports(words)
    except InputError as error:
        assert "nothing to look for" in str(error)
