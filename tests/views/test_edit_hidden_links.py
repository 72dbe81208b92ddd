"""Links to what is no longer shown on the site stay when a form is saved, and only where they were."""

import pytest

from tests import factories
from tests.editor_forms import approve, form_data, reloaded, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def paper():
    return factories.publication("On Hidden Engines", is_public=False)


@pytest.fixture
def strangers_paper():
    return factories.publication("On Secret Engines", is_public=False)


def test_project_keeps_a_paper_that_is_hidden(member, pi, paper):
    project = factories.project("Steam", people=[member.person], publications=[paper])
    send(member, "/me/projects/steam/", summary="Hot water.")
    approve(pi)
    project = reloaded(project)
    assert (project.summary, project.publications.get()) == ("Hot water.", paper)


def test_grant_keeps_a_paper_that_is_hidden(pi, paper):
    grant = factories.grant(publications=[paper])
    send(pi, f"/desk/grants/{grant.slug}/", funder="Another Foundation")
    grant = reloaded(grant)
    assert (grant.funder, grant.publications.get()) == ("Another Foundation", paper)


def test_news_keeps_people_papers_and_projects_that_are_hidden(member, pi, paper):
    person = factories.person("Gone", is_public=False)
    project = factories.project("Past", is_public=False)
    item = factories.news_item(
        "We won.", people=[member.person, person], publications=[paper], projects=[project]
    )
    send(member, f"/me/news/{item.slug}/", body="We won again.")
    approve(pi)
    item = reloaded(item)
    assert item.body == "We won again."
    assert set(item.people.all()) == {member.person, person}
    assert (item.publications.get(), item.projects.get()) == (paper, project)


def test_talk_keeps_a_paper_of_others(member, pi, paper):
    talk = factories.talk(member.person, "About Engines", publication=paper)
    send(member, "/me/profile/", talks__0__title="About Other Engines")
    approve(pi)
    talk = reloaded(talk)
    assert (talk.title, talk.publication) == ("About Other Engines", paper)


@pytest.mark.parametrize("name", ["publications", "people", "projects"])
def test_hidden_links_can_be_removed(pi, name, paper):
    hidden = {
        "publications": paper,
        "people": factories.person("Gone", is_public=False),
        "projects": factories.project("Past", is_public=False),
    }[name]
    item = factories.news_item("We won.", **{name: [hidden]})
    send(pi, f"/me/news/{item.slug}/", **{name: None})
    assert not getattr(reloaded(item), name).exists()


@pytest.mark.parametrize("kind", ["project", "grant", "news"])
def test_hidden_paper_of_others_is_neither_offered_nor_taken(pi, kind, paper, strangers_paper):
    make, address = {
        "project": (factories.project, "/me/projects/{}/"),
        "grant": (factories.grant, "/desk/grants/{}/"),
        "news": (factories.news_item, "/me/news/{}/"),
    }[kind]
    row = make(publications=[paper])
    url = address.format(row.slug)
    page = pi.get(url)
    assert form_data(page)["publications"] == [str(paper.pk)]
    assert "On Hidden Engines (not shown on the site)" in page.content.decode()
    assert "On Secret Engines" not in page.content.decode()
    response = send(pi, url, page=page, publications=[str(paper.pk), str(strangers_paper.pk)])
    assert response.status_code == 422
    assert row.publications.get() == paper


def test_opening_offers_public_projects_and_keeps_its_own(lead):
    factories.project("Public project")
    factories.project("Secret project", is_public=False)
    form = lead.get("/me/notices/add/").content.decode()
    assert "Public project" in form and "Secret project" not in form
    own = factories.project("Hidden since", is_public=False)
    notice = factories.notice(team=lead.person.memberships.get().team, project=own)
    assert form_data(lead.get(f"/me/notices/{notice.slug}/"))["project"] == [str(own.pk)]
