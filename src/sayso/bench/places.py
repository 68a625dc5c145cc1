"""Where a place named in a report on a conflict lies: a list of our own, over some 70 countries.

``tuning.csv`` and ``held.csv`` (in ``tests/places/cases``) hold places as such reports write them:
valleys, camps, airports, straits, regions, disputed and renamed towns, misspelt, transliterated or in
their own script, each in a sentence that names what contains it, with the country, the first-order
unit, a point, the kilometres that count as right, and where the point can be looked up. Gazetteer and
rules may be tuned on the first half only; of the other, only totals are told.

Metric: a place is *right* when the reader finds it, puts it into the country, and no farther from the
point than the row allows. *In the unit* asks for country and first-order unit. *Wrong and sure* is
the share put elsewhere with a precision of exact or near and a score of .7 or more. *Exact, right*
is the share of places given as exact that are right, *near* and so on alike; the number of such
stands beside it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

import msgspec

from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, content_of, reader
from sayso.model import InputError
from sayso.places import Gazetteer, PlaceMention, distance_km
from sayso.places.spelling import normal

WHERE = "give the folder of the cases with --data: tests/places/cases"
HALVES = ("tuning", "held")
_COLUMNS = ("mention", "sentence", "country", "admin1", "lat", "lon", "km", "source")
_SURE = 0.7
_LOOKUPS = 20_000


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in a sentence, and where it lies; ``km`` is what counts as right.

    Seas have no country; a place that two claim may be put into either ("ER|ET").
    """

    mention: str
    sentence: str
    country: str
    admin1: str
    lat: float
    lon: float
    km: float
    source: str


def _of_country(country: str | None, case: Case) -> bool:
    return not case.country or country in case.country.split("|")


class Answer(msgspec.Struct, frozen=True):
    """A case and what the reader made of it; ``in_unit`` where country and unit are right."""

    case: Case
    found: PlaceMention | None
    in_unit: bool

    @property
    def right(self) -> bool:
        """Whether it was found and put where it is."""
        away = self.away
        return away is not None and away <= self.case.km and self.in_country

    @property
    def in_country(self) -> bool:
        """Whether it was put into the country."""
        place = self.found.place if self.found else None
        return place is not None and _of_country(place.country, self.case)

    @property
    def away(self) -> float | None:
        """Kilometres between the point given and the one wanted; null where none was given."""
        if self.found is None or self.found.lat is None or self.found.lon is None:
            return None
        return distance_km(self.found.lat, self.found.lon, self.case.lat, self.case.lon)

    @property
    def wrong_and_sure(self) -> bool:
        """Whether it was put elsewhere with confidence."""
        return (
            self.found is not None
            and self.away is not None
            and not self.right
            and self.found.precision in ("exact", "near")
            and self.found.score >= _SURE
        )


def cases(data: Path, half: str) -> tuple[Case, ...]:
    """The cases of one half.

    :raises InputError: when the file is not there, or a row is malformed or its place not in its sentence
    """
    path = data / f"{half}.csv"
    reading = csv.DictReader(content_of(path, WHERE).splitlines())
    if tuple(reading.fieldnames or ()) != _COLUMNS:
        raise InputError(f"{path}: the columns are not {', '.join(_COLUMNS)}", remedy=WHERE)
    found = []
    for row in reading:
        where = f"{path}:{reading.line_num}"
        try:
            case = msgspec.convert(row, Case, strict=False)
        except msgspec.ValidationError as error:
            raise InputError(f"{where}: {error}", remedy="correct the row") from error
        if case.mention not in case.sentence or not case.source:
            raise InputError(
                f"{where}: {case.mention!r} does not stand in its sentence, or has no source",
                remedy="give a sentence that holds the mention, and a source",
            )
        found.append(case)
    return tuple(found)


def answers(wanted: Sequence[Case], gazetteer: Gazetteer, pace: Pace = FULL) -> list[Answer]:
    """What the reader makes of each case."""
    return [_answer(case, gazetteer) for case in pace.over(wanted, "places")]


def _answer(case: Case, gazetteer: Gazetteer) -> Answer:
    start = case.sentence.index(case.mention)
    end = start + len(case.mention)
    over = [
        mention
        for mention in reader().read(as_report(case.sentence)).mentions.places
        if mention.start < end and start < mention.end and not mention.adjective
    ]
    found = max(over, key=lambda m: min(m.end, end) - max(m.start, start), default=None)
    return Answer(case, found, found is not None and _in_unit(case, found, gazetteer))


def _in_unit(case: Case, found: PlaceMention, gazetteer: Gazetteer) -> bool:
    if found.place is None or not _of_country(found.place.country, case):
        return False
    units = {
        unit.id
        for unit in gazetteer.bearers(normal(case.admin1))
        if unit.kind == "adm1" and _of_country(unit.country, case)
    }
    return not case.admin1 or bool(units & {found.place.id, *found.place.parents})


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score both halves; errors are told of the tuning half only.

    :raises InputError: when the cases are not there or malformed
    """
    figures: dict[str, float | int] = {}
    errors: list[str] = []
    everything: list[Answer] = []
    with Gazetteer.open() as gazetteer:
        for half in HALVES:
            told = answers(cases(data, half), gazetteer, pace)
            everything += told
            figures[f"{half} cases"] = len(told)
            figures[f"{half} right"] = _share([a.right for a in told])
            figures[f"{half} in the unit"] = _share([a.in_unit for a in told])
            figures[f"{half} wrong and sure"] = _share([a.wrong_and_sure for a in told])
            if half == "tuning":
                errors.extend(_told(answer) for answer in told if not answer.right)
        figures |= dict(_by_precision(everything))
        figures["lookups a second"] = _lookups(gazetteer.path)
    return Result(
        name="places",
        about="where places of conflicts lie, on a list of our own",
        figures=figures,
        headline=("tuning right", "held right", "exact, right"),
        errors=tuple(errors),
    )


def _share(which: Sequence[bool]) -> float:
    return sum(which) / max(1, len(which))


def _by_precision(told: Sequence[Answer]) -> Iterator[tuple[str, float | int]]:
    """How many were given at each precision, and how many of those are right."""
    classes: dict[str, list[bool]] = defaultdict(list)
    for answer in told:
        if answer.away is not None and answer.found is not None:
            classes[answer.found.precision or "none"].append(answer.right)
    for precision in ("exact", "near", "adm2", "adm1", "region", "country"):
        if precision in classes:
            yield f"{precision}, given", len(classes[precision])
            yield f"{precision}, right", _share(classes[precision])


def _told(answer: Answer) -> str:
    case, found = answer.case, answer.found
    if found is None:
        got = "not found"
    elif found.place is None or answer.away is None:
        got = "put nowhere"
    else:
        place = found.place
        got = (
            f"put {answer.away:.0f} km away: {place.name}, {place.admin1}, {place.country} "
            f"({place.id}, {found.precision}, {found.score:.2f})"
        )
    return f"{case.mention!r} ({case.admin1}, {case.country}; {case.km:g} km): {got}"


def _lookups(path: Path) -> float:
    """Names of the gazetteer looked up a second of processor time, each for the first time."""
    with Gazetteer.open(path) as gazetteer:
        rows = gazetteer.connection.execute(
            "SELECT DISTINCT norm FROM name WHERE place % 59 = 0 LIMIT ?", (_LOOKUPS,)
        )
        names = [row[0] for row in rows]
        started = process_time()
        for name in names:
            gazetteer.candidates(name)
        return len(names) / max(1e-9, process_time() - started)
