"""Where an upload is used, and deleting one that nothing uses."""

import pytest

from labsite.upload_uses import TEXTS
from moderation import revisions
from moderation.forms.spec import EDITORS
from moderation.models import Proposal
from pages.models import Upload
from people.forms import MarkdownTextarea
from people.models import LabLink
from tests import factories
from tests.editor_forms import send
from tests.views.reading import Page
from tests.views.upload_steps import MY_URL, SITE, URL, status, upload, upload_picture, use

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(pi):
    return upload_picture(pi)


@pytest.mark.parametrize("model", TEXTS, ids=lambda model: model.__name__)
def test_file_in_a_text_of_each_model_is_not_deleted(pi, picture, model):
    row = use(model, picture)
    assert str(row) in pi.get(URL).content.decode()
    page = pi.post(f"{URL}{picture.pk}/delete/", follow=True).content.decode()
    assert "Nothing was deleted." in page
    assert Upload.objects.exists()


@pytest.mark.parametrize(
    "link",
    [
        lambda url: factories.publication_link(factories.publication("User"), url=url).publication,
        lambda url: factories.project_link(factories.project("User"), url=url).project,
        lambda url: factories.profile_link(factories.person("User"), url=url).person,
        lambda url: factories.create(LabLink, lab=factories.lab("User"), kind="link", url=url).lab,
        lambda url: factories.notice("User", url=url),
    ],
    ids=["publication", "project", "person", "lab", "notice"],
)
def test_file_in_a_link_of_a_public_object_is_for_everybody_and_not_deleted(pi, picture, visitor, link):
    row = link(f"{SITE}{picture.url}")
    assert status(visitor, picture.url) == 200
    assert str(row) in pi.get(URL).content.decode()
    fields = {field.name for field in row._meta.fields}
    for shows in fields & {"is_public", "is_published"}:
        type(row).objects.filter(pk=row.pk).update(**{shows: False})
        assert status(visitor, picture.url) == 404


def test_every_text_in_markdown_can_use_files():
    for editor in EDITORS.values():
        for name, field in editor.form.base_fields.items():
            if isinstance(field.widget, MarkdownTextarea):
                assert name in TEXTS[editor.model]


@pytest.mark.parametrize("text", ["See {}.", "<{}>", "下载{}即可", "{}, {}_x", "[Map]({}#page=2)"])
def test_file_is_found_wherever_it_stands_in_a_sentence(pi, picture, visitor, text):
    factories.page("Contact", text.format(f"{SITE}{picture.url}", ""))
    assert status(visitor, picture.url) == 200
    assert "Contact" in pi.get(URL).content.decode()
    assert "Nothing was deleted." in pi.post(f"{URL}{picture.pk}/delete/", follow=True).content.decode()


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


def test_library_names_the_uploader(pi, admin, picture):
    assert "Pia Principal ·" in pi.get(URL).content.decode()
    upload(admin, factories.picture())
    assert f"{admin.user.email} ·" in pi.get(URL).content.decode()


# ---- earlier versions -------------------------------------------------------------------------


@pytest.fixture
def version_with_picture(pi, picture):
    """An earlier version of a page, which shows the picture; the page itself no longer does."""
    page = factories.page("Workshop", picture.markdown)
    revisions.ensure_recorded(page)
    send(pi, f"/me/pages/{page.slug}/", body="No pictures.")
    return revisions.versions_of(page).last()


def test_library_says_which_earlier_versions_use_a_file(pi, picture, version_with_picture):
    factories.page("Other", "No pictures.")
    text = Page(pi.get(URL)).text
    assert "not used Earlier versions of “Workshop” use this file." in text
    response = pi.post(f"{URL}{picture.pk}/delete/", follow=True)
    assert "Earlier versions of “Workshop” no longer have this file." in Page(response).text
    assert not Upload.objects.exists()


def test_file_in_no_version_is_deleted_without_remark(pi, picture):
    factories.page("Workshop", "No pictures.")
    assert "Earlier versions" not in Page(pi.get(URL)).text
    assert "no longer" not in Page(pi.post(f"{URL}{picture.pk}/delete/", follow=True)).text


def test_member_does_not_read_in_which_earlier_versions_a_file_is(pi, member):
    member.post(MY_URL, {"file": factories.picture(), "alt": "A loom"})
    page = factories.page("Secret plans", Upload.objects.get().markdown, is_public=False)
    revisions.ensure_recorded(page)
    page.body = ""
    page.save()
    text = Page(member.get(MY_URL)).text
    assert "Earlier versions of a text of the site use this file." in text and "Secret" not in text


def test_version_says_that_a_file_it_shows_has_been_deleted(pi, picture, version_with_picture):
    url = f"/desk/revisions/{version_with_picture.pk}/"
    assert "has been deleted, and stays missing" not in Page(pi.get(url)).text
    pi.post(f"{URL}{picture.pk}/delete/")
    assert "A file that this version shows or links to has been deleted" in Page(pi.get(url)).text
    pi.post(f"{url}revert/")
    assert Page(pi.get("/workshop/")).one("main").find(".//img").get("alt") == "An engine"
