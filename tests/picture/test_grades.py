"""How far to trust, and why."""

from claims_by_hand import ARMY, KUNDUZ, REBELS, TALIBAN, claim, killed, place, report, source

from sayso.model import Casualties, Claim, Grade, SourceRecord
from sayso.picture import paint
from sayso.picture.grades import Record

A = report("rep_a", publisher="Morning Post", published="09-10")
B = report("rep_b", publisher="Evening Sun", published="09-11")
N = report("rep_n", published="09-11")
REPORTS = {r.id: r for r in (A, B, N)}
OWN = (source("Free Ruritania", "organisation", party=True, id_="rebels"),)


def grade(*claims: Claim, sources: tuple[SourceRecord, ...] = ()) -> Grade:
    (incident,) = paint(claims, reports=REPORTS, sources=sources).incidents
    return incident.grade


def battle(*args: object, **more: object) -> Claim:
    return claim("battle", *args, ARMY, REBELS, at=KUNDUZ, **more)  # type: ignore[arg-type]


def test_two_independent_observers_confirm() -> None:
    found = grade(battle(A), battle(B))
    assert (found.reliability, found.credibility) == ("F", 1)
    assert "2 independent observers" in found.why


def test_observers_nobody_can_name_make_it_probable_at_most() -> None:
    assert grade(battle(N, by=(source("residents"),)), battle(N, by=(source("a nurse"),))) == (
        Grade(
            reliability="F",
            credibility=2,
            why="2 independent observers tell it, none of them named;"
            " no source has a record to judge it by",
        )
    )


def test_a_single_source_is_possible_and_one_that_cannot_be_identified_cannot_be_judged() -> None:
    assert grade(battle(A)).credibility == 3
    assert grade(battle(N)).credibility == 6
    assert grade(battle(A, by=(source("residents"),))).credibility == 6
    assert grade(battle(A, certainty="possible")).credibility == 3


def test_two_voices_of_one_side_do_not_confirm_each_other() -> None:
    spokesman = (source("Colonel Zenda", "person", party=True, id_="rebels"),)
    found = grade(battle(A, by=OWN), battle(B, by=spokesman))
    assert found.credibility == 3 and "a side in it" in found.why


def test_a_side_that_admits_its_own_losses_weighs_more() -> None:
    def losses(side: str) -> Claim:
        return battle(A, by=OWN, casualties=(killed(5, side=side),))

    assert grade(losses("rebels")).credibility == 2
    assert grade(losses("army")).credibility == 3


def test_the_letter_is_the_source_lists_and_does_not_lift_the_digit() -> None:
    listed = (SourceRecord(name="The Morning Post", reliability="B"),)
    found = grade(battle(A), sources=listed)
    assert (found.reliability, found.credibility) == ("B", 3)
    assert "Morning Post is rated B" in found.why


def test_the_most_reliable_source_gives_the_letter() -> None:
    listed = (
        SourceRecord(name="Morning Post", reliability="E"),
        SourceRecord(name="Evening Sun", reliability="A"),
    )
    assert grade(battle(A), battle(B), sources=listed).reliability == "A"


def test_a_source_earns_a_letter_by_its_record_and_not_before() -> None:
    def borne_out(times: int) -> list[Claim]:
        towns = [place(f"Town{n}", at=(30.0 + n, 60.0)) for n in range(times)]
        return [claim("battle", r, ARMY, REBELS, at=town) for town in towns for r in (A, B)]

    alone = claim("explosion", A, at=KUNDUZ)
    for times, letter in ((4, "F"), (5, "B"), (9, "A")):
        picture = paint([*borne_out(times), alone], reports=REPORTS)
        (incident,) = (i for i in picture.incidents if i.type == "explosion")
        assert incident.grade.reliability == letter


def test_records_shrink_towards_the_middle() -> None:
    assert Record(right=5).letter == "B" and Record(wrong=5).letter == "E"
    assert Record(right=2, wrong=2).letter is None
    assert Record(right=3, wrong=2).letter == "C"


def test_a_correction_counts_against_its_source() -> None:
    withdrawn = [claim("battle", A, ARMY, at=KUNDUZ, flags=("withdrawn",)) for _ in range(5)]
    assert paint([battle(A), *withdrawn], reports=REPORTS).incidents[0].grade.reliability == "E"


def test_disputed_numbers_leave_the_event_itself_confirmed() -> None:
    found = grade(battle(A, casualties=(killed(3),)), battle(B, casualties=(killed(30),)))
    assert found.credibility == 1


def test_losses_without_a_number_are_told_of_and_not_counted() -> None:
    unknown = Casualties(outcome="casualties", unknown=True)
    (incident,) = paint([battle(A, casualties=(unknown,))], reports=REPORTS).incidents
    assert (incident.casualties[0].low, incident.casualties[0].best) == (None, None)


def test_control_is_graded_by_those_who_tell_of_it() -> None:
    claims = [claim("control", r, TALIBAN, at=KUNDUZ) for r in (A, B)]
    (state,) = paint(claims, reports=REPORTS).control
    assert state.grade.credibility == 1
