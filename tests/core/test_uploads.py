"""PDFs of papers: text before the PDF is accepted as viewers accept it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.uploads import validate_pdf
from tests.factories import cv_bytes


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n\r\n", b"Printed by a printer\n", b" " * 1023])
def test_pdf_with_text_before_it_is_accepted(start):
    file = SimpleUploadedFile("paper.pdf", start + cv_bytes())
    validate_pdf(file)
    assert file.tell() == 0


@pytest.mark.parametrize("start", [b"<html>", b"MZ\x00", b" " * 1024])
def test_other_files_are_refused(start):
    with pytest.raises(ValidationError):
        validate_pdf(SimpleUploadedFile("paper.pdf", start + cv_bytes()))
