"""Who belongs to whom, as reports tell it: kept with its sources, apart from any registry."""

from claims_by_hand import claim, report, source, who

from sayso.model import Forecast
from sayso.picture.relations import relations

REPORT = report("rep_one")


def test_an_affiliation_keeps_its_source_and_day():
    told = claim(
        "affiliation", REPORT, who("Ali", id_="ali"), who("Red Guard", "recipient", "red-guard"),
        by=(source("a defector"),), when="09-01", certainty="probable",
    )  # fmt: skip
    (tie,) = relations([told], "red-guard")
    assert tie.kind == "membership"
    assert tie.actor is not None
    assert (tie.actor.id, tie.sources, tie.claim) == ("ali", ("a defector",), told.id)
    assert str(tie.start) == "2021-09-01"
    assert tie.certainty == "probable"


def test_an_appointment_needs_no_appointer_when_the_post_is_named():
    told = claim(
        "appointment", REPORT, who("Ali", "recipient", "ali"), who("governor of Kunar", "office")
    )
    (tie,) = relations([told], "ali")
    assert tie.actor is None
    assert tie.other is not None
    assert (tie.other.id, tie.office) == ("ali", "governor of Kunar")


def test_changes_of_leader_stand_in_the_order_of_days():
    later = claim("leadership", REPORT, who("B"), who("Front", "recipient", "front"), when="09-03")
    first = claim("leadership", REPORT, who("A"), who("Front", "recipient", "front"), when="08-01")
    names = [tie.actor.name for tie in relations([later, first], "front") if tie.actor]
    assert names == ["A", "B"]


def test_what_is_denied_is_told_as_denied_and_what_is_to_come_not_at_all():
    ends = (who("A", id_="a"), who("B", "recipient", "b"))
    denied = claim("affiliation", REPORT, *ends, polarity="negative")
    to_come = claim("affiliation", REPORT, *ends, forecast=Forecast(made=None))
    assert [tie.negative for tie in relations([denied, to_come], "a")] == [True]


def test_others_and_other_events_are_left_out():
    ends = (who("A", id_="a"), who("B", "recipient", "b"))
    assert (
        relations([claim("attack", REPORT, *ends), claim("affiliation", REPORT, *ends)], "c") == ()
    )
