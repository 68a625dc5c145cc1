"""The command line, a folder to use it in, and a store of the bundled reports."""

from pathlib import Path

import pytest
from running import Sayso

from sayso.archive import Archive
from sayso.intake import read_sources
from sayso.reading.reader import Reader
from sayso.store import open_store

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "afghanistan-2021"


@pytest.fixture
def sayso(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], gazetteer_file: Path
) -> Sayso:
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    return Sayso(monkeypatch, capfd)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A store with the bundled reports and publishers. Only to be looked at."""
    path = tmp_path_factory.mktemp("example") / "sayso.db"
    with Archive(open_store(path), reader=reader) as archive:
        archive.put_sources(read_sources(EXAMPLE / "sources.yaml"))
        archive.add([], manifest=EXAMPLE / "manifest.yaml")
    return path
