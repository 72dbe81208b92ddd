"""How lists describe members on a given day."""

from datetime import date

import pytest
from django.utils import translation

from people.models import Lab, Person, Role, TeamMembership
from people.roster import TeamRoster, by_role, member_on
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2025, 10, 15)
LAB = Lab(name="Example Lab")  # the academic year starts in September


def member(person, on=DAY, membership=None):
    return member_on(Person.objects.get(pk=person.pk), on, LAB, membership)


def status(role=Role.PHD, on=DAY, left=None, **education):
    person = factories.person(role=role, left=left)
    factories.education(person, **education)
    return member(person, on).status


# ---- status -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "degree", "text"),
    [
        (Role.PHD, "phd", "Third-year PhD student"),
        (Role.MASTER, "master", "Third-year master’s student"),
        (Role.UNDERGRADUATE, "bachelor", "Third-year undergraduate"),
    ],
)
def test_year_of_study_comes_from_the_current_education(role, degree, text):
    assert status(role, degree=degree, start="2023-06") == text


@pytest.mark.parametrize("role", [Role.PI, Role.POSTDOC, Role.STAFF, Role.VISITOR, Role.INTERN])
def test_status_of_other_roles_is_the_role(role):
    assert status(role, start="2023-06") == role.label


@pytest.mark.parametrize(
    "education",
    [
        {"start": None},
        {"start": "2023-09", "degree": "master"},
        {"start": "2026-09"},
        {"start": "2019-09", "end": "2025-06"},
    ],
)
def test_no_year_without_current_education_for_the_degree(education):
    assert status(**education) == "PhD student"


def test_no_year_past_the_usual_length():
    assert status(start="2018-09") == "Eighth-year PhD student"
    assert status(start="2017-09") == "PhD student"
    assert status(Role.MASTER, degree="master", start="2022-09") == "Master’s student"


def test_year_past_the_usual_length_with_an_expected_end():
    assert status(start="2017-09", end="2026", is_expected=True) == "Ninth-year PhD student"
    assert status(start="2017-09", end="2025-06", is_expected=True) == "PhD student"


def test_passed_expected_end_does_not_end_the_education():
    assert status(start="2021-09", end="2025-06", is_expected=True) == "Fifth-year PhD student"


def test_latest_of_two_current_degrees_counts():
    person = factories.person(role=Role.PHD)
    factories.education(person, start="2020-09")
    factories.education(person, start="2024-09")
    assert member(person).status == "Second-year PhD student"


def test_academic_year_of_the_lab_applies():
    person = factories.person(role=Role.PHD)
    factories.education(person, start="2024-02")
    spring = Lab(name="Southern Lab", academic_year_start=2)
    person = Person.objects.get()
    assert member_on(person, DAY, spring).status == "Second-year PhD student"
    assert member_on(person, DAY, LAB).status == "Third-year PhD student"


# ---- former members ---------------------------------------------------------------------------


def test_former_member_is_described_as_of_the_last_day():
    text = status(start="2019-09", end="2024-06", left="2024-06")
    assert text == "Fifth-year PhD student"


def test_member_with_a_future_last_day_is_described_as_of_today():
    assert status(start="2023-06", left="2027") == "Third-year PhD student"


def test_departure_from_the_lab_ends_the_period_in_the_team():
    person = factories.person(role=Role.PHD, joined="2020", left="2022-06")
    factories.education(person, start="2020-09")
    membership = factories.membership(person, factories.team(), "2021", "2024")
    described = member(person, membership=membership)
    assert described.status == "Second-year PhD student"
    assert (str(described.start), str(described.end)) == ("2021", "2022-06")


def test_former_team_member_is_described_with_the_period_in_the_team():
    person = factories.person(role=Role.PHD, joined="2020")
    factories.education(person, start="2020-09")
    membership = factories.membership(person, factories.team(), "2021", "2022-10")
    described = member(person, membership=membership)
    assert described.status == "Third-year PhD student"
    assert (str(described.start), str(described.end)) == ("2021", "2022-10")


def test_destination_falls_back_to_the_other_language():
    described = member(factories.person(left="2024", destination="Example Corp."))
    with translation.override("zh-hans"):
        assert described.destination == ("Example Corp.", "en")


# ---- institutions -----------------------------------------------------------------------------


def institutions(person, on=DAY):
    return [institution.text for institution in member(person, on).institutions]


def test_institutions_are_those_of_current_affiliations_in_order():
    person = factories.person()
    factories.affiliation(person, "Second", position=2)
    factories.affiliation(person, "First", position=1)
    factories.affiliation(person, "First", position=3, department="Another one")
    factories.affiliation(person, "Before", end="2024")
    assert institutions(person) == ["First", "Second"]


