"""Checks that a file from a stranger is a plain PDF: one that shows pages and does nothing.

It is not a PDF reader. It looks for what a harmful file needs: the names of actions and of embedded
files, in the file itself and in its compressed object streams, however their letters are written. What
cannot be looked into, such as an encrypted file, is refused. Text that merely mentions JavaScript is
fine: names only count where PDF has names, outside of strings and of the content of pages.
"""

import re
import zlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

#: More than this an object stream of a document of some pages does not hold; a bomb does.
MAX_OBJECT_STREAM = 8 * 1024 * 1024
MAX_UNPACKED = 24 * 1024 * 1024
#: A page as a picture in print quality is 100 MB. This is for readers: here nothing of it is kept.
MOST_OF_A_STREAM, MOST_OF_ALL = 256 * 1024 * 1024, 1024 * 1024 * 1024
#: More streams, strings and comments, or escaped letters, no document of 10 MB needs; they take time.
MOST_OBJECT_STREAMS, MOST_STREAMS, MOST_OPAQUE, MOST_ESCAPES = 10_000, 100_000, 300_000, 250_000
#: Unpacked at a time, for what follows the end of a stream is copied each time.
PIECE = 4096

_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
# Bounded, as are the other patterns, so that no file makes the search take long.
_SPACE = rb"(?:[\x00\t\n\f\r ]|%[^\r\n]{0,40}[\r\n]){0,80}"
_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)"
#: Kinds of actions that do more than to turn pages or open an address.
_ACTION = rb"/(?:JavaScript|Launch|Rendition|SubmitForm|ImportData|GoToE|RichMediaExecute)"
_ACTS = re.compile(rb"(?:/S|\bobj)" + _SPACE + _ACTION + _END)
_NAMES = re.compile(
    rb"/(?:JavaScript|JS|Launch|Rendition|SubmitForm|ImportData|GoToE|EmbeddedFiles?|FileAttachment|EF"
    rb"|RichMedia\w*|XFA|Movie|Sound|3D)" + _END
)
_ENCRYPT = re.compile(rb"/Encrypt" + _END)
# A string, a hexadecimal string, a comment, or a stream: what is between them are names and numbers.
_OPAQUE = re.compile(rb"\(|(?<!<)<(?!<)[^<>]*>|%[^\r\n]*|\bstream\r?\n")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
#: Packed twice: what is small in one layer may be endless in the next.
_TWICE = re.compile(rb"/Fl(?:ateDecode)?" + _SPACE + rb"/Fl(?:ateDecode)?" + _END)
_PAGES = re.compile(rb"/Type" + _SPACE + rb"/Pages?" + _END)
_OBJECT = re.compile(rb"\b\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")

TOO_LARGE = _("The file is larger than %(number)d MB.")
DAMAGED = _("The PDF is damaged or not complete. Save it once more, then choose it again.")
UNUSUAL = _("The PDF is packed in an unusual way. Print it to a new PDF, and send that.")
BOMB = _("The PDF holds far more than it seems to. Print it to a new PDF, and send that.")
ACTIVE = _("The PDF has scripts, attached files or other active parts. Print it to a new PDF, and send that.")


class Refused(ValidationError):
    """The file is not taken; the message says why."""


