"""The exports: complete, safe to open in a spreadsheet, and streamed."""

import csv
import io
import tracemalloc
import zipfile

import pytest

from core.streaming import CHUNK_BYTES
from recruiting.applications.exports import cv_archive, safe_cell
from recruiting.models import Application, CVView
from tests import factories
from tests.faults import database_locked

pytestmark = pytest.mark.django_db


def rows_of(client, **filters):
    response = client.get("/desk/applications/export.csv", filters)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_table_has_the_rows_of_the_filtered_list(pi, notice):
    factories.application(notice, "安 Ann", statement='Two\nlines, "quoted"', state="declined")
    factories.application(notice, "Bob")
    assert [row["Name"] for row in rows_of(pi, order="name")] == ["Bob", "安 Ann"]
    (row,) = rows_of(pi, state="declined")
    assert row["Statement"] == 'Two\nlines, "quoted"' and row["Status"] == "Declined"


def test_table_is_in_the_language_of_the_page(pi):
    factories.application(factories.notice("Engineers", title_zh="工程师"))
    text = b"".join(pi.get("/zh-hans/desk/applications/export.csv").streaming_content).decode()
    assert "工程师" in text and "Engineers" not in text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_cells_are_not_evaluated_as_formulas(pi, notice, text):
    factories.application(notice, institution=text, statement=text)
    (row,) = rows_of(pi)
    assert row["Institution"].startswith("'") and row["Statement"].startswith("'")
    assert safe_cell("plain") == "plain" and safe_cell(None) == ""


def test_archive_contains_all_cvs_and_logs_each_view(pi, application, notice):
    factories.application(notice, "No File")
    response = pi.get("/desk/applications/cvs.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    names = [
        f"{application.pk:04}-ann-applicant.pdf",
        "missing.txt",
    ]
    assert archive.namelist() == names and archive.testzip() is None
    assert archive.read(archive.namelist()[0]) == factories.cv_bytes()
    assert CVView.objects.filter(application=application, by=pi.user, is_export=True).count() == 1
    assert response.headers["Content-Disposition"] == 'attachment; filename="cvs.zip"'


def test_file_names_in_the_archive_contain_no_path(pi, notice):
    for name in ("../../etc/passwd", "C:\\x", "con", "\u202eexe", "/"):
        factories.application(notice, name).cv.save("", factories.cv())
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pi.get("/desk/applications/cvs.zip").streaming_content)))
    assert all(name.isascii() and not set(name) & set("/\\:") for name in archive.namelist())
    assert len(archive.namelist()) == 5


def test_archive_memory_does_not_grow_with_the_number_of_files(pi, notice):
    large = factories.cv_bytes(b"%" + b"x" * 4_000_000)
    for number in range(10):
        factories.application(notice, f"N{number}").cv.save("", factories.cv(content=large))
    rows = Application.objects.all()
    list(cv_archive(rows[:1], pi.user))
    tracemalloc.start()
    size = sum(len(piece) for piece in cv_archive(rows, pi.user))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 40_000_000 and peak < 10 * CHUNK_BYTES


def test_archive_that_cannot_log_its_views_is_an_error_page_and_no_broken_file(pi, application):
    pi.raise_request_exception = False
    with database_locked():
        assert pi.get("/desk/applications/cvs.zip").status_code == 503
