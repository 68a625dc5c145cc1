"""What reading costs beside the bare spaCy pipeline, on the same texts, in one run."""

from pathlib import Path
from time import perf_counter

from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import Report, report_id
from sayso.reading.parsing import language
from sayso.reading.setting_up import make_reader

WHERE = "give a folder of .txt reports with --data, such as tests/gold/dev"
_ROUNDS = 3


def score(data: Path, pace: Pace = FULL) -> Result:
    """Seconds for bare spaCy and for the reader over all ``.txt`` files, the best of three rounds."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(data.glob("*.txt"))]
    reader = make_reader()
    reports = [Report(id=report_id(t, None, None), text=t, language="en") for t in texts]
    pipeline = language()
    bare: list[float] = []
    full: list[float] = []
    for _ in pace.over(range(_ROUNDS), "rounds"):
        start = perf_counter()
        for text in texts:
            pipeline(text)
        bare.append(perf_counter() - start)
        start = perf_counter()
        for report in reports:
            reader.claims(report)
        full.append(perf_counter() - start)
    words = sum(len(t.split()) for t in texts)
    return Result(
        name="speed",
        headline=("ratio", "reports of 400 words a second"),
        about="reading against the bare spaCy pipeline",
        figures={
            "reports": len(texts),
            "words": words,
            "spaCy seconds": min(bare),
            "reading seconds": min(full),
            "ratio": min(full) / min(bare),
            "reports of 400 words a second": words / 400 / min(full),
        },
    )
