"""Checks of PDFs that members upload."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.pdf import HEADER, MAX_PREFIX, header_position

MAX_PDF_BYTES = 50 * 1024 * 1024
PDF_TOO_LARGE = _("This PDF is larger than 50 MB.")


def validate_pdf(file: "File[bytes]") -> None:
    """Check that a file is named ``.pdf``, starts like a PDF and has at most 50 MB.

    Raises ValidationError.
    """
    if not (file.name or "").lower().endswith(".pdf"):
        raise ValidationError(_("The file must be a PDF."))
    if file.size > MAX_PDF_BYTES:
        raise ValidationError(PDF_TOO_LARGE)
    file.seek(0)
    head = file.read(MAX_PREFIX + len(HEADER))
    file.seek(0)
    if header_position(head) is None:
        raise ValidationError(_("This file is not a PDF."))
