"""Checks that a PDF from a stranger only displays pages.

This is not a PDF parser. It searches the file and its compressed object streams for the names of actions
and of embedded files, which any harmful file needs, also in escaped spelling. A file that cannot be
searched, such as an encrypted one, is rejected. Text that mentions JavaScript is accepted: names only count
outside of strings, comments and page contents.
"""

import re
import zlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

#: Decompressed bytes of one object stream, and of all together. Only a decompression bomb has more.
MAX_OBJECT_STREAM = 8 * 1024 * 1024
MAX_OBJECT_STREAMS_TOTAL = 24 * 1024 * 1024
#: Decompressed bytes of one stream, and of all together, to protect PDF viewers. A page scanned in print
#: quality has 100 MB. They are only counted here, not kept in memory.
MAX_STREAM, MAX_STREAMS_TOTAL = 256 * 1024 * 1024, 1024 * 1024 * 1024
#: Upper bounds that keep the search fast; no legitimate PDF of 10 MB reaches them.
MAX_OBJECT_STREAM_COUNT, MAX_STREAM_COUNT = 10_000, 100_000
MAX_OPAQUE_COUNT, MAX_ESCAPE_COUNT = 300_000, 250_000
#: Bytes decompressed at a time: zlib copies the input after the end of a stream with each piece.
PIECE = 4096

#: The first bytes of a PDF, and the most that viewers accept before them (ISO 32000-1, annex H.3).
HEADER, MAX_PREFIX = b"%PDF-", 1024
_NOT_PREFIX = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f<]|obj|stream|xref|trailer")
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
# All patterns are bounded, so that no file makes the search slow.
_SPACE = rb"(?:[\x00\t\n\f\r ]|%[^\r\n]{0,40}[\r\n]){0,80}"
_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)"
#: Actions that do more than turn pages or open a URL.
_ACTION_NAME = rb"/(?:JavaScript|Launch|Rendition|SubmitForm|ImportData|GoToE|RichMediaExecute)"
_ACTION = re.compile(rb"(?:/S|\bobj)" + _SPACE + _ACTION_NAME + _END)
_FORBIDDEN_NAME = re.compile(
    rb"/(?:JavaScript|JS|Launch|Rendition|SubmitForm|ImportData|GoToE|EmbeddedFiles?|FileAttachment|EF"
    rb"|RichMedia\w*|XFA|Movie|Sound|3D)" + _END
)
_ENCRYPT = re.compile(rb"/Encrypt" + _END)
# The start of a string, hexadecimal string, comment or stream. Names only occur between them.
_OPAQUE = re.compile(rb"\(|(?<!<)<(?!<)[^<>]*>|%[^\r\n]*|\bstream\r?\n")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
#: Compressed twice: a stream that is small after one pass may be endless after the second.
_DOUBLE_COMPRESSION = re.compile(rb"/Fl(?:ateDecode)?" + _SPACE + rb"/Fl(?:ateDecode)?" + _END)
_PAGES = re.compile(rb"/Type" + _SPACE + rb"/Pages?" + _END)
_OBJECT = re.compile(rb"\b\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")

TOO_LARGE = _("This file is larger than %(number)d MB.")
DAMAGED = _("This PDF is damaged or incomplete. Save it again, then choose it again.")
UNUSUAL = _("This PDF is compressed in an unusual way. Print it to a new PDF and upload that one.")
BOMB = _("This PDF is far larger than its file size. Print it to a new PDF and upload that one.")
ACTIVE = _(
    "This PDF contains scripts, attached files or other active content. "
    "Print it to a new PDF and upload that one."
)


class RejectedPDF(ValidationError):
    """The file is rejected. The message says why."""


