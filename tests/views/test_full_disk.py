"""A full disk loses nothing that was typed: the form comes back with a message, and no partial file stays."""

import errno
import os

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import reverse

from core.storages.site_storage import StorageUnavailable
from moderation.models import Proposal, State
from people.models import Lab
from publications.models import Publication
from recruiting.models import Application, Draft
from tests import admin_forms, factories
from tests.editor_forms import send
from tests.recruiting.applications.applicant_steps import post_form, token_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"
ADD_PUBLICATION = "/me/publications/add/"
MESSAGE = "The server cannot store files at the moment."
FILE_MESSAGE = "This file could not be stored. Please choose it again."


@pytest.fixture
def notice():
    return factories.notice()


def stored_files(settings):
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
    return [name for folder in folders for _path, _folders, names in os.walk(folder) for name in names]


@pytest.fixture
def no_file_stays(settings):
    yield
    assert stored_files(settings) == []


@pytest.fixture
def full_media(monkeypatch):
    """A full disk below MEDIA_ROOT only; the private files are on another one."""

    def refuse(*args, **options):
        raise StorageUnavailable(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", refuse)
        patch.setattr(default_storage, "put", refuse)
        yield patch


@pytest.fixture
def full_temporary_folder(monkeypatch, settings, full_disk):
    """A disk without room for an upload while it is received. Small files count as large ones."""
    settings.FILE_UPLOAD_HANDLERS = settings.FILE_UPLOAD_HANDLERS[1:]
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full_disk.check)


def is_given_back(response, *typed, loses_file=True):
    """Return whether the answer is the form with a message and everything that was typed."""
    page = response.content.decode()
    assert response.status_code == 503
    texts = [MESSAGE, *typed, *([FILE_MESSAGE] if loses_file else [])]
    return all(text in page for text in texts) and (FILE_MESSAGE in page) == loses_file


def add_publication(client, **changes):
    rows = {"authorships__0__name": client.person.name}
    return send(client, ADD_PUBLICATION, title="Weaving", year="2025", **rows, **changes)


# ---- members ----------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["draft", "send", "preview"])
def test_profile_form_comes_back(member, full_disk, no_file_stays, do):
    response = send(member, PROFILE, do=do, photo=factories.picture(), bio="I like looms.")
    assert is_given_back(response, "I like looms.")
    assert not Proposal.objects.exists()


def test_form_that_came_back_can_be_submitted_again(member, full_disk):
    page = send(member, PROFILE, photo=factories.picture(), bio="I like looms.")
    full_disk.is_full = False
    assert send(member, PROFILE, page=page, photo=factories.picture()).status_code == 302
    proposal = Proposal.objects.get()
    assert proposal.content["fields"]["bio"] == ["I like looms."]
    assert proposal.pending_files["photo"].size


def test_photo_of_an_earlier_draft_survives(member, full_disk):
    full_disk.is_full = False
    send(member, PROFILE, do="draft", photo=factories.picture())
    full_disk.is_full = True
    response = send(
        member, PROFILE, do="draft", photo=factories.picture(width=500, height=500), bio="I like looms."
    )
    assert is_given_back(response, "I like looms.")
    assert Proposal.objects.get().pending_files["photo"].size


def test_form_with_two_files_comes_back(member, full_disk, no_file_stays):
    response = add_publication(member, teaser=factories.picture(), pdf=factories.pdf())
    assert is_given_back(response, "Weaving")


def test_text_is_saved_although_the_upload_was_lost(member, full_temporary_folder, no_file_stays):
    response = send(member, PROFILE, do="draft", photo=factories.picture(), bio="I like looms.")
    assert response.status_code == 503
    assert FILE_MESSAGE in response.content.decode()
    assert "I like looms." in response.content.decode()
    assert Proposal.objects.get().content["fields"]["bio"] == ["I like looms."]


def test_publishing_directly_keeps_the_draft_with_its_file(pi, full_media):
    response = add_publication(pi, teaser=factories.picture())
    assert is_given_back(response, "Weaving", loses_file=False)
    proposal = Proposal.objects.get()
    assert proposal.state == State.DRAFT
    assert not Publication.objects.exists()
    full_media.undo()
    assert send(pi, reverse("proposal-edit", args=[proposal.pk]), page=response).status_code == 302
    teaser = Publication.objects.get().teaser
    assert teaser.storage.exists(teaser.name)


# ---- reviewers --------------------------------------------------------------------------------


def test_submission_that_cannot_be_published_keeps_waiting(member, pi, full_media):
    add_publication(member, teaser=factories.picture())
    proposal = Proposal.objects.get()
    response = pi.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"}, follow=True)
    assert MESSAGE in response.content.decode()
    assert Proposal.objects.get().state == State.PENDING
    assert Proposal.objects.get().pending_files["teaser"].size


def test_corrections_of_a_reviewer_come_back(member, pi, full_media):
    add_publication(member, teaser=factories.picture())
    response = send(pi, reverse("correct-proposal", args=[Proposal.objects.get().pk]), title="Spinning")
    assert is_given_back(response, "Spinning", loses_file=False)
    assert Proposal.objects.get().state == State.PENDING


# ---- applicants -------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["send", "draft"])
def test_application_form_comes_back(visitor, notice, full_disk, no_file_stays, do):
    response = post_form(visitor, notice, do, statement="I like looms.")
    assert is_given_back(response, "I like looms.")
    assert not Application.objects.exists()
    assert not Draft.objects.exists()


def test_invalid_application_form_comes_back(visitor, notice, full_disk, no_file_stays):
    response = post_form(visitor, notice, name="", statement="I like looms.")
    assert is_given_back(response, "I like looms.")


def test_application_form_that_came_back_can_be_submitted_again(visitor, notice, full_disk):
    token = token_in(post_form(visitor, notice))
    full_disk.is_full = False
    assert post_form(visitor, notice, form_token=token).status_code == 302
    assert Application.objects.count() == 1


def test_application_form_whose_cv_was_lost_while_it_was_received_comes_back(
    visitor, notice, full_temporary_folder, no_file_stays
):
    response = post_form(visitor, notice, statement="I like looms.")
    assert response.status_code == 503
    assert FILE_MESSAGE in response.content.decode()
    assert "I like looms." in response.content.decode()


def test_draft_is_saved_although_its_cv_was_lost(visitor, notice, full_temporary_folder, no_file_stays):
    response = post_form(visitor, notice, "draft", statement="I like looms.")
    assert FILE_MESSAGE in visitor.get(response.url).content.decode()
    assert Draft.objects.get().form_data["statement"] == "I like looms."


# ---- the Django admin -------------------------------------------------------------------------


def change(admin, row, **changes):
    url = admin_forms.url_of(type(row), "change", row.pk)
    return admin.post(url, admin_forms.form_data(admin, url) | changes)


def change_lab(admin):
    return change(admin, factories.lab(), tagline="We like looms.", logo=factories.picture())


def test_form_of_the_admin_comes_back(admin, full_disk, no_file_stays):
    assert is_given_back(change_lab(admin), "We like looms.")
    assert Lab.load().tagline == ""


def test_recorded_form_of_the_admin_comes_back(admin, full_disk, no_file_stays):
    publication = factories.publication("Weaving")
    assert is_given_back(change(admin, publication, title="Spinning", teaser=factories.picture()), "Spinning")
    assert Publication.objects.get().title == "Weaving"


def test_form_of_the_admin_whose_upload_was_lost_comes_back(admin, full_temporary_folder, no_file_stays):
    assert is_given_back(change_lab(admin), "We like looms.")
    assert Lab.load().tagline == ""
