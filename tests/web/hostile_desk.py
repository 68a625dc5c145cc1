"""A desk on which every field that a report or a reviewer can fill holds a hostile string."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from desk_by_hand import DeskByHand

from sayso.model import (
    Attribution,
    Casualties,
    Claim,
    ClaimPlace,
    ClaimTime,
    ControlState,
    Decision,
    Dispute,
    Evidence,
    Flag,
    Forecast,
    ForecastVerdict,
    Grade,
    Holder,
    Incident,
    IncidentCasualties,
    Observer,
    Participant,
    Picture,
    Quantity,
    Report,
    SourceRecord,
)
from sayso.store import open_store

STRINGS = tuple(
    Path(__file__).with_name("hostile_strings.txt").read_text(encoding="utf-8").splitlines()
)
DAY = date(2021, 9, 6)


def lay_hostile_desk(path: Path) -> DeskByHand:
    """One claim, incident, place, actor, source, dispute and forecast for each string."""
    text = "\n\n".join(STRINGS)
    whole = _report("rep_all", STRINGS[0], text)
    reports = [whole, *(_report(f"rep_{n:03}", one, one) for n, one in enumerate(STRINGS))]
    claims = tuple(_claims(whole, text))
    store = open_store(path)
    store.add_reports(reports)
    store.record_reading(whole.id, "hostile", claims)
    store.put_sources([SourceRecord(name=one, owner=one, kind=one) for one in STRINGS])
    for n, one in enumerate(STRINGS):
        store.decide(
            Decision(
                id=f"dec_{n:03}",
                kind="accept",
                # Most claims stay undecided, so that the queue holds them.
                claims=(claims[n % 3].id,),
                by=one,
                why=one,
                made=datetime(2021, 9, 7, tzinfo=UTC),
            )
        )
    return DeskByHand(store, _picture(whole, claims))


def _report(id_: str, one: str, text: str) -> Report:
    return Report(
        id=id_,
        text=text,
        path=one,
        title=one,
        published=DAY,
        publisher=one,
        url=one,
        language="en",
    )


def _claims(report: Report, text: str) -> Iterator[Claim]:
    at = 0
    for n, one in enumerate(STRINGS):
        at = text.index(one, at)
        end = at + len(one)
        yield Claim(
            id=f"clm_{n:03}",
            report=report.ref(),
            type="attack",
            participants=(
                Participant(
                    role="actor",
                    mention=one,
                    start=at,
                    end=end,
                    id=f"new:{one}",
                    name=one,
                    kind=one,
                ),
            ),
            places=(_place(n, one),),
            time=ClaimTime(mention=one, start=DAY, end=DAY, precision="day"),
            forecast=Forecast(made=DAY, due=DAY, horizon_days=0, mention=one),
            casualties=(
                Casualties(outcome="killed", side=one, side_name=one, low=1, high=1, mention=one),
            ),
            quantities=(Quantity(of=one, low=1, high=1, mention=one),),
            attribution=(
                Attribution(
                    mention=one,
                    start=at,
                    end=end,
                    cue=one,
                    channel=one,
                    kind="person",
                    members=(one, one),
                    name=one,
                ),
            ),
            evidence=Evidence(text=one, start=at, end=end, sentence=n),
            flags=(Flag(code=one, detail=one),),
        )
        at = end


def _place(n: int, one: str) -> ClaimPlace:
    return ClaimPlace(
        role="location",
        mention=one,
        id=f"sayso:{n}",
        name=one,
        admin1=one,
        admin2=one,
        country="AF",
        lat=34.0 + n / 100,
        lon=66.0 + n / 100,
        precision="near",
        flags=(Flag(code=one, detail=one),),
    )


def _picture(report: Report, claims: tuple[Claim, ...]) -> Picture:
    incidents = [
        _incident(f"inc_{n:03}", STRINGS[n], (claim,), report) for n, claim in enumerate(claims)
    ]
    return Picture(
        incidents=(*incidents, _incident("inc_all", STRINGS[0], claims, report)),
        control=tuple(
            ControlState(
                place=_place(n, one),
                holder=Holder(id=f"new:{one}", name=one),
                status="contested",
                since=DAY,
                claims=(claims[n].id,),
                grade=Grade(why=one),
                rivals=(Holder(name=one),),
            )
            for n, one in enumerate(STRINGS)
        ),
        disputes=tuple(
            Dispute(
                id=f"dis_{n:03}",
                kind="number",
                claims=((claims[n].id,), (claims[n - 1].id,)),
                about=one,
                why=one,
            )
            for n, one in enumerate(STRINGS)
        ),
        forecasts=tuple(
            ForecastVerdict(claim=claims[n].id, source=one, made=DAY, due=DAY, why=one)
            for n, one in enumerate(STRINGS)
        ),
        as_of=date(2021, 9, 17),
    )


def _incident(id_: str, one: str, claims: tuple[Claim, ...], report: Report) -> Incident:
    return Incident(
        id=id_,
        type="attack",
        title=one,
        participants=tuple(p for c in claims for p in c.participants),
        place=claims[0].places[0],
        time=claims[0].time,
        casualties=(
            IncidentCasualties(outcome="killed", side=one, side_name=one, low=1, best=1, high=1),
        ),
        claims=tuple(c.id for c in claims),
        reports=(report.id,),
        independent_sources=len(claims),
        sources=tuple(
            Observer(
                key=c.evidence.text,
                name=c.evidence.text,
                kind="person",
                reports=(report.id, f"rep_{c.evidence.sentence:03}"),
                via=(c.evidence.text,),
            )
            for c in claims
        ),
        grade=Grade(why=one),
        flags=(Flag(code=one, detail=one),),
    )