def validate_plain_pdf(file: "File[bytes]", max_bytes: int) -> None:
    """Check an uploaded PDF of at most ``max_bytes``. Raises RejectedPDF, a ValidationError."""
    if not file.size:
        raise RejectedPDF(_("This file is empty."))
    if file.size > max_bytes:
        raise RejectedPDF(TOO_LARGE, params={"number": max_bytes // (1024 * 1024)})
    file.seek(0)
    content = file.read()
    file.seek(0)
    check(content)


def check(content: bytes) -> None:
    """Check the bytes of a PDF. Raises RejectedPDF."""
    start = header_position(content)
    if start is None:
        raise RejectedPDF(_("This file is not a PDF."))
    content = content[start:]  # a parenthesis before it would make the rest look like a string
    tail = content.rstrip(b"\0\t\n\f\r ")[-2048:]  # some programs and disks pad the end
    if b"startxref" not in tail or b"%%EOF" not in tail or not _OBJECT.search(content):
        raise RejectedPDF(DAMAGED)
    outside = _unescape_names(b"".join(_outside_opaque(content)))
    if _ENCRYPT.search(outside):
        raise RejectedPDF(_("This PDF is encrypted. Save it without a password, then choose it again."))
    _reject_active_content(outside, _unescape_names(content))
    if _DOUBLE_COMPRESSION.search(outside):
        raise RejectedPDF(UNUSUAL)
    has_pages = bool(_PAGES.search(outside))
    for objects in _object_streams(content):
        names = _unescape_names(b"".join(_outside_opaque(objects)))
        _reject_active_content(names, names)
        has_pages = has_pages or bool(_PAGES.search(names))
    if not has_pages:
        raise RejectedPDF(DAMAGED)
    _reject_bombs(memoryview(content))


def header_position(content: bytes) -> int | None:
    """Return where the PDF starts, within the first 1,024 bytes; None if the content is not a PDF.

    Viewers accept text before the PDF, which printers, mail programs and editors leave there: a byte order
    mark, blank lines, header lines. Here it must be text, so that the file is not a program or an archive as
    well, and without markup or any part of a PDF, which the search for active content would miss.
    """
    start = content.find(HEADER, 0, MAX_PREFIX + len(HEADER) - 1)
    if start < 0 or _NOT_PREFIX.search(content, 0, start):
        return None
    return start


def _reject_active_content(outside: bytes, everything: bytes) -> None:
    if _FORBIDDEN_NAME.search(outside) or _ACTION.search(everything):
        raise RejectedPDF(ACTIVE)


def _unescape_names(content: bytes) -> bytes:
    """Replace hexadecimal escapes by letters: ``/J#53`` becomes ``/JS``."""
    if content.count(b"#") > MAX_ESCAPE_COUNT:
        raise RejectedPDF(UNUSUAL)
    return _HEX_IN_NAME.sub(lambda escape: bytes([int(escape.group(1), 16)]), content)


def _outside_opaque(content: bytes) -> Iterator[bytes]:
    """Yield the parts of the content outside of strings, comments and streams."""
    position, budget = 0, MAX_OPAQUE_COUNT
    while match := _OPAQUE.search(content, position):
        yield content[position : match.start()]
        yield b" "
        budget -= 1
        if match.group() == b"(":
            position, budget = _end_of_string(content, match.end(), budget)
        elif match.group().startswith(b"stream"):
            end = content.find(b"endstream", match.end())
            position = len(content) if end < 0 else end + len(b"endstream")
        else:
            position = match.end()
        if budget < 0:
            raise RejectedPDF(UNUSUAL)
    yield content[position:]


def _end_of_string(content: bytes, position: int, budget: int) -> tuple[int, int]:
    """Return the end of the string that starts before ``position``, and the budget that is left."""
    depth = 1
    while depth and budget >= 0 and (match := _IN_STRING.search(content, position)):
        budget -= 1
        depth += {b"(": 1, b")": -1}.get(match.group(), 0)
        position = match.end()
    return len(content) if depth else position, budget


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Yield the decompressed object streams. Raises RejectedPDF if one cannot be decompressed."""
    budget, last, count = MAX_OBJECT_STREAMS_TOTAL, 0, 0
    for start in _STREAM.finditer(content):
        head = content[last : start.start()]
        head, last = _unescape_names(head[max(0, head.rfind(b" obj")) :]), start.end()
        # Its type could be in another object, but /First and /N are required here.
        if not (b"/ObjStm" in head or (re.search(rb"/First\b", head) and re.search(rb"/N\b", head))):
            continue
        count += 1
        if count > MAX_OBJECT_STREAM_COUNT:
            raise RejectedPDF(UNUSUAL)
        filters = re.search(rb"/Filter" + _SPACE + rb"(\[[^\]]{0,200}\]|/\w{1,40}|\d{1,9} \d{1,5} R)", head)
        if filters is None:
            size = content.find(b"endstream", start.end()) - start.end()
            if not 0 <= size <= budget:
                raise RejectedPDF(UNUSUAL)
            budget -= size
            yield content[start.end() : start.end() + size]
            continue
        if filters.group(1).strip(b"[] \r\n\t") not in (b"/FlateDecode", b"/Fl") or b"/DecodeParms" in head:
            raise RejectedPDF(UNUSUAL)
        objects = _decompress(memoryview(content)[start.end() :], min(MAX_OBJECT_STREAM, budget))
        budget -= len(objects)
        yield objects


def _reject_bombs(content: "memoryview[int]") -> None:
    """Reject a file whose pages and pictures are large enough to stop the program that opens it."""
    position, budget, count = 0, MAX_STREAMS_TOTAL, 0
    while match := _STREAM.search(content, position):
        size, position = _decompressed_size(content, match.end(), min(MAX_STREAM, budget))
        budget, count = budget - size, count + 1
        if count > MAX_STREAM_COUNT:
            raise RejectedPDF(UNUSUAL)
        if budget <= 0 or size > MAX_STREAM:
            raise RejectedPDF(BOMB)


def _decompressed_size(content: "memoryview[int]", position: int, limit: int) -> tuple[int, int]:
    """Return the decompressed size of the stream at a position, and the position after it.

    Counting stops soon after ``limit``. The size is 0 if the stream is not compressed. No byte is read
    twice, so that no file takes long.
    """
    decompressor, size = zlib.decompressobj(), 0
    try:
        while position < len(content) and not decompressor.eof and size <= limit:
            size += len(decompressor.decompress(content[position : position + PIECE]))
            position += PIECE
    except zlib.error:
        return size, position
    return size, position - len(decompressor.unused_data)


def _decompress(compressed: memoryview, limit: int) -> bytes:
    """Decompress a stream. Raises RejectedPDF if it is damaged or has more than ``limit`` bytes."""
    decompressor = zlib.decompressobj()
    content = b""
    try:
        for start in range(0, len(compressed), PIECE):
            content += decompressor.decompress(compressed[start : start + PIECE], limit + 1 - len(content))
            if decompressor.eof or len(content) > limit:
                break
    except zlib.error:
        raise RejectedPDF(DAMAGED) from None
    if len(content) > limit:
        raise RejectedPDF(BOMB)
    return content
