"""Only plain PDFs are taken from strangers; what could do something is refused however it is hidden."""

import zlib
from functools import cache

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import pdf
from tests.factories import cv_bytes


def object_stream(content: bytes, head: bytes = b"/Type /ObjStm", filters: bytes = b"/Filter /FlateDecode"):
    packed = zlib.compress(content)
    return b"<< %s /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (
        head,
        filters,
        len(packed),
        packed,
    )


@cache
def page_of(size: int) -> bytes:
    """What a page shows, of so many bytes, packed as small as can be."""
    packing = zlib.compressobj(9)
    parts = [packing.compress(bytes(1024 * 1024)) for _part in range(size // (1024 * 1024))]
    packed = b"".join([*parts, packing.compress(bytes(size % (1024 * 1024))), packing.flush()])
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)


SCRIPT = b"<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>"
HARMFUL = {
    "a script": cv_bytes(SCRIPT),
    "a script with its name in numbers": cv_bytes(SCRIPT.replace(b"/JavaScript", b"/J#61v#61Script")),
    "a script with a comment in between": cv_bytes(b"<< /S %x\n/JavaScript >>"),
    "the name of the action as an object": cv_bytes(b"/JavaScript", b"<< /S 5 0 R >>"),
    "a script in an object stream": cv_bytes(object_stream(b"5 0 " + SCRIPT)),
    "a script in one whose type is elsewhere": cv_bytes(object_stream(b"5 0 " + SCRIPT, b"/Type 9 0 R")),
    "a script within what looks like a page": cv_bytes(
        b"<< /Length 9 >>\nstream\n" + SCRIPT + b"\nendstream"
    ),
    "a script in a packing of two layers": cv_bytes(
        object_stream(b"5 0 " + SCRIPT, filters=b"/Filter [/ASCIIHexDecode /FlateDecode]")
    ),
    "a script after a long comment": cv_bytes(
        object_stream(b"5 0 " + SCRIPT, b"/Type /ObjStm %" + b"x" * 5000 + b"\n")
    ),
    "a program to start": cv_bytes(b"<< /S /Launch /F (cmd.exe) >>"),
    "an embedded file": cv_bytes(b"<< /Names << /EmbeddedFiles 9 0 R >> >>"),
    "an attached file": cv_bytes(b"<< /Subtype /FileAttachment /FS << /EF << /F 9 0 R >> >> >>"),
    "a form of another kind": cv_bytes(b"<< /AcroForm << /XFA 9 0 R >> >>"),
    "encryption": cv_bytes().replace(b"trailer <<", b"trailer << /Encrypt 9 0 R"),
    "a bomb": cv_bytes(object_stream(b" " * (pdf.MAX_OBJECT_STREAM + 1))),
    "many small bombs": cv_bytes(*[object_stream(b" " * pdf.MAX_OBJECT_STREAM)] * 5),
    "a bomb as a page": cv_bytes(page_of(pdf.MOST_OF_A_STREAM + 1)),
    "many bombs as pages": cv_bytes(*[page_of(pdf.MOST_OF_A_STREAM)] * 5),
    "a bomb in a packing of two layers": cv_bytes(
        b"<< /Filter [/FlateDecode /Fl] >>\nstream\n" + zlib.compress(zlib.compress(b"x")) + b"\nendstream"
    ),
    "HTML": b"<html><script>alert(1)</script></html>",
    "HTML before a PDF": b"<html>" + cv_bytes(),
    "nothing of a document": b"%PDF-1.7\n%%EOF\n",
    "half a document": cv_bytes()[:200],
    "no pages": b"%PDF-1.7\n1 0 obj << >> endobj\nstartxref\n0\n%%EOF",
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_what_could_do_harm_is_refused(harm):
    with pytest.raises(pdf.Refused):
        pdf.check(HARMFUL[harm])


HARMLESS = {
    "a page": cv_bytes(),
    "an address to open": cv_bytes(b"<< /S /URI /URI (https://example.org/JavaScript) >>"),
    "objects in a stream": cv_bytes(object_stream(b"5 0 << /Title (JavaScript /JS /Launch) >>")),
    "a title that speaks of scripts": cv_bytes(b"<< /Title (The /JavaScript \\) /Launch book (2nd)) >>"),
    "a page in print quality": cv_bytes(page_of(100 * 1024 * 1024)),
    "a picture": cv_bytes(b"<< /Subtype /Image /Length 3 >>\nstream\n/JS\nendstream"),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_only_shows_pages_is_taken(kind):
    pdf.check(HARMLESS[kind])


@pytest.mark.parametrize("filler", [b"1", b"/S%", b"<(<", b"/S ", b"stream\n", b"1 0 obj<</ObjStm>>stream\n"])
def test_no_file_takes_long(filler):
    content = b"%PDF-1.7\n1 0 obj\n" + filler * (500_000 // len(filler)) + b"\nstartxref\n0\n%%EOF"
    with pytest.raises(pdf.Refused):
        pdf.check(content)


@pytest.mark.parametrize(
    "filler",
    [object_stream(b""), b"stream\n\x78\x9c", b"(", b"()", b"<>", b"%\n", b"#41"],
    ids=["object streams", "streams", "(", "()", "<>", "%", "#"],
)
def test_what_would_take_long_to_look_into_is_refused(filler):
    content = cv_bytes().replace(b"\nstartxref", b"\n" + filler * (2_000_000 // len(filler)) + b"\nstartxref")
    with pytest.raises(pdf.Refused):
        pdf.check(content)


def test_empty_and_large_files_are_refused():
    for content in (b"", cv_bytes() + b" " * 2_000_000):
        with pytest.raises(ValidationError):
            pdf.validate_plain_pdf(SimpleUploadedFile("cv.pdf", content), 1_000_000)
