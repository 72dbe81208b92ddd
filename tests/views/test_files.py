"""The library of uploads: what it takes, where each is used, and deleting what is not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labsite.upload_uses import TEXTS
from moderation.models import Proposal
from pages.models import Upload
from people.models import Person
from tests import factories
from tests.editor_forms import approve, send
from tests.views.reading import Page
from tests.views.upload_steps import MY_URL, URL, fetched, status, upload, upload_picture, use

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def picture(pi):
    return upload_picture(pi)


def test_picture_is_re_encoded_and_shown_with_its_description(pi, picture, visit):
    assert picture.picture.name.endswith("-320x400.webp")
    factories.page("Contact", picture.markdown)
    image = Page(pi.get("/contact/")).one("main").find(".//img")
    assert (image.get("src"), image.get("alt")) == (picture.url, "An engine")
    response = pi.get(picture.url)
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.getvalue()


def test_pdf_has_a_safe_type_and_a_name_that_nobody_guesses(pi):
    upload(pi, factories.cv("handbook.pdf"))
    pdf = Upload.objects.get()
    assert "handbook" not in pdf.url and len(pdf.url) > 25
    assert pdf.markdown == f"[An engine]({pdf.url})"
    response = pi.get(pdf.url)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        factories.truncated_picture(),
        factories.picture("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        factories.picture("page.html", b"<p>Text</p>"),
        factories.picture("text.pdf", b"<p>Text</p>"),
        factories.cv("active.pdf", factories.cv_bytes(b"<< /S /JavaScript /JS (x) >>")),
    ],
    ids=lambda file: file.name,
)
def test_other_files_are_refused_with_the_form_filled_in(pi, file):
    response = upload(pi, file)
    assert response.status_code == 422
    assert "An engine" in response.content.decode() and "is-invalid" in response.content.decode()
    assert not Upload.objects.exists()


def test_description_is_required_in_one_language(pi):
    assert upload(pi, factories.picture(), alt="").status_code == 422
    assert upload(pi, factories.picture(), alt="", alt_zh="发动机").status_code == 302


def test_brackets_in_a_description_do_not_end_it(pi, visit):
    upload(pi, factories.picture(), alt="[An] engine")
    factories.page("Contact", Upload.objects.get().markdown)
    assert visit("/contact/").one("main").find(".//img").get("alt") == "[An] engine"


# ---- files to download ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("table.CSV", "gene,值\n1,2\n".encode("gb18030")),
        SimpleUploadedFile("data.json", b"{}"),
        factories.archive("data.zip", "a/b.csv"),
        factories.archive("slides.pptx", "ppt/presentation.xml"),
    ],
    ids=lambda file: file.name,
)
def test_data_file_is_downloaded_and_never_displayed(pi, file):
    assert upload(pi, file, alt="Measurements of engines").status_code == 302
    row = Upload.objects.get()
    ending = file.name[-4:].lower().lstrip(".")
    assert file.name.split(".")[0] not in row.url and row.markdown == f"[Measurements of engines]({row.url})"
    response = pi.get(row.url)
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment;") and f"measurements-of-engines.{ending}" in disposition
    response.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("table.csv", b"a\0b"),
        SimpleUploadedFile("empty.csv", b""),
        SimpleUploadedFile("page.zip", b"<p>Text</p>"),
        SimpleUploadedFile("short.zip", b"PK\x03\x04"),
        factories.archive("slides.pptx", "word/document.xml"),
        factories.archive("macros.docx", "word/document.xml", "word/vbaProject.bin"),
        SimpleUploadedFile("program.exe", b"MZ"),
    ],
    ids=lambda file: file.name,
)
def test_data_file_that_is_not_what_its_name_says_is_refused(pi, file):
    assert upload(pi, file).status_code == 422
    assert not Upload.objects.exists()


def test_data_file_over_the_limit_is_refused(pi, monkeypatch):
    monkeypatch.setattr("pages.forms.MAX_PDF_BYTES", 5)
    assert upload(pi, SimpleUploadedFile("table.csv", b"a,b,c,d")).status_code == 422


# ---- who may read a file ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "file", [factories.picture, lambda: factories.cv("handbook.pdf")], ids=["picture", "pdf"]
)
def test_file_of_a_page_for_members_is_for_members(pi, member, visitor, file):
    upload(pi, file())
    row = Upload.objects.get()
    page = factories.page("Handbook", row.markdown, is_members_only=True)
    urls = [row.url, *([row.picture.url_for(192)] if row.picture else [])]
    for url in urls:
        assert (status(visitor, url), status(member, url)) == (404, 200)
    assert fetched(member, row.url).headers["Cache-Control"] == "private, no-store"
    page.is_members_only = False
    page.save()
    for url in urls:
        assert status(visitor, url) == 200
    # Only browsers store it: a proxy would show it to others after the text has been hidden.
    assert fetched(visitor, row.url).headers["Cache-Control"] == "private, max-age=86400"
    page.is_public = False
    page.save()
    assert status(visitor, row.url) == 404


@pytest.mark.parametrize("model", TEXTS, ids=lambda model: model.__name__)
def test_file_in_a_public_text_of_each_model_is_for_everybody(pi, picture, visitor, model):
    assert status(visitor, picture.url) == 404
    use(model, picture)
    assert status(visitor, picture.url) == 200


def test_deleted_and_unknown_files_are_not_found(pi, picture, visitor):
    factories.page("Contact", picture.markdown)
    Upload.objects.all().delete()
    for url in (
        picture.url,
        "/files/x.pdf",
        "/files/../db.sqlite3",
        "/files/%00.pdf",
        "/files/applications/x.pdf",
    ):
        assert (status(visitor, url), status(pi, url)) == (404, 404)


def test_name_that_is_too_long_for_a_file_is_not_found(pi, picture, visitor):
    factories.page("Contact", picture.markdown)
    folder = picture.url.removesuffix(".webp")
    for name in ("1" * 300, "1" * 5000, "٣"):
        assert status(visitor, f"{folder}/{name}.webp") == 404


def test_file_of_a_page_is_not_among_the_files_that_a_web_server_may_serve(pi, picture, settings):
    name = picture.picture.name
    assert not (settings.MEDIA_ROOT / name).exists() and (settings.PRIVATE_ROOT / name).exists()
    assert status(pi, f"/media/{name}") == 404


# ---- files of members -------------------------------------------------------------------------


def test_member_uploads_a_picture_into_a_proposed_text(member, pi, visitor):
    page = factories.page("Contact")
    form = member.get("/me/pages/contact/").content.decode()
    assert MY_URL in form and MY_URL in member.get("/me/").content.decode()
    assert member.post(MY_URL, {"file": factories.picture(), "alt": "A map"}).status_code == 302
    row = Upload.objects.get()
    assert row.uploader == member.user and row.markdown in member.get(MY_URL).content.decode()
    send(member, "/me/pages/contact/", body=row.markdown)
    assert status(visitor, row.url) == 404
    approve(pi, Proposal.objects.get())
    page.refresh_from_db()
    assert row.url in page.body and status(visitor, row.url) == 200


def test_member_sees_and_deletes_own_files_only(member, picture, pi):
    assert picture.alt not in member.get(MY_URL).content.decode()
    assert member.post(f"{MY_URL}{picture.pk}/delete/").status_code == 404
    member.post(MY_URL, {"file": factories.cv(), "alt": "Minutes"})
    own = Upload.objects.get(alt="Minutes")
    assert f"{member.person.name} ·" in pi.get(URL).content.decode()
    member.post(f"{MY_URL}{own.pk}/delete/")
    assert list(Upload.objects.all()) == [picture]


def test_former_member_reads_own_files_and_no_others(member, picture):
    member.post(MY_URL, {"file": factories.cv(), "alt": "Minutes"})
    own = Upload.objects.get(alt="Minutes")
    assert (status(member, own.url), status(member, picture.url)) == (200, 200)
    Person.objects.filter(pk=member.person.pk).update(left="2025-06")
    assert (status(member, own.url), status(member, picture.url)) == (200, 404)


def test_member_cannot_fill_the_disk(member, pi, monkeypatch):
    monkeypatch.setattr("labsite.views.files.MAX_PER_DAY", 1)
    for expected in (302, 422):
        response = member.post(MY_URL, {"file": factories.cv(), "alt": "Minutes"})
        assert response.status_code == expected
    assert "tomorrow" in response.content.decode() and Upload.objects.count() == 1
    for _time in range(2):
        assert upload(pi, factories.cv()).status_code == 302


def test_deleting_files_does_not_make_room_for_others_on_the_same_day(member, monkeypatch):
    monkeypatch.setattr("labsite.views.files.MAX_PER_DAY", 1)
    member.post(MY_URL, {"file": factories.cv(), "alt": "Minutes"})
    member.post(f"{MY_URL}{Upload.objects.get().pk}/delete/")
    assert member.post(MY_URL, {"file": factories.cv(), "alt": "Minutes"}).status_code == 422


def test_refused_file_does_not_count_for_the_limit(member, monkeypatch):
    monkeypatch.setattr("labsite.views.files.MAX_PER_DAY", 1)
    assert member.post(MY_URL, {"file": factories.picture("page.svg", b"x"), "alt": "A"}).status_code == 422
    assert member.post(MY_URL, {"file": factories.cv(), "alt": "Minutes"}).status_code == 302


def test_library_does_not_name_what_its_reader_may_not_read(member, pi):
    member.post(MY_URL, {"file": factories.picture(), "alt": "A map"})
    row = Upload.objects.get()
    factories.news_item(row.markdown, title="Secret plans", is_public=False)
    send(pi, "/desk/pages/add/", "draft", title="Draft of the PI", body=row.markdown)
    factories.page("For members", row.markdown, is_members_only=True)
    answer = member.post(f"{MY_URL}{row.pk}/delete/", follow=True).content.decode()
    assert "Nothing was deleted." in answer
    for text in (member.get(MY_URL).content.decode(), answer):
        assert "For members" in text and "a draft or hidden text" in text
        assert "Secret plans" not in text and "Draft of the PI" not in text
    text = pi.get(URL).content.decode()
    assert "Secret plans" in text and "Draft of the PI" in text
