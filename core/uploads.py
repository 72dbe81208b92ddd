"""Checks of uploaded files that are not pictures."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MAX_PDF_BYTES = 50 * 1024 * 1024
PDF_TOO_LARGE = _("The PDF is larger than 50 MB.")


def validate_pdf(file: "File[bytes]") -> None:
    """Raises ValidationError unless the content starts like a PDF, the name ends so, at most 50 MB."""
    if not (file.name or "").lower().endswith(".pdf"):
        raise ValidationError(_("The file must be a PDF."))
    if file.size > MAX_PDF_BYTES:
        raise ValidationError(PDF_TOO_LARGE)
    file.seek(0)
    head = file.read(5)
    file.seek(0)
    if head != b"%PDF-":
        raise ValidationError(_("The content of the file is not a PDF."))
