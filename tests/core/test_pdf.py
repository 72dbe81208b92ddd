"""PDFs from strangers: active content is rejected however it is hidden."""

import zlib
from functools import cache

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import pdf
from tests.factories import cv_bytes


def object_stream(content: bytes, head: bytes = b"/Type /ObjStm", filters: bytes = b"/Filter /FlateDecode"):
    compressed = zlib.compress(content)
    return b"<< %s /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (
        head,
        filters,
        len(compressed),
        compressed,
    )


@cache
def page_of(size: int) -> bytes:
    """Return a page content of ``size`` zero bytes, compressed as small as possible.

    The compressed megabyte does not refer to what precedes it, so it can be repeated.
    """
    megabytes, remainder = divmod(size, 1024 * 1024)
    compressor = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    megabyte = compressor.compress(bytes(1024 * 1024)) + compressor.flush(zlib.Z_FULL_FLUSH)
    end = compressor.compress(bytes(remainder)) + compressor.flush()
    checksum = (size % 65521 << 16 | 1).to_bytes(4)  # Adler-32 of zero bytes
    compressed = b"\x78\xda" + megabyte * megabytes + end + checksum
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(compressed), compressed)


def test_compressed_page_content_is_what_a_compressor_writes():
    size = 3 * 1024 * 1024 + 5
    content = page_of(size).split(b"\nstream\n")[1].removesuffix(b"\nendstream")
    assert zlib.decompress(content) == bytes(size)


