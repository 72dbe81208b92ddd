"""A submission is published or withdrawn while its author edits on: nothing typed is lost."""

import pytest
from django.urls import reverse

from moderation.models import Proposal, State
from projects.models import Project
from tests.editor_forms import approve, form_data, new_row, send, the_proposal

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def form(member):
    """The URL of the form of a submitted project with one member, and the opened page."""
    row = new_row("members", 0, person=member.person.name, role="Engineer")
    send(member, "/me/projects/add/", title="Steam", summary="Hot water.", **row)
    url = reverse("proposal-edit", args=[the_proposal().pk])
    return url, member.get(url)


def test_changes_after_publication_become_a_new_submission(member, pi, form):
    url, page = form
    approve(pi)
    response = member.post(url, {**form_data(page), "summary": "Cold water.", "do": "send"}, follow=True)
    assert "published in the meantime" in response.content.decode()
    newer = Proposal.objects.unfinished().get()
    assert newer.object_id == Project.objects.get().pk
    approve(pi, newer)
    project = Project.objects.get()
    assert (project.title, project.summary) == ("Steam", "Cold water.")
    assert [row.role for row in project.members.all()] == ["Engineer"]


def test_form_of_a_published_submission_submitted_twice_changes_nothing(member, pi, form):
    url, page = form
    approve(pi)
    response = member.post(url, {**form_data(page), "do": "send"}, follow=True)
    assert "Nothing was changed." in response.content.decode()
    assert not Proposal.objects.unfinished().exists()


def test_changes_after_withdrawal_reopen_the_submission(member, form):
    url, page = form
    member.post(reverse("proposal-withdraw", args=[the_proposal().pk]))
    response = member.post(url, {**form_data(page), "summary": "Cold water.", "do": "draft"}, follow=True)
    assert "reopened" in response.content.decode()
    assert the_proposal().state == State.DRAFT
    assert the_proposal().content["fields"]["summary"] == ["Cold water."]


def test_form_of_a_finished_submission_opens_its_page(member, pi, form):
    approve(pi)
    response = member.get(form[0])
    assert (response.status_code, response.url) == (302, reverse("proposal", args=[the_proposal().pk]))
