"""Lists of people as they are described on a day."""

from datetime import date

import pytest
from django.utils import translation

from people.models import Lab, Person, Role, TeamMembership
from people.roster import TeamRoster, by_role, member_on
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2025, 10, 15)
LAB = Lab(name="Example Lab")  # the academic year starts in September


def described(person, on=DAY, membership=None):
    return member_on(Person.objects.get(pk=person.pk), on, LAB, membership)


def status(role=Role.PHD, on=DAY, left=None, **studies):
    person = factories.person(role=role, left=left)
    factories.education(person, **studies)
    return described(person, on).status


# ---- what somebody is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "degree", "text"),
    [
        (Role.PHD, "phd", "Third-year PhD student"),
        (Role.MASTER, "master", "Third-year master's student"),
        (Role.UNDERGRADUATE, "bachelor", "Third-year undergraduate"),
    ],
)
def test_a_student_is_in_the_year_of_the_running_studies(role, degree, text):
    assert status(role, degree=degree, start="2023-06") == text


@pytest.mark.parametrize("role", [Role.PI, Role.POSTDOC, Role.STAFF, Role.VISITOR, Role.INTERN])
def test_who_is_no_student_of_the_lab_is_called_by_the_role(role):
    assert status(role, start="2023-06") == role.label


@pytest.mark.parametrize(
    "studies",
    [
        {"start": None},
        {"start": "2023-09", "degree": "master"},
        {"start": "2026-09"},
        {"start": "2019-09", "end": "2025-06"},
    ],
)
def test_no_year_is_claimed_without_studies_for_the_degree_that_run_on_the_day(studies):
    assert status(**studies) == "PhD student"


def test_past_the_usual_years_no_year_is_claimed():
    assert status(start="2018-09") == "Eighth-year PhD student"
    assert status(start="2017-09") == "PhD student"
    assert status(Role.MASTER, degree="master", start="2022-09") == "Master's student"


def test_past_the_usual_years_the_year_is_said_where_an_expected_end_lies_ahead():
    assert status(start="2017-09", end="2026", is_expected=True) == "Ninth-year PhD student"
    assert status(start="2017-09", end="2025-06", is_expected=True) == "PhD student"


def test_an_expected_end_that_has_passed_does_not_end_the_studies():
    assert status(start="2021-09", end="2025-06", is_expected=True) == "Fifth-year PhD student"


def test_of_two_running_studies_the_later_one_counts():
    person = factories.person(role=Role.PHD)
    factories.education(person, start="2020-09")
    factories.education(person, start="2024-09")
    assert described(person).status == "Second-year PhD student"


def test_the_academic_year_of_the_lab_decides():
    person = factories.person(role=Role.PHD)
    factories.education(person, start="2024-02")
    spring = Lab(name="Southern Lab", academic_year_start=2)
    person = Person.objects.get()
    assert member_on(person, DAY, spring).status == "Second-year PhD student"
    assert member_on(person, DAY, LAB).status == "Third-year PhD student"


# ---- previous members -------------------------------------------------------------------------


def test_a_previous_member_is_described_as_of_the_last_day():
    text = status(start="2019-09", end="2024-06", left="2024-06")
    assert text == "Fifth-year PhD student"


def test_somebody_whose_last_day_lies_ahead_is_described_as_of_the_day_of_the_page():
    assert status(start="2023-06", left="2027") == "Third-year PhD student"


def test_who_left_the_lab_before_the_period_in_the_team_ends_is_described_as_of_leaving():
    person = factories.person(role=Role.PHD, joined="2020", left="2022-06")
    factories.education(person, start="2020-09")
    membership = factories.membership(person, factories.team(), "2021", "2024")
    member = described(person, membership=membership)
    assert member.status == "Second-year PhD student"
    assert (str(member.start), str(member.end)) == ("2021", "2022-06")


def test_who_left_the_team_is_described_with_the_period_in_the_team():
    person = factories.person(role=Role.PHD, joined="2020")
    factories.education(person, start="2020-09")
    membership = factories.membership(person, factories.team(), "2021", "2022-10")
    member = described(person, membership=membership)
    assert member.status == "Third-year PhD student"
    assert (str(member.start), str(member.end)) == ("2021", "2022-10")


def test_where_somebody_is_now_falls_back_to_the_other_language():
    member = described(factories.person(left="2024", destination="Example Corp."))
    with translation.override("zh-hans"):
        assert member.destination == ("Example Corp.", "en")


# ---- places -----------------------------------------------------------------------------------


def places(person, on=DAY):
    return [place.text for place in described(person, on).places]


def test_the_places_are_the_institutions_on_the_day_each_once_and_in_order():
    person = factories.person()
    factories.affiliation(person, "Second", position=2)
    factories.affiliation(person, "First", position=1)
    factories.affiliation(person, "First", position=3, department="Another one")
    factories.affiliation(person, "Before", end="2024")
    assert places(person) == ["First", "Second"]


def test_a_student_without_affiliation_is_where_the_studies_are():
    person = factories.person(role=Role.PHD)
    factories.education(person, start="2023-09", school="Example University")
    assert places(person) == ["Example University"]


