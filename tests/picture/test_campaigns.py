"""Battles that go on for days."""

from claims_by_hand import ARMY, KABUL, KUNDUZ, NRF, TALIBAN, claim, killed, report

from sayso.model import Claim, Picture
from sayso.picture import explain, paint

POST = report("rep_post", publisher="Post", published="09-20")


def _fight(day: str, *sides: object, at: object = KUNDUZ, dead: int | None = None) -> Claim:
    return claim(
        "battle", POST, *(sides or (TALIBAN, NRF)), at=at, when=day,  # type: ignore[arg-type]
        sentence=int(day[-2:]), casualties=(killed(dead),) if dead else (),
    )  # fmt: skip


def _picture(*claims: Claim) -> Picture:
    return paint(claims, reports={POST.id: POST})


def test_days_of_fighting_at_a_place_are_one_campaign_of_daily_incidents() -> None:
    picture = _picture(_fight("09-01", dead=3), _fight("09-04", dead=4), _fight("09-07"))
    (campaign,) = picture.campaigns
    assert len(picture.incidents) == 3
    assert campaign.incidents == tuple(i.id for i in picture.incidents)
    assert campaign.days == 3
    assert [(c.low, c.high) for c in campaign.casualties] == [(7, 7)]
    told = explain(picture, (), campaign.id)
    assert all(i.id in told for i in picture.incidents)


def test_a_pause_ends_it() -> None:
    picture = _picture(*map(_fight, ("09-01", "09-03", "09-08", "09-10")))
    assert not picture.campaigns


def test_other_sides_and_other_places_are_other_campaigns() -> None:
    picture = _picture(
        _fight("09-01"), _fight("09-03"), _fight("09-05", at=KABUL), _fight("09-05", ARMY)
    )
    assert not picture.campaigns


def test_every_reason_of_a_pair_is_told_with_what_it_adds() -> None:
    again = report("rep_sun", publisher="Sun", published="09-20")
    claims = (_fight("09-01"), claim("battle", again, TALIBAN, NRF, at=KUNDUZ, when="09-01"))
    picture = paint(claims, reports={POST.id: POST, again.id: again})
    (incident,) = picture.incidents
    told = explain(picture, claims, incident.id)
    (join,) = incident.joins
    for name, weight in join.reasons:
        assert f"{weight:+.2f}" in told and name in told
