"""The library of uploads: what it takes, where each is used, and deleting what is not."""

import pytest

from labsite.upload_uses import TEXTS
from moderation.models import Proposal
from pages.models import Upload
from tests import factories
from tests.editor_forms import send
from tests.views.reading import Page

pytestmark = pytest.mark.django_db
URL = "/desk/files/"


def upload(client, file, **fields):
    return client.post(URL, {"file": file, "alt": "An engine", **fields})


@pytest.fixture
def picture(pi):
    assert upload(pi, factories.picture()).status_code == 302
    return Upload.objects.get()


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


@pytest.mark.parametrize("model", TEXTS, ids=lambda model: model.__name__)
def test_file_in_a_text_of_each_model_is_not_deleted(pi, picture, model):
    make = {
        "Page": lambda text: factories.page("User", text),
        "NewsItem": lambda text: factories.news_item(text),
        "Project": lambda text: factories.create(model, title="User", body=text),
        "Notice": lambda text: factories.notice("User", body=text),
        "Team": lambda text: factories.team("User", call=text),
        "Person": lambda text: factories.person("User", bio=text),
        "Lab": lambda text: factories.lab("User", about=text),
    }
    row = make[model.__name__](f"Text\n\n{picture.markdown}")
    assert str(row) in pi.get(URL).content.decode()
    page = pi.post(f"{URL}{picture.pk}/delete/", follow=True).content.decode()
    assert "Nothing was deleted." in page
    assert Upload.objects.exists()


def test_file_in_a_draft_is_not_deleted(pi, picture):
    send(pi, "/desk/pages/add/", "draft", title="Contact", body=picture.markdown)
    assert Proposal.objects.exists()
    assert "Nothing was deleted." in pi.post(f"{URL}{picture.pk}/delete/", follow=True).content.decode()


def test_file_that_nothing_uses_is_deleted(pi, picture):
    assert "File deleted." in pi.post(f"{URL}{picture.pk}/delete/", follow=True).content.decode()
    assert not Upload.objects.exists()


def test_library_takes_the_same_queries_for_one_file_and_thirty(pi, picture, django_assert_max_num_queries):
    pi.get(URL)
    for number in range(29):
        Upload.objects.create(picture=factories.picture_name("uploads"), alt=f"File {number}")
        factories.page(f"Page {number}", picture.markdown)
    with django_assert_max_num_queries(22):
        assert "File 28" in pi.get(URL).content.decode()
