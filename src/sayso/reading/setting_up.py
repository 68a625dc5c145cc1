"""A reader with the registry and the gazetteer of this machine."""

from collections.abc import Sequence
from pathlib import Path

from sayso.actors import Registry
from sayso.places import Gazetteer
from sayso.reading.parsing import language
from sayso.reading.reader import Reader


def make_reader(
    *,
    registry_files: Sequence[Path] = (),
    gazetteer: Path | None = None,
    min_score: float | None = None,
    learned: bool = True,
) -> Reader:
    """Load everything a reader needs, so that the first report is not slower than the rest.

    :raises DataError: when the registry or the gazetteer is wrong or missing
    """
    reader = Reader(
        Registry.load(registry_files),
        Gazetteer.open(gazetteer),
        min_score=min_score,
        learned=learned,
    )
    language()
    return reader
