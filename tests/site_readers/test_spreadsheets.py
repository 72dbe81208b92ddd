"""Tables of people as XLSX: sheets, dates, and what no spreadsheet program writes."""

import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from site_readers import UnreadableSourceError, read, spreadsheets
from tests.site_readers.sites import named, values


@pytest.fixture
def workbook(tmp_path):
    """Return a function that reads a workbook with these rows by the title of the sheet."""

    def read_workbook(formats=None, **sheets):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for cell, number_format in (formats or {}).items():
                sheet[cell].number_format = number_format
        book.save(tmp_path / "people.xlsx")
        return read(tmp_path / "people.xlsx")

    return read_workbook


def test_people_of_a_workbook_have_the_number_of_their_row(workbook):
    rows = [
        ["Our people; all of them"],
        ["Name", "Role", "Email"],
        [],
        ["Ann\nLi", "PhD student", "ann@yarn.example"],
    ]
    result = workbook(People=rows)
    assert result.kind == "people-table"
    assert values(result.people, "name", "role", "email", "file", "line") == [
        ("Ann Li", "phd", "ann@yarn.example", "people.xlsx", 4)
    ]
    assert named(result, "Our people; all of them") == [("people.xlsx", 1, "A row above the header.")]


def test_dates_have_the_precision_that_the_cell_shows(workbook):
    rows = [
        ["Name", "Role", "Joined", "Left"],
        ["Ann Li", "PhD student", datetime(2019, 9, 1), date(2023, 6, 30)],
        ["Bo Wu", "PhD student", datetime(2020, 1, 1), 2024],
    ]
    result = workbook({"C2": "mmm-yy", "D2": "yyyy-mm-dd", "C3": "yyyy"}, People=rows)
    assert values(result.people, "name", "start", "end") == [
        ("Ann Li", "2019-09", "2023-06-30"),
        ("Bo Wu", "2020", "2024"),
    ]


def test_workbook_saved_as_strict_open_xml_is_read(workbook, tmp_path):
    workbook(People=[["Name", "Role"], ["Ann Li", "PhD student"]])
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(tmp_path / "people.xlsx") as archive, zipfile.ZipFile(strict, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for part in ("spreadsheetml", "officeDocument"):
                text = text.replace(
                    f"http://schemas.openxmlformats.org/{part}/2006", f"http://purl.oclc.org/ooxml/{part}"
                )
            copy.writestr(name, text)
    assert values(read(strict).people, "name", "role") == [("Ann Li", "phd")]


def test_title_of_a_sheet_is_a_label_where_there_are_several(workbook):
    header = ["Name", "Role", "Left"]
    result = workbook(
        Members=[header, ["Ann Li", "PhD student", None]],
        Alumni=[header, ["Bo Wu", "Postdoc", 2020]],
        Rooms=[["Room"], [1]],
    )
    assert values(result.people, "name", "status", "file") == [
        ("Ann Li", "", "Members.csv"),
        ("Bo Wu", "previous", "Alumni.csv"),
    ]
    assert named(result, "Rooms.csv") == [("Rooms.csv", 1, "A table without a header that names people.")]


def test_hidden_sheets_and_empty_ones_say_nothing(tmp_path):
    book = Workbook()
    book.active.append(["Name", "Role"])
    book.active.append(["Ann Li", "PhD student"])
    hidden = book.create_sheet("Drafts")
    hidden.append(["Name", "Role"])
    hidden.append(["Bo Wu", "PhD student"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    book.save(tmp_path / "people.xlsx")
    result = read(tmp_path / "people.xlsx")
    assert [person.name for person in result.people] == ["Ann Li"]


def test_rows_beyond_the_limit_are_named(workbook, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 2)
    result = workbook(People=[["Name", "Role"], ["Ann Li", "PhD student"], ["Bo Wu", "PhD student"]])
    assert [person.name for person in result.people] == ["Ann Li"]
    assert named(result, "people.xlsx") == [("people.xlsx", 0, "Only the first 2 rows are read.")]


def test_file_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "people.xlsx").write_bytes(b"Name,Role\n")
    with pytest.raises(UnreadableSourceError, match="Save it again as XLSX or CSV"):
        read(tmp_path / "people.xlsx")


def test_archive_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "people.xlsx", "w") as archive:
        archive.writestr("notes.txt", "Name")
    with pytest.raises(UnreadableSourceError, match="Save it again as XLSX or CSV"):
        read(tmp_path / "people.xlsx")


def test_workbook_that_unpacks_to_too_much_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_UNPACKED", 1_000)
    with pytest.raises(UnreadableSourceError, match="too large"):
        workbook(People=[["Name", "Role"], ["Ann Li", "PhD student"]])


def test_workbook_with_a_document_type_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "people.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE workbook><workbook/>')
    with pytest.raises(UnreadableSourceError, match="not as spreadsheet programs write it"):
        read(tmp_path / "people.xlsx")
