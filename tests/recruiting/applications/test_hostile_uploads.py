"""Malicious files uploaded as a CV."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recruiting.applications.fields import MAX_CV_BYTES
from recruiting.models import Application, Draft
from tests import factories
from tests.recruiting.applications.applicant_steps import VALID_ENTRIES, post_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NAMES = [
    "../../../../etc/passwd",
    "..\\..\\windows\\cv.pdf",
    "/etc/cron.d/cv.pdf",
    "cv.pdf\x00.html",
    "cv\u202efdp.exe",
    "cv.pdf.html",
    "<script>alert(1)</script>.pdf",
    "简历" * 100 + ".pdf",
    "a\r\nSet-Cookie: x=1.pdf",
    ".htaccess",
    "CON",
    "cv",
]


def files_below(settings):
    root = Path(settings.PRIVATE_ROOT).parent
    return [path.relative_to(root).parts for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_uploaded_file_name_does_not_affect_storage(visitor, notice, settings, name):
    response = post_form(visitor, notice, name="", cv=factories.cv(name))
    assert response.status_code == 422 and b"<script>alert" not in response.content
    (parts,) = files_below(settings)
    assert parts[:2] == ("private", "applications") and parts[2].endswith(".pdf") and len(parts[2]) == 36
    assert not {"\x00", "\r", "\n", "/", "\\", "\u202e"} & set(Draft.objects.get().cv_name)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n<script>alert(1)</script>%%EOF",
        b"MZ\x90\x00",
        b"PK\x03\x04",
        factories.cv_bytes(b"<< /S /JavaScript /JS (x) >>"),
        factories.cv_bytes(b"<< /S /Launch /F (x) >>"),
    ],
)
def test_file_that_is_not_a_plain_pdf_is_refused_and_not_stored(visitor, notice, settings, content):
    file = SimpleUploadedFile("cv.pdf", content, "application/pdf")
    response = post_form(visitor, notice, cv=file)
    page = response.content.decode()
    assert response.status_code == 422 and 'id="error_1_id_cv"' in page and VALID_ENTRIES["statement"] in page
    assert not Application.objects.exists() and not files_below(settings)


def test_100_mb_file_is_dropped_during_upload_and_entries_are_kept(visitor, notice, settings):
    large = SimpleUploadedFile("cv.pdf", b"%PDF-" + b" " * (100 * 1024 * 1024), "application/pdf")
    settings.PRIVATE_ROOT.parent.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = settings.PRIVATE_ROOT.parent
    response = post_form(visitor, notice, cv=large)
    page = response.content.decode()
    assert response.status_code == 422 and "larger than 10 MB" in page and VALID_ENTRIES["statement"] in page
    assert not files_below(settings)


def test_file_of_exactly_the_maximum_size_is_accepted(visitor, notice):
    plain = factories.cv_bytes()
    filler = b"%" + b"x" * (MAX_CV_BYTES - len(plain) - 2) + b"\n"
    content = plain.replace(b"\n1 0 obj", b"\n" + filler + b"1 0 obj", 1)
    assert len(content) == MAX_CV_BYTES
    assert post_form(visitor, notice, cv=factories.cv(content=content)).status_code == 302


def test_far_too_large_request_is_not_read(visitor, notice):
    response = visitor.post(
        "/recruiting/engineers/apply/", b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=10**12
    )
    assert response.status_code == 413 and "far too large" in response.content.decode()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "x y z"])
def test_links_must_be_http_or_https(visitor, notice, link):
    question = factories.question(notice, kind="link")
    assert post_form(visitor, notice, links=link).status_code == 422
    assert post_form(visitor, notice, **{f"question-{question.pk}": link}).status_code == 422
