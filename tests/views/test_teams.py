"""The list of teams."""

import pytest
from django.urls import reverse

from people.models import Team
from people.views import TEAMS_PER_PAGE
from tests import factories
from tests.editor_forms import new_row, send
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def names(page):
    return [text(page.one("h3", item)) for item in page.of_class("team-item")]


def test_teams_are_listed_with_leads_and_head_counts(visit):
    factories.team("Second", position=2)
    first, lead = (
        factories.team("First", position=1, description="We **build**."),
        factories.person("Leo Lead"),
    )
    factories.membership(lead, first, is_lead=True)
    factories.membership(factories.person("Here"), first)
    factories.membership(factories.person("Gone", left="2020"), first)
    factories.membership(factories.person("Out"), first, end="2020")
    page = visit("/teams/")
    assert names(page) == ["First", "Second"]
    item = page.of_class("team-item")[0]
    assert "2 members" in text(item)
    assert "We build." in text(item)
    assert lead.get_absolute_url() in page.main_links


def test_former_leads_are_not_listed(visit):
    team, former = factories.team("Engines"), factories.person("Former Lead")
    factories.membership(former, team, end="2020", is_lead=True)
    assert "Former Lead" not in visit("/teams/").text


def test_empty_list_is_explained(visit):
    assert visit("/teams/").of_class("empty")


def test_long_list_is_paginated(visit):
    for number in range(TEAMS_PER_PAGE):
        factories.team(f"Team {number:02}")
    factories.team("The last", position=1)
    assert len(names(visit("/teams/"))) == TEAMS_PER_PAGE
    assert names(visit("/teams/", page=2)) == ["The last"]
    assert len(visit("/teams/", page="ten").notes) == 1


def test_team_without_members_says_so(visit):
    team = factories.team("Engines")
    assert "No current members" in text(visit("/teams/").of_class("team-item")[0])
    page = visit(team.get_absolute_url())
    assert "This team has no current members." in page.text
    assert "0 members" not in page.text


def test_description_is_shortened_to_its_first_paragraphs(visit):
    factories.team("Engines", description="We build.\n\n## Tools\n\n- lathes")
    item = visit("/teams/").of_class("team-item")[0]
    assert "We build." in text(item)
    assert "Tools" not in text(item)


def test_team_without_a_description_has_no_empty_paragraph(visit):
    factories.team("Engines")
    item = visit("/teams/").of_class("team-item")[0]
    assert all(text(paragraph) for paragraph in item.iter("p"))


def test_pi_adds_a_team_with_its_lead(pi):
    lead = factories.person("Ada Quill")
    member = new_row("memberships", 0, person="Ada Quill", start="2024-09", is_lead="on")
    send(pi, reverse("add-team"), name="Looms", **member)
    team = Team.objects.get()
    assert team.name == "Looms"
    assert [(row.person, row.is_lead) for row in team.memberships.all()] == [(lead, True)]
