"""The page of a team: leads, members, call for students, notices and publications."""

import pytest

from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(db):
    return factories.team("Engines", description="We **build**.", call="Come to us!")


def test_page_has_lead_description_and_call(visit, team):
    lead = factories.person("Leo Lead")
    factories.membership(lead, team, is_lead=True)
    page = visit("/teams/engines/")
    assert page.headings(1) == ["Engines"]
    assert lead.get_absolute_url() in page.main_links
    assert "We build." in page.text
    assert "Come to us!" in text(page.of_class("call")[0])


def test_current_and_former_members_follow_from_the_dates(visit, team):
    here = factories.person("Here")
    out = factories.person("Out Of The Team")
    former_member = factories.person("Gone From The Lab", left="2022", destination="Elsewhere")
    later = factories.person("Later")
    factories.membership(here, team, "2021-09", is_lead=True)
    factories.membership(out, team, "2020", "2021-06")
    factories.membership(former_member, team, "2019")
    factories.membership(later, team, "2099")
    page = visit("/teams/engines/")
    assert [text(page.one("a", name)) for name in page.of_class("card-name")] == ["Here"]
    rows = [[text(cell) for cell in row] for row in page.all("tbody/tr")]
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("Gone From The Lab", "2019–2022", "Elsewhere"),
        ("Out Of The Team", "2020–2021.06", ""),
    ]
    assert "Later" not in page.text


def test_head_counts_are_by_role(visit, team):
    for name, role in (("A", 40), ("B", 40), ("C", 50)):
        factories.membership(factories.person(name, role=role), team)
    count = text(visit("/teams/engines/").of_class("count")[0])
    assert count.startswith("3 members")
    assert "2 PhD students" in count
    assert "1 master’s student" in count


def test_page_shows_only_open_notices_of_the_team(visit, team):
    factories.notice("Ours", team=team)
    factories.notice("Ours, over", team=team, closes="2025-02-01")
    factories.notice("Of others")
    page = visit("/teams/engines/")
    assert [text(page.one("a", item)) for item in page.of_class("strip-item")] == ["Ours"]


def test_page_shows_the_latest_publications_of_members(visit, team):
    member = factories.person("Ada")
    factories.membership(member, team)
    for number in range(6):
        factories.publication(f"Paper {number}", [member], month=number + 1)
    factories.publication("Of others", [factories.person("Bob")])
    titles = [text(title) for title in visit("/teams/engines/").of_class("entry-title")]
    assert titles == ["Paper 5", "Paper 4", "Paper 3", "Paper 2", "Paper 1"]


def test_empty_team_has_a_page(visit, team):
    assert text(visit("/teams/engines/").of_class("empty")[0]) == "This team has no current members."


def test_member_of_two_teams_is_listed_in_each(visit, team):
    person, other = factories.person("Ada"), factories.team("Other")
    factories.membership(person, team)
    factories.membership(person, other)
    assert len(visit("/teams/engines/").of_class("card")) == 1
