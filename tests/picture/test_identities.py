"""Who reviewers say an actor is: merges and splits seen through, in order, and back."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from claims_by_hand import KUNDUZ, NRF, TALIBAN, claim, killed, report, source, who

from sayso.model import ActorCard, ActorEdge, DataError, Decision
from sayso.picture import paint
from sayso.picture.decisions import decided
from sayso.picture.identities import Identities, concerns

FALCONS = who("Black Falcons", id_="new:black-falcons")
MADE = datetime(2021, 9, 5, tzinfo=UTC)


def card(id_: str, name: str | None = None) -> ActorCard:
    return ActorCard(id=id_, name=name or id_.upper(), kind="rebel group")


def edge(number: int, into: ActorCard, *actors: str, called: tuple[str, ...] = ()) -> Decision:
    said = ActorEdge(actors=actors, into=into, called=called)
    return Decision(
        id=f"dec_{number}",
        kind="split-actors" if called else "merge-actors",
        value=msgspec.json.encode(said).decode(),
        by="Bela",
        made=MADE + timedelta(minutes=number),
    )


def means(decisions: list[Decision], id_: str, *names: str) -> str:
    found = Identities.of(decisions).who(id_, *names)
    return found.id if found else id_


def test_merges_are_followed_to_the_end() -> None:
    chain = [edge(1, card("b"), "a"), edge(2, card("c"), "b")]
    assert [means(chain, id_) for id_ in "abcd"] == ["c", "c", "c", "d"]
    assert [means(chain[::-1], id_) for id_ in "abcd"] == ["c", "c", "c", "d"]


def test_a_merge_the_other_way_round_takes_the_place_of_the_first() -> None:
    both = [edge(1, card("b"), "a"), edge(2, card("a"), "b")]
    assert [means(both, id_) for id_ in "ab"] == ["a", "a"]
    ring = [edge(1, card("b"), "a"), edge(2, card("c"), "b"), edge(3, card("a"), "c")]
    assert [means(ring, id_) for id_ in "abc"] == ["a", "a", "a"]


def test_what_is_undone_is_as_if_it_had_never_been() -> None:
    kept = edge(1, card("b"), "a")
    assert means([msgspec.structs.replace(kept, undone=MADE)], "a") == "a"


def test_a_split_takes_only_what_is_called_so() -> None:
    split = [edge(1, card("x"), "a", called=("Sons of the East",))]
    assert means(split, "a", "the sons of the East") == "x"
    assert means(split, "a", "Sons of the West") == "a"
    assert means(split, "a") == "a"
    assert means(split, "b", "Sons of the East") == "b"


def test_of_a_merge_and_a_split_the_later_counts() -> None:
    split, merge = edge(2, card("x"), "a", called=("East",)), edge(1, card("a"), "x")
    assert means([merge, split], "a", "East") == "x"
    later = edge(3, card("a"), "x")
    assert means([merge, split, later], "a", "East") == "a"
    assert means([merge, split, later], "x", "West") == "a"


def test_a_split_reaches_what_was_merged_before() -> None:
    told = [edge(1, card("a"), "new:b"), edge(2, card("x"), "a", called=("East",))]
    assert means(told, "new:b", "East") == "x"
    assert means(told, "new:b", "West") == "a"


def test_participants_sources_and_losses_are_seen_alike() -> None:
    one = claim(
        "battle",
        report("r1"),
        FALCONS,
        TALIBAN,
        by=(source("the Falcons", "organisation", id_="new:black-falcons"),),
        casualties=(killed(3, side="new:black-falcons"),),
    )
    [seen] = decided([one], [edge(1, card("nrf", "National Resistance Front"), FALCONS.id or "")])
    assert [p.id for p in seen.participants] == ["nrf", "taliban"]
    assert (seen.participants[0].name, seen.participants[0].kind) == (
        "National Resistance Front",
        "rebel group",
    )
    assert seen.participants[0].mention == "Black Falcons"
    assert seen.attribution[0].id == "nrf"
    assert seen.attribution[0].party, "who is a side now tells of itself"
    assert (seen.casualties[0].side, seen.casualties[0].side_name) == (
        "nrf",
        "National Resistance Front",
    )
    assert (seen.id, seen.evidence) == (one.id, one.evidence)
    assert decided([one], []) == (one,)


def test_the_picture_shows_and_counts_them_as_one() -> None:
    reports = [report("r1"), report("r2")]
    claims = [
        claim("battle", reports[0], FALCONS, TALIBAN, at=KUNDUZ),
        claim("battle", reports[1], NRF, TALIBAN, at=KUNDUZ),
    ]
    held = {r.id: r for r in reports}
    merged = edge(1, card("nrf", "National Resistance Front"), FALCONS.id or "")

    def sides(decisions: list[Decision]) -> list[set[str | None]]:
        picture = paint(claims, reports=held, decisions=decisions)
        return [{p.id for p in i.participants} for i in picture.incidents]

    assert {"new:black-falcons", "nrf"} <= set().union(*sides([]))
    assert sides([merged]) == [{"nrf", "taliban"}]


def test_a_decision_that_does_not_say_who_is_named() -> None:
    wrong = msgspec.structs.replace(edge(1, card("b"), "a"), value='{"actors": ["a"]}')
    with pytest.raises(DataError, match="dec_1 does not say who is who"):
        decided([], [wrong])


def test_the_decisions_that_concern_an_actor() -> None:
    told = [edge(1, card("b"), "a"), edge(2, card("d"), "c", called=("East",))]
    assert [d.id for d in concerns("b", told)] == ["dec_1"]
    assert [d.id for d in concerns("c", told)] == ["dec_2"]
    assert concerns("e", told) == ()
