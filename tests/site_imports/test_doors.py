"""An import adds nothing twice, and changes nothing that its owner may not change any more."""

import re
import zipfile
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.tasks.models import Task
from core.tasks.running import run_queued
from labsite.models import SiteImport
from labsite.site_imports import additions, applying, import_tasks
from labsite.site_imports.comparison import Verdict, compare
from moderation.models import Proposal
from news.models import NewsItem
from people import groups
from people.models import Person, Team
from projects.models import Project
from publications.models import Publication
from tests import factories
from tests.faults import locked
from tests.site_imports.sources import HOMEPAGE, lab_site, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab_import(pi, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    return SiteImport.objects.get()


def zip_of(files):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"lab-main/{name}", text)
    return buffer.getvalue()


def lose_rights(client):
    client.user.groups.set([Group.objects.get(name=groups.MEMBER)])


# ---- a second click ---------------------------------------------------------------------------


def do_meanwhile(monkeypatch, act):
    """Let this happen after the next import to bring its items in has compared them with the site."""
    compare_at_once = additions.compare

    def compare_slowly(site_import, items):
        comparisons = compare_at_once(site_import, items)
        monkeypatch.setattr(additions, "compare", compare_at_once)
        act()
        return comparisons

    monkeypatch.setattr(additions, "compare", compare_slowly)


@pytest.fixture
def second_click(monkeypatch):
    """Let another call bring everything in meanwhile."""
    do_meanwhile(monkeypatch, lambda: applying.apply_import(SiteImport.objects.get(), timezone.now()))


def test_second_click_publishes_nothing_twice(pi, second_click):
    people = Person.objects.count()
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert pi.person.honors.count() == 3
    assert NewsItem.objects.count() == 2
    assert Publication.objects.count() == 1
    assert Person.objects.count() == people + 2
    assert Team.objects.get().memberships.count() == 3


def test_second_click_submits_nothing_twice(member, second_click):
    batch = start(member)
    member.post(batch.get_absolute_url(), {"do": "apply"})
    keys = list(Proposal.objects.values_list("editor_key", flat=True))
    assert sorted(keys) == ["news", "news", "profile", "publication"]


def test_second_click_adds_nobody_twice(pi, lab_import, second_click):
    pi.post(lab_import.get_absolute_url(), {"do": "apply"})
    assert Person.objects.filter(name="Ann Moor").count() == 1
    assert NewsItem.objects.count() == 1


# ---- two imports of one source at once ----------------------------------------------------------


