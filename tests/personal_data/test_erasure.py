"""Erasing a former member."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from reversion.models import Version

from accounts.models import User
from core.exceptions import InvalidState
from core.merging import MergedRecord
from core.personal_data import declarations
from core.private_files import PrivateStorage
from core.sessions import sessions_of
from moderation import revisions
from moderation.models import Proposal
from moderation.recorded_states import recorded_snapshot
from moderation.revisions import versions_of
from news.models import NewsItem
from people import erasure, merging
from people.models import Invitation, Person, Team
from publications.models import Authorship, Publication
from recruiting.models import Application, DeletedApplicationCount, Note, Notice
from tests import factories
from tests.personal_data.somebody import ALIAS, EMAIL, NAME, NATIVE_NAME, rows_with, zenobia

pytestmark = pytest.mark.django_db

TODAY = date(2025, 6, 1)


@pytest.fixture
def erased(admin, django_capture_on_commit_callbacks):
    """The keys of Zenobia and her account, who has been erased."""
    person = zenobia()
    keys = person.pk, person.user.pk
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(person, admin.user, TODAY)
    return keys


def test_no_row_names_the_person_any_more(erased):
    assert rows_with(NAME, NATIVE_NAME, ALIAS, EMAIL, "zenobia") == []


def test_profile_account_and_sessions_are_deleted(erased):
    person, user = erased
    assert not Person.objects.filter(pk=person).exists()
    assert not User.objects.filter(pk=user).exists()
    assert not sessions_of(user)


def test_every_declared_field_is_empty_afterwards(erased):
    assert not Authorship.objects.exclude(person=None).exists()
    assert not Notice.objects.exclude(contact=None).exists()
    assert Note.objects.get().by is None
    assert Invitation.objects.get().by is None


def test_author_stays_as_printed_without_a_link(erased, visitor):
    paper = Publication.objects.get(title="On Engines")
    assert [author.name for author in paper.authorships.all()] == ["Z. Quillfeather", "Charles Printed"]
    page = visitor.get(paper.get_absolute_url()).content.decode()
    assert "Z. Quillfeather" in page and "/people/" not in page.split("Z. Quillfeather")[1][:200]


@pytest.mark.any_database
def test_profile_page_and_former_address_are_gone(erased, visitor):
    assert visitor.get("/people/zenobia-quillfeather/").status_code == 404
    assert visitor.get("/people/zenobia/").status_code == 404


@pytest.mark.any_database
def test_news_and_applications_of_others_stay(erased):
    assert NewsItem.objects.get().people.count() == 0
    assert [application.name for application in Application.objects.all()] == ["Ann Applicant"]
    assert sum(row.number for row in DeletedApplicationCount.objects.all()) == 2


@pytest.mark.any_database
def test_files_are_deleted(erased):
    assert list(default_storage.files("people")) == []
    private = PrivateStorage()
    assert list(private.files("applications")) == []
    assert not [name for name, _appeared in private.files("proposals") if "/photo/" in name]


def test_records_that_were_merged_into_the_person_go_too(admin, django_capture_on_commit_callbacks):
    person = zenobia()
    other_photo = factories.picture(content=factories.picture_bytes(330))
    duplicate = factories.person("Zenobia Maiden", photo=other_photo)
    photo = duplicate.photo.name
    revisions.ensure_recorded(duplicate)
    merging.merge(person, duplicate, admin.user)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(Person.objects.get(pk=person.pk), admin.user, TODAY)
    assert rows_with("Zenobia", EMAIL) == []
    assert not MergedRecord.objects.exists()
    assert not default_storage.exists(photo)


@pytest.mark.any_database
def test_photo_that_another_person_uses_as_well_stays(admin, django_capture_on_commit_callbacks):
    person = zenobia()
    factories.person(photo=person.photo.name)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(person, admin.user, TODAY)
    assert default_storage.exists(person.photo.name)


@pytest.mark.any_database
def test_versions_and_submissions_of_other_objects_stay_usable(erased):
    paper = Publication.objects.get(title="On Engines")
    authors = recorded_snapshot(versions_of(paper).first())["rows"]["authorships"]
    assert [row["values"]["name"] for row in authors] == [["Z. Quillfeather"], ["Charles Printed"]]
    assert not any(row["values"]["person"] for row in authors)
    team = Team.objects.get(name="Engines")
    assert recorded_snapshot(versions_of(team).first())["rows"]["memberships"] == []
    for proposal in Proposal.objects.unfinished():
        assert proposal.edit_form(proposal.content).is_valid(), proposal.editor_key
    assert not Version.objects.get_deleted(Person).exists()


@pytest.mark.any_database
def test_preview_names_everything_that_goes_and_stays():
    preview = erasure.preview(zenobia())
    deleted, remaining = "\n".join(preview.deleted), "\n".join(preview.remaining)
    for part in (EMAIL, "2 applications", "submissions", "1 version of the profile", "1 talk", "2 queued"):
        assert part in deleted
    for part in ("1 publication:", "1 news item:", "1 opening,", "1 note", "1 invitation", "audit log"):
        assert part in remaining


def test_current_member_cannot_be_erased(admin, member):
    with pytest.raises(InvalidState):
        erasure.erase(member.person, admin.user, TODAY)
    assert Person.objects.filter(pk=member.person.pk).exists()


def test_nobody_erases_an_administrator_with_fewer_rights(pi):
    boss = factories.person(user=factories.user(is_superuser=True), left="2020")
    with pytest.raises(InvalidState):
        erasure.erase(boss, pi.user, TODAY)
    assert User.objects.filter(pk=boss.user.pk).exists()


def test_interrupted_erasure_can_be_repeated(admin, monkeypatch):
    person = zenobia()
    with monkeypatch.context() as patch:
        patch.setattr(declarations()[-1], "erase", lambda subject: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erasure.erase(person, admin.user, TODAY)
    person = Person.objects.get(pk=person.pk)
    assert person.user.email == EMAIL
    erasure.erase(person, admin.user, TODAY)
    assert rows_with(NAME, EMAIL) == []


def test_person_without_account_can_be_erased(admin):
    person = factories.person(left="2020")
    erasure.erase(person, admin.user, TODAY)
    assert not Person.objects.exists()
