"""A desk of 100,000 incidents, the same every time: what the page has to open at once.

``python tests/web/great_desk.py [PORT]`` serves it.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from desk_by_hand import DeskByHand, lay_desk, write_down

from sayso.model import (
    ClaimPlace,
    ClaimTime,
    Grade,
    Incident,
    IncidentCasualties,
    Observer,
    Participant,
    Picture,
)

MANY = 100_000
TYPES = ("battle", "airstrike", "shelling", "attack", "protest", "arrest", "explosion", "takeover")
FIRST = date(2004, 1, 1)


def great_picture(many: int = MANY) -> Picture:
    """So many incidents over 17 years at 4,000 places, among 300 actors."""
    chance = Random(8)
    places = [
        ClaimPlace(
            role="location",
            mention=f"Town {n}",
            id=f"great:{n}",
            name=f"Town {n}",
            admin1=f"Province {n % 34}",
            country="AF",
            lat=29.5 + 8.5 * chance.random(),
            lon=61.0 + 13.0 * chance.random(),
            precision="near",
        )
        for n in range(4000)
    ]
    actors = [
        Participant(role="actor", mention=f"Group {n}", id=f"great:a{n}", name=f"Group {n}")
        for n in range(300)
    ]
    observers = [
        Observer(key=f"o{n}", name=f"Source {n}", kind="media", party=n % 5 == 0)
        for n in range(2000)
    ]
    days = (date(2021, 9, 17) - FIRST).days
    incidents = []
    for n in range(many):
        kind, place = chance.choice(TYPES), chance.choice(places)
        day = FIRST + timedelta(days=chance.randrange(days))
        told = tuple(chance.sample(observers, 1 + chance.randrange(3)))
        killed = chance.randrange(30)
        incidents.append(
            Incident(
                id=f"inc_{n:016x}",
                type=kind,
                title=f"{kind.capitalize()} at {place.name}, {day:%d %b %Y}",
                participants=(chance.choice(actors), chance.choice(actors)),
                place=place,
                time=ClaimTime(start=day, end=day, precision="day"),
                casualties=(IncidentCasualties(outcome="killed", low=killed, best=killed),),
                claims=(f"clm_{n:016x}",),
                independent_sources=len(told),
                sources=told,
                grade=Grade(credibility=1 + chance.randrange(6)),
            )
        )
    _, small = write_down()
    return Picture(
        incidents=tuple(incidents),
        control=small.control,
        disputes=small.disputes,
        forecasts=small.forecasts,
        as_of=small.as_of,
    )


def lay_great_desk(path: Path, many: int = MANY) -> DeskByHand:
    """A desk whose picture is great; its store holds only the reports written by hand."""
    return DeskByHand(lay_desk(path).store, great_picture(many))


if __name__ == "__main__":
    import sys
    import tempfile

    from sayso.web import serve

    with tempfile.TemporaryDirectory() as folder:
        desk = lay_great_desk(Path(folder) / "desk.db")
        serve(desk, port=int(sys.argv[1]) if sys.argv[1:] else 8751)
