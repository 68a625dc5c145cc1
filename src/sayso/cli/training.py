"""``sayso train``: the trained heads anew, from the corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import Column, table, tell

if TYPE_CHECKING:
    from sayso.learning.corpus import Coded


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
        typer.Option(
            help="Weights to go on from, as when texts were added: best.pt of an earlier run, or a "
            "folder with heads.onnx."
        ),
    ] = None,
    from_decisions: Annotated[
        str | None,
        typer.Option(
            "--from-decisions",
            metavar="STORE",
            help="Learn also from the claims of a store that reviewers accepted, corrected or "
            "rejected.",
        ),
    ] = None,
) -> None:
    """Train the heads that help the grammar read. A run that was stopped goes on where it was."""
    from sayso.learning.run import train_heads

    decided = [] if from_decisions is None else _decided(from_decisions)
    trained = train_heads(
        corpus, out, epochs=epochs, seed=seed, start=start, decided=decided, tell=tell
    )
    table(
        f"heads in {trained.folder}",
        (Column("part", whole=True), Column("figure", whole=True), "value"),
        (
            (part, name, f"{value:.3f}")
            for part, measures in trained.measures.items()
            for name, value in measures.items()
        ),
    )


def _decided(store: str) -> "list[Coded]":
    """What the reviewers of a store decided.

    :raises InputError: when they decided nothing about any claim
    """
    from sayso.learning.decided import coded_by_reviewers, reviewed
    from sayso.model import InputError

    with open_archive(store, create=False) as archive:
        decisions = archive.store.decisions()
        claims = {c.id: c for c in archive.claims()} | archive.claims_by_id(reviewed(decisions))
        coded = list(coded_by_reviewers(claims.values(), decisions, archive.report))
    if not coded:
        raise InputError(
            f"{store}: no claim was accepted, corrected or rejected",
            remedy="review some, on the page or with: sayso decide accept CLAIM",
        )
    rows = sum(len(one.rows) for one in coded)
    tell(f"{len(coded)} sentences with {rows} claims, as reviewers left them")
    return coded
