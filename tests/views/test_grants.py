"""The page of a grant, grants on other pages, and the dashboard for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.models import Proposal
from moderation.recorded_states import recorded_snapshot
from moderation.revisions import versions_of
from people.models import Person
from projects.models import Grant, Project
from publications.models import Import, Publication
from tests import factories
from tests.editor_forms import approve, new_row, send
from tests.publications.sources import responses
from tests.views.import_pages import PAGE, decide
from tests.views.reading import text

pytestmark = pytest.mark.django_db
THANKS = "This work was supported by Yarn Fund under Grant 17."


@pytest.fixture
def grant(db):
    ada = factories.person("Ada")
    paper = factories.publication("On Steam", [ada])
    project = factories.project("Steam", publications=[paper])
    return factories.grant(
        *("17", "Yarn Fund"),
        slug="yarn",
        title="Threads",
        ror="01h0zpd94",
        amount=580_000,
        currency="CNY",
        people=[ada],
        projects=[project],
        publications=[paper],
    )


def test_page_lists_people_projects_and_papers_without_the_amount(visit, grant):
    page = visit("/projects/grants/yarn/")
    assert page.headings(1) == ["Threads"]
    links = {"/people/ada/", "/projects/steam/", "/publications/on-steam/", "https://ror.org/01h0zpd94"}
    assert links <= set(page.main_links)
    assert THANKS in page.text
    assert "580" not in page.response.content.decode()
    Grant.objects.update(shows_amount=True)
    assert "CNY 580,000" in visit("/projects/grants/yarn/").text


def test_project_and_paper_name_their_grants(visit, grant):
    for path in ("/projects/steam/", "/publications/on-steam/"):
        assert "/projects/grants/yarn/" in visit(path).main_links
    assert THANKS in visit("/publications/on-steam/").text
    Grant.objects.update(is_public=False)
    for path in ("/projects/steam/", "/publications/on-steam/"):
        assert "Yarn Fund" not in visit(path).text
    visit("/projects/grants/yarn/", status=404)


def test_projects_are_filtered_by_funder(visit, grant):
    factories.project("Sails")
    page = visit("/projects/", funder="yarn-fund")
    assert "/projects/steam/" in page.main_links and "/projects/sails/" not in page.main_links
    assert len(visit("/projects/", funder="nobody").notes) == 1


def test_pi_adds_a_grant_and_nobody_else_sees_its_form(pi, member, visitor):
    row = new_row("investigators", 0, person=pi.person.name)
    send(pi, "/desk/grants/add/", funder="Yarn Fund", number="17", amount="1000", currency="CNY", **row)
    grant = Grant.objects.get()
    assert [row.person for row in grant.investigators.all()] == [pi.person]
    assert member.get("/desk/grants/").status_code == 403
    assert visitor.get(f"/desk/grants/{grant.slug}/").status_code == 302
    assert Proposal.objects.get().state == "approved"


def test_papers_that_name_a_grant_are_linked_by_a_click_and_recorded(pi):
    grant = factories.grant("17", "Yarn Fund")
    paper = factories.publication(funding=[{"funder": "Yarn Fund", "funder_doi": "", "awards": ["17"]}])
    assert "Link 1 paper" in pi.get("/desk/grants/").content.decode()
    assert "1 paper to link to its grant" in pi.get("/desk/").content.decode()
    pi.post(f"/desk/grants/{grant.slug}/papers/")
    assert list(grant.publications.all()) == [paper]
    assert versions_of(grant).count() == 2
    assert "to link to its grant" not in pi.get("/desk/").content.decode()
    assert "Link 1 paper" not in pi.get("/desk/grants/").content.decode()


def test_grant_without_a_title_is_named_by_funder_and_number(visit):
    factories.grant("17", "Yarn Fund", slug="yarn")
    assert visit("/projects/grants/yarn/").headings(1) == ["Yarn Fund 17"]


def test_publications_are_filtered_by_project_and_by_grant_in_pages_exports_and_the_feed(visit, grant):
    factories.publication("On Sails")
    factories.project("Hidden", slug="hidden", is_public=False)
    for path in ("/projects/steam/", "/projects/grants/yarn/"):
        links = [link for link in visit(path).main_links if link.startswith("/publications/?")]
        for link in links:
            page = visit(link)
            assert [text(title) for title in page.of_class("entry-title")] == ["On Steam"]
            for url in (f"export.bib{link[14:]}", f"feed/{link[14:]}"):
                content = visit(f"/publications/{url}").response.content
                assert b"On Steam" in content and b"On Sails" not in content
        assert len(links) == 1
    assert len(visit("/publications/", project="hidden").notes) == 1
    assert "1 publication" in visit("/publications/", q="steam", project="steam", grant="yarn").text


def test_list_of_publications_that_is_not_filtered_by_them_asks_for_no_projects_or_grants(visit, grant):
    with CaptureQueriesContext(connection) as captured:
        visit("/publications/")
    tables = (f'FROM "{model._meta.db_table}"' for model in (Project, Grant))
    queries = [query["sql"] for query in captured if any(table in query["sql"] for table in tables)]
    assert [query for query in queries if "EXISTS" not in query.split("FROM")[0]] == []


@pytest.mark.parametrize("query", ["17", "yarn fund", "threads", "纱线", "sha xian"])
def test_grant_is_found_by_number_funder_and_title(visit, grant, query):
    Grant.objects.get().delete()
    factories.grant("17", "Yarn Fund", slug="yarn", title="Threads", funder_zh="纱线")
    page = visit("/search/", q=query)
    assert "/projects/grants/yarn/" in page.main_links
    Grant.objects.update(is_public=False)
    assert "/projects/grants/yarn/" not in visit("/search/", q=query).main_links


@pytest.mark.parametrize("count", [0, 3])
def test_search_asks_once_for_grants(visit, count):
    for number in range(count):
        factories.grant(str(number), "Yarn Fund", slug=f"yarn-{number}")
    with CaptureQueriesContext(connection) as captured:
        visit("/search/", q="yarn")
    table = f'FROM "{Grant._meta.db_table}"'
    assert len([query for query in captured if table in query["sql"]]) == 1


def test_dashboard_asks_to_check_a_number_that_looks_unusual(pi):
    send(pi, "/desk/grants/add/", funder="NSFC", number="62-1")
    assert "usually look like 62376134" in pi.get("/desk/grants/").content.decode()
    Grant.objects.update(number="62233005")
    assert "usually look like" not in pi.get("/desk/grants/").content.decode()


# ---- imports ----------------------------------------------------------------------------------

#: As Crossref records it with 10.7717/peerj.17296.
FUNDER = {
    "DOI": "10.13039/501100001809",
    "name": "National Natural Science Foundation of China",
    "doi-asserted-by": "crossref",
    "award": ["82272899", "81902782", "82203180", "51733005", "52173287"],
}


@pytest.fixture
def funded_paper(sources):
    """Let Crossref have a paper that names its grants; return the DOI."""
    sources.expect_request("/crossref/works/10.5555/loom.2025.7").respond_with_json(
        responses.crossref(funder=[FUNDER])
    )
    return "10.5555/loom.2025.7"


def test_imported_paper_is_linked_to_the_grants_that_crossref_names(pi, visit, funded_paper):
    named = factories.grant("51733005", "NSFC", slug="named")
    other = factories.grant("51733006", "NSFC")
    pi.post(PAGE, {"identifiers": funded_paper})
    batch = Import.objects.get()
    decide(pi, batch, entry=batch.entries.get().pk)
    paper = Publication.objects.get()
    assert (list(named.publications.all()), list(other.publications.all())) == ([paper], [])
    assert "/projects/grants/named/" in visit(paper.get_absolute_url()).main_links
    assert versions_of(named).count() == 2


def test_proposed_paper_is_linked_on_approval_to_the_grants_that_crossref_names(member, pi, funded_paper):
    named = factories.grant("51733005", "NSFC")
    other = factories.grant("51733006", "NSFC")
    Person.objects.filter(pk=member.person.pk).update(name="Ada van Example")
    member.post(PAGE, {"identifiers": funded_paper})
    batch = Import.objects.get()
    decide(member, batch, entry=batch.entries.get().pk)
    assert "51733005" in pi.get(f"/desk/review/{Proposal.objects.get().pk}/").content.decode()
    approve(pi)
    paper = Publication.objects.get()
    assert [item["funder_doi"] for item in paper.funding] == [FUNDER["DOI"]]
    assert (list(named.publications.all()), list(other.publications.all())) == ([paper], [])
    assert versions_of(named).count() == 2


def test_funding_typed_in_the_form_of_a_paper_links_its_grant(member, pi):
    grant = factories.grant("17", "Yarn Fund")
    paper = factories.publication("On Steam", [member.person])
    send(member, f"/me/publications/{paper.slug}/", funding="Yarn Fund [17, 18]\nLoom Fund")
    assert not grant.publications.exists()
    approve(pi)
    assert list(grant.publications.all()) == [paper]
    version = versions_of(paper).first()
    assert recorded_snapshot(version)["fields"]["funding"] == ["Yarn Fund, 17, 18", "Loom Fund"]
    grant.publications.clear()
    send(pi, f"/me/publications/{paper.slug}/", note="Unlinked on purpose.")
    assert not grant.publications.exists()


@pytest.mark.parametrize("author", ["pi", "member"])
def test_funding_of_a_paper_that_has_none_is_an_update(pi, member, funded_paper, author):
    grant = factories.grant("51733005", "NSFC")
    paper = factories.publication("Weaving with Looms & Threads", [member.person], doi=funded_paper)
    client = {"pi": pi, "member": member}[author]
    client.post(PAGE, {"identifiers": funded_paper})
    batch = Import.objects.get()
    key = batch.entries.get(verdict="update").pk
    decide(client, batch, entry=key, **{f"fields-{key}": ["funding"]})
    if client is member:
        approve(pi)
    assert Publication.objects.get().funding[0]["awards"] == FUNDER["award"]
    assert list(grant.publications.all()) == [paper]
