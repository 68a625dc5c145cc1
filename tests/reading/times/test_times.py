"""What times a sentence mentions, and which days they are."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.calendar_days import month_span, part_of, week_span
from sayso.reading.parsing import language
from sayso.reading.times import document_date, find_times

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
STYLES = (
    "{d} {month} {y}", "{month} {d}, {y}", "{d} {short} {y}", "{short} {d}, {y}", "{iso}",
    "{d:02}.{m:02}.{y}", "the {ordinal} of {month} {y}", "{month} {ordinal}, {y}", "{d} {month}, {y}",
    "{d:02}-{short}-{y}",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence(case: dict[str, Any]) -> None:
    found = find_times(language()(case["text"]), case.get("published"))
    assert [time.text for time in found] == [want["text"] for want in case["times"]]
    for time, want in zip(found, case["times"], strict=True):
        assert {key: getattr(time, key) for key in want} == want


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day not in (11, 12, 13) else "th"
    return f"{day}{ending}"


def _written(day: date, style: str) -> str:
    month = MONTHS[day.month - 1]
    return style.format(
        d=day.day, m=day.month, y=day.year, month=month, short=month[:3], iso=day.isoformat(),
        ordinal=_ordinal(day.day),
    )  # fmt: skip


@given(st.dates(date(1905, 1, 1), date(2090, 12, 31)), st.sampled_from(STYLES))
@settings(deadline=None, max_examples=150)
def test_a_full_date_means_its_day_in_every_style(day: date, style: str) -> None:
    text = f"Rebels shelled the town on {_written(day, style)} and left."
    (time,) = find_times(language().make_doc(text), date(2095, 1, 1))
    assert (time.first, time.last, time.precision) == (day, day, "day")
    assert text[time.start : time.end] == time.text
    assert not time.needs_published


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(0, 360))
@settings(deadline=None, max_examples=60)
def test_a_date_without_a_year_is_the_last_such_day(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    if (day.month, day.day) == (2, 29):
        return
    text = f"Rebels shelled the town on {day.day} {MONTHS[day.month - 1]}."
    (time,) = find_times(language()(text), published)
    assert time.first == time.last == day


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(0, 6))
@settings(deadline=None, max_examples=40)
def test_a_weekday_lies_in_the_week_up_to_publication(published: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    (time,) = find_times(language()(f"Rebels shelled the town on {name}."), published)
    assert time.first is not None
    assert 0 <= (published - time.first).days <= 6
    assert time.first.weekday() == weekday


_PIECES = st.sampled_from(
    ["on", "since", "early", "May", "2019", "the", "next", "12", "last", "week", "Monday", "to", "from",
     "and", "-", "31 February", "days", "ago", "31.12.2024", "Eid", "before", "winter", "0", "\n", "(",
     "99/99/9999", "overnight", "later", "9999999999", "hours", "year", ".", "'s", "in", "every", "½"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14), st.one_of(st.none(), st.dates()))
@settings(deadline=None, max_examples=200)
def test_any_words_give_ordered_spans_of_the_text(
    pieces: list[str], published: date | None
) -> None:
    text = " ".join(pieces)
    end = 0
    for time in find_times(language().make_doc(text), published):
        assert time.start >= end
        assert text[time.start : time.end] == time.text != ""
        assert time.first is None or time.last is None or time.first <= time.last
        end = time.end


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_the_thirds_of_a_month_make_the_month(year: int, month: int) -> None:
    span = month_span(year, month)
    early, mid, late = (part_of(span, part) for part in ("early", "mid", "late"))
    assert (early[0], late[1]) == span
    assert (mid[0] - early[1]).days == (late[0] - mid[1]).days == 1


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    monday, sunday = week_span(day)
    assert monday <= day <= sunday
    assert (monday.weekday(), sunday.weekday()) == (0, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KABUL, 3 September 2021 (Pajhwok) - Fighters took the town.", date(2021, 9, 3)),
        ("EASTERN FRONT ASSESSMENT\nOctober 18, 2023, 8:30pm ET\n\nTroops advanced.", date(2023, 10, 18)),
        ("YEMEN: Flash Update 4\nAs of 19 June 2018\n\nFighting goes on.", date(2018, 6, 19)),
        ("July 6: Operations in Ghazni\nCommand 2010-07-CA-028\n\nTroops captured a man.", date(2010, 7, 6)),
        ("Our forces took the camp.\n\nDate: 19 March 2024", date(2024, 3, 19)),
        ("PORT SUDAN, June 5 - Shells killed 22 people.", None),
        ("Rebels took the town on 3 March 2014. They left it in 2015.", None),
    ],
)  # fmt: skip
def test_a_report_that_carries_its_own_date(text: str, day: date | None) -> None:
    assert document_date(language()(text)) == day


def test_a_report_of_four_hundred_words_is_searched_in_milliseconds() -> None:
    import time as clock

    sentence = (
        "On Monday, 3 June, shells hit the market, two days after rebels left; at least 22 died. "
    )
    doc = language()(sentence * 24)
    find_times(doc, date(2024, 6, 5))
    began = clock.perf_counter()
    find_times(doc, date(2024, 6, 5))
    assert clock.perf_counter() - began < 0.25
