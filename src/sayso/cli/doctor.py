"""``sayso doctor``: what is installed, what is missing, and how to get it."""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from sayso import __version__
from sayso.cli.terminal import one_of, say, write
from sayso.model import SaysoError

if TYPE_CHECKING:
    from sayso.places.own.file import Added

State = Literal["ok", "MISSING", "absent"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at. ``absent`` is optional, ``MISSING`` is not."""

    what: str
    state: State
    detail: str


_OPTIONAL = {
    "psycopg": ("stores on PostgreSQL", "sayso[postgres]"),
    "distributed": ("reading on a cluster", "sayso[cluster]"),
}


def check(
    format: Annotated[str, typer.Option(help="json, or text for the eye.")] = "text",
) -> None:
    """Say what is installed, which models and gazetteers are there, and what is missing."""
    one_of(format, ("text", "json"), "--format")
    findings = tuple(_look())
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(findings), indent=2) + b"\n")
    else:
        for finding in findings:
            say(f"{finding.state:<8} {finding.what}: {finding.detail}")
    if any(finding.state == "MISSING" for finding in findings):
        raise typer.Exit(1)


def _look() -> Iterator[Finding]:
    yield Finding(
        what="sayso", state="ok", detail=f"{__version__}, Python {platform.python_version()}"
    )
    yield _model()
    yield _registry()
    yield _gazetteer()
    page = files("sayso.web").joinpath("page", "index.html").is_file()
    yield Finding(
        what="page",
        state="ok" if page else "MISSING",
        detail="built" if page else "not built; run: make page",
    )
    for package, (what, extra) in _OPTIONAL.items():
        there = _version(package)
        yield Finding(
            what=what,
            state="ok" if there else "absent",
            detail=f"{package} {there}" if there else f"install {extra}",
        )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _model() -> Finding:
    from sayso.reading.parsing import MODEL
    from sayso.reading.reader import READER

    there = _version(MODEL.replace("_", "-"))
    if there is None:
        return Finding(
            what="language model", state="MISSING", detail=f"{MODEL}; get it with: make setup"
        )
    return Finding(
        what="language model", state="ok", detail=f"{MODEL} {there} (English), reader {READER}"
    )


def _registry() -> Finding:
    from sayso.actors import full_registry, own_files, own_folder

    try:
        detail = f"{len(full_registry())} actors"
        if own := own_files():
            detail += f", those of {len(own)} of your own files in {own_folder()} included"
        return Finding(what="registry", state="ok", detail=detail)
    except SaysoError as error:
        return Finding(what="registry", state="MISSING", detail=str(error))


def _gazetteer() -> Finding:
    from sayso.places import Gazetteer, default_path

    path = default_path()
    if not path.exists():
        return Finding(
            what="gazetteer", state="MISSING", detail=f"none at {path}; run: sayso places build"
        )
    try:
        with Gazetteer.open(path) as opened:
            stats = opened.stats()
    except SaysoError as error:
        return Finding(what="gazetteer", state="MISSING", detail=str(error))
    if stats.stale:
        return Finding(
            what="gazetteer",
            state="MISSING",
            detail=f"{path} was built from older data; run: sayso places build",
        )
    return Finding(
        what="gazetteer",
        state="ok",
        detail=f"{stats.places} places, {stats.names} names, at {path}{_own(stats.added)}",
    )


def _own(added: "tuple[Added, ...]") -> str:
    """What the user added to it, and what of that is not through."""
    if not added:
        return ""
    half = [one.name for one in added if not one.whole]
    again = f"; unfinished, add again: {', '.join(half)}" if half else ""
    return f"; with {sum(one.places for one in added)} of your own from {len(added)} files{again}"
