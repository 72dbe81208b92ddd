"""Teams: members, leads and head counts on a given day, and memberships that must not overlap."""

from datetime import date

import pytest

from people.models import Person, Role, Team, TeamMembership
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 15)


def names(people):
    return sorted(person.name for person in people)


# ---- QuerySets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "left", "is_current"),
    [
        (None, None, None, True),
        ("2025", None, None, True),
        ("2025-06-15", None, None, True),
        ("2025-06-16", None, None, False),
        (None, "2025", None, True),
        (None, "2025-06-15", None, True),
        (None, "2025-06-14", None, False),
        (None, "2025-05", None, False),
        (None, None, "2025-05", False),
        (None, None, "2025-06", True),
    ],
)
def test_membership_is_current_within_its_period_and_the_time_in_the_lab(start, end, left, is_current):
    membership = factories.membership(factories.person(left=left), factories.team(), start, end)
    assert membership.is_current(DAY) is is_current
    assert TeamMembership.objects.current(DAY).exists() is is_current


def test_current_membership_defaults_to_today():
    team = factories.team()
    current = factories.membership(factories.person("Current"), team, start="2001")
    former = factories.membership(factories.person("Former"), team, start="2001", end="2002")
    assert current.is_current() and not former.is_current()
    assert list(TeamMembership.objects.current()) == [current]


def test_membership_is_public_if_person_and_team_are():
    hidden_person, hidden_team = factories.person(is_public=False), factories.team(is_public=False)
    membership = factories.membership(factories.person(), factories.team())
    factories.membership(hidden_person, membership.team)
    factories.membership(membership.person, hidden_team)
    assert list(TeamMembership.objects.public()) == [membership]
    assert list(Team.objects.public()) == [membership.team]


def test_in_team_returns_current_and_former_members_once():
    team, ada = factories.team(), factories.person("Ada")
    factories.membership(ada, team, "2019", "2020")
    factories.membership(ada, team, "2022")
    factories.membership(factories.person("Bob"), team, "2019", "2020")
    factories.person("Elsewhere")
    assert names(Person.objects.in_team(team)) == ["Ada", "Bob"]


def test_head_count_is_of_public_current_members():
    team, empty = factories.team("Full"), factories.team("Empty")
    twice = factories.person("Twice")
    factories.membership(twice, team, "2020", "2025")
    factories.membership(twice, team, "2025-01")
    factories.membership(factories.person("Once"), team)
    factories.membership(factories.person("Later"), team, "2026")
    factories.membership(factories.person("Before"), team, end="2024")
    factories.membership(factories.person("Left the lab", left="2024"), team)
    factories.membership(factories.person("Hidden", is_public=False), team)
    counts = dict(Team.objects.with_head_counts(DAY).values_list("name", "head_count"))
    assert counts == {"Full": 2, "Empty": 0}
    assert empty.name in counts


def test_leads_are_public_current_leads():
    team = factories.team()
    factories.membership(factories.person("Leads", role=Role.PHD), team, "2024", is_lead=True)
    factories.membership(factories.person("Led"), team, "2020", "2023", is_lead=True)
    factories.membership(factories.person("Hidden", is_public=False), team, is_lead=True)
    factories.membership(factories.person("Follows"), team)
    (team,) = Team.objects.with_leads(DAY)
    assert [lead.name for lead in team.current_leads] == ["Leads"]


def test_hidden_team_has_members_and_leads_too():
    factories.membership(factories.person("Leads"), factories.team(is_public=False), is_lead=True)
    (team,) = Team.objects.with_head_counts(DAY).with_leads(DAY)
    assert team.head_count == 1
    assert [lead.name for lead in team.current_leads] == ["Leads"]


def test_part_of_the_list_is_in_order_and_counted_with_one_query(django_assert_num_queries):
    for position, name in enumerate(["First", "Second", "Third", "Fourth"]):
        team = factories.team(name, position=position)
        factories.membership(factories.person(f"Leads the {name.lower()}"), team, is_lead=True)
    factories.membership(factories.person("Also in the second"), Team.objects.get(name="Second"))
    with django_assert_num_queries(1):
        teams = list(Team.objects.in_list(DAY, first=1, number=2))
        rows = [(team.name, team.head_count, *map(str, team.current_leads)) for team in teams]
    assert rows == [("Second", 2, "Leads the second"), ("Third", 1, "Leads the third")]


def test_lead_gets_all_memberships_of_the_led_team_and_own_ones_of_others():
    led, other = factories.team("Led"), factories.team("Other")
    ada, bob = factories.person("Ada"), factories.person("Bob")
    for team in (led, other):
        for person in (ada, bob):
            factories.membership(person, team, is_lead=(person, team) == (ada, led))
    memberships = TeamMembership.objects.of_or_led_by(ada)
    assert sorted((row.team.name, row.person.name) for row in memberships) == [
        ("Led", "Ada"),
        ("Led", "Bob"),
        ("Other", "Ada"),
    ]


# ---- constraints ------------------------------------------------------------------------------


def test_team_needs_a_name():
    assert "blank" in refusal_of(Team(name=""))
    with refused_by_the_database():
        factories.team(name="")


def test_membership_cannot_end_before_it_starts():
    person, team = factories.person(), factories.team()
    assert "end date is before the start date" in refusal_of(
        TeamMembership(person=person, team=team, start="2024-05", end="2024-04")
    )
    with refused_by_the_database():
        factories.membership(person, team, "2024-05", "2024-04")


def test_person_has_one_open_membership_in_a_team():
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020")
    assert "open-ended membership" in refusal_of(TeamMembership(person=person, team=team, start="2022"))
    with refused_by_the_database():
        factories.membership(person, team, "2022")


def test_memberships_of_a_person_cannot_start_on_the_same_day():
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020", "2021")
    assert "with this start date" in refusal_of(
        TeamMembership(person=person, team=team, start="2020", end="2022")
    )
    with refused_by_the_database():
        factories.membership(person, team, "2020", "2022")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2021", "2022"),
        ("2019", "2020-06"),
        ("2023-03-14", None),
        (None, None),
        (None, "2021"),
        ("2020-07", "2021-07"),
    ],
)
def test_memberships_of_a_person_in_a_team_cannot_overlap(start, end):
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020-03", "2023-03-15")
    assert "overlaps with another membership" in refusal_of(
        TeamMembership(person=person, team=team, start=start, end=end)
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [("2023-03", None), ("2023", None), ("2023-03-15", "2024"), ("2018", "2020"), (None, "2020-03")],
)
def test_membership_may_start_in_the_month_the_previous_one_ends(start, end):
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020-03", "2023-03-15")
    TeamMembership(person=person, team=team, start=start, end=end).full_clean()


def test_overlap_ignores_itself_other_teams_and_other_people():
    person, team = factories.person(), factories.team()
    membership = factories.membership(person, team, "2020")
    membership.full_clean()
    TeamMembership(person=person, team=factories.team("Other"), start="2020").full_clean()
    TeamMembership(person=factories.person("Other"), team=team, start="2020").full_clean()