def test_a_place_is_given_in_the_language_of_the_page():
    person = factories.person()
    factories.affiliation(person, "Example University", institution_zh="示例大学")
    with translation.override("zh-hans"):
        assert places(person) == ["示例大学"]


# ---- groups -----------------------------------------------------------------------------------


def test_members_are_grouped_by_role_in_the_order_of_the_roles():
    for name, role in [("Staff", Role.STAFF), ("B", Role.PHD), ("Head", Role.PI), ("A", Role.PHD)]:
        factories.person(name, role=role)
    groups = by_role(member_on(person, DAY, LAB) for person in Person.objects.order_by("name"))
    assert [(group.role, [row.person.name for row in group.members], group.count) for group in groups] == [
        (Role.PI, ["Head"], 1),
        (Role.PHD, ["A", "B"], 2),
        (Role.STAFF, ["Staff"], 1),
    ]


def test_a_group_says_how_many_there_are_in_the_whole_lab():
    (group,) = by_role([described(factories.person(role=Role.PHD))], {Role.PHD: 120})
    assert group.count == 120


# ---- teams ------------------------------------------------------------------------------------


def rosters(on=DAY):
    rows = TeamMembership.objects.select_related("team", "person")
    return TeamRoster.of(rows.prefetch_related("person__education", "person__affiliations"), on, LAB)


def names(members):
    return [member.person.name for member in members]


def test_a_roster_has_who_is_there_and_who_was():
    team = factories.team()
    factories.membership(factories.person("Here"), team, "2024")
    factories.membership(factories.person("Gone"), team, "2020", "2023")
    factories.membership(factories.person("Left the lab", left="2022"), team, "2020")
    factories.membership(factories.person("Not yet there"), team, "2026")
    (roster,) = rosters()
    assert names(roster.now) == ["Here"]
    assert names(roster.previous) == ["Gone", "Left the lab"]


def test_somebody_with_several_periods_is_shown_once_with_the_last_one():
    team, back, gone = factories.team(), factories.person("Back again"), factories.person("Gone for good")
    factories.membership(back, team, "2018", "2019")
    factories.membership(back, team, "2024")
    factories.membership(gone, team, "2016", "2017")
    factories.membership(gone, team, "2020", "2021")
    (roster,) = rosters()
    assert [(row.person.name, str(row.start)) for row in roster.now] == [("Back again", "2024")]
    assert [(row.person.name, str(row.start)) for row in roster.previous] == [("Gone for good", "2020")]


def test_somebody_whose_periods_meet_in_a_year_is_shown_once():
    team, ada = factories.team(), factories.person("Ada")
    factories.membership(ada, team, "2020", "2025")
    factories.membership(ada, team, "2025-03")
    (roster,) = rosters()
    assert [(row.person.name, str(row.start)) for row in roster.now] == [("Ada", "2025-03")]
    assert roster.previous == []


def test_who_left_last_comes_first_among_the_previous_members():
    team = factories.team()
    for end in ("2021", "2023-05", "2022-06-30"):
        factories.membership(factories.person(end), team, "2020", end)
    (roster,) = rosters()
    assert names(roster.previous) == ["2023-05", "2022-06-30", "2021"]


def test_leads_come_first_then_roles_then_who_started_earlier():
    team = factories.team()
    for name, role, start in [
        ("Late", Role.PHD, "2024-09"),
        ("Early", Role.PHD, "2021-09"),
        ("Postdoc", Role.POSTDOC, None),
        ("Lead", Role.PHD, "2022-09"),
    ]:
        person = factories.person(name, role=role)
        factories.education(person, start=start)
        factories.membership(person, team, is_lead=name == "Lead")
    (roster,) = rosters()
    assert names(roster.now) == ["Lead", "Postdoc", "Early", "Late"]
    assert names(roster.leads) == ["Lead"]
    assert roster.is_led_by(roster.now[0].person) and not roster.is_led_by(roster.now[1].person)


def test_somebody_who_led_the_team_before_leads_it_no_more():
    team, ada = factories.team(), factories.person("Ada")
    factories.membership(ada, team, "2018", "2020", is_lead=True)
    (roster,) = rosters()
    assert roster.leads == [] and not roster.is_led_by(ada)


def test_head_counts_are_of_those_who_are_there_by_role():
    team = factories.team()
    for number, role in enumerate([Role.PHD, Role.PHD, Role.UNDERGRADUATE]):
        factories.membership(factories.person(f"Student {number}", role=role), team)
    factories.membership(factories.person("Gone", role=Role.PHD), team, end="2020")
    (roster,) = rosters()
    assert roster.head_counts == ["2 PhD students", "1 undergraduate"]


def test_teams_come_by_position_then_by_name():
    ada = factories.person()
    for name, position in [("B", 1), ("A", 1), ("Z", 0)]:
        factories.membership(ada, factories.team(name, position=position))
    assert [roster.team.name for roster in rosters()] == ["Z", "A", "B"]


def test_a_team_whose_members_all_come_later_is_empty():
    factories.membership(factories.person(), factories.team(), "2030")
    (roster,) = rosters()
    assert roster.now == [] and roster.previous == []
