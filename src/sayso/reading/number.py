"""What a number expression is: what it may stand for and what it counts."""

from typing import Literal

import msgspec

NumberKind = Literal["people", "things", "money", "percent", "ordinal", "other"]


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number expression with its modifier, what it may stand for and what it counts.

    ``low``/``high`` are null where the text sets no bound; ``token_head`` is the index of the
    counted noun's token (the number's own token where no noun follows); ``part_of_total`` is the
    index, in the same tuple, of the number that contains this one.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    vague: bool = False
    unknown: bool = False
    token_head: int
    of_text: str | None = None
    kind: NumberKind = "things"
    part_of_total: int | None = None
