"""Private people are nowhere named, and no place is told more finely than allowed."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_by_hand import AS_OF, TALIBAN, claim, incident, killed, place, toll, who

from sayso.model import (
    Attribution,
    ControlState,
    Dispute,
    Forecast,
    ForecastVerdict,
    Holder,
    InputError,
    Observer,
    Picture,
)
from sayso.outputs import FORMATS, export_picture, write_brief
from sayso.outputs.concealment import Concealment
from sayso.outputs.personal_names import names_in
from sayso.outputs.publication import publish

GOVERNOR = who("Bismillah Mohammadi", "recipient", "person", id_="bismillah-mohammadi")
SHOPKEEPER = Attribution(
    mention="Gul Karimi, a shopkeeper in Banu", kind="person", name="Gul Karimi", cue="said"
)
DEAD = claim(
    "attack",
    TALIBAN,
    who("Zarmina Sahak", "victim", "person"),
    who("Rahim", "victim", None),
    GOVERNOR,
    text="Gunmen killed Zarmina  Sahak and RAHIM; Bismillah Mohammadi fled, said Karimi near Banu.",
    at=place(),
    by=(SHOPKEEPER,),
    title="Who killed Sahak of Banu?",
    url="https://valley.example/gul-karimi-speaks",
    path="reports/zarmina_sahak.txt",
    casualties=(killed(2, 2),),
)
DENIED = claim(
    "attack",
    TALIBAN,
    text="We never touched Sahak in Andarab",
    at=place("Qasan", lat=35.7, lon=69.1),
    polarity="negative",
    publisher="Zarmina Sahak",
    by=(Attribution(mention="@gulkarimi77", kind="social"),),
)
FORESEEN = claim(
    "takeover",
    TALIBAN,
    text="Karimi says that Banu will fall",
    at=place(),
    by=(SHOPKEEPER,),
    forecast=Forecast(made=date(2021, 9, 1), due=date(2021, 9, 20)),
)
CLAIMS = [DEAD, DENIED, FORESEEN]
PRIVATE = ("Karimi", "Sahak", "Zarmina", "Rahim", "gulkarimi")
FINE = ("Banu", "Qasan", "35.65", "69.25", "35.7", "69.1", "geonames:42")


def world() -> Picture:
    event = incident(DEAD, casualties=(toll(2, 2, 2),))
    event = msgspec.structs.replace(
        event,
        sources=(
            Observer(
                key="name:gul karimi",
                name="Gul Karimi",
                kind="person",
                reports=(DEAD.report.id,),
                via=("Gul Karimi is quoted again",),
            ),
        ),
    )
    return Picture(
        incidents=(event,),
        control=(
            ControlState(
                place=place(), holder=Holder(name="Taliban"), status="held", claims=(DEAD.id,)
            ),
            ControlState(
                place=place("Baghlan", "adm1", admin2=None),
                holder=Holder(name="Taliban"),
                status="held",
                claims=(DEAD.id,),
            ),
        ),
        disputes=(
            Dispute(
                id="dis_1",
                kind="polarity",
                claims=((DEAD.id,), (DENIED.id,)),
                about="the killing of Zarmina Sahak at Banu",
                why="Gul Karimi and the Taliban cannot both be right",
            ),
        ),
        forecasts=(
            ForecastVerdict(
                claim=FORESEEN.id, source="Gul Karimi", verdict="open", why="Banu stands"
            ),
        ),
        as_of=AS_OF,
    )


def everything(folder: Path, *, redact: bool = False, coarsen: str | None = None) -> dict[str, str]:
    """All that leaves, as text; Parquet both as bytes and unpacked."""
    found = {}
    for format_ in FORMATS:
        path = folder / f"out.{format_}"
        export_picture(format_, path, world(), CLAIMS, redact_persons=redact, coarsen=coarsen)
        found[format_] = path.read_bytes().decode("utf-8", errors="replace")
        if format_ == "parquet":
            found["rows"] = json.dumps(pq.read_table(path).to_pylist(), default=str)
    for format_ in ("md", "html"):
        found[format_] = write_brief(
            world(), CLAIMS, format=format_, redact_persons=redact, coarsen=coarsen
        )
    return found


def test_without_redaction_the_names_are_there(tmp_path: Path) -> None:
    found = everything(tmp_path)
    assert all(name in found["jsonl"] for name in (*PRIVATE, *FINE))
    assert publish(world(), CLAIMS) == (world(), CLAIMS)


def test_no_private_name_is_anywhere_in_any_export(tmp_path: Path) -> None:
    for where, text in everything(tmp_path, redact=True).items():
        squeezed = text.casefold()
        for name in PRIVATE:
            assert name.casefold() not in squeezed, (where, name)


def test_public_office_holders_and_parties_stay_named(tmp_path: Path) -> None:
    found = everything(tmp_path, redact=True)
    for where in ("jsonl", "csv", "plover", "md", "html"):
        assert "Bismillah Mohammadi" in found[where] or where == "csv"
        assert "Taliban" in found[where]
        assert "[person]" in found[where]


def test_redacted_claims_are_still_claims(tmp_path: Path) -> None:
    _, claims = publish(world(), CLAIMS, redact_persons=True)
    redacted = claims[0]
    assert redacted.id == DEAD.id
    assert [who.mention for who in redacted.participants] == [
        "Taliban",
        "[person]",
        "[person]",
        "Bismillah Mohammadi",
    ]
    assert redacted.evidence.text == (
        "Gunmen killed [person] and [person]; Bismillah Mohammadi fled, said [person] near Banu."
    )
    assert redacted.attribution[0].mention == "[person]"
    assert (redacted.report.url, redacted.report.path) == (None, None)


@pytest.mark.parametrize("level", ["adm2", "adm1", "country"])
def test_nothing_finer_than_the_level_is_anywhere(tmp_path: Path, level: str) -> None:
    gone = list(FINE)
    if level != "adm2":
        gone.append("Andarab")
    if level == "country":
        gone.append("Baghlan")
    for where, text in everything(tmp_path, coarsen=level).items():
        for name in gone:
            assert name not in text, (where, name)


@pytest.mark.parametrize(
    ("level", "precision", "name"),
    [
        ("adm2", "adm2", "a place in Andarab"),
        ("adm1", "adm1", "a place in Baghlan"),
        ("country", "country", "a place in Afghanistan"),
    ],
)
def test_precision_is_widened(level: str, precision: str, name: str) -> None:
    picture, claims = publish(world(), CLAIMS, coarsen=level)
    for spot in (claims[0].places[0], picture.incidents[0].place):
        assert spot is not None
        assert (spot.precision, spot.name, spot.country) == (precision, name, "AF")
        assert spot.lat is spot.lon is spot.id is None


def test_a_place_that_is_wide_enough_stays_as_it_is() -> None:
    province = place("Baghlan", "adm1", admin2=None)
    told = claim("battle", TALIBAN, at=province)
    _, (kept,) = publish(Picture(as_of=AS_OF), [told], coarsen="adm1")
    assert kept == told


def test_who_holds_a_place_that_may_not_be_told_is_left_out() -> None:
    picture, _ = publish(world(), CLAIMS, coarsen="adm1")
    assert [state.place.name for state in picture.control] == ["Baghlan"]


def test_a_district_that_is_not_known_falls_back_to_the_province() -> None:
    told = claim("battle", TALIBAN, at=place(admin2=None))
    _, (coarse,) = publish(Picture(as_of=AS_OF), [told], coarsen="adm2")
    assert (coarse.places[0].precision, coarse.places[0].name) == ("adm1", "a place in Baghlan")


def test_a_place_that_was_never_resolved_is_not_named() -> None:
    told = claim(
        "battle",
        TALIBAN,
        text="at the Red Mill",
        at=place("Red Mill", None, admin1=None, admin2=None),
    )
    _, (coarse,) = publish(Picture(as_of=AS_OF), [told], coarsen="country")
    assert "Red Mill" not in msgspec.json.encode(coarse).decode()
    assert coarse.places[0].precision == "country"


def test_no_such_level() -> None:
    with pytest.raises(InputError, match="adm2, adm1, country"):
        write_brief(world(), CLAIMS, coarsen="village")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("shopkeeper Gul Karimi of Kunduz", ["Gul Karimi"]),
        ("Dr Ahmad bin Rashid, head of Central Command", ["Ahmad bin Rashid"]),
        ("a shopkeeper", []),
        ("the governor of Nimroz", []),
        ("One", []),
        ("گل کریمی", ["گل کریمی"]),
    ],
)
def test_names_without_titles_and_homes(words: str, names: list[str]) -> None:
    assert list(names_in(words)) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karimi's stall", "[x]'s stall"),
        ("KARIMI and karimi", "[x] and karimi"),
        ("gul   karimi", "[x]"),
        ("Gul-Karimi", "[x]"),
        ("Karimiyan", "Karimiyan"),
        ("Gul Karimi Street", "Gul Karimi Street"),
    ],
)
def test_where_a_name_is_found(text: str, expected: str) -> None:
    conceal = Concealment(["Gul Karimi", "Karimi"], ["Gul Karimi Street"], "[x]")
    assert conceal.apply(text) == expected


@given(st.text(), st.lists(st.text(min_size=1, max_size=6), max_size=4))
def test_hiding_a_name_never_breaks_and_leaves_none_of_it(text: str, names: list[str]) -> None:
    conceal = Concealment(names, [], "•")
    once = conceal.apply(text)
    assert conceal.apply(once) == once


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_name_between_spaces_is_always_found(before: str, after: str) -> None:
    conceal = Concealment(["Zarmina Sahak", "Sahak"], [], "•")
    assert "Sahak" not in conceal.apply(f"{before} Zarmina Sahak {after}").split()
