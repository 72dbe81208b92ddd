"""After a partial restore, files are missing: pages say so in their place, and everybody can go on."""

import io
import shutil
import zipfile

import pytest
from django.urls import reverse

from moderation import revisions
from moderation.models import Proposal, State
from people.models import Person
from publications.models import Publication
from recruiting.models import Application, Draft
from tests import factories
from tests.editor_forms import send
from tests.recruiting.applications.applicant_steps import path_in_email, post_form, token_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PROFILE = "/me/profile/"
MISSING = "The file is missing."
CV_MISSING = "The CV is missing on the server."


@pytest.fixture
def proposal(member, settings):
    """A submission of another photo, whose file has been lost."""
    Person.objects.update(photo=factories.picture_name("people"))
    send(member, PROFILE, photo=factories.picture(), bio="I like looms.")
    shutil.rmtree(settings.PRIVATE_ROOT)
    return Proposal.objects.get()


def content(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


# ---- submissions ------------------------------------------------------------------------------


def test_review_page_says_that_the_file_is_missing(pi, admin, proposal):
    page = content(pi, "review-proposal", proposal.pk)
    assert MISSING in page and "A submitted file is missing on the server: Photo." in page
    assert MISSING in content(admin, "admin:moderation_proposal_change", proposal.pk)


def test_reviewer_can_publish_the_rest(pi, member, proposal):
    photo = Person.objects.get(pk=member.person.pk).photo.name
    pi.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"})
    person = Person.objects.get(pk=member.person.pk)
    assert (person.bio, person.photo.name) == ("I like looms.", photo)
    assert Proposal.objects.get().state == State.APPROVED


def test_reviewer_can_correct_preview_and_return(pi, proposal):
    assert "I like looms." in content(pi, "correct-proposal", proposal.pk)
    assert "I like looms." in content(pi, "proposal-preview", proposal.pk)
    response = send(pi, reverse("correct-proposal", args=[proposal.pk]), do="approve", bio="I like wheels.")
    assert response.status_code == 302
    assert Person.objects.get(pk=proposal.object_id).bio == "I like wheels."


def test_author_sees_what_is_missing_and_chooses_the_file_again(member, proposal):
    assert MISSING in content(member, "proposal", proposal.pk)
    assert "The file you chose could not be kept." in content(member, "proposal-edit", proposal.pk)
    assert send(member, PROFILE, photo=factories.picture()).status_code == 302
    assert Proposal.objects.get().missing_files == []


def test_file_itself_is_not_found(member, proposal):
    assert member.get(reverse("proposal-file", args=[proposal.pk, "photo", "as"])).status_code == 404


def test_paper_of_a_submission_may_be_missing(member, pi, settings):
    rows = {"authorships__0__name": member.person.name}
    send(member, "/me/publications/add/", title="Weaving", year="2025", pdf=factories.pdf(), **rows)
    shutil.rmtree(settings.PRIVATE_ROOT)
    page = content(pi, "review-proposal", Proposal.objects.get().pk)
    assert "A submitted file is missing on the server: PDF." in page
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    assert not Publication.objects.get().pdf


def test_published_submission_shows_its_public_file(member, pi):
    send(member, PROFILE, photo=factories.picture())
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    page = content(member, "proposal", Proposal.objects.get().pk)
    assert MISSING not in page and "/media/people/" in page


def test_version_history_says_that_a_public_picture_is_missing(pi, member, settings):
    send(member, PROFILE, photo=factories.picture())
    pi.post(reverse("decide"), {"proposal": Proposal.objects.get().pk, "do": "approve"})
    version = revisions.versions_of(member.person).first()
    assert MISSING not in content(pi, "revision", version.pk)
    shutil.rmtree(settings.MEDIA_ROOT)
    assert MISSING in content(pi, "revision", version.pk)


# ---- applications -----------------------------------------------------------------------------


@pytest.fixture
def application(visitor, settings):
    """A confirmed application whose CV has been lost."""
    post_form(visitor, factories.notice())
    visitor.post(path_in_email(), {"do": "confirm"})
    shutil.rmtree(settings.PRIVATE_ROOT)
    return Application.objects.get()


def test_page_of_an_application_says_that_the_cv_is_missing(pi, application):
    assert CV_MISSING in content(pi, "application", application.pk)
    assert pi.get(reverse("application-cv", args=[application.pk])).status_code == 404


def test_comparison_says_that_the_cv_is_missing(pi, application):
    other = factories.application(application.notice, "Bo Other")
    page = pi.get(reverse("compare-applications"), {"application": [application.pk, other.pk]})
    assert page.content.decode().count(CV_MISSING) == 2


def test_applicant_sees_that_the_cv_is_missing(visitor, application):
    assert CV_MISSING in visitor.get(path_in_email()).content.decode()


def test_archive_lists_the_missing_cvs(pi, application):
    archive = zipfile.ZipFile(io.BytesIO(pi.get(reverse("cvs-zip")).getvalue()))
    assert archive.namelist() == ["missing.txt"]
    assert archive.read("missing.txt").decode() == f"{application.cv_download_name}\n"


def test_application_without_its_file_can_be_deleted(visitor, application):
    assert visitor.post(path_in_email(), {"do": "delete"}).status_code == 302
    assert not Application.objects.exists()


def test_applicant_whose_draft_lost_its_cv_is_asked_for_it(visitor, settings):
    notice = factories.notice()
    token = token_in(post_form(visitor, notice, name=""))
    assert Draft.objects.get().cv
    shutil.rmtree(settings.PRIVATE_ROOT)
    page = post_form(visitor, notice, cv=None, form_token=token)
    assert page.status_code == 422
    assert "is saved. You don’t need" not in page.content.decode()
    assert post_form(visitor, notice, form_token=token).status_code == 302