def test_student_without_affiliation_has_the_school_as_institution():
    person = factories.person(role=Role.PHD)
    factories.education(person, start="2023-09", school="Example University")
    assert institutions(person) == ["Example University"]


def test_institution_is_given_in_the_current_language():
    person = factories.person()
    factories.affiliation(person, "Example University", institution_zh="示例大学")
    with translation.override("zh-hans"):
        assert institutions(person) == ["示例大学"]


# ---- roles ------------------------------------------------------------------------------------


def test_members_are_grouped_by_role():
    for name, role in [("Staff", Role.STAFF), ("B", Role.PHD), ("Head", Role.PI), ("A", Role.PHD)]:
        factories.person(name, role=role)
    groups = by_role(member_on(person, DAY, LAB) for person in Person.objects.order_by("name"))
    assert [(group.role, [row.person.name for row in group.members], group.count) for group in groups] == [
        (Role.PI, ["Head"], 1),
        (Role.PHD, ["A", "B"], 2),
        (Role.STAFF, ["Staff"], 1),
    ]


def test_group_has_the_head_count_of_the_whole_lab():
    (group,) = by_role([member(factories.person(role=Role.PHD))], {Role.PHD: 120})
    assert group.count == 120


# ---- teams ------------------------------------------------------------------------------------


def rosters(on=DAY):
    rows = TeamMembership.objects.select_related("team", "person")
    return TeamRoster.of(rows.prefetch_related("person__education", "person__affiliations"), on, LAB)


def names(members):
    return [member.person.name for member in members]


def test_roster_has_current_and_former_members():
    team = factories.team()
    factories.membership(factories.person("Current"), team, "2024")
    factories.membership(factories.person("Former"), team, "2020", "2023")
    factories.membership(factories.person("Left the lab", left="2022"), team, "2020")
    factories.membership(factories.person("Not yet there"), team, "2026")
    (roster,) = rosters()
    assert names(roster.current) == ["Current"]
    assert names(roster.previous) == ["Former", "Left the lab"]


def test_member_with_several_periods_is_listed_once_with_the_latest():
    team, returned, departed = (
        factories.team(),
        factories.person("Back again"),
        factories.person("Gone for good"),
    )
    factories.membership(returned, team, "2018", "2019")
    factories.membership(returned, team, "2024")
    factories.membership(departed, team, "2016", "2017")
    factories.membership(departed, team, "2020", "2021")
    (roster,) = rosters()
    assert [(row.person.name, str(row.start)) for row in roster.current] == [("Back again", "2024")]
    assert [(row.person.name, str(row.start)) for row in roster.previous] == [("Gone for good", "2020")]


def test_member_whose_periods_meet_in_a_year_is_listed_once():
    team, ada = factories.team(), factories.person("Ada")
    factories.membership(ada, team, "2020", "2025")
    factories.membership(ada, team, "2025-03")
    (roster,) = rosters()
    assert [(row.person.name, str(row.start)) for row in roster.current] == [("Ada", "2025-03")]
    assert roster.previous == []


def test_former_members_are_listed_latest_leavers_first():
    team = factories.team()
    for end in ("2021", "2023-05", "2022-06-30"):
        factories.membership(factories.person(end), team, "2020", end)
    (roster,) = rosters()
    assert names(roster.previous) == ["2023-05", "2022-06-30", "2021"]


def test_roster_is_ordered_by_lead_role_and_start():
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
    assert names(roster.current) == ["Lead", "Postdoc", "Early", "Late"]
    assert names(roster.leads) == ["Lead"]
    assert roster.is_led_by(roster.current[0].person) and not roster.is_led_by(roster.current[1].person)


def test_former_lead_is_not_a_lead():
    team, ada = factories.team(), factories.person("Ada")
    factories.membership(ada, team, "2018", "2020", is_lead=True)
    (roster,) = rosters()
    assert roster.leads == [] and not roster.is_led_by(ada)


def test_head_counts_are_of_current_members_by_role():
    team = factories.team()
    for number, role in enumerate([Role.PHD, Role.PHD, Role.UNDERGRADUATE]):
        factories.membership(factories.person(f"Student {number}", role=role), team)
    factories.membership(factories.person("Former", role=Role.PHD), team, end="2020")
    (roster,) = rosters()
    assert roster.head_counts == ["2 PhD students", "1 undergraduate"]


def test_rosters_are_ordered_by_position_and_name():
    ada = factories.person()
    for name, position in [("B", 1), ("A", 1), ("Z", 0)]:
        factories.membership(ada, factories.team(name, position=position))
    assert [roster.team.name for roster in rosters()] == ["Z", "A", "B"]


def test_roster_of_future_members_is_empty():
    factories.membership(factories.person(), factories.team(), "2030")
    (roster,) = rosters()
    assert roster.current == [] and roster.previous == []
