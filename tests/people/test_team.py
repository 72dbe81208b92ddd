"""Teams: who is in them on a day, who leads them, and periods that do not overlap."""

from datetime import date

import pytest

from people.models import Person, Role, Team, TeamMembership
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 15)


def names(people):
    return sorted(person.name for person in people)


# ---- on a day ---------------------------------------------------------------------------------


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
def test_somebody_is_in_a_team_in_the_period_and_while_in_the_lab(start, end, left, is_current):
    membership = factories.membership(factories.person(left=left), factories.team(), start, end)
    assert membership.is_current(DAY) is is_current
    assert TeamMembership.objects.current(DAY).exists() is is_current


def test_without_a_day_it_is_about_today():
    team = factories.team()
    here = factories.membership(factories.person("Here"), team, start="2001")
    gone = factories.membership(factories.person("Gone"), team, start="2001", end="2002")
    assert here.is_current() and not gone.is_current()
    assert list(TeamMembership.objects.current()) == [here]


def test_memberships_are_public_where_both_the_person_and_the_team_are():
    hidden_person, hidden_team = factories.person(is_public=False), factories.team(is_public=False)
    shown = factories.membership(factories.person(), factories.team())
    factories.membership(hidden_person, shown.team)
    factories.membership(shown.person, hidden_team)
    assert list(TeamMembership.objects.public()) == [shown]
    assert list(Team.objects.public()) == [shown.team]


def test_everybody_who_is_or_was_in_a_team_is_found_once():
    team, ada = factories.team(), factories.person("Ada")
    factories.membership(ada, team, "2019", "2020")
    factories.membership(ada, team, "2022")
    factories.membership(factories.person("Bob"), team, "2019", "2020")
    factories.person("Elsewhere")
    assert names(Person.objects.in_team(team)) == ["Ada", "Bob"]


def test_the_head_count_is_of_the_people_who_are_shown_and_there_on_the_day():
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


def test_the_leads_are_those_who_lead_on_the_day():
    team = factories.team()
    factories.membership(factories.person("Leads", role=Role.PHD), team, "2024", is_lead=True)
    factories.membership(factories.person("Led"), team, "2020", "2023", is_lead=True)
    factories.membership(factories.person("Hidden", is_public=False), team, is_lead=True)
    factories.membership(factories.person("Follows"), team)
    (found,) = Team.objects.with_leads(DAY)
    assert [membership.person.name for membership in found.current_leads] == ["Leads"]


def test_a_lead_sees_all_of_the_own_team_and_only_the_own_rows_of_others():
    led, other = factories.team("Led"), factories.team("Other")
    ada, bob = factories.person("Ada"), factories.person("Bob")
    for team in (led, other):
        for person in (ada, bob):
            factories.membership(person, team, is_lead=(person, team) == (ada, led))
    found = TeamMembership.objects.of_or_led_by(ada)
    assert sorted((row.team.name, row.person.name) for row in found) == [
        ("Led", "Ada"),
        ("Led", "Bob"),
        ("Other", "Ada"),
    ]


# ---- what is refused --------------------------------------------------------------------------


def test_a_team_has_a_name():
    assert "blank" in refusal_of(Team(name=""))
    with refused_by_the_database():
        factories.team(name="")


def test_a_membership_does_not_end_before_it_starts():
    person, team = factories.person(), factories.team()
    assert "end date is before the start date" in refusal_of(
        TeamMembership(person=person, team=team, start="2024-05", end="2024-04")
    )
    with refused_by_the_database():
        factories.membership(person, team, "2024-05", "2024-04")


def test_nobody_is_in_a_team_twice_with_no_end():
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020")
    assert "with no end" in refusal_of(TeamMembership(person=person, team=team, start="2022"))
    with refused_by_the_database():
        factories.membership(person, team, "2022")


def test_no_two_periods_start_on_the_same_day():
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020", "2021")
    assert "starts at the same time" in refusal_of(
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
def test_periods_of_a_person_in_a_team_do_not_overlap(start, end):
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020-03", "2023-03-15")
    assert "during a part of this period" in refusal_of(
        TeamMembership(person=person, team=team, start=start, end=end)
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [("2023-03", None), ("2023", None), ("2023-03-15", "2024"), ("2018", "2020"), (None, "2020-03")],
)
def test_a_period_may_begin_when_the_one_before_ends_as_far_as_is_known(start, end):
    person, team = factories.person(), factories.team()
    factories.membership(person, team, "2020-03", "2023-03-15")
    TeamMembership(person=person, team=team, start=start, end=end).full_clean()


def test_a_period_does_not_overlap_itself_another_team_or_another_person():
    person, team = factories.person(), factories.team()
    membership = factories.membership(person, team, "2020")
    membership.full_clean()
    TeamMembership(person=person, team=factories.team("Other"), start="2020").full_clean()
    TeamMembership(person=factories.person("Other"), team=team, start="2020").full_clean()
