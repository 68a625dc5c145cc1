"""Which characters a file's bytes are."""

import codecs
import re

import msgspec

from sayso.intake.language import detect
from sayso.model import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What reports of the last forty years were saved in; a wider choice makes wilder guesses.
_LEGACY = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_15",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "iso8859-2", "iso8859-15"})
_SPOKEN = {
    "cp1250": frozenset({"bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"}),
    "cp1254": frozenset({"az", "tr"}),
    "cp1257": frozenset({"et", "lt", "lv"}),
}
_TEXT_CODEC = re.compile(
    r"^(?:utf-|cp\d|iso8859|koi8|gb|big5|shift_jis|euc|mac|ascii$|hz$|iso2022|tis-620)"
)
# Browsers read these labels as the wider Windows code page, and so do the pages that bear them.
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\x00\x00\x00", "a video or other binary file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"%PDF", "a PDF document"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_CHAOS = 0.2


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """Text, the encoding it was in, and whether that had to be guessed."""

    text: str
    encoding: str
    guessed: bool = False

    def media_type(self, base: str) -> str:
        """The media type; with the encoding where that is not plain UTF-8."""
        if self.encoding == "utf-8":
            return base
        return f"{base}; charset={self.encoding}" + ("; guessed" if self.guessed else "")


def known_binary(content: bytes) -> str | None:
    """What kind of binary file the bytes begin like; null for none that is known."""
    for magic, kind in _MAGIC:
        # Two letters begin words too: a program has NUL bytes soon after them.
        if content.startswith(magic) and (len(magic) > 3 or b"\x00" in content[:4096]):
            return kind
    return None


def decode(content: bytes, *, declared: str | None = None) -> Decoded:
    """The characters of the bytes: by byte order mark, UTF-8, what is declared, or a guess.

    Line breaks and white space stay as they are; only a byte order mark is no character.

    :param declared: the encoding that the page or server names
    :raises InputError: when it is not text, or nothing says which encoding it is in
    """
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _checked(_strict(content[len(bom) :], name), name)
    kind = known_binary(content)
    if kind is not None:
        raise _binary(kind)
    if b"\x00" in content:
        wide = _utf16_without_mark(content)
        if wide is None:
            raise _binary("a binary file (it holds NUL bytes)")
        return _checked(_strict(content, wide), wide, guessed=True)
    label = _codec(declared)
    if label is not None and label != "utf-8":
        try:
            return _checked(content.decode(label), label)
        except UnicodeDecodeError:
            pass
    try:
        return _checked(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(content):
            raise _broken(content, error) from error
    return _guess(content)


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _TEXT_CODEC.match(name) else None


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise _broken(content, error) from error


def _checked(text: str, encoding: str, *, guessed: bool = False) -> Decoded:
    if "\x00" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise _binary("a binary file (it is full of control characters)")
    return Decoded(text=text, encoding=encoding, guessed=guessed)


def _binary(kind: str) -> InputError:
    return InputError(
        f"it is {kind}, not a report",
        remedy="give text, HTML, PDF, DOCX, a feed, or a table of reports",
    )


def _broken(content: bytes, error: UnicodeDecodeError) -> InputError:
    line = content.count(b"\n", 0, error.start) + 1
    return InputError(
        f"byte {error.start + 1:,} (line {line:,}) is not {error.encoding.upper()}",
        remedy="save it as UTF-8, or cut out the damaged characters",
    )


def _utf16_without_mark(content: bytes) -> str | None:
    sample = content[:10_000]
    half = max(1, len(sample) // 2)
    even = sample[0::2].count(0) / half
    odd = sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _mostly_utf8(content: bytes) -> bool:
    """Whether there are more sound UTF-8 characters beyond ASCII than broken ones."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - content.count("\ufffd".encode())
    sound = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return sound > broken


def _guess(content: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=_LEGACY, threshold=_CHAOS).best()
    if best is None or best.chaos > _CHAOS:
        raise InputError(
            "nothing says which encoding it is in, and none fits",
            remedy="save it as UTF-8 (`iconv -f ENCODING -t UTF-8`)",
        )
    name = codecs.lookup(best.encoding).name
    if name in _LATIN:
        name = _of_language(content) or name
    return _checked(content.decode(name), name, guessed=True)


def _of_language(content: bytes) -> str | None:
    """The code page in which text of this language is written on Windows.

    The Latin ones differ in a few letters only, too few to tell them apart by their bytes.
    """
    language = detect(content.decode("cp1252", errors="replace"))[0]
    name = next((name for name, spoken in _SPOKEN.items() if language in spoken), "cp1252")
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return None
    return name