def validate_plain_pdf(file: "File[bytes]", most_bytes: int) -> None:
    """Raises ValidationError unless the content is that of a plain PDF of at most so many bytes."""
    if not file.size:
        raise Refused(_("The file is empty."))
    if file.size > most_bytes:
        raise Refused(TOO_LARGE, params={"number": most_bytes // (1024 * 1024)})
    file.seek(0)
    content = file.read()
    file.seek(0)
    check(content)


def check(content: bytes) -> None:
    """Raises Refused unless these are the bytes of a plain PDF."""
    if not content.startswith(b"%PDF-"):
        raise Refused(_("The content of the file is not a PDF."))
    tail = content[-2048:]
    if b"startxref" not in tail or b"%%EOF" not in tail or not _OBJECT.search(content):
        raise Refused(DAMAGED)
    outside = _letters(b"".join(_outside(content)))
    if _ENCRYPT.search(outside):
        raise Refused(_("The PDF is encrypted. Save it without a password, then choose it again."))
    _refuse_acts(outside, _letters(content))
    if _TWICE.search(outside):
        raise Refused(UNUSUAL)
    has_pages = bool(_PAGES.search(outside))
    for objects in _object_streams(content):
        plain = _letters(b"".join(_outside(objects)))
        _refuse_acts(plain, plain)
        has_pages = has_pages or bool(_PAGES.search(plain))
    if not has_pages:
        raise Refused(DAMAGED)
    _refuse_bombs(memoryview(content))


def _refuse_acts(outside: bytes, everything: bytes) -> None:
    if _NAMES.search(outside) or _ACTS.search(everything):
        raise Refused(ACTIVE)


def _letters(content: bytes) -> bytes:
    """Returns the content with letters of names that are written as numbers (/J#53) as letters."""
    if content.count(b"#") > MOST_ESCAPES:
        raise Refused(UNUSUAL)
    return _HEX_IN_NAME.sub(lambda found: bytes([int(found.group(1), 16)]), content)


def _outside(content: bytes) -> Iterator[bytes]:
    """Yields what is neither string nor comment nor the content of a stream."""
    place, left = 0, MOST_OPAQUE
    while found := _OPAQUE.search(content, place):
        yield content[place : found.start()]
        yield b" "
        left -= 1
        if found.group() == b"(":
            place, left = _end_of_string(content, found.end(), left)
        elif found.group().startswith(b"stream"):
            end = content.find(b"endstream", found.end())
            place = len(content) if end < 0 else end + len(b"endstream")
        else:
            place = found.end()
        if left < 0:
            raise Refused(UNUSUAL)
    yield content[place:]


def _end_of_string(content: bytes, place: int, left: int) -> tuple[int, int]:
    """Returns where a string ends, and how much may be left to look at."""
    depth = 1
    while depth and left >= 0 and (found := _IN_STRING.search(content, place)):
        left -= 1
        depth += {b"(": 1, b")": -1}.get(found.group(), 0)
        place = found.end()
    return len(content) if depth else place, left


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Yields what is in the compressed object streams. Raises Refused where that cannot be known."""
    left, last, count = MAX_UNPACKED, 0, 0
    for start in _STREAM.finditer(content):
        head = content[last : start.start()]
        head, last = _letters(head[max(0, head.rfind(b" obj")) :]), start.end()
        # What an object stream must have; its type could be written elsewhere.
        if not (b"/ObjStm" in head or (re.search(rb"/First\b", head) and re.search(rb"/N\b", head))):
            continue
        count += 1
        if count > MOST_OBJECT_STREAMS:
            raise Refused(UNUSUAL)
        filters = re.search(rb"/Filter" + _SPACE + rb"(\[[^\]]{0,200}\]|/\w{1,40}|\d{1,9} \d{1,5} R)", head)
        if filters is None:
            size = content.find(b"endstream", start.end()) - start.end()
            if not 0 <= size <= left:
                raise Refused(UNUSUAL)
            left -= size
            yield content[start.end() : start.end() + size]
            continue
        if filters.group(1).strip(b"[] \r\n\t") not in (b"/FlateDecode", b"/Fl") or b"/DecodeParms" in head:
            raise Refused(UNUSUAL)
        unpacked = _inflate(memoryview(content)[start.end() :], min(MAX_OBJECT_STREAM, left))
        left -= len(unpacked)
        yield unpacked


def _refuse_bombs(content: "memoryview[int]") -> None:
    """Raises Refused where pages and pictures are so large that they would stop whoever opens the file."""
    place, left, count = 0, MOST_OF_ALL, 0
    while found := _STREAM.search(content, place):
        size, place = _unpacked_size(content, found.end(), min(MOST_OF_A_STREAM, left))
        left, count = left - size, count + 1
        if count > MOST_STREAMS:
            raise Refused(UNUSUAL)
        if left <= 0 or size > MOST_OF_A_STREAM:
            raise Refused(BOMB)


def _unpacked_size(content: "memoryview[int]", place: int, most: int) -> tuple[int, int]:
    """Returns how large what is packed here is, counted to a little more than ``most``, and where to go on.

    0 for what is not packed. What has been looked at is not looked at again, so no file takes long.
    """
    unpacking, size = zlib.decompressobj(), 0
    try:
        while place < len(content) and not unpacking.eof and size <= most:
            size += len(unpacking.decompress(content[place : place + PIECE]))
            place += PIECE
    except zlib.error:
        return size, place
    return size, place - len(unpacking.unused_data)


def _inflate(packed: memoryview, most: int) -> bytes:
    unpacking = zlib.decompressobj()
    unpacked = b""
    try:
        for place in range(0, len(packed), PIECE):
            unpacked += unpacking.decompress(packed[place : place + PIECE], most + 1 - len(unpacked))
            if unpacking.eof or len(unpacked) > most:
                break
    except zlib.error:
        raise Refused(DAMAGED) from None
    if len(unpacked) > most:
        raise Refused(BOMB)
    return unpacked
