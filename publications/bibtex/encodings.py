"""From the bytes of a file to text, whatever program wrote it."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters of other languages in GB 18030; in Western files a control character would stand here.
_FOUR_BYTES = re.compile(rb"[\x81-\x84][0-9][\x81-\xfe][0-9]")
_HIGH = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: "utf-8", "utf-16", "utf-32", "gb18030", "cp1252" or "latin-1".

    A file that is UTF-8 in most lines and something else in others (entries pasted together) is decoded line
    by line and called "utf-8+cp1252" or the like. Never raises: bytes that are no character become U+FFFD.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = (
                data[len(mark) :].decode(name, "replace") if name == "utf-8" else data.decode(name, "replace")
            )
            return text, name
    if (wide := _without_mark(data)) is not None:
        return data.decode(wide, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    lines = data.splitlines(keepends=True)
    bad = [line for line in lines if not line.isascii() and not _is_utf8(line)]
    good = sum(not line.isascii() for line in lines) - len(bad)
    name = _eight_bit(b"".join(bad) if good >= len(bad) else data)
    if good < len(bad):
        return data.decode(name, "replace"), name
    text = "".join(line.decode("utf-8" if _is_utf8(line) else name, "replace") for line in lines)
    return text, f"utf-8+{name}"


def _without_mark(data: bytes) -> str | None:
    """The encoding of UTF-16 that begins with no mark: of ASCII letters every other byte is zero there."""
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


def _eight_bit(data: bytes) -> str:
    """gb18030 where the high bytes look like pairs of common Chinese characters, else cp1252 or latin-1.

    Strict decoding alone says little: "ü" and a letter behind it are a valid pair as well. But the accented
    letters of Western languages stand alone between ASCII letters, and as first bytes of a pair they would
    make characters of GB 2312's rare second level (from 0xD8).
    """
    paired = common = high = 0
    for match in _HIGH.finditer(_FOUR_BYTES.sub(b"", data)):
        run = match[0].strip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        high += len(run)
        is_accented = len(run) == 2 and run[0] == 0xA8 and 0xA1 <= run[1] <= 0xBB  # "ü" in GB 2312
        if len(run) % 2 or (len(run) == 2 and len(match[0]) == 4 and not is_accented):
            continue
        leads = run[::2]
        paired += len(run)
        common += 2 * sum(0xA1 <= lead <= 0xD7 for lead in leads)
    if paired >= 0.8 * high and common >= 0.5 * paired:
        return "gb18030"
    undefined = b"\x81\x8d\x8f\x90\x9d"
    return "latin-1" if any(byte in undefined for byte in set(data)) else "cp1252"
