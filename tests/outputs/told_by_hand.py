"""Claims, incidents and pictures written by hand, as short as a test of the exports can bear."""

from datetime import date, timedelta
from pathlib import Path

from sayso.model import (
    Attribution,
    Casualties,
    Certainty,
    Claim,
    ClaimPlace,
    ClaimTime,
    Evidence,
    Flag,
    Forecast,
    Grade,
    Incident,
    IncidentCasualties,
    Observer,
    Outcome,
    Participant,
    Picture,
    Polarity,
    Precision,
    ReportRef,
    Role,
    codes_of,
    stable_id,
)
from sayso.outputs import export_picture

AS_OF = date(2021, 9, 30)


def day(text: str) -> date:
    """``09-03`` in 2021."""
    return date.fromisoformat(f"2021-{text}")


def who(
    name: str,
    role: Role = "actor",
    kind: str | None = "rebel group",
    *,
    id_: str | None = None,
    country: str | None = "AF",
) -> Participant:
    """A participant; with an id unless it is a person or of no kind."""
    known = id_ or (None if kind in (None, "person", "civilians") else name.casefold())
    return Participant(role=role, mention=name, name=name, kind=kind, id=known, country=country)


TALIBAN = who("Taliban")
FRONT = who("National Resistance Front")
ARMY = who("Afghan National Army", kind="state forces")
RAIDERS = who("United States Armed Forces", kind="state forces", country="US")
PEOPLE = who("villagers", "victim", "civilians", country=None)


def place(
    name: str = "Banu",
    precision: Precision | None = "exact",
    *,
    lat: float | None = 35.6512,
    lon: float | None = 69.2543,
    admin1: str | None = "Baghlan",
    admin2: str | None = "Andarab",
    country: str | None = "AF",
) -> ClaimPlace:
    """A location in Baghlan unless told otherwise."""
    return ClaimPlace(
        role="location",
        mention=name,
        id="geonames:42" if precision else None,
        name=name if precision else None,
        admin1=admin1,
        admin2=admin2,
        country=country,
        lat=lat,
        lon=lon,
        precision=precision,
    )


def killed(
    low: int | None,
    high: int | None = None,
    mention: str | None = None,
    *,
    side: str | None = None,
    outcome: Outcome = "killed",
    part: bool = False,
) -> Casualties:
    """A count as a claim tells it."""
    return Casualties(
        outcome=outcome, side=side, low=low, high=high, mention=mention, part_of_total=part
    )


def toll(
    low: int | None,
    best: int | None,
    high: int | None,
    *,
    side: str | None = None,
    outcome: Outcome = "killed",
) -> IncidentCasualties:
    """A count as an incident has it."""
    return IncidentCasualties(
        outcome=outcome, side=side, side_name=side, low=low, best=best, high=high
    )


def claim(
    type_: str,
    *participants: Participant,
    text: str = "they fought near the bridge",
    at: ClaimPlace | None = None,
    when: tuple[str, str] | str | None = "09-03",
    by: tuple[Attribution, ...] = (),
    publisher: str | None = "Valley Wire",
    title: str | None = "Fighting in the valley",
    url: str | None = "https://valley.example/1",
    path: str | None = None,
    certainty: Certainty = "certain",
    polarity: Polarity = "positive",
    casualties: tuple[Casualties, ...] = (),
    forecast: Forecast | None = None,
    published: str | None = "09-04",
    language: str | None = "en",
) -> Claim:
    """A claim in a report of its own."""
    first, last = (when, when) if isinstance(when, str) else when or (None, None)
    key = (type_, text, publisher, title, first, last, participants, by, at, casualties, polarity)
    return Claim(
        id=stable_id("clm", key),
        report=ReportRef(
            id=stable_id("rep", key),
            path=path,
            title=title,
            published=day(published) if published else None,
            publisher=publisher,
            url=url,
            language=language,
        ),
        type=type_,
        codes=codes_of(type_),
        participants=participants,
        places=(at,) if at else (),
        time=ClaimTime(
            start=day(first) if first else None, end=day(last) if last else None, precision="day"
        ),
        certainty=certainty,
        polarity=polarity,
        casualties=casualties,
        forecast=forecast,
        attribution=by,
        evidence=Evidence(text=text, start=10, end=10 + len(text), sentence=2),
        score=0.8,
        reader="by-hand",
    )


def incident(
    *claims: Claim,
    type_: str | None = None,
    participants: tuple[Participant, ...] | None = None,
    at: ClaimPlace | None = None,
    casualties: tuple[IncidentCasualties, ...] = (),
    flags: tuple[str, ...] = (),
    credibility: int = 2,
    party: bool = False,
    assumed: bool = False,
) -> Incident:
    """The incident that these claims tell of; what is not given is the first claim's."""
    first = claims[0]
    slug = type_ or first.type
    span = (first.time.end - first.time.start) if first.time.start and first.time.end else None
    precision = "unknown" if assumed or span is None else "day" if span == timedelta(0) else "week"
    spot = at or (first.places[0] if first.places else None)
    observers = tuple(
        Observer(
            key=f"name:{name.casefold()}",
            name=name,
            kind="media",
            party=party,
            reports=tuple(c.report.id for c in claims if c.report.publisher == name),
        )
        for name in dict.fromkeys(c.report.publisher or "unknown" for c in claims)
    )
    parties = participants if participants is not None else first.participants
    return Incident(
        id=stable_id("inc", (first.id,)),
        type=slug,
        codes=codes_of(slug),
        title=f"{slug.capitalize()} at {spot.name if spot else 'an unknown place'}: "
        + ", ".join(p.name or p.mention for p in parties),
        participants=parties,
        place=spot,
        time=ClaimTime(start=first.time.start, end=first.time.end, precision=precision),
        casualties=casualties,
        claims=tuple(c.id for c in claims),
        reports=tuple(c.report.id for c in claims),
        independent_sources=len(observers),
        sources=observers,
        grade=Grade(reliability="F", credibility=credibility, why="as told"),
        flags=tuple(Flag(code=code) for code in flags),
    )


def picture(*incidents: Incident) -> Picture:
    """A picture of incidents alone."""
    return Picture(incidents=incidents, as_of=AS_OF)


def exported(
    format_: str,
    folder: Path,
    incidents: tuple[Incident, ...],
    claims: tuple[Claim, ...],
    *,
    redact_persons: bool = False,
    coarsen: str | None = None,
) -> str:
    """The text of an exported file."""
    path = folder / f"out.{format_}"
    export_picture(
        format_,
        path,
        picture(*incidents),
        claims,
        redact_persons=redact_persons,
        coarsen=coarsen,
    )
    return path.read_text(encoding="utf-8")
