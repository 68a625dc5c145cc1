"""Reading the knowledge files that lie in a room: TOML of a known shape."""

import tomllib
from importlib.resources import files
from typing import TypeVar

import msgspec

from sayso.model.errors import DataError

Shape = TypeVar("Shape")


def read_knowledge(
    package: str, name: str, shape: type[Shape], *, remedy: str = "correct the entry named"
) -> Shape:
    """The TOML file ``name`` inside ``package``, as a ``shape``.

    :raises DataError: naming the file and the line or entry that is wrong
    """
    source = files(package).joinpath(name)
    try:
        return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy=remedy) from error
