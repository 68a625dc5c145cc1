"""The picture of whole theatres: bundles of reports with an analyst's picture of each.

Every bundle is taken in, read and painted as a store of its own, from text to picture, so that what
the reading gets wrong counts too. Figures, over all bundles and over those that were tuned on and
those that were not:

- *incident B3 F1*: B-cubed over the words that tell of gold incidents, each standing for the
  incident of the claim that overlaps them most; words that no incident tells of have recall nothing
- *incidents beside*: incidents that none of these words belong to, as a share of all
- *independence exact*, *killed range exact*: share of gold incidents whose incident, the one that
  holds most of its words, counts as many observers, gives the same lowest and highest number of dead
- *control right*: share of places and days with the right status and holder, as known then or now
- *disputes F1*: a dispute is right when it is of the kind and sets words of the left against words of
  the right, as told
- *verdicts right*: share of forecasts found with a right verdict
"""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.archive import Archive
from sayso.bench.bundle_gold import WHERE, Bundle, read_bundles
from sayso.bench.bundle_marks import Marks, mark
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.intake import read_sources
from sayso.reading.setting_up import make_reader
from sayso.store import open_store

__all__ = ["WHERE", "score"]


def score(data: Path, pace: Pace = FULL) -> Result:
    """Read, paint and mark every bundle in the folder.

    :raises InputError: when there is none, or one is not of the documented shape
    """
    reader = make_reader()
    parts: dict[str, Marks] = defaultdict(Marks)
    single: dict[str, float | int] = {}
    for bundle in pace.over(read_bundles(data), "bundles"):
        with (
            TemporaryDirectory() as folder,
            Archive(open_store(Path(folder) / "bundle.db"), reader=reader) as archive,
        ):
            marks = _marked(bundle, archive)
        parts["all"].add(marks)
        parts["tuned" if bundle.gold.tune else "held"].add(marks)
        single |= {f"{bundle.name}: {name}": value for name, value in marks.figures().items()}
    figures: dict[str, float | int] = {"bundles": parts["all"].bundles}
    figures |= parts["all"].figures()
    for half in ("tuned", "held"):
        if half in parts:
            figures |= {f"{half}: {name}": v for name, v in parts[half].figures().items()}
    return Result(
        name="bundles",
        about="pictures of whole theatres, from text",
        figures=figures | single,
        headline=tuple(parts["all"].figures()),
        errors=tuple(parts["all"].errors),
    )


def _marked(bundle: Bundle, archive: Archive) -> Marks:
    sources = bundle.folder / "sources.yaml"
    if sources.is_file():
        archive.put_sources(read_sources(sources))
    archive.add([], manifest=bundle.folder / "manifest.yaml")
    return mark(bundle, archive)
