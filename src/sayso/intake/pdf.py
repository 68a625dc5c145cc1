"""PDF documents: the words of their pages (pypdf)."""

import io
import re

import pypdf

from sayso.intake.document import Document
from sayso.intake.limits import Limits, megabytes
from sayso.intake.titles import clean_title
from sayso.model import InputError

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SENTENCE_END = re.compile(r"[.!?:;…\"”’)\]]$")
_FULL = 0.65


def read_pdf(content: bytes, *, limits: Limits) -> Document:
    """The document in a PDF file; lines that only the page's width broke are joined.

    Neither a day nor a publisher: a PDF tells when the file was made, not when it was published.

    :raises InputError: when it is encrypted, damaged, too long, or a scan without words
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("it is encrypted", remedy="save it without a password")
        if len(reader.pages) > limits.pages:
            raise InputError(
                f"{len(reader.pages):,} pages are more than the {limits.pages:,} that one report "
                "may have",
                remedy="cut it into reports",
            )
        pages = []
        size = 0
        for page in reader.pages:
            text = page.extract_text()
            size += len(text)
            if size > limits.report_bytes:
                raise InputError(f"it holds more than {megabytes(limits.report_bytes)} of text")
            pages.append(text)
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except Exception as error:
        # A hostile file makes the parser fail in every way there is.
        raise InputError(
            f"the PDF is damaged ({type(error).__name__})", remedy="save or download it again"
        ) from error
    text = "\n\n".join(page for page in map(_unwrap, pages) if page)
    if not text:
        raise InputError("the PDF holds no words, only pictures", remedy="run OCR on it first")
    # A character that no database can keep stands for a glyph without a meaning.
    cleaned = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return Document(text=cleaned, media_type="application/pdf", title=clean_title(title))


def _unwrap(text: str) -> str:
    lines = [line.strip() for line in _HYPHEN.sub("", text).splitlines()]
    if not lines:
        return ""
    widest = max(map(len, lines))
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        out.append(line)
        wrapped = len(line) >= _FULL * widest
        ended = _SENTENCE_END.search(line) is not None
        if not line or not following:
            out.append("\n")
        elif wrapped and (not ended or following[0].islower() or len(line) >= 0.85 * widest):
            out.append(" ")
        else:
            out.append("\n")
    joined = "".join(out)
    return re.sub(r"\n{2,}", "\n\n", joined).strip()
