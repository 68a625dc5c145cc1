"""How much is taken in at most: reports are hostile input."""

import stat
from pathlib import Path

import msgspec

from sayso.model import InputError

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Upper bounds.

    :param report_bytes: one report, be it a file or a row of a table
    :param page_bytes: one HTML page, whose parsing costs more than its size
    :param document_bytes: one PDF or DOCX file, mostly pictures
    :param unpacked_bytes: what a compressed document may unpack to
    :param pages: pages of a PDF
    :param list_bytes: a manifest or a source list
    :param feed_entries: reports of one feed
    :param rows_refused: refused rows of one table that are told one by one
    """

    report_bytes: int = 20 * MEGABYTE
    page_bytes: int = 10 * MEGABYTE
    document_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    pages: int = 3000
    list_bytes: int = 20 * MEGABYTE
    feed_entries: int = 500
    rows_refused: int = 20


def megabytes(size: int) -> str:
    """A size in bytes as people say it."""
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size:,} bytes"


def file_size(path: Path) -> int:
    """The size of a regular file in bytes.

    :raises InputError: when there is none, it is not a regular file, or it may not be looked at
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise InputError("no such file", remedy="check the path") from None
    except (OSError, ValueError) as error:
        raise InputError(f"it cannot be looked at ({_reason(error)})") from error
    if not stat.S_ISREG(status.st_mode):
        raise InputError("it is not a regular file", remedy="give a file, folder or address")
    return status.st_size


def read_file(path: Path, most: int) -> bytes:
    """All bytes of a file of at most ``most`` bytes; a larger one is not read at all.

    :raises InputError: when it is empty, too large, or cannot be read
    """
    size = file_size(path)
    if size == 0:
        raise InputError("the file is empty", remedy="remove it, or save the report again")
    if size > most:
        raise too_large(size, most)
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise InputError(
            f"it cannot be read ({_reason(error)})", remedy="check its rights"
        ) from error
    if len(content) > most:
        raise too_large(len(content), most)
    return content


def too_large(size: int, most: int) -> InputError:
    """The error for something beyond a limit."""
    return InputError(
        f"{megabytes(size)} is more than the {megabytes(most)} that one report may have",
        remedy="cut it into reports, or give them as rows of a JSONL file",
    )


def _reason(error: OSError | ValueError) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
