"""Members propose projects and changes to their own; the PI publishes and restores them."""

import pytest
from django.core.files.storage import default_storage

from moderation.models import Proposal, State
from moderation.reverting import revert
from moderation.revisions import versions_of
from projects.models import Project
from publications.models import Topic
from tests import factories
from tests.editor_forms import approve, new_row, reloaded, send, the_proposal

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_project_of_a_member_is_public_once_approved(member, pi, visitor):
    row = new_row("members", 0, person=member.person.name, role="Engineer")
    response = send(member, "/me/projects/add/", title="Steam", start="2024-03", **row)
    assert (response.status_code, response.url) == (302, "/me/projects/")
    assert the_proposal().state == State.PENDING
    assert not Project.objects.exists()
    approve(pi)
    page = visitor.get("/projects/steam/").content.decode()
    assert "Engineer" in page and member.person.name in page


def test_member_sees_and_edits_only_own_projects(member, lead, pi):
    factories.project("Mine", people=[member.person])
    factories.project("Theirs", people=[lead.person])
    page = member.get("/me/projects/").content.decode()
    assert "Mine" in page and "Theirs" not in page
    assert member.get("/me/projects/theirs/").status_code == 404
    page = pi.get("/me/projects/").content.decode()
    assert "Mine" in page and "Theirs" in page


def test_preview_shows_the_project_without_publishing_it(member):
    response = send(member, "/me/projects/add/", do="preview", title="Steam", summary="Hot water.")
    page = member.get(response.url)
    assert "Hot water." in page.content.decode()
    assert not Project.objects.exists()


def test_picture_needs_a_description_and_is_kept_meanwhile(pi):
    response = send(pi, "/me/projects/add/", title="Steam", picture=factories.picture())
    assert response.status_code == 422
    assert "Describe the picture." in response.content.decode()
    send(pi, f"/me/proposals/{the_proposal().pk}/edit/", picture_alt="An engine")
    project = Project.objects.get()
    assert project.picture.width and default_storage.exists(project.picture.name)


def test_member_adds_software_and_a_wrong_doi_is_explained(member, pi):
    factories.project("Steam", people=[member.person])
    row = new_row("outputs", 0, kind="software", name="Kettle", licence="MIT", doi="zenodo 17")
    response = send(member, "/me/projects/steam/", **row)
    assert response.status_code == 422 and "Enter a DOI" in response.content.decode()
    send(member, "/me/projects/steam/", outputs__0__doi="10.5281/zenodo.17")
    approve(pi)
    output = Project.objects.get().outputs.get()
    assert (output.name, output.licence, output.url) == ("Kettle", "MIT", "https://doi.org/10.5281/zenodo.17")


def test_two_members_can_change_places(pi):
    ada, bob = factories.person("Ada"), factories.person("Bob")
    project = factories.project("Steam", people=[ada, bob])
    send(pi, "/me/projects/steam/", members__0__person="Bob", members__1__person="Ada")
    assert [row.person.name for row in project.members.all()] == ["Bob", "Ada"]


def test_earlier_version_comes_back_with_people_links_and_topics(pi, member):
    topic, paper = factories.topic("Heat"), factories.publication("On Steam")
    project = factories.project(
        "Steam", people=[(member.person, "Engineer")], topics=[topic], publications=[paper]
    )
    factories.project_link(project, url="https://example.org/code", position=1)
    send(pi, "/me/projects/steam/", title="Sails", topics=[], members__0__DELETE="on", links__0__DELETE="on")
    changed = reloaded(project)
    assert (changed.title, changed.members.count(), changed.links.count()) == ("Sails", 0, 0)
    revert(versions_of(project).last(), pi.user)
    restored = reloaded(project)
    assert restored.title == "Steam"
    assert [(row.person, row.role) for row in restored.members.all()] == [(member.person, "Engineer")]
    assert [link.url for link in restored.links.all()] == ["https://example.org/code"]
    assert (restored.topics.get(), restored.publications.get()) == (topic, paper)


def test_member_without_a_project_cannot_change_one(member, lead):
    factories.project("Theirs", people=[lead.person])
    assert member.post("/me/projects/theirs/", {"title": "Mine", "do": "send"}).status_code == 404
    assert not Proposal.objects.exists()


def test_choices_are_in_the_language_of_the_page(member):
    Topic.objects.create(name="Looms", name_zh="织机")
    for prefix, name in (("", "Looms"), ("/zh-hans", "织机")):
        assert f">{name}<" in "".join(member.get(f"{prefix}/me/projects/add/").content.decode().split())


def test_members_are_offered_no_hidden_team_but_their_own_and_the_current_one(member, pi):
    factories.team("Open")
    secret = factories.team("Secret", is_public=False)
    factories.membership(member.person, factories.team("Ours", is_public=False))
    project = factories.project("Steam", people=[member.person])

    def offered(client):
        page = client.get("/me/projects/steam/").content.decode()
        return [name for name in ("Open", "Secret", "Ours") if f">{name}</option>" in page]

    assert (offered(member), offered(pi)) == (["Open", "Ours"], ["Open", "Secret", "Ours"])
    assert send(member, "/me/projects/steam/", team=str(secret.pk)).status_code == 422
    Proposal.objects.all().delete()
    project.team = secret
    project.save()
    assert offered(member) == ["Open", "Secret", "Ours"]
