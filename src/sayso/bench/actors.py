"""Who a mention of an actor means: a list of our own, over the conflicts since 1989.

``tuning.toml`` and ``held.toml`` (in ``tests/actors/cases``) hold groups of cases, one group a
conflict: a mention, a sentence around it, a year and a country, and the id of the actor meant, a
provisional one, or the kind of people whom nobody can name. Rules and registry may be tuned on the
first half only; of the other, only totals are told.

Metric: the share of cases in which exactly the actors wanted are found. *Wrong and sure* is the
share in which somebody else is named with a confidence of .7 or more. Beside them stand what
loading the registry takes and how many mentions it looks up a second.
"""

import math
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import process_time

import msgspec

from sayso.actors import Focus, Registry, ResolvedActor
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import InputError

WHERE = "give the folder of the cases with --data: tests/actors/cases"
HALVES = ("tuning", "held")
_SURE = 0.7
_ROUNDS = 5
_LOOKUPS = 100_000


class Case(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A mention, its sentence, the year, who is meant, and the country where it is not the group's."""

    mention: str
    sentence: str
    year: int
    who: str
    country: str | None = None


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cases of one conflict and where its facts can be looked up."""

    name: str
    country: str
    source: str
    cases: tuple[Case, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[Group, ...]


class Answer(msgspec.Struct, frozen=True):
    """A case, who was found, and whether that is who was wanted."""

    group: Group
    case: Case
    found: tuple[ResolvedActor, ...]

    @property
    def right(self) -> bool:
        """Whether exactly the actors wanted were found."""
        if self.case.who.startswith("~"):
            kinds = [actor.kind for actor in self.found]
            return kinds == [self.case.who[1:]] and self.found[0].id is None
        wanted = [part.split("|") for part in self.case.who.split(" + ")]
        return len(self.found) == len(wanted) and all(
            any(actor.id in ids for actor in self.found) for ids in wanted
        )

    @property
    def wrong_and_sure(self) -> bool:
        """Whether somebody else was named with confidence."""
        return not self.right and any(
            actor.id is not None and actor.score >= _SURE and actor.id not in self.case.who
            for actor in self.found
        )


def cases(data: Path, half: str) -> tuple[Group, ...]:
    """The groups of one half.

    :raises InputError: when the file is not there, or a case is malformed or not in its sentence
    """
    path = data / f"{half}.toml"
    try:
        groups = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).group
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(f"{path}: {error}", remedy=WHERE) from error
    for group in groups:
        for case in group.cases:
            if case.mention.lower() not in case.sentence.lower():
                raise InputError(
                    f"{path}: {case.mention!r} does not stand in {case.sentence!r}",
                    remedy="give a sentence that holds the mention",
                )
    return groups


def answers(groups: Sequence[Group], registry: Registry, pace: Pace = FULL) -> list[Answer]:
    """Who the registry finds for each case."""
    found: list[Answer] = []
    for group in pace.over(groups, "groups"):
        for case in group.cases:
            focus = Focus((case.country or group.country,), date(case.year, 7, 1))
            who = registry.describe_all(case.mention, focus, case.sentence)
            found.append(Answer(group, case, who))
    return found


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score both halves; errors are told of the tuning half only."""
    registry = Registry.load()
    figures: dict[str, float | int] = {}
    errors: list[str] = []
    for half in HALVES:
        told = answers(cases(data, half), registry, pace)
        figures[f"{half} cases"] = len(told)
        figures[f"{half} right"] = sum(a.right for a in told) / len(told)
        figures[f"{half} wrong and sure"] = sum(a.wrong_and_sure for a in told) / len(told)
        if half == "tuning":
            errors.extend(_told(answer) for answer in told if not answer.right)
    figures["loading, ms"] = _loading()
    figures["lookups a second"] = _lookups(registry)
    return Result(
        name="actors",
        about="who a mention means, on a list of our own",
        figures=figures,
        headline=("tuning right", "held right"),
        errors=tuple(errors),
    )


def _told(answer: Answer) -> str:
    case = answer.case
    got = ", ".join(f"{a.id or '~' + a.kind} {a.score}" for a in answer.found) or "nobody"
    country = case.country or answer.group.country
    return f"{case.mention!r} ({country} {case.year}) is {case.who}, not {got}"


def _loading() -> float:
    """Milliseconds of processor time that loading the registry takes, once compiled; the best of some rounds."""
    best = math.inf
    for _ in range(_ROUNDS):
        started = process_time()
        Registry.load()
        best = min(best, process_time() - started)
    return 1000 * best


def _lookups(registry: Registry) -> float:
    """Names looked up a second of processor time, the best of some rounds over all names of the registry."""
    names = [name for actor in registry for name in actor.names()]
    wanted = (names * (_LOOKUPS // max(1, len(names)) + 1))[:_LOOKUPS]
    best = 0.0
    for _ in range(_ROUNDS):
        started = process_time()
        for name in wanted:
            registry.lookup(name)
        best = max(best, len(wanted) / (process_time() - started))
    return best
