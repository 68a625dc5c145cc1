"""What the trained heads add to the grammar, and what they must not."""

import pytest

from sayso.reading.learned import Told
from sayso.reading.parsing import parse
from sayso.reading.structure import blocks

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


def test_other_sentences_change_nothing_but_rounding() -> None:
    """Weights in eight bits are scaled by the batch, so a neighbour may move a figure a little."""
    text = "Gunmen stormed the barracks at Kidal on Sunday."
    alone, at = told(text)
    beside, _ = told(
        f"{text}\n\nThe rains were late. Nobody had expected it, least of all the millers."
    )
    doc = parse(text, blocks(text))
    word = doc[at["stormed"]]
    assert abs(alone.of(word, "attack") - beside.of(word, "attack")) < 0.1


def test_a_sentence_without_an_end_is_read_as_far_as_it_goes(read_all) -> None:
    text = "Gunmen stormed the barracks at Kidal, " + "and then the road went on " * 200
    assert any(claim.type == "attack" for claim in read_all(text))
