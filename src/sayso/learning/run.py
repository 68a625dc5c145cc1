"""From the corpus to the heads that the reader runs, in one go."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from sayso.learning.corpus import Coded, faults, reports, sentences
from sayso.learning.examples import Example, examples, read_examples, write_examples
from sayso.model import ConfigError, InputError

_NEEDED = ("torch", "transformers", "onnx")


class Trained(msgspec.Struct, frozen=True, kw_only=True):
    """What a training run left behind: the folder of the heads, and the measures on each part."""

    folder: Path
    measures: dict[str, dict[str, float]]


def train_heads(
    corpus: Path,
    folder: Path,
    *,
    epochs: int,
    seed: int = 7,
    start: Path | None = None,
    decided: Sequence[Coded] = (),
    tell: Callable[[str], None] = print,
) -> Trained:
    """Train the heads on a corpus and export them; a run that was cut off goes on.

    :param corpus: a folder with ``reports`` and ``sentences``, as ``docs/annotation.md`` has them
    :param folder: where the run keeps its state, and at last ``heads/`` for the reader
    :param start: weights to begin with: ``best.pt`` of an earlier run, or a folder with heads
    :param decided: what reviewers decided, to learn from beside the corpus
    :raises ConfigError: when what training needs is not installed
    :raises InputError: when the corpus has faults
    """
    try:
        from sayso.learning.batches import encode
        from sayso.learning.export import export
        from sayso.learning.measures import measure
        from sayso.learning.training import train
    except ImportError as error:
        raise ConfigError(
            f"training needs {', '.join(_NEEDED)}: {error}",
            remedy="install the dependency group train of pyproject.toml",
        ) from error
    found = _examples(corpus, folder, tell)
    # Decisions grow from run to run, so they are looked at anew each time.
    found += [example for one in decided for example in examples(one)]
    network, tokenizer, _ = train(found, folder, epochs=epochs, seed=seed, start=start, tell=tell)
    measures = {
        part: measure(network, [encode(tokenizer, e) for e in found if e.part == part]).as_dict()
        for part in ("tune", "test")
    }
    about = {
        "windows": sum(e.part == "train" for e in found),
        "triggers": sum(len(e.told) for e in found if e.part == "train"),
        "epochs": epochs,
        "seed": seed,
        "measures": {
            part: {name: round(value, 3) for name, value in one.items()}
            for part, one in measures.items()
        },
    }
    export(network, tokenizer, folder / "heads", about)
    return Trained(folder=folder / "heads", measures=measures)


def _examples(corpus: Path, folder: Path, tell: Callable[[str], None]) -> list[Example]:
    """The corpus as windows; parsed once, then kept beside the run's state."""
    kept = folder / "examples.jsonl"
    if kept.is_file():
        return read_examples(kept)
    coded = [*reports(corpus / "reports"), *sentences(corpus / "sentences")]
    wrong = [fault for one in coded for fault in faults(one)]
    if wrong:
        raise InputError(
            f"the corpus has {len(wrong)} faults, the first: {wrong[0]}",
            remedy="correct the rows named",
        )
    if not coded:
        raise InputError(f"{corpus}: no coded texts", remedy="name a folder that holds reports/")
    tell(f"parsing {len(coded)} coded texts")
    folder.mkdir(parents=True, exist_ok=True)
    write_examples((e for one in coded for e in examples(one)), kept)
    return read_examples(kept)
