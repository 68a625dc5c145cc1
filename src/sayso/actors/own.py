"""The user's own registry files: kept beside the built-in ones and read with them at once."""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import platformdirs

from sayso.actors.compiled import SUFFIXES
from sayso.actors.registry import Registry
from sayso.model import DataError, NotFound

FOLDER_VARIABLE = "SAYSO_ACTORS"
_SHOWN = 20


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What was added: where the copy lies, the actors in it, and those of them that replace others."""

    path: Path
    actors: tuple[str, ...]
    replaces: tuple[str, ...]


def own_folder() -> Path:
    """Where they lie: ``$SAYSO_ACTORS``, or a folder among the user's data."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("sayso")) / "actors"


def own_files() -> tuple[Path, ...]:
    """The user's own registry files, by name; none where nothing was added."""
    folder = own_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(file for file in folder.iterdir() if file.suffix in SUFFIXES))


def full_registry() -> Registry:
    """The built-in registry with the user's own files, as they are now.

    :raises DataError: when one of the files is wrong
    """
    return _loaded(tuple((file, file.stat().st_mtime_ns) for file in own_files()))


@lru_cache(maxsize=1)
def _loaded(files: tuple[tuple[Path, int], ...]) -> Registry:
    return Registry.load([file for file, _ in files])


def add_own(file: Path) -> Kept:
    """Check a registry file against the whole registry, and keep a copy of it if all is well.

    A file of the same name that was added before is replaced.

    :raises DataError: naming the file, each entry that is wrong, and what to do about it
    """
    if file.suffix not in SUFFIXES:
        raise DataError(
            f"{file}: not a registry file",
            remedy=f"name it something{' or something'.join(SUFFIXES)}",
        )
    others = [known for known in own_files() if known.name != file.name]
    before, with_it = Registry.load(others), Registry.load([*others, file])
    wrong = _wrong(with_it, before)
    mine = tuple(a.id for a in with_it if with_it.origin[a.id] == str(file))
    if not mine:
        raise DataError(f"{file}: holds no actor", remedy="write one [[actor]] table, or row, each")
    if wrong:
        raise DataError(
            "\n".join([f"{file} was not added:", *(f"  {one}" for one in wrong[:_SHOWN])]),
            remedy="correct the entries named, then add it again",
        )
    target = own_folder() / file.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    except OSError as error:
        raise DataError(
            f"{target}: cannot be written ({error.strerror})",
            remedy=f"make the folder writable, or name another with {FOLDER_VARIABLE}",
        ) from error
    return Kept(path=target, actors=mine, replaces=tuple(id_ for id_ in mine if id_ in before))


def remove_own(name: str) -> Path:
    """Take one of the user's files away again.

    :param name: its file name
    :raises NotFound: when there is none of this name
    """
    known = {file.name: file for file in own_files()}
    if name not in known:
        raise NotFound(
            f"no file {name!r} was added",
            remedy=f"those added: {', '.join(known)}"
            if known
            else "add one: sayso actors add FILE",
        )
    known[name].unlink()
    return known[name]


def _wrong(registry: Registry, before: Registry) -> Sequence[str]:
    """What is wrong with the registry now that was not before."""
    known = set(before.lint())
    return [problem for problem in registry.lint() if problem not in known]
