"""The bar of public pages for signed-in users: edit, add, version history, and what waits for review."""

from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labsite.page_actions import SUBJECTS, history_url
from people.models import Lab
from tests import factories
from tests.editor_forms import new_row, send
from tests.rendering import without_rendering
from tests.views.full_lab import PAGES, in_chinese
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def bar(client, path):
    """Return the bar of a page as {text of a link: URL}; None if the page has none."""
    response = client.get(path)
    assert response.status_code == 200, path
    page = Page(response)
    bars = page.of_class("page-actions")
    if not bars:
        return None
    return {text(link): link.get("href") for link in page.all("a[@href]", bars[0])}


@pytest.fixture
def pages_of_member(member):
    """Return the pages of a member's paper and news item, by the text of the objects."""
    paper = factories.publication(slug="by-member", authors=[member.person])
    item = factories.news_item(slug="about-member", date="2025", people=[member.person])
    return {"profile": member.person, "paper": paper, "news": item}


def test_every_public_page_has_the_bar_for_the_pi(full_lab, pi):
    assert [path for path in PAGES if bar(pi, path) is None] == []


def test_visitors_get_no_bar_and_no_style_sheet_for_it(full_lab, visitor):
    for path in PAGES:
        assert b"page-actions" not in visitor.get(path).content, path


def test_every_link_of_the_bar_opens_for_each_role(full_lab, member, lead, pi, admin):
    for client in (member, lead, pi, admin):
        opened = set()
        for path in (*PAGES, in_chinese("/publications/on-engines/"), client_page(client)):
            for name, url in (bar(client, path) or {}).items():
                form, _, query = url.partition("?")
                assert parse_qsl(query) in ([], [("next", path)]), (path, name)
                if form not in opened:  # many pages have the same links, apart from where these return to
                    with without_rendering():
                        assert client.get(url).status_code == 200, (path, name)
                    opened.add(form)


def client_page(client):
    person = getattr(client, "person", None)
    return person.get_absolute_url() if person else "/"


def test_every_subject_of_a_page_can_be_edited_by_the_pi(full_lab, pi):
    pages = {
        "home": "/",
        "profile": "/people/ada-example/",
        "profile-publications": "/people/ada-example/publications/",
        "team": "/teams/engines/",
        "publication": "/publications/on-engines/",
        "project": "/projects/steam/",
        "grant": "/projects/grants/yarn/",
        "news-item": "/news/engines-are-out/",
        "notice": "/recruiting/open-notice/",
        "page": "/handbook/",
    }
    assert pages.keys() == SUBJECTS.keys()
    for path in pages.values():
        assert {"Edit", "Version history"} <= bar(pi, path).keys(), path


def test_lab_whose_settings_are_not_saved_yet_has_no_version_history():
    assert history_url("lab", Lab()) == ""


def test_members_edit_their_own_pages_from_where_they_stand(member, pages_of_member):
    urls = {name: bar(member, row.get_absolute_url())["Edit"] for name, row in pages_of_member.items()}
    assert {name: url.split("?")[0] for name, url in urls.items()} == {
        "profile": "/me/profile/",
        "paper": "/me/publications/by-member/",
        "news": "/me/news/about-member/",
    }


def test_other_peoples_pages_have_no_link_to_edit(lead, pages_of_member):
    for row in pages_of_member.values():
        assert "Edit" not in bar(lead, row.get_absolute_url())


def test_leads_edit_their_team_and_draft_openings(lead):
    assert bar(lead, lead.team.get_absolute_url())["Edit"].startswith(f"/me/teams/{lead.team.slug}/?")
    assert bar(lead, "/recruiting/")["Opening"].startswith("/me/notices/add/?")


def test_members_may_add_what_is_reviewed_and_nothing_else(member):
    assert bar(member, "/").keys() == {"Publication", "News item", "Project"}


def test_pages_tell_reviewers_how_many_submissions_wait(pi, member):
    assert bar(pi, "/")["0 waiting for review"] == "/desk/"
    send(member, "/me/news/add/", body="Engines run.", date="2025-06")
    assert bar(pi, "/")["1 waiting for review"] == "/desk/"
    assert not any("waiting" in name for name in bar(member, "/"))


def test_links_of_the_chinese_page_lead_to_chinese_forms(member, pages_of_member):
    paper = pages_of_member["paper"]
    urls = bar(member, in_chinese(paper.get_absolute_url()))
    assert "/zh-hans/me/publications/by-member/" in [url.split("?")[0] for url in urls.values()]


def test_edit_form_returns_to_the_page_where_it_was_opened(pi):
    path = factories.publication(slug="on-valves").get_absolute_url()
    rows = new_row("authorships", 0, name="Ada Example")
    response = send(pi, bar(pi, path)["Edit"], title="On other valves", **rows)
    assert (response.status_code, response.url) == (302, path)
    assert "Published." in Page(pi.get(path)).text


def test_previews_and_error_pages_have_no_bar(member, pi):
    send(member, "/me/profile/", "preview", interests="Engines")
    preview = member.get(f"/me/proposals/{member.user.proposals.get().pk}/preview/")
    assert preview.status_code == 200
    assert not Page(preview).of_class("page-actions")
    assert not Page(pi.get("/publications/nothing/")).of_class("page-actions")


def test_the_bar_takes_the_same_queries_for_one_row_and_thirty(pi, member):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert bar(pi, "/people/")
        return len(captured)

    factories.person()
    queries()  # fill what is kept for the version of the content
    few = queries()
    for number in range(3):
        send(member, "/me/news/add/", body=f"Engine {number} runs.", date="2025-06")
    for number in range(30):
        factories.person(f"Person {number}")
    assert queries() <= few + 1
