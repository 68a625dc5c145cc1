"""The document in some bytes, by the kind they are."""

from sayso.intake.document import Document
from sayso.intake.kinds import Kind
from sayso.intake.limits import Limits, too_large
from sayso.intake.text import read_text
from sayso.model import InputError


def read_content(
    content: bytes,
    kind: Kind,
    *,
    limits: Limits,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """The document in the bytes of one report.

    :param charset: the encoding that a server names
    :param url: where it was fetched
    :raises InputError: when they hold none, or many
    """
    # Each parser costs every command a tenth of a second to load: only those needed are.
    if kind == "pdf":
        from sayso.intake.pdf import read_pdf

        return read_pdf(content, limits=limits)
    if kind == "docx":
        from sayso.intake.docx import read_docx

        return read_docx(content, limits=limits)
    if kind == "html":
        if len(content) > limits.page_bytes:
            raise too_large(len(content), limits.page_bytes)
        from sayso.intake.html import read_html

        return read_html(content, declared=charset, url=url)
    if kind == "text":
        return read_text(content, declared=charset)
    raise InputError(f"it is a {kind}, not one report", remedy="give it by itself")