def test_two_imports_of_a_lab_site_at_once_add_nothing_twice(
    pi, admin, lab_import, monkeypatch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        admin.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    others = SiteImport.objects.get(by=admin.user)
    do_meanwhile(monkeypatch, lambda: applying.apply_import(others, timezone.now()))
    page = pi.post(lab_import.get_absolute_url(), {"do": "apply"}, follow=True).content.decode()
    assert Person.objects.filter(name="Ann Moor").count() == 1
    assert (NewsItem.objects.count(), Publication.objects.count()) == (1, 1)
    assert "Nothing was imported." in page


@pytest.mark.parametrize("role", ["pi", "member"])
def test_two_imports_of_a_homepage_at_once_add_nothing_twice(request, role, monkeypatch):
    client = request.getfixturevalue(role)
    batch = start(client)
    client.post("/me/import/", {"text": HOMEPAGE})
    second = SiteImport.objects.latest("pk")
    do_meanwhile(monkeypatch, lambda: applying.apply_import(second, timezone.now()))
    client.post(batch.get_absolute_url(), {"do": "apply"})
    profile = Proposal.objects.filter(editor_key="profile").latest("pk")
    assert len(profile.content["rows"]["honors"]) == 3
    assert profile.content["fields"]["bio"][0].count("I am Ada Quill") == 1
    assert Proposal.objects.filter(editor_key="news").count() == 2
    assert Team.objects.count() == (role == "pi")


def test_import_continues_when_somebody_has_just_added_somebody_else(pi, lab_import, monkeypatch):
    do_meanwhile(monkeypatch, lambda: factories.person("Somebody Else"))
    pi.post(lab_import.get_absolute_url(), {"do": "apply"})
    assert Person.objects.filter(name="Ann Moor").exists()
    assert NewsItem.objects.count() == 1


# ---- what belongs to others -------------------------------------------------------------------


def import_as(client, target, **values):
    """Bring an item in as something else, with these values, and return the page before that."""
    batch = start(client)
    item = batch.items.filter(target="honors").first()
    url = batch.get_absolute_url()
    batch.items.update(is_selected=False)
    client.post(url, {"item": item.pk, f"target-{item.pk}": target})
    typed = {f"item{item.pk}-{name}": value for name, value in values.items()}
    client.post(url, {"item": item.pk, "selected": item.pk, **typed})
    page = client.get(url, {"show": target}).content.decode()
    return page + client.post(url, {"do": "apply"}, follow=True).content.decode()


@pytest.mark.any_database
def test_import_says_nothing_about_what_is_hidden(member):
    project = factories.project("Secret loom", summary="Nobody knows.", is_public=False)
    page = import_as(member, "projects", title="Secret loom", summary="Everybody knows.")
    assert "Nobody knows." not in page
    own = Proposal.objects.get(author=member.user, editor_key="project")
    assert (own.object_id, Project.objects.get()) == (None, project)


BIBLIOGRAPHY = """\
@article{loom, author={Quill, Ada}, title={On {Private} Looms}, year=2024,
  file = {:/home/ada/secret.pdf:PDF}, annote={secret {nested} note}, owner = "secret",
  doi = {10.5555/loom}
@broken{ note = {public}, comment = {secret and never closed
"""


def test_bibliography_that_no_page_shows_is_stored_without_private_fields(
    pi, django_capture_on_commit_callbacks
):
    files = {"index.md": "# Weaving lab\n", "_data/types.yaml": "phd: {description: PhD}\n"}
    files |= {"_members/ann.md": "---\nname: Ann Moor\n---\n", "old/refs.bib": BIBLIOGRAPHY}
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", zip_of(files))})
    items = SiteImport.objects.get().items.all()
    stored = "".join(f"{item.raw} {item.values}" for item in items)
    assert "Private" in stored
    assert "secret" not in stored


@pytest.mark.any_database
def test_import_does_not_tell_who_has_a_hidden_profile(member):
    factories.person("Cy Reed", is_public=False)
    batch = start(member)
    item = batch.items.get(target="people", raw__contains="Cy Reed")
    assert compare(batch, [item])[item.position].verdict == Verdict.NEW


@pytest.mark.any_database
def test_import_changes_nothing_that_belongs_to_others(member):
    factories.project("Open loom", summary="Everybody knows.")
    page = import_as(member, "projects", title="Open loom", summary="Nobody knows.")
    assert "This is already on the site, and you can’t change it there." in page
    assert not Proposal.objects.filter(author=member.user, editor_key="project").exists()


# ---- rights that were lost --------------------------------------------------------------------


@pytest.mark.any_database
def test_import_of_a_lab_is_closed_to_who_may_not_add_people_any_more(pi, lab_import):
    url = lab_import.get_absolute_url()
    assert url.startswith("/desk/")  # where a second factor may be required
    assert pi.get(url).status_code == 200
    lose_rights(pi)
    for response in (pi.get(url), pi.post(url, {"do": "apply"}), pi.post(lab_import.url_to_forget)):
        assert response.status_code == 403
    assert not Person.objects.filter(name="Ann Moor").exists()
    assert pi.get(f"/me/import/{lab_import.pk}/").status_code == 404


@pytest.mark.any_database
def test_undoing_deletes_nobody_whom_the_importer_may_not_add_any_more(pi):
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    Team.objects.all().delete()  # so that nothing refers to the people
    lose_rights(pi)
    page = pi.post(batch.get_absolute_url(), {"do": "undo"}, follow=True).content.decode()
    assert Person.objects.filter(name="Cy Reed").exists()
    assert re.search("Cy Reed[^:<]*: This is published. Ask the lab to delete it.", page)


# ---- long work --------------------------------------------------------------------------------


def test_long_undo_continues_after_the_page(pi, monkeypatch, django_capture_on_commit_callbacks):
    batch = start(pi)
    pi.post(batch.get_absolute_url(), {"do": "apply"})
    monkeypatch.setattr(import_tasks, "QUICK_ITEMS", 1)
    with django_capture_on_commit_callbacks(execute=True):
        pi.post(batch.get_absolute_url(), {"do": "undo"})
        assert Publication.objects.exists()
        assert "Undoing the import." in pi.get(batch.get_absolute_url()).content.decode()
    assert not Publication.objects.exists()
    assert not NewsItem.objects.exists()
    batch.refresh_from_db()
    assert (batch.work, batch.applied) == ("", None)


def broken(*args):
    raise RuntimeError("a mistake of the program")


def test_work_that_fails_ends_with_a_message_and_can_be_tried_again(
    pi, monkeypatch, django_capture_on_commit_callbacks
):
    batch = start(pi)
    monkeypatch.setattr(import_tasks, "QUICK_ITEMS", 1)
    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(import_tasks, "apply_import", broken)
        pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert "An error stopped this work." in pi.get(batch.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert Publication.objects.exists()


def test_work_that_a_locked_database_stops_is_done_later(pi, monkeypatch, django_capture_on_commit_callbacks):
    batch = start(pi)
    monkeypatch.setattr(import_tasks, "QUICK_ITEMS", 1)

    def stopped(*args):
        raise locked()

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(import_tasks, "apply_import", stopped)
        pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert "Importing the selected items." in pi.get(batch.get_absolute_url()).content.decode()
    assert run_queued() == (1, [])
    assert Publication.objects.exists()


def test_source_whose_items_cannot_be_stored_is_explained(pi, monkeypatch):
    monkeypatch.setattr(import_tasks, "store", broken)
    batch = start(pi)
    assert "Part of the source could not be read." in pi.get(batch.get_absolute_url()).content.decode()


def test_import_may_be_deleted_while_it_is_imported(pi, monkeypatch, django_capture_on_commit_callbacks):
    batch = start(pi)
    monkeypatch.setattr(import_tasks, "QUICK_ITEMS", 1)

    def apply(site_import, now):
        pi.post(site_import.url_to_forget)
        return applying.apply_import(site_import, now)

    monkeypatch.setattr(import_tasks, "apply_import", apply)
    with django_capture_on_commit_callbacks(execute=True):
        pi.post(batch.get_absolute_url(), {"do": "apply"})
    assert not SiteImport.objects.exists()
    assert not Task.objects.exists()


def test_import_may_be_deleted_while_its_source_is_read(pi, monkeypatch, django_capture_on_commit_callbacks):
    read = import_tasks.read

    def read_slowly(path):
        result = read(path)
        SiteImport.objects.get().delete()
        return result

    monkeypatch.setattr(import_tasks, "read", read_slowly)
    with django_capture_on_commit_callbacks(execute=True):
        pi.post("/desk/import/", {"file": SimpleUploadedFile("lab.zip", lab_site())})
    assert not SiteImport.objects.exists()
    assert not Task.objects.exists()
