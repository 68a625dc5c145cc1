"""A bundle: reports on one theatre and what a careful analyst makes of them together.

A folder with

    manifest.yaml   the reports, as ``sayso add --manifest`` takes them
    sources.yaml    the source list, as ``sayso sources add`` takes it
    gold.yaml       the analyst's picture, in the shape of :class:`Gold`

In ``gold.yaml`` a claim is named by report and words: ``"03: seized the town"`` is whatever
``reports/03.txt`` says in these words, which must stand in it once.
"""

from datetime import date
from pathlib import Path

import msgspec
import yaml

from sayso.model import ControlStatus, DisputeKind, InputError, Outcome, Verdict, ontology

WHERE = "give a folder of bundles, such as bundles/; docs/bundles.md describes their format"


class Span(msgspec.Struct, frozen=True):
    """Words of a report: the stem of its file, and where they stand in it (half-open)."""

    report: str
    start: int
    end: int


class Range(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lowest and the highest number that any report allows; null is not known."""

    low: int | None = None
    high: int | None = None


class GoldIncident(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A happening: which words tell of it, by how many observers, with how many dead.

    ``types`` are all that it may be called; ``killed`` has a range for each side that lost people,
    and is not judged where it is empty.
    """

    name: str
    types: tuple[str, ...]
    told: tuple[str, ...]
    independent: int
    killed: tuple[Range, ...] = ()


class GoldControl(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who holds a place on a day, as known by a later one; any of the states and names will do."""

    place: str
    day: date
    status: tuple[ControlStatus, ...]
    holder: tuple[str, ...] = ()
    known: date | None = None


class GoldDispute(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that cannot both be true."""

    kind: DisputeKind
    left: tuple[str, ...]
    right: tuple[str, ...]


class GoldForecast(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A forecast, and the verdicts on it that are right."""

    told: str
    verdict: tuple[Verdict, ...]
    outcome: date | None = None


class Gold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of ``gold.yaml``.

    :param synthetic: whether the reports were written for this
    :param until: the day as of which the picture is drawn
    :param tune: whether the picture was built with an eye on this bundle
    """

    synthetic: bool
    theatre: str
    until: date
    tune: bool = False
    incidents: tuple[GoldIncident, ...] = ()
    control: tuple[GoldControl, ...] = ()
    disputes: tuple[GoldDispute, ...] = ()
    forecasts: tuple[GoldForecast, ...] = ()


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle with the texts of its reports by the stem of their files."""

    folder: Path
    gold: Gold
    texts: dict[str, str]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    def span(self, told: str) -> Span:
        """Where the words of ``"03: seized the town"`` stand.

        :raises InputError: when there is no such report, or the words do not stand in it once
        """
        report, _, words = told.partition(": ")
        text = self.texts.get(report)
        if text is None or text.count(words) != 1 or not words:
            raise InputError(
                f"{self.folder / 'gold.yaml'}: {told!r} does not stand once in a report of the bundle",
                remedy="write the stem of the report's file, a colon, and words that stand there once",
            )
        start = text.index(words)
        return Span(report, start, start + len(words))


def read_bundles(data: Path) -> list[Bundle]:
    """The bundles in a folder, or the one that it is, by name.

    :raises InputError: when there is none, or one has not the shape above
    """
    folders = [data] if (data / "gold.yaml").is_file() else sorted(data.iterdir())
    found = [_read(folder) for folder in folders if (folder / "gold.yaml").is_file()]
    if not found:
        raise InputError(f"{data}: no folder in it holds a gold.yaml", remedy=WHERE)
    return found


def _read(folder: Path) -> Bundle:
    path = folder / "gold.yaml"
    try:
        gold = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Gold)
    except (yaml.YAMLError, msgspec.ValidationError, OSError) as error:
        raise InputError(f"{path}: {error}", remedy="see docs/bundles.md") from error
    for incident in gold.incidents:
        for slug in incident.types:
            if slug not in ontology():
                raise InputError(
                    f"{path}: {incident.name}: no claim type is called {slug!r}",
                    remedy="use a slug of ontology.toml",
                )
    texts = {
        file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("reports/*.txt"))
    }
    bundle = Bundle(folder=folder, gold=gold, texts=texts)
    for told in _all_words(gold):
        bundle.span(told)
    return bundle


def _all_words(gold: Gold) -> list[str]:
    return [
        *(told for incident in gold.incidents for told in incident.told),
        *(told for dispute in gold.disputes for told in (*dispute.left, *dispute.right)),
        *(forecast.told for forecast in gold.forecasts),
    ]


KILLED: Outcome = "killed"
"""The outcome whose ranges are judged."""
