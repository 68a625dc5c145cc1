"""What tests of several rooms share: the gazetteer and the reader, made once a session."""

import fcntl
import os
from pathlib import Path

import pytest

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
# Tests do not see what the person who runs them has added to their gazetteer.
os.environ["SAYSO_PLACES"] = str(Path(__file__).parent / "none-of-your-own.sqlite")

from sayso.model import DataError
from sayso.places import Gazetteer, build, default_path
from sayso.reading.reader import Reader
from sayso.reading.setting_up import make_reader

ROOT = Path(__file__).parent.parent


def _is_good(path: Path) -> bool:
    try:
        with Gazetteer.open(path) as opened:
            return not opened.stats().stale
    except DataError:
        return False


@pytest.fixture(scope="session")
def gazetteer_file() -> Path:
    """The gazetteer that the commands use, built when it is missing or out of date."""
    path = default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Several test runs may start at once; one builds, the others wait.
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_good(path):
            build(path)
    return path


@pytest.fixture(scope="session")
def reader(gazetteer_file: Path) -> Reader:
    """The reader with the built-in registry and gazetteer."""
    return make_reader(gazetteer=gazetteer_file)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the source tree."""
    return ROOT
