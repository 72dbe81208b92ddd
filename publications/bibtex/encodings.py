"""Decode the bytes of a file whose encoding is not known."""

import codecs
import re

from core.characters import printable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Four-byte characters of GB 18030, which encode the letters of other languages. In Latin-1 their first byte
# would be a control character.
_FOUR_BYTES = re.compile(rb"[\x81-\x84][0-9][\x81-\xfe][0-9]")
_HIGH = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    The name is "utf-8", "utf-16", "utf-32", "gb18030", "cp1252" or "latin-1". A file with most lines in UTF-8
    and some in another encoding (entries pasted together) is decoded line by line and named "utf-8+cp1252"
    or similar. Never raises an error: invalid bytes become U+FFFD.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            # The decoders of UTF-16 and UTF-32 need the byte order mark and remove it.
            without_bom = data.removeprefix(bom) if name == "utf-8" else data
            return without_bom.decode(name, "replace"), name
    if (utf_16 := _utf_16_without_bom(data)) is not None:
        return data.decode(utf_16, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    lines = data.splitlines(keepends=True)
    other_lines = [line for line in lines if not line.isascii() and not _is_utf8(line)]
    utf8_count = sum(not line.isascii() for line in lines) - len(other_lines)
    is_mostly_utf8 = utf8_count >= len(other_lines)
    name = _guess_encoding(b"".join(other_lines) if is_mostly_utf8 else data)
    if not is_mostly_utf8:
        return data.decode(name, "replace"), name
    text = "".join(line.decode("utf-8" if _is_utf8(line) else name, "replace") for line in lines)
    return text, f"utf-8+{name}"


def printable_lines(text: str) -> str:
    """Return the text of a file with line ends "\\n", without byte order mark and unprintable characters."""
    return printable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _utf_16_without_bom(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without byte order mark; None for another encoding.

    Every other byte of ASCII text in UTF-16 is zero.
    """
    start = data[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 8 or min(even, odd) > len(start) // 20 or max(even, odd) < len(start) // 4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess_encoding(data: bytes) -> str:
    """Return "gb18030" if the high bytes look like common Chinese characters, else "cp1252" or "latin-1".

    That the bytes can be decoded proves little: a Western "ü" and the letter after it are a valid pair too.
    But accented letters of Western languages stand alone between ASCII letters, and read as the first byte of
    a pair they give the rare characters of GB 2312's second level (from 0xD8).
    """
    paired = common = high = 0  # numbers of bytes
    for match in _HIGH.finditer(_FOUR_BYTES.sub(b"", data)):
        run = match[0].strip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        high += len(run)
        is_accented = len(run) == 2 and run[0] == 0xA8 and 0xA1 <= run[1] <= 0xBB  # "ü" in GB 2312
        if len(run) % 2 or (len(run) == 2 and len(match[0]) == 4 and not is_accented):
            continue
        lead_bytes = run[::2]
        paired += len(run)
        common += 2 * sum(0xA1 <= lead <= 0xD7 for lead in lead_bytes)
    if paired >= 0.8 * high and common >= 0.5 * paired:
        return "gb18030"
    undefined_in_cp1252 = b"\x81\x8d\x8f\x90\x9d"
    return "latin-1" if any(byte in undefined_in_cp1252 for byte in set(data)) else "cp1252"
