"""When are two spellings the same name?

Three ever looser keys: :func:`normal` (case, accents, hyphens, apostrophes), :func:`bare` (Arabic
articles dropped, "saint" abbreviated) and :func:`skeleton` (consonants alone, folded over the usual
differences of transliteration), the last for blocking before an edit-distance comparison.
"""

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ə": "a",
        "ǝ": "a",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_DROPPED = dict.fromkeys(
    map(ord, "'’‘ʻʼʽʾʿ`´ʹʺ\u02bb\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u0640")
)
_SEPARATORS = re.compile(r"[\W_]+")

ARTICLES = frozenset(
    ("al", "el", "ul", "il", "ar", "er", "as", "es", "ash", "esh", "an", "en", "at", "et", "ad", "ed", "az",
     "ez", "adh", "edh", "ath", "eth", "l")
)  # fmt: skip
"""The Arabic article as it is written before sun and moon letters."""

_DIGRAPHS = (
    ("tsch", "c"), ("shch", "s"), ("sch", "s"), ("kh", "k"), ("gh", "g"), ("qu", "k"), ("ph", "f"),
    ("sh", "s"), ("zh", "z"), ("ch", "c"), ("dj", "j"), ("dzh", "j"), ("dh", "d"), ("th", "t"),
    ("ts", "s"), ("tz", "s"), ("ck", "k"), ("ou", "u"), ("x", "ks"), ("q", "k"), ("w", "v"),
)  # fmt: skip
_FOLDED = str.maketrans({"c": "k", "z": "s", "g": "g", "j": "j"})
_VOWELS = frozenset("aeiouyh")


def normal(name: str) -> str:
    """The name in lower case without accents, hyphens and apostrophes; words parted by one space."""
    if name.isascii():
        folded = name.lower().replace("'", "").replace("`", "")
    else:
        decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        kept = "".join(c for c in decomposed if not unicodedata.combining(c))
        folded = kept.translate(_DROPPED)
    return _SEPARATORS.sub(" ", folded).strip()


def bare(normalised: str) -> str:
    """A normalised name without Arabic articles and with "saint" as "st".

    The articles stay where nothing else of three letters would.
    """
    words = normalised.split(" ")
    if len(words) == 1:
        return normalised
    kept = [
        "st" if word in ("saint", "sainte", "ste", "sankt") else word
        for word in words
        if word not in ARTICLES
    ]
    if not any(len(word) > 2 for word in kept):
        return normalised
    return " ".join(kept)


def skeleton(normalised: str) -> str:
    """The consonants of a normalised Latin name: "Kharkiv", "Harkov" and "Charkiw" come near."""
    word = bare(normalised).replace(" ", "")
    for digraph, letter in _DIGRAPHS:
        word = word.replace(digraph, letter)
    word = word.translate(_FOLDED)
    if not word:
        return ""
    first = "a" if word[0] in "aeiouy" else word[0]
    kept = [first]
    for letter in word[1:]:
        if letter not in _VOWELS and letter != kept[-1]:
            kept.append(letter)
    return "".join(kept)


def blocking_keys(normalised: str) -> Iterator[str]:
    """The keys under which a name can be found although misspelt (symmetric deletion).

    Two names meet when their skeletons are equal or differ by one consonant put in, left out or
    exchanged (W. Garbe, SymSpell, 2012, applied to consonant skeletons).
    """
    frame = skeleton(normalised)
    if len(frame) < 2:
        return
    yield frame
    if len(frame) < 4:
        return
    seen = {frame}
    for at in range(len(frame)):
        shorter = frame[:at] + frame[at + 1 :]
        if shorter not in seen:
            seen.add(shorter)
            yield "-" + shorter


_PLAIN_KEEP = frozenset(
    "ÁÀÂÃÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØÚÙÛÜÝáàâãäåçéèêëíìîïñóòôõöøúùûüýÿŒœÆæßŠšŽžČčĆćĐđŁłŃńŘřŚśŹźŻżĞğİışŞőŐűŰ"
)
_QUOTES = dict.fromkeys(map(ord, "‘’ʻʼʽʾʿ`´ʹʺ"))


def plain(name: str) -> str:
    """A gazetteer name as the press prints it: romanisation macrons, dots and half rings dropped.

    "Baghlān" becomes "Baghlan" and "‘Ayn al ‘Arab" "Ayn al Arab"; letters of European orthographies
    (é, ü, ł, ş) stay.
    """
    if name.isascii():
        return name
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", name.translate(_QUOTES)):
        if letter.isascii() or letter in _PLAIN_KEEP or not letter.isalpha():
            out.append(letter)
            continue
        stripped = "".join(
            c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)
        )
        out.append(stripped if stripped.isascii() else letter)
    return "".join(c for c in out if not unicodedata.combining(c)).strip()
