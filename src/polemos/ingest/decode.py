"""Bytes to text: which encoding, and whether it is text at all."""

import codecs
import re

from polemos import faults
from polemos.errors import InputError, TooLarge, Unreadable
from polemos.settings import Settings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose little-endian mark begins the same."""
_PACKED = (
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as text or PDF"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as text or PDF"),
    (b"\x89PNG", "an image", "Polemos reads text only"),
    (b"\xff\xd8\xff", "an image", "Polemos reads text only"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""")
_CODECS = {
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "cp1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251", "windows-1253": "cp1253",
    "windows-1254": "cp1254", "windows-1255": "cp1255", "windows-1256": "cp1256", "windows-1257": "cp1257",
    "windows-1258": "cp1258", "iso-8859-2": "iso8859-2", "iso-8859-3": "iso8859-3", "iso-8859-4": "iso8859-4",
    "iso-8859-5": "iso8859-5", "iso-8859-6": "iso8859-6", "iso-8859-7": "iso8859-7", "iso-8859-8": "iso8859-8",
    "iso-8859-9": "cp1254", "iso-8859-13": "iso8859-13", "iso-8859-15": "iso8859-15", "koi8-r": "koi8-r",
    "koi8-u": "koi8-u", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
    "euc-jp": "euc-jp", "shift_jis": "cp932", "euc-kr": "cp949", "iso-2022-jp": "iso2022_jp", "macintosh": "mac-roman",
}  # fmt: skip
"""The labels that pages use, to Python's codecs. A list, since Python also has "codecs" that unpack things."""
_SAMPLE = 65_536


def decode(data: bytes, name: str, settings: Settings, *, page: bool = False) -> str:
    """The text of a file, without its byte order mark; never with NUL or lone surrogates.

    `page` says that a charset may be declared in the bytes. Raises TooLarge, or Unreadable with `empty`, `binary` or
    `encoding`.
    """
    faults.reach("decode", name)
    check_size(data, settings)
    for magic, what, advice in _PACKED:
        if data.startswith(magic):
            raise Unreadable("binary", f"this is {what}, not text; {advice}")
    text = _with_mark(data)
    if text is None:
        text = _without_mark(data, page)
    if not text.strip():
        raise Unreadable("empty", "the file holds nothing but white space; give a file with text")
    _refuse_binary(text)
    return text


def check_size(data: bytes, settings: Settings) -> None:
    """Refuse nothing at all, and more than `max_bytes`."""
    if not data:
        raise Unreadable("empty", "the file is empty; give a file with text")
    if len(data) > settings.max_bytes:
        raise TooLarge("too-large", f"{len(data):,} bytes, and the limit is {settings.max_bytes:,}; split the file")


def check_length(length: int, settings: Settings) -> None:
    """Refuse more text than the parser takes."""
    if length > settings.max_text:
        message = f"{length:,} characters, and the limit for one report is {settings.max_text:,}; split the text"
        raise TooLarge("too-long", message)


def _with_mark(data: bytes) -> str | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec)
            except UnicodeDecodeError as error:
                message = f"the file says it is {codec} and breaks at byte {error.start}; save it again as UTF-8"
                raise Unreadable("encoding", message) from None
    return None


def _without_mark(data: bytes, page: bool) -> str:
    declared = _declared(data) if page else None
    if declared == "iso2022_jp" and b"\x1b$" in data:  # valid UTF-8 byte by byte, and yet not UTF-8
        return data.decode(declared, errors="replace")
    if b"\0" in data:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _declared_text(data, declared) or _damaged(data) or _western(data)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return _CODECS.get(found[1].decode("ascii").lower()) if found else None


def _declared_text(data: bytes, codec: str | None) -> str | None:
    if codec is None or codec == "cp1252":
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None  # pages lie about their charset; what the bytes look like decides


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as a download cut off in a letter leaves it."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken <= max(1, whole // 10) and whole > 0 else None


def _western(data: bytes) -> str:
    """windows-1252, where the bytes look like a western language: mostly ASCII, and none that the code page lacks."""
    high = sum(1 for byte in data[:_SAMPLE] if byte > 0x7F)
    unknown = Unreadable("encoding", "the encoding cannot be told; save the file as UTF-8 and try again")
    if high > 0.3 * len(data[:_SAMPLE]):
        raise unknown
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise unknown from None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in western text every second byte is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others < 0.05 * half:
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                break
    raise _binary()


def _binary() -> InputError:
    return Unreadable("binary", "the file holds bytes that are no text; give text, HTML, PDF or JSONL")


def _refuse_binary(text: str) -> None:
    if "\0" in text:
        raise _binary()
    sample = text[:_SAMPLE]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\v") or c in "\x7f\ufffd" or "\x80" <= c <= "\x9f")
    if odd > 0.1 * len(sample):
        raise _binary()
