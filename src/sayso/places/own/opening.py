"""The files in what the user gives: itself, or the members of a zip archive, never unpacked to disk."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from sayso.model import InputError
from sayso.places.own.limits import MEGABYTE, Limits, too_much

_REMEDY = "give the file as it was downloaded; for a larger one, cut it by country"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A file that can be read from its beginning. ``name`` is as in the archive."""

    name: str
    size: int
    path: Path
    packed: bool

    @property
    def stem(self) -> str:
        """The name without folders and ending, in lower case."""
        return Path(self.name).stem.lower()

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return Path(self.name).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes, checked against the archive's sum when all of them were read.

        :raises InputError: when the archive is broken, or the file cannot be read
        """
        try:
            if not self.packed:
                with self.path.open("rb") as stream:
                    yield stream
                return
            with zipfile.ZipFile(self.path) as archive, archive.open(self.name) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise InputError(
                f"{self.path}: {self.name} cannot be read ({error})", remedy="download it again"
            ) from error

    @contextmanager
    def lines(self, encoding: str = "utf-8-sig") -> Iterator[io.TextIOWrapper]:
        """The text; line ends are left to who reads.

        :raises InputError: when it is not in that encoding
        """
        with self.open() as stream:
            text = io.TextIOWrapper(stream, encoding=encoding, newline="")
            try:
                yield text
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{self.path}: {self.name} is not UTF-8 ({error.reason})",
                    remedy="save it as UTF-8",
                ) from error
            finally:
                text.detach()


def members(path: Path, limits: Limits) -> list[Member]:
    """What can be read from a path: the files of an archive, or the file and those beside it that
    bear its name (a shapefile is three).

    :raises InputError: when there is none, it is too large, or an archive is broken or a bomb
    """
    try:
        status = path.stat()
    except OSError as error:
        raise InputError(
            f"{path}: {error.strerror or error}", remedy="check the path and its rights"
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{path}: not a regular file", remedy="give a file")
    if status.st_size == 0:
        raise InputError(f"{path}: the file is empty", remedy="download it again")
    if status.st_size > limits.file_bytes:
        raise too_much(str(path), status.st_size, limits.file_bytes, _REMEDY)
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise InputError(f"{path}: not a zip archive", remedy="download it again")
        beside = [path]
        if path.suffix.lower() == ".shp":
            beside += sorted(p for p in path.parent.glob(f"{path.stem}.*") if p != path)
        return [Member(name=p.name, size=p.stat().st_size, path=p, packed=False) for p in beside]
    return _packed(path, limits)


def _packed(path: Path, limits: Limits) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(
            f"{path}: a broken archive ({error})", remedy="download it again"
        ) from error
    if len(infos) > limits.members:
        raise InputError(
            f"{path}: {len(infos):,} files, more than the {limits.members:,} taken in",
            remedy="pack only what is to be added",
        )
    whole = sum(info.file_size for info in infos)
    if whole > limits.unpacked_bytes:
        raise too_much(f"{path}, unpacked,", whole, limits.unpacked_bytes, _REMEDY)
    for info in infos:
        if info.flag_bits & 0x1:
            raise InputError(
                f"{path}: {info.filename} is locked with a password", remedy="unpack it yourself"
            )
        if info.file_size > MEGABYTE and info.file_size > limits.ratio * max(1, info.compress_size):
            raise InputError(
                f"{path}: {info.filename} would grow to more than {limits.ratio} times its size, as no "
                "list of places does",
                remedy="unpack it yourself and look at it before you add it",
            )
    return [
        Member(name=info.filename, size=info.file_size, path=path, packed=True)
        for info in sorted(infos, key=lambda info: info.filename)
        if not _is_litter(info.filename)
    ]


def _is_litter(name: str) -> bool:
    """What programs leave in archives."""
    parts = Path(name).parts
    return "__MACOSX" in parts or parts[-1].startswith(".")
