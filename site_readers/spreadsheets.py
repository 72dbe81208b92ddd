"""Read the sheets of an XLSX workbook as CSV, in bounded memory. A line of the CSV is a row of the sheet."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

#: The size of a workbook once it is unpacked, in bytes, and the size of a sheet.
MAX_UNPACKED, MAX_ROWS, MAX_COLUMNS = 30_000_000, 5_000, 100

_NAMESPACES = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


class UnreadableWorkbookError(Exception):
    """A workbook that cannot be read. The message says why and what to do."""


def sheets(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield the title of each visible sheet with content, its CSV, and whether that is all of it.

    Raise UnreadableWorkbookError if the file is not a workbook or too large.
    """
    _check(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations, which say nothing here
        try:
            copy = _transitional(path)
            workbook = openpyxl.load_workbook(copy, read_only=True, data_only=True, keep_links=False)
            try:
                for sheet in workbook.worksheets:
                    if sheet.sheet_state == "visible":
                        text, is_whole = _csv_of(sheet)
                        if text.strip("\n"):
                            yield sheet.title, text, is_whole
            finally:
                workbook.close()
        except Exception as error:  # the library raises whatever a part of the file leads it to
            raise UnreadableWorkbookError(
                f"{path.name} cannot be read as XLSX. Save it again as XLSX or CSV."
            ) from error


def _check(path: Path) -> None:
    """Refuse what unpacks to too much, and what defines entities, which no spreadsheet program writes."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise UnreadableWorkbookError(
                    f"{path.name} is too large. Leave out pictures, or save the sheet as CSV."
                )
            for entry in entries:
                with archive.open(entry) as stream:
                    if b"<!DOCTYPE" in stream.read(2_000).replace(b"\0", b"").upper():
                        raise UnreadableWorkbookError(f"{path.name} is not as spreadsheet programs write it.")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableWorkbookError(
            f"{path.name} is not an XLSX file without a password. Save it again as XLSX or CSV."
        ) from error


def _transitional(path: Path) -> io.BytesIO:
    """Return a workbook in the transitional form of XLSX, the only one that openpyxl knows.

    Excel also saves the strict one, which has other namespaces; openpyxl finds no sheet in it.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as copy:
        for entry in archive.infolist():
            content = archive.read(entry)
            for strict, transitional in _NAMESPACES.items():
                content = content.replace(strict, transitional)
            copy.writestr(entry.filename, content)
    return out


def _csv_of(sheet: Any) -> tuple[str, bool]:
    """Return the rows of a sheet as CSV, and whether no row is left out."""
    sheet.reset_dimensions()  # those in the file may be wrong
    rows = sheet.iter_rows(max_col=MAX_COLUMNS)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in islice(rows, MAX_ROWS):
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            writer.writerow(texts)
        else:
            out.write("\n")  # so that the number of a line is that of its row
    return out.getvalue(), next(rows, None) is None


def _text(cell: Any) -> str:
    """Return the value of a cell on one line. A date has the precision that the cell shows."""
    value = cell.value
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        shown = str(cell.number_format).lower()
        if "d" in shown or "y" not in shown:
            return day.isoformat()
        return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if value is not None else ""
