"""Checks of files that members share for others to download: tables, texts, archives and office documents.

Browsers never display these files, so they are checked for being what their names say, not for being
harmless: whoever opens one decides that. Office documents with macros are refused, and archives that would
need much memory to be looked at.
"""

import posixpath
import struct
import zipfile
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.pdf import TOO_LARGE

#: The folder that an office document has in its archive.
OFFICE_FOLDERS = {".docx": "word/", ".pptx": "ppt/", ".xlsx": "xl/"}
TEXT_TYPES = {".csv", ".tsv", ".txt", ".json"}
#: The endings of the files that are taken.
DATA_TYPES = {*TEXT_TYPES, ".zip", *OFFICE_FOLDERS}

#: Bytes of the list of contents of an archive.
MAX_DIRECTORY = 4 * 1024 * 1024
# The end of an archive (APPNOTE.TXT 4.3.16 of PKWARE): its record, which a comment may follow. The record of
# an archive of more than 4 GB, and what stands before it, are not expected.
_END, _END_SIZE, _MAX_COMMENT, _END_OF_LARGE = b"PK\x05\x06", 22, 65_535, b"PK\x06\x07"


def ending_of(name: str | None) -> str:
    """Return the ending of a file's name in lower case, such as ".csv"."""
    return posixpath.splitext(name or "")[1].lower()


def validate_data_file(file: "File[Any]", max_bytes: int) -> None:
    """Check a file with one of the endings in DATA_TYPES. Raises ValidationError."""
    ending = ending_of(file.name)
    if not file.size:
        raise ValidationError(_("This file is empty."))
    if file.size > max_bytes:
        raise ValidationError(TOO_LARGE, params={"number": max_bytes // (1024 * 1024)})
    file.seek(0)
    is_valid = _is_text(file) if ending in TEXT_TYPES else _is_archive(file, OFFICE_FOLDERS.get(ending, ""))
    file.seek(0)
    if not is_valid:
        text = _("This file is damaged, or not what its ending “%(ending)s” says.")
        raise ValidationError(text, params={"ending": ending})


def _is_text(file: "File[Any]") -> bool:
    return not any(b"\0" in piece for piece in file.chunks())


def _is_archive(file: "File[Any]", folder: str) -> bool:
    """Return whether the file is an archive that has this folder. Raises ValidationError for macros."""
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
    if start < 0 or len(tail) - start < _END_SIZE or _END_OF_LARGE in tail:
        return False
    size: int = struct.unpack_from("<L", tail, start + 12)[0]
    return size <= MAX_DIRECTORY
