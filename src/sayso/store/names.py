"""When two spellings of a name are the same name, for looking things up."""

import re
import unicodedata

_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻʿʾ`´")
_ARTICLE = re.compile(r"^(?:the|an?)\s+")


def name_key(name: str | None) -> str | None:
    """A name without case, accents, apostrophes, punctuation and leading article.

    "The Andarāb Valley" and "andarab valley" have the same key; null and names without a single
    letter or digit have none.
    """
    if name is None:
        return None
    decomposed = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return _ARTICLE.sub("", " ".join(words)) or None
