"""Claims written by hand, as short as a test can bear."""

from datetime import date, timedelta
from itertools import count

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
    Participant,
    Polarity,
    Precision,
    Report,
    Role,
    SourceKind,
    codes_of,
)

_NUMBER = count(1)


def day(text: str) -> date:
    """``2021-09-04``, or ``09-04`` in 2021."""
    return date.fromisoformat(text if len(text) > 5 else f"2021-{text}")


def report(
    id_: str,
    text: str | None = None,
    *,
    published: str | None = "09-04",
    publisher: str | None = None,
) -> Report:
    """A report; without a text it gets one that shares no five words with any other."""
    words = " ".join(f"{id_}word{n}" for n in range(60))
    return Report(
        id=id_,
        text=text if text is not None else words,
        published=day(published) if published else None,
        publisher=publisher,
    )


def place(
    name: str,
    *,
    country: str | None = "AF",
    admin1: str | None = None,
    admin2: str | None = None,
    at: tuple[float, float] | None = None,
    precision: Precision | None = "exact",
    id_: str | None = None,
    flags: tuple[Flag, ...] = (),
) -> ClaimPlace:
    """A location."""
    return ClaimPlace(
        role="location",
        mention=name,
        id=id_,
        name=name if precision else None,
        admin1=admin1,
        admin2=admin2,
        country=country,
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        precision=precision,
        flags=flags,
    )


AFGHANISTAN = place("Afghanistan", precision="country", id_="geonames:1149361")
BAGHLAN = place("Baghlan", admin1="Baghlan", precision="adm1")
ANDARAB = place("Andarab", admin1="Baghlan", admin2="Andarab", at=(35.65, 69.25), precision="adm2")
PUL_E_HISAR = place(
    "Pul-e Hisar", admin1="Baghlan", admin2="Pul-e Hisar", at=(35.62, 69.43), precision="adm2"
)
DIH_SALAH = place(
    "Dih Salah", admin1="Baghlan", admin2="Dih Salah", at=(35.68, 69.31), precision="adm2"
)
PANJSHIR = place("Panjshir", admin1="Panjshir", precision="adm1")
KABUL = place("Kabul", admin1="Kabul", at=(34.53, 69.17), id_="geonames:1138958")
KUNDUZ = place("Kunduz", admin1="Kunduz", at=(36.73, 68.86))


def who(name: str, role: Role = "actor", id_: str | None = None) -> Participant:
    """A participant."""
    return Participant(role=role, mention=name, name=name, id=id_)


TALIBAN = who("Taliban", id_="taliban")
NRF = who("National Resistance Front", id_="nrf")
ARMY = who("Army of Ruritania", id_="army")
REBELS = who("Free Ruritania", id_="rebels")


def source(
    mention: str, kind: SourceKind = "anonymous", *, party: bool = False, id_: str | None = None
) -> Attribution:
    """A link of a chain of sources."""
    return Attribution(mention=mention, kind=kind, party=party, id=id_)


def killed(
    low: int | None, high: int | None = None, *, side: str | None = None, part: bool = False
) -> Casualties:
    """A count of dead; exact unless told otherwise."""
    return Casualties(
        outcome="killed",
        side=side,
        low=low,
        high=low if high is None else high if high >= 0 else None,
        part_of_total=part,
    )


def claim(
    type_: str,
    in_report: Report,
    *who_: Participant,
    at: ClaimPlace | tuple[ClaimPlace, ...] = (),
    when: str | tuple[str, str] | None = "09-03",
    by: tuple[Attribution, ...] = (),
    text: str | None = None,
    sentence: int | None = None,
    polarity: Polarity = "positive",
    certainty: Certainty = "certain",
    conditional: bool = False,
    forecast: Forecast | None = None,
    casualties: tuple[Casualties, ...] = (),
    flags: tuple[str, ...] = (),
    id_: str | None = None,
) -> Claim:
    """A claim; each gets an id, a sentence and words of its own unless told otherwise."""
    number = next(_NUMBER)
    first, last = (when, when) if isinstance(when, str) else when or (None, None)
    start, end = (day(each) if each else None for each in (first, last))
    span = (end - start) if start and end else timedelta(days=999)
    return Claim(
        id=id_ or f"clm_{number:05d}",
        report=in_report.ref(),
        type=type_,
        codes=codes_of(type_),
        participants=who_,
        places=at if isinstance(at, tuple) else (at,),
        time=ClaimTime(
            start=start,
            end=end,
            precision="day" if span.days == 0 else "week" if span.days < 8 else "unknown",
        ),
        certainty=certainty,
        polarity=polarity,
        conditional=conditional,
        forecast=forecast,
        casualties=casualties,
        attribution=by,
        evidence=Evidence(
            text=text or f"unlike{number}",
            start=number * 10,
            end=number * 10 + 9,
            sentence=number * 5 if sentence is None else sentence,
        ),
        flags=tuple(Flag(code=code) for code in flags),
    )
