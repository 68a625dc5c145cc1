"""The Arrow type of any of the model's types, so that a new field of a claim is a new column."""

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

from sayso.model import DataError

_SIMPLE: dict[object, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def arrow_type(of: Any) -> pa.DataType:
    """The Arrow type of a Python type: structs nest, tuples are lists, unions with null are nullable.

    :raises DataError: when the type has no counterpart
    """
    if of in _SIMPLE:
        return _SIMPLE[of]
    if isinstance(of, type) and issubclass(of, msgspec.Struct):
        return pa.struct(arrow_fields(of))
    origin, arguments = get_origin(of), get_args(of)
    if origin is Literal:
        return _SIMPLE[type(arguments[0])]
    if origin in (Union, UnionType):
        (only,) = [each for each in arguments if each is not NoneType] or [None]
        return arrow_type(only)
    if origin is tuple:
        return pa.list_(arrow_type(arguments[0]))
    raise DataError(f"no table column can hold {of!r}", remedy="teach arrow_types.py the type")


def arrow_fields(struct: type[msgspec.Struct]) -> list[pa.Field]:
    """The fields of a struct, in order."""
    hints = get_type_hints(struct)
    return [pa.field(name, arrow_type(hints[name])) for name in struct.__struct_fields__]
