"""Word documents: paragraphs and tables in their order (python-docx); macros are never run."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.table import Table

from sayso.intake.document import Document
from sayso.intake.kinds import DOCX
from sayso.intake.limits import Limits, megabytes
from sayso.intake.titles import clean_title
from sayso.model import InputError

_MOST_PARTS = 10_000
_DEEPEST = 8


def read_docx(content: bytes, *, limits: Limits) -> Document:
    """The document in a DOCX file, its paragraphs parted by blank lines.

    :raises InputError: when it is damaged, not a Word document, or unpacks to too much
    """
    _check_archive(content, limits)
    try:
        document = docx.Document(io.BytesIO(content))
        text = "\n\n".join(_blocks(document, 0))
        title = document.core_properties.title
    except Exception as error:
        # A hostile file makes the parser fail in every way there is.
        raise InputError(
            f"the Word document is damaged or of another kind ({type(error).__name__})",
            remedy="save it again as .docx",
        ) from error
    return Document(text=text, media_type=DOCX, title=clean_title(title))


def _check_archive(content: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(
            "the Word document is damaged", remedy="save or download it again"
        ) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > limits.unpacked_bytes:
        raise InputError(
            f"it unpacks to {megabytes(unpacked)} in {len(parts):,} parts, more than a report may",
            remedy="save the text alone",
        )


def _blocks(container: BlockItemContainer | WordDocument, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells = dict.fromkeys(
                    " ".join(" ".join(_blocks(cell, depth + 1)).split()) for cell in row.cells
                )
                line = " | ".join(cell for cell in cells if cell)
                if line:
                    yield line
        elif item.text.strip():
            yield item.text.strip()
