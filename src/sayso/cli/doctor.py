"""``sayso doctor``: what is installed, what is missing, and how to get it."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from sayso import __version__
from sayso.cli.terminal import console
from sayso.model import SaysoError
from sayso.places import default_path
from sayso.reading.parsing import MODEL
from sayso.reading.reader import READER

_OPTIONAL = {
    "psycopg": ("stores on PostgreSQL", "sayso[postgres]"),
    "distributed": ("reading on a cluster", "sayso[cluster]"),
    "apprise": ("alerts", "sayso[alerts]"),
}
_PAGE = Path(__file__).parent.parent / "web" / "page" / "index.html"


def check() -> None:
    """Say what is installed, which models and gazetteers are there, and what is missing."""
    lines = [
        (True, f"sayso {__version__}, Python {platform.python_version()}"),
        (True, f"reader {READER}"),
        _model(),
        _registry(),
        _gazetteer(),
        (_PAGE.is_file(), "the page is built" if _PAGE.is_file() else "the page is not built: make page"),
    ]
    for ok, words in lines:
        console.print(f"{'ok     ' if ok else 'MISSING'}  {words}", markup=False)
    for package, (what, extra) in _OPTIONAL.items():
        there = _version(package)
        words = f"{what}: {package} {there}" if there else f"{what}: install {extra}"
        console.print(f"{'ok     ' if there else 'absent '}  {words}", markup=False)
    if not all(ok for ok, _ in lines):
        raise typer.Exit(1)
    sys.stdout.flush()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _model() -> tuple[bool, str]:
    there = _version(MODEL.replace("_", "-"))
    if there is None:
        return False, f"the language model {MODEL} is not installed: make setup"
    return True, f"language model {MODEL} {there} (English)"


def _registry() -> tuple[bool, str]:
    from sayso.actors import Registry

    try:
        registry = Registry.load()
    except SaysoError as error:
        return False, str(error)
    return True, f"registry: {len(registry)} actors"


def _gazetteer() -> tuple[bool, str]:
    path = default_path()
    if not path.exists():
        return False, f"there is no gazetteer at {path}: sayso places build"
    from sayso.places import Gazetteer

    try:
        with_it = Gazetteer.open(path)
    except SaysoError as error:
        return False, str(error)
    return True, f"gazetteer at {path}: {len(with_it)} places"
