"""The registry as read from its files, kept compiled in the user's cache so that loading is quick.

The cache is keyed by a digest of every file that went in, the code included, so it is never stale;
one that cannot be written or read is done without.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
import platformdirs

from sayso.actors.actor import Actor
from sayso.actors.aliases import AliasIndex, build_index
from sayso.actors.entries import read_entries
from sayso.actors.rows import read_rows
from sayso.actors.states import roles, state_actors, states
from sayso.model import DataError

_CODE = ("actor.py", "aliases.py", "compiled.py", "entries.py", "names.py", "rows.py", "states.py")
SUFFIXES = (".toml", ".csv")
"""What registry files are called."""

_DATA = ("common_words.txt", "kinds.toml", "roles.toml", "spellings.toml", "states.csv")


class Compiled(msgspec.Struct, frozen=True, gc=False):
    """All actors by id, the files each stands in, the index of their names, and what was passed over."""

    actors: dict[str, Actor]
    origin: dict[str, str]
    index: AliasIndex
    problems: tuple[str, ...] = ()


def compiled(paths: Sequence[Path], *, builtin: bool) -> Compiled:
    """The registry of the built-in files and ``paths``; later files replace earlier entries.

    Of two built-in entries with one id the first counts, and the linter tells.

    :raises DataError: when a file cannot be read or an entry is wrong
    """
    sources = _sources(paths, builtin=builtin)
    digest = hashlib.blake2b(digest_size=16)
    room = files("sayso.actors")
    for name in (*_CODE, *_DATA):
        digest.update(room.joinpath(name).read_bytes())
    for where, content, _ in sources:
        digest.update(f"\x1f{where}\x1f{len(content)}\x1f".encode())
        digest.update(content)
    kept = Path(platformdirs.user_cache_dir("sayso")) / f"actors-{digest.hexdigest()}.msgpack"
    known = _read(kept)
    if known is not None:
        return known
    made = _compile(sources)
    _write(kept, made)
    return made


def _sources(paths: Sequence[Path], *, builtin: bool) -> list[tuple[str, bytes, bool]]:
    found: list[tuple[str, bytes, bool]] = []
    if builtin:
        entries: list[Traversable] = [
            entry
            for entry in files("sayso.actors").joinpath("registry").iterdir()
            if entry.name.endswith(".toml")
        ]
        found.extend(
            (f"registry/{entry.name}", entry.read_bytes(), True)
            for entry in sorted(entries, key=lambda entry: entry.name)
        )
    for path in paths:
        try:
            inside = (
                sorted(file for file in path.iterdir() if file.suffix in SUFFIXES)
                if path.is_dir()
                else [path]
            )
            found.extend((str(file), file.read_bytes(), False) for file in inside)
        except OSError as error:
            raise DataError(
                f"{path}: cannot be read ({error.strerror})",
                remedy="name a registry file (TOML or CSV) or a folder of them",
            ) from error
    return found


def _compile(sources: Sequence[tuple[str, bytes, bool]]) -> Compiled:
    actors: dict[str, Actor] = {}
    origin: dict[str, str] = {}
    for state in states().values():
        for actor in state_actors(state):
            actors[actor.id] = actor
            origin[actor.id] = "states.csv"
    own: dict[str, Actor] = {}
    problems: list[str] = []
    theirs = {where for where, _, builtin in sources if not builtin}
    for where, content, builtin in sources:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DataError(f"{where}: {error}", remedy="save the file as UTF-8") from error
        for actor in (read_rows if where.endswith(".csv") else read_entries)(text, where):
            first = origin.get(actor.id)
            by_name_only = actor.kind == "person" and actor.id.startswith("p-")
            again = first is not None and first != "states.csv" and (builtin or first in theirs)
            if again and not by_name_only:
                which = "that entry counts" if builtin else "this entry counts"
                problems.append(
                    f"{where}: {actor.id}: the id stands in {first} already, and {which}: "
                    "give one of them another"
                )
            if again and builtin:
                continue
            actors[actor.id] = actor
            own[actor.id] = actor
            origin[actor.id] = where
    index = build_index(own.values(), states(), roles())
    return Compiled(actors, origin, index, tuple(problems))


def _read(kept: Path) -> Compiled | None:
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError):
        return None


def _write(kept: Path, made: Compiled) -> None:
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=kept.parent, prefix="actors-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(msgspec.msgpack.encode(made))
            Path(temporary).replace(kept)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        for old in sorted(kept.parent.glob("actors-*.msgpack"), key=_age)[:-4]:
            old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime
