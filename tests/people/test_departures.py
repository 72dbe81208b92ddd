"""Recording departures, undoing them, and readmitting former members."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from reversion.models import Revision, Version

from core.exceptions import InvalidState
from core.partial_dates import PartialDate
from people import departures, membership
from people.departures import Departure
from people.models import Invitation, Person, Role, TeamMembership
from tests import factories

pytestmark = pytest.mark.django_db

JUNE = PartialDate(2025, 6)


def depart(person, pi, left=JUNE, **choices) -> Person:
    return departures.record_departure(person, pi.user, Departure(left, **choices))


def periods(person) -> list[str]:
    rows = TeamMembership.objects.filter(person=person).order_by("pk")
    return [f"{row.start or ''}–{row.end or ''}" for row in rows]


def groups(user) -> list[str]:
    return [group.name for group in user.groups.all()]


# ---- recording a departure----------------------------------------------------------------------


def test_person_who_left_is_a_former_member_with_a_destination(pi, member):
    person = depart(
        member.person,
        pi,
        destination="Elsewhere",
        destination_zh="别处",
        destination_url="https://example.org",
    )
    person.refresh_from_db()
    assert (str(person.left), person.destination, person.destination_zh) == ("2025-06", "Elsewhere", "别处")
    assert person in Person.objects.previous(date(2025, 7, 1))


def test_profile_and_publications_are_kept(pi, member, visitor):
    paper = factories.publication(authors=[member.person])
    depart(member.person, pi)
    assert visitor.get(member.person.get_absolute_url()).status_code == 200
    assert paper.authorships.get().person == member.person


def test_account_is_deactivated_and_signed_out_everywhere(pi, member):
    Client().force_login(member.user)
    depart(member.person, pi)
    member.user.refresh_from_db()
    assert not member.user.is_active
    assert Session.objects.count() == 1  # that of the PI
    assert member.get("/accounts/").status_code == 302


def test_account_can_be_kept_active(pi, member):
    depart(member.person, pi, keeps_account=True)
    member.user.refresh_from_db()
    assert member.user.is_active
    assert member.get("/accounts/").status_code == 200


def test_departed_pi_keeps_only_member_permissions(pi):
    other = factories.user("old@example.org")
    leaving = factories.person("Otto Old", role=Role.PI, user=other)
    depart(leaving, pi, keeps_account=True)
    assert groups(other) == ["Member"]


def test_departure_revokes_direct_publishing(pi, member):
    membership.set_direct_publishing(member.user, True)
    depart(member.person, pi, keeps_account=True)
    assert not membership.may_publish_directly(member.user)


def test_email_is_hidden_unless_it_is_to_stay_public(pi):
    people = [factories.person(email="ada@example.org", email_visibility="public") for _number in range(2)]
    hidden = depart(people[0], pi)
    public = depart(people[1], pi, hides_email=False)
    assert (hidden.public_email, public.public_email) == ("", "ada@example.org")


def test_unused_invitation_link_stays_revoked_after_readmission(pi):
    person = factories.invited()
    key = person.user.invitation.key
    depart(person, pi)
    departures.readmit(person, pi.user, PartialDate(2026), Role.PHD)
    assert Invitation.objects.get().key != key


# ---- teams --------------------------------------------------------------------------------------


def test_team_memberships_and_leadership_end_on_the_last_day(pi, lead):
    depart(lead.person, pi)
    assert periods(lead.person) == ["2021-09–2025-06"]
    assert not TeamMembership.objects.current(date(2025, 7, 1)).filter(is_lead=True).exists()


@pytest.mark.parametrize(
    ("start", "end", "after"),
    [
        ("2021", "2023", ["2021–2023"]),  # already ended
        ("2021", "2026", ["2021–2025-06"]),
        ("2021", "2025", ["2021–2025-06"]),
        ("2025-06-15", None, ["2025-06-15–2025-06"]),
        ("2025-07", None, []),  # starts after the last day
    ],
)
def test_membership_ends_no_later_than_the_last_day(pi, start, end, after):
    person = factories.person()
    factories.membership(person, factories.team(), start=start, end=end)
    depart(person, pi)
    assert periods(person) == after


# ---- one transaction, one revision ------------------------------------------------------------


def test_departure_is_one_revision_with_the_teams(pi, lead):
    depart(lead.person, pi)
    revision = Revision.objects.latest("pk")
    assert (revision.user, revision.comment) == (pi.user, "Departure recorded")
    for row in (lead.person, lead.team):
        now, before = Version.objects.get_for_object(row)
        assert now.revision == revision and before.revision.user is None
    assert Version.objects.get_for_object(lead.person)[1].field_dict["left"] is None


def test_failing_step_rolls_everything_back(pi, lead, monkeypatch):
    def fail(user):
        raise RuntimeError

    monkeypatch.setattr(departures, "deactivate_account", fail)
    with pytest.raises(RuntimeError):
        depart(lead.person, pi)
    lead.person.refresh_from_db()
    assert lead.person.left is None and periods(lead.person) == ["2021-09–"]


def test_own_departure_is_refused(pi):
    with pytest.raises(InvalidState):
        depart(pi.person, pi)


def test_only_administrator_can_deactivate_an_administrator(pi, admin):
    person = factories.person("Root", user=factories.user("root@example.org", is_superuser=True))
    with pytest.raises(InvalidState):
        depart(person, pi)
    depart(person, admin)
    person.user.refresh_from_db()
    assert not person.user.is_active


# ---- consequences -------------------------------------------------------------------


def test_consequences_are_listed_in_sentences(lead):
    departure = Departure(JUNE, destination="100 % Elsewhere")
    lead.person.email = "leo@example.org"
    assert departures.consequences(lead.person, departure, date(2025, 7, 1)) == [
        "Leo Lead will be listed as a former member right away. Last day: Jun 2025.",
        "“Now: 100 % Elsewhere” will be shown on the profile and in the list of people.",
        "These team memberships end on that day: Team of Leo.",
        "Their leadership of these teams ends as well: Team of Leo.",
        "The account leo@example.org will be deactivated and signed out everywhere immediately.",
        "The account loses these rights immediately: editing the team “Team of Leo”.",
        "The email address will be hidden.",
        "The profile, its address and all publications are kept.",
    ]


def test_consequences_list_only_what_changes():
    person = factories.person("Ada Example")
    assert departures.consequences(person, Departure(JUNE), date(2025, 6, 1)) == [
        "Ada Example will be listed as a current member until Jun 2025, then as a former member.",
        "The profile, its address and all publications are kept.",
    ]


# ---- readmission --------------------------------------------------------------------------------


def test_readmitted_person_is_current_and_keeps_the_earlier_period(pi, visitor):
    person = factories.person("Ada", role=Role.MASTER, joined="2019-09", left="2023-06", destination="Else")
    person = departures.readmit(person, pi.user, PartialDate(2025, 9), Role.PHD)
    assert (person.role, str(person.joined), person.left, person.destination) == (40, "2025-09", None, "")
    (stay,) = person.stays.all()
    assert (stay.role, str(stay)) == (Role.MASTER, "2019.09–2023.06")
    assert "2019.09–2023.06" in visitor.get(person.get_absolute_url()).content.decode().replace(
        '<time datetime="2019-09">', ""
    ).replace('<time datetime="2023-06">', "").replace("</time>", "")


def test_second_readmission_keeps_both_periods_in_order(pi):
    person = factories.person(joined="2015", left="2017")
    person = departures.readmit(person, pi.user, PartialDate(2019), Role.PHD)
    person = depart(person, pi, PartialDate(2021))
    person = departures.readmit(person, pi.user, PartialDate(2024), Role.POSTDOC)
    assert [(str(start), str(end)) for start, end in person.earlier_periods] == [
        ("2015", "2017"),
        ("2019", "2021"),
    ]


def test_readmission_reactivates_the_account_with_the_new_role(pi, member):
    depart(member.person, pi)
    departures.readmit(member.person, pi.user, PartialDate(2026), Role.PI)
    member.user.refresh_from_db()
    assert member.user.is_active and groups(member.user) == ["PI"]


def test_readmission_does_not_revive_old_sessions(pi, member):
    depart(member.person, pi)
    departures.readmit(member.person, pi.user, PartialDate(2026), Role.PHD)
    assert member.get("/accounts/").status_code == 302


def test_readmission_needs_a_departure_before_it(pi, member):
    with pytest.raises(InvalidState):
        departures.readmit(member.person, pi.user, PartialDate(2026), Role.PHD)
    depart(member.person, pi)
    with pytest.raises(InvalidState):
        departures.readmit(member.person, pi.user, PartialDate(2025, 5), Role.PHD)
    assert not member.person.stays.exists()


# ---- undoing a departure ------------------------------------------------------------------------


def test_undoing_a_departure_restores_account_and_memberships(pi, lead):
    depart(lead.person, pi, destination="Elsewhere")
    person, _refused = departures.undo_departure(lead.person, pi.user)
    lead.user.refresh_from_db()
    assert (person.left, person.destination, periods(person)) == (None, "", ["2021-09–"])
    assert lead.user.is_active and not person.stays.exists()


@pytest.mark.parametrize(
    ("start", "end"),
    [("2021", "2027"), ("2021", "2025-06"), ("2021", None), ("2025-09", None), ("2025-09", "2026")],
)
def test_undoing_restores_each_membership_as_it_was(pi, start, end):
    person, team = factories.person(), factories.team()
    factories.membership(person, team, start=start, end=end, is_lead=True)
    depart(person, pi)
    departures.undo_departure(person, pi.user)
    assert periods(person) == [f"{start}–{end or ''}"]
    assert person.memberships.get().is_lead and person.memberships.get().team == team


def test_undoing_leaves_a_membership_that_was_edited_since(pi, lead):
    depart(lead.person, pi)
    TeamMembership.objects.update(end="2024")
    departures.undo_departure(lead.person, pi.user)
    assert periods(lead.person) == ["2021-09–2024"]


@pytest.mark.parametrize("left", ["2025-03", "2025-12"])
def test_corrected_departure_ends_memberships_on_the_corrected_day(pi, lead, left):
    factories.membership(lead.person, factories.team("Other"), start="2025-09")
    depart(lead.person, pi)
    departures.record_departure(lead.person, pi.user, Departure(PartialDate.parse(left)))
    assert f"2021-09–{left}" in periods(lead.person)
    assert (f"2025-09–{left}" in periods(lead.person)) == (left == "2025-12")
    departures.undo_departure(lead.person, pi.user)
    assert sorted(periods(lead.person)) == ["2021-09–", "2025-09–"]


def test_undoing_leaves_a_membership_that_ended_earlier(pi):
    person = factories.person()
    factories.membership(person, factories.team(), start="2021", end="2022")
    depart(person, pi)
    departures.undo_departure(person, pi.user)
    assert periods(person) == ["2021–2022"]
