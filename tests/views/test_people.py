"""The page of all people: current members by role, former members, filters and portraits."""

import pytest

from people.views import CURRENT_PER_PAGE, PREVIOUS_PER_PAGE
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def cards(page):
    return [text(page.one("a", name)) for name in page.of_class("card-name")]


def former_member_rows(page):
    return [text(name) for name in page.all("tbody//th")]


def test_people_are_ordered_by_role_and_date_of_joining(visit):
    factories.person("Late Student", joined="2024")
    factories.person("Early Student", joined="2021")
    factories.person("Professor", role=10)
    factories.person("Intern", role=90)
    factories.person("A Student Since Ever")
    page = visit("/people/")
    assert cards(page) == ["Professor", "Early Student", "Late Student", "A Student Since Ever", "Intern"]
    groups = [text(page.one("h2", group)) for group in page.of_class("role-group")]
    assert [group.rsplit(" ", 1)[1] for group in groups] == ["1", "3", "1"]


def test_the_one_principal_investigator_is_set_apart(visit):
    factories.person("Professor", role=10)
    factories.person("Student")
    page = visit("/people/")
    assert [text(heading) for heading in page.all("h2")][:2] == ["Principal investigator 1", "PhD students 1"]
    assert [text(page.one("h3", card)) for card in page.of_class("card-pi")] == ["Professor"]
    factories.person("Another professor", role=10)
    assert text(visit("/people/").all("h2")[0]) == "Principal investigators 2"


def test_card_has_both_names_year_of_study_institution_and_interests(visit):
    person = factories.person("Xu Jiaming", native_name="徐佳明", interests="engines")
    factories.education(person, "2099-09")  # in the future
    factories.education(person, "1999-09", "bachelor", school="Old School")
    factories.affiliation(person, "Example Institute")
    card = visit("/people/").of_class("card")[0]
    for word in ("Xu Jiaming", "徐佳明", "Example Institute", "engines"):
        assert word in text(card)


def test_former_members_have_role_period_and_destination(visit):
    person = factories.person(
        "Bob Before",
        joined="2019.09",
        left="2023",
        destination="Elsewhere",
        destination_url="https://example.org/e",
    )
    page = visit("/people/")
    assert cards(page) == []
    row = page.one("tbody/tr")
    cells = [text(cell) for cell in row]
    assert cells[0] == "Bob Before"
    assert cells[2] == "2019.09–2023"
    assert cells[3] == "Elsewhere"
    assert {person.get_absolute_url(), "https://example.org/e"} <= set(page.main_links)


def test_cell_without_a_destination_is_marked_as_empty(visit):
    factories.person("Bob Before", left="2023", destination="Elsewhere")
    factories.person("Cleo Before", left="2022")
    rows = visit("/people/").all("tbody/tr")
    assert [row[3].get("class", "") for row in rows] == ["", "is-empty"]


def test_latest_leavers_come_first(visit):
    for year in (2019, 2023, 2021):
        factories.person(f"Left {year}", left=str(year))
    assert former_member_rows(visit("/people/")) == ["Left 2023", "Left 2021", "Left 2019"]


def test_member_with_a_future_last_day_is_current(visit):
    factories.person("Ada", left="2099")
    page = visit("/people/")
    assert cards(page) == ["Ada"]
    assert former_member_rows(page) == []


def test_people_are_filtered_by_role_and_team(visit):
    team = factories.team("Engines")
    for name, role, is_member in (("A", 40, True), ("B", 50, True), ("C", 40, False)):
        person = factories.person(name, role=role)
        if is_member:
            factories.membership(person, team)
    former_member = factories.person("D", left="2020")
    factories.membership(former_member, team, end="2019")
    page = visit("/people/", role="phd", team="engines")
    assert cards(page) == ["A"]
    assert former_member_rows(page) == ["D"]
    assert len(page.of_class("chip")) == 3  # two filters and "clear all"


def test_person_with_two_periods_in_a_team_is_listed_once(visit):
    team, person = factories.team("Engines"), factories.person("Ada")
    factories.membership(person, team, "2019", "2020")
    factories.membership(person, team, "2023")
    page = visit("/people/", team="engines")
    assert cards(page) == ["Ada"]
    assert text(page.of_class("count")[0]).startswith("1 ")


@pytest.mark.parametrize(
    "parameters", [{"role": "king"}, {"team": "nothing"}, {"page": "-1"}, {"previous": "x"}]
)
def test_invalid_parameter_is_ignored_with_a_note(visit, parameters):
    factories.person("Ada")
    page = visit("/people/", **parameters)
    assert cards(page) == ["Ada"]
    assert len(page.notes) == 1
    assert next(iter(parameters.values())) in page.notes[0]


def test_empty_result_is_explained(visit):
    assert visit("/people/", role="pi").of_class("empty")


def test_current_and_former_members_are_paginated_separately(visit):
    for number in range(CURRENT_PER_PAGE):
        factories.person(f"Here {number:02}", joined="2020")
    for number in range(PREVIOUS_PER_PAGE):
        factories.person(f"Gone {number:02}", left="2020")
    factories.person("The last one here", joined="2020-12")
    factories.person("The first one gone", left="2000")
    first, second = visit("/people/"), visit("/people/", page="2", previous="2")
    assert (len(cards(first)), len(former_member_rows(first))) == (CURRENT_PER_PAGE, PREVIOUS_PER_PAGE)
    assert text(first.of_class("count")[0]).startswith(f"{CURRENT_PER_PAGE + 1} ")
    assert (cards(second), former_member_rows(second)) == (["The last one here"], ["The first one gone"])
    assert "?page=2&previous=1" in second.links


def test_page_links_keep_the_filters(visit):
    for number in range(CURRENT_PER_PAGE + 1):
        factories.person(f"Here {number:02}")
    assert "?role=phd&page=2" in visit("/people/", role="phd").links


def test_initials_replace_a_missing_photo(visit):
    factories.person("With Photo", photo=factories.picture())
    factories.person("Without Photo")
    page = visit("/people/")
    assert "With Photo" in page.one("main//img").get("alt")
    assert [text(initials) for initials in page.of_class("initials")] == ["WP"]


def test_missing_photo_file_does_not_break_the_page(visit, settings, tmp_path):
    factories.person("Ada", photo=factories.picture())
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert len(visit("/people/").all("main//img")) == 1


def test_somebody_who_joins_later_is_listed_neither_as_current_nor_as_former(visit):
    team = factories.team("Engines")
    future = factories.person("Future Student", joined="2099-09")
    factories.membership(future, team)
    factories.membership(factories.person("Present Student"), team)
    for path in ("/people/", "/", team.get_absolute_url()):
        page = visit(path)
        assert "Present Student" in page.text, path
        assert "Future Student" not in page.text, path
    assert "joins Sep 2099" in visit(future.get_absolute_url()).text
