"""Checks of files that members share for others to download: tables, texts, archives and office documents.

A file has to be what its name says. It is not checked for being harmless, because browsers only download it
and never display it. But office documents with macros are refused, and so are archives whose list of contents
would take much memory to read.
"""

import posixpath
import struct
import zipfile
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.pdf import TOO_LARGE

#: The folder that the archive of an office document contains, by extension.
OFFICE_FOLDERS = {".docx": "word/", ".pptx": "ppt/", ".xlsx": "xl/"}
TEXT_TYPES = {".csv", ".tsv", ".txt", ".json"}
#: The extensions of the accepted files.
DATA_TYPES = {*TEXT_TYPES, ".zip", *OFFICE_FOLDERS}

#: The maximum size in bytes of an archive's list of contents ("central directory").
MAX_DIRECTORY = 4 * 1024 * 1024
# An archive ends with a record (APPNOTE.TXT 4.3.16 of PKWARE) that a comment may follow. An archive of more
# than 4 GB ("Zip64") has a locator before that record; such archives are refused.
_END, _END_SIZE, _MAX_COMMENT, _ZIP64_LOCATOR = b"PK\x05\x06", 22, 65_535, b"PK\x06\x07"


def extension_of(name: str | None) -> str:
    """Return the extension of a file's name in lower case, such as ".csv"."""
    return posixpath.splitext(name or "")[1].lower()


def validate_data_file(file: "File[Any]", max_bytes: int) -> None:
    """Check a file with one of the extensions in DATA_TYPES. Raises ValidationError."""
    extension = extension_of(file.name)
    if not file.size:
        raise ValidationError(_("This file is empty."))
    if file.size > max_bytes:
        raise ValidationError(TOO_LARGE, params={"number": max_bytes // (1024 * 1024)})
    file.seek(0)
    is_valid = (
        _is_text(file) if extension in TEXT_TYPES else _is_archive(file, OFFICE_FOLDERS.get(extension, ""))
    )
    file.seek(0)
    if not is_valid:
        text = _("This file is damaged, or its content does not match its extension “%(extension)s”.")
        raise ValidationError(text, params={"extension": extension})


def _is_text(file: "File[Any]") -> bool:
    return not any(b"\0" in piece for piece in file.chunks())


def _is_archive(file: "File[Any]", folder: str) -> bool:
    """Return whether the file is an archive that contains this folder. Raises ValidationError for macros."""
    if file.read(4) != b"PK\x03\x04" or not _has_small_directory(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    if folder and any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError(_("This document contains macros. Save it without macros and upload it again."))
    return not folder or any(name.startswith(folder) for name in names)


def _has_small_directory(file: "File[Any]") -> bool:
    file.seek(max(0, file.size - _END_SIZE - _MAX_COMMENT))
    tail = file.read()
    start = tail.rfind(_END)
    if start < 0 or len(tail) - start < _END_SIZE or _ZIP64_LOCATOR in tail:
        return False
    size: int = struct.unpack_from("<L", tail, start + 12)[0]
    return size <= MAX_DIRECTORY
