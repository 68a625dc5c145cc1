"""Claims about made-up happenings whose truth is known, as many as wanted.

    python tests/picture/made_world.py 5000 20000     how long a picture of so many takes

Ten claims to a report, four to a happening, a hundred to a day, 400 towns in four countries, 30 parties; days, counts
and sides are told with the omissions and slips that reports have.
"""

import random
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model import (
    Attribution,
    Casualties,
    Claim,
    ClaimPlace,
    ClaimTime,
    Evidence,
    Forecast,
    Participant,
    Report,
)
from sayso.picture import paint
from sayso.picture.kept import Kept

_TYPES = (
    *["battle"] * 6, *["airstrike"] * 3, *["attack"] * 3,
    "explosion", "takeover", "control", "arrest", "protest", "displacement", "presence",
)  # fmt: skip
_PARTIES = [
    Participant(role="actor", mention=f"Side {n} Front", name=f"Side {n} Front", id=f"side-{n}")
    for n in range(30)
]
_WORDS = [f"w{n}" for n in range(5000)]


@dataclass(frozen=True)
class Happening:
    """What was so."""

    type: str
    place: ClaimPlace
    day: date
    sides: tuple[Participant, Participant]
    killed: int


@dataclass(frozen=True)
class World:
    """Reports, their claims, and for each claim the number of the happening it tells of."""

    reports: dict[str, Report]
    claims: list[Claim]
    truth: dict[str, int]


def make(size: int, seed: int = 1) -> World:
    """A world of so many claims; the same seed makes the same world."""
    chance = random.Random(seed)
    happenings = _happenings(chance, size)
    world = World(reports={}, claims=[], truth={})
    texts: list[str] = []
    while len(world.claims) < size:
        middle = int(len(world.claims) / size * len(happenings))
        told = [
            max(0, min(len(happenings) - 1, middle + chance.randrange(-15, 15))) for _ in range(10)
        ]
        fresh = " ".join(chance.choice(_WORDS) for _ in range(300))
        texts.append(chance.choice(texts[-50:]) if texts and chance.random() < 0.2 else fresh)
        report = Report(
            id=f"rep_{len(world.reports):06d}",
            text=texts[-1],
            published=max(happenings[n].day for n in told) + timedelta(days=chance.randrange(2)),
            publisher=f"Outlet {chance.randrange(60)}",
        )
        world.reports[report.id] = report
        for sentence, number in enumerate(told):
            claim = _claim(chance, report, sentence, happenings[number], len(world.claims))
            world.claims.append(claim)
            world.truth[claim.id] = number
    return world


def _happenings(chance: random.Random, size: int) -> list[Happening]:
    towns = [
        ClaimPlace(
            role="location", mention=f"Town{n}", id=f"geonames:{n}", name=f"Town{n}",
            admin1=f"Province{n // 10}", admin2=f"District{n // 3}", country=f"C{n // 100}",
            lat=10 + (n % 40) * 0.4 + chance.random() * 0.2,
            lon=20 + (n // 40) * 0.4 + chance.random() * 0.2, precision="exact",
        )
        for n in range(400)
    ]  # fmt: skip
    days = max(10, size // 100)
    found = []
    for _ in range(max(1, size // 4)):
        one, other = chance.sample(_PARTIES, 2)
        found.append(
            Happening(
                type=chance.choice(_TYPES),
                place=chance.choice(towns),
                day=date(2020, 1, 1) + timedelta(days=chance.randrange(days)),
                sides=(one, other),
                killed=chance.randrange(1, 60),
            )
        )
    return sorted(found, key=lambda h: h.day)


def _claim(
    chance: random.Random, report: Report, sentence: int, told: Happening, number: int
) -> Claim:
    start = told.day + timedelta(days=chance.choice([0, 0, 0, 0, 1]))
    span = chance.choice([0, 0, 0, 1, 6])
    forecast = Forecast(made=report.published, horizon_days=30) if chance.random() < 0.01 else None
    speakers = (
        (),
        (Attribution(mention=f"Speaker {chance.randrange(200)}", kind="person"),),
        (Attribution(mention=chance.choice(["residents", "officials"]), kind="anonymous"),),
    )
    return Claim(
        id=f"clm_{number:08d}",
        report=report.ref(),
        type=told.type,
        participants=told.sides if chance.random() < 0.6 else told.sides[:1],
        places=(told.place,) if chance.random() < 0.92 else (),
        time=ClaimTime(
            start=start, end=start + timedelta(days=span), precision="week" if span else "day"
        ),
        polarity="negative" if chance.random() < 0.03 else "positive",
        forecast=forecast,
        casualties=(
            (Casualties(outcome="killed", low=told.killed, high=told.killed),)
            if chance.random() < 0.5
            else ()
        ),
        attribution=chance.choice(speakers),
        evidence=Evidence(
            text=" ".join(chance.choice(_WORDS) for _ in range(12)),
            start=sentence * 100,
            end=sentence * 100 + 90,
            sentence=sentence * 3,
        ),
    )


def main() -> None:
    """Print how long a picture of so many claims takes."""
    for size in map(int, sys.argv[1:]):
        world = make(size)
        began = time.process_time()
        picture = paint(world.claims, reports=world.reports)
        took = time.process_time() - began
        print(
            f"{size} claims: {took:.1f} s of processor time, {_one_more(world):.1f} s after one more"
            f" report; {len(picture.incidents)} incidents, {len(picture.disputes)} disputes,"
            f" {len(picture.control)} rows of control"
        )


def _one_more(world: World) -> float:
    """How long it takes when all but one report, from the middle, have been painted."""
    late = sorted(world.reports)[len(world.reports) // 2]
    kept = Kept()
    others = {id_: report for id_, report in world.reports.items() if id_ != late}
    paint([c for c in world.claims if c.report.id != late], reports=others, kept=kept)
    began = time.process_time()
    paint(world.claims, reports=world.reports, kept=kept)
    return time.process_time() - began


if __name__ == "__main__":
    main()
