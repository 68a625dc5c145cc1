"""What holds for any claims whatever."""

import msgspec
from claims_by_hand import (
    AFGHANISTAN,
    ANDARAB,
    ARMY,
    BAGHLAN,
    KABUL,
    KUNDUZ,
    NRF,
    PUL_E_HISAR,
    REBELS,
    TALIBAN,
    claim,
    killed,
    report,
    source,
    who,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Forecast
from sayso.picture import explain, paint

REPORTS = [
    report("rep_0", publisher="Post", published="09-02"),
    report("rep_1", publisher="Sun", published="09-03"),
    report("rep_2", publisher=None, published=None),
    report("rep_3", publisher="Sun", published="09-05"),
]
BY_ID = {r.id: r for r in REPORTS}

_PLACES = st.sampled_from(
    [(), AFGHANISTAN, BAGHLAN, ANDARAB, PUL_E_HISAR, KABUL, KUNDUZ, (KUNDUZ, KABUL)]
)
_DAYS = st.sampled_from(
    [None, "09-01", "09-02", "09-03", ("09-01", "09-04"), ("08-01", "09-05"), ("08-20", "08-30")]
)
_WHO = st.lists(
    st.sampled_from([TALIBAN, NRF, ARMY, REBELS, who("Taliban", "recipient"), who("gunmen")]),
    max_size=3,
)
_BY = st.sampled_from(
    [
        (),
        (source("residents"),),
        (source("the Taliban", "organisation", party=True, id_="taliban"),),
        (source("the Post", "media"), source("Afzali", "person")),
    ]
)
_TYPES = st.sampled_from(
    ["battle", "attack", "airstrike", "takeover", "control", "casualties", "defeat", "presence",
     "strength", "withdrawal", "siege", "denial"]
)  # fmt: skip


@st.composite
def _claim(draw: st.DrawFn) -> Claim:
    return claim(
        draw(_TYPES),
        REPORTS[draw(st.integers(0, 3))],
        *draw(_WHO),
        at=draw(_PLACES),
        when=draw(_DAYS),
        by=draw(_BY),
        text=draw(st.sampled_from(["fierce fighting at dawn", "a bomb in the market", None])),
        sentence=draw(st.integers(0, 9)),
        polarity=draw(st.sampled_from(["positive", "positive", "positive", "negative"])),
        certainty=draw(st.sampled_from(["certain", "certain", "probable", "possible", "unknown"])),
        forecast=draw(st.sampled_from([None, None, None, None, Forecast(horizon_days=30)])),
        casualties=draw(st.sampled_from([(), (), (killed(3),), (killed(9), killed(4, part=True))])),
        flags=draw(st.sampled_from([(), (), (), (), ("withdrawn",)])),
    )


CLAIMS = st.lists(_claim(), max_size=14)
SETTINGS = settings(max_examples=80, deadline=None)


@SETTINGS
@given(claims=CLAIMS, data=st.data())
def test_the_order_of_claims_and_reports_makes_no_difference(
    claims: list[Claim], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(claims))
    reports = dict(data.draw(st.permutations(list(BY_ID.items()))))
    assert paint(shuffled, reports=reports) == paint(claims, reports=BY_ID)


@SETTINGS
@given(claims=CLAIMS)
def test_withdrawn_claims_never_show(claims: list[Claim]) -> None:
    picture = paint(claims, reports=BY_ID)
    shown = msgspec.json.encode(picture).decode()
    assert not [c.id for c in claims if c.has_flag("withdrawn") and c.id in shown]


@SETTINGS
@given(claims=CLAIMS)
def test_every_incident_stands_on_its_claims(claims: list[Claim]) -> None:
    told = {c.id: c for c in claims}
    picture = paint(claims, reports=BY_ID)
    ids = [incident.id for incident in picture.incidents]
    assert len(ids) == len(set(ids))
    for incident in picture.incidents:
        mine = [told[id_] for id_ in incident.claims]
        assert set(incident.reports) == {c.report.id for c in mine}
        assert 1 <= incident.independent_sources == len(incident.sources)
        assert {r for s in incident.sources for r in s.reports} == set(incident.reports)
        assert incident.type in {c.type for c in mine}
        for count in incident.casualties:
            if count.low is not None and count.high is not None and count.best is not None:
                assert count.low <= count.best <= count.high
        assert incident.grade.why


@SETTINGS
@given(claims=CLAIMS)
def test_a_claim_about_one_place_stands_in_one_incident(claims: list[Claim]) -> None:
    picture = paint(claims, reports=BY_ID)
    standing = [id_ for incident in picture.incidents for id_ in incident.claims]
    several = {c.id for c in claims if len(c.places) > 1}
    once = [id_ for id_ in standing if id_ not in several]
    assert len(once) == len(set(once))


@SETTINGS
@given(claims=CLAIMS, copied=st.integers(0, 3))
def test_a_copy_of_a_report_never_adds_an_independent_source(
    claims: list[Claim], copied: int
) -> None:
    before = paint(claims, reports=BY_ID)
    copy = msgspec.structs.replace(REPORTS[copied], id="rep_x", publisher="Mirror")
    again = [
        msgspec.structs.replace(c, id=c.id + "x", report=copy.ref())
        for c in claims
        if c.report.id == REPORTS[copied].id
    ]
    after = paint([*claims, *again], reports={**BY_ID, copy.id: copy})
    most = {id_: i.independent_sources for i in before.incidents for id_ in i.claims}
    grown = {id_ for i in after.incidents for id_ in i.claims if id_ in most}
    assert grown == set(most)
    for incident in after.incidents:
        originals = [id_ for id_ in incident.claims if id_ in most]
        same = [i for i in before.incidents if set(i.claims) == set(originals)]
        if same:
            assert incident.independent_sources <= same[0].independent_sources


@SETTINGS
@given(claims=CLAIMS)
def test_the_rows_of_a_place_follow_one_another(claims: list[Claim]) -> None:
    picture = paint(claims, reports=BY_ID)
    rows: dict[str, list[object]] = {}
    for state in picture.control:
        assert state.claims and state.since is not None
        assert state.until is None or state.since <= state.until
        assert (state.holder is None) or state.status in ("held", "claimed", "contested")
        rows.setdefault(state.place.mention, []).append(state.until)
    for ends in rows.values():
        assert ends[-1] is None and None not in ends[:-1]


@SETTINGS
@given(claims=CLAIMS)
def test_everything_shown_can_be_explained(claims: list[Claim]) -> None:
    picture = paint(claims, reports=BY_ID)
    for id_ in [
        *(i.id for i in picture.incidents),
        *(d.id for d in picture.disputes),
        *(f.claim for f in picture.forecasts),
        *(s.place.mention for s in picture.control),
        *(c.id for c in claims),
    ]:
        assert explain(picture, claims, id_)


@SETTINGS
@given(claims=CLAIMS)
def test_what_was_known_then_is_what_a_picture_of_then_shows(claims: list[Claim]) -> None:
    from claims_by_hand import day

    known = day("09-03")
    early = [c for c in claims if c.report.published and c.report.published <= known]
    reports = {id_: r for id_, r in BY_ID.items() if r.published and r.published <= known}
    assert paint(claims, reports=BY_ID, known=known) == paint(early, reports=reports)