#: Limits of decompressed bytes for the tests of bombs, a sixteenth of the usual ones so that they are quick.
LOW_LIMITS = {
    name: getattr(pdf, name) // 16
    for name in ("MAX_OBJECT_STREAM", "MAX_OBJECT_STREAMS_TOTAL", "MAX_STREAM", "MAX_STREAMS_TOTAL")
}
OBJECT_STREAM, STREAM = LOW_LIMITS["MAX_OBJECT_STREAM"], LOW_LIMITS["MAX_STREAM"]
SCRIPT = b"<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>"
HARMFUL = {
    "a script": cv_bytes(SCRIPT),
    "a script with an escaped name": cv_bytes(SCRIPT.replace(b"/JavaScript", b"/J#61v#61Script")),
    "a script with a comment in between": cv_bytes(b"<< /S %x\n/JavaScript >>"),
    "an action whose name is an object of its own": cv_bytes(b"/JavaScript", b"<< /S 5 0 R >>"),
    "a script in an object stream": cv_bytes(object_stream(b"5 0 " + SCRIPT)),
    "a script in a stream whose type is another object": cv_bytes(
        object_stream(b"5 0 " + SCRIPT, b"/Type 9 0 R")
    ),
    "a script in what looks like a page content": cv_bytes(
        b"<< /Length 9 >>\nstream\n" + SCRIPT + b"\nendstream"
    ),
    "a script compressed twice": cv_bytes(
        object_stream(b"5 0 " + SCRIPT, filters=b"/Filter [/ASCIIHexDecode /FlateDecode]")
    ),
    "a script after a long comment": cv_bytes(
        object_stream(b"5 0 " + SCRIPT, b"/Type /ObjStm %" + b"x" * 5000 + b"\n")
    ),
    "a program launch": cv_bytes(b"<< /S /Launch /F (cmd.exe) >>"),
    "an embedded file": cv_bytes(b"<< /Names << /EmbeddedFiles 9 0 R >> >>"),
    "an attached file": cv_bytes(b"<< /Subtype /FileAttachment /FS << /EF << /F 9 0 R >> >> >>"),
    "an XFA form": cv_bytes(b"<< /AcroForm << /XFA 9 0 R >> >>"),
    "encryption": cv_bytes().replace(b"trailer\n<<", b"trailer\n<< /Encrypt 9 0 R"),
    "a bomb": cv_bytes(object_stream(b" " * (OBJECT_STREAM + 1))),
    "many small bombs": cv_bytes(*[object_stream(b" " * OBJECT_STREAM)] * 5),
    "a bomb as a page content": cv_bytes(page_of(STREAM + 1)),
    "many bombs as page contents": cv_bytes(*[page_of(STREAM)] * 5),
    "a bomb compressed twice": cv_bytes(
        b"<< /Filter [/FlateDecode /Fl] >>\nstream\n" + zlib.compress(zlib.compress(b"x")) + b"\nendstream"
    ),
    "HTML": b"<html><script>alert(1)</script></html>",
    "HTML before a PDF": b"<html>" + cv_bytes(),
    "a program before a PDF": b"MZ\x90\x00" + cv_bytes(),
    "an archive before a PDF": b"PK\x03\x04" + cv_bytes(),
    "an object before a PDF": b"9 0 obj /JavaScript endobj\n" + cv_bytes(b"[/S 9 0 R]"),
    "active content behind an open parenthesis": b"(\n" + cv_bytes(b"[/S /JavaScript]"),
    "too much text before a PDF": b" " * 1024 + cv_bytes(),
    "no objects": b"%PDF-1.7\n%%EOF\n",
    "an incomplete file": cv_bytes()[:200],
    "no pages": b"%PDF-1.7\n1 0 obj << >> endobj\nstartxref\n0\n%%EOF",
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_harmful_file_is_rejected(harm, monkeypatch):
    for name, limit in LOW_LIMITS.items():
        monkeypatch.setattr(pdf, name, limit)
    with pytest.raises(pdf.RejectedPDF):
        pdf.check(HARMFUL[harm])


HARMLESS = {
    "a page": cv_bytes(),
    "a link": cv_bytes(b"<< /S /URI /URI (https://example.org/JavaScript) >>"),
    "objects in a stream": cv_bytes(object_stream(b"5 0 << /Title (JavaScript /JS /Launch) >>")),
    "a title that mentions scripts": cv_bytes(b"<< /Title (The /JavaScript \\) /Launch book (2nd)) >>"),
    "a page scanned in print quality": cv_bytes(page_of(100 * 1024 * 1024)),
    "a byte order mark first": b"\xef\xbb\xbf" + cv_bytes(),
    "blank lines first": b"\r\n\n\n" + cv_bytes(),
    "header lines first": b"@PJL ENTER LANGUAGE = PDF\r\nContent-Type: application/pdf\r\n\r\n" + cv_bytes(),
    "an open parenthesis first": b"(draft\n" + cv_bytes(),
    "as much text first as viewers accept": b" " * 1023 + cv_bytes(),
    "a picture": cv_bytes(b"<< /Subtype /Image /Length 3 >>\nstream\n/JS\nendstream"),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_plain_file_is_accepted(kind):
    pdf.check(HARMLESS[kind])


@pytest.mark.parametrize("filler", [b"1", b"/S%", b"<(<", b"/S ", b"stream\n", b"1 0 obj<</ObjStm>>stream\n"])
def test_file_without_structure_is_rejected_quickly(filler):
    content = b"%PDF-1.7\n1 0 obj\n" + filler * (500_000 // len(filler)) + b"\nstartxref\n0\n%%EOF"
    with pytest.raises(pdf.RejectedPDF):
        pdf.check(content)


@pytest.mark.parametrize(
    "filler",
    [object_stream(b""), b"stream\n\x78\x9c", b"(", b"()", b"<>", b"%\n", b"#41"],
    ids=["object streams", "streams", "(", "()", "<>", "%", "#"],
)
def test_file_that_would_take_long_to_search_is_rejected(filler):
    content = cv_bytes().replace(b"\nstartxref", b"\n" + filler * (2_000_000 // len(filler)) + b"\nstartxref")
    with pytest.raises(pdf.RejectedPDF):
        pdf.check(content)


def test_empty_and_large_files_are_rejected():
    for content in (b"", cv_bytes() + b" " * 2_000_000):
        with pytest.raises(ValidationError):
            pdf.validate_plain_pdf(SimpleUploadedFile("cv.pdf", content), 1_000_000)


@pytest.mark.parametrize("padding", [bytes(8192), b"\r\n" * 4096, b" " * 5000])
def test_file_padded_at_its_end_is_accepted(padding):
    pdf.check(cv_bytes() + padding)


def test_file_with_something_else_at_its_end_is_rejected():
    with pytest.raises(ValidationError):
        pdf.check(cv_bytes() + b"x" * 8192)
