"""The list of projects and the page of a project."""

import json

import pytest

from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def cards(page):
    """Return the titles of the cards by the heading above them."""
    return {
        text(page.one("h2", section)): [
            text(page.one("h3", card)) for card in page.of_class("project-card", section)
        ]
        for section in page.all("section")
    }


def test_list_has_current_and_past_projects(visit):
    factories.project("Steam", summary="With *steam*.", start="2024")
    factories.project("Sails", end="2020")
    page = visit("/projects/")
    assert cards(page) == {"Current projects": ["Steam"], "Past projects": ["Sails"]}
    assert "With *steam*." in page.text
    assert "/projects/steam/" in page.main_links


def test_list_is_filtered_by_topic_team_and_person(visit):
    ada, team, topic = factories.person("Ada"), factories.team("Engines"), factories.topic("Heat")
    factories.project("Steam", topics=[topic])
    factories.project("Sails", team=team)
    factories.project("Carts", people=[ada])
    for name, value, expected in (
        ("topic", "heat", "Steam"),
        ("team", "engines", "Sails"),
        ("person", "ada", "Carts"),
    ):
        page = visit("/projects/", **{name: value})
        assert cards(page) == {"Current projects": [expected]}
    assert "No projects match" in visit("/projects/", topic="heat", team="engines").text


def test_menu_names_projects_only_if_there_is_one(visit):
    project = factories.project(is_public=False)
    assert "/projects/" not in visit("/").links
    project.is_public = True
    project.save()
    assert "/projects/" in visit("/").links


def test_page_has_people_publications_links_and_team(visit):
    ada, team = factories.person("Ada"), factories.team("Engines")
    paper, topic = factories.publication("On Steam", [ada]), factories.topic("Heat")
    project = factories.project(
        "Steam",
        people=[(ada, "Engineer"), factories.person("Bob")],
        publications=[paper],
        topics=[topic],
        team=team,
        summary="Hot water.",
        body="# Aim\n\nMore **steam**.",
        start="2021-03",
        end="2023",
        picture=factories.picture_name("projects"),
        picture_alt="An engine",
    )
    factories.project_link(project, label="Source", url="https://example.org/code")
    page = visit("/projects/steam/")
    assert page.headings(1) == ["Steam"]
    links = {
        ada.get_absolute_url(),
        paper.get_absolute_url(),
        team.get_absolute_url(),
        "https://example.org/code",
    }
    assert links <= set(page.main_links)
    for expected in (
        "Engineer",
        "Bob",
        "Hot water.",
        "More steam.",
        "2021.03–2023",
        "Completed",
        "Source",
        "Heat",
    ):
        assert expected in page.text
    assert [image.get("alt") for image in page.of_class("project-hero")] == ["An engine"]
    (image,) = visit("/zh-hans/projects/steam/").of_class("project-hero")
    assert (image.get("alt"), image.get("lang")) == ("An engine", "en")


def test_software_and_data_are_listed_with_version_licence_and_repository(visit):
    project = factories.project("Steam")
    repository = "https://example.org/kettle"
    factories.project_output(project, "Kettle", version="1.2.0", licence="MIT", repository=repository)
    factories.project_output(project, "Boilers", kind="data", licence="CC-BY-4.0", doi="10.5281/zenodo.17")
    page = visit("/projects/steam/")
    for expected in ("Kettle 1.2.0 — Software, MIT", "Boilers — Dataset, CC-BY-4.0, 10.5281/zenodo.17"):
        assert expected.replace("— ", "") in page.text
    assert {repository, "https://doi.org/10.5281/zenodo.17"} <= set(page.main_links)


def test_people_are_listed_in_their_order(visit):
    people = [factories.person(name) for name in ("Cem", "Ada", "Bob")]
    factories.project("Steam", people=people)
    page = visit("/projects/steam/")
    assert [text(item) for item in page.of_class("portraits")[0]] == ["C Cem", "A Ada", "B Bob"]


def test_page_lists_the_open_openings_of_the_project_and_each_names_the_project(visit):
    project = factories.project("Steam")
    for title, fields in (
        ("Stoker", {}),
        ("Closed one", {"closes": "2025-01-02"}),
        ("Draft", {"is_published": False}),
        ("Of no project", {"project": None}),
    ):
        factories.notice(title, **{"project": project, **fields})
    assert [text(item) for item in visit("/projects/steam/").of_class("strip-item")] == [
        "Stoker open until filled"
    ]
    assert "/projects/steam/" in visit("/recruiting/stoker/").main_links
    project.is_public = False
    project.save()
    assert "/projects/steam/" not in visit("/recruiting/stoker/").main_links


def test_former_address_redirects(visitor):
    project = factories.project("Steam")
    project.slug = "heat"
    project.save()
    response = visitor.get("/projects/steam/")
    assert (response.status_code, response.url) == (301, "/projects/heat/")


def test_more_publications_than_fit_are_on_further_pages(visit):
    papers = [factories.publication(f"Paper {number}") for number in range(31)]
    factories.project("Steam", publications=papers)
    assert len(visit("/projects/steam/").of_class("entry")) == 30
    assert len(visit("/projects/steam/", page=2).of_class("entry")) == 1


def test_structured_data_describes_a_research_project(visit):
    ada = factories.person("Ada")
    factories.project("Steam", people=[(ada, "Engineer")], start="2021-03", summary="Hot water.")
    (script,) = [
        element
        for element in visit("/projects/steam/").all("script")
        if element.get("type") == "application/ld+json"
    ]
    data = json.loads(script.text)
    assert (data["@type"], data["name"], data["foundingDate"]) == ("ResearchProject", "Steam", "2021-03")
    assert data["description"] == "Hot water."
    (role,) = data["member"]
    assert (role["roleName"], role["member"]["name"]) == ("Engineer", "Ada")


# ---- on other pages ---------------------------------------------------------------------------


@pytest.fixture
def steam(db):
    ada = factories.person("Ada")
    paper = factories.publication("On Steam", [ada])
    factories.project("Hidden project", people=[ada], publications=[paper], is_public=False)
    return factories.project("Steam", people=[(ada, "Engineer")], publications=[paper], start="2021")


def test_profile_and_paper_show_their_projects(visit, steam):
    page = visit("/people/ada/")
    (section,) = [section for section in page.all("section") if section.get("id") == "projects"]
    assert [text(item) for item in page.all("li", section)] == ["Steam 2021–now Engineer"]
    assert "#projects" in page.links
    page = visit("/publications/on-steam/")
    assert "/projects/steam/" in page.main_links
    assert "Hidden project" not in page.text


def test_project_and_its_news_lead_to_each_other(visit, steam):
    factories.news_item("Steam is out.", slug="out", date="2025", projects=[steam])
    factories.news_item("Not yet public", date="2099", projects=[steam])
    factories.news_item("Of something else", date="2025")
    page = visit("/projects/steam/")
    assert "/news/out/" in page.main_links
    assert "Not yet public" not in page.text and "Of something else" not in page.text
    assert "/projects/steam/" in visit("/news/out/").main_links
