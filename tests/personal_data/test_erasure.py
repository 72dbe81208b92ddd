"""Erasing a former member; ``test_erased_person.py`` shows what is left."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from accounts.models import User
from core.exceptions import InvalidState
from core.merging import MergedRecord
from core.personal_data import declarations
from core.private_files import PrivateStorage
from moderation import revisions
from people import erasure, merging
from people.models import Person
from tests import factories
from tests.personal_data.somebody import EMAIL, NAME, rows_with, zenobia

pytestmark = pytest.mark.django_db

TODAY = date(2025, 6, 1)


def test_files_are_deleted(admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(zenobia(), admin.user, TODAY)
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


def test_photo_that_another_person_uses_as_well_stays(admin, django_capture_on_commit_callbacks):
    person = zenobia()
    factories.person(photo=person.photo.name)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(person, admin.user, TODAY)
    assert default_storage.exists(person.photo.name)


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
