"""Rows that are not public appear nowhere: in no page, feed, export or search, and under no guessed URL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Menu
from people.models import FormerSlug, Person
from tests import factories, seeded_texts
from tests.views.full_lab import DATA_FILES, SITEMAPS, both

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SECRET = "Geheim"  # part of every hidden text, and of no other text
PUBLIC_URLS = [
    "/",
    "/people/",
    "/people/?team=open-team",
    "/people/?role=phd",
    "/people/ada/",
    "/people/ada/feed/",
    "/people/ada/publications/",
    "/teams/",
    "/teams/open-team/",
    "/publications/",
    "/publications/?order=selected",
    "/publications/open-paper/",
    "/publications/open-paper.bib",
    "/publications/open-paper.ris",
    "/publications/open-paper.json",
    "/publications/export.bib",
    "/publications/export.ris",
    "/publications/export.json",
    "/publications/feed/",
    "/projects/",
    "/projects/open-project/",
    "/projects/grants/open-grant/",
    "/news/",
    "/news/2025/",
    "/news/open-news/",
    "/news/feed/",
    "/recruiting/",
    "/recruiting/open-notice/",
    "/recruiting/closed-notice/",
    "/recruiting/feed/",
    "/open-page/",
    "/search/?q=open",
    "/search/?q=ada",
]
HIDDEN_URLS = [
    "/people/geheim/",
    "/people/geheim/feed/",
    "/people/geheim-before/",
    "/people/geheim-once/",
    "/teams/geheim/",
    "/publications/geheim/",
    "/publications/geheim.bib",
    "/publications/geheim.ris",
    "/publications/geheim.json",
    "/publications/geheim-once.bib",
    "/projects/geheim/",
    "/projects/grants/geheim/",
    "/news/geheim/",
    "/news/geheim-future/",
    "/news/2019/",
    "/recruiting/geheim/",
    "/recruiting/geheim-future/",
    "/recruiting/geheim-once/",
    "/geheim/",
    "/geheim-below/",
]


@pytest.fixture(scope="module")
def hidden_rows(rows_of_module):
    """Create a hidden row of each kind, related in every way to public rows."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    hide = {"is_public": False}
    ada = factories.person(
        "Ada", role=10, email="geheim@example.org", aliases=f"{SECRET} Former\nAda {SECRET}", is_public=True
    )
    person = factories.person(
        SECRET, native_name=SECRET, email="geheim@example.org", email_visibility="public", **hide
    )
    former_member = factories.person(f"{SECRET} Before", left="2024", **hide)
    open_team = factories.team("Open Team", slug="open-team")
    team = factories.team(SECRET, **hide)
    for member in (ada, person, former_member):
        factories.membership(member, open_team, start="2023", is_lead=True)
        factories.membership(member, team, start="2023", is_lead=True)
    venue, topic = factories.venue(SECRET, abbreviation=SECRET), factories.topic(SECRET)
    authors = [ada, {"name": "G. Printed", "person": person}]
    paper = factories.publication("Open Paper", authors, is_selected=True)
    hidden_paper = factories.publication(
        SECRET, authors, [topic], venue=venue, citations=77, is_selected=True, **hide
    )
    factories.talk(person, SECRET, event=SECRET, publication=paper)
    factories.talk(ada, "Open talk", publication=hidden_paper)
    project = {"people": [ada, person], "publications": [paper, hidden_paper], "team": team}
    open_project = factories.project("Open project", **project)
    factories.project(SECRET, topics=[topic], **hide, **project)
    grant = {"people": [ada, person], "publications": [paper, hidden_paper], "projects": [open_project]}
    factories.grant("1", slug="open-grant", **grant)
    factories.grant(SECRET, slug="geheim", title=SECRET, **hide, **grant)
    linked = {"people": [ada, person], "publications": [paper, hidden_paper]}
    linked["projects"] = [open_project, factories.project(f"{SECRET} of news", **hide)]
    factories.news_item("Open news", slug="open-news", date="2025-03", **linked)
    factories.news_item(SECRET, slug="geheim", date="2019", is_pinned=True, **hide, **linked)
    factories.news_item(SECRET, slug="geheim-future", date=tomorrow, is_pinned=True, **linked)
    related = {"team": team, "contact": person}
    factories.notice("Open notice", **related)
    factories.notice("Closed notice", closes="2025-02-01", **related)
    factories.notice(SECRET, team=open_team, contact=ada, is_published=False)
    factories.notice(f"{SECRET} future", team=open_team, contact=ada, opens=tomorrow)
    open_page = factories.page("Open page")
    factories.page(SECRET, parent=open_page, **hide)
    factories.page(f"{SECRET} below", parent=factories.page(f"{SECRET} top", **hide))
    handbook = factories.page(f"{SECRET} handbook", parent=open_page, is_members_only=True)
    menu = Menu.objects.get()
    menu.items.create(page=open_page, position=90)
    menu.items.create(page=handbook, position=91, label=f"{SECRET} entry", is_below=True)
    for kind, hidden in (("people.person", person), ("publications.publication", hidden_paper)):
        FormerSlug.objects.create(kind=kind, slug="geheim-once", object_id=hidden.pk)
    FormerSlug.objects.create(kind="recruiting.notice", slug="geheim-once", object_id=3)


@pytest.mark.parametrize("path", [*both(PUBLIC_URLS), *SITEMAPS, *DATA_FILES])
def test_public_page_contains_nothing_hidden(hidden_rows, visitor, path):
    response = visitor.get(path)
    assert response.status_code == 200
    assert SECRET.lower() not in response.content.decode().lower()


@pytest.mark.parametrize("path", both(HIDDEN_URLS))
def test_url_of_a_hidden_row_gives_a_404(hidden_rows, visitor, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", HIDDEN_URLS)
def test_signed_in_users_see_no_hidden_rows_either(hidden_rows, member, admin, path):
    assert [client.get(path).status_code for client in (member, admin)] == [404, 404]


@pytest.mark.parametrize("path", both(["/search/?q=geheim", "/publications/?q=geheim"]))
def test_search_finds_nothing_hidden(hidden_rows, visit, path):
    page = visit(path)
    assert [link for link in page.main_links if "/geheim" in link] == []
    assert page.of_class("entry") == []


@pytest.mark.parametrize("path", both(["/search/", "/publications/"]))
def test_search_reads_no_text_that_visitors_cannot(visit, path):
    words = seeded_texts.seed()
    page = visit(path, q=seeded_texts.SECRET)
    assert [link for link in page.main_links if any(word in link for word in words)] == []


@pytest.mark.parametrize("name", ["team", "person", "venue", "topic"])
def test_filter_by_a_hidden_row_is_ignored_with_a_note(hidden_rows, visit, name):
    page = visit("/publications/", **{name: "geheim"})
    assert len(page.notes) == 1
    assert [link for link in page.main_links if "/open-paper/" in link]


@pytest.mark.parametrize("name", ["team", "person", "topic"])
def test_projects_cannot_be_filtered_by_a_hidden_row(hidden_rows, visit, name):
    assert len(visit("/projects/", **{name: "geheim"}).notes) == 1


def test_news_cannot_be_filtered_by_a_hidden_person(hidden_rows, visit):
    assert len(visit("/news/", person="geheim").notes) == 1


def test_hidden_people_are_not_counted(hidden_rows, visit):
    assert visit("/people/").text.count("1 current member") == 1
    assert visit("/teams/open-team/").text.count("1 member") == 1


def test_citation_counts_exclude_hidden_papers(hidden_rows, visit):
    assert "77" not in visit("/people/ada/").text
    assert Person.objects.public().count() == 1
