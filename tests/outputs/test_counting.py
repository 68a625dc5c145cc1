"""The dead of an incident by the rules of other schemes, and who counted them."""

from datetime import date

import msgspec
import pytest

from sayso.cli.terminal import COUNTING
from sayso.model import (
    Casualties,
    Claim,
    Counted,
    Evidence,
    Incident,
    IncidentCasualties,
    InputError,
    Participant,
    Picture,
    ReportRef,
    codes_of,
)
from sayso.outputs.counting import RULES, counted_by


def _fight(*rows: IncidentCasualties) -> Picture:
    sides = (
        Participant(role="actor", mention="the army", id="army", name="Army", kind="state forces"),
        Participant(role="actor", mention="rebels", id="reb", name="Rebels", kind="rebel group"),
    )
    incident = Incident(
        id="inc_1", type="battle", codes=codes_of("battle"), participants=sides, casualties=rows
    )
    return Picture(incidents=(incident,), as_of=date(2021, 9, 1))


def _dead(low: int, best: int, high: int, side: str | None = None) -> IncidentCasualties:
    by = (Counted(by=f"Witness of {side}", low=low, high=high),)
    return IncidentCasualties(
        outcome="killed", side=side, side_name=side, low=low, best=best, high=high, counted=by
    )


def test_ucdp_adds_the_groups_up_and_keeps_who_counted() -> None:
    wounded = IncidentCasualties(outcome="wounded", low=9, best=9, high=9)
    picture = _fight(_dead(2, 3, 4, "army"), _dead(5, 6, 9, "reb"), wounded)
    (incident,) = counted_by(picture, (), "ucdp").incidents
    row, other = incident.casualties
    assert (row.low, row.best, row.high, row.side) == (7, 9, 13, None)
    assert [each.by for each in row.counted] == ["Witness of army", "Witness of reb"]
    assert other == wounded


def test_no_deaths_told_stay_no_deaths() -> None:
    picture = _fight(IncidentCasualties(outcome="wounded", low=9, best=9, high=9))
    for rule in RULES:
        assert counted_by(picture, (), rule) == picture


def test_acled_takes_the_lowest_of_figures_that_differ() -> None:
    claims = [
        Claim(
            id=f"clm_{number}",
            report=ReportRef(id=f"rep_{number}"),
            type="battle",
            casualties=(Casualties(outcome="killed", low=number, high=number),),
            evidence=Evidence(text="they fought", start=0, end=11, sentence=0),
        )
        for number in (30, 20)
    ]
    picture = _fight(_dead(20, 30, 30))
    told = tuple(claim.id for claim in claims)
    incident = msgspec.structs.replace(picture.incidents[0], claims=told)
    picture = msgspec.structs.replace(picture, incidents=(incident,))
    (row,) = counted_by(picture, claims, "acled").incidents[0].casualties
    assert (row.low, row.best, row.high) == (20, 20, 20)


def test_the_command_offers_every_rule() -> None:
    assert COUNTING == RULES


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(InputError, match="no rule of counting 'gdelt'"):
        counted_by(_fight(), (), "gdelt")
