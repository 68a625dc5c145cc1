"""What the trained heads add to the grammar, and what they must not."""

import pytest

from sayso.reading.learned import Told
from sayso.reading.parsing import parse
from sayso.reading.structure import blocks
from sayso.reading.windows import windows

CHATTER = (
    "The home side crushed their rivals 3-0 on Saturday.",
    "The striker fired from twenty metres and scored.",
    "Shares in the bank lost four per cent on Monday.",
    "Heavy rain hit the capital and traffic came to a halt.",
    "The film bombed at the box office.",
    "Snow blocked the view of the mountains.",
    "Tourists flocked back to the beaches.",
    "If the army had attacked that night, the town would have fallen.",
)


def told(text: str) -> tuple[Told, dict[str, int]]:
    doc = parse(text, blocks(text))
    return Told(doc), {token.text: token.i for token in doc}


@pytest.mark.parametrize("text", CHATTER)
def test_chatter_is_no_event(read_all, text: str) -> None:
    assert [claim.type for claim in read_all(text)] == []


def test_claims_say_that_the_heads_helped(read_all) -> None:
    (claim, *_) = read_all("Rebels shelled the market of El Fasher on Monday, killing six people.")
    assert claim.reader == "learned-1"


def test_an_event_is_told_by_its_word() -> None:
    text = "Gunmen stormed the barracks at Kidal on Sunday."
    said, at = told(text)
    doc = parse(text, blocks(text))
    assert said.of(doc[at["stormed"]], "attack") > 0.5
    assert said.of(doc[at["Sunday"]], "attack") < 0.1
    assert said.role(doc[at["stormed"]], doc[at["Gunmen"]], "actor") > 0.5
    assert said.role(doc[at["stormed"]], doc[at["Kidal"]], "place") > 0.5


def test_a_count_without_a_word_of_loss_is_heard(read_all) -> None:
    claims = read_all(
        "Shells hit the market at Sarmin on Monday, killing nine people. "
        "The hospital's own ledger lists 14."
    )
    (said_again,) = (c for c in claims if c.type == "casualties")
    assert [(x.outcome, x.low, x.high) for x in said_again.casualties] == [("killed", 14, 14)]


def test_losses_told_for_their_own_sake_are_no_other_event(read_all) -> None:
    (claim,) = read_all("Seventeen of theirs fell near Maw Harn.")
    assert claim.type == "casualties"
    assert [(x.outcome, x.low) for x in claim.casualties] == [("killed", 17)]


def test_a_bare_event_noun_is_told_where_the_heads_hear_it(read_all) -> None:
    (claim,) = read_all("The blockade goes on, day one hundred and something.")
    assert claim.type == "siege"


def test_people_shot_in_numbers_are_killed(read_all) -> None:
    (claim,) = read_all("Gunmen in fatigues shot 21 farmers near Bandiagara on Monday.")
    assert [(x.outcome, x.low, x.high) for x in claim.casualties] == [("killed", 21, 21)]


def test_whoever_is_shot_in_the_leg_is_not_killed(read_all) -> None:
    claims = read_all("Police shot two protesters in the leg in Goma on Monday.")
    assert not [x for c in claims for x in c.casualties if x.outcome == "killed"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The group is trying to recruit young people in Helmand.", ["recruitment"]),
        ("Hassan Odawa has been appointed as commander of the 5th Brigade.", ["appointment"]),
        ("The capital fell to the rebels within two months of their departure.", ["takeover"]),
    ],
)
def test_what_is_told_once_is_one_claim(read_all, text: str, types: list[str]) -> None:
    assert [claim.type for claim in read_all(text)] == types


def test_every_word_is_asked_once_and_seen_with_what_stands_before() -> None:
    text = " ".join(f"On day {n} the rains were late and nobody knew why." for n in range(60))
    doc = parse(text, blocks(text))
    found = list(windows(doc))
    assert [t.i for w in found for t in doc[w.start : w.end]] == [t.i for t in doc]
    assert all(w.first < w.start for w in found[1:])


def test_a_word_of_the_sentence_before_may_fill_a_role() -> None:
    text = "Gunmen rode into Kidal on Sunday. They shelled the market and left."
    said, at = told(text)
    doc = parse(text, blocks(text))
    assert said.role(doc[at["shelled"]], doc[at["Kidal"]], "place") > 0.05


def test_what_is_read_elsewhere_changes_nothing() -> None:
    text = "Gunmen stormed the barracks at Kidal on Sunday."
    alone, at = told(text)
    told("The rains were late. Nobody had expected it, least of all the millers.")
    again, _ = told(text)
    doc = parse(text, blocks(text))
    assert alone.of(doc[at["stormed"]], "attack") == again.of(doc[at["stormed"]], "attack")


def test_a_sentence_without_an_end_is_read_as_far_as_it_goes(read_all) -> None:
    text = "Gunmen stormed the barracks at Kidal, " + "and then the road went on " * 200
    assert any(claim.type == "attack" for claim in read_all(text))
