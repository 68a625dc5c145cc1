"""``sayso train``: the trained heads anew, from the corpus."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.terminal import Column, table, tell


def train(
    corpus: Annotated[
        Path, typer.Option(help="The folder with coded reports/ and sentences/.")
    ] = Path("corpus"),
    out: Annotated[
        Path, typer.Option(help="Where the run keeps its state and leaves heads/.")
    ] = Path("training"),
    epochs: Annotated[int, typer.Option(min=1, help="Times to go over the corpus.")] = 8,
    seed: Annotated[int, typer.Option(help="For the same run again.")] = 7,
    start: Annotated[
        Path | None,
        typer.Option(help="best.pt of an earlier run, to go on from when texts were added."),
    ] = None,
) -> None:
    """Train the heads that help the grammar read. A run that was stopped goes on where it was."""
    from sayso.learning.run import train_heads

    trained = train_heads(corpus, out, epochs=epochs, seed=seed, start=start, tell=tell)
    table(
        f"heads in {trained.folder}",
        (Column("part", whole=True), Column("figure", whole=True), "value"),
        (
            (part, name, f"{value:.3f}")
            for part, measures in trained.measures.items()
            for name, value in measures.items()
        ),
    )
