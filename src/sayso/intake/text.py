"""Plain text: the report is the file's own text, to the character."""

from sayso.intake.decoding import decode
from sayso.intake.document import Document


def read_text(content: bytes, *, declared: str | None = None) -> Document:
    """The document in a text file.

    It has no title: the first line may be one, or a caption, a dateline or the story.

    :param declared: the encoding that a server names
    :raises InputError: when it is not text
    """
    decoded = decode(content, declared=declared)
    return Document(text=decoded.text, media_type=decoded.media_type("text/plain"))
