"""The real gazetteer, built once for a state of its data and code and kept in the cache folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

import sayso.places
from sayso.places import Gazetteer, build


def _state() -> str:
    """Names the data files and the code that go into a gazetteer."""
    room = Path(sayso.places.__file__).parent
    digest = hashlib.blake2b(digest_size=8)
    built_by = (
        "build",
        "assemble",
        "merge_",
        "parts",
        "sources",
        "curated",
        "spelling",
        "typewords",
    )
    for path in sorted(room.iterdir()):
        if path.suffix in (".csv", ".sql", ".toml") or path.stem.startswith(built_by):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def gazetteer_path() -> Path:
    folder = Path(platformdirs.user_cache_dir("sayso-tests"))
    path = folder / f"gazetteer-{_state()}.sqlite"
    if not path.is_file():
        for old in folder.glob("gazetteer-*.sqlite"):
            old.unlink(missing_ok=True)
        build(path)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(gazetteer_path) as opened:
        yield opened
