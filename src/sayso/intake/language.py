"""Which language a text is in (py3langid)."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The identifier knows far more languages; on a short text it then takes English for Bikol.
# These are the languages of the world's news about conflicts.
_LANGUAGES = (
    "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa",
    "fi", "fr", "gu", "ha", "he", "hi", "hr", "ht", "hu", "hy", "id", "it", "ja", "ka", "kk", "km",
    "ko", "ku", "ky", "lo", "lt", "lv", "mk", "ml", "ms", "my", "ne", "nl", "no", "or", "pa", "pl",
    "ps", "pt", "ro", "ru", "rw", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "th", "ti",
    "tl", "tr", "ug", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
_SAMPLE = 5_000
_LETTERS = 40
_SURE = 0.8


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _LANGUAGES if code in known])
    return identifier


def detect(text: str) -> tuple[str | None, float]:
    """The ISO 639-1 code of a text's language, and the probability that it is that.

    Null when there are too few letters to tell, or no language is likely enough.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return None, 0.0
    # Text in capitals says less about its language than the same text in small letters.
    code, probability = _identifier().classify(unicodedata.normalize("NFC", sample).lower())
    if probability < _SURE:
        return None, float(probability)
    return str(code), float(probability)
