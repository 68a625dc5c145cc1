"""Stable ids: what makes two things the same thing.

An id is a prefix and the first 16 hex digits of a BLAKE2b hash over the parts that make the thing
what it is, so that the same input gives the same id on every machine, in any order of arrival.
"""

import hashlib
import unicodedata
from collections.abc import Iterable

_SEPARATOR = "\x1f"


def stable_id(prefix: str, parts: Iterable[object]) -> str:
    """``prefix`` + ``_`` + 16 hex digits that depend on ``parts`` and on nothing else."""
    joined = _SEPARATOR.join("" if part is None else str(part) for part in parts)
    digest = hashlib.blake2b(joined.encode("utf-8"), digest_size=8).hexdigest()
    return f"{prefix}_{digest}"


def report_id(text: str, publisher: str | None, published: object | None) -> str:
    """The id of a report: its words, who published it and when.

    White space is folded first, so that the same article with other line breaks is the same
    report; the same words by another publisher are another report (a copy, which matters).
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return stable_id("rep", (folded, (publisher or "").strip().casefold(), published))
