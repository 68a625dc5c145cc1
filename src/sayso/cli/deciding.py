"""``sayso decide`` and ``sayso undo``: what a reviewer says of claims."""

import getpass
from datetime import UTC, datetime
from typing import Annotated, Literal, cast

import typer

from sayso.archive import decision_id, open_archive
from sayso.cli.identifying import who_is_who
from sayso.cli.terminal import StoreOption, one_of, say
from sayso.model import Decision

Kind = Literal["accept", "reject", "correct", "merge", "split"]
_KINDS = ("accept", "reject", "correct", "merge", "split")


def decide(
    kind: Annotated[str, typer.Argument(help="accept, reject, correct, merge or split.")],
    claims: Annotated[list[str], typer.Argument(help="Claim ids, or beginnings of them.")],
    field: Annotated[str | None, typer.Option(help="For correct: the field.")] = None,
    value: Annotated[
        str | None, typer.Option(help="For correct: its right value, as JSON.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who decides. Default: your user name.")] = None,
    why: Annotated[str | None, typer.Option(help="Why.")] = None,
    store: StoreOption = None,
) -> None:
    """Accept, reject or correct a claim, or say that claims are (not) one happening."""
    one_of(kind, _KINDS, "KIND")
    if kind == "correct" and (field is None or value is None):
        raise typer.BadParameter("correct needs --field and --value")
    if kind in ("merge", "split") and len(claims) < 2:
        raise typer.BadParameter(f"{kind} needs two claims or more")
    with open_archive(store, create=False) as archive:
        made = datetime.now(UTC)
        ids = tuple(archive.claim(one).id for one in claims)
        decision = Decision(
            id=decision_id(kind, *ids, field, value, by, made.isoformat()),
            kind=cast("Kind", kind),
            claims=ids,
            field=field,
            value=value,
            by=by or getpass.getuser(),
            made=made,
            why=why,
        )
        archive.decide(decision)
        say(f"kept as {decision.id}; take it back with: sayso undo {decision.id}")


def undo(
    decision: Annotated[str, typer.Argument(help="The decision's id.")],
    store: StoreOption = None,
) -> None:
    """Take a decision back; it stays in the record as undone."""
    with open_archive(store, create=False) as archive:
        taken = archive.undo(decision)
        say(f"undone: {who_is_who(taken)}")
