"""Reports and claims made up for tests of the store."""

from datetime import date

from sayso.model import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Evidence,
    Flag,
    Forecast,
    Participant,
    Report,
    claim_id,
    report_id,
)


def report(
    text: str = "Fighters took Pul-e Hisar on Friday, residents said.",
    *,
    publisher: str | None = "Hindukush Wire",
    published: date | None = date(2021, 9, 4),
    path: str | None = "wire/first.txt",
    title: str | None = None,
    language: str | None = "en",
) -> Report:
    return Report(
        id=report_id(text, publisher, published),
        text=text,
        path=path,
        title=title,
        published=published,
        published_from="given" if published else "none",
        publisher=publisher,
        language=language,
    )


def place(
    name: str = "Andarāb",
    *,
    lat: float | None = 35.6,
    lon: float | None = 69.2,
    admin1: str = "Baghlan",
    country: str = "AF",
    id_: str = "geonames:1",
) -> ClaimPlace:
    return ClaimPlace(
        role="location",
        mention=name,
        id=id_,
        name=name,
        admin1=admin1,
        country=country,
        lat=lat,
        lon=lon,
        precision="adm2",
    )


def claim(
    of: Report,
    start: int = 0,
    end: int | None = None,
    *,
    type_: str = "takeover",
    actor: str | None = "the Taliban",
    actor_id: str | None = "taliban",
    where: tuple[ClaimPlace, ...] = (),
    when: tuple[date | None, date | None] = (date(2021, 9, 3), date(2021, 9, 3)),
    source: str | None = None,
    reader: str = "grammar-1",
    score: float = 0.8,
    forecast: bool = False,
    flags: tuple[str, ...] = (),
) -> Claim:
    end = len(of.text) if end is None else end
    who = ()
    if actor is not None:
        who = (Participant(role="actor", mention=actor, start=start, end=start + 3, id=actor_id),)
    return Claim(
        id=claim_id(of.id, start, end, type_, who),
        report=of.ref(),
        type=type_,
        participants=who,
        places=where,
        time=ClaimTime(start=when[0], end=when[1], precision="day"),
        attribution=(Attribution(mention=source, kind="anonymous"),) if source else (),
        evidence=Evidence(text=of.text[start:end], start=start, end=end, sentence=0),
        forecast=Forecast(horizon_days=30) if forecast else None,
        flags=tuple(Flag(code=code) for code in flags),
        score=score,
        reader=reader,
    )
